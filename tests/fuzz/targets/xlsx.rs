//! Workbooks of the `.xlsx` kind: a zip as it is, or parts that are put into one here, so that a change reaches the parsers
//! behind the zip's checksums.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What stands between two parts.
const BETWEEN: u8 = 0;
const PARTS: [&str; 4] =
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| {
    if bytes.starts_with(b"PK") {
        louce_fuzz::read(bytes);
    } else {
        louce_fuzz::read(&zip_of(bytes));
    }
});

fn zip_of(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8]| {
        writer
            .start_file(name, options)
            .and_then(|()| Ok(writer.write_all(bytes)?))
            .expect("a zip in memory");
    };
    put("xl/_rels/workbook.xml.rels", RELATIONS);
    let mut given = bytes.split(|byte| *byte == BETWEEN);
    for name in PARTS {
        match given.next() {
            Some(part) if !part.is_empty() => put(name, part),
            _ if name == "xl/workbook.xml" => put(name, WORKBOOK),
            _ => {}
        }
    }
    writer.finish().expect("a zip in memory").into_inner()
}
