-- 楼册 schema 1. Keys are desk << 40 | counter (below 2^53). Days are ISO texts, moments "YYYY-MM-DD HH:MM:SS" local time.
-- A schema that was released is never edited: write the next numbered file.

-- The office itself ------------------------------------------------------------------------------------------------
CREATE TABLE office (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT NOT NULL,               -- 延吉七村居民区
  street     TEXT,                        -- 街道
  created_at TEXT NOT NULL,
  report_cutoff TEXT NOT NULL DEFAULT '24:00'   -- 日报统计截止时刻: the day ends at this hour
) STRICT;

-- Counters are kept outside the recorded tables: undoing an operation never hands a number out twice.
CREATE TABLE counter (desk INTEGER PRIMARY KEY, next INTEGER NOT NULL) STRICT;
INSERT INTO counter VALUES (1, 1);

-- Rules that authorities change are dated data (规则). The row with the latest holds_from not after the day is in force.
CREATE TABLE rule (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  value      INTEGER NOT NULL,
  holds_from TEXT NOT NULL,
  source     TEXT,
  UNIQUE (name, holds_from)
) STRICT;
INSERT INTO rule (id, name, value, holds_from, source) VALUES
  (1, 'elderly_age', 60, '1900-01-01', '老年人权益保障法: 空巢、独居老人、纯老家庭'),
  (2, 'senior_age', 65, '1900-01-01', '基本公共卫生服务: 65岁及以上'),
  (3, 'old_age', 80, '1900-01-01', '高龄: 80岁及以上'),
  (4, 'infant_age', 3, '1900-01-01', '婴幼儿: 0–3岁'),
  (5, 'child_age', 6, '1900-01-01', '0–6岁儿童');

-- Operations: what the one door recorded ----------------------------------------------------------------------------
CREATE TABLE operation (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  summary  TEXT NOT NULL,                 -- Chinese, for people
  who      TEXT NOT NULL,
  at       TEXT NOT NULL,
  changes  INTEGER NOT NULL,              -- rows touched
  reverses INTEGER REFERENCES operation,  -- for undo and redo: the operation taken back
  kept     TEXT                           -- for undo and redo: JSON list of later edits that were kept
) STRICT;
CREATE INDEX operation_by_reverses ON operation (reverses) WHERE reverses IS NOT NULL;
-- The changeset of an operation, cut into pieces so that memory does not follow its size. lz4 of SQLite's own format.
CREATE TABLE operation_change (
  operation_id INTEGER NOT NULL REFERENCES operation,
  seq          INTEGER NOT NULL,
  data         BLOB NOT NULL,
  PRIMARY KEY (operation_id, seq)
) STRICT, WITHOUT ROWID;

-- Places ------------------------------------------------------------------------------------------------------------
CREATE TABLE area (                       -- 小区/花苑, 网格, 块
  id        INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES area,
  kind      TEXT NOT NULL CHECK (kind IN ('compound', 'grid', 'block')),
  name      TEXT NOT NULL,
  UNIQUE (kind, name, parent_id)
) STRICT;
CREATE TABLE building (                   -- 楼栋
  id          INTEGER PRIMARY KEY,
  compound_id INTEGER REFERENCES area,
  grid_id     INTEGER REFERENCES area,
  block_id    INTEGER REFERENCES area,
  name        TEXT NOT NULL,              -- bare: "12"
  sort_key    TEXT NOT NULL,
  remark      TEXT
) STRICT;
CREATE INDEX building_by_name ON building (name);
CREATE TABLE room (                       -- 室; a villa or a building's common household has name ''
  id          INTEGER PRIMARY KEY,
  building_id INTEGER NOT NULL REFERENCES building,
  unit        TEXT NOT NULL,              -- bare: "2", or ''
  name        TEXT NOT NULL,              -- bare: "402"
  kind        TEXT NOT NULL,              -- residence shop villa collective other
  label       TEXT,                       -- 房屋标签: 自住 出租房 空关房 群租 …
  floor       INTEGER,
  sort_key    TEXT NOT NULL,
  seal        TEXT,                       -- 门封状态: sealed, broken; NULL none
  remark      TEXT,
  UNIQUE (building_id, unit, name, kind)
) STRICT;
CREATE INDEX room_by_name ON room (name, building_id, sort_key);  -- holds all that finding a room anywhere needs
CREATE TABLE responsibility (             -- 网格员, 块长, 楼组长, 管家 … by area, building or entrance
  id          INTEGER PRIMARY KEY,
  area_id     INTEGER REFERENCES area,
  building_id INTEGER REFERENCES building,
  unit        TEXT,
  role        TEXT NOT NULL,
  name        TEXT NOT NULL,
  phone       TEXT
) STRICT;
CREATE INDEX responsibility_by_building ON responsibility (building_id);

