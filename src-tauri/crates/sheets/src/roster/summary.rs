//! The first sheet 汇总: live formulas over the sheets of the buildings, so that ticks count as they are typed.

use std::io;

use louce_core::testing::{RosterPerson, Round, RoundFigures};

use super::Col;
use super::key::EXCLUDED_PATTERN;
use super::rows::Looks;
use super::words::{NOT, NOTHING};
use crate::book::{Book, Column, Page, Value, column_letters, quoted_sheet};

pub(super) const NAME: &str = "汇总";
const HEADERS: [&str; 9] =
    ["序号", "楼栋", "户数", "名单人数", "应检", "实检", "未检", "检测率", "不列应检及原因"];
const WIDTHS: [f64; 9] = [6.0, 16.0, 8.0, 11.0, 9.0, 9.0, 9.0, 11.0, 34.0];
const HEAD: u32 = 3;
/// Rows below a sheet's last that the formulas look at too.
const SLACK: u32 = 60;

/// One building's line.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub sheet: String,
    pub households: u32,
    pub reasons: String,
    pub listed: u32,
    pub expected: u32,
    pub tested: u32,
    pub first_row: u32,
    pub last_row: u32,
}

impl Line {
    pub fn count(&mut self, person: &RosterPerson) {
        self.listed += 1;
        self.expected += u32::from(person.excluded.is_none());
        self.tested += u32::from(person.excluded.is_none() && person.tested == Some(true));
    }

    fn range(&self, col: Col) -> String {
        let letters = column_letters(col as u16);
        format!(
            "{}!${letters}${}:${letters}${}",
            quoted_sheet(&self.sheet),
            self.first_row + 1,
            self.last_row + SLACK
        )
    }

    /// Names on the sheet.
    fn listed_formula(&self) -> String {
        format!("COUNTA({})", self.range(Col::Name))
    }

    /// Names, less those not expected who were not tested after all.
    fn expected_formula(&self, listed: &str) -> String {
        let (key, sampled) = (self.range(Col::Key), self.range(Col::Sampled));
        format!(
            "{listed}-COUNTIF({key},\"{EXCLUDED_PATTERN}\")+COUNTIFS({key},\"{EXCLUDED_PATTERN}\",{sampled},\"<>\")\
             -SUMPRODUCT(COUNTIFS({key},\"{EXCLUDED_PATTERN}\",{sampled},{{{}}}))",
            no_marks()
        )
    }

    /// Marks, less those that say "not" and those that say nothing.
    fn tested_formula(&self) -> String {
        let sampled = self.range(Col::Sampled);
        format!("COUNTA({sampled})-SUMPRODUCT(COUNTIF({sampled},{{{}}}))", no_marks())
    }
}

/// As an array constant. COUNTIF does not tell case apart.
fn no_marks() -> String {
    NOT.iter().chain(&NOTHING).map(|mark| format!("\"{mark}\"")).collect::<Vec<_>>().join(",")
}

fn share(tested: u32, expected: u32) -> f64 {
    if expected == 0 { 0.0 } else { f64::from(tested) / f64::from(expected) }
}

pub(super) fn write(
    book: &mut Book,
    looks: &Looks,
    name: &str,
    round: &Round,
    figures: &RoundFigures,
    lines: &[Line],
) -> io::Result<()> {
    let columns: Vec<Column> = WIDTHS.iter().map(|width| Column { width: *width, hidden: false }).collect();
    let last_col = HEADERS.len() as u16 - 1;
    let page = Page {
        columns: &columns,
        freeze: (HEAD, 2),
        repeat_rows: Some((0, HEAD - 1)),
        landscape: false,
        footer: "&L填表人：　　　　　　审核人：&C第&P页 共&N页&R日期：　　　年　　月　　日",
    };
    let mut sheet = book.sheet(name, true, &page)?;
    sheet.row(0, 32.0)?;
    sheet.cell(0, Value::Text(&format!("{}汇总", round.title())), looks.title);
    sheet.merge(0, 0, 0, last_col);
    sheet.row(1, 22.0)?;
    let day = round.day;
    let line = format!(
        "检测日期：{}年{}月{}日。各楼在自己的表上打√后，本页数字自动更新。",
        day.year(),
        day.month(),
        day.day()
    );
    sheet.cell(0, Value::Text(&line), looks.line);
    sheet.merge(1, 0, 1, last_col);
    sheet.row(2, 26.0)?;
    for (col, header) in (0u16..).zip(HEADERS) {
        sheet.cell(col, Value::Text(header), looks.header);
    }
    let boxed = looks.boxed();
    let mut at = HEAD;
    for line in lines {
        // Formulas count rows from 1.
        let row = at + 1;
        sheet.row(at, 20.0)?;
        sheet.cell(0, Value::Number(f64::from(row - HEAD)), boxed);
        sheet.cell(1, Value::Text(&line.sheet), boxed);
        sheet.cell(2, Value::Number(f64::from(line.households)), boxed);
        sheet.cell(3, Value::Formula(&line.listed_formula(), line.listed.into()), boxed);
        let expected = line.expected_formula(&format!("D{row}"));
        sheet.cell(4, Value::Formula(&expected, line.expected.into()), boxed);
        sheet.cell(5, Value::Formula(&line.tested_formula(), line.tested.into()), boxed);
        let left = f64::from(line.expected) - f64::from(line.tested);
        sheet.cell(6, Value::Formula(&format!("E{row}-F{row}"), left), boxed);
        let rate = format!("IF(E{row}=0,0,F{row}/E{row})");
        sheet.cell(7, Value::Formula(&rate, share(line.tested, line.expected)), looks.percent);
        sheet.cell(8, Value::Text(&line.reasons), boxed);
        at += 1;
    }
    let row = at + 1;
    sheet.row(at, 24.0)?;
    sheet.cell(0, Value::Blank, looks.total);
    sheet.cell(1, Value::Text("合计"), looks.total);
    let sum = |of: fn(&Line) -> u32| lines.iter().map(|line| f64::from(of(line))).sum::<f64>();
    let (expected, tested) = (sum(|line| line.expected), sum(|line| line.tested));
    let sums = [sum(|line| line.households), sum(|line| line.listed), expected, tested, expected - tested];
    for (col, result) in (2u16..).zip(sums) {
        let letters = column_letters(col);
        // The sum of nothing would sum itself.
        let formula = if lines.is_empty() {
            "0".to_owned()
        } else {
            format!("SUM({letters}{}:{letters}{at})", HEAD + 1)
        };
        sheet.cell(col, Value::Formula(&formula, result), looks.total);
    }
    let rate = if expected == 0.0 { 0.0 } else { tested / expected };
    sheet.cell(7, Value::Formula(&format!("IF(E{row}=0,0,F{row}/E{row})"), rate), looks.total_percent);
    let out: u32 = figures.excluded.values().sum();
    sheet.cell(8, Value::Text(&format!("不列应检共{out}人")), looks.total);
    at += 1;
    for (reason, people) in &figures.excluded {
        sheet.row(at, 20.0)?;
        for col in 0..=last_col {
            match col {
                1 => sheet.cell(col, Value::Text(&format!("不列应检：{reason}")), boxed),
                3 => sheet.cell(col, Value::Number(f64::from(*people)), boxed),
                _ => sheet.cell(col, Value::Blank, boxed),
            }
        }
        sheet.merge(at, 1, at, 2);
        at += 1;
    }
    sheet.finish(at - 1, last_col)
}
