//! BIFF records and the globals of an `.xls` stream: sheets, texts, formats. See [`super::xls`].

use encoding_rs::{Encoding, GB18030};

use super::ReadError;
use super::codec::CellRef;
use super::ole::{u16_at, u32_at};
use super::pack::Packer;
use super::xls::code_page;

/// One record.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

/// Walks records; a record that does not fit ends it.
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8], at: usize) -> Records<'a> {
        Records { stream, at }
    }

    pub fn next(&mut self) -> Option<Record<'a>> {
        let (kind, len) = (u16_at(self.stream, self.at)?, u16_at(self.stream, self.at + 2)?);
        let begin = self.at + 4;
        let end = begin.checked_add(usize::from(len))?;
        let data = self.stream.get(begin..end)?;
        self.at = end;
        Some(Record { kind, data })
    }

    /// The bodies of this record and of the CONTINUE records behind it.
    fn with_continued(&mut self, first: Record<'a>) -> Vec<&'a [u8]> {
        let mut bodies = vec![first.data];
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            match self.next() {
                Some(record) => bodies.push(record.data),
                None => break,
            }
        }
        bodies
    }
}

const CONTINUE: u16 = 0x003C;

/// BOF of BIFF5 or BIFF8 at the very beginning.
pub fn is_bof(head: &[u8]) -> bool {
    head.starts_with(&[0x09, 0x08])
        && matches!(u16_at(head, 2), Some(8 | 16))
        && matches!(u16_at(head, 4), Some(0x0500 | 0x0600))
}

/// A sheet as the globals list it.
pub struct BookSheet {
    pub name: String,
    pub hidden: bool,
    pub is_table: bool,
    pub at: usize,
}

/// What the cells refer to.
pub struct Book {
    pub sheets: Vec<BookSheet>,
    /// The stream is one sheet without globals.
    pub single: bool,
    pub uses_1904: bool,
    pub strings: Vec<String>,
    is_8: bool,
    encoding: &'static Encoding,
    /// Whether each cell format shows a date.
    dates: Vec<bool>,
}

/// Reads the records before the first sheet.
pub fn read_globals(stream: &[u8], to: &Packer<'_>) -> Result<Book, ReadError> {
    let mut book = Book {
        sheets: Vec::new(),
        single: false,
        uses_1904: false,
        strings: Vec::new(),
        is_8: true,
        encoding: GB18030,
        dates: Vec::new(),
    };
    let (mut formats, mut cell_formats) = (std::collections::HashMap::new(), Vec::new());
    let mut records = Records::new(stream, 0);
    let first = records.next().filter(|r| r.kind == 0x0809).ok_or(ReadError::Damaged)?;
    book.is_8 = u16_at(first.data, 0) != Some(0x0500);
    book.single = u16_at(first.data, 2) == Some(0x0010);
    // Without globals the formats still stand before the cells; the same walk finds them.
    while let Some(record) = records.next() {
        let data = record.data;
        match record.kind {
            // FILEPASS
            0x002F => return Err(ReadError::PasswordProtected),
            0x0042 => book.encoding = code_page(u16_at(data, 0).unwrap_or(936)),
            0x0022 => book.uses_1904 = u16_at(data, 0) == Some(1),
            // FORMAT
            0x041E => {
                if let (Some(id), Some(text)) = (u16_at(data, 0), book.format_text(data)) {
                    formats.insert(id, is_date_format(&text));
                }
            }
            // XF
            0x00E0 => cell_formats.push(u16_at(data, 2).unwrap_or(0)),
            // BOUNDSHEET
            0x0085 => {
                if book.sheets.len() > to.limits.sheets {
                    return Err(ReadError::TooBig { what: super::Excess::Sheets });
                }
                book.sheets.extend(book.bound_sheet(data));
            }
            // SST
            0x00FC => book.strings = shared_strings(&records.with_continued(record)),
            // EOF
            0x000A => break,
            _ => {}
        }
    }
    book.dates = cell_formats
        .iter()
        .map(|id| formats.get(id).copied().unwrap_or(matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)))
        .collect();
    Ok(book)
}