-- People ------------------------------------------------------------------------------------------------------------
CREATE TABLE household (                  -- 户
  id      INTEGER PRIMARY KEY,
  room_id INTEGER REFERENCES room,        -- NULL: the address could not be read; address_raw keeps it
  number  TEXT,                           -- 户号
  address_raw TEXT,
  remark  TEXT
) STRICT;
CREATE INDEX household_by_room ON household (room_id);
CREATE TABLE import_sheet (               -- where rows came from
  id          INTEGER PRIMARY KEY,
  file        TEXT NOT NULL,
  sheet       TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  imported_at TEXT NOT NULL
) STRICT;
CREATE TABLE resident (                   -- 人
  id             INTEGER PRIMARY KEY,
  household_id   INTEGER NOT NULL REFERENCES household,
  name           TEXT NOT NULL,
  id_type        TEXT,                    -- IdType code; NULL unknown
  id_number      TEXT,                    -- only when its check digit is right
  id_raw         TEXT,                    -- the cell's text when it could not be read
  sex            TEXT CHECK (sex IN ('男', '女')),
  birth          TEXT,                    -- ISO, possibly shortened: 1938, 1938-05
  relation       TEXT,                    -- 与户主关系, GB/T 4761 name or as written
  residence_type TEXT,                    -- 人员类型
  registered     TEXT,                    -- 户籍地址
  nationality    TEXT,
  ethnicity      TEXT,
  employer       TEXT,
  education      TEXT,
  political      TEXT,
  marriage       TEXT,
  remark         TEXT,
  unreadable     TEXT,                    -- JSON {field: text} of cells that could not be read
  extra          TEXT,                    -- JSON {header: text} of columns the program has no field for
  verified_on    TEXT,
  verified_by    TEXT,
  sheet_id       INTEGER REFERENCES import_sheet,  -- where this person was first read
  sheet_row      INTEGER
) STRICT;
CREATE TABLE phone (
  id          INTEGER PRIMARY KEY,
  resident_id INTEGER NOT NULL REFERENCES resident,
  position    INTEGER NOT NULL,           -- 0 is called first
  number      TEXT NOT NULL
) STRICT;
CREATE TABLE presence (                   -- 在住状态 with dates; nobody without a row is anything but 在住
  id          INTEGER PRIMARY KEY,
  resident_id INTEGER NOT NULL REFERENCES resident,
  state       TEXT NOT NULL,              -- PresenceState code
  since       TEXT,                       -- ISO day; NULL: not known since when
  until       TEXT,                       -- first day on which it no longer holds; NULL: open
  place       TEXT,                       -- 隔离点, 医院, 单位
  room        TEXT,
  reason      TEXT,
  source      TEXT,
  noted_on    TEXT NOT NULL               -- day on which the office learned it; stands in for a missing since
) STRICT;
CREATE INDEX presence_by_resident ON presence (resident_id);
CREATE INDEX presence_by_state ON presence (state, since);
CREATE TABLE tag (                        -- 重点类别 as stated by someone; derived groups are never stored
  id          INTEGER PRIMARY KEY,
  resident_id INTEGER NOT NULL REFERENCES resident,
  kind        TEXT NOT NULL,              -- TagKind code
  since       TEXT,
  until       TEXT,
  evidence    TEXT,
  data        TEXT,
  carer_name  TEXT,
  carer_phone TEXT
) STRICT;
CREATE INDEX tag_by_resident ON tag (resident_id);
CREATE INDEX tag_by_kind ON tag (kind);
CREATE TABLE contact (                    -- 紧急联系人, 监护人, 子女
  id          INTEGER PRIMARY KEY,
  resident_id INTEGER NOT NULL REFERENCES resident,
  role        TEXT NOT NULL,
  name        TEXT,
  phone       TEXT
) STRICT;
CREATE INDEX contact_by_resident ON contact (resident_id);

