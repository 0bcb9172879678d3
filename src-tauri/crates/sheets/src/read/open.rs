//! What a file is, by its content, and which reader it goes to. Extensions are not believed.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::error::{Excess, ReadError};
use super::pack::{Output, Packer};
use super::parts::Parts;
use super::{Limits, html, ods, text, xls, xlsx, xml_spreadsheet};

/// So much of a file tells what it is.
const HEAD: usize = 64 << 10;
const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Reads `path` into `out`; a panic of whichever parser becomes [`ReadError::Damaged`].
pub fn read_guarded(path: &Path, limits: &Limits, out: &mut dyn Output) -> Result<(), ReadError> {
    catch_unwind(AssertUnwindSafe(|| read(path, limits, out))).unwrap_or(Err(ReadError::Damaged))
}

fn read(path: &Path, limits: &Limits, out: &mut dyn Output) -> Result<(), ReadError> {
    let mut file = open(path)?;
    let size = file.metadata().map_err(io_error)?.len();
    if size > limits.bytes {
        return Err(ReadError::TooBig { what: Excess::Bytes });
    }
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(io_error)?;
    file.rewind().map_err(io_error)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut to = Packer::new(out, limits, size);
    if head.iter().all(u8::is_ascii_whitespace) && size <= HEAD as u64 {
        return Err(ReadError::Empty);
    } else if head.starts_with(ZIP) || head.starts_with(EMPTY_ZIP) {
        read_zip(file, limits, &mut to)
    } else if head.starts_with(OLE) {
        xls::read(file, size, &mut to)
    } else if xls::is_bare(&head) {
        xls::read_bare(file, &mut to)
    } else {
        match text::looks_like(&head) {
            text::Kind::Html => html::read(file, size, &name, &mut to),
            text::Kind::XmlSpreadsheet => xml_spreadsheet::read(file, &mut to),
            text::Kind::Table(encoding) => text::read(file, encoding, &name, &mut to),
            text::Kind::Unknown => Err(ReadError::UnknownFormat),
        }
    }?;
    if to.rows() == 0 { Err(ReadError::Empty) } else { Ok(()) }
}

fn read_zip(file: File, limits: &Limits, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let parts = Parts::open(file, limits)?;
    if parts.any_ends_with("workbook.xml") {
        xlsx::read_xlsx(parts, to)
    } else if parts.any_ends_with("workbook.bin") {
        xlsx::read_xlsb(parts, to)
    } else if parts.find("content.xml").is_some() {
        ods::read(&parts, to)
    } else {
        Err(ReadError::UnknownFormat)
    }
}

fn open(path: &Path) -> Result<File, ReadError> {
    // Asked before opening: to open a pipe is to wait for its writer.
    if !std::fs::metadata(path).map_err(io_error)?.is_file() {
        return Err(ReadError::Unreadable("不是文件".to_owned()));
    }
    File::open(path).map_err(io_error)
}

/// The size of the file, if it can be opened at all.
pub fn probe(path: &Path) -> Result<u64, ReadError> {
    Ok(open(path)?.metadata().map_err(io_error)?.len())
}

/// Only the kind of the system's complaint: its text may name the path.
pub fn io_error(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        io::ErrorKind::PermissionDenied => ReadError::Unreadable("没有权限".to_owned()),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => ReadError::Damaged,
        kind => ReadError::Unreadable(kind.to_string()),
    }
}
