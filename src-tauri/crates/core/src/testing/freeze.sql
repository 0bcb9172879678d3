-- Everybody registered in one building (:building NULL: whose address could not be read), with what keeps them out:
-- :reasons is a JSON object of names by state.
INSERT INTO round_person (id, round_id, resident_id, building_id, room_id, household_id, excluded)
SELECT :first + row_number() OVER () - 1, :round, resident_id, building_id, room_id, household_id,
       :reasons ->> state
FROM (
  SELECT resident.id AS resident_id, room.building_id, room.id AS room_id, household.id AS household_id,
         coalesce((
           -- of several that hold on the day, the one that began last
           SELECT state FROM presence
           WHERE presence.resident_id = resident.id
             AND coalesce(since, noted_on) <= :day AND (until IS NULL OR until > :day)
           ORDER BY coalesce(since, noted_on) DESC, presence.id DESC LIMIT 1
         ), 'home') AS state
  FROM household
  JOIN resident ON resident.household_id = household.id
  LEFT JOIN room ON room.id = household.room_id
  WHERE /* scope */
  ORDER BY room.sort_key, room.id, household.id, resident.id
)
WHERE state NOT IN ('moved_out', 'deceased')
