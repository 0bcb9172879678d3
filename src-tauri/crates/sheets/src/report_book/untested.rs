//! The third sheet: 未检 by building and reason, a table for each round.

use std::collections::BTreeMap;

use louce_core::reports::{Coverage, DailyReport, RoundCoverage};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::Page;
use super::round_label;
use super::styles::Styles;

/// Reasons with a column of their own; the rarer ones share 其他.
const REASONS: usize = 8;
const FIXED: [&str; 6] = ["楼栋", "应检", "实检", "检测率", "未登记", "未检"];
const ROW: f64 = 17.0;

pub(super) fn write(sheet: &mut Worksheet, report: &DailyReport, office: &str) -> Result<(), XlsxError> {
    sheet.set_name("分楼未检")?;
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.4)
        .set_print_fit_to_pages(1, 0);
    sheet
        .set_print_center_horizontally(true)
        .set_footer("&C&\"仿宋\"&9第 &P 页  共 &N 页")
        .set_screen_gridlines(false);
    let styles = Styles::new();
    let tables: Vec<(&RoundCoverage, Vec<String>)> =
        report.rounds.iter().map(|round| (round, reasons(round))).collect();
    let widest = tables.iter().map(|(_, reasons)| reasons.len()).max().unwrap_or(0);
    let last = u16::try_from(FIXED.len() + widest).unwrap_or(u16::MAX) - 1;
    sheet.set_column_range_width(0, last, 9.5)?;
    let mut page = Page { sheet, row: 0 };
    page.height(34.0)?;
    page.text(0..=last, &format!("{office}分楼未检情况（{}）", report.day), &styles.title)?;
    page.next();
    if tables.is_empty() {
        page.text(0..=last, "本日没有检测轮次。", &styles.subtitle)?;
        return Ok(());
    }
    if tables.len() == 1 {
        page.sheet.set_repeat_rows(0, 2)?;
    }
    for (round, reasons) in &tables {
        table(&mut page, &styles, round, reasons, last)?;
        page.next();
    }
    Ok(())
}

/// The reasons that get a column, the most frequent first.
fn reasons(round: &RoundCoverage) -> Vec<String> {
    let mut reasons: Vec<(&String, &u32)> = round.all.untested.iter().collect();
    reasons.sort_by_key(|(reason, persons)| (std::cmp::Reverse(**persons), *reason));
    let mut names: Vec<String> = reasons.into_iter().map(|(reason, _)| reason.clone()).collect();
    if names.len() > REASONS {
        names.truncate(REASONS - 1);
        names.push(OTHER.to_owned());
    }
    names
}

const OTHER: &str = "其他";

fn table(
    page: &mut Page<'_>,
    styles: &Styles,
    round: &RoundCoverage,
    reasons: &[String],
    last: u16,
) -> Result<(), XlsxError> {
    page.height(24.0)?;
    page.text(0..=last, &format!("{}  单位：人", round_label(round)), &styles.section)?;
    page.next();
    page.height(30.0)?;
    let titles = FIXED.into_iter().chain(reasons.iter().map(String::as_str));
    for (at, title) in (0..).zip(titles) {
        page.text(at..=at, title, &styles.head)?;
    }
    page.next();
    let missing = |coverage: &Coverage| coverage.untested_persons() + coverage.unmarked > 0;
    for building in round.buildings.iter().filter(|building| missing(&building.all)) {
        line(page, styles, &building.label(), &building.all, reasons, false)?;
    }
    line(page, styles, "全部楼栋", &round.all, reasons, true)
}

fn line(
    page: &mut Page<'_>,
    styles: &Styles,
    place: &str,
    coverage: &Coverage,
    reasons: &[String],
    total: bool,
) -> Result<(), XlsxError> {
    let (label, number, rate) = if total {
        (&styles.total_label, &styles.total, &styles.total_rate)
    } else {
        (&styles.place, &styles.number, &styles.rate)
    };
    page.height(ROW)?;
    page.text(0..=0, place, label)?;
    page.number(1..=1, coverage.expected, number)?;
    page.number(2..=2, coverage.tested, number)?;
    page.known(3..=3, coverage.rate, rate)?;
    page.number(4..=4, coverage.unmarked, number)?;
    page.number(5..=5, coverage.untested_persons(), number)?;
    for (at, persons) in (6..).zip(by_column(&coverage.untested, reasons)) {
        page.number(at..=at, persons, number)?;
    }
    page.next();
    Ok(())
}

/// Numbers under the reasons' columns; reasons without one are under 其他.
fn by_column(untested: &BTreeMap<String, u32>, reasons: &[String]) -> Vec<u32> {
    let mut numbers: Vec<u32> =
        reasons.iter().map(|reason| untested.get(reason).copied().unwrap_or(0)).collect();
    let rest: u32 =
        untested.iter().filter(|(reason, _)| !reasons.contains(reason)).map(|(_, persons)| persons).sum();
    if let Some(last) = numbers.last_mut() {
        *last += rest;
    }
    numbers
}
