//! 电话: the numbers in a cell. Whose they are does not belong here.
use super::text::{fold_width, is_dash, is_placeholder};
use super::{Unreadable, Why};
use std::fmt;

/// One telephone number in its stored form: 13812345678, 021-65123456, 65123456 or 4008201234.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

impl Phone {
    /// The stored form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Masked for paper.
    pub fn masked(&self) -> String {
        super::mask_phone(&self.0)
    }

    /// No checks: from our own database.
    pub fn from_stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A number from its digits alone; None when they are no telephone number.
    fn from_digits(digits: &str) -> Option<Self> {
        if is_mobile(digits) {
            return Some(Self(digits.to_owned()));
        }
        let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
        if let Some(rest) = national.filter(|rest| rest.len() >= 9) {
            if is_mobile(rest) {
                return Some(Self(rest.to_owned()));
            }
            return if rest.starts_with('0') { landline(rest) } else { landline(&format!("0{rest}")) };
        }
        match digits.len() {
            8 if digits.starts_with(|c: char| ('2'..='8').contains(&c)) => Some(Self(digits.to_owned())),
            10 if digits.starts_with("400") || digits.starts_with("800") => Some(Self(digits.to_owned())),
            _ => landline(digits),
        }
    }

    /// A bare eight-digit number: the city is only assumed.
    fn lacks_area(&self) -> bool {
        self.0.len() == 8
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_mobile(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    digits.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|b| (b'3'..=b'9').contains(&b))
        && bytes.all(|b| b.is_ascii_digit())
}

/// 0 + area code + number as area-number; 010 and 02x have three digits, all others four.
fn landline(digits: &str) -> Option<Phone> {
    let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
    let (area, number) = digits.split_at_checked(area)?;
    let fits = area.starts_with('0') && !area.starts_with("00") && matches!(number.len(), 7 | 8);
    let number_starts = number.starts_with(|c: char| ('2'..='9').contains(&c));
    (fits && number_starts).then(|| Phone(format!("{area}-{number}")))
}

/// What a phone cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phones {
    /// Numbers understood, each once.
    pub phones: Vec<Phone>,
    /// Pieces not understood, as they were; an extension (转123) keeps its whole piece here.
    pub unreadable: Vec<Unreadable>,
    /// Why a person should look at the numbers understood.
    pub doubtful: Option<Why>,
}

/// Pieces of one number at most (+86 0571 8765 4321 …).
const MOST_PIECES: usize = 6;
/// Pieces looked at in one cell; more is no phone cell.
const LONGEST_CELL: usize = 600;

impl Phones {
    /// Reads a phone cell: several numbers, labels, +86, inner spaces and dashes. "138 1234 5678" is one number.
    pub fn parse(text: &str) -> Self {
        let mut found = Self::default();
        if is_mobile(text) {
            found.phones.push(Phone(text.to_owned()));
            return found;
        }
        if is_placeholder(text) {
            return found;
        }
        let folded = fold_width(text);
        if folded.len() > LONGEST_CELL || is_scientific(&folded) {
            found.keep(text);
            return found;
        }
        for piece in folded.split(is_separator) {
            if !is_placeholder(piece) {
                found.piece(piece);
            }
        }
        if found.phones.is_empty() && found.unreadable.is_empty() {
            found.keep(text);
        }
        found
    }

    /// Reads a phone cell that was a number; a landline that lost its leading 0 is doubtful.
    pub fn parse_number(number: f64) -> Self {
        if number == 0.0 {
            return Self::default();
        }
        if !number.is_finite() || number < 0.0 || number.fract() != 0.0 || number >= 1e15 {
            let mut found = Self::default();
            found.keep(&number.to_string());
            return found;
        }
        let digits = format!("{number:.0}");
        let mut found = Self::parse(&digits);
        if let Some(phone) = landline(&format!("0{digits}")).filter(|_| found.phones.is_empty()) {
            found = Self { phones: vec![phone], unreadable: Vec::new(), doubtful: Some(Why::PhoneShape) };
        }
        found
    }

