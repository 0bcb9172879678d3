//! Fonts under another name, for tests of which font is chosen: an office's 宋体 made of what the machine has.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a font that cannot be made ends the test")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The file of a font family, as fontconfig knows it.
pub fn file_of(family: &str) -> PathBuf {
    let out = Command::new("fc-match").args(["-f", "%{file}", family]).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    PathBuf::from(String::from_utf8(out.stdout).unwrap())
}

fn u32_at(font: &[u8], at: usize) -> usize {
    u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize
}

fn u16_at(font: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes(font[at..at + 2].try_into().unwrap()))
}

/// Writes the first face of an OpenType file or collection as a font of its own called `family`.
pub fn renamed(from: &Path, family: &str, to: &Path) {
    let font = std::fs::read(from).unwrap();
    let face = if font.starts_with(b"ttcf") { u32_at(&font, 12) } else { 0 };
    let count = u16_at(&font, face + 4);
    let tables: Vec<([u8; 4], Vec<u8>)> = (0..count)
        .map(|index| {
            let record = face + 12 + index * 16;
            let tag: [u8; 4] = font[record..record + 4].try_into().unwrap();
            let (at, length) = (u32_at(&font, record + 8), u32_at(&font, record + 12));
            (tag, if &tag == b"name" { name_table(family) } else { font[at..at + length].to_vec() })
        })
        .collect();
    let mut out = font[face..face + 12].to_vec();
    let mut at = 12 + count * 16;
    let mut body = Vec::new();
    for (tag, table) in &tables {
        out.extend_from_slice(tag);
        // Nobody who only draws looks at the check sums.
        for number in [0, at, table.len()] {
            out.extend_from_slice(&u32::try_from(number).unwrap().to_be_bytes());
        }
        body.extend_from_slice(table);
        body.resize(body.len().next_multiple_of(4), 0);
        at = 12 + count * 16 + body.len();
    }
    out.extend_from_slice(&body);
    std::fs::write(to, out).unwrap();
}

/// Family, style, full name and PostScript name, for Windows in English.
fn name_table(family: &str) -> Vec<u8> {
    let names = [(1u16, family), (2, "Regular"), (4, family), (6, family)];
    let mut table: Vec<u8> = Vec::new();
    let mut strings: Vec<u8> = Vec::new();
    for number in [0, names.len() as u16, 6 + 12 * names.len() as u16] {
        table.extend_from_slice(&number.to_be_bytes());
    }
    for (id, text) in names {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for number in [3, 1, 0x409, id, utf16.len() as u16, strings.len() as u16] {
            table.extend_from_slice(&number.to_be_bytes());
        }
        strings.extend_from_slice(&utf16);
    }
    table.extend_from_slice(&strings);
    table
}
