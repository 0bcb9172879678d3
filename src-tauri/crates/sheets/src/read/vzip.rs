//! A zip that is not there: calamine wants to read a zip, we want to unpack it ourselves.
//!
//! Shows the parts as an archive of stored entries; only when an entry is read are its bytes unpacked, beside and
//! watched (see [`super::parts`]).

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::ReadError;
use super::parts::{PartReader, Parts};

/// Between the last entry and the directory, so that the search for the directory's end meets no entry.
const MARGIN: u64 = 128 << 10;
/// Entries' names are UTF-8.
const UTF8_NAMES: u16 = 0x0800;
/// 1980-01-01, the first day a zip knows.
const FIRST_DATE: u16 = 0x0021;

enum Piece {
    Bytes(Vec<u8>),
    Part(usize),
    Zeros,
}

struct Inner {
    parts: Parts,
    /// Where each piece begins; ascending, none empty.
    pieces: Vec<(u64, Piece)>,
    len: u64,
    /// The part being read, and how much of it was.
    active: Option<(usize, u64, PartReader)>,
}

/// See the module. Clones look at the same thing, each from its own place.
#[derive(Clone)]
pub struct VirtualZip {
    inner: Rc<RefCell<Inner>>,
    at: u64,
}

impl VirtualZip {
    pub fn new(parts: Parts) -> VirtualZip {
        let (mut pieces, mut directory, mut at) = (Vec::new(), Vec::new(), 0u64);
        let mut count = 0u16;
        for (index, part) in parts.list.iter().enumerate() {
            let Ok(size) = u32::try_from(part.size) else { continue };
            let name = part.name.as_bytes();
            let (Ok(name_len), Ok(offset)) = (u16::try_from(name.len()), u32::try_from(at)) else { continue };
            let mut common = Vec::with_capacity(26 + name.len());
            for field in [20, UTF8_NAMES, 0, 0, FIRST_DATE] {
                common.extend_from_slice(&u16::to_le_bytes(field));
            }
            for field in [part.crc, size, size] {
                common.extend_from_slice(&field.to_le_bytes());
            }
            common.extend_from_slice(&name_len.to_le_bytes());
            common.extend_from_slice(&0u16.to_le_bytes());
            let mut local = b"PK\x03\x04".to_vec();
            local.extend_from_slice(&common);
            local.extend_from_slice(name);
            directory.extend_from_slice(b"PK\x01\x02\x14\0");
            directory.extend_from_slice(&common);
            // No comment, disk 0, no attributes.
            directory.extend_from_slice(&[0; 10]);
            directory.extend_from_slice(&offset.to_le_bytes());
            directory.extend_from_slice(name);
            let begin = at;
            at += local.len() as u64;
            pieces.push((begin, Piece::Bytes(local)));
            if size > 0 {
                pieces.push((at, Piece::Part(index)));
                at += u64::from(size);
            }
            count = count.saturating_add(1);
        }
        pieces.push((at, Piece::Zeros));
        at += MARGIN;
        let mut end = directory;
        let directory_len = u32::try_from(end.len()).unwrap_or(u32::MAX);
        end.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        end.extend_from_slice(&count.to_le_bytes());
        end.extend_from_slice(&count.to_le_bytes());
        end.extend_from_slice(&directory_len.to_le_bytes());
        end.extend_from_slice(&u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes());
        end.extend_from_slice(&[0; 2]);
        let len = at + end.len() as u64;
        pieces.push((at, Piece::Bytes(end)));
        VirtualZip { inner: Rc::new(RefCell::new(Inner { parts, pieces, len, active: None })), at: 0 }
    }

    /// Lets the part that was read last pass to its end and gives what [`PartReader::finish`] gives.
    pub fn finish_part(&self) -> io::Result<Vec<u8>> {
        match self.inner.borrow_mut().active.take() {
            Some((_, _, reader)) => reader.finish(),
            None => Ok(Vec::new()),
        }
    }

    /// The part that is being read.
    pub fn part(&self) -> Option<usize> {
        self.inner.borrow().active.as_ref().map(|(part, _, _)| *part)
    }

    /// The bytes of a part once more, from its beginning.
    pub fn stream(&self, part: usize) -> io::Result<PartReader> {
        self.inner.borrow().parts.stream(part)
    }

    /// The reason why unpacking stopped, else `otherwise`.
    pub fn failure_or(&self, otherwise: ReadError) -> ReadError {
        self.inner.borrow().parts.failure().unwrap_or(otherwise)
    }
}

impl Inner {
    fn read_at(&mut self, at: u64, buf: &mut [u8]) -> io::Result<usize> {
        let next = self.pieces.partition_point(|(begin, _)| *begin <= at);
        let end = self.pieces.get(next).map_or(self.len, |(begin, _)| *begin);
        let Some((begin, piece)) = next.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return Ok(0) };
        let room = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX).min(buf.len());
        let buf = buf.get_mut(..room).unwrap_or_default();
        let offset = at - begin;
        match piece {
            Piece::Bytes(bytes) => bytes.get(offset as usize..).unwrap_or_default().read(buf),
            Piece::Zeros => {
                buf.fill(0);
                Ok(buf.len())
            }
            Piece::Part(index) => {
                let index = *index;
                let read = match &self.active {
                    Some((part, read, _)) if *part == index && *read <= offset => *read,
                    _ => {
                        self.active = None;
                        self.active = Some((index, 0, self.parts.stream(index)?));
                        0
                    }
                };
                let Some((_, done, reader)) = &mut self.active else { return Ok(0) };
                io::copy(&mut reader.by_ref().take(offset - read), &mut io::sink())?;
                let n = reader.read(buf)?;
                *done = offset + n as u64;
                Ok(n)
            }
        }
    }
}

impl Read for VirtualZip {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.borrow_mut().read_at(self.at, buf)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for VirtualZip {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.inner.borrow().len.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
