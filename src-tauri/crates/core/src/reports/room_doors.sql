SELECT room.id, building.name AS building, room.unit, room.name AS room, coalesce(room.label, '') AS label
FROM room
JOIN building ON building.id = room.building_id
ORDER BY building.sort_key, building.id, room.sort_key, room.id
