AND EXISTS (SELECT 1 FROM call WHERE call.round_id = round_person.round_id
            AND call.resident_id = round_person.resident_id AND outcome = 'home')