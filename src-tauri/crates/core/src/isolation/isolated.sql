-- Those isolated on a day, in the order of their doors. Of several presences that hold, the one that began last counts.
SELECT now.resident_id, now.place, now.reason, resident.household_id, resident.name,
       CASE WHEN (SELECT count(DISTINCT coalesce(compound_id, 0)) > 1 FROM building) THEN compound.name END AS compound,
       coalesce(building.name, '') AS building, coalesce(room.unit, '') AS unit, coalesce(room.name, '') AS room,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
FROM (
  SELECT resident_id, state, place, reason,
         row_number() OVER (PARTITION BY resident_id ORDER BY coalesce(since, noted_on) DESC, id DESC) AS newest
  FROM presence
  WHERE coalesce(since, noted_on) <= :day AND (until IS NULL OR until > :day)
    AND (:resident IS NULL OR resident_id = :resident)
) AS now
JOIN resident ON resident.id = now.resident_id
JOIN household ON household.id = resident.household_id
LEFT JOIN room ON room.id = household.room_id
LEFT JOIN building ON building.id = room.building_id
LEFT JOIN area AS compound ON compound.id = building.compound_id
WHERE newest = 1 AND state IN ('home_isolation', 'central_isolation')
  AND (:building IS NULL OR building.id = :building)
ORDER BY compound.name, building.sort_key, building.id, room.sort_key, room.id, resident.id
