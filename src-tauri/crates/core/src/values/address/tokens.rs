//! Takes a written address apart into numbers and the words behind them (12 号楼, 2 单元, 402 室). What the numbers
//! mean together is decided by `super::reading`.
use crate::values::text::{fold_width, han_number, is_dash, is_han, is_han_numeral};
use std::borrow::Cow;

/// What the word behind a number (or its lack) says the number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 号楼 栋 幢 座 #
    Building,
    /// 楼: a building or a floor
    Storey,
    /// 号: a street number, a building or a room
    Number,
    /// 单元 门洞 楼门 梯
    Unit,
    /// 层
    Floor,
    /// 室 房 户
    Room,
    /// 弄 村 号院 期 区 …: part of the compound's name
    Compound,
    /// Nothing behind it
    Bare,
    /// A word without a number in front
    Word,
}

/// A number, or a chain of numbers joined by dashes (2-501), or a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub role: Role,
    /// The parts of the chain, bare; of a word the word.
    pub parts: Vec<String>,
    /// Where it starts in [`Tokens::text`].
    pub start: usize,
}

/// An address taken apart.
pub(super) struct Tokens {
    /// The text the tokens' positions refer to: half-width, without spaces and brackets.
    pub text: String,
    pub tokens: Vec<Token>,
}

/// Longest first where one begins another.
const DESIGNATORS: &[(&str, Role)] = &[
    ("号地块", Role::Compound),
    ("号楼栋", Role::Building),
    ("号大院", Role::Compound),
    ("号小区", Role::Compound),
    ("号单元", Role::Unit),
    ("号门洞", Role::Unit),
    ("号楼", Role::Building),
    ("号栋", Role::Building),
    ("号幢", Role::Building),
    ("号座", Role::Building),
    ("号院", Role::Compound),
    ("号门", Role::Unit),
    ("号梯", Role::Unit),
    ("号房", Role::Room),
    ("号室", Role::Room),
    ("号户", Role::Room),
    ("#楼栋", Role::Building),
    ("#楼", Role::Building),
    ("#栋", Role::Building),
    ("#幢", Role::Building),
    ("#", Role::Building),
    ("栋楼", Role::Building),
    ("幢楼", Role::Building),
    ("座楼", Role::Building),
    ("楼栋", Role::Building),
    ("栋", Role::Building),
    ("幢", Role::Building),
    ("座", Role::Building),
    ("楼门", Role::Unit),
    ("楼层", Role::Floor),
    ("单元门", Role::Unit),
    ("单元", Role::Unit),
    ("门洞", Role::Unit),
    ("梯位", Role::Unit),
    ("门", Role::Unit),
    ("梯", Role::Unit),
    ("楼", Role::Storey),
    ("层", Role::Floor),
    ("室", Role::Room),
    ("房间", Role::Room),
    ("房", Role::Room),
    ("户", Role::Room),
    ("号", Role::Number),
    ("支弄", Role::Compound),
    ("弄", Role::Compound),
    ("巷", Role::Compound),
    ("村", Role::Compound),
    ("期", Role::Compound),
    ("区", Role::Compound),
    ("组", Role::Compound),
    ("队", Role::Compound),
    ("里", Role::Compound),
    ("街", Role::Compound),
    ("路", Role::Compound),
    ("院", Role::Compound),
    ("苑", Role::Compound),
];

fn designator(rest: &str) -> Option<(&'static str, Role)> {
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // 12号门面: a shop, not a door.
    let is_other_word = |word: &str| {
        let behind = rest.get(word.len()..).unwrap_or("");
        word.ends_with('门') && behind.starts_with(['面', '市', '卫'])
    };
    DESIGNATORS.iter().find(|(word, _)| rest.starts_with(word) && !is_other_word(word)).copied()
}

