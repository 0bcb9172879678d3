-- A tube, with how many sit in it and which buildings they are from.
SELECT tube.id, barcode, tube.building_id, purpose, seats, household, sequence, state, result,
       (SELECT count(*) FROM tube_seat WHERE tube_seat.tube_id = tube.id) AS people,
       (SELECT json_group_array(json_object('building', id, 'name', name, 'compound', compound)) FROM (
          SELECT DISTINCT building.id, building.name,
                 CASE WHEN (SELECT count(DISTINCT coalesce(compound_id, 0)) > 1 FROM building) THEN compound.name END AS compound
          FROM tube_seat
          JOIN round_person ON round_person.round_id = tube.round_id AND round_person.resident_id = tube_seat.resident_id
          JOIN building ON building.id = round_person.building_id
          LEFT JOIN area AS compound ON compound.id = building.compound_id
          WHERE tube_seat.tube_id = tube.id ORDER BY building.sort_key, building.id)) AS buildings
FROM tube
LEFT JOIN building AS said ON said.id = tube.building_id
