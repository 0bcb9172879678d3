//! What the fuzz targets share: bytes read as the program reads a file, and what counts as a finding.
//!
//! The seeds are made by `fuzz-seeds` of the tests crate; `cargo xtask fuzz` runs it all. Not here: fixing what is found,
//! which the reader's own tests then keep.

use std::fs::File;
use std::io::{Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use louce_sheets::read::{Isolation, Limits, ReadError, Row, Workbook, read_workbook};

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
