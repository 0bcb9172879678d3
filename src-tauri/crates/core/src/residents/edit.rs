//! Facts as a person types them: each is read by its value type, and what cannot be read is refused with the reason. (An import keeps
//! such text instead: nobody is there to ask.)

use super::attributes::{NewPresence, NewTag, end_tag, state_tag};
use super::facts::{self, Field, ResidentFacts};
use super::many::{Done, ForMany, change};
use super::presence::state_on_day;
use super::{attributes, get};
use crate::populations::{self, Derived, Scope};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::{
    Birth, Day, IdNumber, IdType, Parsed, PersonName, Phones, PresenceState, Relation, Sex, SexCoding,
    TagKind, Why,
};

/// Facts that a person sets; the others follow from these or from an import.
pub const EDITABLE: &[Field] = &[
    Field::Name,
    Field::IdType,
    Field::IdNumber,
    Field::Sex,
    Field::Birth,
    Field::Relation,
    Field::ResidenceType,
    Field::Registered,
    Field::Nationality,
    Field::Ethnicity,
    Field::Employer,
    Field::Education,
    Field::Political,
    Field::Marriage,
    Field::Remark,
];

/// Sets one fact from what was typed; an empty text clears it. Sex and birth date follow a valid ID number.
///
/// # Errors
/// [`Error::BadValue`] with the reason; [`Error::Refused`] for an empty name or a fact nobody sets; [`Error::NoSuch`].
pub fn set_typed(tx: &mut Tx<'_>, resident: i64, field: Field, typed: &str, today: Day) -> Result<()> {
    let known = get(tx.reader(), resident)?.ok_or(Error::NoSuch("住户"))?;
    let mut wanted = known.facts.clone();
    read(&mut wanted, field, typed, today)?;
    for field in Field::ALL {
        if wanted.get(*field) != known.facts.get(*field) {
            facts::set(tx, resident, *field, wanted.get(*field))?;
        }
    }
    Ok(())
}

/// Reads typed facts of somebody new.
///
/// # Errors
/// As [`set_typed`].
pub fn read_typed(typed: &[(Field, String)], today: Day) -> Result<ResidentFacts> {
    let mut facts = ResidentFacts::default();
    for (field, text) in typed {
        read(&mut facts, *field, text, today)?;
    }
    match facts.get(Field::Name) {
        Some(_) => Ok(facts),
        None => Err(Error::Refused("请填写姓名。".into())),
    }
}

/// Makes what was typed the resident's phones, the first called first.
///
/// # Errors
/// [`Error::BadValue`].
pub fn set_phones_typed(tx: &mut Tx<'_>, resident: i64, typed: &[String]) -> Result<()> {
    let mut numbers: Vec<String> = Vec::new();
    for text in typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let read = Phones::parse(text);
        if read.phones.is_empty() || !read.unreadable.is_empty() {
            return Err(Error::BadValue { field: "电话", why: Why::PhoneShape });
        }
        for phone in &read.phones {
            if !numbers.iter().any(|known| known == phone.as_str()) {
                numbers.push(phone.as_str().to_owned());
            }
        }
    }
    attributes::set_phones(tx, resident, &numbers)
}

/// Makes what was typed (在住, 外出, 住院 …) where a resident is from today on.
///
/// # Errors
/// [`Error::Refused`] for a word that is no state, with those there are, and for somebody who died; [`Error::NoSuch`].
pub fn set_presence_typed(tx: &mut Tx<'_>, resident: i64, typed: &str, today: Day) -> Result<()> {
    let Parsed::Value(state) = PresenceState::parse(typed.trim()) else {
        let words = PresenceState::ALL.map(PresenceState::name).join("、");
        return Err(Error::Refused(format!("看不懂。在住可以写：{words}。")));
    };
    if state_on_day(tx.reader(), resident, today)? == state {
        return Ok(());
    }
    let new = NewPresence {
        state,
        since: Some(today.to_string()),
        until: None,
        place: None,
        room: None,
        reason: None,
        source: Some("手工登记"),
    };
    match change(tx, resident, &ForMany::Presence(new), today)? {
        Done::Changed | Done::Known => Ok(()),
        Done::Refused(why) => Err(Error::Refused(why.to_owned())),
    }
}

/// Makes what was typed, as 独居、高血压, the tags stated of a resident: one that is not named ends today. What follows from the facts
/// stays, named or not.
///
/// # Errors
/// [`Error::Refused`] for a word that is no tag, with those there are, for a group that only follows from the facts, and when nothing but
/// such groups would go; [`Error::NoSuch`].
pub fn set_tags_typed(tx: &mut Tx<'_>, resident: i64, typed: &str, today: Day) -> Result<()> {
    let household = get(tx.reader(), resident)?.ok_or(Error::NoSuch("住户"))?.household_id;
    let holds = populations::derive(tx.reader(), today, Scope::Households(&[household]))?;
    let stated = holds.stated(resident);
    let follows: Vec<&str> =
        Derived::ALL.into_iter().filter(|group| holds.is(resident, *group)).map(Derived::name).collect();
    let (mut wanted, mut said) = (Vec::new(), Vec::new());
    let between = |c: char| c.is_whitespace() || "、,，;；+".contains(c);
    for word in typed.split(between).filter(|word| !word.is_empty()) {
        let named = TagKind::ALL.iter().copied().find(|kind| kind.name() == word);
        let kind = named.or_else(|| TagKind::parse(word));
        let name = kind.map_or(word, |kind| kind.name());
        said.push(name);
        if follows.contains(&name) && !stated.iter().any(|kind| kind.name() == name) {
            continue;
        }
        match kind {
            Some(kind) if !populations::is_age_group(kind) => wanted.push(kind),
            None if Derived::ALL.into_iter().all(|group| group.name() != word) => {
                let kinds = TagKind::ALL.iter().filter(|kind| !populations::is_age_group(**kind));
                let words = kinds.map(|kind| kind.name()).collect::<Vec<_>>().join("、");
                return Err(Error::Refused(format!("看不懂“{word}”。重点可以写：{words}。")));
            }
            _ => return Err(Error::Refused(format!("“{name}”由出生日期和同住的人得出，不用标注。"))),
        }
    }
    let ended: Vec<TagKind> = stated.iter().copied().filter(|kind| !wanted.contains(kind)).collect();
    wanted.retain(|kind| !stated.contains(kind));
    if let (true, true, Some(name)) =
        (ended.is_empty(), wanted.is_empty(), follows.iter().find(|name| !said.contains(name)))
    {
        return Err(Error::Refused(format!("“{name}”由出生日期和同住的人得出，去不掉。")));
    }
    for kind in ended {
        end_tag(tx, resident, kind.code(), today)?;
    }
    for kind in wanted {
        let new = NewTag { kind: kind.code(), evidence: Some("手工标注"), ..NewTag::default() };
        state_tag(tx, resident, &new, today)?;
    }
    Ok(())
}

