//! What the fuzzing of the readers starts from: ledgers of the sample community in the form each fuzz target takes.
//!
//! Not here: the targets themselves, which are a crate of their own (`tests/fuzz`), nor any run of them.

mod biff;

use std::fs;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_sheets::read::{Cell, Isolation, Limits, Row, Sheet, read_workbook};
use louce_sheets::sample;

use crate::edit::AnyError;
use crate::xlsb;

/// A small community has every kind of ledger too.
const HOUSEHOLDS: u32 = 6;
/// Larger inputs make every run slow and show nothing that smaller ones do not.
const LARGEST: usize = 48 << 10;
const ROWS: usize = 30;
const FEW: usize = 8;
/// What parts the parts of a binary workbook in an input.
const BETWEEN: &[u8] = b"|part|";

/// The parts that the target for `.xlsx` puts into a zip, in its order.
const PARTS: [&str; 4] =
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];

/// Writes the seeds of every target into `folder`.
///
/// # Errors
/// When a file cannot be written.
pub fn write_seeds(folder: &Path) -> Result<(), AnyError> {
    let seeds = Seeds { folder };
    let ledgers = tempfile::tempdir()?;
    let files =
        sample::write_community(HOUSEHOLDS, 1, ledgers.path(), &mut |_, _| ControlFlow::Continue(()))?;
    for (number, file) in files.iter().enumerate() {
        let bytes = fs::read(file)?;
        // Some offices' lists are CSV.
        if bytes.starts_with(b"PK") {
            seeds.put("xlsx", &format!("{number}"), &bytes)?;
            seeds.put("xlsx", &format!("{number}-parts"), &parts(&bytes)?)?;
        }
        let limits = Limits::default();
        let book = read_workbook(file, &Isolation::InProcess, &limits, &mut |_| ControlFlow::Continue(()))?;
        for (at, sheet) in book.sheets.iter().enumerate().take(3) {
            let name = format!("{number}-{at}");
            let rows: Vec<Row> = sheet.rows.iter().take(ROWS).collect();
            seeds.put("xlsb", &name, &binary(&xlsb::parts(&sheet.name, &rows)))?;
            seeds.put("ods", &name, content(&rows).as_bytes())?;
            let stream = biff::stream(sheet, &rows);
            seeds.put("xls", &format!("{name}-ole"), &biff::ole(&stream))?;
            seeds.put("xls", &name, &stream)?;
            let csv = separated(&rows, ",", shown);
            seeds.put("csv", &name, csv.as_bytes())?;
            seeds.put("csv", &format!("{name}-gb"), &encoding_rs::GB18030.encode(&csv).0)?;
            seeds.put("csv", &format!("{name}-tabs"), separated(&rows, "\t", shown).as_bytes())?;
            seeds.put("csv", &format!("{name}-html"), page(&rows).as_bytes())?;
            seeds.put("csv", &format!("{name}-xml"), spreadsheet(&rows).as_bytes())?;
            // Each row takes its time when every comparison is traced.
            let few = rows.get(..FEW.min(rows.len())).unwrap_or_default();
            seeds.put("rows", &name, cells(sheet, few).as_bytes())?;
        }
    }
    seeds.put("xlsx", "kinds-parts", KINDS.as_bytes())
}

struct Seeds<'a> {
    folder: &'a Path,
}

impl Seeds<'_> {
    fn put(&self, target: &str, name: &str, bytes: &[u8]) -> Result<(), AnyError> {
        if bytes.len() <= LARGEST {
            let folder: PathBuf = self.folder.join(target);
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(name), bytes)?;
        }
        Ok(())
    }
}

