//! An office on a desk and workbooks as offices really write them, made cell by cell.
//! Not here: what is expected of them, which each test says.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_core::questions::{self, Question};
use louce_core::residents::{self, Field, ResidentView};
use louce_core::values::Day;
use louce_core::{Clock, Office, Passphrase, places};
use louce_sheets::import::{Decision, ImportOptions, ImportReport, Outcome, decide, import};
use louce_sheets::read::{Isolation, Limits};
use rust_xlsxwriter::{Format, Workbook};

/// A cell to be written.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Nothing.
    None,
    Text(String),
    Number(f64),
    /// A number under a number format (dates).
    Formatted(f64, &'static str),
    /// A number under one of the built-in formats, by its index.
    BuiltIn(f64, u8),
    Bool(bool),
    Formula(&'static str),
}
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::None } else { Self::Text(text.to_owned()) }
    }
}
impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}
impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// A row of cells of any kind.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::common::Cell::from($cell)),*] };
}

/// A sheet to be written.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
    /// First row, first column, last row, last column, all from 0.
    pub merges: Vec<(u32, u16, u32, u16)>,
}

pub fn sheet(name: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { name: name.to_owned(), rows, merges: Vec::new() }
}

impl Sheet {
    pub fn merged(mut self, merges: &[(u32, u16, u32, u16)]) -> Self {
        self.merges.extend_from_slice(merges);
        self
    }
}

/// Writes sheets as an xlsx.
pub fn xlsx(path: &Path, sheets: &[Sheet]) {
    let mut book = Workbook::new();
    for sheet in sheets {
        let out = book.add_worksheet();
        out.set_name(&sheet.name).unwrap();
        for (first_row, first_col, last_row, last_col) in &sheet.merges {
            out.merge_range(*first_row, *first_col, *last_row, *last_col, "", &Format::new()).unwrap();
        }
        for (line, cells) in (0u32..).zip(&sheet.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Cell::None => continue,
                    Cell::Text(text) => out.write_string(line, column, text).unwrap(),
                    Cell::Number(number) => out.write_number(line, column, *number).unwrap(),
                    Cell::Formatted(number, format) => {
                        let format = Format::new().set_num_format(*format);
                        out.write_number_with_format(line, column, *number, &format).unwrap()
                    }
                    Cell::BuiltIn(number, index) => {
                        let format = Format::new().set_num_format_index(*index);
                        out.write_number_with_format(line, column, *number, &format).unwrap()
                    }
                    Cell::Bool(value) => out.write_boolean(line, column, *value).unwrap(),
                    Cell::Formula(formula) => out.write_formula(line, column, *formula).unwrap(),
                };
            }
        }
    }
    book.save(path).unwrap();
}

/// Sets the flag of the 1904 system in a written xlsx.
pub fn set_1904(path: &Path) {
    edit_part(path, "xl/workbook.xml", |text| {
        text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1)
    });
}

/// Rewrites one part of a written xlsx.
pub fn edit_part(path: &Path, part: &str, edit: impl Fn(String) -> String) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut found = false;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if name == part {
            let before = String::from_utf8(bytes).unwrap();
            let after = edit(before.clone());
            assert_ne!(before, after, "{part} was to be changed");
            bytes = after.into_bytes();
            found = true;
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    assert!(found, "{part} is in the file");
    let bytes = out.finish().unwrap().into_inner();
    std::fs::write(path, bytes).unwrap();
}

/// Rows as text cells between separators.
pub fn separated(rows: &[&[&str]], separator: &str) -> String {
    rows.iter().map(|row| row.join(separator) + "\r\n").collect()
}

pub fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

