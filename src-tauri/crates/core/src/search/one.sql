SELECT resident.name, resident.id_number, coalesce(building.name, '') AS building, coalesce(room.unit, '') AS unit,
       coalesce(room.name, '') AS room,
       (SELECT group_concat(number, '|') FROM phone WHERE phone.resident_id = resident.id) AS phones
FROM resident
JOIN household ON household.id = resident.household_id
LEFT JOIN room ON room.id = household.room_id
LEFT JOIN building ON building.id = room.building_id
WHERE resident.id = ?1
