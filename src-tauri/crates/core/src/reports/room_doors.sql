SELECT room.id, compound.name AS compound, building.name AS building, room.unit, room.name AS room, coalesce(room.label, '') AS label
FROM room
JOIN building ON building.id = room.building_id
LEFT JOIN area AS compound ON compound.id = building.compound_id
