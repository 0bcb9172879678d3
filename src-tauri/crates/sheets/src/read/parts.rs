//! The parts of a zipped workbook, unpacked once, counted, and beside the thread that parses them.
//!
//! A thread of its own inflates; readers get the bytes of a part as a stream. What passes is watched: the whole
//! may not exceed the limits, no tag or text may go on for ever, and a count that a parser would believe
//! (`uniqueCount`) must be possible. What follows a sheet's rows is kept, so that merges need no second reading.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use zip::{CompressionMethod, ZipArchive};

use super::Limits;
use super::error::{Excess, ReadError};
use super::watch::Watch;

/// Bytes per step, and steps the inflating thread may be ahead.
const STEP: usize = 64 << 10;
const AHEAD: usize = 8;
/// No part that is neither sheet nor text table is larger (styles, relations …).
const SMALL_PART: u64 = 256 << 20;
/// More entries than any workbook has.
const ENTRIES: usize = 50_000;

/// One entry worth reading.
#[derive(Debug, Clone)]
pub struct Part {
    /// With `/`, however the file has it.
    pub name: String,
    pub size: u64,
    pub crc: u32,
    index: usize,
}

/// Why unpacking stopped.
type Failure = Arc<Mutex<Option<ReadError>>>;

type Step = io::Result<Vec<u8>>;
type Job = (usize, Watch, SyncSender<Step>);

/// The parts of a zip, and the thread that unpacks them.
pub struct Parts {
    pub list: Vec<Part>,
    by_name: HashMap<String, usize>,
    jobs: Sender<Job>,
    failure: Failure,
    limits: Limits,
}

impl Parts {
    /// Reads the directory of a zip. Media and other foreign entries are left out.
    pub fn open(file: File, limits: &Limits) -> Result<Parts, ReadError> {
        let archive =
            ZipArchive::new(BufReader::with_capacity(STEP, file)).map_err(|_| ReadError::Damaged)?;
        if archive.len() > ENTRIES {
            return Err(ReadError::TooBig { what: Excess::Bytes });
        }
        let (mut list, mut by_name, mut total) = (Vec::new(), HashMap::new(), 0u64);
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|_| ReadError::Damaged)?;
            let name = match entry.name() {
                Ok(name) => name.replace('\\', "/").trim_start_matches('/').to_owned(),
                Err(_) => continue,
            };
            if !is_wanted(&name) {
                continue;
            }
            if entry.encrypted() {
                return Err(ReadError::PasswordProtected);
            }
            if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(ReadError::Damaged);
            }
            let size = entry.size();
            total = total.saturating_add(size);
            if total > limits.bytes || (size > SMALL_PART && !is_large(&name)) {
                return Err(ReadError::TooBig { what: Excess::Bytes });
            }
            by_name.insert(name.to_ascii_lowercase(), list.len());
            list.push(Part { name, size, crc: entry.crc32(), index });
        }
        let failure = Failure::default();
        let (jobs, queue) = channel();
        let seen = Arc::clone(&failure);
        // Unpacking the same parts again and again is bounded too.
        let budget = limits.bytes.saturating_mul(2);
        std::thread::Builder::new()
            .name("unpack".into())
            .spawn(move || unpack(archive, &queue, &seen, budget))
            .map_err(|_| ReadError::Crashed)?;
        Ok(Parts { list, by_name, jobs, failure, limits: limits.clone() })
    }

    /// Where a part is, by its name in any case.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// Whether some part's name ends so, in any case.
    pub fn any_ends_with(&self, end: &str) -> bool {
        self.by_name.keys().any(|name| name.ends_with(end))
    }

    /// The bytes of a part as they are unpacked.
    pub fn stream(&self, at: usize) -> io::Result<PartReader> {
        let part = self.list.get(at).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let (steps, reader) = sync_channel(AHEAD);
        let watch = Watch::new(&part.name, part.size, &self.limits);
        let tail = watch.tail();
        self.jobs.send((part.index, watch, steps)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(PartReader { steps: reader, step: Vec::new(), at: 0, tail })
    }

    /// Why unpacking stopped, if it did: the reason behind whatever a parser said.
    pub fn failure(&self) -> Option<ReadError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Parts that hold cells or what is needed to understand them.
fn is_wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = [".xml", ".rels", ".bin"].iter().any(|end| name.ends_with(end));
    (ends || name == "mimetype")
        && !["media/", "drawings/", "vmldrawing", "charts/", "printersettings", "vbaproject", "pivotcache"]
            .iter()
            .any(|foreign| name.contains(foreign))
}

fn is_large(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("sheet") || name.contains("sharedstrings") || name == "content.xml"
}

/// The unpacking thread's life: one part after the other until nobody can ask any more.
fn unpack(mut archive: ZipArchive<BufReader<File>>, jobs: &Receiver<Job>, failure: &Failure, budget: u64) {
    let mut left = budget;
    while let Ok((index, mut watch, steps)) = jobs.recv() {
        let result = (|| -> Result<(), ReadError> {
            let mut file = archive.by_index(index).map_err(|_| ReadError::Damaged)?;
            // One step is held back: what lies where two meet is seen before the first is given away.
            let mut held: Option<Vec<u8>> = None;
            loop {
                let mut step = vec![0; STEP];
                let mut filled = 0;
                while filled < STEP {
                    let room = step.get_mut(filled..).unwrap_or_default();
                    match file.read(room).map_err(|_| ReadError::Damaged)? {
                        0 => break,
                        n => filled += n,
                    }
                }
                step.truncate(filled);
                left = left.checked_sub(filled as u64).ok_or(ReadError::TooBig { what: Excess::Bytes })?;
                watch.see(&step)?;
                if filled < STEP {
                    // The last one: nothing follows that would show the rest of a word.
                    watch.see(&[])?;
                }
                if let Some(held) = held.take()
                    && steps.send(Ok(held)).is_err()
                {
                    return Ok(());
                }
                if filled == 0 {
                    return Ok(());
                }
                held = Some(step);
            }
        })();
        if let Err(error) = result {
            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            let _ = steps.send(Err(io::ErrorKind::InvalidData.into()));
        }
    }
}

/// A part's bytes.
pub struct PartReader {
    steps: Receiver<Step>,
    step: Vec<u8>,
    at: usize,
    tail: Arc<Mutex<Vec<u8>>>,
}

impl PartReader {
    /// Lets the rest pass and gives what followed the rows of a sheet.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        while let Ok(step) = self.steps.recv() {
            step?;
        }
        Ok(std::mem::take(&mut *self.tail.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl BufRead for PartReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.step.len() {
            // The other side hangs up at the end.
            self.step = self.steps.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
            self.at = 0;
        }
        Ok(self.step.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.at = self.at.saturating_add(n).min(self.step.len());
    }
}

impl Read for PartReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}
