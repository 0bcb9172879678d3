-- Who else of a household has a phone, neither moved out nor dead on :day.
SELECT resident.name, resident.relation AS role,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
FROM resident
WHERE resident.household_id = :household AND resident.id <> :resident
  AND EXISTS (SELECT 1 FROM phone WHERE phone.resident_id = resident.id)
  AND coalesce((SELECT state FROM presence
    WHERE presence.resident_id = resident.id AND coalesce(since, noted_on) <= :day AND (until IS NULL OR until > :day)
    ORDER BY coalesce(since, noted_on) DESC, presence.id DESC LIMIT 1), 'home') NOT IN ('moved_out', 'deceased')
ORDER BY relation IS NOT '户主', resident.id LIMIT 2
