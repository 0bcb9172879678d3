-- 楼册 schema 4: the testing day. Rules that authorities change, check-in and tubes, the plan, notices, antigen, calls, cases, lessons.

-- Rules as versioned data: JSON by name. The row with the latest holds_from not after the day is in force.
CREATE TABLE day_rule (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,               -- pooling, exclusions, isolation, board
  holds_from TEXT NOT NULL,
  value      TEXT NOT NULL,               -- JSON
  source     TEXT,
  UNIQUE (name, holds_from)
) STRICT;
INSERT INTO day_rule (id, name, holds_from, value, source) VALUES
  (1, 'pooling', '1900-01-01', '{"default":{"seats":20,"household":false},"zones":{"lockdown":{"seats":20,"household":true},"control":{"seats":10,"household":false},"prevention":{"seats":20,"household":false}}}', '封控区单管或一户一管，管控区十混一，防范区及其他二十混一'),
  (2, 'exclusions', '1900-01-01', '{"reasons":["外出","住院","集中隔离","闭环单位","待转运","待复核"]}', '应检 = 登记在住 − 允许的不列应检'),
  (3, 'isolation', '1900-01-01', '{"phases":[{"days":14,"central":false,"tests":[1,4,7,10,14]}],"first_day":1,"from_exposure":true}', '14天居家隔离，第1、4、7、10、14天检测'),
  (4, 'isolation', '2022-04-11', '{"phases":[{"days":7,"central":true,"tests":[1,4,7]},{"days":7,"central":false,"tests":[2,7]}],"first_day":1,"from_exposure":true}', '7天集中隔离 + 7天居家监测'),
  (5, 'isolation', '2022-06-28', '{"phases":[{"days":7,"central":true,"tests":[1,2,3,5,7]},{"days":3,"central":false,"tests":[3]}],"first_day":1,"from_exposure":false}', '7+3：第1、2、3、5、7天，居家第3天'),
  (6, 'isolation', '2022-11-11', '{"phases":[{"days":5,"central":true,"tests":[1,2,3,5]},{"days":3,"central":false,"tests":[1,3]}],"first_day":1,"from_exposure":false}', '5+3：第1、2、3、5天，居家第1、3天'),
  (7, 'board', '1900-01-01', '{"days":14,"confirmed":"cancel","suspected":"suspend","contact":"suspend"}', '无疫情小区：连续14个整日（0–24时）无新增；确诊取消，疑似、密接暂停，排除后恢复，暂停的日子照算');
CREATE TABLE zone_decision (              -- 封控区 → 管控区 → 防范区, by building: a dated decision with a reason
  id          INTEGER PRIMARY KEY,
  building_id INTEGER NOT NULL REFERENCES building,
  zone        TEXT NOT NULL CHECK (zone IN ('lockdown', 'control', 'prevention', 'none')),
  since       TEXT NOT NULL,
  reason      TEXT
) STRICT;
CREATE INDEX zone_decision_by_building ON zone_decision (building_id, since);
CREATE TABLE building_pool (              -- what a building does otherwise than its zone's rule says
  id          INTEGER PRIMARY KEY,
  building_id INTEGER NOT NULL REFERENCES building,
  holds_from  TEXT NOT NULL,
  seats       INTEGER NOT NULL,
  household   INTEGER NOT NULL,
  UNIQUE (building_id, holds_from)
) STRICT;

