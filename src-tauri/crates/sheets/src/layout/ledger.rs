//! What stands around the table: sheet name, titles, file name. Which building they name, what the ledger is about.
use louce_core::values::{PresenceState, TagKind, Tags, building_name, fold_width, unit_name};

/// A building or entrance named in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Named {
    pub building: Option<String>,
    pub unit: Option<String>,
}

impl Named {
    pub(crate) fn is_empty(&self) -> bool {
        self.building.is_none() && self.unit.is_none()
    }
}

const CHINESE_DIGITS: &str = "一二三四五六七八九十";

/// Finds the one building a title, sheet or file is about. None when it names several (1-5号楼, 1号楼、2号楼).
pub(crate) fn building_in(text: &str) -> Named {
    let folded = fold_width(text);
    let chars: Vec<char> = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found: Option<String> = None;
    let mut unit: Option<String> = None;
    let mut at = 0;
    while at < chars.len() {
        let Some(len) = building_suffix(chars.get(at..).unwrap_or(&[])) else {
            if chars.get(at..at + 2) == Some(&['单', '元']) {
                let start = token_start(&chars, at, true);
                let token: String = chars.get(start..at + 2).unwrap_or(&[]).iter().collect();
                if start < at {
                    let name = unit_name(&token);
                    if unit.is_some() && unit != name {
                        return Named { building: found, unit: None };
                    }
                    unit = name;
                }
            }
            at += 1;
            continue;
        };
        let start = token_start(&chars, at, false);
        if start < at {
            let before = start.checked_sub(1).and_then(|b| chars.get(b)).copied();
            let token: String = chars.get(start..at).unwrap_or(&[]).iter().collect();
            let bare = chars.get(at) == Some(&'号') && len == 1;
            let street = matches!(before, Some('路' | '街' | '月' | '年' | '道'));
            if matches!(
                before,
                Some('、' | ',' | '，' | '和' | '及' | '与' | '~' | '～' | '至' | '到' | '/' | '—' | '–')
            ) || is_range(&token)
            {
                return Named::default();
            }
            if !(bare && (street || before == Some('第'))) {
                let name = building_name(&format!("{token}{}", if bare { "号" } else { "号楼" }));
                match (&found, name) {
                    (Some(known), Some(new)) if *known != new => return Named::default(),
                    (None, Some(new)) => found = Some(new),
                    _ => {}
                }
            }
        }
        at += len;
    }
    Named { building: found, unit }
}

/// Length of a word that makes the number before it a building.
fn building_suffix(rest: &[char]) -> Option<usize> {
    match rest {
        ['号', '楼', '长' | '组', ..] => None,
        ['号', '楼' | '栋' | '幢', ..] | ['#', '楼', ..] => Some(2),
        ['栋' | '幢' | '#', ..] => Some(1),
        ['座', '谈' | '位' | '机', ..] => None,
        ['座', ..] => Some(1),
        ['号'] => Some(1),
        ['号', next, ..] if "人居住名花登名独空孤老隔返全信情单(-—_".contains(*next) => {
            Some(1)
        }
        _ => None,
    }
}

/// Where the number that ends before `end` begins.
fn token_start(chars: &[char], end: usize, is_unit: bool) -> usize {
    let mut start = end;
    while let Some(c) = start.checked_sub(1).and_then(|at| chars.get(at)) {
        let part = c.is_ascii_alphanumeric()
            || CHINESE_DIGITS.contains(*c)
            || (is_unit && "甲乙丙丁东西中".contains(*c))
            || (!is_unit && *c == '-' && start < end);
        if !part {
            break;
        }
        start -= 1;
    }
    // 延吉路A栋: letters directly behind other letters of a word such as Sheet1 are no building.
    let letters = chars.get(start..end).unwrap_or(&[]).iter().filter(|c| c.is_ascii_alphabetic()).count();
    if letters > 1 { end } else { start }
}

/// 1-5 of “1-5号楼” is a range; 3-2 of “3-2幢” is a name.
fn is_range(token: &str) -> bool {
    let Some((from, to)) = token.split_once('-') else { return false };
    match (from.parse::<u32>(), to.parse::<u32>()) {
        (Ok(from), Ok(to)) => from < to,
        _ => false,
    }
}

/// The building of a sheet by its name: `12号楼`, `12#`, `12`.
pub(crate) fn building_of_sheet_name(name: &str) -> Named {
    let named = building_in(name);
    if !named.is_empty() {
        return named;
    }
    let trimmed = name.trim();
    let short = trimmed.chars().count() <= 3;
    let digits = trimmed.chars().filter(char::is_ascii_digit).count();
    if short && digits > 0 && (digits == trimmed.len() || trimmed.ends_with('楼')) {
        return Named { building: building_name(trimmed), unit: None };
    }
    Named::default()
}

