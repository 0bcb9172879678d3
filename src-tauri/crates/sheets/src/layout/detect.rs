//! From the first rows of a sheet to its [`Layout`].
use louce_core::values::{AddressHint, Parsed, RoomAddress};

use super::columns::{Sample, headless, settle};
use super::header::{self, Header};
use super::ledger::{self, Named, Populations};
use super::text::cell_text;
use super::{By, Column, Field, Habits, Layout, LedgerKind, NoTable, habits, words};
use crate::read::{Row, Sheet};

/// How many non-empty rows are looked at.
const SAMPLE: usize = 400;

/// Answers a header's fingerprint with the columns (0-based) a person set right for it before.
pub type Remembered<'a> = dyn Fn(&str) -> Option<Vec<(u16, Field)>> + 'a;

/// What a person said of a sheet, against what would be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// 0-based row of the header.
    pub header_row: Option<u32>,
    /// 楼号 for all its rows that do not say another.
    pub building: Option<String>,
    /// Columns (0-based) and what they hold.
    pub columns: Vec<(u16, Field)>,
}

/// Finds the table of a sheet.
///
/// # Errors
/// When the sheet is empty, or holds no table of persons or rooms.
pub fn detect(sheet: &Sheet, file_name: &str, remembered: &Remembered<'_>) -> Result<Layout, NoTable> {
    detect_told(sheet, file_name, remembered, &Told::default())
}

/// As [`detect`], with what a person said.
///
/// # Errors
/// As [`detect`].
pub fn detect_told(
    sheet: &Sheet,
    file_name: &str,
    remembered: &Remembered<'_>,
    told: &Told,
) -> Result<Layout, NoTable> {
    let rows: Vec<Row> = sheet.rows.iter().filter(|row| !row.cells.is_empty()).take(SAMPLE).collect();
    if rows.is_empty() {
        return Err(NoTable::Empty);
    }
    let found = told
        .header_row
        .and_then(|row| header::at(&rows, &sheet.merges, row))
        .or_else(|| header::find(&rows, &sheet.merges));
    let first_data = found.as_ref().map_or_else(|| first_wide(&rows), |header| header.first + header.lines);
    let above = rows.get(..found.as_ref().map_or(first_data, |header| header.first)).unwrap_or(&[]);
    let title: Vec<String> = above.iter().map(line).filter(|line| !line.is_empty()).collect();
    let data: Vec<Row> = rows
        .get(first_data..)
        .unwrap_or(&[])
        .iter()
        .filter(|row| !header::is_comment(row))
        .cloned()
        .collect();
    let sample = Sample { rows: &data };
    let stem = file_stem(file_name);
    let around = || {
        [sheet.name.as_str(), stem]
            .into_iter()
            .chain(title.iter().map(String::as_str).filter(|line| ledger::is_title(line)))
    };

    let isolation = ledger::isolation_in(around());
    let says_isolation = around().any(|text| text.contains("隔离"));
    let about_isolation = around().any(|text| text.contains("隔离") || text.contains("管控"));
    let (mut columns, name_is_head) = match &found {
        Some(header) => settle(&header.heads, &sample, about_isolation),
        None => (headless(&data), false),
    };
    let mut fingerprint =
        words::fingerprint(columns.iter().map(|column| (column.col, column.header.as_str())));
    if found.is_none() {
        fingerprint.insert_str(0, "headless-");
    }
    if let Some(set) = remembered(&fingerprint) {
        apply_remembered(&mut columns, set);
    }
    if !told.columns.is_empty() {
        apply_remembered(&mut columns, told.columns.clone());
    }
    if !holds_people(&columns, found.is_some()) {
        return Err(NoTable::NoPeople);
    }

    let populations = ledger::populations(&sheet.name, &title, stem);
    let (sex_coding, sex_digits_unclear) = habits::sex_coding(&columns, &sample);
    let one_address_column =
        columns.iter().any(|c| c.field == Field::Address) && !columns.iter().any(|c| c.field == Field::Room);
    let says_building = columns.iter().any(|c| c.field == Field::Building)
        || (one_address_column && addresses_say_building(&columns, &sample));
    // A sheet called “12” is a building only where nothing else tells one.
    let bare_name = columns.iter().any(|c| c.field == Field::Room) && !says_building;
    let mut named = building_around(&sheet.name, bare_name, &title, stem);
    if told.building.is_some() {
        named.building.clone_from(&told.building);
    }
    let header_rows = found.as_ref().map_or(0..0, |header| header_range(&rows, header));
    let layout = Layout {
        first_data_row: if found.is_some() {
            header_rows.end
        } else {
            rows.get(first_data).map_or(0, |row| row.index)
        },
        header_rows,
        ledger: ledger_kind(&columns, &populations, says_isolation),
        single_building_sheet: named.building.is_some() && !says_building,
        building: named.building.clone(),
        unit: named.unit.clone(),
        sex_coding,
        uses_1904: habits::uses_1904(&columns, &sample, sheet.uses_1904),
        fingerprint,
        one_address_column,
        habits: Habits {
            header_lines: found.as_ref().map_or_else(Vec::new, |header| {
                header::normal_lines(rows.get(header.first..header.first + header.lines).unwrap_or(&[]))
            }),
            name_is_head,
            ids_cut: habits::ids_cut(&columns, &sample),
            sex_digits_unclear,
            blank_means_above: habits::blank_means_above(&columns, &sample, &sheet.merges),
            pair_is_unit: habits::pair_is_unit(&columns, &sample, named.building.as_deref()),
            isolation,
            title_tags: if populations.certain { populations.kinds } else { Vec::new() },
            title_evidence: populations.evidence,
        },
        title,
        columns,
    };
    Ok(layout)
}

