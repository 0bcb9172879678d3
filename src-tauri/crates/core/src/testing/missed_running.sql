AND (SELECT earlier.result IS NOT 'tested' FROM round_person AS earlier
     JOIN round ON round.id = earlier.round_id JOIN round AS newest ON newest.id = round_person.round_id
     WHERE earlier.resident_id = round_person.resident_id AND earlier.excluded IS NULL
       AND round.kind = newest.kind AND round.number < newest.number
     ORDER BY round.number DESC LIMIT 1)
