//! What the cells of a person's row show.

use louce_core::testing::RosterPerson;
use louce_core::values::{mask_id, mask_phone};

use super::key::{Key, Seal, Seen, Stood};
use super::mask::{mask_remark, shown_reason, shown_tags};

/// Texts of the cells that may be edited.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub id: String,
    pub phones: String,
    pub remark: String,
    pub sampled: String,
    pub reason: String,
    pub tags: String,
    pub key: String,
}

/// Phones as a cell shows them.
pub(crate) fn shown_phones<'a>(phones: impl Iterator<Item = &'a str>, unmasked: bool) -> String {
    let mut text = String::new();
    for phone in phones.filter(|phone| !phone.is_empty()) {
        if !text.is_empty() {
            // One below the other: a number cut in two is misread.
            text.push('\n');
        }
        if unmasked { text.push_str(phone) } else { text.push_str(&mask_phone(phone)) }
    }
    text
}

pub(super) fn shown_id(number: Option<&str>, raw: Option<&str>, unmasked: bool) -> String {
    let text = number.or(raw).unwrap_or("");
    if unmasked { text.to_owned() } else { mask_id(text) }
}

pub(super) fn shown_remark(remark: Option<&str>, unmasked: bool) -> String {
    let text = remark.unwrap_or("").trim();
    if unmasked { text.to_owned() } else { mask_remark(text) }
}

/// 重点 on paper: what follows from a closer word is left out. 80岁以上独居 says 独居, 80岁以上 and the rest.
pub fn pressing(tags: &[&'static str]) -> String {
    const IMPLIED: [(&str, &[&str]); 5] = [
        ("80岁以上独居", &["独居", "空巢", "纯老家庭", "80岁以上", "65岁以上"]),
        ("独居", &["空巢", "纯老家庭"]),
        ("空巢", &["纯老家庭"]),
        ("80岁以上", &["65岁以上"]),
        ("婴幼儿", &["0–6岁儿童", "儿童"]),
    ];
    let implied =
        |tag: &str| IMPLIED.iter().any(|(closer, rest)| tags.contains(closer) && rest.contains(&tag));
    tags.iter().copied().filter(|tag| !implied(tag)).collect::<Vec<_>>().join("、")
}

impl Shown {
    pub fn of(person: &RosterPerson, unmasked: bool, seal: Seal) -> Self {
        let phones = person.phones.as_deref().unwrap_or("").split('、');
        let mut shown = Self {
            id: shown_id(person.id_number.as_deref(), person.id_raw.as_deref(), unmasked),
            phones: shown_phones(phones, unmasked),
            remark: shown_remark(person.remark.as_deref(), unmasked),
            tags: pressing(&shown_tags(&person.tags, unmasked)),
            ..Self::default()
        };
        let stood = match (&person.excluded, person.tested) {
            (Some(why), _) => {
                shown.reason = shown_reason(why, unmasked);
                Stood::Excluded
            }
            (None, Some(true)) => {
                shown.sampled =
                    person.tube.clone().or_else(|| person.mark.clone()).unwrap_or_else(|| "√".into());
                Stood::Tested
            }
            (None, Some(false)) => {
                match &person.reason {
                    Some(reason) => shown.reason = shown_reason(reason, unmasked),
                    None => shown.sampled = "×".into(),
                }
                Stood::Untested
            }
            (None, None) => Stood::Unmarked,
        };
        let seen = Seen::of(&person.name, &shown.id, &shown.phones, &shown.remark);
        shown.key = Key { resident: person.resident, stood, seen }.text(seal);
        shown
    }
}
