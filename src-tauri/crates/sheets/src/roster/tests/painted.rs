//! A roster on which people were painted yellow instead of ticked.

use rust_xlsxwriter::{Color, Format};

use super::*;

/// The paper saved as a real workbook, these cells filled with a colour.
fn saved(desk: &Desk, paper: Paper, painted: &[(&str, Col, u32)]) -> Workbook {
    let painted: Vec<(u32, u16, u32)> = painted
        .iter()
        .map(|(name, col, rgb)| (paper.rows[paper.row_of(name)].index, col.at(), *rgb))
        .collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in paper.done().sheets {
        let out = book.add_worksheet().set_name(&sheet.name).unwrap();
        for merge in &sheet.merges {
            let (top, left, bottom, right) =
                (merge.first_row, merge.first_col, merge.last_row, merge.last_col);
            out.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
        }
        for row in &sheet.rows {
            for (col, cell) in &row.cells {
                match cell {
                    Cell::Text(text) => out.write_string(row.index, *col, text).unwrap(),
                    Cell::Number(number) | Cell::Date(number) => {
                        out.write_number(row.index, *col, *number).unwrap()
                    }
                    Cell::Bool(_) | Cell::Error(_) => continue,
                };
            }
        }
        if sheet.name == "2号楼" {
            for (row, col, rgb) in &painted {
                let format = Format::new().set_background_color(Color::RGB(*rgb));
                out.set_cell_format(*row, *col, &format).unwrap();
            }
        }
    }
    let path = desk.folder.path().join("标黄.xlsx");
    book.save(&path).unwrap();
    read(&path)
}

const YELLOW: u32 = 0xFF_FF_00;
const GREEN: u32 = 0x92_D0_50;

fn row_about<'a>(report: &'a RecordReport, name: &str) -> &'a PlanRow {
    report.rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn a_yellow_cell_or_name_means_tested_and_the_report_says_so() {
    let (mut desk, round, ids) = small();
    let paper = Paper::of(desk.roster(round), "2号楼");
    let filled = saved(
        &desk,
        paper,
        &[
            ("张国英", Col::Sampled, YELLOW),
            ("李建国", Col::Name, 0xFF_EB_9C),
            ("王小明", Col::Sampled, GREEN),
            ("赵外出", Col::Phone, YELLOW),
        ],
    );
    let report = desk.record(round, &filled);
    assert_eq!((report.tested, report.conflicts, report.unknown), (2, 0, 0), "{:?}", report.rows);
    assert_eq!(row_about(&report, "张国英").reasons, ["采样格标黄，按已采样登记"]);
    assert_eq!(row_about(&report, "李建国").reasons, ["姓名格标黄，按已采样登记"]);
    for name in ["王小明", "赵外出"] {
        assert_eq!(row_about(&report, name).outcome, RowOutcome::Unchanged, "{name}");
    }
    assert_eq!(desk.standing(round, ids[0]).mark.as_deref(), Some("√标黄"));
    let again = desk.record(round, &filled);
    assert_eq!((again.tested, again.operation), (0, None), "{again:?}");

    let printed = desk.roster(round);
    let report = desk.record(round, &printed);
    assert_eq!((report.tested, report.operation), (0, None), "the mark reads back as itself: {report:?}");
}

#[test]
fn what_is_written_wins_over_the_colour() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("张国英", Col::Sampled, "×").write("李建国", Col::Reason, "拒检").write(
        "王小明",
        Col::Sampled,
        "3号管",
    );
    let yellow = ["张国英", "李建国", "王小明"].map(|name| (name, Col::Sampled, YELLOW));
    let filled = saved(&desk, paper, &yellow);
    let report = desk.record(round, &filled);
    assert_eq!((report.tested, report.untested.values().sum::<u32>()), (1, 2), "{:?}", report.rows);
    assert_eq!(row_about(&report, "李建国").reasons, ["标了黄色，又写了未检原因，按未采样登记"]);
    assert_eq!(desk.standing(round, ids[0]).tested, Some(false));
    assert_eq!(desk.standing(round, ids[1]).reason.as_deref(), Some("拒检"));
    assert_eq!(desk.standing(round, ids[2]).tube.as_deref(), Some("3号管"));
}

#[test]
fn our_own_roster_has_no_yellow_in_it() {
    let (mut desk, round, _) = small();
    assert!(desk.roster(round).sheets.iter().all(|sheet| sheet.yellow.is_empty()));
}
