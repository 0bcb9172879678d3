-- Phones are looked up behind the limit: of those that are shown only.
SELECT missing.*,
       (SELECT group_concat(number, '、') FROM (
          SELECT number FROM phone WHERE phone.resident_id = missing.resident_id ORDER BY position, id
       )) AS phones
FROM (
  SELECT round_person.resident_id, round_person.household_id, round_person.result IS NOT NULL AS said, round_person.reason,
         resident.name, resident.birth, compound.name AS compound, coalesce(building.name, '') AS building,
         coalesce(room.unit, '') AS unit, coalesce(room.name, '') AS room
  FROM round_person
  JOIN resident ON resident.id = round_person.resident_id
  LEFT JOIN room ON room.id = round_person.room_id
  LEFT JOIN building ON building.id = round_person.building_id
  LEFT JOIN area AS compound ON compound.id = building.compound_id
  WHERE round_person.round_id = :round AND (:building IS NULL OR round_person.building_id = :building)
    AND round_person.excluded IS NULL AND round_person.result IS NOT 'tested'
  ORDER BY building.id IS NULL, compound.name, building.sort_key, building.id, room.sort_key, room.id,
           round_person.household_id, round_person.resident_id
  LIMIT :limit
) AS missing
