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

/// Of this process and of its children that ended.
fn processor_seconds() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat.split(' ').map(|f| f.parse().unwrap_or(0.0)).collect();
    let sum = |at: usize| fields.get(at..at + 2).map_or(0.0, |f| f.iter().sum::<f64>() / 100.0);
    (sum(13), sum(15))
}

#[test]
#[ignore = "a measurement"]
fn measure_reading_against_calamine_alone() {
    let count = std::env::var("ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    // Kept for the next run: making it here would count into this process's memory.
    let path = std::env::temp_dir().join(format!("residents-{count}.xlsx"));
    if !path.exists() {
        residents(count, &path);
    }
    for _ in 0..3 {
        let before = processor_seconds().1;
        let begin = Instant::now();
        let through_child = read_path(&path, &child(), &Limits::default()).unwrap();
        let childs = begin.elapsed();
        let cpu = processor_seconds().1;
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
        let before = (processor_seconds().0, before);
        let begin = Instant::now();
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let mut cells = book.worksheet_cells_reader("Sheet1").unwrap();
        let mut n = 0u64;
        while let Some(cell) = cells.next_cell().unwrap() {
            n += u64::from(cell.get_position().1 & 1);
        }
        let floor = begin.elapsed();
        let (spent, childs_spent) = (processor_seconds().0 - before.0, cpu - before.1);
        assert!(n > 0);
        println!(
            "{count} rows: calamine {floor:?} ({spent:.2} s of processor), child {childs:?} ({childs_spent:.2} s; {:.2}×), here {here:?}, walk {:.2} µs/row, spool {:.1} MB, process {:.1} MB",
            childs.as_secs_f64() / floor.as_secs_f64(),
            walking.as_secs_f64() * 1e6 / f64::from(count),
            spool as f64 / 1e6,
            after as f64 / 1e6,
        );
    }
}
