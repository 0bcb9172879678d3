//! Which rows of a sheet speak of nobody: totals, footers, repeated headers, titles between two tables.
//! A row is passed over only on clear words; whatever else it holds goes on to be read.
use louce_core::values::squeeze;

use super::ledger::{self, Named};
use super::text::{cell_text, first_char};
use super::words::normalise;
use super::{Column, Field, Layout, SkipReason, header};
use crate::read::{Cell, Row};

/// What a row without a person is, if it is clearly that.
#[derive(Debug, PartialEq)]
pub(crate) enum Passed {
    /// Passed over.
    Skip(SkipReason),
    /// A line that names the building of what follows.
    Section(Named),
}

/// Looks at a row's words. `None`: read it.
pub(crate) fn passed(row: &Row, layout: &Layout) -> Option<Passed> {
    if row.index < layout.first_data_row {
        let header = layout.header_rows.contains(&row.index);
        return Some(Passed::Skip(if header { SkipReason::Header } else { SkipReason::Title }));
    }
    let mut filled = row.cells.iter().filter(|(_, cell)| !is_blank(cell));
    let Some((col, first)) = filled.next() else { return Some(Passed::Skip(SkipReason::Blank)) };
    let alone = filled.next().is_none();
    if is_total(row, layout) {
        return Some(Passed::Skip(SkipReason::Total));
    }
    if let Cell::Text(text) = first {
        if is_footer(text, row, layout) {
            return Some(Passed::Skip(SkipReason::Footer));
        }
        if alone && let Some(passed) = lone(text, *col, layout) {
            return Some(passed);
        }
        if matches!(first_char(text), Some('示' | '样' | '例' | '范' | '填'))
            && matches!(text.trim(), "示例" | "样例" | "例" | "范例" | "填写示例")
        {
            return Some(Passed::Skip(SkipReason::Comment));
        }
    }
    if row.index <= layout.first_data_row.saturating_add(3) && header::is_comment(row) {
        return Some(Passed::Skip(SkipReason::Comment));
    }
    is_header_again(row, layout).then_some(Passed::Skip(SkipReason::Header))
}

pub(crate) fn is_blank(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if first_char(text).is_none())
}

fn field_at(layout: &Layout, col: u16) -> Option<Field> {
    layout
        .columns
        .binary_search_by_key(&col, |column: &Column| column.col)
        .ok()
        .and_then(|at| layout.columns.get(at))
        .map(|c| c.field)
}

/// 合计, 小计, 共24户56人 within the first cells.
fn is_total(row: &Row, layout: &Layout) -> bool {
    row.cells.iter().take(4).any(|(col, cell)| {
        let Cell::Text(text) = cell else { return false };
        if !matches!(first_char(text), Some('合' | '小' | '总' | '共' | '累' | '本')) {
            return false;
        }
        let text = text.trim();
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).take(12).collect();
        let exact = matches!(
            bare.trim_end_matches([':', '：']),
            "合计" | "小计" | "总计" | "共计" | "累计" | "本页合计" | "本页小计" | "总人数" | "总户数"
        );
        let counted =
            ["合计", "小计", "总计", "共计", "总人数", "总户数", "本页合计", "本页小计"].iter().any(|word| {
                bare.strip_prefix(word).is_some_and(|rest| {
                    rest.trim_start_matches([':', '：', '共']).starts_with(|c: char| c.is_ascii_digit())
                })
            });
        let all = bare.strip_prefix('共').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let free_text = matches!(
            field_at(layout, *col),
            Some(Field::Remark | Field::Address | Field::Employer | Field::Registered)
        );
        exact || (counted && !free_text) || (all && !free_text)
    })
}

