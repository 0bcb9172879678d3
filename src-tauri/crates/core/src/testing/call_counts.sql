-- Everybody not tested; of these, who gave a reason; and of those without one who were called, by how the calls stand.
WITH called AS (
  SELECT resident_id, count(*) AS calls, count(CASE WHEN outcome IN ('reason', 'home') THEN 1 END) AS settled,
         count(CASE WHEN outcome = 'home' THEN 1 END) AS home
  FROM call WHERE round_id = :round GROUP BY resident_id
), asked AS (
  SELECT called.*, round_person.reason FROM called
  JOIN round_person ON round_person.round_id = :round AND round_person.resident_id = called.resident_id
  WHERE (:building IS NULL OR building_id = :building) AND excluded IS NULL AND result IS NOT 'tested'
)
SELECT count(*) AS everybody, count(reason) AS said,
       (SELECT count(*) FROM asked WHERE reason IS NULL AND settled > 0) AS closed,
       (SELECT count(*) FROM asked WHERE reason IS NULL AND calls = 1 AND settled = 0) AS second,
       (SELECT count(*) FROM asked WHERE reason IS NULL AND calls >= 2 AND settled = 0) AS escalated,
       (SELECT count(*) FROM asked WHERE home > 0) AS visit
FROM round_person
WHERE round_id = :round AND (:building IS NULL OR building_id = :building)
  AND excluded IS NULL AND result IS NOT 'tested'
