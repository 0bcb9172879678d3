//! 姓名: as shown and as compared. Pinyin and masks are beside; whose name it is, the plan decides.
use super::text::{fold_width, is_dash, is_han, is_placeholder};
use super::{Parsed, Why};
use std::fmt;

/// 姓名 as shown: Han names without inner spaces, Latin names with single ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName {
    text: String,
    note: Option<String>,
}

/// Longest name that is taken for one; identity cards of minorities reach the twenties.
const LONGEST: usize = 40;

/// 复姓 in use.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "令狐", "夏侯",
    "东方", "端木", "万俟", "澹台", "南宫", "轩辕", "闻人", "赫连", "钟离", "申屠", "太史", "濮阳", "淳于",
    "单于", "公羊", "呼延", "东郭", "独孤", "西门", "司空", "拓跋", "百里", "第五", "鲜于", "闾丘", "亓官",
    "司寇", "子车", "宗政", "仲孙", "左丘", "公冶", "谷梁", "达奚", "纳兰", "叶赫",
];

/// How many leading characters are the surname; a name without a known 复姓 has one.
pub(super) fn surname_chars(name: &str) -> usize {
    let compound =
        name.chars().nth(2).is_some() && COMPOUND_SURNAMES.iter().any(|surname| name.starts_with(surname));
    if compound { 2 } else { 1 }
}

fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '●' | '．' | '･' | '᛫' | '.' | '。')
}

/// A character after which (or before which) spaces and dots are those of a Han name.
fn is_name_han(c: Option<char>) -> bool {
    c.is_some_and(|c| is_han(c) || c == '·')
}