/// 填表人：…, 审核人：…, 注：… at the start of a row that holds no ID.
fn is_footer(text: &str, row: &Row, layout: &Layout) -> bool {
    const PLAIN: &[&str] = &[
        "填表人",
        "填报人",
        "制表人",
        "制表",
        "审核人",
        "审批人",
        "复核人",
        "统计人",
        "经办人",
        "填表日期",
        "填报日期",
        "制表日期",
        "统计日期",
        "打印日期",
        "填表单位",
        "填报单位",
        "填写说明",
        "填表说明",
        "填报说明",
        "情况说明",
        "以下空白",
        "以上",
        "签字",
        "盖章",
        "(盖章)",
        "（盖章）",
        "填表时间",
        "填报时间",
    ];
    const WITH_COLON: &[&str] = &[
        "注",
        "说明",
        "备注",
        "单位",
        "日期",
        "负责人",
        "签名",
        "联系人",
        "联系电话",
        "居委会",
        "社区",
        "楼组长",
        "网格员",
        "时间",
        "电话",
        "书记",
        "主任",
        "责任人",
        "村居",
        "街道",
    ];
    let filter = |c: char| {
        matches!(
            c,
            '填' | '制'
                | '审'
                | '复'
                | '统'
                | '经'
                | '打'
                | '情'
                | '以'
                | '签'
                | '盖'
                | '('
                | '（'
                | '注'
                | '说'
                | '备'
                | '单'
                | '日'
                | '负'
                | '联'
                | '居'
                | '社'
                | '楼'
                | '网'
                | '时'
                | '电'
                | '书'
                | '主'
                | '责'
                | '村'
                | '街'
                | '第'
                | '※'
                | '*'
                | '★'
        )
    };
    if !first_char(text).is_some_and(filter) {
        return false;
    }
    let start = text.trim_start();
    let bare: String = start.chars().filter(|c| !c.is_whitespace()).take(16).collect();
    let bare = bare.trim_start_matches(['※', '*', '★']);
    let plain = PLAIN.iter().any(|word| bare.starts_with(word));
    let colon = WITH_COLON
        .iter()
        .any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '：'])));
    let page = bare.starts_with('第') && bare.contains('页');
    if !(plain || colon || page) {
        return false;
    }
    let id = layout.column(Field::IdNumber).and_then(|column| row.get(column.col));
    id.is_none_or(|cell| cell_text(cell, false).bytes().filter(u8::is_ascii_digit).count() < 8)
}

/// A row of one cell: a line naming a building, a title, a number without anything.
fn lone(text: &str, col: u16, layout: &Layout) -> Option<Passed> {
    let field = field_at(layout, col);
    let squeezed = squeeze(text);
    // A lone cell in a room or address column is a room, not a line above a group, unless it says nothing of a room.
    if let Some(named) = ledger::section(&squeezed) {
        return Some(Passed::Section(named));
    }
    let titles = [
        "名单",
        "名册",
        "登记表",
        "台账",
        "汇总表",
        "统计表",
        "一览表",
        "情况说明",
        "信息表",
        "采集表",
        "花名",
    ];
    if titles.iter().any(|word| squeezed.contains(word)) {
        return Some(Passed::Skip(SkipReason::Title));
    }
    let sentence = squeezed.chars().count() > 12 || squeezed.contains(['。', '，', ':', '：']);
    match field {
        Some(Field::Seq | Field::Remark | Field::Extra | Field::Ignored) | None => {
            Some(Passed::Skip(if field == Some(Field::Seq) && !sentence {
                SkipReason::Blank
            } else {
                SkipReason::Footer
            }))
        }
        Some(Field::Name) if sentence => Some(Passed::Skip(SkipReason::Footer)),
        _ => None,
    }
}

/// The header's own words again, further down.
fn is_header_again(row: &Row, layout: &Layout) -> bool {
    layout.habits.header_lines.iter().any(|line| {
        let mut hits = 0usize;
        let mut seen = 0usize;
        for (col, cell) in &row.cells {
            let Cell::Text(text) = cell else { return false };
            seen += 1;
            let Ok(at) = line.binary_search_by_key(col, |(c, _)| *c) else { continue };
            let Some((_, word)) = line.get(at) else { continue };
            // Most rows are told apart by a first character, without normalising anything.
            let start = text.chars().find(|c| !c.is_whitespace() && *c != '*');
            let folds = start.is_some_and(|c| c.is_ascii_lowercase() || matches!(c, '\u{ff00}'..='\u{ffef}'));
            let alike = folds || start == word.chars().next();
            if alike && text.len() <= word.len() * 4 + 16 && normalise(text) == *word {
                hits += 1;
            } else if seen >= 4 && hits == 0 {
                return false;
            }
        }
        hits >= 2 && hits * 5 >= seen * 3 || (hits == 1 && seen == 1 && line.len() <= 2)
    })
}
