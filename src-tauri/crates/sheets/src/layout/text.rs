//! A cell as text, and the small words a cell can be: yes, no, as above, total. No headers and no fields here.
use std::borrow::Cow;

use louce_core::values::{Day, is_placeholder, squeeze};

use crate::read::Cell;

/// The cell as a person sees it. Numbers without a fraction lose the dot; dates become ISO days; errors say nothing.
pub(crate) fn cell_text(cell: &Cell, uses_1904: bool) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number_text(*number)),
        Cell::Date(serial) => Cow::Owned(date_text(*serial, uses_1904)),
        Cell::Bool(true) => Cow::Borrowed("是"),
        Cell::Bool(false) => Cow::Borrowed("否"),
        Cell::Error(_) => Cow::Borrowed(""),
    }
}

/// 402.0 → "402".
pub(crate) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{}", number as i64)
    } else {
        format!("{number}")
    }
}

fn date_text(serial: f64, uses_1904: bool) -> String {
    let clock = time_text(serial);
    if (0.0..1.0).contains(&serial) {
        return clock.unwrap_or_default();
    }
    match (Day::from_excel_serial(serial.floor(), uses_1904), clock) {
        (Some(day), Some(clock)) => format!("{day} {clock}"),
        (Some(day), None) => day.to_string(),
        (None, _) => number_text(serial),
    }
}

/// The time of day of a serial number, `08:30`; none at midnight.
pub(crate) fn time_text(serial: f64) -> Option<String> {
    let fraction = serial - serial.floor();
    if !fraction.is_finite() {
        return None;
    }
    let minutes = (fraction * 1440.0).round() as u32 % 1440;
    (minutes > 0).then(|| format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

/// Text of a field that is kept as text; `None` for blanks and placeholders.
pub(crate) fn said(text: &str) -> Option<Cow<'_, str>> {
    let text = tidy(text);
    (!says_nothing(&text)).then_some(text)
}

/// As [`squeeze`], which most cells do not need: digits, Latin letters and Han without white space are looked over once.
pub(crate) fn tidy(text: &str) -> Cow<'_, str> {
    let clean = text.bytes().all(|byte| matches!(byte, 0x21..=0x7e | 0x80..=0xbf | 0xe4..=0xe9));
    if clean { Cow::Borrowed(text) } else { squeeze(text) }
}

/// As [`is_placeholder`], decided by the first character where it can be: no placeholder begins with a digit, and few
/// Han characters and letters begin one.
pub(crate) fn says_nothing(text: &str) -> bool {
    match text.chars().next() {
        Some('无' | '没' | '不' | '未' | '暂' | '待' | '空' | '缺' | '查' | 'n' | 'N' | 'u' | 'U') => {
            is_placeholder(text)
        }
        Some('0'..='9' | 'a'..='z' | 'A'..='Z' | '\u{4e00}'..='\u{9fff}') => false,
        _ => is_placeholder(text),
    }
}

/// The first character that is no white space.
pub(crate) fn first_char(text: &str) -> Option<char> {
    text.chars().find(|c| !c.is_whitespace())
}

/// 同上, 〃: the cell says what the one above it says.
pub(crate) fn is_ditto(text: &str) -> bool {
    if !matches!(first_char(text), Some('同' | '〃' | '〞' | '″' | '"' | '\'' | '“' | '”' | '如' | '仝'))
    {
        return false;
    }
    matches!(
        text.trim(),
        "同上"
            | "〃"
            | "同前"
            | "〞"
            | "″"
            | "\""
            | "''"
            | "“"
            | "”"
            | "同上。"
            | "如上"
            | "仝上"
            | "〃〃"
            | "″″"
            | "\"\""
            | "同上行"
    )
}

/// 是 / 否 as people tick them.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    Some(match text.trim() {
        "√" | "✓" | "✔" | "☑" | "是" | "有" | "1" | "Y" | "y" | "YES" | "Yes" | "yes" | "对" | "TRUE"
        | "true" | "●" | "■" | "☆" | "★" | "V" | "v" | "∨" | "◯" | "○" | "〇" | "O" => true,
        "×" | "✗" | "✘" | "☒" | "X" | "x" | "否" | "无" | "没有" | "0" | "N" | "n" | "NO" | "No" | "no"
        | "FALSE" | "false" | "不是" | "□" | "☐" | "非" => false,
        _ => return None,
    })
}

/// 王五 13812341234: a name and the phone text behind it.
pub(crate) fn name_and_phone(text: &str) -> (String, String) {
    let text = squeeze(text);
    let is_phone = |c: char| c.is_ascii_digit() || c == '+';
    let Some(start) = text.find(is_phone) else { return (trim_name(&text), String::new()) };
    let (before, after) = text.split_at(start);
    let end = after
        .char_indices()
        .find(|(_, c)| !(is_phone(*c) || matches!(c, '-' | ' ' | '/' | ';' | '、' | ',' | '，' | '；')))
        .map_or(after.len(), |(at, _)| at);
    let (phone, rest) = after.split_at(end);
    let name = if before.trim().is_empty() { rest } else { before };
    (trim_name(name), phone.trim().to_owned())
}

fn trim_name(text: &str) -> String {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '(' | ')' | '（' | '）' | ',' | '，' | '、' | ';' | '；' | '/' | '-')
    })
    .trim_end_matches("电话")
    .trim_end_matches("手机")
    .trim_end_matches([':', '：', ' ', ',', '，'])
    .to_owned()
}

/// Whether a text is made of Han characters only (and the dot of names).
pub(crate) fn is_han(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_han_char)
}

pub(crate) fn is_han_char(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{e000}'..='\u{f8ff}' | '·' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_phone_come_apart() {
        let pair = |text| name_and_phone(text);
        assert_eq!(pair("王五 13812341234"), ("王五".into(), "13812341234".into()));
        assert_eq!(pair("王五（13812341234）"), ("王五".into(), "13812341234".into()));
        assert_eq!(pair("13812341234王五"), ("王五".into(), "13812341234".into()));
        assert_eq!(pair("王五 电话：13812341234"), ("王五".into(), "13812341234".into()));
        assert_eq!(pair("王五"), ("王五".into(), String::new()));
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_to_a_placeholder_agrees_with_the_long_one(text in "[无没不有详未知暂待补空缺查/\\-—nNaA0-9 ，张三白]{0,4}") {
            proptest::prop_assert_eq!(says_nothing(&text), is_placeholder(&text));
        }
    }

    #[test]
    fn numbers_read_as_people_see_them() {
        assert_eq!(number_text(402.0), "402");
        assert_eq!(number_text(36.5), "36.5");
        assert_eq!(time_text(0.354_166_666_67).as_deref(), Some("08:30"));
        assert_eq!(time_text(44_000.0), None);
    }
}