/// Notes that somebody's facts were checked with them on a day.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn verify(tx: &mut Tx<'_>, resident: i64, on: Day, by: &str) -> Result<()> {
    let sql = "UPDATE resident SET verified_on = ?2, verified_by = ?3 WHERE id = ?1";
    crate::places::touch(tx.conn.prepare_cached(sql)?.execute((resident, on.to_string(), by))?, "住户")
}

/// When and by whom somebody's facts were checked, and where they were first read: "file / sheet / 第3行".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// ISO day.
    pub verified_on: Option<String>,
    /// Who did.
    pub verified_by: Option<String>,
    /// Where they were first read.
    pub source: Option<String>,
}

/// See [`Provenance`].
///
/// # Errors
/// As any query.
pub fn provenance(reader: Reader<'_>, resident: i64) -> Result<Provenance> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT verified_on, verified_by,
                    import_sheet.file || ' / ' || import_sheet.sheet || ' / 第' || sheet_row || '行' AS source
             FROM resident LEFT JOIN import_sheet ON import_sheet.id = resident.sheet_id WHERE resident.id = ?1",
        )?
        .query_row([resident], |row| {
            Ok(Provenance {
                verified_on: row.get("verified_on")?,
                verified_by: row.get("verified_by")?,
                source: row.get("source")?,
            })
        })?)
}

fn read(facts: &mut ResidentFacts, field: Field, typed: &str, today: Day) -> Result<()> {
    let typed = typed.trim();
    match field {
        Field::Name => match taken(PersonName::parse(typed), field)? {
            Some(name) => facts.set(field, Some(name.as_str().to_owned())),
            None => return Err(Error::Refused("姓名不能为空。".into())),
        },
        Field::IdNumber => id_number(facts, typed)?,
        Field::IdType => {
            let kind = IdType::parse(typed).or_else(|| IdType::from_code(typed));
            if kind.is_none() && !typed.is_empty() {
                return Err(Error::BadValue { field: field.title(), why: Why::IdUnknownShape });
            }
            facts.set(field, kind.map(|kind| kind.code().to_owned()));
        }
        Field::Sex => {
            let sex = taken(Sex::parse(typed, SexCoding::default()), field)?;
            facts.set(field, sex.map(|sex| sex.as_str().to_owned()));
        }
        Field::Birth => {
            let birth = taken(Birth::parse(typed, today), field)?;
            facts.set(field, birth.map(|birth| birth.as_iso()));
        }
        Field::Relation => {
            // What the standard has no word for is kept as written, as an import does.
            let word = Relation::parse(typed).into_value().map(|relation| relation.as_str().to_owned());
            facts.set(field, word.or_else(|| Some(typed.to_owned())));
        }
        Field::IdRaw | Field::Unreadable | Field::Extra => {
            return Err(Error::Refused(format!("{}不能直接修改。", field.title())));
        }
        _ => facts.set(field, Some(typed.to_owned())),
    }
    Ok(())
}

fn id_number(facts: &mut ResidentFacts, typed: &str) -> Result<()> {
    let declared = facts.get(Field::IdType).and_then(IdType::from_code);
    // A type that belongs to the old number must not stand in the way of the new one.
    let parsed = match IdNumber::parse(typed, declared) {
        Parsed::Unreadable(_) if declared.is_some() => IdNumber::parse(typed, None),
        parsed => parsed,
    };
    let Some(id) = taken(parsed, Field::IdNumber)? else {
        facts.set(Field::IdNumber, None);
        return Ok(());
    };
    facts.set(Field::IdType, Some(id.kind().code().to_owned()));
    facts.set(Field::IdNumber, Some(id.as_str().to_owned()));
    facts.set(Field::IdRaw, None);
    if let Some(sex) = id.sex() {
        facts.set(Field::Sex, Some(sex.as_str().to_owned()));
    }
    if let Some(birth) = id.birth() {
        facts.set(Field::Birth, Some(birth.as_iso()));
    }
    Ok(())
}

/// `None` for nothing typed; a doubtful reading is taken, for the person sees what came of it.
fn taken<T>(parsed: Parsed<T>, field: Field) -> Result<Option<T>> {
    match parsed {
        Parsed::Blank => Ok(None),
        Parsed::Value(value) | Parsed::Doubtful(value, _) => Ok(Some(value)),
        Parsed::Unreadable(unreadable) => Err(Error::BadValue { field: field.title(), why: unreadable.why }),
    }
}