impl Book {
    /// A number, or a date where the cell's format shows one.
    pub fn number(&self, n: f64, format: u16) -> CellRef<'static> {
        if self.dates.get(usize::from(format)).copied().unwrap_or(false) {
            CellRef::Date(n)
        } else {
            CellRef::Number(n)
        }
    }

    /// A text with a 16-bit length at `at`.
    pub fn string(&self, data: &[u8], at: usize) -> Option<String> {
        let len = usize::from(u16_at(data, at)?);
        if self.is_8 { unicode(data, at + 2, len) } else { self.narrow(data, at + 2, len) }
    }

    /// BIFF5 formats have an 8-bit length.
    fn format_text(&self, data: &[u8]) -> Option<String> {
        if self.is_8 { self.string(data, 2) } else { self.narrow(data, 3, usize::from(*data.get(2)?)) }
    }

    fn bound_sheet(&self, data: &[u8]) -> Option<BookSheet> {
        let len = usize::from(*data.get(6)?);
        let name = if self.is_8 { unicode(data, 7, len)? } else { self.narrow(data, 7, len)? };
        Some(BookSheet {
            name: name.replace('\0', ""),
            hidden: data.get(4)? & 3 != 0,
            is_table: *data.get(5)? == 0,
            at: u32_at(data, 0)? as usize,
        })
    }

    fn narrow(&self, data: &[u8], at: usize, len: usize) -> Option<String> {
        let bytes = data.get(at..at.checked_add(len)?.min(data.len()))?;
        Some(self.encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// A flag byte, then `len` characters of one or two bytes.
fn unicode(data: &[u8], at: usize, len: usize) -> Option<String> {
    if len == 0 {
        return Some(String::new());
    }
    let wide = data.get(at)? & 1 != 0;
    let mut text = Vec::new();
    push_units(&mut text, data.get(at + 1..)?, len, wide);
    Some(String::from_utf16_lossy(&text))
}

/// Takes up to `len` characters; how many bytes they were.
fn push_units(text: &mut Vec<u16>, data: &[u8], len: usize, wide: bool) -> usize {
    let before = text.len();
    if wide {
        text.extend(data.chunks_exact(2).take(len).map(|u| u16_at(u, 0).unwrap_or(0)));
        (text.len() - before) * 2
    } else {
        text.extend(data.iter().take(len).map(|b| u16::from(*b)));
        text.len() - before
    }
}

/// Bytes that lie across CONTINUE records.
struct Continued<'a> {
    bodies: &'a [&'a [u8]],
    body: usize,
    at: usize,
}

impl<'a> Continued<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bodies.get(self.body).and_then(|b| b.get(self.at..)).unwrap_or_default()
    }

    /// Steps into the next body if this one is used up.
    fn step(&mut self) -> bool {
        let used_up = self.rest().is_empty();
        if used_up {
            (self.body, self.at) = (self.body + 1, 0);
        }
        used_up
    }

    fn byte(&mut self) -> Option<u8> {
        self.step();
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut n = 0;
        for i in 0..bytes {
            n |= u32::from(self.byte()?) << (8 * i);
        }
        Some(n)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.step();
            let n = self.rest().len().min(bytes);
            if n == 0 {
                return None;
            }
            self.at += n;
            bytes -= n;
        }
        Some(())
    }

    /// MS-XLS 2.5.293; where a text goes on in the next record, a new flag byte stands there.
    fn string(&mut self) -> Option<String> {
        let mut left = self.number(2)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let (mut wide, mut text) = (flags & 1 != 0, Vec::new());
        while left > 0 {
            if self.rest().len() < if wide { 2 } else { 1 } {
                self.at = usize::MAX;
                self.step();
                wide = self.byte()? & 1 != 0;
            }
            let before = text.len();
            self.at += push_units(&mut text, self.rest(), left, wide);
            let taken = text.len() - before;
            if taken == 0 {
                return None;
            }
            left -= taken;
        }
        self.skip(runs.checked_mul(4)?.checked_add(extra)?)?;
        Some(String::from_utf16_lossy(&text))
    }
}

fn shared_strings(bodies: &[&[u8]]) -> Vec<String> {
    let mut data = Continued { bodies, body: 0, at: 8 };
    let mut strings = Vec::new();
    while let Some(text) = data.string() {
        strings.push(text);
    }
    strings
}

/// Whether a number format shows a date or time: a letter of days or hours outside quotes, escapes and colours.
pub fn is_date_format(format: &str) -> bool {
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let _ = chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                let _ = chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let unit = inside.chars().next().unwrap_or_default().to_ascii_lowercase();
                if "hms".contains(unit) && inside.chars().all(|c| c.eq_ignore_ascii_case(&unit)) {
                    return true;
                }
            }
            ';' => return false,
            // General
            'G' | 'g' if chars.peek().is_some_and(|n| n.eq_ignore_ascii_case(&'e')) => return false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}
