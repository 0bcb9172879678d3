-- A round's own day counts whatever the hour; of other days those that were open at some moment of the period.
SELECT id, number, kind, day,
       CASE WHEN closed_at IS NOT NULL AND closed_at < :to THEN 'closed' ELSE 'open' END AS state
FROM round
WHERE day = :day
   OR (day < :day AND opened_at < :to AND (closed_at IS NULL OR closed_at >= :from))
ORDER BY number
