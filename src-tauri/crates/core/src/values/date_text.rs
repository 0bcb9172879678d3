//! Takes a written date apart into year, month and day. Whether such a day exists, and what a missing year means, is
//! decided by `day`.
use super::text::{fold_width, han_number, is_dash, is_han_numeral};
use std::borrow::Cow;

/// The numbers of a written date; zero stands where a ledger wrote 00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateParts {
    pub year: Option<i32>,
    pub year_digits: usize,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

/// A run of digits and the characters behind it.
struct Group<'a> {
    digits: &'a str,
    gap: &'a str,
    end: usize,
}

/// None when the text is no date, or more than one.
pub(super) fn date_parts(text: &str) -> Option<DateParts> {
    if text.len() > 80 {
        return None;
    }
    let text = with_ascii_digits(fold_width(text));
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '约' | '于' | '自' | '从'));
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = next_group(text, 0)?;
    let one = |length: usize| first.digits.len() == length;
    if one(8) || one(14) {
        return whole(first.digits.get(..8)?, 4).filter(|_| is_tail(text.get(first.end..).unwrap_or("")));
    }
    if one(6) {
        is_tail(text.get(first.end..).unwrap_or("")).then_some(())?;
        let (head, month) = first.digits.split_at_checked(4)?;
        let (year, month): (i32, u32) = (head.parse().ok()?, month.parse().ok()?);
        if (1850..2200).contains(&year) && month <= 12 {
            return Some(DateParts { year: Some(year), year_digits: 4, month: Some(month), day: None });
        }
        return whole(first.digits, 2);
    }
    let separator = |gap: &str| {
        let gap = gap.trim();
        let mut chars = gap.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => is_dash(c) || "./年月,、\\".contains(c),
            _ => false,
        }
    };
    let year_only = || {
        let gap = text.get(first.end..).unwrap_or("");
        let rest = gap.trim_start().strip_prefix('年').unwrap_or(gap);
        (one(4) && is_tail(rest)).then_some(DateParts {
            year: first.digits.parse().ok(),
            year_digits: 4,
            month: None,
            day: None,
        })
    };
    let Some(second) = next_group(text, first.end).filter(|_| separator(first.gap)) else {
        return year_only();
    };
    let third = next_group(text, second.end).filter(|_| separator(second.gap));
    let number = |group: &Group| group.digits.parse::<u32>().ok().filter(|_| group.digits.len() <= 2);
    let (parts, end) = match third {
        Some(third) => {
            let (year, month, day) = if third.digits.len() == 4 && first.digits.len() <= 2 {
                // 3/5/2022 as American software writes it; 25/3/2022 as British.
                if number(&first)? > 12 { (&third, &second, &first) } else { (&third, &first, &second) }
            } else {
                (&first, &second, &third)
            };
            if !matches!(year.digits.len(), 2 | 4) {
                return None;
            }
            let parts = DateParts {
                year: Some(year.digits.parse().ok()?),
                year_digits: year.digits.len(),
                month: Some(number(month)?),
                day: Some(number(day)?),
            };
            (parts, third.end)
        }
        None if one(4) => (
            DateParts {
                year: Some(first.digits.parse().ok()?),
                year_digits: 4,
                month: Some(number(&second)?),
                day: None,
            },
            second.end,
        ),
        None if first.gap.trim() == "年" => (
            DateParts {
                year: Some(number(&first)? as i32),
                year_digits: 2,
                month: Some(number(&second)?),
                day: None,
            },
            second.end,
        ),
        None => (
            DateParts {
                year: None,
                year_digits: 0,
                month: Some(number(&first)?),
                day: Some(number(&second)?),
            },
            second.end,
        ),
    };
    let rest = text.get(end..).unwrap_or("").trim_start();
    let rest = rest.strip_prefix(['日', '号', '月', 'T']).unwrap_or(rest);
    is_tail(rest).then_some(parts)
}

fn next_group(text: &str, from: usize) -> Option<Group<'_>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| c.is_ascii_digit())?;
    let length = text.get(start..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    let end = start + length;
    let after = text.get(end..)?;
    let gap = after.find(|c: char| c.is_ascii_digit()).and_then(|gap| after.get(..gap)).unwrap_or(after);
    Some(Group { digits: text.get(start..end)?, gap, end })
}

/// YYYYMMDD or YYMMDD.
fn whole(digits: &str, year_digits: usize) -> Option<DateParts> {
    let (year, rest) = digits.split_at_checked(year_digits)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(DateParts {
        year: Some(year.parse().ok()?),
        year_digits,
        month: Some(month.parse().ok()?),
        day: Some(day.parse().ok()?),
    })
}

/// What may follow a date: a time, a weekday, 起, 生 … but not another date.
fn is_tail(rest: &str) -> bool {
    const TAIL: &str = ":+()[] 时点分秒上下中午晚早凌晨间星期周礼拜一二三四五六日天出生起止前后左右左号";
    rest.chars()
        .all(|c| c.is_ascii_digit() || TAIL.contains(c) || matches!(c, '.' | 'Z' | 'T' | 'A' | 'P' | 'M'))
        && { rest.chars().filter(char::is_ascii_digit).count() <= 9 }
}

/// Chinese numerals of 二〇二二年三月五日 as digits; a weekday keeps its own.
fn with_ascii_digits(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.starts_with(is_han_numeral) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(is_han_numeral) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c| !is_han_numeral(c)).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        out.push_str(before);
        match han_number(run) {
            Some(digits) if after.starts_with(['年', '月', '日', '号']) => out.push_str(&digits),
            _ => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}
