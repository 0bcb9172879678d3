//! Workbooks that mean harm, through the real program and its reading child: refused or read, soon, and never the end of it.

use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use louce_sheets::sample;
use louce_tests::desk::{Answer, Desk};

/// A minimal xlsx with this sheet and shared-string part.
fn xlsx(sheet: &str, strings: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, content: &[u8]| {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let pkg = "http://schemas.openxmlformats.org/package/2006/relationships";
    part("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"#);
    part("_rels/.rels", format!(r#"<Relationships xmlns="{pkg}"><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#).as_bytes());
    part("xl/workbook.xml", format!(r#"<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="12号楼" sheetId="1" r:id="r1"/></sheets></workbook>"#).as_bytes());
    part("xl/_rels/workbook.xml.rels", format!(r#"<Relationships xmlns="{pkg}"><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#).as_bytes());
    part("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}">{sheet}</worksheet>"#).as_bytes());
    part("xl/sharedStrings.xml", strings);
    zip.finish().unwrap().into_inner()
}

/// Imports a file; it must end by itself, soon, with a proper answer.
fn survives(desk: &Desk, name: &str, bytes: &[u8]) -> Answer {
    let file = desk.write(name, bytes);
    let started = Instant::now();
    let answer = desk.louce("import", &[&file]);
    assert!(started.elapsed() < Duration::from_secs(30), "{name} took {:?}", started.elapsed());
    assert!(matches!(answer.code, Some(0 | 1)), "{name}: {answer:?}");
    answer
}

#[test]
fn absurd_workbooks_are_refused_or_read_and_the_office_goes_on() {
    let desk = Desk::new();
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>室号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>402</t></is></c><c r="B2" t="inlineStr"><is><t>王小明</t></is></c></row>"#;
    let no_strings = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"/>"#;
    let far = format!(
        r#"<dimension ref="A1:XFD1048576"/><sheetData>{rows}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#
    );
    let answer = survives(&desk, "远角.xlsx", &xlsx(&far, no_strings));
    assert_eq!(answer.code, Some(0), "a far corner is no harm: {answer:?}");
    assert_eq!(desk.ask("residents", &["--building", "12"])[0]["room"], "402");

    let beyond = format!(r#"<sheetData>{rows}<row r="3"><c r="AAAAAAAAA1"><v>1</v></c></row></sheetData>"#);
    survives(&desk, "列号.xlsx", &xlsx(&beyond, no_strings));
    let counts = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>"#;
    survives(&desk, "计数.xlsx", &xlsx(&format!("<sheetData>{rows}</sheetData>"), counts));
    let mut giant = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>"#.to_vec();
    giant.resize(giant.len() + 400_000_000, b'a');
    giant.extend_from_slice(b"</t></si></sst>");
    survives(&desk, "长串.xlsx", &xlsx(&format!("<sheetData>{rows}</sheetData>"), &giant));
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn cut_and_flipped_workbooks_never_take_the_program_down() {
    let desk = Desk::new();
    let folder = desk.folder().join("台账");
    let files = sample::write_community(12, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let bytes = std::fs::read(files.first().unwrap()).unwrap();
    for part in 1..6 {
        survives(&desk, "截断.xlsx", &bytes[..bytes.len() * part / 6]);
        let mut flipped = bytes.clone();
        let at = bytes.len() * part / 7;
        flipped[at] ^= 0x55;
        survives(&desk, "翻转.xlsx", &flipped);
    }
    assert_eq!(desk.ask("check", &[])["ok"], true);
}