pub fn utf16le(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// An 18-digit ID with a right check digit: region, birth as digits, sequence (odd: male).
pub fn id(region: &str, birth: &str, sequence: u32) -> String {
    let body = format!("{region}{birth}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = "10X98765432".as_bytes()[(sum % 11) as usize] as char;
    format!("{body}{check}")
}

/// Days since 1899-12-30, as Excel counts.
pub fn serial(day: &str) -> f64 {
    let day = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
    (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days() as f64
}

/// An office in a folder of its own.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub office: Office,
    pub clock: Clock,
    files: u32,
}

/// An office of 延吉七村 on 2022-04-05.
pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let now = chrono::NaiveDate::from_ymd_opt(2022, 4, 5).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let clock = Clock { now };
    let passphrase = Passphrase::new("口令口令").unwrap();
    let office =
        Office::create(&folder.path().join("office.louce"), &passphrase, "延吉七村居民区", clock).unwrap();
    Desk { folder, office, clock, files: 0 }
}

impl Desk {
    /// Takes everything back, so that the next case begins with an empty office.
    pub fn clear(&mut self) {
        let standing: Vec<i64> = self
            .office
            .reader()
            .operations()
            .unwrap()
            .into_iter()
            .filter(|operation| operation.stands && operation.reverses.is_none())
            .map(|operation| operation.id)
            .collect();
        for operation in standing.into_iter().rev() {
            self.office.undo(Some(operation), self.clock).unwrap();
        }
        assert!(self.people().is_empty() && self.rooms().is_empty(), "{}", self.state());
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn today(&self) -> Day {
        self.clock.today()
    }

    /// A later day in the office.
    pub fn later(&mut self, days: i64) {
        self.clock.now += chrono::Duration::days(days);
    }

    pub fn import_files(&mut self, files: &[PathBuf]) -> ImportReport {
        self.try_import(files, false, None).unwrap()
    }

    pub fn try_import(
        &mut self,
        files: &[PathBuf],
        dry_run: bool,
        rejects: Option<&Path>,
    ) -> Result<ImportReport, louce_sheets::import::ImportError> {
        let options = ImportOptions {
            dry_run,
            isolation: Isolation::InProcess,
            limits: Limits::default(),
            rejects,
            progress: &mut |_| ControlFlow::Continue(()),
        };
        import(&mut self.office, files, options, self.clock)
    }

    /// A workbook of these sheets, on disk.
    pub fn write(&mut self, sheets: &[Sheet]) -> PathBuf {
        self.files += 1;
        let path = self.path(&format!("台账（{}）.xlsx", self.files));
        xlsx(&path, sheets);
        path
    }

    /// Imports a workbook of one sheet.
    pub fn import(&mut self, rows: Vec<Vec<Cell>>) -> ImportReport {
        self.import_sheet(sheet("Sheet1", rows))
    }

    pub fn import_sheet(&mut self, sheet: Sheet) -> ImportReport {
        let path = self.write(&[sheet]);
        self.import_files(&[path])
    }

    /// Imports bytes under a name.
    pub fn import_bytes(&mut self, name: &str, bytes: &[u8]) -> ImportReport {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        self.import_files(&[path])
    }

    pub fn people(&self) -> Vec<ResidentView> {
        residents::list(self.office.reader(), &Default::default(), self.today()).unwrap()
    }

    /// The one resident of this name.
    #[track_caller]
    pub fn person(&self, name: &str) -> ResidentView {
        let mut found: Vec<ResidentView> =
            self.people().into_iter().filter(|view| view.fact(Field::Name) == name).collect();
        assert_eq!(found.len(), 1, "{name} should be there once; there are {:?}", self.names());
        found.remove(0)
    }

    pub fn names(&self) -> Vec<String> {
        self.people().iter().map(|view| format!("{}@{}", view.fact(Field::Name), view.place())).collect()
    }

    /// "12-2-402" of a resident.
    #[track_caller]
    pub fn door(&self, name: &str) -> String {
        self.person(name).place()
    }

    pub fn questions(&self) -> Vec<Question> {
        questions::list(self.office.reader(), true).unwrap()
    }

    #[track_caller]
    pub fn decide(&mut self, decision: Decision) -> i64 {
        let open = self.questions();
        assert_eq!(open.len(), 1, "one question is open: {open:?}");
        decide(&mut self.office, open[0].id, decision, None, self.clock).unwrap().value.resident.unwrap_or(0)
    }

    pub fn rooms(&self) -> Vec<places::RoomView> {
        places::rooms(self.office.reader(), &Default::default(), self.today()).unwrap()
    }

    /// Everything a person would see, to compare states of the office.
    pub fn state(&self) -> String {
        let people: Vec<String> = self.people().iter().map(|view| format!("{view:?}")).collect();
        let rooms: Vec<String> = self.rooms().iter().map(|room| format!("{room:?}")).collect();
        format!("{}\n{}\n{:?}", people.join("\n"), rooms.join("\n"), self.questions())
    }
}

/// Short ways to what the JSON shows.
pub trait View {
    fn fact(&self, field: Field) -> &str;
    fn place(&self) -> String;
}
impl View for ResidentView {
    fn fact(&self, field: Field) -> &str {
        self.facts.get(field).unwrap_or("")
    }
    fn place(&self) -> String {
        format!("{}-{}-{}", self.building, self.unit, self.room)
    }
}

/// Every row with its outcome and reasons, for messages of failing tests.
pub fn told(report: &ImportReport) -> String {
    let mut out = format!("{}\n", report.in_words());
    for sheet in &report.sheets {
        out += &format!(
            "{} {} {:?} {:?} {:?} {:?}\n",
            sheet.file, sheet.sheet, sheet.skipped, sheet.ledger, sheet.building, sheet.columns
        );
    }
    for row in report.rows() {
        out += &format!("{} {:?} {:?} {:?}\n", row.row, row.outcome, row.reasons, row.changes);
    }
    out
}

/// The reasons of a row (as Excel numbers it), joined.
pub fn reasons(report: &ImportReport, row: u32) -> String {
    report
        .rows()
        .filter(|entry| entry.row == row)
        .flat_map(|entry| entry.reasons)
        .collect::<Vec<_>>()
        .join("；")
}

pub fn outcomes(report: &ImportReport) -> Vec<(u32, Outcome)> {
    report.rows().map(|entry| (entry.row, entry.outcome)).collect()
}
