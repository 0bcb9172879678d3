//! Workbooks of the `.xlsx` kind: a zip as it is, or parts parted by a zero byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use louce_fuzz::Zipped;

const XLSX: Zipped = Zipped {
    between: &[0],
    names: &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"],
    always: &[("xl/_rels/workbook.xml.rels", RELATIONS), ("xl/workbook.xml", WORKBOOK)],
};
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| XLSX.read(bytes));
