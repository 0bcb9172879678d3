//! Facts as a person types them: each is read by its value type, and what cannot be read is refused with the reason. (An import keeps
//! such text instead: nobody is there to ask.)

use super::facts::{self, Field, ResidentFacts};
use super::{attributes, get};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::{
    Birth, Day, IdNumber, IdType, Parsed, PersonName, Phones, Relation, Sex, SexCoding, Why,
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
