//! The hand that fills a roster in: it writes what a person would and leaves the rest of the workbook alone.

#![allow(clippy::unwrap_used, reason = "a step of a test that fails is a test that fails")]

use calamine::{Reader, Xlsx, open_workbook};
use louce_tests::edit::{CellTexts, cell_name, edit_workbook};
use louce_tests::fill::fill_roster;
use louce_tests::other_readers::{libreoffice, openpyxl};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeMap;
use std::path::Path;

const HEADERS: [&str; 12] =
    ["序号", "单元", "室号", "姓名", "性别", "年龄", "证件号", "电话", "重点", "采样", "未检原因", "备注"];

/// Two building sheets in the roster's layout with `people` persons each, two to a room, and a sheet of totals.
fn roster(path: &Path, people: u32) {
    let mut book = Workbook::new();
    let total = book.add_worksheet().set_name("汇总").unwrap();
    total.write_string(0, 0, "应检").unwrap();
    total.write_formula(1, 0, "=COUNTA('2号楼'!D4:D999)").unwrap();
    total.write_formula(2, 0, "=COUNTIF('2号楼'!J4:J999,\"?*\")").unwrap();
    for name in ["2号楼", "10号楼"] {
        let sheet = book.add_worksheet_with_constant_memory().unwrap().set_name(name).unwrap();
        let border = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
        sheet.set_column_hidden(12).unwrap();
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2).unwrap();
        sheet.set_footer("&L填表人：&C第&P页 共&N页&R日期：");
        sheet.write_string(0, 0, format!("{name}人员名单 <一&二>")).unwrap();
        for (col, header) in (0..).zip(HEADERS) {
            sheet.write_string(2, col, header).unwrap();
        }
        for n in 0..people {
            let row = 3 + n;
            if n % 2 == 0 {
                sheet.write_string(row, 2, format!("{}", 101 + n)).unwrap();
            }
            sheet.write_string(row, 3, format!("居民{n}")).unwrap();
            sheet.write_string(row, 7, "138****1234").unwrap();
            // 采样 is a blank cell with a border in one half of the rows and no cell at all in the other.
            if n % 2 == 1 {
                sheet.write_blank(row, 9, &border).unwrap();
            }
            sheet.write_number(row, 12, n).unwrap();
        }
    }
    book.save(path).unwrap();
}

fn cells(path: &Path, sheet: &str) -> BTreeMap<String, String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    let place =
        |r: usize, c: usize| cell_name(top + u32::try_from(r).unwrap(), left + u32::try_from(c).unwrap());
    range.used_cells().map(|(r, c, v)| (place(r, c), v.to_string())).collect()
}

#[test]
fn only_the_cells_written_to_change() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("前.xlsx"), dir.path().join("后.xlsx"));
    roster(&before, 40);
    let texts = CellTexts::from([
        ((3, 9), "√".to_owned()),           // no cell there yet
        ((4, 9), "=1+1 <&>".to_owned()),    // a blank cell with a border
        ((5, 7), "13900001111".to_owned()), // a cell with a text
        ((43, 3), "新来的".to_owned()),     // a row below the last
        ((50, 0), " 空格 ".to_owned()),
    ]);
    edit_workbook(&before, &after, &BTreeMap::from([("10号楼".to_owned(), texts.clone())])).unwrap();

    let mut expected = cells(&before, "10号楼");
    expected.extend(texts.iter().map(|((r, c), t)| (cell_name(*r, *c), t.clone())));
    assert_eq!(cells(&after, "10号楼"), expected);
    assert_eq!(cells(&after, "2号楼"), cells(&before, "2号楼"));
}

#[test]
fn another_program_reads_the_edited_workbook_with_its_layout() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("前.xlsx"), dir.path().join("后.xlsx"));
    roster(&before, 40);
    let texts = CellTexts::from([((4, 9), "=1+1".to_owned()), ((60, 3), "新来的".to_owned())]);
    edit_workbook(&before, &after, &BTreeMap::from([("10号楼".to_owned(), texts)])).unwrap();

    let mut expected = openpyxl(&before).unwrap();
    let sheet = expected.iter_mut().find(|s| s.name == "10号楼").unwrap();
    for (cell, text) in [("J5", "=1+1"), ("D61", "新来的")] {
        sheet.cells.insert(cell.to_owned(), text.to_owned());
        sheet.kinds.insert(cell.to_owned(), "s".to_owned());
    }
    assert_eq!(sheet.hidden_columns, ["M"]);
    assert_eq!((sheet.paper, sheet.fit_width, sheet.title_rows.as_str()), (9, 1, "$3:$3"));
    assert_eq!(sheet.footer, "填表人：|第&P页 共&N页|日期：");
    assert_eq!(openpyxl(&after).unwrap(), expected);
}

#[test]
fn a_filled_roster_holds_what_the_filler_says_it_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("名册.xlsx"), dir.path().join("填好.xlsx"));
    roster(&before, 300);
    let filled = fill_roster(&before, &after).unwrap();
    assert_eq!((filled.sheets, filled.tested + filled.untested + filled.unmarked), (2, 600));
    assert!(filled.untested > 0 && filled.unmarked > 0 && filled.phones > 0 && filled.newcomers == 1);

    let sheets = openpyxl(&after).unwrap();
    let count = |column: char| {
        let cells = sheets.iter().flat_map(|s| s.cells.keys());
        u32::try_from(cells.filter(|c| c.starts_with(column)).count()).unwrap() - 2 // less the headers
    };
    assert_eq!(count('J'), filled.tested + filled.newcomers);
    assert_eq!(count('K'), filled.untested);
    assert_eq!(count('L'), filled.remarks);
    assert_eq!(count('D'), 600 + filled.newcomers);
}

#[test]
fn libreoffice_computes_the_totals_from_the_ticks() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("名册.xlsx"), dir.path().join("填好.xlsx"));
    roster(&before, 20);
    let ticks = (3..10).map(|row| ((row, 9), "√".to_owned())).collect();
    edit_workbook(&before, &after, &BTreeMap::from([("2号楼".to_owned(), ticks)])).unwrap();
    let csv = libreoffice(&after, "csv", dir.path()).unwrap();
    let lines = std::fs::read_to_string(csv).unwrap();
    assert_eq!(lines.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(), ["应检", "20", "7"]);
}

#[test]
fn a_sheet_that_is_not_there_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (before, after) = (dir.path().join("前.xlsx"), dir.path().join("后.xlsx"));
    roster(&before, 2);
    let edits = BTreeMap::from([("11号楼".to_owned(), CellTexts::new())]);
    assert!(edit_workbook(&before, &after, &edits).unwrap_err().to_string().contains("11号楼"));
    assert!(!after.exists(), "nothing is written when the edit is refused");
}
