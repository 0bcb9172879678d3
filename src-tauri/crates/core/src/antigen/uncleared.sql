-- A condition on `resident` and their `round_person` in the nucleic round :round of :day, which may be missing: positive at the door, not
-- swabbed in this round before, and not found negative since by another nucleic test, neither a single one nor a tube's.
EXISTS (
  SELECT 1 FROM person_result AS door
  WHERE door.resident_id = resident.id AND door.result = 'positive' AND door.note = :at_the_door
    AND substr(door.at, 1, 10) <= :day
    AND (SELECT kind FROM round WHERE round.id = :round) = 'nucleic'
    AND NOT (round_person.result IS 'tested' AND round_person.marked_at < door.at)
    AND NOT EXISTS (SELECT 1 FROM person_result AS later
      WHERE later.resident_id = resident.id AND later.round_id <> :round AND later.result = 'negative'
        AND later.note IS NOT :at_the_door AND later.at >= door.at)
    AND NOT EXISTS (SELECT 1 FROM tube_seat JOIN tube ON tube.id = tube_seat.tube_id
      WHERE tube_seat.resident_id = resident.id AND tube.round_id <> :round AND tube.result = 'negative'
        AND tube_seat.at >= door.at)
)