impl PersonName {
    /// Reads a 姓名 cell. 张　三 → 张三, 张三（户主） → 张三 with the note 户主. Several people in one cell, digits, or
    /// text too long for a name are unreadable; two Han words of two or more characters each are doubtful.
    pub fn parse(raw: &str) -> Parsed<Self> {
        let han_only = |c| matches!(c, '\u{4E00}'..='\u{9FFF}');
        if (4..=16).contains(&raw.len()) && raw.chars().all(han_only) && !is_placeholder(raw) {
            return Parsed::Value(Self { text: raw.to_owned(), note: None });
        }
        if is_placeholder(raw) {
            return Parsed::Blank;
        }
        let folded = fold_width(raw);
        let trimmed = folded.trim_matches(|c: char| {
            c.is_whitespace() || c.is_control() || is_dash(c) || "'\"`‘’“”*#、,;:；：，。√☆★▲●".contains(c)
        });
        let (name, note) = split_note(trimmed);
        if name.chars().count() > LONGEST || name.contains(['、', ',', '，', ';', '；', '/', '\n', '\\', '|'])
        {
            return Parsed::unreadable(raw, Why::NameShape);
        }
        let digits = name.chars().filter(char::is_ascii_digit).count();
        if digits > 3 || !name.chars().any(|c| c.is_alphabetic() || is_han(c)) {
            return Parsed::unreadable(raw, Why::NameShape);
        }
        let text = join(name);
        let words =
            name.split_whitespace().filter(|word| word.chars().all(is_han) && word.chars().nth(1).is_some());
        let two_people = words.count() > 1 && surname_chars(&text) == 1;
        let name = Self { text, note };
        if two_people { Parsed::Doubtful(name, Why::NameShape) } else { Parsed::Value(name) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stood in brackets behind the name: 张三（户主） → 户主.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Comparable form: no spaces, dots, variation selectors or letter case.
    pub fn key(&self) -> String {
        let plain = |c: &char| {
            !c.is_whitespace()
                && !is_middle_dot(*c)
                && !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
        };
        self.text.chars().filter(plain).flat_map(char::to_lowercase).collect()
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The name and what stands in the first brackets.
fn split_note(text: &str) -> (&str, Option<String>) {
    const OPEN: [char; 6] = ['(', '[', '【', '〔', '<', '《'];
    const CLOSE: [char; 6] = [')', ']', '】', '〕', '>', '》'];
    let Some((before, rest)) = text.split_once(OPEN) else {
        return (text, None);
    };
    let (inside, after) = rest.split_once(CLOSE).unwrap_or((rest, ""));
    let note = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    match (before.trim(), after.trim()) {
        ("", "") => (inside.trim(), None),
        ("", name) => (name, note(inside)),
        (name, "") => (name, note(inside)),
        (name, after) => (name, note(&format!("{inside} {after}"))),
    }
}

/// Inner spaces of Han names removed, dots unified; Latin words one space apart.
fn join(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().filter(|c| !c.is_control()).peekable();
    while let Some(c) = chars.next() {
        let before = out.chars().next_back();
        if c.is_whitespace() {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            let both_latin = !is_name_han(before)
                && !is_name_han(chars.peek().copied().map(|c| if is_middle_dot(c) { '·' } else { c }));
            if both_latin && before.is_some() && chars.peek().is_some() {
                out.push(' ');
            }
        } else if is_middle_dot(c) && (is_han_dot(c) || is_name_han(before)) {
            if before != Some('·') {
                out.push('·');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Dots that are never a Latin abbreviation's.
fn is_han_dot(c: char) -> bool {
    is_middle_dot(c) && c != '.'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(raw: &str) -> String {
        PersonName::parse(raw).value().unwrap_or_else(|| panic!("{raw} is a name")).as_str().to_owned()
    }

    #[test]
    fn spaces_inside_han_names_go() {
        assert_eq!(name("张　三"), "张三");
        assert_eq!(name(" 张  国\u{A0}英 "), "张国英");
        assert_eq!(name("'张三"), "张三");
        assert_eq!(name("John   Smith"), "John Smith");
        assert_eq!(name("SMITH，JOHN".replace('，', " ").as_str()), "SMITH JOHN");
    }

    #[test]
    fn every_middle_dot_is_the_same_dot() {
        for raw in [
            "买买提·阿卜杜拉",
            "买买提•阿卜杜拉",
            "买买提．阿卜杜拉",
            "买买提.阿卜杜拉",
            "买买提 · 阿卜杜拉",
            "买买提・阿卜杜拉",
        ] {
            assert_eq!(name(raw), "买买提·阿卜杜拉", "{raw}");
        }
        assert_eq!(name("J. Smith"), "J. Smith");
    }

    #[test]
    fn rare_characters_survive() {
        for raw in ["𠮷田", "王\u{E123}", "㛃英", "䶮明"] {
            assert_eq!(name(raw), raw);
        }
    }

    #[test]
    fn brackets_become_a_note() {
        let parsed = PersonName::parse("张三（户主）").into_value().unwrap();
        assert_eq!((parsed.as_str(), parsed.note()), ("张三", Some("户主")));
    }

    #[test]
    fn what_is_no_name_keeps_its_text() {
        for raw in ["13812345678", "310110193805121234", "张三、李四", "张三\n李四", "12", &"长".repeat(41)]
        {
            assert_eq!(PersonName::parse(raw).raw(), Some(raw), "{raw}");
        }
        assert_eq!(PersonName::parse("无"), Parsed::Blank);
        assert_eq!(PersonName::parse("张三 李四").why(), Some(Why::NameShape));
        assert_eq!(PersonName::parse("欧阳 娜娜").why(), None);
    }

    #[test]
    fn keys_compare_across_spelling() {
        let key = |raw: &str| PersonName::parse(raw).into_value().unwrap().key();
        assert_eq!(key("买买提•阿卜杜拉"), key("买买提 阿卜杜拉"));
        assert_eq!(key("JOHN SMITH"), key("John  Smith"));
        assert_ne!(key("张三"), key("张四"));
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_is_stable(raw in ".{0,50}") {
            if let Some(name) = PersonName::parse(&raw).into_value() {
                let _ = (name.key(), crate::values::mask_name(name.as_str()));
            }
        }
        #[test]
        fn han_names_round_trip(raw in "[一-龥]{2,4}") {
            if let Parsed::Value(name) = PersonName::parse(&raw) {
                prop_assert_eq!(name.to_string(), raw);
            }
        }
    }
}
