//! The first sheet: everything of the day on A4.

use louce_core::reports::{Amount, Count, DailyReport, Figure, Group, Isolation, Unit};
use louce_core::values::Day;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::{Page, shift};
use super::round_label;
use super::styles::Styles;

/// Columns of the grid.
pub(super) const LAST: u16 = 11;
pub(super) const WIDTH: f64 = 7.6;
pub(super) const ROW: f64 = 17.0;

pub(super) fn write(sheet: &mut Worksheet, report: &DailyReport, office: &str) -> Result<(), XlsxError> {
    sheet.set_name("日报")?;
    sheet.set_paper_size(9).set_margins(0.7, 0.7, 0.75, 0.75, 0.3, 0.4).set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true).set_footer(footer(report)).set_screen_gridlines(false);
    sheet.set_column_range_width(0, LAST, WIDTH)?;
    let mut front = Front { page: Page { sheet, row: 0 }, styles: Styles::new(), sections: 0 };
    front.heading(report, office)?;
    front.figures(report)?;
    front.isolation(report)?;
    front.rounds(report)?;
    front.corrections(report)?;
    front.violations(report)?;
    front.signatures()
}

struct Front<'a> {
    page: Page<'a>,
    styles: Styles,
    sections: usize,
}

/// A line of the table of figures.
#[derive(Clone, Copy)]
enum Line<'a> {
    Group(Group, bool),
    Figure(&'a Figure),
}

