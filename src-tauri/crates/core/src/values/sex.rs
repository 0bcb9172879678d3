//! 性别: read from a cell. The sex in an identity number belongs to `id_number`.
use super::text::{is_placeholder, squeeze};
use super::{Parsed, Why};
use std::fmt;

/// 性别 (GB/T 2261.1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
pub enum Sex {
    /// 男
    #[serde(rename = "男")]
    Male,
    /// 女
    #[serde(rename = "女")]
    Female,
}
/// How a column codes the sex in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SexCoding {
    /// GB/T 2261.1: 0 未知, 1 男, 2 女, 9 未说明.
    #[default]
    Standard,
    /// 0 女, 1 男.
    ZeroIsFemale,
}
impl Sex {
    /// Reads a 性别 cell: 男, 女性, M, 1, 2 … 0 未知 and 9 未说明 are blank, but 0 is 女 where the column says so.
    pub fn parse(text: &str, coding: SexCoding) -> Parsed<Self> {
        match text {
            "男" => return Parsed::Value(Self::Male),
            "女" => return Parsed::Value(Self::Female),
            _ => {}
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        let squeezed = squeeze(text);
        let word = squeezed.trim_matches(['\'', '.', '。', ':']);
        let number = word.strip_suffix(".0").unwrap_or(word);
        match (number.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(number), coding) {
            ("1", _) => return Parsed::Value(Self::Male),
            ("2", SexCoding::Standard) | ("0", SexCoding::ZeroIsFemale) => {
                return Parsed::Value(Self::Female);
            }
            ("0", SexCoding::Standard) | ("9", _) => return Parsed::Blank,
            _ => {}
        }
        if ["未说明", "未说明的性别", "未知的性别", "未知性别"].contains(&word) {
            return Parsed::Blank;
        }
        let latin = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
        let short = word.chars().count() <= 6;
        let male = (short && word.contains(['男', '♂'])) || latin(&["m", "male"]) || word == "先生";
        let female = (short && word.contains(['女', '♀'])) || latin(&["f", "female"]) || word == "女士";
        match (male, female) {
            (true, false) => Parsed::Value(Self::Male),
            (false, true) => Parsed::Value(Self::Female),
            _ => Parsed::unreadable(text, Why::SexShape),
        }
    }
    /// 男 / 女.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
    /// Back from [`Sex::as_str`].
    pub fn from_stored(text: &str) -> Option<Self> {
        match text {
            "男" => Some(Self::Male),
            "女" => Some(Self::Female),
            _ => None,
        }
    }
}
impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ways_ledgers_write_it() {
        for text in ["男", "男性", " 男 ", "M", "male", "1", "1.0", "01", "１", "1-男", "男孩"] {
            assert_eq!(Sex::parse(text, SexCoding::Standard), Parsed::Value(Sex::Male), "{text}");
        }
        for text in ["女", "女性", "女士", "F", "f", "2", "2.女", "Female"] {
            assert_eq!(Sex::parse(text, SexCoding::Standard), Parsed::Value(Sex::Female), "{text}");
        }
        for text in ["男/女", "3", "妇", "儿子"] {
            assert_eq!(Sex::parse(text, SexCoding::Standard).raw(), Some(text), "{text}");
        }
    }

    #[test]
    fn zero_means_what_its_column_says() {
        assert_eq!(Sex::parse("0", SexCoding::Standard), Parsed::Blank);
        assert_eq!(Sex::parse("9", SexCoding::Standard), Parsed::Blank);
        assert_eq!(Sex::parse("0", SexCoding::ZeroIsFemale), Parsed::Value(Sex::Female));
        assert_eq!(Sex::parse("1", SexCoding::ZeroIsFemale), Parsed::Value(Sex::Male));
        assert_eq!(Sex::parse("2", SexCoding::ZeroIsFemale).why(), Some(Why::SexShape));
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,12}") {
            let _ = Sex::parse(&text, SexCoding::ZeroIsFemale);
        }
    }

    #[test]
    fn display_round_trips() {
        for sex in [Sex::Male, Sex::Female] {
            assert_eq!(Sex::from_stored(sex.as_str()), Some(sex));
            assert_eq!(Sex::parse(&sex.to_string(), SexCoding::Standard), Parsed::Value(sex));
        }
    }
}
