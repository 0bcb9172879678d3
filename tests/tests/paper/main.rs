//! Paper read back: every person once, every page with its head and its number, nothing unmasked that was not asked for.
#![allow(clippy::unwrap_used, clippy::panic)]

mod barcodes;
mod fonts;
mod papers;
mod roster;

use std::path::Path;
use std::process::Command;

use louce_tests::desk::{Desk, NOW};

/// The text of a PDF, page by page.
fn pages(file: impl AsRef<Path>) -> Vec<String> {
    let out = Command::new("pdftotext").arg("-layout").arg(file.as_ref()).arg("-").output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let text = String::from_utf8(out.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "a page ends with a form feed");
    pages
}

/// All the text of a PDF without its spaces, cell by cell.
fn in_reading_order(file: impl AsRef<Path>) -> String {
    let out = Command::new("pdftotext").arg(file.as_ref()).arg("-").output().unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

/// An office with an invented community and a round over it.
fn community(households: &str) -> Desk {
    let desk = Desk::new();
    let folder = desk.at("台账");
    desk.run(&["sample", "--households", households, "--seed", "7", "-o", &folder]).done();
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.ask("import", &files);
    let today = &NOW[..10];
    desk.ask("round open", &["--kind", "nucleic", "--date", today]);
    desk
}