/// Every kind of cell, merges, and a yellow fill.
const KINDS: &str = concat!(
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:F3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>王</t></r><r><t xml:space="preserve"> 明</t></r></is></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" s="1"><v>44654.5</v></c><c r="F1" t="d"><v>2022-04-03T10:00:00</v></c></row><row r="3"><c s="1"><f>A1</f><v>1</v></c><c t="str"><v>a&amp;b</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells></worksheet>"#,
    "\0",
    r#"<sst count="2" uniqueCount="2"><si><t>姓名</t></si><si><r><t>室</t></r><rPh><t>shi</t></rPh></si></sst>"#,
    "\0",
    r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills><cellXfs count="2"><xf numFmtId="0" fillId="0"/><xf numFmtId="164" fillId="1"/></cellXfs><colors><indexedColors><rgbColor rgb="00FFFF00"/></indexedColors></colors></styleSheet>"#,
    "\0",
    r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="12号楼" sheetId="1" state="hidden" r:id="rId1"/></sheets><definedNames><definedName name="a">A1</definedName></definedNames></workbook>"#,
);

fn parts(book: &[u8]) -> Result<Vec<u8>, AnyError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book))?;
    let mut out = Vec::new();
    for (at, name) in PARTS.iter().enumerate() {
        if at > 0 {
            out.push(0);
        }
        // A workbook without shared strings has no such part.
        if let Ok(mut part) = archive.by_name(name) {
            part.read_to_end(&mut out)?;
        }
    }
    Ok(out)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) | Cell::Date(number) => number.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::Error(text) => text.clone(),
    }
}

/// Lines up to the last row, blank ones among them.
fn separated(rows: &[Row], separator: &str, shown: fn(&Cell) -> String) -> String {
    let mut out = String::new();
    let mut next = 0;
    for row in rows {
        out.extend((next..row.index).map(|_| '\n'));
        next = row.index + 1;
        let last = row.cells.last().map_or(0, |(col, _)| *col);
        let cells: Vec<String> = (0..=last).map(|col| row.get(col).map(shown).unwrap_or_default()).collect();
        let plain = |text: &String| text.replace(['\n', '\r', '\t', ','], " ");
        out += &cells.iter().map(plain).collect::<Vec<_>>().join(separator);
        out.push('\n');
    }
    out
}

/// As the target `rows` takes them: cells of every kind, merges at the end.
fn cells(sheet: &Sheet, rows: &[Row]) -> String {
    let kind = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => format!("#{number}"),
        Cell::Date(number) => format!("@{number}"),
        Cell::Bool(value) => format!("?{}", u8::from(*value)),
        Cell::Error(text) => format!("!{text}"),
    };
    let mut out = separated(rows, "\t", kind);
    for merge in sheet.merges.iter().take(ROWS) {
        out += &format!("+{},{},{},{}\n", merge.first_row, merge.first_col, merge.last_row, merge.last_col);
    }
    out
}

/// Sheet, texts (none), styles and workbook.
fn binary(parts: &xlsb::Parts) -> Vec<u8> {
    [parts.sheet.as_slice(), &[], parts.styles.as_slice(), parts.workbook.as_slice()].join(BETWEEN)
}

/// As OpenDocument has it, a blank row repeated among them.
fn content(rows: &[Row]) -> String {
    let cell = |(_, cell): &(u16, Cell)| match cell {
        Cell::Number(number) => {
            format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#)
        }
        Cell::Date(_) => {
            r#"<table:table-cell office:value-type="date" office:date-value="2022-04-03"/>"#.to_owned()
        }
        other => format!(
            r#"<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>{}</text:p></table:table-cell><table:covered-table-cell/>"#,
            shown(other)
        ),
    };
    let row = |row: &Row| {
        let cells: String = row.cells.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="名册"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    )
}

fn page(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let cells: String = row.cells.iter().map(|(_, cell)| format!("<td>{}</td>", shown(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<html><body><table><tr><th colspan=3 rowspan=\"2\">名册</th></tr>\n{rows}</table></body></html>")
}

fn spreadsheet(rows: &[Row]) -> String {
    let cell = |(col, cell): &(u16, Cell)| {
        let kind = if matches!(cell, Cell::Text(_)) { "String" } else { "Number" };
        let at = col + 1;
        format!(r#"<Cell ss:Index="{at}"><Data ss:Type="{kind}">{}</Data></Cell>"#, shown(cell))
    };
    let row = |row: &Row| {
        let cells: String = row.cells.iter().map(cell).collect();
        format!(r#"<Row ss:Index="{}">{cells}</Row>"#, row.index + 1)
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册"><Table>{rows}</Table></Worksheet></Workbook>"#
    )
}
