-- 楼册 schema 3: figures of a daily report that somebody corrected, with the reason.
CREATE TABLE correction (                 -- 更正; a closed day has them in its snapshot
  id         INTEGER PRIMARY KEY,
  day        TEXT NOT NULL,
  figure     TEXT NOT NULL,               -- code, as in the report
  title      TEXT NOT NULL,               -- and its Chinese title
  households INTEGER,
  persons    INTEGER,
  count      INTEGER,
  reason     TEXT NOT NULL,
  who        TEXT NOT NULL,
  at         TEXT NOT NULL,
  UNIQUE (day, figure)
) STRICT;
