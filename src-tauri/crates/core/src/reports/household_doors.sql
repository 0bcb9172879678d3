SELECT household.id, compound.name AS compound, coalesce(building.name, '') AS building, coalesce(room.unit, '') AS unit,
       coalesce(room.name, '') AS room, coalesce(household.address_raw, '') AS label
FROM household
LEFT JOIN room ON room.id = household.room_id
LEFT JOIN building ON building.id = room.building_id
LEFT JOIN area AS compound ON compound.id = building.compound_id
