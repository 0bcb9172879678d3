//! OLE compound files (MS-CFB): just enough to take one stream out, whatever the file says about itself.
//!
//! Chains of sectors may not be longer than the file, and no length is believed.

use std::collections::HashSet;

use super::ReadError;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Sector numbers from here on are marks.
const MARKS: u32 = 0xFFFF_FFFA;
const ENTRY: usize = 128;
/// Streams shorter than this live in the ministream.
const MINI_CUTOFF: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// A compound file in memory.
pub struct Ole {
    data: Vec<u8>,
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    len: u64,
}

pub fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

impl Ole {
    /// Reads the tables of the file.
    pub fn parse(data: Vec<u8>) -> Result<Ole, ReadError> {
        Ole::try_parse(data).ok_or(ReadError::Damaged)
    }

    fn try_parse(data: Vec<u8>) -> Option<Ole> {
        let sector = match u16_at(&data, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut ole = Ole { data, sector, fat: vec![], mini_fat: vec![], mini: vec![], entries: vec![] };
        let mut fat_sectors: Vec<u32> = (0..109).map_while(|i| u32_at(&ole.data, 76 + i * 4)).collect();
        let mut next = u32_at(&ole.data, 68)?;
        let mut seen = HashSet::new();
        while next < MARKS && seen.insert(next) {
            let words = words(ole.sector_bytes(next)?);
            let (last, listed) = words.split_last()?;
            fat_sectors.extend_from_slice(listed);
            next = *last;
        }
        let mut seen = HashSet::new();
        for id in fat_sectors {
            // A cut file may lack its last tables: what they would tell is missing, not the rest.
            if id < MARKS && seen.insert(id) {
                let part = words(ole.sector_bytes(id).unwrap_or_default());
                ole.fat.extend(part);
            }
        }
        let directory = ole.chain(u32_at(&ole.data, 48)?, u64::MAX);
        let wide = sector == 4096;
        ole.entries = directory.chunks_exact(ENTRY).filter_map(|e| Entry::parse(e, wide)).collect();
        let root = directory.first_chunk::<ENTRY>().and_then(|e| Entry::parse(e, wide))?;
        ole.mini_fat = words(&ole.chain(u32_at(&ole.data, 60)?, u64::MAX));
        ole.mini = ole.chain(root.start, root.len);
        Some(ole)
    }

    fn sector_bytes(&self, id: u32) -> Option<&[u8]> {
        let begin = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = begin.checked_add(self.sector)?.min(self.data.len());
        self.data.get(begin..end).filter(|bytes| !bytes.is_empty())
    }

    /// The bytes of a chain of sectors, as far as it goes.
    fn chain(&self, start: u32, len: u64) -> Vec<u8> {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let (mut bytes, mut id, mut left) = (Vec::new(), start, self.data.len() / self.sector + 1);
        while id < MARKS && left > 0 && bytes.len() < len {
            let Some(sector) = self.sector_bytes(id) else { break };
            let n = sector.len().min(len - bytes.len());
            bytes.extend_from_slice(sector.get(..n).unwrap_or_default());
            id = self.fat.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
            left -= 1;
        }
        bytes
    }

    fn mini_chain(&self, start: u32, len: u64) -> Vec<u8> {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let (mut bytes, mut id, mut left) = (Vec::new(), start, self.mini.len() / MINI_SECTOR + 1);
        while id < MARKS && left > 0 && bytes.len() < len {
            let begin = id as usize * MINI_SECTOR;
            let end = (begin + MINI_SECTOR).min(self.mini.len());
            let Some(sector) = self.mini.get(begin..end) else { break };
            let n = sector.len().min(len - bytes.len());
            bytes.extend_from_slice(sector.get(..n).unwrap_or_default());
            id = self.mini_fat.get(id as usize).copied().unwrap_or(END_OF_CHAIN);
            left -= 1;
        }
        bytes
    }

    /// Whether there is such a stream or folder, in any case.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// A stream and whether all of it is there.
    pub fn stream(&self, name: &str) -> Option<(Vec<u8>, bool)> {
        let entry = self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name))?;
        let bytes = if entry.len < MINI_CUTOFF {
            self.mini_chain(entry.start, entry.len)
        } else {
            self.chain(entry.start, entry.len)
        };
        let whole = bytes.len() as u64 == entry.len;
        Some((bytes, whole))
    }
}

impl Entry {
    fn parse(bytes: &[u8], wide: bool) -> Option<Entry> {
        let units: Vec<u16> = (0..32).map_while(|i| u16_at(bytes, i * 2)).take_while(|u| *u != 0).collect();
        let high = if wide { u64::from(u32_at(bytes, 124)?) << 32 } else { 0 };
        Some(Entry {
            name: String::from_utf16_lossy(&units),
            start: u32_at(bytes, 116)?,
            len: u64::from(u32_at(bytes, 120)?) | high,
        })
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|w| w.try_into().ok().map(u32::from_le_bytes)).collect()
}
