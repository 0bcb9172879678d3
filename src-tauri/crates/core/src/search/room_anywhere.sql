SELECT resident.id
FROM room
CROSS JOIN building ON building.id = room.building_id
CROSS JOIN household ON household.room_id = room.id
CROSS JOIN resident ON resident.household_id = household.id
WHERE room.name = ?1
ORDER BY building.sort_key, room.sort_key, resident.id
LIMIT ?2