    /// Nothing was said at all.
    pub fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.unreadable.is_empty()
    }

    fn keep(&mut self, raw: &str) {
        self.unreadable.push(Unreadable { raw: raw.trim().to_owned(), why: Why::PhoneShape });
    }

    fn push(&mut self, phone: Phone) {
        if phone.lacks_area() {
            self.doubtful = Some(Why::PhoneShape);
        }
        if !self.phones.contains(&phone) {
            self.phones.push(phone);
        }
    }

    /// One piece between separators: words are labels, groups of digits are joined to the shortest valid numbers.
    fn piece(&mut self, piece: &str) {
        if piece.contains('*') || has_extension(piece) {
            if let Some(phone) = extended(piece) {
                self.push(phone);
            }
            self.keep(piece);
            return;
        }
        let groups: Vec<&str> =
            piece.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        if groups.is_empty() {
            // A label of its own (电话：) says nothing; other words are kept.
            if !piece.trim_end().ends_with(':') && !is_label(piece.trim()) {
                self.keep(piece);
            }
            return;
        }
        let (mut at, mut lost) = (0, String::new());
        while at < groups.len() {
            let rest = groups.get(at..).unwrap_or_default();
            if let Some((phones, used)) = shortest(rest) {
                if !lost.is_empty() {
                    self.keep(&std::mem::take(&mut lost));
                }
                phones.into_iter().for_each(|phone| self.push(phone));
                at += used;
            } else {
                let separator = if lost.is_empty() { "" } else { " " };
                lost.push_str(separator);
                lost.push_str(rest.first().copied().unwrap_or_default());
                at += 1;
            }
        }
        // 13812345678.0 was a number once.
        let was_float = lost == "0" && piece.trim_end().ends_with(".0");
        if !lost.is_empty() && !was_float {
            self.keep(if self.phones.is_empty() { piece } else { &lost });
        }
    }
}

/// The fewest groups that make a number (or, glued together, two mobiles), and how many groups they are.
fn shortest(groups: &[&str]) -> Option<(Vec<Phone>, usize)> {
    let mut joined = String::with_capacity(16);
    for (i, group) in groups.iter().take(MOST_PIECES).enumerate() {
        joined.push_str(group);
        if joined.len() > 22 {
            return None;
        }
        if let Some(phone) = Phone::from_digits(&joined) {
            return Some((vec![phone], i + 1));
        }
        if let Some((one, two)) =
            joined.split_at_checked(11).filter(|(one, two)| i == 0 && is_mobile(one) && is_mobile(two))
        {
            return Some((vec![Phone(one.to_owned()), Phone(two.to_owned())], 1));
        }
    }
    None
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ';' | '；'
            | '、'
            | ','
            | '，'
            | '/'
            | '\\'
            | '|'
            | '\n'
            | '\r'
            | '\t'
            | '和'
            | '或'
            | '及'
            | '&'
            | '。'
    )
}

fn is_label(text: &str) -> bool {
    matches!(
        text,
        "电话"
            | "手机"
            | "座机"
            | "联系电话"
            | "手机号"
            | "本人"
            | "家庭"
            | "子"
            | "女"
            | "固话"
            | "宅电"
            | "家"
    )
}

