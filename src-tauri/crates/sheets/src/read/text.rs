//! Text tables: comma, tab or semicolon separated, in UTF-8, GB18030 or UTF-16. Every cell is text.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};

use csv::ByteRecord;
use encoding_rs::{Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::codec::CellRef;
use super::open::io_error;
use super::pack::Packer;
use super::{Format, Note, ReadError};

/// Bytes read at a time.
const STEP: usize = 64 << 10;
/// Lines looked at for the delimiter.
const SAMPLE_LINES: usize = 50;

/// What text turned out to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Html,
    XmlSpreadsheet,
    /// A table in this encoding, or in one still to be found out.
    Table(Option<&'static Encoding>),
    Unknown,
}

/// Judges the head of a file that is no zip and no OLE compound.
pub fn looks_like(head: &[u8]) -> Kind {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let (text, _, bad) = marked.unwrap_or(UTF_8).decode(head);
    let lower = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("<?xml") || lower.starts_with('<') {
        if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") && lower.contains("<workbook") {
            return Kind::XmlSpreadsheet;
        }
        if ["<html", "<table", "<!doctype html", "<meta", "<body"].iter().any(|tag| lower.contains(tag)) {
            return Kind::Html;
        }
    }
    if marked.is_some() {
        return Kind::Table(marked);
    }
    let strange =
        head.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x0c | 0x1a)).count();
    if head.contains(&0) || strange > head.len() / 500 {
        return Kind::Unknown;
    }
    if bad {
        // Not UTF-8: Chinese text in GB18030 decodes almost wholly; anything else does not.
        let (text, _, _) = GB18030.decode(head);
        let odd = text.chars().filter(|c| *c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(c)).count();
        if odd > text.chars().count() / if odd > 2 { 100 } else { 10 } {
            return Kind::Unknown;
        }
    }
    Kind::Table(None)
}

/// The encoding of a file without a mark: UTF-8 if all of it is, else GB18030.
pub fn detect(file: &mut File) -> io::Result<&'static Encoding> {
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut reader = BufReader::with_capacity(STEP, &mut *file);
    let mut scratch = vec![0u8; STEP * 3 + 16];
    let mut encoding = UTF_8;
    loop {
        let bytes = reader.fill_buf()?;
        let (last, n) = (bytes.is_empty(), bytes.len());
        let (result, ..) = decoder.decode_to_utf8_without_replacement(bytes, &mut scratch, last);
        if matches!(result, encoding_rs::DecoderResult::Malformed(..)) {
            encoding = GB18030;
            break;
        }
        if last {
            break;
        }
        reader.consume(n);
    }
    drop(reader);
    file.rewind()?;
    Ok(encoding)
}

/// The whole file as UTF-8.
pub struct Transcoder<R> {
    from: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    at: usize,
    ended: bool,
    /// Some bytes were no text.
    pub damaged: bool,
}

impl<R: Read> Transcoder<R> {
    pub fn new(from: R, encoding: &'static Encoding) -> Transcoder<R> {
        let decoder = encoding.new_decoder_with_bom_removal();
        let (input, output) = (vec![0; STEP], Vec::new());
        Transcoder { from, decoder, input, output, at: 0, ended: false, damaged: false }
    }
}

impl<R: Read> BufRead for Transcoder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.output.len() && !self.ended {
            let n = self.from.read(&mut self.input)?;
            self.ended = n == 0;
            let bytes = self.input.get(..n).unwrap_or_default();
            // Whatever `n` bytes become fits: at most three for one, and what the decoder held back.
            self.output.resize(n * 3 + 64, 0);
            let (_, _, written, bad) = self.decoder.decode_to_utf8(bytes, &mut self.output, self.ended);
            self.output.truncate(written);
            self.damaged |= bad;
            self.at = 0;
        }
        Ok(self.output.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.at = self.at.saturating_add(n).min(self.output.len());
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

/// Reads a text table as one sheet.
pub fn read(
    mut file: File,
    encoding: Option<&'static Encoding>,
    name: &str,
    to: &mut Packer<'_>,
) -> Result<(), ReadError> {
    let encoding = match encoding {
        Some(encoding) => encoding,
        None => detect(&mut file).map_err(io_error)?,
    };
    debug_assert!([UTF_8, GB18030, UTF_16LE, UTF_16BE].contains(&encoding));
    let mut sample = vec![0; STEP];
    let mut filled = 0;
    let mut sampler = Transcoder::new(&mut file, encoding);
    while let Some(room) = sample.get_mut(filled..).filter(|room| !room.is_empty()) {
        match sampler.read(room).map_err(io_error)? {
            0 => break,
            n => filled += n,
        }
    }
    sample.truncate(filled);
    file.rewind().map_err(io_error)?;
    let delimiter = sniff_delimiter(&sample);
    to.format(if delimiter == b'\t' { Format::Tsv } else { Format::Csv })?;
    to.begin_sheet(name, false, false)?;
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(STEP)
        .from_reader(Transcoder::new(file, encoding));
    let mut record = ByteRecord::new();
    let mut row = 0u32;
    while read_record(&mut table, &mut record)? {
        for (col, field) in record.iter().enumerate() {
            let text = String::from_utf8_lossy(field);
            // Sites write ="0123" so that Excel keeps the zeros.
            let text = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')).unwrap_or(&text);
            to.cell(row, u32::try_from(col).unwrap_or(u32::MAX), CellRef::Text(text))?;
        }
        row = row.saturating_add(1);
        if row.is_multiple_of(1 << 16) {
            to.tick()?;
        }
        if row >= to.limits.rows {
            return Err(ReadError::TooBig { what: super::Excess::Rows });
        }
    }
    if table.get_ref().damaged {
        to.note(Note::Undecodable);
    }
    to.end_sheet()
}

fn read_record<R: Read>(table: &mut csv::Reader<R>, record: &mut ByteRecord) -> Result<bool, ReadError> {
    table.read_byte_record(record).map_err(|e| match e.into_kind() {
        csv::ErrorKind::Io(e) => io_error(e),
        _ => ReadError::Damaged,
    })
}

/// The delimiter that splits most lines of the sample, and these most evenly.
fn sniff_delimiter(sample: &[u8]) -> u8 {
    let mut best = (b',', 0usize);
    for delimiter in *b",\t;" {
        let mut table = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(sample);
        let mut widths = Vec::new();
        let mut record = ByteRecord::new();
        while widths.len() < SAMPLE_LINES && matches!(table.read_byte_record(&mut record), Ok(true)) {
            widths.push(record.len());
        }
        let split = widths.iter().filter(|w| **w > 1).count();
        let most =
            widths.iter().map(|w| widths.iter().filter(|v| *v == w && *w > 1).count()).max().unwrap_or(0);
        let score = most * 2 + split;
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}
