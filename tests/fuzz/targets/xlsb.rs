//! Workbooks of the `.xlsb` kind: a zip as it is, or parts parted by a mark.
#![no_main]

use libfuzzer_sys::fuzz_target;
use louce_fuzz::Zipped;

const XLSB: Zipped = Zipped {
    between: b"|part|",
    names: &["xl/worksheets/sheet1.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/workbook.bin"],
    always: &[("xl/_rels/workbook.bin.rels", RELATIONS), ("xl/workbook.bin", WORKBOOK)],
};
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.bin"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.bin"/></Relationships>"#;
/// One sheet called A under rId1.
const WORKBOOK: &[u8] =
    b"\x9c\x01\x1a\0\0\0\0\x01\0\0\0\x04\0\0\0r\0I\0d\x001\0\x01\0\0\0A\0\x90\x01\0\x9d\x01\0";

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| XLSB.read(bytes));
