//! Looks at a part's bytes while they pass, before any parser believes them.

use std::sync::{Arc, Mutex, PoisonError};

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use super::Limits;
use super::error::{Excess, ReadError};

/// What follows a sheet's rows is kept up to this size.
const TAIL: usize = 96 << 20;
/// A found word is looked at together with so many bytes after it.
const AFTER: usize = 256;
/// and so many before it.
const BEFORE: usize = 32;
/// The shortest entry of a text table is `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// The state of watching one part.
pub struct Watch {
    is_xml: bool,
    /// Of a binary part.
    records: Option<Records>,
    is_strings: bool,
    is_sheet: bool,
    size: u64,
    longest: usize,
    /// Bytes since the last `<`.
    gap: usize,
    /// What passed last, for words that lie across; those that begin in its first `before` bytes are done.
    window: Vec<u8>,
    before: usize,
    in_tail: bool,
    tail: Arc<Mutex<Vec<u8>>>,
    word: Finder<'static>,
}

impl Watch {
    pub fn new(name: &str, size: u64, limits: &Limits) -> Watch {
        let name = name.to_ascii_lowercase();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let is_strings = is_xml && name.contains("sharedstrings");
        Watch {
            is_xml,
            records: name.ends_with(".bin").then(Records::default),
            is_strings,
            is_sheet: is_xml && name.contains("sheet") && !name.contains("_rels"),
            size,
            longest: limits.text.saturating_mul(2),
            gap: 0,
            window: Vec::new(),
            before: 0,
            in_tail: false,
            tail: Arc::default(),
            word: Finder::new(if is_strings { "uniqueCount" } else { "sheetData" }),
        }
    }

    /// Where what follows the rows will be.
    pub fn tail(&self) -> Arc<Mutex<Vec<u8>>> {
        Arc::clone(&self.tail)
    }

    /// Sees the next bytes; none at the end.
    pub fn see(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if let Some(records) = &mut self.records {
            records.see(bytes);
            let (longest, merges) = (records.longest, std::mem::take(&mut records.merges));
            self.longest_is(longest as usize)?;
            return self.keep(&merges);
        }
        if !self.is_xml {
            return Ok(());
        }
        match (memchr(b'<', bytes), memrchr(b'<', bytes)) {
            (Some(first), Some(last)) => {
                self.longest_is(self.gap.saturating_add(first))?;
                self.gap = bytes.len() - last;
            }
            _ => self.gap = self.gap.saturating_add(bytes.len()),
        }
        self.longest_is(self.gap)?;
        if self.is_strings {
            self.words(bytes, Watch::possible_count)
        } else if self.in_tail {
            self.keep(bytes)
        } else if self.is_sheet {
            self.words(bytes, Watch::end_of_rows)
        } else {
            Ok(())
        }
    }

    fn longest_is(&self, gap: usize) -> Result<(), ReadError> {
        if gap > self.longest { Err(ReadError::TooBig { what: Excess::Text }) } else { Ok(()) }
    }

    /// Calls `found` with each place of the word, with enough bytes around it also where two steps meet.
    fn words(
        &mut self,
        bytes: &[u8],
        found: fn(&mut Watch, &[u8], usize) -> Result<bool, ReadError>,
    ) -> Result<(), ReadError> {
        let mut window = std::mem::take(&mut self.window);
        window.extend_from_slice(bytes);
        let end = if bytes.is_empty() { window.len() } else { window.len().saturating_sub(AFTER) };
        let word = self.word.clone();
        let begin = self.before;
        let mut done = false;
        for at in word.find_iter(&window).skip_while(|at| *at < begin).take_while(|at| *at < end) {
            done = found(self, &window, at)?;
            if done {
                break;
            }
        }
        if !done && !bytes.is_empty() {
            let from = end.saturating_sub(BEFORE);
            self.before = end - from;
            window.drain(..from);
            self.window = window;
        }
        Ok(())
    }

