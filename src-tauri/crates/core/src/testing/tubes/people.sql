-- Who sits in a tube, in the order of the seats.
SELECT tube_seat.id AS seat_id, tube_seat.seat, tube_seat.resident_id, tube_seat.at, round_person.household_id, resident.name,
       coalesce(building.name, '') AS building, coalesce(room.unit, '') AS unit, coalesce(room.name, '') AS room,
       CASE WHEN (SELECT count(DISTINCT coalesce(compound_id, 0)) > 1 FROM building) THEN compound.name END AS compound,
       person_result.result,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
FROM tube_seat
JOIN round_person ON round_person.round_id = ?1 AND round_person.resident_id = tube_seat.resident_id
JOIN resident ON resident.id = tube_seat.resident_id
LEFT JOIN building ON building.id = round_person.building_id
LEFT JOIN area AS compound ON compound.id = building.compound_id
LEFT JOIN room ON room.id = round_person.room_id
LEFT JOIN person_result ON person_result.round_id = ?1 AND person_result.resident_id = resident.id
WHERE tube_seat.tube_id = ?2
ORDER BY tube_seat.seat