impl Front<'_> {
    fn heading(&mut self, report: &DailyReport, office: &str) -> Result<(), XlsxError> {
        self.page.height(38.0)?;
        self.page.text(0..=LAST, &format!("{office}疫情防控工作日报"), &self.styles.title)?;
        self.page.next();
        self.page.height(20.0)?;
        let line = format!("{}    统计时段：{}", long_day(report.day), period(report));
        self.page.text(0..=LAST, &line, &self.styles.subtitle)?;
        self.page.next();
        Ok(())
    }

    fn section(&mut self, title: &str) -> Result<(), XlsxError> {
        const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let number = NUMBERS.get(self.sections).copied().unwrap_or("");
        self.sections += 1;
        self.page.height(24.0)?;
        self.page.text(0..=LAST, &format!("{number}、{title}"), &self.styles.section)?;
        self.page.next();
        Ok(())
    }

    /// Two panels side by side, as even as the groups allow.
    fn figures(&mut self, report: &DailyReport) -> Result<(), XlsxError> {
        self.section("基本情况与重点人群")?;
        let lines = lines(report);
        let mut half = lines.len().div_ceil(2);
        if half > 0 && matches!(lines.get(half - 1), Some(Line::Group(..))) {
            half -= 1;
        }
        let (left, right) = lines.split_at_checked(half).unwrap_or_default();
        let mut right = right.to_vec();
        if let (Some(Line::Figure(last)), Some(Line::Figure(next))) = (left.last(), right.first())
            && last.group == next.group
        {
            right.insert(0, Line::Group(next.group, true));
        }
        self.page.height(ROW)?;
        for first in [0, 6] {
            for (at, title) in
                [(0..=1, "指标"), (2..=2, "户"), (3..=3, "人"), (4..=4, "昨日"), (5..=5, "增减")]
            {
                self.page.text(shift(at, first), title, &self.styles.head)?;
            }
        }
        self.page.next();
        for at in 0..left.len().max(right.len()) {
            self.page.height(ROW)?;
            for (panel, first) in [(left, 0), (right.as_slice(), 6)] {
                match panel.get(at) {
                    Some(Line::Group(group, again)) => {
                        let title = format!("{}{}", group.title(), if *again { "（续）" } else { "" });
                        self.page.text(first..=first + 5, &title, &self.styles.group)?;
                    }
                    Some(Line::Figure(figure)) => self.figure(figure, first)?,
                    None => {
                        for (from, to) in [(0, 1), (2, 2), (3, 3), (4, 4), (5, 5)] {
                            self.page.text(first + from..=first + to, "", &self.styles.number)?;
                        }
                    }
                }
            }
            self.page.next();
        }
        Ok(())
    }

    fn figure(&mut self, figure: &Figure, first: u16) -> Result<(), XlsxError> {
        let styles = &self.styles;
        let page = &mut self.page;
        page.text(first..=first + 1, &figure.title, &styles.label)?;
        match figure.unit {
            Unit::People => {
                page.known(first + 2..=first + 2, figure.households, &styles.number)?;
                page.known(first + 3..=first + 3, figure.persons, &styles.number)?;
            }
            Unit::Rooms => page.known(first + 2..=first + 3, figure.count, &styles.rooms)?,
            Unit::Items => page.known(first + 2..=first + 3, figure.count, &styles.items)?,
        }
        let main = |amount: Amount| amount.persons.or(amount.count);
        page.known(first + 4..=first + 4, figure.previous.and_then(main), &styles.number)?;
        let change = figure.change().and_then(|change| i32::try_from(change).ok());
        page.known(first + 5..=first + 5, change, &styles.change)
    }

    fn isolation(&mut self, report: &DailyReport) -> Result<(), XlsxError> {
        const COLUMNS: [(u16, u16, &str); 8] = [
            (0, 1, "类别"),
            (2, 2, "单位"),
            (3, 4, "昨日存量"),
            (5, 5, "今日\n新增"),
            (6, 6, "今日\n解除"),
            (7, 7, "转出"),
            (8, 9, "现有"),
            (10, 11, "累计"),
        ];
        type Pick = fn(Count) -> u32;
        self.section("隔离管理")?;
        self.page.height(30.0)?;
        for (from, to, title) in COLUMNS {
            self.page.text(from..=to, title, &self.styles.head)?;
        }
        self.page.next();
        let kinds = [("居家隔离", report.isolation.home), ("集中隔离", report.isolation.central)];
        for (name, table) in kinds {
            let rows: [(&str, Pick); 2] = [("户", |count| count.households), ("人", |count| count.persons)];
            let top = self.page.row;
            self.page.sheet.merge_range(top, 0, top + 1, 1, name, &self.styles.head)?;
            for (unit, pick) in rows {
                self.page.height(ROW)?;
                self.page.text(2..=2, unit, &self.styles.number)?;
                let Isolation { previous, new, released, transferred, now, total } = table;
                let parts = [previous, new, released, transferred, now, total];
                for ((from, to, _), part) in COLUMNS.into_iter().skip(2).zip(parts) {
                    self.page.number(from..=to, pick(part), &self.styles.number)?;
                }
                self.page.next();
            }
        }
        self.page.height(15.0)?;
        let note = "注：现有＝昨日存量＋今日新增－今日解除－转出；转出指转为集中（居家）隔离、住院、外出等。";
        self.page.text(0..=LAST, note, &self.styles.note)?;
        self.page.next();
        Ok(())
    }

    fn rounds(&mut self, report: &DailyReport) -> Result<(), XlsxError> {
        const COLUMNS: [(u16, u16, &str); 8] = [
            (0, 3, "轮次"),
            (4, 4, "状态"),
            (5, 5, "应检"),
            (6, 6, "实检"),
            (7, 7, "未检"),
            (8, 8, "未登记"),
            (9, 9, "不列\n应检"),
            (10, 11, "检测率"),
        ];
        self.section("核酸（抗原）检测")?;
        if report.rounds.is_empty() {
            self.page.height(ROW)?;
            self.page.text(0..=LAST, "本日没有检测轮次。", &self.styles.text)?;
            self.page.next();
            return Ok(());
        }
        self.page.height(30.0)?;
        for (from, to, title) in COLUMNS {
            self.page.text(from..=to, title, &self.styles.head)?;
        }
        self.page.next();
        for round in &report.rounds {
            let all = &round.all;
            self.page.height(ROW)?;
            self.page.text(0..=3, &round_label(round), &self.styles.label)?;
            self.page.text(
                4..=4,
                if round.state == "open" { "进行中" } else { "已结束" },
                &self.styles.number,
            )?;
            let numbers =
                [all.expected, all.tested, all.untested_persons(), all.unmarked, all.excluded_persons()];
            for (at, number) in (5..).zip(numbers) {
                self.page.number(at..=at, number, &self.styles.number)?;
            }
            self.page.known(10..=11, all.rate, &self.styles.rate)?;
            self.page.next();
        }
        for round in &report.rounds {
            self.reasons(&format!("第{}轮未检原因（人）", round.round), &round.all.untested)?;
            self.reasons(&format!("第{}轮不列应检（人）", round.round), &round.all.excluded)?;
        }
        Ok(())
    }

    /// Reason and number, three to a row; nothing when there is none.
    fn reasons(
        &mut self,
        title: &str,
        reasons: &std::collections::BTreeMap<String, u32>,
    ) -> Result<(), XlsxError> {
        if reasons.is_empty() {
            return Ok(());
        }
        let mut reasons: Vec<(&str, u32)> =
            reasons.iter().map(|(reason, persons)| (reason.as_str(), *persons)).collect();
        reasons.sort_by_key(|(reason, persons)| (std::cmp::Reverse(*persons), *reason));
        self.band(title)?;
        for three in reasons.chunks(3) {
            self.page.height(ROW)?;
            for (at, first) in [0, 4, 8].into_iter().enumerate() {
                match three.get(at) {
                    Some((reason, persons)) => {
                        self.page.text(first..=first + 2, reason, &self.styles.label)?;
                        self.page.number(first + 3..=first + 3, *persons, &self.styles.number)?;
                    }
                    None => {
                        self.page.text(first..=first + 2, "", &self.styles.label)?;
                        self.page.text(first + 3..=first + 3, "", &self.styles.number)?;
                    }
                }
            }
            self.page.next();
        }
        Ok(())
    }

    fn band(&mut self, title: &str) -> Result<(), XlsxError> {
        self.page.height(ROW)?;
        self.page.text(0..=LAST, title, &self.styles.group)?;
        self.page.next();
        Ok(())
    }

    /// Figures that somebody corrected: what was computed, what it is now, and why.
    fn corrections(&mut self, report: &DailyReport) -> Result<(), XlsxError> {
        if report.figures.iter().all(|figure| figure.correction.is_none()) {
            return Ok(());
        }
        self.section("更正说明")?;
        for figure in &report.figures {
            let Some(correction) = figure.correction_in_words() else { continue };
            self.page.height(32.0)?;
            let text = format!("{}：{correction}", figure.title);
            self.page.text(0..=LAST, &text, &self.styles.text)?;
            self.page.next();
        }
        Ok(())
    }

    /// What does not add up is said on the paper, never left out.
    fn violations(&mut self, report: &DailyReport) -> Result<(), XlsxError> {
        if report.invariants.is_empty() {
            return Ok(());
        }
        self.section("数据核对提示")?;
        for violation in &report.invariants {
            self.page.height(32.0)?;
            self.page.text(0..=LAST, &violation.text, &self.styles.warning)?;
            self.page.next();
        }
        Ok(())
    }

    fn signatures(&mut self) -> Result<(), XlsxError> {
        self.page.next();
        self.page.height(30.0)?;
        self.page.text(0..=3, "填报人：", &self.styles.sign)?;
        self.page.text(4..=7, "审核人：", &self.styles.sign)?;
        self.page.text(8..=LAST, "时间：    年  月  日  时", &self.styles.sign)?;
        self.page.next();
        self.page.height(78.0)?;
        self.page.text(6..=LAST, "（盖章）", &self.styles.seal)?;
        self.page.next();
        Ok(())
    }
}

/// The figures that have no table of their own, under their groups.
fn lines(report: &DailyReport) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut group = None;
    let own_table = [Group::HomeIsolation, Group::CentralIsolation, Group::Testing];
    for figure in report.figures.iter().filter(|figure| !own_table.contains(&figure.group)) {
        if group != Some(figure.group) {
            group = Some(figure.group);
            lines.push(Line::Group(figure.group, false));
        }
        lines.push(Line::Figure(figure));
    }
    lines
}

/// Pages in the middle; on the left whether these are the figures that stay.
pub(super) fn footer(report: &DailyReport) -> String {
    let state = match &report.closed {
        Some(closed) => format!("已关账 {}", closed.at),
        None => "未关账，数据随登记更新".to_owned(),
    };
    format!("&L&\"仿宋\"&9{state}&C&\"仿宋\"&9第 &P 页  共 &N 页")
}

fn long_day(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn period(report: &DailyReport) -> String {
    let short = |day: Day| format!("{}月{}日", day.month(), day.day());
    let day = report.day;
    match report.cutoff.as_str() {
        "24:00" => format!("{}0时至24时", short(day)),
        cutoff => format!("{}{cutoff}至{}{cutoff}", short(day.add_days(-1)), short(day)),
    }
}
