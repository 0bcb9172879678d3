//! Width, white space and Chinese numerals: what ledgers do to text before it says anything.
//!
//! No value of its own belongs here, only what several parsers share.
use std::borrow::Cow;

/// Characters that say nothing and are dropped: zero-width, direction marks, soft hyphen, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// Compatibility forms that stand for plain characters: circled and Roman numerals, Kangxi radicals, compatibility
/// ideographs, vertical and small punctuation.
fn is_compatibility(c: char) -> bool {
    matches!(c,
        '\u{2070}'..='\u{209F}' | '\u{2116}' | '\u{2150}'..='\u{2188}' | '\u{2460}'..='\u{24FF}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{3200}'..='\u{33FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}'
        | '\u{2F800}'..='\u{2FA1F}')
}

fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{4E00}'..='\u{9FFF}')
}

fn folds(c: char) -> bool {
    !is_plain(c)
        && (matches!(c, '\u{FF01}'..='\u{FF5E}') || is_odd_space(c) || is_invisible(c) || is_compatibility(c))
}

/// Full-width ASCII and odd spaces to half-width, compatibility forms to plain ones (NFKC for what ledgers hold);
/// invisible characters are dropped. Borrows when there is nothing to do.
pub fn fold_width(text: &str) -> Cow<'_, str> {
    let Some((at, _)) = text.char_indices().find(|(_, c)| folds(*c)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let (plain, rest) = text.split_at(at);
    out.push_str(plain);
    for c in rest.chars() {
        match c {
            c if is_plain(c) => out.push(c),
            '\u{FF01}'..='\u{FF5E}' => out.push(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
            c if is_odd_space(c) => out.push(' '),
            c if is_invisible(c) => {}
            c if is_compatibility(c) => unicode_normalization::char::decompose_compatible(c, |d| out.push(d)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// [`fold_width`], trimmed, inner runs of white space (line breaks included) as one space.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    match fold_width(text) {
        Cow::Borrowed(text) => squeeze_spaces(text),
        Cow::Owned(text) => match squeeze_spaces(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => Cow::Owned(text),
            other => Cow::Owned(other.into_owned()),
        },
    }
}

fn squeeze_spaces(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_space);
    let mut after_space = false;
    let tidy = text.chars().all(|c| {
        let ok = !is_space(c) || (c == ' ' && !after_space);
        after_space = c == ' ';
        ok
    });
    if tidy {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// First characters of the Chinese placeholders below; any other ideograph or digit says something.
const PLACEHOLDER_STARTS: [char; 9] = ['无', '没', '不', '未', '暂', '待', '空', '缺', '查'];

/// Whether a cell says nothing: empty, 无, -, /, 不详 … (〃 and 同上 do say something.)
pub fn is_placeholder(text: &str) -> bool {
    match text.chars().next() {
        None => return true,
        Some('0'..='9' | '\u{4E00}'..='\u{9FFF}') if !text.starts_with(PLACEHOLDER_STARTS) => return false,
        _ => {}
    }
    let text = squeeze(text);
    let punctuation = |c: char| {
        is_dash(c)
            || matches!(
                c,
                '/' | '\\'
                    | '|'
                    | '.'
                    | '。'
                    | '·'
                    | '…'
                    | '*'
                    | '?'
                    | '？'
                    | '_'
                    | '、'
                    | ','
                    | ';'
                    | ':'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '×'
                    | '\''
                    | '"'
            )
    };
    let bare = text.trim_matches(|c: char| punctuation(c) || c == ' ');
    if bare.is_empty() {
        return true;
    }
    if bare.len() > 18 {
        return false;
    }
    matches!(
        bare,
        "无" | "没有"
            | "没"
            | "不详"
            | "未知"
            | "暂无"
            | "待补"
            | "空"
            | "不明"
            | "不清楚"
            | "未填"
            | "未提供"
            | "待核实"
            | "待查"
            | "不知道"
            | "未登记"
            | "待补充"
            | "缺"
            | "空白"
            | "暂缺"
            | "查无"
            | "无数据"
            | "未填写"
            | "不知"
            | "〇"
    ) || ["n/a", "na", "null", "nil", "none", "nan", "#n/a", "#ref!", "#value!", "#name", "undefined"]
        .iter()
        .any(|word| bare.eq_ignore_ascii_case(word))
}

/// Every kind of dash people type between two numbers.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '~' | '～' | '－' | '〜' | 'ー' | '⁃')
}

/// A Chinese ideograph, private-use code points (names that Unicode lacks) included.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '々'
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// Chinese numeral to its value: digits, and 十 百 as negative place values.
fn han_value(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => -10,
        '百' | '佰' => -100,
        _ => return None,
    })
}

pub(super) fn is_han_numeral(c: char) -> bool {
    han_value(c).is_some()
}

/// A run of Chinese numerals as digits: 十二 → 12, 三百零二 → 302, 一〇二 → 102. None when it is no number.
pub(super) fn han_number(run: &str) -> Option<String> {
    if run.is_empty() || run.chars().count() > 12 {
        return None;
    }
    if !run.contains(['十', '拾', '百', '佰']) {
        return run
            .chars()
            .map(|c| han_value(c).and_then(|v| char::from_digit(u32::try_from(v).ok()?, 10)))
            .collect();
    }
    let (mut total, mut digit) = (0i64, None);
    for c in run.chars() {
        match han_value(c)? {
            place if place < 0 => {
                total += digit.take().unwrap_or(1) * -place;
            }
            value => {
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(value);
            }
        }
    }
    Some((total + digit.unwrap_or(0)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_text_becomes_half_width() {
        assert_eq!(fold_width("１２号　Ａ－４０２"), "12号 A-402");
        assert_eq!(fold_width("⑫号楼Ⅱ"), "12号楼II");
        assert_eq!(fold_width("⽅⼀\u{FEFF}平"), "方一平");
    }

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["12号楼402", "张国英", "", "a b"] {
            assert!(matches!(fold_width(text), Cow::Borrowed(_)));
            assert!(matches!(squeeze(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn white_space_is_squeezed() {
        assert_eq!(squeeze("  张　\u{A0}三\r\n李四\u{200B} "), "张 三 李四");
        assert_eq!(squeeze(" \t\n"), "");
    }

    #[test]
    fn placeholders_say_nothing() {
        for text in [
            "",
            " ",
            "无",
            "没有",
            "不详",
            "未知",
            "暂无",
            "N/A",
            "null",
            "待补",
            "空",
            "-",
            "--",
            "—",
            "——",
            "/",
            "\\",
            "（无）",
            "无。",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in ["〃", "同上", "无锡", "0", "空关", "张三", "没有电话"] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn chinese_numerals_are_numbers() {
        for (han, digits) in [
            ("二", "2"),
            ("十", "10"),
            ("十二", "12"),
            ("二十", "20"),
            ("二十一", "21"),
            ("三百零二", "302"),
            ("一〇二", "102"),
            ("一百", "100"),
        ] {
            assert_eq!(han_number(han).as_deref(), Some(digits), "{han}");
        }
        assert_eq!(han_number("二三十"), None);
        assert_eq!(han_number(""), None);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}|.{0,40}") {
            let once = squeeze(&text).into_owned();
            prop_assert_eq!(squeeze(&once).into_owned(), once.clone());
            let _ = is_placeholder(&text);
            let _ = han_number(&text);
        }
    }
}
