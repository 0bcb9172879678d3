//! What the child says to the parent: a greeting, then frames of one kind byte, a length and so many bytes.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::pack::{Output, SheetHead, SheetTail};
use super::spool::Block;
use super::{Format, ReadError};

/// Begins every answer; the last byte is the version.
const GREETING: &[u8; 16] = b"\0louce-read-v\0\0\x01";
/// What may stand before the greeting (a launcher's chatter).
const CHATTER: usize = 4096;
/// No frame is longer.
const FRAME: usize = 300 << 20;

const FORMAT: u8 = 1;
const SHEET: u8 = 2;
const BLOCK: u8 = 3;
const END_SHEET: u8 = 4;
const FAILED: u8 = 5;
const DONE: u8 = 6;

/// One message of the child.
#[derive(Debug)]
pub enum Frame {
    Format(Format),
    Sheet(SheetHead),
    Block(Block),
    EndSheet(SheetTail),
    Failed(ReadError),
    Done,
}

/// Writes frames.
pub struct FrameWriter<W: Write> {
    out: W,
}

impl<W: Write> FrameWriter<W> {
    pub fn new(mut out: W) -> io::Result<FrameWriter<W>> {
        out.write_all(GREETING)?;
        Ok(FrameWriter { out })
    }

    fn send(&mut self, kind: u8, parts: &[&[u8]]) -> Result<(), ReadError> {
        let len: usize = parts.iter().map(|p| p.len()).sum();
        let mut head = [kind, 0, 0, 0, 0];
        head[1..].copy_from_slice(&u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes());
        // The parent is gone, or has had enough of us.
        self.out.write_all(&head).map_err(|_| ReadError::Cancelled)?;
        parts.iter().try_for_each(|p| self.out.write_all(p)).map_err(|_| ReadError::Cancelled)
    }

    fn send_value(&mut self, kind: u8, value: &impl Serialize) -> Result<(), ReadError> {
        let bytes = postcard::to_stdvec(value).map_err(|_| ReadError::Crashed)?;
        self.send(kind, &[&bytes])
    }

    /// The last word.
    pub fn finish(&mut self, result: &Result<(), ReadError>) -> Result<(), ReadError> {
        match result {
            Ok(()) => self.send(DONE, &[]),
            Err(error) => self.send_value(FAILED, error),
        }?;
        self.out.flush().map_err(|_| ReadError::Cancelled)
    }
}

impl<W: Write> Output for FrameWriter<W> {
    fn format(&mut self, format: Format) -> Result<(), ReadError> {
        self.send_value(FORMAT, &format)
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError> {
        self.send_value(SHEET, &head)
    }

    fn block(&mut self, block: Block) -> Result<(), ReadError> {
        let mut head = [0; 16];
        for (to, n) in head.chunks_exact_mut(4).zip([block.rows, block.first, block.last, block.raw]) {
            to.copy_from_slice(&n.to_le_bytes());
        }
        self.send(BLOCK, &[&head, &block.packed])
    }

    fn end_sheet(&mut self, tail: SheetTail) -> Result<(), ReadError> {
        self.send_value(END_SHEET, &tail)
    }
}

/// Reads frames. Whatever is wrong with them is `None`.
pub struct FrameReader<R: Read> {
    from: R,
}

impl<R: Read> FrameReader<R> {
    /// Waits for the greeting.
    pub fn new(mut from: R) -> Option<FrameReader<R>> {
        let mut seen = Vec::new();
        let mut byte = [0];
        while seen.len() < CHATTER {
            from.read_exact(&mut byte).ok()?;
            seen.push(byte[0]);
            if seen.ends_with(GREETING) {
                return Some(FrameReader { from });
            }
        }
        None
    }

    pub fn next(&mut self) -> Option<Frame> {
        let mut head = [0; 5];
        self.from.read_exact(&mut head).ok()?;
        let [kind, len @ ..] = head;
        let len = u32::from_le_bytes(len) as usize;
        if len > FRAME {
            return None;
        }
        if kind == BLOCK {
            return self.block(len);
        }
        let bytes = self.bytes(len)?;
        match kind {
            FORMAT => value(&bytes).map(Frame::Format),
            SHEET => value(&bytes).map(Frame::Sheet),
            END_SHEET => value(&bytes).map(Frame::EndSheet),
            FAILED => value(&bytes).map(Frame::Failed),
            DONE => Some(Frame::Done),
            _ => None,
        }
    }

    fn block(&mut self, len: usize) -> Option<Frame> {
        let mut head = [0; 16];
        self.from.read_exact(&mut head).ok()?;
        let mut words = head.chunks_exact(4).map(|w| w.try_into().map_or(0, u32::from_le_bytes));
        let (rows, first, last, raw) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let packed = self.bytes(len.checked_sub(16)?)?.into_boxed_slice();
        Some(Frame::Block(Block { rows, first, last, raw, packed }))
    }

    fn bytes(&mut self, len: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(len.min(1 << 20));
        self.from.by_ref().take(len as u64).read_to_end(&mut bytes).ok()?;
        (bytes.len() == len).then_some(bytes)
    }
}

fn value<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
