//! A workbook written straight into its zip, sheet after sheet, row after row: memory follows neither rows nor sheets.
//!
//! For the exports that grow with the office (one sheet per building, 16,000 buildings in a district): rust_xlsxwriter's
//! constant-memory mode holds 30 KB, an open temporary file and a plain copy of every row on disk for each sheet until the
//! end, which for these is half a gigabyte. Small workbooks (reports, rejects) are written with rust_xlsxwriter.
//! Not here: what is on the sheets; where the file goes ([`crate::publish`]).

mod sheet;
mod style;
mod xml;

pub use sheet::{Column, Page, SheetWriter, Value};
pub use style::{Align, Border, Style, StyleId};
pub use xml::{column_letters, quoted_sheet, text_width};

use std::io::{self, Seek, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use style::Styles;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Half of the usual level's time for a file a tenth larger.
const LEVEL: i64 = 3;

/// The most rows a sheet holds.
pub const MAX_ROWS: u32 = 1_048_576;

/// A sheet's place in the workbook, kept until the end.
#[derive(Debug)]
struct Entry {
    name: String,
    part: usize,
    titles: Option<(u32, u32)>,
    area: (u32, u16),
}

/// What the packing thread is told.
enum Piece {
    /// A new part begins.
    Part(String),
    /// More of it.
    Bytes(String),
    /// The workbook is whole.
    End,
}

/// Pieces waiting to be packed.
const WAITING: usize = 8;

/// Writes a workbook into `out`: `fill` makes the sheets here while another thread packs what is done.
///
/// # Errors
/// As any write, and what `fill` returns; what was written is of no use then.
pub fn write_book<T, E: From<io::Error>>(
    out: impl Write + Seek + Send,
    fill: impl FnOnce(&mut Book) -> Result<T, E>,
) -> Result<T, E> {
    std::thread::scope(|scope| {
        let (pieces, waiting) = sync_channel(WAITING);
        let packer = scope.spawn(move || pack(out, &waiting));
        let mut book = Book { pieces, styles: Styles::default(), entries: Vec::new(), parts: 0 };
        let filled = fill(&mut book).and_then(|value| {
            book.finish()?;
            Ok(value)
        });
        drop(book);
        match packer.join() {
            Ok(Ok(())) => filled,
            // The disk's own word: `fill` only knows that nobody listens any more.
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err(io::Error::other("压缩时出错").into()),
        }
    })
}

fn pack(out: impl Write + Seek, waiting: &Receiver<Piece>) -> io::Result<()> {
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default().compression_level(Some(LEVEL));
    for piece in waiting {
        match piece {
            Piece::Part(name) => zip.start_file(name, options).map_err(io::Error::other)?,
            Piece::Bytes(text) => zip.write_all(text.as_bytes())?,
            Piece::End => {
                zip.finish().map_err(io::Error::other)?;
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A workbook being written.
pub struct Book {
    pieces: SyncSender<Piece>,
    styles: Styles,
    entries: Vec<Entry>,
    parts: usize,
}

impl Book {
    /// A format for cells; the same format gives the same id.
    pub fn style(&mut self, style: &Style) -> StyleId {
        self.styles.id(style)
    }

    /// Begins a sheet; the one before must be finished. `name` must be unique and possible (see [`SheetNames`]). With
    /// `first` it comes before all sheets so far.
    ///
    /// # Errors
    /// As any write.
    pub fn sheet(&mut self, name: &str, first: bool, page: &Page<'_>) -> io::Result<SheetWriter<'_>> {
        self.parts += 1;
        let entry = Entry { name: name.to_owned(), part: self.parts, titles: page.repeat_rows, area: (0, 0) };
        self.send(Piece::Part(format!("xl/worksheets/sheet{}.xml", self.parts)))?;
        let at = if first { 0 } else { self.entries.len() };
        self.entries.insert(at, entry);
        SheetWriter::begin(self, at, first, page)
    }

    fn send(&self, piece: Piece) -> io::Result<()> {
        self.pieces.send(piece).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn part(&self, name: &str, text: String) -> io::Result<()> {
        self.send(Piece::Part(name.to_owned()))?;
        self.send(Piece::Bytes(text))
    }

    /// Writes what holds the sheets together.
    fn finish(&self) -> io::Result<()> {
        let styles = self.styles.xml();
        self.part("xl/styles.xml", styles)?;
        let workbook = self.workbook_xml();
        self.part("xl/workbook.xml", workbook)?;
        let mut relations = format!("{}<Relationships xmlns=\"{RELATIONSHIPS}\">", xml::HEAD);
        let mut types = format!(
            "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{SHEET_TYPE}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{SHEET_TYPE}.styles+xml\"/>",
            xml::HEAD
        );
        for part in 1..=self.parts {
            relations.push_str(&format!(
                "<Relationship Id=\"rId{part}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{part}.xml\"/>"
            ));
            types.push_str(&format!(
                "<Override PartName=\"/xl/worksheets/sheet{part}.xml\" ContentType=\"{SHEET_TYPE}.worksheet+xml\"/>"
            ));
        }
        relations.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>",
            self.parts + 1
        ));
        types.push_str("</Types>");
        self.part("xl/_rels/workbook.xml.rels", relations)?;
        self.part("[Content_Types].xml", types)?;
        let root = format!(
            "{}<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>",
            xml::HEAD
        );
        self.part("_rels/.rels", root)?;
        self.send(Piece::End)
    }

    fn workbook_xml(&self) -> String {
        let mut text = format!(
            "{}<workbook xmlns=\"{}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>",
            xml::HEAD,
            xml::MAIN
        );
        for entry in &self.entries {
            text.push_str("<sheet name=\"");
            xml::escape(&mut text, &entry.name);
            text.push_str(&format!("\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", entry.part));
        }
        text.push_str("</sheets><definedNames>");
        // Excel wants them in the order of their names.
        for (index, entry) in self.entries.iter().enumerate() {
            let (last_row, last_col) = entry.area;
            let mut name = String::new();
            xml::escape(&mut name, &quoted_sheet(&entry.name));
            text.push_str(&format!(
                "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"{index}\">{name}!$A$1:${}${}</definedName>",
                column_letters(last_col),
                last_row + 1
            ));
        }
        for (index, entry) in self.entries.iter().enumerate() {
            let Some((first, last)) = entry.titles else { continue };
            let mut name = String::new();
            xml::escape(&mut name, &quoted_sheet(&entry.name));
            text.push_str(&format!(
                "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">{name}!${}:${}</definedName>",
                first + 1,
                last + 1
            ));
        }
        text.push_str("</definedNames><calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>");
        text
    }
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Makes texts into possible and different sheet names: at most 31 UTF-16 units, none of `[]:*?/\`.
#[derive(Debug, Default)]
pub struct SheetNames(rustc_hash::FxHashSet<String>);

impl SheetNames {
    const LONGEST: usize = 31;

    /// A name no sheet has had yet, as near to `text` as can be.
    pub fn name(&mut self, text: &str) -> String {
        let clean: String = text
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '：' | '？' | '＊' | '／' => '-',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
        // Excel keeps History for itself.
        let clean =
            if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "未命名" } else { clean };
        for turn in 1u32.. {
            let after = if turn == 1 { String::new() } else { format!("({turn})") };
            let mut name = cut(clean, Self::LONGEST - after.len()).trim_end_matches(['\'', ' ']).to_owned();
            name.push_str(&after);
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        clean.to_owned()
    }
}

fn cut(text: &str, units: usize) -> &str {
    let mut left = units;
    for (at, c) in text.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            Some(rest) => left = rest,
            None => return text.get(..at).unwrap_or(text),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_possible_and_differ() {
        let mut names = SheetNames::default();
        assert_eq!(names.name("12号楼"), "12号楼");
        assert_eq!(names.name("12号楼"), "12号楼(2)");
        assert_eq!(names.name("a:b/c[d]"), "a-b-c-d-");
        assert_eq!(names.name("'引号'"), "引号");
        assert_eq!(names.name(""), "未命名");
        let long = "很".repeat(40);
        assert_eq!(names.name(&long).chars().count(), 31);
        assert_eq!(names.name(&long).chars().count(), 31);
        assert_eq!(names.name("ABC"), "ABC");
        assert_eq!(names.name("abc"), "abc(2)", "Excel does not tell case apart");
        assert_eq!(names.name(&"𠮷".repeat(20)).encode_utf16().count(), 30);
    }
}
