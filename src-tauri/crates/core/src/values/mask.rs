//! Masks (脱敏) for what is printed or handed out. How a value is read does not belong here.
use super::person_name::surname_chars;

/// Keeps `head` and `tail` characters, stars the rest.
fn stars(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < head || i + tail >= length { c } else { '*' }).collect()
}

/// 310110193805121234 → 310***********1234; a permit or passport keeps one and two; a short text keeps nothing.
pub fn mask_id(text: &str) -> String {
    match text.chars().count() {
        0..=7 => stars(text, 0, 0),
        8..=14 => stars(text, 1, 2),
        _ => stars(text, 3, 4),
    }
}

/// 13812341234 → 138****1234; a landline keeps its area code and its last four.
pub fn mask_phone(text: &str) -> String {
    if let Some((area, number)) = text.split_once('-') {
        let tail = if number.chars().count() > 6 { 4 } else { 0 };
        return format!("{area}-{}", stars(number, 0, tail));
    }
    match text.chars().count() {
        0..=6 => stars(text, 0, 0),
        11 if text.starts_with('1') => stars(text, 3, 4),
        _ => stars(text, 0, 4),
    }
}

/// 张国英 → 张**; 欧阳娜 → 欧阳*. A name of one character is starred.
pub fn mask_name(text: &str) -> String {
    let text = text.trim();
    let kept = if text.chars().count() < 2 { 0 } else { surname_chars(text) };
    text.chars().enumerate().map(|(i, c)| if i < kept || matches!(c, '·' | ' ') { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_keep_region_and_last_four() {
        assert_eq!(mask_id("310110193805121234"), "310***********1234");
        assert_eq!(mask_id("E12345678"), "E******78");
        assert_eq!(mask_id("12345"), "*****");
        assert_eq!(mask_id(""), "");
    }

    #[test]
    fn phones_keep_their_last_four() {
        assert_eq!(mask_phone("13812341234"), "138****1234");
        assert_eq!(mask_phone("021-65123456"), "021-****3456");
        assert_eq!(mask_phone("65123456"), "****3456");
        assert_eq!(mask_phone("110"), "***");
    }

    #[test]
    fn names_keep_the_surname_only() {
        assert_eq!(mask_name("张国英"), "张**");
        assert_eq!(mask_name("张三"), "张*");
        assert_eq!(mask_name("欧阳娜娜"), "欧阳**");
        assert_eq!(mask_name("张"), "*");
        assert_eq!(mask_name("John Smith"), "J*** *****");
        assert_eq!(mask_name("𠮷田"), "𠮷*");
    }
}