-- Search: beginnings of names, pinyin, initials and digit tails are indexes over expressions, so they cannot drift from the rows.
CREATE INDEX resident_by_household ON resident (household_id);
CREATE INDEX resident_by_name ON resident (louce_letters(name));
CREATE INDEX resident_by_id_tail ON resident (louce_reversed(id_number)) WHERE id_number IS NOT NULL;
CREATE INDEX resident_by_pinyin ON resident (louce_pinyin(name));
CREATE INDEX resident_by_initials ON resident (louce_initials(name));
CREATE INDEX phone_by_resident ON phone (resident_id);
CREATE INDEX phone_by_tail ON phone (louce_reversed(number));
-- Names by any character in them: one token a character, kept by triggers.
CREATE VIRTUAL TABLE name_index USING fts5 (chars, content='', tokenize='unicode61 remove_diacritics 0', columnsize=0);
CREATE TRIGGER name_index_insert AFTER INSERT ON resident BEGIN
  INSERT INTO name_index (rowid, chars) VALUES (new.id, louce_chars(new.name));
END;
CREATE TRIGGER name_index_update AFTER UPDATE OF name ON resident BEGIN
  INSERT INTO name_index (name_index, rowid, chars) VALUES ('delete', old.id, louce_chars(old.name));
  INSERT INTO name_index (rowid, chars) VALUES (new.id, louce_chars(new.name));
END;
CREATE TRIGGER name_index_delete AFTER DELETE ON resident BEGIN
  INSERT INTO name_index (name_index, rowid, chars) VALUES ('delete', old.id, louce_chars(old.name));
END;

-- Import: what is remembered, and what nobody has decided yet ------------------------------------------------------
CREATE TABLE column_mapping (             -- a mapping a person corrected, by the header's fingerprint
  id          INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,
  columns     TEXT NOT NULL               -- JSON [[column, field code], …]
) STRICT;
CREATE TABLE question (                   -- 待定
  id          INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,       -- the same disagreement is asked once
  kind        TEXT NOT NULL,              -- who: which person is meant; field: two values for one
  resident_id INTEGER REFERENCES resident,
  field       TEXT,
  ours        TEXT,
  theirs      TEXT,
  candidates  TEXT NOT NULL,              -- JSON [resident id, …]
  incoming    TEXT NOT NULL,              -- JSON of the row as understood
  reason      TEXT NOT NULL,
  file        TEXT NOT NULL,
  sheet       TEXT NOT NULL,
  sheet_row   INTEGER NOT NULL,
  state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'taken', 'new')),
  decided_at  TEXT
) STRICT;
CREATE INDEX question_by_state ON question (state);
CREATE INDEX question_by_resident ON question (resident_id);

-- Testing rounds ----------------------------------------------------------------------------------------------------
CREATE TABLE round (                      -- 轮次
  id        INTEGER PRIMARY KEY,
  number    INTEGER NOT NULL UNIQUE,
  kind      TEXT NOT NULL CHECK (kind IN ('nucleic', 'antigen')),
  day       TEXT NOT NULL,
  buildings TEXT,                         -- JSON list of building ids; NULL all
  state     TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  opened_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;
CREATE TABLE round_person (               -- who should be tested, frozen when the round was opened
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  resident_id INTEGER NOT NULL REFERENCES resident,
  building_id INTEGER REFERENCES building,
  room_id     INTEGER REFERENCES room,
  household_id INTEGER NOT NULL REFERENCES household,
  excluded    TEXT,                       -- reason; NULL: expected
  newcomer    INTEGER NOT NULL DEFAULT 0,
  result      TEXT CHECK (result IN ('tested', 'untested')),
  reason      TEXT,                       -- 未检原因
  mark        TEXT,                       -- what stood in the 采样 cell
  tube        TEXT,
  marked_at   TEXT,
  UNIQUE (round_id, resident_id)
) STRICT;
CREATE INDEX round_person_by_building ON round_person (round_id, building_id);
CREATE INDEX round_person_by_resident ON round_person (resident_id);

-- Reports and exports -----------------------------------------------------------------------------------------------
CREATE TABLE report (                     -- a closed day, as it was sent
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  day       TEXT NOT NULL,
  figures   TEXT NOT NULL,                -- JSON
  names     TEXT NOT NULL,                -- JSON {figure: [resident id, …]}
  closed_at TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  UNIQUE (kind, day)
) STRICT;
CREATE TABLE export (                     -- exports that showed full IDs and phones
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  file     TEXT NOT NULL,
  people   INTEGER NOT NULL,
  who      TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