    /// `uniqueCount="n"` must be a number of entries that this part can hold.
    fn possible_count(&mut self, bytes: &[u8], at: usize) -> Result<bool, ReadError> {
        let after = bytes.get(at + "uniqueCount".len()..).unwrap_or_default();
        let after = after.get(..AFTER.min(after.len())).unwrap_or_default();
        let mut rest = after.iter().copied().skip_while(u8::is_ascii_whitespace);
        if rest.next() != Some(b'=') {
            return Ok(false);
        }
        let mut rest = rest.skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'+'));
        let mut count = 0u64;
        for digit in rest.by_ref().take_while(u8::is_ascii_digit) {
            count = count.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        }
        if count > self.size / SHORTEST_STRING + 1 {
            return Err(ReadError::TooBig { what: Excess::Strings });
        }
        Ok(false)
    }

    /// `</sheetData>` or `<sheetData/>`: from here on everything is kept.
    fn end_of_rows(&mut self, bytes: &[u8], at: usize) -> Result<bool, ReadError> {
        let before = bytes.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
        let tag = memrchr(b'<', before).map(|lt| before.get(lt + 1..).unwrap_or_default());
        let after = bytes.get(at + "sheetData".len()..).unwrap_or_default();
        let closes = tag.is_some_and(|tag| tag.starts_with(b"/")) || after.starts_with(b"/>");
        if closes {
            self.in_tail = true;
            let from = memchr(b'>', after).map_or(after.len(), |gt| gt + 1);
            self.keep(after.get(from..).unwrap_or_default())?;
        }
        Ok(closes)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        // A longer tail than this holds no merges a person made.
        if tail.len() + bytes.len() <= TAIL {
            tail.extend_from_slice(bytes);
        }
        Ok(())
    }
}

/// Follows the records of a binary part (MS-XLSB 2.1.4), keeps the bodies of the merged areas and how long a record claims
/// to be: calamine makes room for all of it at once.
#[derive(Default)]
struct Records {
    merges: Vec<u8>,
    longest: u32,
    kind: u32,
    len: u32,
    /// Bytes of the head read: kind in at most two, length in at most four.
    state: State,
    left: u32,
    body: Vec<u8>,
}

#[derive(Default, Clone, Copy)]
enum State {
    #[default]
    Kind,
    SecondKind,
    Len(u32),
    Body,
}

/// BrtMergeCell: first row, last row, first column, last column.
const MERGE_CELL: u32 = 0x00B0;
const MERGE_CELL_LEN: u32 = 16;

impl Records {
    fn see(&mut self, mut bytes: &[u8]) {
        while let Some((byte, rest)) = bytes.split_first() {
            let byte = u32::from(*byte);
            match self.state {
                State::Kind => {
                    (self.kind, self.len) = (byte, 0);
                    self.state = if byte >= 0x80 { State::SecondKind } else { State::Len(0) };
                    bytes = rest;
                }
                State::SecondKind => {
                    self.kind = (self.kind & 0x7f) | (byte & 0x7f) << 7;
                    self.state = State::Len(0);
                    bytes = rest;
                }
                State::Len(n) => {
                    self.len |= (byte & 0x7f) << (7 * n);
                    bytes = rest;
                    self.state = if byte >= 0x80 && n < 3 { State::Len(n + 1) } else { State::Body };
                    self.left = self.len;
                    if matches!(self.state, State::Body) {
                        self.longest = self.longest.max(self.len);
                    }
                }
                State::Body => {
                    let n = bytes.len().min(self.left as usize);
                    let (body, rest) = bytes.split_at(n);
                    if self.kind == MERGE_CELL && self.len == MERGE_CELL_LEN {
                        self.body.extend_from_slice(body);
                    }
                    self.left -= n as u32;
                    bytes = rest;
                }
            }
            if matches!(self.state, State::Body) && self.left == 0 {
                self.merges.append(&mut self.body);
                self.state = State::Kind;
            }
        }
    }
}