-- Tubes 采样管 --------------------------------------------------------------------------------------------------------
CREATE TABLE handover (                   -- 交接: what was counted when tubes left
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round,
  receiver TEXT NOT NULL,
  tubes    INTEGER NOT NULL,              -- as counted by hand
  people   INTEGER NOT NULL,
  note     TEXT,
  who      TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX handover_by_round ON handover (round_id);
CREATE TABLE tube (
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  barcode     TEXT NOT NULL UNIQUE,
  building_id INTEGER REFERENCES building,
  purpose     TEXT NOT NULL CHECK (purpose IN ('pool', 'single', 'home')),
  seats       INTEGER NOT NULL,
  household   INTEGER NOT NULL,           -- one household a tube
  sequence    INTEGER NOT NULL,           -- order of opening in the building
  state       TEXT NOT NULL CHECK (state IN ('open', 'closed', 'handed')),
  opened_at   TEXT NOT NULL,
  closed_at   TEXT,
  handover_id INTEGER REFERENCES handover,
  result      TEXT CHECK (result IN ('negative', 'positive')),
  result_at   TEXT
) STRICT;
CREATE INDEX tube_by_round ON tube (round_id, building_id, sequence);
CREATE TABLE tube_seat (                  -- who is in which tube, in order
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  tube_id     INTEGER NOT NULL REFERENCES tube,
  seat        INTEGER NOT NULL,
  resident_id INTEGER NOT NULL REFERENCES resident,
  at          TEXT NOT NULL,
  UNIQUE (tube_id, seat),
  UNIQUE (round_id, resident_id)
) STRICT;
CREATE INDEX tube_seat_by_resident ON tube_seat (resident_id);
CREATE TABLE person_result (              -- 单采复核: the result of one person
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  resident_id INTEGER NOT NULL REFERENCES resident,
  result      TEXT NOT NULL CHECK (result IN ('negative', 'positive')),
  at          TEXT NOT NULL,
  note        TEXT,
  UNIQUE (round_id, resident_id)
) STRICT;
CREATE INDEX person_result_by_resident ON person_result (resident_id);

-- The day's plan ------------------------------------------------------------------------------------------------------
CREATE TABLE day_plan (
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL UNIQUE REFERENCES round,
  opens       TEXT NOT NULL,              -- HH:MM
  contingency TEXT,                       -- 预案
  reminders   TEXT                        -- goes onto notices
) STRICT;
CREATE TABLE day_site (                   -- 采样点
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round,
  name     TEXT NOT NULL,
  capacity INTEGER NOT NULL,              -- people an hour
  breaks   TEXT,                          -- 11:30-12:00,17:00-17:30
  staff    TEXT,
  UNIQUE (round_id, name)
) STRICT;
CREATE TABLE day_slot (                   -- a building's turn
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  building_id INTEGER NOT NULL REFERENCES building,
  site_id     INTEGER NOT NULL REFERENCES day_site,
  position    INTEGER NOT NULL,
  starts      TEXT NOT NULL,              -- HH:MM
  route       TEXT,
  team        TEXT,                       -- 三人小组
  UNIQUE (round_id, building_id)
) STRICT;
CREATE INDEX day_slot_by_site ON day_slot (site_id);
CREATE TABLE notice_template (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;
INSERT INTO notice_template (id, name, body) VALUES
  (1, '核酸检测', '【{居委会}】{楼}居民：{日期}{轮次}，请于{时间}到{地点}，听楼组长通知下楼。{路线}请带好身份证、戴好口罩、保持两米间隔。行动不便的请提前告诉楼组长，安排上门。{提醒}'),
  (2, '抗原检测', '【{居委会}】{楼}居民：{日期}{轮次}，{时间}起志愿者上门发试剂。请在家自测，15分钟后看结果，写上室号装袋放在门口，等志愿者来收。{提醒}');
CREATE TABLE notice (                     -- ticked when sent
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  building_id INTEGER NOT NULL REFERENCES building,
  text        TEXT NOT NULL,              -- as it was sent
  who         TEXT NOT NULL,
  at          TEXT NOT NULL,
  UNIQUE (round_id, building_id)
) STRICT;

-- Antigen 抗原 ----------------------------------------------------------------------------------------------------------
CREATE TABLE door_log (                   -- 送 等 收 登 by building
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  building_id INTEGER NOT NULL REFERENCES building,
  step        TEXT NOT NULL CHECK (step IN ('sent', 'waited', 'collected', 'registered')),
  who         TEXT NOT NULL,
  at          TEXT NOT NULL,
  UNIQUE (round_id, building_id, step)
) STRICT;
CREATE TABLE kit (                        -- 试剂: pieces by household
  id           INTEGER PRIMARY KEY,
  round_id     INTEGER NOT NULL REFERENCES round,
  household_id INTEGER NOT NULL REFERENCES household,
  issued       INTEGER NOT NULL,
  returned     INTEGER,                   -- NULL: not collected yet
  positive     INTEGER NOT NULL DEFAULT 0,
  note         TEXT,
  UNIQUE (round_id, household_id)
) STRICT;

-- Calls, cases, lessons -------------------------------------------------------------------------------------------------
CREATE TABLE call (                       -- 电话: to somebody not tested
  id          INTEGER PRIMARY KEY,
  round_id    INTEGER NOT NULL REFERENCES round,
  resident_id INTEGER NOT NULL REFERENCES resident,
  outcome     TEXT NOT NULL CHECK (outcome IN ('coming', 'home', 'reason', 'unanswered')),
  note        TEXT,
  who         TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE INDEX call_by_round ON call (round_id, resident_id);
CREATE INDEX call_by_resident ON call (resident_id);
CREATE TABLE case_event (                 -- 疫情: what the 无疫情 board counts from
  id          INTEGER PRIMARY KEY,
  day         TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('start', 'confirmed', 'suspected', 'contact', 'excluded')),
  closes_id   INTEGER REFERENCES case_event,  -- excluded: which one
  building_id INTEGER REFERENCES building,
  note        TEXT,
  source      TEXT
) STRICT;
CREATE INDEX case_event_by_day ON case_event (day);
CREATE TABLE lesson (                     -- 复盘
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round,
  text     TEXT NOT NULL,
  tomorrow INTEGER NOT NULL DEFAULT 0,    -- on tomorrow's list
  done     INTEGER NOT NULL DEFAULT 0,
  who      TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX lesson_by_round ON lesson (round_id);
