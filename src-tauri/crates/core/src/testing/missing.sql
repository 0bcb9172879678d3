-- Who of a building is expected and not tested. A reason that was not given has a name of its own; "" is nobody's word.
SELECT * FROM round_person
WHERE round_person.round_id = :round AND round_person.building_id IS :building
  AND round_person.excluded IS NULL AND round_person.result IS NOT 'tested'
  AND (:reason IS NULL OR :reason = CASE WHEN result IS NULL THEN '' ELSE coalesce(reason, '未说明') END)
  /* calls */
  /* running */
