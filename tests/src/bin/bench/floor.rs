//! The floors: the same work with nothing around it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook};
use rusqlite::Connection;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};
use serde_json::json;

use super::{Bench, Measured, ours};

/// When the floor makes indexes and the name index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Indexes {
    /// With each row, by prepared inserts into the schema as it is.
    WithRows,
    /// After all rows, which is faster for many rows and so a harder floor.
    AfterRows,
}

/// calamine streaming the same cells, plus prepared inserts of the same rows, indexes and search tables into the same
/// encrypted schema.
pub fn import(bench: &Bench, indexes: Indexes) -> Measured {
    let path = bench.scratch("floor.louce");
    ours::remove(&path);
    let mut conn = Connection::open(&path)?;
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.pragma_update(None, "key", "测量用口令")?;
    louce_core::store::register_functions(&conn)?;
    conn.execute_batch("PRAGMA cache_size = -65536; PRAGMA synchronous = FULL;")?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.execute_batch(include_str!("../../../../src-tauri/crates/core/src/store/schema/0001_roster.sql"))?;
    conn.set_prepared_statement_cache_capacity(64);

    let started = Instant::now();
    let tx = conn.transaction()?;
    tx.execute_batch("DROP TRIGGER name_index_insert")?;
    let later = if indexes == Indexes::AfterRows { drop_indexes(&tx)? } else { Vec::new() };
    let mut book: Xlsx<_> = open_workbook(bench.roster())?;
    let sheet = book.sheet_names().first().cloned().unwrap_or_default();
    let mut cells = book.worksheet_cells_reader(&sheet)?;
    let mut inserts = Inserts::new(&tx, indexes)?;
    let mut row: [String; 10] = Default::default();
    let mut at = 0;
    while let Some(cell) = cells.next_cell()? {
        let (line, column) = cell.get_position();
        if line != at {
            if at > 0 {
                inserts.row(&row)?;
            }
            row.iter_mut().for_each(String::clear);
            at = line;
        }
        if let Some(slot) = row.get_mut(column as usize) {
            match cell.get_value() {
                DataRef::SharedString(text) => slot.push_str(text),
                DataRef::String(text) => slot.push_str(text),
                DataRef::Empty => {}
                other => slot.push_str(&format!("{other:?}")),
            }
        }
    }
    inserts.row(&row)?;
    let rows = inserts.rows;
    drop(inserts);
    if indexes == Indexes::AfterRows {
        tx.execute_batch("INSERT INTO name_index (rowid, chars) SELECT id, louce_chars(name) FROM resident")?;
    }
    for sql in later {
        tx.execute_batch(&sql)?;
    }
    tx.commit()?;
    let seconds = started.elapsed().as_secs_f64();
    ours::remove(&path);
    Ok(json!({ "seconds": seconds, "rows": rows }))
}

