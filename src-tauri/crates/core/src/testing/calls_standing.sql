AND (SELECT CASE WHEN round_person.reason IS NOT NULL OR count(CASE WHEN outcome IN ('reason', 'home') THEN 1 END) > 0 THEN -1
                 ELSE count(*) END
     FROM call WHERE call.round_id = round_person.round_id AND call.resident_id = round_person.resident_id)