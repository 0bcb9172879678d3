//! Whose or which a changed row is, and what a cell that points elsewhere means: by name, by door, by building.

use std::collections::HashMap;

use rusqlite::OptionalExtension;
use serde_json::Value;

use super::words;
use crate::places;
use crate::store::{Reader, Result, RowChange};
use crate::values::{RoomAddress, RoomKind};

/// Whose or which.
#[derive(Debug, Default)]
pub(super) struct Who {
    pub record: String,
    pub door: Option<String>,
    pub resident: Option<i64>,
}

/// Looks records up as the office now is.
pub(super) struct Records<'a> {
    reader: Reader<'a>,
    buildings: HashMap<i64, String>,
}

impl<'a> Records<'a> {
    pub fn load(reader: Reader<'a>) -> Result<Self> {
        let all = places::buildings_told_apart(reader)?;
        Ok(Self {
            reader,
            buildings: all.into_iter().map(|building| (building.id, building.label())).collect(),
        })
    }

    /// Whose or which a row is: by the row itself, or by what it belongs to.
    pub fn of(&mut self, row: &RowChange) -> Result<Who> {
        let own = match row.table {
            "resident" => Some(row.id),
            "question" | "round_person" | "phone" | "presence" | "tag" | "contact" | "tube_seat"
            | "person_result" | "call" | "isolation_fact" => self.key(row, "resident_id")?,
            _ => None,
        };
        if let Some(resident) = own {
            return self.person(row, resident);
        }
        let record = match row.table {
            "household" => match places::label_of_household(self.reader, row.id)? {
                Some(door) => Some(door),
                None => self.key(row, "room_id")?.map(|room| self.room(room)).transpose()?.flatten(),
            },
            "kit" => {
                let household = self.key(row, "household_id")?;
                household.map(|id| places::label_of_household(self.reader, id)).transpose()?.flatten()
            }
            "room" => match self.room(row.id)? {
                Some(door) => Some(door),
                None => text(row, "name"),
            },
            "building" => self.buildings.get(&row.id).cloned().or_else(|| text(row, "name")),
            "responsibility" | "zone_decision" | "building_pool" | "day_slot" | "notice" | "door_log" => {
                self.key(row, "building_id")?.and_then(|id| self.buildings.get(&id).cloned())
            }
            "tube" => self.own(row, "barcode")?,
            "import_sheet" => self.own(row, "file")?,
            "report" | "correction" | "case_event" => self.own(row, "day")?,
            "rule" | "day_rule" | "setting" => self.own(row, "name")?.map(|name| named(&name).to_owned()),
            "round" => self.round(row.id)?,
            "handover" | "day_plan" | "lesson" => {
                self.key(row, "round_id")?.map(|round| self.round(round)).transpose()?.flatten()
            }
            "area" | "staff" | "office" | "notice_template" | "day_site" => self.own(row, "name")?,
            _ => None,
        };
        Ok(Who { record: record.unwrap_or_default(), ..Who::default() })
    }

    /// A cell in words.
    pub fn value(&mut self, table: &str, column: &str, value: &Value) -> Result<Option<String>> {
        let text = match value {
            Value::Null => return Ok(None),
            Value::Number(number) => match (number.as_i64(), column) {
                (Some(id), "household_id") => return places::label_of_household(self.reader, id),
                (Some(id), "room_id") => return self.room(id),
                (Some(id), "building_id") => return Ok(self.buildings.get(&id).cloned()),
                (Some(id), "round_id") => return self.round(id),
                (Some(id), "compound_id" | "grid_id" | "block_id" | "area_id") => {
                    return self.one("area", "name", id);
                }
                (Some(id), "site_id") => return self.one("day_site", "name", id),
                (Some(id), "tube_id") => return self.one("tube", "barcode", id),
                (Some(n), column) if words::is_yes_or_no(table, column) => {
                    return Ok(Some(if n == 0 { "否" } else { "是" }.to_owned()));
                }
                (Some(n), "position") => (n + 1).to_string(),
                _ => number.to_string(),
            },
            Value::String(text) => words::code(table, column, text).unwrap_or_else(|| text.clone()),
            other => other.to_string(),
        };
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    fn person(&mut self, row: &RowChange, resident: i64) -> Result<Who> {
        let known: Option<(String, i64)> = self
            .reader
            .0
            .prepare_cached("SELECT name, household_id FROM resident WHERE id = ?1")?
            .query_row([resident], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(match known {
            Some((name, household)) => Who {
                record: name,
                door: places::label_of_household(self.reader, household)?,
                resident: Some(resident),
            },
            // Gone since: the row itself may still say who it was.
            None if row.table == "resident" => {
                Who { record: text(row, "name").unwrap_or_default(), ..Who::default() }
            }
            None => Who::default(),
        })
    }

    /// The key in a column of a row: as the change says, or else as the row now is.
    fn key(&self, row: &RowChange, column: &str) -> Result<Option<i64>> {
        let told = row.columns.iter().find(|(name, ..)| name == column);
        if let Some((_, old, new)) = told {
            return Ok(new.as_i64().or(old.as_i64()));
        }
        let sql = format!("SELECT {column} FROM {} WHERE id = ?1", row.table);
        Ok(self.reader.0.prepare_cached(&sql)?.query_row([row.id], |row| row.get(0)).optional()?.flatten())
    }

    /// The text in a column of a row: as the change says, or else as the row now is.
    fn own(&self, row: &RowChange, column: &str) -> Result<Option<String>> {
        match text(row, column) {
            Some(told) => Ok(Some(told)),
            None => self.one(row.table, column, row.id),
        }
    }

    fn one(&self, table: &str, column: &str, id: i64) -> Result<Option<String>> {
        let sql = format!("SELECT {column} FROM {table} WHERE id = ?1");
        Ok(self.reader.0.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    fn round(&self, id: i64) -> Result<Option<String>> {
        let sql = "SELECT '第' || number || '轮' FROM round WHERE id = ?1";
        Ok(self.reader.0.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
    }

    fn room(&self, id: i64) -> Result<Option<String>> {
        let sql = "SELECT building.name AS building, room.unit, room.name, room.kind
                   FROM room JOIN building ON building.id = room.building_id WHERE room.id = ?1";
        let label = |row: &rusqlite::Row<'_>| {
            Ok(RoomAddress {
                compound: String::new(),
                building: row.get("building")?,
                unit: row.get("unit")?,
                room: row.get("name")?,
                kind: RoomKind::from_code(row.get_ref("kind")?.as_str()?).unwrap_or_default(),
            }
            .label())
        };
        Ok(self.reader.0.prepare_cached(sql)?.query_row([id], label).optional()?)
    }
}

fn text(row: &RowChange, column: &str) -> Option<String> {
    let (_, old, new) = row.columns.iter().find(|(name, ..)| name == column)?;
    new.as_str().or(old.as_str()).map(str::to_owned)
}

/// Names of rules and settings in Chinese.
fn named(name: &str) -> &str {
    match name {
        "elderly_age" => "老年人年龄",
        "senior_age" => "65岁及以上",
        "old_age" => "高龄",
        "infant_age" => "婴幼儿年龄",
        "child_age" => "儿童年龄",
        "pooling" => "混采",
        "exclusions" => "不列应检",
        "isolation" => "隔离天数",
        "board" => "无疫情小区",
        "masked" => "打码",
        "idle_minutes" => "闲置几分钟锁上",
        "backup_folder" => "第二个备份文件夹",
        "recovery_waits" => "恢复码等着抄下",
        other => other,
    }
}