fn has_extension(piece: &str) -> bool {
    piece.contains(['转', '#']) || piece.contains("分机") || piece.to_ascii_lowercase().contains("ext") || {
        // 021-65123456-801
        let groups: Vec<usize> = piece.split(is_dash).map(|group| group.trim().len()).collect();
        matches!(groups.as_slice(), [3..=4, 7..=8, 1..=5] | [8, 1..=5])
            && piece.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The number before its extension.
fn extended(piece: &str) -> Option<Phone> {
    let digits: Vec<&str> =
        piece.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let (_, before) = digits.split_last()?;
    let (mut phones, _) = shortest(before)?;
    if piece.contains('*') { None } else { phones.pop() }
}

/// 1.38123E+10.
fn is_scientific(text: &str) -> bool {
    text.contains("E+") || text.contains("e+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn phones(text: &str) -> Vec<String> {
        let found = Phones::parse(text);
        assert_eq!(found.unreadable, [], "{text}");
        found.phones.iter().map(Phone::to_string).collect()
    }

    #[test]
    fn one_mobile_in_every_notation() {
        for text in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+8613812345678",
            "+86 138 1234 5678",
            "008613812345678",
            "8613812345678",
            "１３８１２３４５６７８",
            "手机：13812345678",
            "电话:13812345678",
            "子:13812345678",
            "13812345678(子)",
            "'13812345678",
            "13812345678.0",
            "13812345678，13812345678",
            "138\u{A0}1234\u{3000}5678",
            "86-13812345678",
            "张三 13812345678",
            "1381234 5678",
            "手机13812345678",
        ] {
            assert_eq!(phones(text), ["13812345678"], "{text}");
        }
    }

    #[test]
    fn landlines_have_one_form() {
        for text in [
            "021-65123456",
            "02165123456",
            "(021)65123456",
            "021 6512 3456",
            "0086-21-65123456",
            "（021）65123456",
            "021—65123456",
        ] {
            assert_eq!(phones(text), ["021-65123456"], "{text}");
        }
        assert_eq!(phones("0571-87654321"), ["0571-87654321"]);
        assert_eq!(phones("0515-8765432"), ["0515-8765432"]);
        assert_eq!(phones("400-820-1234"), ["4008201234"]);
        assert_eq!(phones("65123456"), ["65123456"]);
        assert_eq!(Phones::parse("65123456").doubtful, Some(Why::PhoneShape));
        assert_eq!(Phones::parse("13812345678").doubtful, None);
    }

    #[test]
    fn several_in_one_cell() {
        for text in [
            "13812345678;13912345678",
            "13812345678；13912345678",
            "13812345678、13912345678",
            "13812345678/13912345678",
            "13812345678 13912345678",
            "13812345678\n13912345678",
            "13812345678,13912345678",
            "13812345678，13912345678",
            "138 1234 5678 139 1234 5678",
            "13812345678或13912345678",
            "子：13812345678 女：13912345678",
            "1381234567813912345678",
            "13812345678-13912345678",
            "本人13812345678儿子13912345678",
        ] {
            assert_eq!(phones(text), ["13812345678", "13912345678"], "{text}");
        }
        assert_eq!(phones("13812345678/65123456"), ["13812345678", "65123456"]);
        assert_eq!(phones("65123456 13812345678"), ["65123456", "13812345678"]);
    }

    #[test]
    fn what_is_no_number_keeps_its_text() {
        for text in
            ["1381234567", "138****1234", "12812345678", "不肯提供", "1.38123E+10", "138123456789", "110"]
        {
            let found = Phones::parse(text);
            assert_eq!(found.phones, [], "{text}");
            assert_eq!(found.unreadable.first().map(|u| u.raw.as_str()), Some(text), "{text}");
        }
        let mixed = Phones::parse("13812345678/1391234");
        assert_eq!((mixed.phones.len(), mixed.unreadable.len()), (1, 1));
        assert!(Phones::parse("无").is_empty());
        assert!(Phones::parse("-").is_empty());
    }

    #[test]
    fn an_extension_is_kept_raw() {
        for text in ["021-65123456转123", "65123456-123", "021-65123456-801"] {
            let found = Phones::parse(text);
            assert!(found.phones.iter().any(|phone| phone.as_str().ends_with("65123456")), "{text}");
            assert_eq!(found.unreadable.first().map(|u| u.raw.as_str()), Some(text));
        }
    }

    #[test]
    fn cells_that_were_numbers() {
        assert_eq!(Phones::parse_number(13812345678.0).phones, [Phone("13812345678".into())]);
        let landline = Phones::parse_number(2165123456.0);
        assert_eq!(
            (landline.phones, landline.doubtful),
            (vec![Phone("021-65123456".into())], Some(Why::PhoneShape))
        );
        assert_eq!(Phones::parse_number(57187654321.0).phones, [Phone("0571-87654321".into())]);
        assert_eq!(Phones::parse_number(123.5).phones, []);
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_loses_no_cell(text in ".{0,60}", number in any::<f64>()) {
            let found = Phones::parse(&text);
            prop_assert!(!found.is_empty() || is_placeholder(&text) || text.split(is_separator).all(|piece| is_placeholder(&fold_width(piece)) || is_label(piece.trim()) || piece.contains([':', '：'])), "{:?}", text);
            let _ = Phones::parse_number(number);
        }
        #[test]
        fn stored_forms_round_trip(text in "1[3-9][0-9]{9}|021-[2-8][0-9]{7}|0571-[2-8][0-9]{7}|[2-8][0-9]{7}") {
            prop_assert_eq!(phones(&text), [text]);
        }
    }
}
