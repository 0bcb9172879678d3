SELECT room.id, building.name AS building, room.building_id, room.unit, room.name, room.kind, room.label, room.floor,
       count(DISTINCT household.id) AS households,
       count(resident.id) FILTER (WHERE coalesce(now.state, 'home') NOT IN ('moved_out', 'deceased')) AS residents,
       count(resident.id) FILTER (WHERE coalesce(now.state, 'home') IN ('home', 'home_isolation')) AS present
FROM room
JOIN building ON building.id = room.building_id
LEFT JOIN household ON household.room_id = room.id
LEFT JOIN resident ON resident.household_id = household.id
LEFT JOIN (
  -- of several that hold on the day, the one that began last
  SELECT resident_id, state, max(coalesce(since, noted_on) || printf('%020d', id)) AS began
  FROM presence
  WHERE coalesce(since, noted_on) <= :today AND (until IS NULL OR until > :today)
  GROUP BY resident_id
) AS now ON now.resident_id = resident.id
WHERE :building IS NULL OR building.name = :building
GROUP BY room.id
ORDER BY building.sort_key, building.id, room.sort_key, room.id
