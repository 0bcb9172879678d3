//! The words of a line read aloud, and where in a word the place ends and the mark begins. What a place means is for `place`.

use crate::values::fold_width;

/// The words of a line, half-width.
pub(super) fn words(line: &str) -> Vec<String> {
    let separator =
        |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '。' | ':' | '，' | '；' | '：');
    fold_width(line).split(separator).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `302张三未检发热` → what stands before, and the reason; `None`: tested.
pub(super) fn mark(word: &str) -> (&str, Option<String>) {
    match word.split_once(['未', '没']) {
        Some((before, reason)) => {
            let reason = reason.trim_start_matches(['检', '测', '采', '做']);
            (before, Some(reason.to_owned()))
        }
        None => (word.trim_end_matches(['√', '✓', '好', '已']), None),
    }
}

/// Where the place in a word may end, the longest first: (place, name behind it).
pub(super) fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    ends.push(text.len());
    ends.into_iter().rev().filter_map(move |end| {
        let (place, name) = text.split_at_checked(end)?;
        // Never within a number.
        (!name.starts_with(inside)).then_some((place, name))
    })
}

/// `101-103` → both ends, when they are rooms of one floor in order.
pub(super) fn range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.trim_end_matches('室').split_once('-')?;
    let number = |text: &str| {
        let digits = (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits && !text.starts_with('0'))
    };
    let (first, last) = (number(first.trim_end_matches('室'))?, number(last)?);
    (first < last && first / 100 == last / 100).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_at_spaces_and_chinese_commas() {
        assert_eq!(words("１２　３０１、302未，发热"), ["12", "301", "302未", "发热"]);
    }

    #[test]
    fn a_mark_is_a_refusal_with_its_reason_or_nothing() {
        assert_eq!(mark("302张三未检发热"), ("302张三", Some("发热".into())));
        assert_eq!(mark("没"), ("", Some(String::new())));
        assert_eq!(mark("301√"), ("301", None));
    }

    #[test]
    fn a_place_never_ends_within_a_number() {
        assert_eq!(
            splits("2-401张三").collect::<Vec<_>>(),
            [("2-401张三", ""), ("2-401张", "三"), ("2-401", "张三")]
        );
    }

    #[test]
    fn two_rooms_of_one_floor_are_a_range() {
        assert_eq!(range("101-103"), Some((101, 103)));
        assert_eq!(range("101室-103室"), Some((101, 103)));
        for other in ["2-301", "103-101", "101-203", "101", "101-101"] {
            assert_eq!(range(other), None, "{other}");
        }
    }
}
