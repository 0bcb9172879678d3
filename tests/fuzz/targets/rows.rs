//! Sheets of any cells: finding the table, and what each row says. Lines are rows, tabs part cells; `#`, `@`, `?` and `!`
//! begin a number, a date, a truth value and an error; `+1,0,2,0` at the start of a line is a merged area.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use louce_sheets::layout::{RowReader, detect};
use louce_sheets::read::{Cell, Merge, Row, Sheet};

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| {
    let text = String::from_utf8_lossy(bytes);
    let (mut rows, mut merges) = (Vec::new(), Vec::new());
    for (index, line) in (0u32..).zip(text.lines()) {
        if let Some(merge) = line.strip_prefix('+').and_then(merge) {
            merges.push(merge);
        }
        let cells = (0u16..).zip(line.split('\t')).filter(|(_, text)| !text.is_empty());
        let cells: Vec<_> = cells.map(|(col, text)| (col, cell(text))).collect();
        if !cells.is_empty() {
            rows.push(Row { index, cells });
        }
    }
    let sheet = Sheet { merges, ..Sheet::from_rows("Sheet1", rows) };
    let Ok(layout) = detect(&sheet, "台账.xlsx", &|_| None) else { return };
    let today = NaiveDate::from_ymd_opt(2022, 4, 5).expect("a day").into();
    let mut reader = RowReader::new(&layout, &sheet);
    for row in &sheet.rows {
        reader.read(&row, today);
    }
});

fn cell(text: &str) -> Cell {
    let (kind, rest) = text.split_at_checked(1).unwrap_or(("", text));
    match (kind, rest.parse::<f64>()) {
        ("#", Ok(number)) => Cell::Number(number),
        ("@", Ok(number)) => Cell::Date(number),
        ("?", _) => Cell::Bool(rest == "1"),
        ("!", _) => Cell::Error(rest.to_owned()),
        _ => Cell::Text(text.to_owned()),
    }
}

fn merge(text: &str) -> Option<Merge> {
    let mut numbers = text.split('\t').next()?.split(',').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (top, left, bottom, right) = (next()?, next()?, next()?, next()?);
    (top <= bottom && left <= right).then_some(Merge {
        first_row: top.into(),
        first_col: left,
        last_row: bottom.into(),
        last_col: right,
    })
}