/// 甲 乙 丙 …, the ten stems, and the sides 东 西 …: names of units and ends of rooms.
fn is_stem(c: char) -> bool {
    matches!(c, '甲' | '乙' | '丙' | '丁' | '戊' | '己' | '庚' | '辛')
}

fn is_side(c: char) -> bool {
    matches!(c, '东' | '西' | '南' | '北' | '中' | '左' | '右' | '前' | '后')
}

/// None when the text is too long to be an address.
pub(super) fn tokenize(raw: &str) -> Option<Tokens> {
    if raw.len() > 240 {
        return None;
    }
    let text = tidy(raw);
    let mut tokens = Vec::with_capacity(4);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (token, length) = next_token(rest, at);
        at += length.max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        match (token, tokens.last_mut()) {
            (
                Some(Token { role: Role::Word, parts, .. }),
                Some(Token { role: Role::Word, parts: before, .. }),
            ) => {
                if let (Some(before), Some(word)) = (before.first_mut(), parts.first()) {
                    before.push_str(word);
                }
            }
            (Some(token), _) => tokens.push(token),
            (None, _) => {}
        }
        if tokens.len() > 24 {
            return None;
        }
    }
    Some(Tokens { text, tokens })
}

/// Half-width upper case; every dash, slash, comma or space between two numbers a `-`, elsewhere dropped; brackets
/// opened.
fn tidy(raw: &str) -> String {
    let folded = without_remarks(fold_width(raw));
    let mut out = String::with_capacity(folded.len());
    let mut gap = false;
    let joins = |c: char| c.is_ascii_alphanumeric() || is_stem(c);
    for c in folded.chars() {
        if is_gap(c) {
            gap = true;
            continue;
        }
        let before = out.chars().next_back();
        // A dash behind 室 or 号 still separates what follows: 402室-1.
        if gap && joins(c) && before.is_some_and(joins) {
            out.push('-');
        }
        gap = false;
        out.push(c.to_ascii_uppercase());
    }
    out
}

/// Punctuation and space: between two numbers a dash, elsewhere nothing.
fn is_gap(c: char) -> bool {
    match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '#' | '\u{4E00}'..='\u{9FFF}' => false,
        '\0'..='\u{7F}' => !matches!(c, '!' | '$' | '%' | '&' | '=' | '?' | '@' | '^' | '`'),
        _ => is_dash(c) || c.is_whitespace() || c.is_control() || "，、；：【】《》“”‘’·。".contains(c),
    }
}

