//! What the fuzz targets share: bytes read as the program reads a file, and what counts as a finding.
//!
//! The seeds are made by `fuzz-seeds` of the tests crate; `cargo xtask fuzz` runs it all. Not here: fixing what is found,
//! which the reader's own tests then keep.

use std::fs::File;
use std::io::{Cursor, Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use louce_sheets::read::{Isolation, Limits, ReadError, Row, Workbook, read_workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A panic in our own code ends the process, which is a finding. A parser's panic is caught by the reader, which says
/// that the file is damaged: only its message is silenced.
pub fn watch_our_own_panics() {
    let to_abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let foreign = panic.location().is_some_and(|at| at.file().contains("/registry/src/"));
        if !foreign {
            to_abort(panic);
        }
    }));
}

/// One file for the whole run: making a new one for every input would take longer than reading it.
static FILE: Mutex<Option<(tempfile::TempDir, File)>> = Mutex::new(None);

/// Reads `bytes` in this process, out of a file, and walks every row that came.
pub fn read(bytes: &[u8]) {
    let mut kept = FILE.lock().expect("nothing panics while it is held");
    let (folder, file) = kept.get_or_insert_with(|| {
        let folder = tempfile::tempdir().expect("a folder for the input");
        let file = File::create(folder.path().join("12号楼")).expect("a file for the input");
        (folder, file)
    });
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(bytes))
        .expect("the input written");
    if let Ok(book) = open(&folder.path().join("12号楼")) {
        walk(&book);
    }
}

/// The parts of a zipped workbook, as an input holds them.
pub struct Zipped {
    /// What stands between two parts of an input.
    pub between: &'static [u8],
    /// The names of the parts, in the order of the input.
    pub names: &'static [&'static str],
    /// Parts that every file has unless the input brings its own.
    pub always: &'static [(&'static str, &'static [u8])],
}

impl Zipped {
    /// Reads a zip as it is, or the parts put into one here, so that a change reaches the parsers behind the checksums.
    pub fn read(&self, bytes: &[u8]) {
        if bytes.starts_with(b"PK") {
            return read(bytes);
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut put = |name: &str, bytes: &[u8]| {
            writer.start_file(name, options).and_then(|()| Ok(writer.write_all(bytes)?)).expect("in memory");
        };
        let mut rest = bytes;
        let mut given = Vec::new();
        for name in self.names {
            let end = rest.windows(self.between.len()).position(|bytes| bytes == self.between);
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after.get(self.between.len()..).unwrap_or_default();
            if !part.is_empty() {
                put(name, part);
                given.push(name);
            }
        }
        for (name, bytes) in self.always.iter().filter(|(name, _)| !given.contains(&name)) {
            put(name, bytes);
        }
        read(&writer.finish().expect("in memory").into_inner());
    }
}

fn open(path: &Path) -> Result<Workbook, ReadError> {
    read_workbook(path, &Isolation::InProcess, &Limits::default(), &mut |_| ControlFlow::Continue(()))
}

/// Rows and columns ascend in every sheet, whatever the file said: everything behind the reader relies on it.
fn walk(book: &Workbook) {
    let mut row = Row::default();
    for sheet in &book.sheets {
        let (mut rows, mut count, mut last) = (sheet.rows.iter(), 0, None);
        while rows.read_into(&mut row) {
            assert!(last.is_none_or(|last| last < row.index), "rows ascend");
            assert!(row.cells.is_sorted_by(|a, b| a.0 < b.0), "columns ascend");
            (last, count) = (Some(row.index), count + 1);
        }
        assert_eq!(count, sheet.rows.len(), "every row can be read back");
        for merge in &sheet.merges {
            assert!(
                merge.first_row <= merge.last_row && merge.first_col <= merge.last_col,
                "merges have an inside"
            );
        }
    }
}
