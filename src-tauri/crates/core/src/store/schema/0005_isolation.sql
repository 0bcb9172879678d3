-- 楼册 schema 5: what is known of an isolation besides where somebody is.
CREATE TABLE isolation_fact (
  id          INTEGER PRIMARY KEY,
  resident_id INTEGER NOT NULL REFERENCES resident,
  start       TEXT NOT NULL,              -- the start of the control it belongs to
  exposure    TEXT,                       -- 最后接触
  ends        TEXT,                       -- 解除: the first day after it, decided otherwise than by the rule
  reason      TEXT,                       -- and why
  UNIQUE (resident_id, start)
) STRICT;
