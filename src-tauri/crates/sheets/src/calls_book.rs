//! The call list 催检电话单 as a sheet: who is to be called, by door, and whose phone it is; the page prints the same as a paper. Not
//! read back: calls are noted on the page.

use std::io::{Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use louce_core::testing::{self, CallFilter, CallPerson, Round, UntestedFilter};
use louce_core::values::building_label;
use louce_core::{Clock, Error, Office, Op, OpKind, Reader, exports};

use crate::book::{self, Align, Border, Column, MAX_ROWS, Page, Style, Value};
use crate::publish::publish;
use crate::roster::{Exported, RosterError, shown_phones, shown_tags};

/// Headers, and how wide their columns are.
const COLUMNS: [(&str, f64); 12] = [
    ("小区", 12.0),
    ("楼栋", 11.0),
    ("单元", 7.0),
    ("室号", 9.0),
    ("姓名", 11.0),
    ("年龄", 7.0),
    ("电话", 17.0),
    ("谁的电话", 22.0),
    ("重点", 18.0),
    ("打过的", 16.0),
    ("第一次：时间、怎么说", 26.0),
    ("第二次：时间、怎么说", 26.0),
];

/// Writes the list of a round to `target`. Phones and words of illness and isolation are masked unless `unmasked`, which is recorded
/// before the file is published.
///
/// # Errors
/// [`RosterError`]; the target is as it was then.
pub fn export(
    office: &mut Office,
    round: u32,
    target: &Path,
    unmasked: bool,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, RosterError> {
    publish(target, |draft| {
        let people = {
            let _snapshot = exports::snapshot(office.reader())?;
            write_book(office.reader(), round, draft, unmasked, progress)?
        };
        let mut done = Exported { file: target.to_owned(), sheets: 1, people, operation: None };
        if unmasked {
            let op = Op::new(OpKind::Export, format!("导出不打码电话单：{people}人"));
            let outcome =
                office.transact(op, clock, |tx| exports::record(tx, "calls", target, people, clock))?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

fn write_book(
    reader: Reader<'_>,
    round: u32,
    out: impl Write + Seek + Send,
    unmasked: bool,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<u32, RosterError> {
    let round: Round = testing::round(reader, round)?;
    let due = UntestedFilter { calls: Some(CallFilter::Due), ..UntestedFilter::default() };
    let people = testing::calls(reader, &round, &due)?;
    if people.len() + 2 > MAX_ROWS as usize {
        return Err(Error::Refused("人数超过一张工作表的行数，请分楼打电话。".into()).into());
    }
    let columns = COLUMNS.map(|(_, width)| Column { width, hidden: false });
    let last_col = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX) - 1;
    book::write_book(out, |book| -> Result<u32, RosterError> {
        let boxed = Style { border: Border::Thin, number_format: 49, wrap: true, ..Style::default() };
        let text = book.style(&boxed);
        let head = book.style(&Style { bold: true, fill: Some(0xD9_D9_D9), align: Align::Center, ..boxed });
        let title = book.style(&Style { bold: true, number_format: 49, ..Style::default() });
        let page = Page {
            columns: &columns,
            freeze: (2, 0),
            repeat_rows: Some((1, 1)),
            landscape: true,
            footer: "&C第&P页 共&N页",
        };
        let mut sheet = book.sheet("电话单", true, &page)?;
        sheet.row(0, 22.0)?;
        let line = format!("{}催检电话单（{}）：要打电话的{}人", round.title(), round.day, people.len());
        sheet.cell(0, Value::Text(&line), title);
        sheet.row(1, 22.0)?;
        for (col, (header, _)) in (0u16..).zip(COLUMNS) {
            sheet.cell(col, Value::Text(header), head);
        }
        let (mut row, total) = (1u32, people.len() as u64);
        for call in &people {
            if progress(u64::from(row - 1), total).is_break() {
                return Err(RosterError::Cancelled);
            }
            row += 1;
            let cells = cells(call, unmasked);
            sheet.row(row, if cells.iter().any(|cell| cell.contains('\n')) { 32.0 } else { 18.0 })?;
            for (col, cell) in (0u16..).zip(&cells) {
                sheet.cell(col, Value::Text(cell), text);
            }
        }
        sheet.text_on_purpose(0, last_col, 0, row);
        sheet.finish(row, last_col)?;
        Ok(row - 1)
    })
}

fn cells(call: &CallPerson, unmasked: bool) -> [String; COLUMNS.len()] {
    let person = &call.person;
    let shown = |phones: &str| shown_phones(phones.split('、'), unmasked).replace('\n', "、");
    // A line for each way there is, the number beside whose it is.
    let (phones, whose): (Vec<String>, Vec<String>) = match &person.phones {
        Some(own) => (vec![shown(own)], vec!["本人".to_owned()]),
        None => call.reach.iter().map(|reach| (shown(&reach.phones), reach.whose())).unzip(),
    };
    let earlier: Vec<&str> = call.calls.iter().map(|call| call.outcome.name()).collect();
    [
        person.compound.clone().unwrap_or_default(),
        building_label(&person.building),
        person.unit.clone(),
        person.room.clone(),
        person.name.clone(),
        person.age.map_or_else(String::new, |age| age.to_string()),
        phones.join("\n"),
        whose.join("\n"),
        shown_tags(&person.tags, unmasked).join("、"),
        earlier.join("、"),
        String::new(),
        String::new(),
    ]
}
