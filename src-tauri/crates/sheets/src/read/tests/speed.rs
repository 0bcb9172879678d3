//! How fast and how small, measured: `cargo test --release -p louce-sheets --lib -- --ignored --nocapture measure`.

use std::time::Instant;

use calamine::{Xlsx, open_workbook};

use super::support::{child, read_path, residents, rows};
use crate::read::{Isolation, Limits, Row};

fn resident_bytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<usize>().ok()).unwrap_or(0) * 1024
}

#[test]
#[ignore = "a measurement"]
fn measure_reading_against_calamine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("residents.xlsx");
    let count = std::env::var("ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    residents(count, &path);
    let _ = read_path(&path, &child(), &Limits::default());
    for _ in 0..3 {
        let begin = Instant::now();
        let through_child = read_path(&path, &child(), &Limits::default()).unwrap();
        let childs = begin.elapsed();
        let after = resident_bytes();
        let begin = Instant::now();
        let (mut walk, mut row, mut n) = (through_child.sheets[0].rows.iter(), Row::default(), 0);
        while walk.read_into(&mut row) {
            n += 1;
        }
        let walking = begin.elapsed();
        assert_eq!(n, count);
        let spool = through_child.sheets[0].rows.bytes();
        drop(through_child);
        let begin = Instant::now();
        let ours = read_path(&path, &Isolation::InProcess, &Limits::default()).unwrap();
        let here = begin.elapsed();
        assert_eq!(rows(&ours).len(), count as usize);
        drop(ours);
        let begin = Instant::now();
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let mut cells = book.worksheet_cells_reader("Sheet1").unwrap();
        let mut n = 0u64;
        while let Some(cell) = cells.next_cell().unwrap() {
            n += u64::from(cell.get_position().1 & 1);
        }
        let floor = begin.elapsed();
        assert!(n > 0);
        println!(
            "{count} rows: calamine {floor:?}, child {childs:?} ({:.2}×), here {here:?}, walk {:.2} µs/row, spool {:.1} MB, process {:.1} MB",
            childs.as_secs_f64() / floor.as_secs_f64(),
            walking.as_secs_f64() * 1e6 / f64::from(count),
            spool as f64 / 1e6,
            after as f64 / 1e6,
        );
    }
}
