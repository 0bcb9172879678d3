-- 楼册 schema 2: who sits at the desk, and what the office chose.
CREATE TABLE setting (                    -- 设置; a name that is not there has its default
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE staff (                      -- 工作人员
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  pin_salt BLOB,                          -- NULL: sits down without a PIN
  pin_hash BLOB                           -- argon2id
) STRICT;
