//! One sheet, row after row, into the zip.

use std::fmt::Write as _;
use std::io;

use super::style::StyleId;
use super::xml::{self, column_letters};
use super::{Book, MAX_ROWS, Piece};

/// A column's look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// In half-width characters.
    pub width: f64,
    /// 隐藏
    pub hidden: bool,
}

/// How a sheet looks on the screen and on A4 paper, fitted to the width.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// From column A.
    pub columns: &'a [Column],
    /// Rows and columns that stay when one scrolls.
    pub freeze: (u32, u16),
    /// First and last row printed on every page, from 0.
    pub repeat_rows: Option<(u32, u32)>,
    /// 横向
    pub landscape: bool,
    /// `&L…&C…&R…`, user text in it through [`Page::footer_text`].
    pub footer: &'a str,
}

impl Page<'_> {
    /// User text for a footer, where `&` begins a code.
    pub fn footer_text(text: &str) -> String {
        text.replace('&', "&&")
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Only the format.
    Blank,
    /// Text, never a formula.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Our own formula (without `=`) and what it gives.
    Formula(&'a str, f64),
}

/// Bytes gathered before they are compressed.
const PIECE: usize = 1 << 16;

/// A sheet being written, rows ascending.
pub struct SheetWriter<'a> {
    book: &'a mut Book,
    entry: usize,
    text: String,
    letters: Vec<String>,
    row: u32,
    in_row: bool,
    merges: Vec<(u32, u16, u32, u16)>,
    breaks: Vec<u32>,
    tail: String,
    checks: String,
    checks_count: u32,
    ignored: String,
    footer: String,
    landscape: bool,
}

impl<'a> SheetWriter<'a> {
    pub(super) fn begin(
        book: &'a mut Book,
        entry: usize,
        selected: bool,
        page: &Page<'_>,
    ) -> io::Result<Self> {
        let mut text = String::with_capacity(PIECE + 4096);
        let _ = write!(
            text,
            "{}<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView \
             showGridLines=\"0\" workbookViewId=\"0\"{}>",
            xml::HEAD,
            xml::MAIN,
            // Two selected sheets would both take what is typed into one.
            if selected { " tabSelected=\"1\"" } else { "" },
        );
        let (rows, cols) = page.freeze;
        if rows > 0 || cols > 0 {
            let across = if cols > 0 { format!(" xSplit=\"{cols}\"") } else { String::new() };
            let down = if rows > 0 { format!(" ySplit=\"{rows}\"") } else { String::new() };
            let pane = match (rows, cols) {
                (0, _) => "topRight",
                (_, 0) => "bottomLeft",
                _ => "bottomRight",
            };
            let cell = format!("{}{}", column_letters(cols), rows + 1);
            let _ = write!(
                text,
                "<pane{across}{down} topLeftCell=\"{cell}\" activePane=\"{pane}\" state=\"frozen\"/>\
                 <selection pane=\"{pane}\" activeCell=\"{cell}\" sqref=\"{cell}\"/>"
            );
        }
        text.push_str("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (index, column) in page.columns.iter().enumerate() {
            let hidden = if column.hidden { " hidden=\"1\"" } else { "" };
            let _ = write!(
                text,
                "<col min=\"{0}\" max=\"{0}\" width=\"{1:.2}\" customWidth=\"1\"{hidden}/>",
                index + 1,
                column.width
            );
        }
        text.push_str("</cols><sheetData>");
        let letters =
            (0..page.columns.len()).map(|col| column_letters(u16::try_from(col).unwrap_or(0))).collect();
        Ok(Self {
            book,
            entry,
            text,
            letters,
            row: 0,
            in_row: false,
            merges: Vec::new(),
            breaks: Vec::new(),
            tail: String::new(),
            checks: String::new(),
            checks_count: 0,
            ignored: String::new(),
            footer: page.footer.to_owned(),
            landscape: page.landscape,
        })
    }

    /// Begins a row (from 0), after all rows so far; `height` in points.
    ///
    /// # Errors
    /// As any write; [`io::ErrorKind::FileTooLarge`] when a sheet holds no more rows.
    pub fn row(&mut self, row: u32, height: f64) -> io::Result<()> {
        if row >= MAX_ROWS {
            return Err(io::Error::other("一张工作表放不下这么多行"));
        }
        if self.in_row {
            self.text.push_str("</row>");
        }
        if self.text.len() >= PIECE {
            self.send()?;
        }
        let _ = write!(self.text, "<row r=\"{}\" ht=\"{height}\" customHeight=\"1\">", row + 1);
        (self.row, self.in_row) = (row, true);
        Ok(())
    }

    fn send(&mut self) -> io::Result<()> {
        let full = std::mem::replace(&mut self.text, String::with_capacity(PIECE + 4096));
        self.book.send(Piece::Bytes(full))
    }

