-- By round and building: positive tubes some of whose people have no single result; people with a positive single result; people
-- positive at the door without a nucleic result since.
SELECT found.kind, round.number, round.day, found.building_id, building.name, count(*) AS count
FROM (
  SELECT 'tube' AS kind, tube.round_id, tube.building_id FROM tube
  WHERE tube.result = 'positive' AND EXISTS (
    SELECT 1 FROM tube_seat WHERE tube_seat.tube_id = tube.id AND NOT EXISTS (
      SELECT 1 FROM person_result WHERE person_result.round_id = tube.round_id
        AND person_result.resident_id = tube_seat.resident_id))
  UNION ALL
  SELECT CASE WHEN person_result.note IS ?2 THEN 'antigen' ELSE 'person' END, person_result.round_id,
    round_person.building_id
  FROM person_result
  JOIN round_person ON round_person.round_id = person_result.round_id
    AND round_person.resident_id = person_result.resident_id
  WHERE person_result.result = 'positive' AND CASE
    WHEN person_result.note IS ?2 THEN NOT EXISTS (
        SELECT 1 FROM person_result AS later WHERE later.resident_id = person_result.resident_id
          AND later.id <> person_result.id AND later.at >= person_result.at AND later.note IS NOT ?2)
      AND NOT EXISTS (SELECT 1 FROM tube_seat JOIN tube ON tube.id = tube_seat.tube_id
        WHERE tube_seat.resident_id = person_result.resident_id AND tube.result = 'negative'
          AND tube_seat.at >= person_result.at)
    -- Found positive again is no new case.
    ELSE NOT EXISTS (SELECT 1 FROM person_result AS earlier WHERE earlier.resident_id = person_result.resident_id
      AND earlier.id < person_result.id AND earlier.result = 'positive' AND earlier.note IS NOT ?2)
    END
) AS found
JOIN round ON round.id = found.round_id
LEFT JOIN building ON building.id = found.building_id
WHERE round.day >= ?1
GROUP BY found.kind, round.id, found.building_id
ORDER BY round.day, round.id, building.sort_key, building.id, found.kind
