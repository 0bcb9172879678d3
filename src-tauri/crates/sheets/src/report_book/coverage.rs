//! The second sheet: coverage by building, a table for each round.

use louce_core::reports::{DailyReport, RoundCoverage};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::front::{LAST, ROW, WIDTH, footer};
use super::page::{Page, shift};
use super::styles::Styles;

pub(super) fn write(sheet: &mut Worksheet, report: &DailyReport, office: &str) -> Result<(), XlsxError> {
    sheet.set_name("分楼检测")?;
    sheet.set_paper_size(9).set_margins(0.7, 0.7, 0.75, 0.75, 0.3, 0.4).set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true).set_footer(footer(report)).set_screen_gridlines(false);
    sheet.set_column_range_width(0, LAST, WIDTH)?;
    let styles = Styles::new();
    let mut page = Page { sheet, row: 0 };
    page.height(38.0)?;
    page.text(0..=LAST, &format!("{office}分楼检测情况（{}）", report.day), &styles.title)?;
    page.next();
    if report.rounds.is_empty() {
        page.text(0..=LAST, "本日没有检测轮次。", &styles.subtitle)?;
    }
    for round in &report.rounds {
        table(&mut page, &styles, round)?;
        page.next();
    }
    Ok(())
}

/// Coverage by building in three panels, read downwards.
fn table(page: &mut Page<'_>, styles: &Styles, round: &RoundCoverage) -> Result<(), XlsxError> {
    if round.buildings.is_empty() {
        return Ok(());
    }
    page.height(ROW)?;
    page.text(0..=LAST, &format!("第{}轮分楼检测情况（人）", round.round), &styles.group)?;
    page.next();
    let rows = round.buildings.len().div_ceil(3);
    let panels = u16::try_from(round.buildings.len().div_ceil(rows)).unwrap_or(3);
    page.height(ROW)?;
    for panel in 0..panels {
        for (at, title) in (0..).zip(["楼栋", "应检", "实检", "检测率"]) {
            page.text(shift(at..=at, panel * 4), title, &styles.head)?;
        }
    }
    page.next();
    for at in 0..rows {
        page.height(ROW)?;
        for panel in 0..panels {
            let first = panel * 4;
            match round.buildings.get(usize::from(panel) * rows + at) {
                Some(building) => {
                    page.text(first..=first, &building.label(), &styles.place)?;
                    page.number(first + 1..=first + 1, building.all.expected, &styles.number)?;
                    page.number(first + 2..=first + 2, building.all.tested, &styles.number)?;
                    page.known(first + 3..=first + 3, building.all.rate, &styles.rate)?;
                }
                None => {
                    for at in first..=first + 3 {
                        page.text(at..=at, "", &styles.number)?;
                    }
                }
            }
        }
        page.next();
    }
    Ok(())
}