    /// Writes a cell of the row begun, columns ascending.
    pub fn cell(&mut self, col: u16, value: Value<'_>, style: StyleId) {
        let Some(letters) = self.letters.get(usize::from(col)) else { return };
        let quote = u32::from(matches!(value, Value::Text(text) if needs_quote(text)));
        let text = &mut self.text;
        text.push_str("<c r=\"");
        text.push_str(letters);
        push_number(text, self.row + 1);
        text.push_str("\" s=\"");
        push_number(text, style.0 + quote);
        match value {
            Value::Blank | Value::Text("") => text.push_str("\"/>"),
            Value::Text(value) => {
                text.push_str("\" t=\"inlineStr\"><is><t");
                if value.starts_with(char::is_whitespace)
                    || value.ends_with(char::is_whitespace)
                    || value.contains('\n')
                {
                    text.push_str(" xml:space=\"preserve\"");
                }
                text.push('>');
                xml::escape(text, xml::fitting(value));
                text.push_str("</t></is></c>");
            }
            Value::Number(value) => {
                let _ = write!(text, "\"><v>{value}</v></c>");
            }
            Value::Formula(formula, value) => {
                text.push_str("\"><f>");
                xml::escape(text, formula);
                let _ = write!(text, "</f><v>{value}</v></c>");
            }
        }
    }

    /// Merges cells that were written, or will be: the first holds the value, the others only the format.
    pub fn merge(&mut self, first_row: u32, first_col: u16, last_row: u32, last_col: u16) {
        if (first_row, first_col) != (last_row, last_col) {
            self.merges.push((first_row, first_col, last_row, last_col));
        }
    }

    /// A new page begins with this row.
    pub fn break_before(&mut self, row: u32) {
        if row > 0 {
            self.breaks.push(row);
        }
    }

    /// Offers a list for the cells of a column; anything else may be written too.
    pub fn offer(&mut self, col: u16, first_row: u32, last_row: u32, choices: &[&str]) {
        let letters = column_letters(col);
        let mut list = String::new();
        xml::escape(&mut list, &format!("\"{}\"", choices.join(",")));
        let _ = write!(
            self.checks,
            "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"0\" sqref=\"{letters}{}:{letters}{}\">\
             <formula1>{list}</formula1></dataValidation>",
            first_row + 1,
            last_row + 1
        );
        self.checks_count += 1;
    }

    /// Numbers kept as text in a column are meant so: no green corners.
    pub fn text_on_purpose(&mut self, first_col: u16, last_col: u16, first_row: u32, last_row: u32) {
        let _ = write!(
            self.ignored,
            "<ignoredError sqref=\"{}{}:{}{}\" numberStoredAsText=\"1\"/>",
            column_letters(first_col),
            first_row + 1,
            column_letters(last_col),
            last_row + 1
        );
    }

    /// Ends the sheet; it prints up to this cell.
    ///
    /// # Errors
    /// As any write.
    pub fn finish(mut self, last_row: u32, last_col: u16) -> io::Result<()> {
        if self.in_row {
            self.text.push_str("</row>");
        }
        self.text.push_str("</sheetData>");
        if !self.merges.is_empty() {
            let _ = write!(self.text, "<mergeCells count=\"{}\">", self.merges.len());
            for (first_row, first_col, last_row, last_col) in std::mem::take(&mut self.merges) {
                let (first, last) = (column_letters(first_col), column_letters(last_col));
                let _ =
                    write!(self.text, "<mergeCell ref=\"{first}{}:{last}{}\"/>", first_row + 1, last_row + 1);
                if self.text.len() >= PIECE {
                    self.send()?;
                }
            }
            self.text.push_str("</mergeCells>");
        }
        if self.checks_count > 0 {
            let _ = write!(
                self.text,
                "<dataValidations count=\"{}\">{}</dataValidations>",
                self.checks_count, self.checks
            );
        }
        let way = if self.landscape { "landscape" } else { "portrait" };
        let _ = write!(
            self.text,
            "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" \
             header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"{way}\" fitToWidth=\"1\" \
             fitToHeight=\"0\"/><headerFooter><oddFooter>"
        );
        xml::escape(&mut self.tail, &self.footer);
        self.text.push_str(&self.tail);
        self.text.push_str("</oddFooter></headerFooter>");
        if !self.breaks.is_empty() {
            let _ =
                write!(self.text, "<rowBreaks count=\"{0}\" manualBreakCount=\"{0}\">", self.breaks.len());
            for row in &self.breaks {
                let _ = write!(self.text, "<brk id=\"{row}\" max=\"16383\" man=\"1\"/>");
            }
            self.text.push_str("</rowBreaks>");
        }
        if !self.ignored.is_empty() {
            let _ = write!(self.text, "<ignoredErrors>{}</ignoredErrors>", self.ignored);
        }
        self.text.push_str("</worksheet>");
        self.send()?;
        if let Some(entry) = self.book.entries.get_mut(self.entry) {
            entry.area = (last_row, last_col);
        }
        Ok(())
    }
}

/// A text that would turn into a formula when somebody edits its cell gets the quote prefix.
fn needs_quote(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠'])
}

fn push_number(text: &mut String, mut number: u32) {
    let mut digits = [0u8; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
        }
        number /= 10;
        if number == 0 {
            break;
        }
    }
    text.extend(digits.iter().skip(at).map(|digit| char::from(*digit)));
}
