SELECT round_person.resident_id, round_person.household_id, round_person.room_id, round_person.excluded, round_person.newcomer,
       round_person.result, round_person.reason, round_person.mark, round_person.tube,
       resident.name, resident.sex, resident.birth, resident.id_number, resident.id_raw, resident.remark,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id
       )) AS phones
FROM round_person
JOIN resident ON resident.id = round_person.resident_id
LEFT JOIN room ON room.id = round_person.room_id
WHERE round_person.round_id = :round AND round_person.building_id IS :building
ORDER BY room.sort_key, room.id, round_person.household_id, round_person.resident_id
