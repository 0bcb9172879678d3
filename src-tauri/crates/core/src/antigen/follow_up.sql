-- Positive at the door, and no nucleic result since: neither a single one nor a tube's.
SELECT resident.id, resident.name, resident.household_id,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id
       )) AS phones
FROM person_result
JOIN resident ON resident.id = person_result.resident_id
JOIN round_person ON round_person.round_id = person_result.round_id AND round_person.resident_id = resident.id
LEFT JOIN building ON building.id = round_person.building_id
LEFT JOIN room ON room.id = round_person.room_id
WHERE person_result.round_id = ?1 AND person_result.note = ?2 AND person_result.result = 'positive'
  AND NOT EXISTS (SELECT 1 FROM person_result AS later WHERE later.resident_id = resident.id
    AND later.id <> person_result.id AND later.at >= person_result.at AND later.note IS NOT ?2)
  AND NOT EXISTS (SELECT 1 FROM tube_seat JOIN tube ON tube.id = tube_seat.tube_id
    WHERE tube_seat.resident_id = resident.id AND tube.result = 'negative' AND tube_seat.at >= person_result.at)
ORDER BY building.sort_key, building.id, room.sort_key, room.id, resident.id