/// The first row with more than one cell: where a table without a header may begin.
fn first_wide(rows: &[Row]) -> usize {
    rows.iter().position(|row| row.cells.len() > 1).unwrap_or(0)
}

fn header_range(rows: &[Row], header: &Header) -> std::ops::Range<u32> {
    let start = rows.get(header.first).map_or(0, |row| row.index);
    let end = rows.get((header.first + header.lines).saturating_sub(1)).map_or(start, |row| row.index);
    start..end.saturating_add(1)
}

fn line(row: &Row) -> String {
    let mut out = String::new();
    for (_, cell) in &row.cells {
        let text = cell_text(cell, false);
        let text = text.trim();
        if !text.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(text);
        }
    }
    out
}

fn file_stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 => stem,
        _ => name,
    }
}

/// Sheet name, then title, then file name: the first that names one building.
fn building_around(sheet: &str, bare_name: bool, title: &[String], stem: &str) -> Named {
    let named = if bare_name { ledger::building_of_sheet_name(sheet) } else { ledger::building_in(sheet) };
    if named.building.is_some() {
        return named;
    }
    let mut unit = named.unit;
    for text in title.iter().map(String::as_str).chain(std::iter::once(stem)) {
        let mut named = ledger::building_in(text);
        if named.building.is_some() {
            named.unit = unit.or(named.unit);
            return named;
        }
        unit = unit.or(named.unit);
    }
    Named { building: None, unit }
}

fn apply_remembered(columns: &mut Vec<Column>, set: Vec<(u16, Field)>) {
    for (col, field) in set {
        match columns.iter_mut().find(|column| column.col == col) {
            Some(column) => {
                column.field = field;
                column.how = By::Remembered;
                column.confidence = 1.0;
            }
            None => columns.push(Column {
                col,
                header: String::new(),
                field,
                how: By::Remembered,
                confidence: 1.0,
            }),
        }
    }
    columns.sort_by_key(|column| column.col);
}

fn holds_people(columns: &[Column], has_header: bool) -> bool {
    let has = |field| columns.iter().any(|column: &Column| column.field == field);
    let leader =
        [Field::GridLeader, Field::BuildingLeader, Field::BlockLeader, Field::Keeper].into_iter().any(has);
    if has_header {
        return has(Field::Name)
            || has(Field::IdNumber)
            || has(Field::Room)
            || has(Field::Address)
            || (has(Field::Building) && leader);
    }
    let shaped =
        columns.iter().filter(|column| !matches!(column.field, Field::Extra | Field::Ignored)).count();
    shaped >= 2 && (has(Field::Name) || has(Field::IdNumber))
}

fn addresses_say_building(columns: &[Column], sample: &Sample<'_>) -> bool {
    let Some(column) = columns.iter().find(|column| column.field == Field::Address) else { return false };
    let mut told = 0u32;
    let mut seen = 0u32;
    for cell in sample.cells(column.col).take(100) {
        seen += 1;
        if let Parsed::Value(address) = RoomAddress::parse(&cell_text(cell, false), &AddressHint::default()) {
            told += u32::from(!address.building.is_empty());
        }
    }
    told * 2 > seen
}

fn ledger_kind(columns: &[Column], populations: &Populations, about_isolation: bool) -> LedgerKind {
    let has = |field| columns.iter().any(|column: &Column| column.field == field);
    let place = has(Field::Room) || has(Field::Address) || has(Field::Building);
    if has(Field::LivesCount) && has(Field::DoneCount) {
        return LedgerKind::SignIn;
    }
    if has(Field::IsolationStart) || has(Field::IsolationPlace) || (about_isolation && has(Field::Name)) {
        return LedgerKind::Isolation;
    }
    if has(Field::Origin) || has(Field::ReturnDate) {
        return LedgerKind::Returnees;
    }
    if has(Field::TubeNo) || has(Field::SampleTime) || (has(Field::Sampled) && !has(Field::Relation)) {
        return LedgerKind::TestRecord;
    }
    if !populations.kinds.is_empty() {
        return LedgerKind::Special(populations.kinds.clone());
    }
    if !has(Field::Name) && !has(Field::IdNumber) {
        let leader = [Field::GridLeader, Field::BuildingLeader, Field::BlockLeader, Field::Keeper]
            .into_iter()
            .any(has);
        return if leader && !has(Field::Room) && !has(Field::Address) {
            LedgerKind::Responsible
        } else {
            LedgerKind::Households
        };
    }
    let person = has(Field::IdNumber)
        || has(Field::Sex)
        || has(Field::BirthDate)
        || has(Field::Relation)
        || has(Field::Age);
    if place && !person && has(Field::LivesCount) {
        return LedgerKind::Households;
    }
    if !person
        && has(Field::Phone)
        && columns.iter().filter(|c| !matches!(c.field, Field::Extra | Field::Seq)).count() <= 4
        && !has(Field::RoomLabel)
        && !place
    {
        return LedgerKind::Phones;
    }
    if place { LedgerKind::Roster } else { LedgerKind::Unknown }
}
