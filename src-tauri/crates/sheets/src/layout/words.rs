//! What a header's words mean: normal form, then the table of aliases, then whose name or phone it is.
//! One column at a time; what the columns of a sheet mean together is settled in `columns`.
use std::sync::LazyLock;

use louce_core::values::{TagKind, Tags};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::Field;
use super::aliases::{NAME_WORDS, OWNERS, PHONE_WORDS, PLACE_WORDS, SELF_SUFFIXES, SELF_WORDS, aliases};

/// A header's longest sensible length; a longer text is a sentence.
const LONGEST: usize = 40;

static TABLE: LazyLock<FxHashMap<&'static str, Field>> =
    LazyLock::new(|| aliases().map(|(field, word)| (word, field)).collect());

/// What a header means, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Meaning {
    pub field: Field,
    pub confidence: f32,
}

/// Normal form of a header: NFKC, capitals, without white space, `*`, `:` and invisible characters. Brackets stay.
pub(crate) fn normalise(text: &str) -> String {
    text.nfkc()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '*' | ':' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        })
        .map(|c| match c {
            '【' | '[' | '{' | '〔' => '(',
            '】' | ']' | '}' | '〕' => ')',
            other => other.to_ascii_uppercase(),
        })
        .collect()
}

/// Without bracketed hints and without numbering in front or behind (1.姓名, 联系电话2, 电话(一)).
fn plain(normal: &str) -> String {
    let mut out = String::with_capacity(normal.len());
    let mut depth = 0u32;
    for c in normal.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    let front = out.trim_start_matches(|c: char| c.is_ascii_digit());
    if front.len() < out.len() && (front.starts_with('.') || front.starts_with('、')) {
        out = front.trim_start_matches(['.', '、']).to_owned();
    }
    let back = out.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '、' | '/'));
    if !back.is_empty() && back.len() < out.len() {
        out.truncate(back.len());
    }
    out
}

/// What a header means; `parts` are its lines from the top, one or more, as written.
pub(crate) fn meaning(parts: &[&str]) -> Option<Meaning> {
    let normal: Vec<String> =
        parts.iter().map(|part| normalise(part)).filter(|part| !part.is_empty()).collect();
    let last = normal.last()?;
    if normal.len() > 1 {
        let joined: String = normal.concat();
        if let Some(found) = one(&joined) {
            return Some(found);
        }
        let group = plain(&normal[..normal.len() - 1].concat());
        if let Some((_, name, phone)) = owners().find(|(owner, ..)| group.ends_with(owner)) {
            return Some(owned(&plain(last), name, phone));
        }
    }
    one(last)
}

fn owners() -> impl Iterator<Item = (&'static str, Field, Field)> {
    OWNERS.iter().flat_map(|(words, name, phone)| words.split_whitespace().map(|word| (word, *name, *phone)))
}

fn one(normal: &str) -> Option<Meaning> {
    if normal.is_empty() || normal.chars().count() > LONGEST {
        return None;
    }
    let sure = |field| Meaning { field, confidence: 1.0 };
    if let Some(field) = TABLE.get(normal) {
        return Some(sure(*field));
    }
    let plain = plain(normal);
    if plain.is_empty() {
        return None;
    }
    if let Some(field) = TABLE.get(plain.as_str()) {
        return Some(sure(*field));
    }
    for (owner, name, phone) in owners() {
        if let Some(at) = plain.find(owner) {
            let rest = plain.get(at + owner.len()..).unwrap_or("");
            return Some(owned(rest, name, phone));
        }
    }
    if let Some(kind) = tag_header(&plain) {
        return Some(Meaning { field: Field::YesNo(kind), confidence: 0.9 });
    }
    if is_combined_place(&plain) {
        return Some(Meaning { field: Field::Address, confidence: 0.95 });
    }
    let pieces: Vec<&str> =
        plain.split(['/', '、', '或', '|', '\\', '-']).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 1 {
        let mut fields = pieces.iter().map(|piece| TABLE.get(piece).copied());
        if let Some(Some(first)) = fields.next()
            && fields.all(|field| field == Some(first))
        {
            return Some(Meaning { field: first, confidence: 0.95 });
        }
    }
    suffixed(&plain)
}

/// 联系人电话, 监护人姓名 …: what is said of an owner. What is neither name nor phone stays theirs, as text.
fn owned(rest: &str, name: Field, phone: Field) -> Meaning {
    // 紧急联系人及电话, 监护人姓名/手机: the cell holds both, and is taken apart where names are read.
    let both = rest
        .strip_prefix("姓名")
        .unwrap_or(rest)
        .strip_prefix(['及', '和', '与', '、', '/', '+', '-'])
        .is_some_and(|rest| PHONE_WORDS.split_whitespace().any(|word| word == rest));
    let field = if both {
        name
    } else if PHONE_WORDS.split_whitespace().any(|word| word == rest) {
        phone
    } else if NAME_WORDS.contains(&rest) {
        name
    } else {
        Field::Extra
    };
    Meaning { field, confidence: 0.95 }
}

/// 被采样人姓名, 老人身份证号: a plain alias behind a word for the resident.
fn suffixed(plain: &str) -> Option<Meaning> {
    for suffix in SELF_SUFFIXES.split_whitespace() {
        if let Some(prefix) = plain.strip_suffix(suffix)
            && SELF_WORDS.split_whitespace().any(|word| prefix.ends_with(word))
        {
            return TABLE.get(suffix).map(|field| Meaning { field: *field, confidence: 0.85 });
        }
    }
    None
}