/// A line of its own between rows: “12号楼”, “延吉七村12号”, “2单元”; nothing but a place.
pub(crate) fn section(text: &str) -> Option<Named> {
    let text = text.trim();
    if text.chars().count() > 24 || text.contains(['室', '房']) {
        return None;
    }
    let named = building_in(text);
    if named.is_empty() {
        return None;
    }
    let ends = [
        "号楼",
        "栋",
        "幢",
        "座",
        "#",
        "号",
        "单元",
        "#楼",
        "名单",
        "名册",
        "花名册",
        "登记表",
        "人员",
        "居民",
    ];
    let bare = text.trim_end_matches([')', '）', ':', '：', ' ']);
    ends.iter().any(|end| bare.ends_with(end)).then_some(named)
}

/// Whether a line is a title rather than a note: notes count people and carry a colon.
pub(crate) fn is_title(line: &str) -> bool {
    !line.contains([':', '：', '。']) && line.chars().count() <= 40
}

/// The special populations the sheet is about, whether every row surely is of all of them, and the text that says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Populations {
    pub kinds: Vec<TagKind>,
    pub certain: bool,
    pub evidence: String,
}

/// Looks in the sheet's name, then its titles, then the file's name.
pub(crate) fn populations(sheet: &str, titles: &[String], file_stem: &str) -> Populations {
    let texts = std::iter::once(sheet)
        .chain(titles.iter().map(String::as_str).filter(|line| is_title(line)))
        .chain(std::iter::once(file_stem));
    for text in texts {
        let kinds = Tags::mine(text).kinds;
        if kinds.is_empty() {
            continue;
        }
        // 独居、空巢老人: either will do, so no row surely is both.
        let either = kinds.len() > 1
            && text.contains(['、', ',', '，', '/', '及', '和', '与', '或', '+', '&', ';', '；']);
        let part = ["含", "除", "包括", "非", "统计", "汇总", "等"].iter().any(|word| text.contains(word));
        return Populations { kinds, certain: !either && !part, evidence: text.trim().to_owned() };
    }
    Populations::default()
}

/// 居家 or 集中, as far as the texts around the table agree.
pub(crate) fn isolation_in<'a>(texts: impl Iterator<Item = &'a str>) -> Option<PresenceState> {
    let mut found = None;
    for text in texts {
        let home = ["居家隔离", "居隔", "居家观察", "居家健康监测", "居家医学观察"]
            .iter()
            .any(|word| text.contains(word));
        let central = ["集中隔离", "隔离点", "方舱", "集中医学观察"].iter().any(|word| text.contains(word));
        match (home, central) {
            (true, true) => return None,
            (true, false) => found = found.or(Some(PresenceState::HomeIsolation)),
            (false, true) => found = found.or(Some(PresenceState::CentralIsolation)),
            (false, false) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn building(text: &str) -> Option<String> {
        building_in(text).building
    }

    #[test]
    fn a_title_gives_its_building() {
        assert_eq!(building("延吉七村12号楼人员名单").as_deref(), Some("12"));
        assert_eq!(building("１２号楼居民花名册").as_deref(), Some("12"));
        assert_eq!(building("12号人员名单").as_deref(), Some("12"));
        assert_eq!(building("二栋").as_deref(), Some("2"));
        assert_eq!(building("A座住户登记").as_deref(), Some("A"));
        assert_eq!(building("12#"), Some("12".into()));
        let named = building_in("12号楼2单元花名册");
        assert_eq!((named.building.as_deref(), named.unit.as_deref()), (Some("12"), Some("2")));
    }

    #[test]
    fn what_names_several_buildings_or_none_gives_none() {
        for text in [
            "1-5号楼居民名单",
            "12号楼、13号楼名单",
            "延吉路99号居民区",
            "2022年3月12号",
            "第3网格",
            "Sheet1",
            "延吉七村居民花名册",
            "3月20日核酸",
        ] {
            assert_eq!(building(text), None, "{text}");
        }
    }

    #[test]
    fn a_sheet_may_be_named_by_the_bare_number() {
        assert_eq!(building_of_sheet_name("12").building.as_deref(), Some("12"));
        assert_eq!(building_of_sheet_name("Sheet2").building, None);
        assert_eq!(building_of_sheet_name("2022").building, None);
    }

    #[test]
    fn either_or_in_a_title_tags_nobody() {
        let both = populations("Sheet1", &["独居、空巢老人名单".into()], "");
        assert!(!both.certain);
        let one = populations("Sheet1", &["延吉七村独居老人名单".into()], "");
        assert_eq!((one.kinds, one.certain), (vec![TagKind::LivingAlone], true));
        let note = populations("Sheet1", &["情况说明：独居3人".into()], "");
        assert_eq!(note.kinds, vec![]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked(text in "\\PC{0,40}") {
            let _ = building_in(&text);
            let _ = section(&text);
            let _ = building_of_sheet_name(&text);
        }
    }
}
