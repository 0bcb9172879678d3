//! Invented identity documents and telephone numbers that hold to the rules of the real ones.
//!
//! The check digit is computed here on purpose, apart from the parser that reads it, so that the two check each other.

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashSet;

use super::{
    person::{Document, Identity, Sex},
    rng::Rng,
};

/// Districts of Shanghai, some of them (卢湾 310103, 闸北 310108, 南汇 310225) long retired.
const SHANGHAI: &[(&str, u32)] = &[
    ("310110", 620),
    ("310109", 60),
    ("310108", 40),
    ("310101", 50),
    ("310103", 30),
    ("310104", 40),
    ("310105", 30),
    ("310106", 30),
    ("310107", 40),
    ("310115", 40),
    ("310225", 10),
    ("310230", 20),
];
/// Counties that many people of Shanghai come from.
const ELSEWHERE: &[(&str, u32)] = &[
    ("320683", 30),
    ("320925", 30),
    ("321084", 20),
    ("340123", 30),
    ("341124", 20),
    ("342401", 20),
    ("360121", 20),
    ("410526", 30),
    ("411527", 20),
    ("420982", 20),
    ("430525", 20),
    ("440524", 5),
    ("510722", 20),
    ("330682", 20),
    ("350122", 10),
    ("370685", 15),
    ("230103", 10),
    ("610431", 10),
    ("520123", 10),
    ("620102", 5),
];

const PREFIXES: &[&str] = &[
    "130", "131", "132", "133", "135", "136", "137", "138", "138", "139", "139", "150", "151", "152", "156",
    "158", "159", "173", "176", "177", "180", "181", "185", "186", "187", "188", "189", "191", "199",
];

/// The check digit of the first 17 digits, by GB 11643-1999; `None` unless they are 17 digits.
pub(super) fn check_digit(first: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if first.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in first.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    "10X98765432".chars().nth((sum % 11) as usize)
}

/// Gives out documents and never the same number twice.
#[derive(Debug, Default)]
pub(super) struct Registrar {
    given: FxHashSet<u64>,
}

impl Registrar {
    /// 居民身份证号 of somebody registered in Shanghai or elsewhere.
    pub(super) fn resident_id(&mut self, rng: &mut Rng, local: bool, born: NaiveDate, sex: Sex) -> Identity {
        let region = rng.weighted(if local { SHANGHAI } else { ELSEWHERE });
        self.numbered(rng, Document::ResidentId, region, born, sex)
    }

    /// 港澳台居民居住证: as an identity card, with a region of its own.
    pub(super) fn residence_permit(&mut self, rng: &mut Rng, born: NaiveDate, sex: Sex) -> Identity {
        let region = rng.word(&["810000", "820000", "830000"]);
        self.numbered(rng, Document::HkMoTwPermit, region, born, sex)
    }

    /// Another number for the same region, day and sex: what a typist could have mixed up.
    pub(super) fn mistaken(
        &mut self,
        rng: &mut Rng,
        right: &Identity,
        born: NaiveDate,
        sex: Sex,
    ) -> Identity {
        let region = right.text.get(..6).unwrap_or("310110").to_owned();
        self.numbered(rng, right.document, &region, born, sex)
    }

    fn numbered(
        &mut self,
        rng: &mut Rng,
        document: Document,
        region: &str,
        born: NaiveDate,
        sex: Sex,
    ) -> Identity {
        let mut text = String::new();
        // One day and sex has 499 numbers in a region; a community would need tens of millions to use them up.
        for _ in 0..5000 {
            let sequence = rng.below(499) * 2 + if sex == Sex::Male { 1 } else { 2 };
            let first = format!("{region}{}{sequence:03}", born.format("%Y%m%d"));
            text = format!("{first}{}", check_digit(&first).unwrap_or('0'));
            if self.given.insert(first.parse().unwrap_or_default()) {
                break;
            }
        }
        Identity { document, text }
    }

    /// 护照, 回乡证 or 台胞证.
    pub(super) fn travel(&mut self, rng: &mut Rng, document: Document) -> Identity {
        loop {
            let number = rng.digits(8);
            // Ten digits at most, so that they cannot meet the seventeen of a card.
            let key = (document as u64 + 1) * 100_000_000 + number.parse::<u64>().unwrap_or_default();
            if !number.starts_with('0') && self.given.insert(key) {
                let head = match document {
                    Document::Passport => rng.word(&["E", "G", "K", "M", "AB"]),
                    Document::HomeReturnPermit => rng.word(&["H", "M"]),
                    _ => "",
                };
                return Identity { document, text: format!("{head}{number}") };
            }
        }
    }
}

/// The old 15-digit form of an identity number; `None` for those born after 1999, who never had one.
pub(super) fn fifteen_digits(id: &str, born: NaiveDate) -> Option<String> {
    if born.year() >= 2000 {
        return None;
    }
    Some(format!("{}{}", id.get(..6)?, id.get(8..17)?))
}

/// The same number with another check digit.
pub(super) fn wrong_check_digit(id: &str) -> String {
    let wrong = if id.ends_with('6') { '7' } else { '6' };
    format!("{}{wrong}", id.get(..17).unwrap_or_default())
}

/// What Excel keeps of an 18-digit number: fifteen digits. `None` when the number ends in X and so stayed text.
pub(super) fn as_excel_number(id: &str) -> Option<f64> {
    if id.len() != 18 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{}000", id.get(..15)?).parse().ok()
}

pub(super) fn mobile(rng: &mut Rng) -> String {
    format!("{}{}", rng.word(PREFIXES), rng.digits(8))
}

/// A landline of Shanghai without its area code.
pub(super) fn landline(rng: &mut Rng) -> String {
    format!("{}{}", rng.word(&["5", "6"]), rng.digits(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digits_of_the_standards_own_examples_come_out() {
        assert_eq!(check_digit("11010519491231002"), Some('X'));
        assert_eq!(check_digit("44052418800101001"), Some('4'));
        assert_eq!(check_digit("1101051949123100"), None);
        assert_eq!(check_digit("1101051949123100x"), None);
    }

    #[test]
    fn no_number_is_given_out_twice_even_for_one_birthday() {
        let (mut rng, mut registrar) = (Rng::new(1), Registrar::default());
        let born = NaiveDate::from_ymd_opt(1938, 5, 12).unwrap();
        let mut seen = std::collections::HashSet::new();
        for _ in 0..400 {
            assert!(seen.insert(registrar.resident_id(&mut rng, true, born, Sex::Male).text));
        }
    }

    #[test]
    fn excel_keeps_fifteen_digits() {
        assert_eq!(as_excel_number("310110193805123421"), Some(310_110_193_805_123_000.0));
        assert_eq!(as_excel_number("11010519491231002X"), None);
    }

    #[test]
    fn old_and_wrong_forms_differ_from_the_right_one_as_intended() {
        let born = NaiveDate::from_ymd_opt(1949, 12, 31).unwrap();
        assert_eq!(fifteen_digits("11010519491231002X", born).as_deref(), Some("110105491231002"));
        assert_eq!(wrong_check_digit("11010519491231002X"), "110105194912310026");
        assert_eq!(wrong_check_digit("110105194912310026"), "110105194912310027");
    }
}