fn is_combined_place(plain: &str) -> bool {
    let mut rest = plain.trim_end_matches("信息");
    let mut words = 0;
    while !rest.is_empty() {
        if let Some(word) = PLACE_WORDS.split_whitespace().find(|word| rest.starts_with(word)) {
            rest = rest.get(word.len()..).unwrap_or("");
            words += 1;
        } else if let Some(next) =
            rest.strip_prefix(['/', '-', '、', '—', '+', '&', '和', '\\', ',', '.', '_'])
        {
            rest = next;
        } else {
            return false;
        }
    }
    words >= 2
}

/// A header that is one tag and nothing else: 独居, 是否高血压, 80岁以上老人.
fn tag_header(plain: &str) -> Option<TagKind> {
    let plain = plain.strip_prefix("是否为").or_else(|| plain.strip_prefix("是否")).unwrap_or(plain);
    let plain = plain.strip_suffix("情况").unwrap_or(plain);
    if let Some(kind) = TagKind::ALL.iter().find(|kind| kind.name() == plain) {
        return Some(*kind);
    }
    if plain.chars().count() > 10 {
        return None;
    }
    let tags = Tags::parse_cell(plain);
    match tags.kinds.as_slice() {
        [kind] if tags.rest.trim().is_empty() => Some(*kind),
        _ => None,
    }
}

/// Fingerprint of the columns of a header: FNV-1a over column and normal form, so that it never changes between
/// builds or machines.
pub(crate) fn fingerprint<'a>(headers: impl Iterator<Item = (u16, &'a str)>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    for (col, header) in headers {
        col.to_le_bytes().into_iter().chain(normalise(header).bytes()).chain([0xff]).for_each(&mut eat);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(header: &str) -> Option<Field> {
        meaning(&[header]).map(|meaning| meaning.field)
    }

    #[test]
    fn no_alias_is_listed_twice_and_all_are_in_normal_form() {
        let mut seen = FxHashMap::default();
        for (field, word) in aliases() {
            assert_eq!(normalise(word), word, "{word} is not in normal form");
            assert_eq!(seen.insert(word, field), None, "{word} is listed twice");
        }
    }

    #[test]
    fn spaces_stars_colons_and_hints_do_not_hide_a_header() {
        assert_eq!(field("* 姓　名 ："), Some(Field::Name));
        assert_eq!(field("身份证\n号码（18位）"), Some(Field::IdNumber));
        assert_eq!(field("联系电话2"), Some(Field::Phone));
        assert_eq!(field("1.性别"), Some(Field::Sex));
        assert_eq!(field("户主（与户主关系）"), Some(Field::Relation));
    }

    #[test]
    fn somebody_elses_number_is_never_the_residents() {
        assert_eq!(field("户主姓名"), Some(Field::HeadName));
        assert_eq!(field("户主身份证号"), Some(Field::Extra));
        assert_eq!(field("配偶身份证号码"), Some(Field::Extra));
        assert_eq!(field("监护人联系电话"), Some(Field::GuardianPhone));
        assert_eq!(field("结对志愿者姓名"), Some(Field::Carer));
        assert_eq!(field("网格员（电话）"), Some(Field::GridLeader));
        assert_eq!(field("楼组长联系电话"), Some(Field::LeaderPhone));
        assert_eq!(field("采样管编号"), Some(Field::TubeNo));
        assert_eq!(field("残疾证号"), Some(Field::Extra));
        assert_eq!(field("紧急联系人及电话"), Some(Field::EmergencyName));
        assert_eq!(field("监护人姓名/联系电话"), Some(Field::Guardian));
    }

    #[test]
    fn a_two_row_header_reads_as_one() {
        let two = |a, b| meaning(&[a, b]).map(|m| m.field);
        assert_eq!(two("隔离", "开始时间"), Some(Field::IsolationStart));
        assert_eq!(two("紧急联系人", "姓名"), Some(Field::EmergencyName));
        assert_eq!(two("紧急联系人", "电话"), Some(Field::EmergencyPhone));
        assert_eq!(two("基本信息", "姓名"), Some(Field::Name));
        assert_eq!(two("居住地址", "楼号"), Some(Field::Building));
        assert_eq!(two("户主", "身份证号"), Some(Field::Extra));
    }

    #[test]
    fn several_place_words_head_a_combined_address() {
        assert_eq!(field("楼号/室号"), Some(Field::Address));
        assert_eq!(field("楼栋-单元-房号"), Some(Field::Address));
        assert_eq!(field("楼栋"), Some(Field::Building));
        assert_eq!(field("门牌号"), Some(Field::Room));
    }

    #[test]
    fn a_sentence_is_no_header() {
        assert_eq!(field("情况说明：本楼道共24户，56人居住，其中2人已集中隔离"), None);
        assert_eq!(field("延吉七村12号楼人员名单"), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked(a in "\\PC*", b in "\\PC*") {
            let _ = meaning(&[&a, &b]);
            let _ = fingerprint([(0, a.as_str()), (u16::MAX, b.as_str())].into_iter());
        }
    }
}
