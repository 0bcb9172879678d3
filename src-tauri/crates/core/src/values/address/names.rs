//! Names of one part on its own (a 楼号, 单元 or 室号 cell, a sheet's title), floors, and natural order.
use super::reading::bare;
use super::tokens::{Role, Token, tokenize};
use super::{AddressHint, RoomAddress};
use crate::values::text::{fold_width, is_placeholder};

/// What people call a building by its bare name: 12号楼, A座; names that say themselves what they are stay; "" is 地址待核.
pub fn building_label(name: &str) -> String {
    match name {
        "" => "地址待核".to_owned(),
        name if !name.is_ascii() => name.to_owned(),
        name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => format!("{name}座"),
        name => format!("{name}号楼"),
    }
}

/// 12号楼, 12栋, 二栋, 12#, 4座, 第12栋, 延吉七村12号楼 → the bare name; None when the text names no building.
pub fn building_name(text: &str) -> Option<String> {
    if !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(bare(text)).filter(|name| name != "0" && name != "00" && name != "000");
    }
    if is_placeholder(text) {
        return None;
    }
    let text = fold_width(text);
    let text = text.trim().strip_suffix(".0").unwrap_or(text.trim());
    let tokens = tokenize(text)?;
    let list = &tokens.tokens;
    let name = |token: &Token| token.parts.iter().map(|part| bare(part)).collect::<Vec<_>>().join("-");
    let fits = |token: &&Token| token.parts.iter().all(|part| part.len() <= 5) && token.parts.len() <= 2;
    let behind =
        |token: &Token, word: &str| tokens.text.get(token.start..).is_some_and(|rest| rest.starts_with(word));
    if let Some(token) = list.iter().filter(fits).find(|token| token.role == Role::Building) {
        return Some(name(token));
    }
    // A date's 号: 3月12号.
    let is_date = |i: usize| {
        let word = i.checked_sub(1).and_then(|before| list.get(before)).filter(|t| t.role == Role::Word);
        word.and_then(|t| t.parts.first()).is_some_and(|word| word.ends_with(['月', '年']))
    };
    let has_later = |i: usize| list.iter().skip(i + 1).any(|t| t.role == Role::Number);
    let numbered = list
        .iter()
        .enumerate()
        .rfind(|(i, t)| t.role == Role::Number && fits(t) && !is_date(*i) && !has_later(*i));
    if let Some((_, token)) = numbered {
        return Some(name(token));
    }
    let storey = list.iter().find(|t| t.role == Role::Storey && t.parts.len() == 1);
    if let Some(token) = storey.filter(|token| fits(token) && !behind(token, "负")) {
        return Some(name(token));
    }
    match list.as_slice() {
        [token] if matches!(token.role, Role::Bare) => match token.parts.as_slice() {
            [one] if one.len() <= 3 || !one.is_ascii() && one.chars().count() <= 3 => Some(bare(one)),
            [building, room] if room.len() >= 3 && building.len() <= 3 => Some(bare(building)),
            [_, _] if fits(&token) && token.parts.iter().all(|part| part.len() <= 3) => Some(name(token)),
            _ => None,
        },
        [token] if token.role == Role::Unit && behind(token, &format!("{}号门", token.parts.first()?)) => {
            Some(name(token))
        }
        _ => None,
    }
    .filter(|name| name != "0")
}

/// 2单元, 二单元, 甲单元, 东单元, 2门, 2 → the bare name; None when the text names no unit.
pub fn unit_name(text: &str) -> Option<String> {
    if is_placeholder(text) {
        return None;
    }
    let folded = fold_width(text);
    let text = folded.trim().strip_suffix(".0").unwrap_or(folded.trim());
    let tokens = tokenize(text)?;
    if let Some(token) = tokens.tokens.iter().find(|token| token.role == Role::Unit) {
        return token.parts.last().map(|part| bare(part));
    }
    match tokens.tokens.as_slice() {
        [Token { role: Role::Bare | Role::Number | Role::Room, parts, .. }] if parts.len() == 1 => parts
            .first()
            .filter(|part| part.chars().count() <= 2)
            .map(|part| bare(part))
            .filter(|part| part != "0"),
        [Token { role: Role::Word, parts, .. }] => parts
            .first()
            .filter(|word| word.chars().count() == 1 && "东西南北中甲乙丙丁".contains(word.as_str()))
            .cloned(),
        _ => None,
    }
}

/// 402室, 302房, 0302, 402A, 402-1, B101, 底层 → the bare name; None when the text names no room.
pub fn room_name(text: &str) -> Option<String> {
    if (3..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0') {
        return Some(text.to_owned());
    }
    let text = text.trim().strip_suffix(".0").unwrap_or(text);
    // Some building is assumed, so that a lone number is the room.
    let hint = AddressHint { building: Some("\u{0}"), unit: None };
    RoomAddress::parse(text, &hint).into_value().map(|address| address.room).filter(|room| !room.is_empty())
}

/// The floor: the room's number without its last two digits. 402 → 4, 1201 → 12, B101 → -1, 3A02 → 3, 底层 → 1.
pub fn floor_of_room(room: &str) -> Option<i32> {
    if room.starts_with("底层") {
        return Some(1);
    }
    if room.starts_with("地下室") {
        return Some(-1);
    }
    let (below, rest) = match room.strip_prefix('B') {
        Some(rest) => (true, rest),
        None => (false, room.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(room)),
    };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, end) = rest.split_at_checked(length)?;
    let floor = match (digits.len(), below) {
        (1 | 2, _) if end.starts_with(['楼', '层']) => digits,
        (1..=2, true) if end.is_empty() => digits,
        // 3A02: the floor beside the third.
        (1 | 2, false) if end.len() == 3 && end.starts_with(|c: char| c.is_ascii_uppercase()) => digits,
        (1 | 2, false) if end.get(1..).is_some_and(|end| end.starts_with('层')) => digits,
        (3..=5, _) => digits.get(..digits.len().checked_sub(2)?)?,
        _ => return None,
    };
    let floor = floor.parse::<i32>().ok().filter(|floor| (1..=200).contains(floor))?;
    Some(if below { -floor } else { floor })
}

/// A key whose bytes sort naturally: 2 before 10 before 10甲 before 底层; 甲 before 乙.
pub fn natural_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let number = digits.trim_start_matches('0');
            // The number of digits goes first: one character up to nine, then ':' and eight.
            match u8::try_from(number.len()) {
                Ok(length @ 0..=9) => out.push(char::from(b'0' + length)),
                _ => out.push_str(&format!(":{:08}", number.len())),
            }
            out.push_str(number);
            rest = behind;
        } else {
            match "甲乙丙丁戊己庚辛".chars().position(|stem| stem == c) {
                Some(order) => out.push_str(&format!("~{order}")),
                None => out.extend(c.to_uppercase()),
            }
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        }
    }
    out
}
