//! Bar codes read back from the drawn page, as a scanner would: every code on it is the token that stands under it.

use std::path::Path;
use std::process::Command;

use louce_core::testing::Token;
use louce_tests::desk::Desk;

use super::{community, pages};

/// Draws the pages of a PDF and reads the codes on each.
fn codes(desk: &Desk, file: &str) -> Vec<Vec<String>> {
    let pictures = desk.at("页");
    let drawn =
        Command::new("pdftoppm").args(["-r", "300", "-gray", "-png", file, &pictures]).status().unwrap();
    assert!(drawn.success());
    let mut found: Vec<_> = std::fs::read_dir(desk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "png"))
        .collect();
    found.sort();
    let read: Vec<Vec<String>> = found.iter().map(|picture| scan(picture)).collect();
    found.iter().for_each(|picture| std::fs::remove_file(picture).unwrap());
    read
}

fn scan(picture: &Path) -> Vec<String> {
    let out = Command::new("zbarimg")
        .args(["--raw", "-q", "-S*.disable", "-Scode128.enable"])
        .arg(picture)
        .output()
        .unwrap();
    // 4: no code on the picture.
    assert!(matches!(out.status.code(), Some(0 | 4)), "{out:?}");
    let mut codes: Vec<String> = String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect();
    codes.sort();
    codes
}

/// The tokens written in figures on each page.
fn written(file: &str) -> Vec<Vec<String>> {
    let words = |page: &String| {
        let words = page.split(|c: char| !c.is_ascii_digit());
        let mut tokens: Vec<String> =
            words.filter(|word| Token::parse(word).is_some()).map(str::to_owned).collect();
        tokens.sort();
        tokens
    };
    pages(file).iter().map(words).collect()
}

/// Every code of a paper is the token written under it; how many there are.
fn agree(desk: &Desk, file: &str) -> usize {
    let (read, written) = (codes(desk, file), written(file));
    assert_eq!(read.len(), written.len());
    for (at, (read, written)) in read.iter().zip(&written).enumerate() {
        assert_eq!(read, written, "page {} of {file}", at + 1);
    }
    written.iter().map(Vec::len).sum()
}

#[test]
fn a_scanner_reads_every_person_s_code_from_the_drawn_roster() {
    let desk = community("24");
    for large in [&[][..], &["--large"]] {
        let file = desk.at("名册.pdf");
        let printed = desk.ask("export roster", &[&["--round", "1", "-o", &file], large].concat());
        assert_eq!(agree(&desk, &file), printed["people"], "{large:?}");
    }
}

#[test]
fn a_scanner_reads_every_household_s_code_from_cards_and_from_every_sheet_of_labels() {
    let desk = community("24");
    let file = desk.at("卡.pdf");
    desk.ask("print cards", &["-o", &file]);
    assert!(agree(&desk, &file) > 10);
    desk.ask("round open", &["--kind", "antigen", "--date", "2022-03-17"]);
    let mut counts = Vec::new();
    for (sheet, most) in [("2x5", 10), ("3x7", 21), ("3x8", 24), ("4x10", 40)] {
        let file = desk.at(&format!("标签{sheet}.pdf"));
        desk.ask("print labels", &["--round", "2", "-o", &file, "--sheet", sheet]);
        assert!(written(&file).iter().all(|page| (1..=most).contains(&page.len())), "{sheet}");
        counts.push(agree(&desk, &file));
    }
    assert!(counts[0] > 10 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}