fn drop_indexes(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let tables = "'resident', 'phone', 'household', 'tag'";
    let sql = format!(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type = 'index' AND tbl_name IN ({tables})"
    );
    let found: Vec<(String, String)> = conn
        .prepare(&sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, _) in &found {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

struct Inserts<'a> {
    conn: &'a Connection,
    building: rusqlite::Statement<'a>,
    room: rusqlite::Statement<'a>,
    household: rusqlite::Statement<'a>,
    resident: rusqlite::Statement<'a>,
    phone: rusqlite::Statement<'a>,
    tag: rusqlite::Statement<'a>,
    /// The name index, where it is filled with each row.
    search: Option<rusqlite::Statement<'a>>,
    buildings: HashMap<String, i64>,
    households: HashMap<(i64, String, String), i64>,
    next: i64,
    rows: i64,
}

impl<'a> Inserts<'a> {
    fn new(conn: &'a Connection, indexes: Indexes) -> rusqlite::Result<Self> {
        let search = "INSERT INTO name_index (rowid, chars) VALUES (?1, louce_chars(?2))";
        Ok(Self {
            conn,
            building: conn.prepare("INSERT INTO building (id, name, sort_key) VALUES (?1, ?2, ?2)")?,
            room: conn.prepare(
                "INSERT INTO room (id, building_id, unit, name, kind, floor, sort_key) VALUES (?1, ?2, ?3, ?4, 'residence', 1, ?4)",
            )?,
            household: conn.prepare("INSERT INTO household (id, room_id) VALUES (?1, ?2)")?,
            resident: conn.prepare(
                "INSERT INTO resident (id, household_id, name, id_type, id_number, sex, birth, relation, remark, sheet_id, sheet_row)
                 VALUES (?1, ?2, ?3, 'resident_id', ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?,
            phone: conn.prepare("INSERT INTO phone (id, resident_id, position, number) VALUES (?1, ?2, 0, ?3)")?,
            tag: conn.prepare("INSERT INTO tag (id, resident_id, kind, evidence) VALUES (?1, ?2, ?3, ?4)")?,
            search: (indexes == Indexes::WithRows).then(|| conn.prepare(search)).transpose()?,
            buildings: HashMap::new(),
            households: HashMap::new(),
            next: 1 << 40,
            rows: 0,
        })
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    // Columns: 楼号 单元 室号 姓名 性别 出生日期 证件号 电话 与户主关系 备注
    fn row(&mut self, row: &[String; 10]) -> rusqlite::Result<()> {
        let [building, unit, room, name, sex, birth, id_number, phone, relation, remark] = row;
        if self.rows == 0 {
            self.conn.execute(
                "INSERT INTO import_sheet (id, file, sheet, fingerprint, imported_at) VALUES (1, 'a', 'b', 'c', 'd')",
                [],
            )?;
        }
        let building = match self.buildings.get(building) {
            Some(id) => *id,
            None => {
                let id = self.id();
                self.building.execute((id, building))?;
                self.buildings.insert(building.clone(), id);
                id
            }
        };
        let door = (building, unit.clone(), room.clone());
        let household = match self.households.get(&door) {
            Some(id) => *id,
            None => {
                let (room_id, id) = (self.id(), self.id());
                self.room.execute((room_id, building, unit, room))?;
                self.household.execute((id, room_id))?;
                self.households.insert(door, id);
                id
            }
        };
        let some = |text: &'_ String| (!text.is_empty()).then(|| text.clone());
        let sex = if sex == "男" || sex == "女" { Some(sex.as_str()) } else { None };
        let resident = self.id();
        self.rows += 1;
        self.resident.execute((
            resident,
            household,
            name,
            some(id_number),
            sex,
            some(birth),
            some(relation),
            some(remark),
            1,
            self.rows,
        ))?;
        if let Some(search) = &mut self.search {
            search.execute((resident, name))?;
        }
        if !phone.is_empty() {
            let id = self.id();
            self.phone.execute((id, resident, phone))?;
        }
        // The remarks of this roster are special populations, which the office keeps as tags.
        for word in remark.split('，').filter(|word| !word.is_empty()) {
            let id = self.id();
            self.tag.execute((id, resident, word, "备注"))?;
        }
        Ok(())
    }
}

/// rust_xlsxwriter in constant-memory mode writing the cells of the roster that `roster` left, bordered alike.
pub fn roster(bench: &Bench) -> Measured {
    let source = bench.scratch("名册.xlsx");
    if !source.exists() {
        ours::open_round(bench)?;
        ours::roster(bench)?;
    }
    let mut book: Xlsx<_> = open_workbook(&source)?;
    let mut out = Workbook::new();
    let cell = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_font_name("宋体")
        .set_font_size(11);
    let mut took = Duration::ZERO;
    let mut written = 0u64;
    for name in book.sheet_names().to_vec() {
        let mut rows: Vec<(u32, u16, Data)> = Vec::new();
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            rows.push((row, u16::try_from(column)?, Data::from(cell.get_value().clone())));
        }
        written += rows.len() as u64;
        let started = Instant::now();
        let sheet = out.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        for (row, column, value) in &rows {
            match value {
                Data::Int(n) => sheet.write_number_with_format(*row, *column, *n as f64, &cell)?,
                Data::Float(n) => sheet.write_number_with_format(*row, *column, *n, &cell)?,
                Data::String(text) => sheet.write_string_with_format(*row, *column, text, &cell)?,
                _ => sheet.write_blank(*row, *column, &cell)?,
            };
        }
        took += started.elapsed();
    }
    let target = bench.scratch("floor-名册.xlsx");
    let started = Instant::now();
    out.save(&target)?;
    took += started.elapsed();
    Ok(json!({ "seconds": took.as_secs_f64(), "cells": written }))
}