/// Drops brackets that hold a remark (402（租）); those that hold a part of the address stay (12（甲）号).
fn without_remarks(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_open = |c| matches!(c, '(' | '[' | '【');
    if !text.contains(is_open) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once(is_open) {
        let (inside, behind) = after.split_once([')', ']', '】']).unwrap_or((after, ""));
        out.push_str(before);
        let part = |c: char| {
            !is_han(c)
                || is_stem(c)
                || is_side(c)
                || is_han_numeral(c)
                || "号楼栋幢座单元室层户门商铺底别墅".contains(c)
        };
        if inside.chars().all(part) {
            out.push_str(inside);
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The next token and how many bytes it takes.
fn next_token(rest: &str, start: usize) -> (Option<Token>, usize) {
    let Some(first) = rest.chars().next() else {
        return (None, 0);
    };
    if matches!(first, '-' | '#' | '第') {
        // 第12栋, #12-402
        return (None, first.len_utf8());
    }
    if let Some(found) = below_ground(rest, start) {
        return found;
    }
    if let Some((parts, length)) = chain(rest) {
        let behind = rest.get(length..).unwrap_or("");
        let single_stem =
            parts.len() == 1 && length == first.len_utf8() && (is_stem(first) || first.is_ascii_alphabetic());
        return match designator(behind) {
            Some((word, role)) => (Some(Token { role, parts, start }), length + word.len()),
            None if single_stem
                && is_stem(first)
                && !behind.is_empty()
                && !behind.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                (Some(Token { role: Role::Word, parts: vec![first.to_string()], start }), length)
            }
            None => (Some(Token { role: Role::Bare, parts, start }), length),
        };
    }
    if is_han_numeral(first) {
        let length = rest.find(|c| !is_han_numeral(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if let Some((word, role)) = designator(behind).filter(|(_, role)| *role != Role::Compound)
            && let Some(number) = han_number(run)
        {
            return (Some(Token { role, parts: vec![number], start }), length + word.len());
        }
        // 十二号四〇二: a room number at the very end.
        if behind.is_empty()
            && run.chars().count() >= 3
            && let Some(number) = han_number(run)
        {
            return (Some(Token { role: Role::Bare, parts: vec![number], start }), length);
        }
        return (Some(Token { role: Role::Word, parts: vec![run.to_owned()], start }), length);
    }
    if is_side(first)
        && let Some((word, Role::Unit)) = designator(rest.get(first.len_utf8()..).unwrap_or(""))
            .filter(|(word, _)| word.starts_with("单元"))
    {
        return (
            Some(Token { role: Role::Unit, parts: vec![first.to_string()], start }),
            first.len_utf8() + word.len(),
        );
    }
    let plain = |c: char| {
        !(c.is_ascii() || is_stem(c) || is_side(c) || is_han_numeral(c) || matches!(c, '第' | '负' | '地'))
    };
    let length = rest.char_indices().skip(1).find(|(_, c)| !plain(*c)).map_or(rest.len(), |(at, _)| at);
    (
        Some(Token { role: Role::Word, parts: vec![rest.get(..length).unwrap_or(rest).to_owned()], start }),
        length,
    )
}

/// 负二楼, 地下一层, 负1层: a floor B2, B1.
fn below_ground(rest: &str, start: usize) -> Option<(Option<Token>, usize)> {
    let (prefix, body) =
        ["地下", "负"].iter().find_map(|prefix| Some((prefix.len(), rest.strip_prefix(prefix)?)))?;
    let length = body.find(|c: char| !c.is_ascii_digit() && !is_han_numeral(c)).unwrap_or(body.len());
    let (digits, behind) = body.split_at_checked(length)?;
    let number = if digits.bytes().all(|b| b.is_ascii_digit()) {
        Some(digits.to_owned())
    } else {
        han_number(digits)
    }?;
    let (word, role) = designator(behind)?;
    if number.is_empty() || !matches!(role, Role::Storey | Role::Floor) {
        return None;
    }
    Some((
        Some(Token { role: Role::Floor, parts: vec![format!("B{number}")], start }),
        prefix + length + word.len(),
    ))
}

/// A chain of numbers joined by dashes, each letters and digits with 甲乙丙 before or behind, as written. None when the
/// text starts with none.
fn chain(rest: &str) -> Option<(Vec<String>, usize)> {
    let mut parts = Vec::with_capacity(2);
    let mut at = 0;
    loop {
        let from = rest.get(at..)?;
        let length = part_length(from);
        if length == 0 {
            break;
        }
        parts.push(from.get(..length)?.to_owned());
        at += length;
        if !rest.get(at..)?.starts_with('-') {
            return Some((parts, at));
        }
        at += 1;
    }
    if parts.is_empty() { None } else { Some((parts, at.saturating_sub(1))) }
}

/// Bytes of one number: 12, 402A, B101, A, 12甲, 甲12, 3A02.
fn part_length(text: &str) -> usize {
    let mut end = 0;
    let mut digits = 0;
    let mut stems = 0;
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() {
            digits += 1;
        } else if is_stem(c) && stems == 0 {
            stems += 1;
            // 甲 behind a number belongs to it (12甲号); before 单元 it is a unit of its own (12号甲单元 has no number before).
            if digits > 0 && text.get(i + c.len_utf8()..).is_some_and(|behind| behind.starts_with("单元")) {
                return end;
            }
        } else if !c.is_ascii_alphabetic() {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}
