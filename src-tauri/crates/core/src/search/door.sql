SELECT resident.id
FROM building
CROSS JOIN room ON room.building_id = building.id
CROSS JOIN household ON household.room_id = room.id
CROSS JOIN resident ON resident.household_id = household.id
WHERE building.name = ?1 AND (?2 IS NULL OR room.unit = ?2) AND (?3 IS NULL OR room.name = ?3)
  AND (?5 IS NULL OR instr(resident.name, ?5))
ORDER BY building.sort_key, room.sort_key, resident.id
LIMIT ?4
