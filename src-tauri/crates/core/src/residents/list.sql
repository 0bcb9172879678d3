SELECT resident.*, household.number AS household_number, household.address_raw,
       coalesce(building.name, '') AS building, coalesce(room.unit, '') AS unit, coalesce(room.name, '') AS room,
       room.kind AS room_kind, room.label AS room_label, compound.name AS compound,
       (SELECT group_concat(number, '|') FROM (SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
FROM resident
JOIN household ON household.id = resident.household_id
LEFT JOIN room ON room.id = household.room_id
LEFT JOIN building ON building.id = room.building_id
LEFT JOIN area AS compound ON compound.id = building.compound_id
