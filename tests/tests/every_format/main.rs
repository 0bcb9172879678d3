//! One ledger in every kind of file an office has: the same residents come of each, and none a second time.

#![allow(clippy::unwrap_used, reason = "a step of a test that fails is a test that fails")]

mod ledger;

use std::path::Path;

use ledger::{PEOPLE, csv, html, separated, xlsx};
use louce_tests::desk::Desk;
use louce_tests::other_readers::libreoffice;
use louce_tests::xlsb;
use serde_json::Value;

/// What the office knows after taking the file: everybody, without the numbers that a desk gives out.
fn residents_after(name: &str, make: impl FnOnce(&Path)) -> Value {
    let desk = Desk::new();
    let file = desk.at(name);
    make(Path::new(&file));
    let first = desk.ask("import", &[&file]);
    assert_eq!(first["created"], PEOPLE.len(), "{name}: {first}");
    assert_eq!((&first["conflicts"], &first["rejected"]), (&0.into(), &0.into()), "{name}: {first}");
    let mut residents = desk.ask("residents", &[]);
    let second = desk.ask("import", &[&file]);
    assert_eq!(second["unchanged"], PEOPLE.len(), "{name}: {second}");
    assert_eq!(second["operation"], Value::Null, "{name}: {second}");
    assert_eq!(desk.ask("residents", &[]), residents, "{name} a second time");
    forget_numbers(&mut residents);
    residents
}

fn forget_numbers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| key != "id" && key != "household");
            fields.values_mut().for_each(forget_numbers);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_numbers),
        _ => {}
    }
}

#[track_caller]
fn same_as_xlsx(name: &str, make: impl FnOnce(&Path)) {
    let expected = residents_after("延吉七村.xlsx", xlsx);
    let found = residents_after(name, make);
    assert_eq!(found, expected, "{name}");
}

fn written(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::write(path, bytes).unwrap();
}

/// The workbook as LibreOffice writes it in another format, under the name asked for.
fn by_libreoffice(path: &Path, format: &str) {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("台账.xlsx");
    xlsx(&book);
    let made = libreoffice(&book, format, folder.path()).unwrap();
    std::fs::copy(made, path).unwrap();
}

#[test]
fn an_excel_workbook_holds_everybody_as_written() {
    let residents = residents_after("延吉七村.xlsx", xlsx);
    let all = residents["residents"].as_array().or(residents.as_array()).unwrap();
    assert_eq!(all.len(), PEOPLE.len(), "{residents}");
    let text = residents.to_string();
    for known in ["王建国", "310110195003034470", "2016-05-12", "13812341234", "每周配药", "独居"] {
        assert!(text.contains(known), "{known} in {text}");
    }
}

#[test]
fn an_old_excel_workbook_gives_the_same_residents() {
    same_as_xlsx("延吉七村.xls", |path| by_libreoffice(path, "xls"));
}

#[test]
fn a_wps_workbook_gives_the_same_residents() {
    same_as_xlsx("延吉七村.et", |path| by_libreoffice(path, "xls"));
}

#[test]
fn an_open_document_gives_the_same_residents() {
    same_as_xlsx("延吉七村.ods", |path| by_libreoffice(path, "ods"));
}

#[test]
fn a_binary_workbook_gives_the_same_residents() {
    same_as_xlsx("延吉七村.xlsb", |path| {
        written(path, xlsb::workbook("花名册", &ledger::as_read()).unwrap());
    });
}

#[test]
fn a_csv_of_either_encoding_gives_the_same_residents() {
    same_as_xlsx("延吉七村.csv", |path| written(path, format!("\u{feff}{}", csv())));
    same_as_xlsx("延吉七村.csv", |path| written(path, ledger::gb18030(&csv())));
}

#[test]
fn tab_separated_text_gives_the_same_residents_whatever_it_is_called() {
    same_as_xlsx("延吉七村.tsv", |path| written(path, separated("\t")));
    same_as_xlsx("延吉七村.xls", |path| written(path, ledger::gb18030(&separated("\t"))));
}

#[test]
fn a_web_page_called_xls_gives_the_same_residents() {
    same_as_xlsx("延吉七村.xls", |path| written(path, html()));
}
