-- Phones are looked up behind the limit: of those that are shown only.
SELECT missing.*,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = missing.resident_id ORDER BY position, id
       )) AS phones
FROM (
  SELECT round_person.resident_id, round_person.household_id, round_person.result IS NOT NULL AS said, round_person.reason,
         resident.name, resident.birth, coalesce(room.unit, '') AS unit, coalesce(room.name, '') AS room
  FROM (/* missing */) AS round_person
  JOIN resident ON resident.id = round_person.resident_id
  LEFT JOIN room ON room.id = round_person.room_id
  ORDER BY room.sort_key, room.id, round_person.household_id, round_person.resident_id
  LIMIT :limit OFFSET :offset
) AS missing
