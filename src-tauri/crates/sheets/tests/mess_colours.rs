//! Ledgers on which people were painted yellow. What it says differs from office to office: it is kept on lists of tests and
//! sign-in sheets, and told of others.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use louce_core::residents::Field;
use louce_sheets::import::ImportReport;
use rust_xlsxwriter::{Color, Format, Workbook};

/// A workbook of text cells; the first cells of these rows are yellow.
fn painted(desk: &mut Desk, rows: &[&[&str]], yellow: &[u32]) -> ImportReport {
    let mut book = Workbook::new();
    let fill = Format::new().set_background_color(Color::Yellow);
    let sheet = book.add_worksheet();
    for (line, cells) in (0u32..).zip(rows) {
        for (col, text) in (0u16..).zip(*cells) {
            match yellow.contains(&line) && col == 0 {
                true => sheet.write_string_with_format(line, col, *text, &fill).unwrap(),
                false => sheet.write_string(line, col, *text).unwrap(),
            };
        }
    }
    let path = desk.path("标黄.xlsx");
    book.save(&path).unwrap();
    desk.import_files(&[path])
}

#[test]
fn on_a_test_list_the_colour_is_kept_with_the_person() {
    let mut desk = desk();
    let rows: &[&[&str]] = &[
        &["姓名", "楼号", "室号", "采样管编号"],
        &["王建国", "12", "402", "A001"],
        &["李秀英", "12", "403", ""],
    ];
    let report = painted(&mut desk, rows, &[1]);
    assert_eq!(report.created, 2, "{}", told(&report));
    assert!(desk.person("王建国").fact(Field::Extra).contains(r#""底色":"黄""#), "{}", told(&report));
    assert!(!desk.person("李秀英").fact(Field::Extra).contains("底色"));
    assert!(report.sheets[0].notes.is_empty(), "{:?}", report.sheets);
    let again = painted(&mut desk, rows, &[1]);
    assert_eq!((again.unchanged, again.operation), (2, None), "{}", told(&again));
    let unpainted = painted(&mut desk, rows, &[]);
    assert_eq!((unpainted.unchanged, unpainted.operation), (2, None), "a missing colour erases nothing");
}

#[test]
fn on_other_ledgers_it_is_told_how_many_rows_are_yellow_and_that_it_was_not_imported() {
    let mut desk = desk();
    let rows: &[&[&str]] = &[
        &["姓名", "楼号", "室号", "性别"],
        &["王建国", "12", "402", "男"],
        &["李秀英", "12", "403", "女"],
        &["张建军", "12", "404", "男"],
        &["合计", "3人", "", ""],
    ];
    let report = painted(&mut desk, rows, &[0, 1, 3, 4]);
    assert_eq!(report.created, 3, "{}", told(&report));
    assert_eq!(report.sheets[0].notes, ["有 2 行标了黄色，颜色没有导入"], "header and totals are nobody");
    assert!(!desk.person("王建国").fact(Field::Extra).contains("底色"));
}

#[test]
fn a_ledger_without_colour_has_nothing_to_tell() {
    let mut desk = desk();
    let report = painted(&mut desk, &[&["姓名", "楼号", "室号"], &["王建国", "12", "402"]], &[]);
    assert!(report.sheets[0].notes.is_empty());
}
