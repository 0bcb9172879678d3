//! Reading through a child process.

use std::io::stdout;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use super::support::{child, ledger, read_path, residents, rows, sample, text, with_rows};
use crate::read::{Isolation, Limits, ReadError, child_main, read_workbook};

/// No test of its own: what [`child`] starts.
#[test]
fn plays_the_child() {
    let args: Vec<_> = std::env::args_os().collect();
    let [.., path, limits] = args.as_slice() else { return };
    let Some(limits) = limits.to_str().and_then(Limits::from_arg) else { return };
    let path = Path::new(path);
    match path.file_name().and_then(|n| n.to_str()) {
        Some("dies.xlsx") => std::process::abort(),
        #[cfg(unix)]
        Some("interrupted.xlsx") => {
            let me = std::process::id().to_string();
            let _ = std::process::Command::new("kill").args(["-INT", &me]).status();
            std::thread::sleep(Duration::from_secs(60));
        }
        Some("hangs.xlsx") => std::thread::sleep(Duration::from_secs(60)),
        Some("greedy.xlsx") => {
            let _ = rlimit::setrlimit(rlimit::Resource::AS, limits.address_space, limits.address_space);
            let hoard = vec![1u8; 8 << 30];
            assert!(!hoard.is_empty());
        }
        _ => {}
    }
    std::process::exit(child_main(path, &limits, stdout().lock()));
}

#[test]
fn a_child_reads_what_we_would_read_ourselves() {
    let file = sample("名册.xlsx", &ledger());
    let ours = read_path(&file.path, &Isolation::InProcess, &Limits::default()).unwrap();
    let childs = read_path(&file.path, &child(), &Limits::default()).unwrap();
    assert_eq!(rows(&childs), rows(&ours));
    assert_eq!(rows(&childs)[1].get(0), Some(&text("王小明")));
    assert_eq!((childs.sheets[0].name.as_str(), childs.file_name.as_str()), ("12号楼", "名册.xlsx"));
}

#[test]
fn merges_and_many_blocks_come_through_the_pipe() {
    let lines: String =
        (1..5000).map(|r| format!(r#"<row r="{r}"><c r="C{r}"><v>{r}</v></c></row>"#)).collect();
    let file = sample("a.xlsx", &with_rows(&lines, r#"<mergeCells><mergeCell ref="A1:B3"/></mergeCells>"#));
    let book = read_path(&file.path, &child(), &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 4999);
    assert_eq!(book.sheets[0].merges.len(), 1);
}

#[test]
fn a_child_that_dies_is_an_error_and_not_our_end() {
    let file = sample("dies.xlsx", &ledger());
    assert_eq!(read_path(&file.path, &child(), &Limits::default()).unwrap_err(), ReadError::Crashed);
}

#[cfg(unix)]
#[test]
fn a_child_that_hears_ctrl_c_before_it_stands_apart_was_stopped_by_the_person() {
    let file = sample("interrupted.xlsx", &ledger());
    assert_eq!(read_path(&file.path, &child(), &Limits::default()).unwrap_err(), ReadError::Cancelled);
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_wants_more_memory_than_its_cap_dies_alone() {
    let file = sample("greedy.xlsx", &ledger());
    let limits = Limits { address_space: 1 << 30, ..Limits::default() };
    assert_eq!(read_path(&file.path, &child(), &limits).unwrap_err(), ReadError::Crashed);
}

#[test]
fn a_child_that_hangs_is_ended_at_the_time_limit() {
    let file = sample("hangs.xlsx", &ledger());
    let begin = Instant::now();
    let limits = Limits { seconds: 1, ..Limits::default() };
    assert_eq!(read_path(&file.path, &child(), &limits).unwrap_err(), ReadError::TimedOut);
    assert!(begin.elapsed() < Duration::from_secs(10), "took {:?}", begin.elapsed());
}

#[test]
fn a_person_may_break_off_while_the_child_is_silent_and_while_it_speaks() {
    let hanging = sample("hangs.xlsx", &ledger());
    let begin = Instant::now();
    let broken = read_workbook(&hanging.path, &child(), &Limits::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(broken.unwrap_err(), ReadError::Cancelled);
    assert!(begin.elapsed() < Duration::from_secs(10));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.xlsx");
    residents(20_000, &path);
    let mut heard = 0;
    let broken = read_workbook(&path, &child(), &Limits::default(), &mut |rows| {
        heard = rows;
        if rows > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(broken.unwrap_err(), ReadError::Cancelled);
    assert!(heard > 0 && heard < 20_000, "broke off at {heard} rows");
}

#[test]
fn a_program_that_is_not_there_or_is_no_reader_is_told_apart() {
    let file = sample("a.xlsx", &ledger());
    let missing = Isolation::Child { program: "/no/such/program".into(), args: vec![] };
    let error = read_path(&file.path, &missing, &Limits::default()).unwrap_err();
    assert!(matches!(error, ReadError::NoChild(_)), "{error:?}");
    #[cfg(unix)]
    {
        let chatty = Isolation::Child { program: "/bin/echo".into(), args: vec![] };
        assert_eq!(read_path(&file.path, &chatty, &Limits::default()).unwrap_err(), ReadError::Crashed);
    }
}

#[test]
fn a_file_that_is_not_there_is_not_found() {
    let nowhere = Path::new("/no/such/名册.xlsx");
    for isolation in [child(), Isolation::InProcess] {
        assert_eq!(read_path(nowhere, &isolation, &Limits::default()).unwrap_err(), ReadError::NotFound);
    }
}

#[test]
fn errors_of_the_child_arrive_as_they_are() {
    let file = sample("a.xlsx", b"PK\x03\x04 and nothing more");
    assert_eq!(read_path(&file.path, &child(), &Limits::default()).unwrap_err(), ReadError::Damaged);
    let limits = Limits { cells: 3, ..Limits::default() };
    let file = sample("b.xlsx", &ledger());
    let error = read_path(&file.path, &child(), &limits).unwrap_err();
    assert_eq!(error.code(), "file_too_big");
}
