//! Edits of people by hand 修改 on the wire. Each is one operation that can be undone; those that take several people are one operation for all.

use louce_core::residents::{self, Field, NewPresence, NewTag};
use louce_core::values::{Day, IdNumber, IdType, Parsed, PresenceState, TagKind};
use louce_core::{Error, Op, OpKind, Tx, households};
use serde::{Deserialize, Serialize};

use crate::{Session, WireError, mask};

/// An edit done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Edited {
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
    /// Tables that changed.
    pub changed: Vec<&'static str>,
}

/// Somebody or something made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Made {
    /// Its row.
    pub id: i64,
    /// The operation.
    pub operation: Option<i64>,
}

pub(crate) fn edit<T>(
    session: &mut Session<'_>,
    summary: String,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
) -> Result<(T, Edited), WireError> {
    let outcome = session.office.transact(Op::new(OpKind::Edit, summary), session.clock, write)?;
    Ok((outcome.value, Edited { operation: outcome.operation, changed: outcome.changed }))
}

/// "张三", "张三等5人", for the list of operations.
pub(crate) fn names(session: &Session<'_>, ids: &[i64]) -> Result<String, WireError> {
    let first = ids.first().ok_or_else(|| Error::Refused("没有选择住户。".into()))?;
    let resident = residents::get(session.office.reader(), *first)?.ok_or(Error::NoSuch("住户"))?;
    let name = resident.facts.get(Field::Name).unwrap_or("").to_owned();
    Ok(if ids.len() > 1 { format!("{name}等{}人", ids.len()) } else { name })
}

/// One fact of somebody.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SetRequest {
    /// Whose.
    pub resident: i64,
    /// A code such as `name`, `id_number`, `birth`, `remark`.
    pub field: String,
    /// As typed; "" clears.
    pub value: String,
    /// Take an ID number although somebody else has it.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub anyway: bool,
}

fn field(code: &str) -> Result<Field, WireError> {
    Field::from_column(code)
        .filter(|field| residents::EDITABLE.contains(field))
        .ok_or_else(|| WireError::new("bad_field", "没有这种栏目，或不能修改。"))
}

/// Sets one fact; sex and birth date follow a valid ID number.
///
/// # Errors
/// `bad_value` with the reason, `refused`, `bad_field`, `no_such`, `id_taken`.
pub fn set(session: &mut Session<'_>, request: SetRequest) -> Result<Edited, WireError> {
    let field = field(&request.field)?;
    let today = session.clock.today();
    let known = residents::get(session.office.reader(), request.resident)?.ok_or(Error::NoSuch("住户"))?;
    let Some(value) = mask::typed(&request.value, known.facts.get(field), field)? else {
        return Ok(Edited { operation: None, changed: Vec::new() });
    };
    if field == Field::IdNumber && !request.anyway {
        let id_type = known.facts.get(Field::IdType).and_then(IdType::from_code);
        residents::refuse_taken(session.office.reader(), &value, id_type, Some(request.resident))?;
    }
    let summary = format!("修改{}的{}", names(session, &[request.resident])?, field.title());
    let (_, edited) =
        edit(session, summary, |tx| residents::set_typed(tx, request.resident, field, &value, today))?;
    Ok(edited)
}

/// An ID number as typed.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IdCheckRequest {
    /// As typed.
    pub value: String,
    /// 证件类型 code, when it is known.
    #[serde(default)]
    pub id_type: Option<IdType>,
    /// Whose it is to be, when they are in the office already.
    #[serde(default)]
    pub resident: Option<i64>,
}

/// What an ID number says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct IdChecked {
    /// Who else has it.
    pub holders: Vec<residents::Holder>,
    /// It is right, or empty.
    pub ok: bool,
    /// Why it is not.
    pub why: Option<louce_core::values::Why>,
    /// The same, in Chinese.
    pub message: Option<&'static str>,
    /// 证件类型
    pub id_type: Option<IdType>,
    /// "男" or "女"
    pub sex: Option<&'static str>,
    /// ISO.
    pub birth: Option<String>,
    /// 周岁
    pub age: Option<u32>,
}

/// The digit test while somebody types, and who has the number already.
///
/// # Errors
/// As any query.
pub fn id_check(session: &mut Session<'_>, request: IdCheckRequest) -> Result<IdChecked, WireError> {
    let parsed = IdNumber::parse(&request.value, request.id_type);
    let why = match &parsed {
        Parsed::Unreadable(unreadable) => Some(unreadable.why),
        _ => None,
    };
    let id = parsed.value();
    let birth = id.and_then(IdNumber::birth);
    let today = session.clock.today();
    let holders = match id {
        Some(id) => residents::holders(session.office.reader(), id.as_str(), request.resident, today)?,
        None => Vec::new(),
    };
    Ok(IdChecked {
        holders,
        ok: why.is_none(),
        why,
        message: why.map(|why| why.text()),
        id_type: id.map(IdNumber::kind),
        sex: id.and_then(IdNumber::sex).map(|sex| sex.as_str()),
        birth: birth.map(|birth| birth.as_iso()),
        age: birth.and_then(|birth| birth.age_on(today)),
    })
}

/// A fact as typed.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct TypedFact {
    /// A code such as `name`.
    pub field: String,
    /// As typed.
    pub value: String,
}

/// Somebody to be added.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AddRequest {
    /// Into this household …
    #[serde(default)]
    pub household: Option<i64>,
    /// … or as a new household in this room.
    #[serde(default)]
    pub room: Option<i64>,
    /// Facts; a name at least.
    pub facts: Vec<TypedFact>,
    /// As typed.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub phones: Vec<String>,
    /// 去向, when they are not at home: a code such as `away`, from today.
    #[serde(default)]
    pub presence: Option<PresenceState>,
    /// Take an ID number although somebody else has it.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub anyway: bool,
}

/// Adds somebody.
///
/// # Errors
/// `bad_value`, `refused` without a name or a place, `no_such`, `id_taken`.
pub fn add(session: &mut Session<'_>, request: AddRequest) -> Result<Made, WireError> {
    let typed = request
        .facts
        .iter()
        .map(|fact| Ok((field(&fact.field)?, fact.value.clone())))
        .collect::<Result<Vec<_>, WireError>>()?;
    let today = session.clock.today();
    let facts = residents::read_typed(&typed, today)?;
    if let (Some(number), false) = (facts.get(Field::IdNumber), request.anyway) {
        let id_type = facts.get(Field::IdType).and_then(IdType::from_code);
        residents::refuse_taken(session.office.reader(), number, id_type, None)?;
    }
    let summary = format!("添加{}", facts.get(Field::Name).unwrap_or(""));
    let (id, edited) = edit(session, summary, |tx| {
        let household = match (request.household, request.room) {
            (Some(household), _) => households::get(tx.reader(), household)?.id,
            (None, Some(room)) => {
                let new = households::insert(tx, None, None, None)?;
                households::move_to_room(tx, new, room)?;
                new
            }
            (None, None) => return Err(Error::Refused("请选择住在哪一户或哪一室。".into())),
        };
        let id = residents::insert(tx, household, &facts, None)?;
        residents::set_phones_typed(tx, id, &request.phones)?;
        if let Some(state) = request.presence.filter(|state| *state != PresenceState::Home) {
            let new = NewPresence {
                state,
                since: Some(today.to_string()),
                until: None,
                place: None,
                room: None,
                reason: None,
                source: Some("手工登记"),
            };
            residents::add_presence(tx, id, &new, today)?;
        }
        Ok(id)
    })?;
    Ok(Made { id, operation: edited.operation })
}

/// Somebody's phones.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PhonesRequest {
    /// Whose.
    pub resident: i64,
    /// As typed, the one to call first first.
    pub phones: Vec<String>,
}

/// Sets somebody's phones.
///
/// # Errors
/// `bad_value`, `no_such`.
pub fn set_phones(session: &mut Session<'_>, request: PhonesRequest) -> Result<Edited, WireError> {
    let summary = format!("修改{}的电话", names(session, &[request.resident])?);
    let phones = mask::whole_phones(session.office.reader(), request.resident, request.phones)?;
    let (_, edited) =
        edit(session, summary, |tx| residents::set_phones_typed(tx, request.resident, &phones))?;
    Ok(edited)
}

/// A tag of some people.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TagRequest {
    /// Whose.
    pub residents: Vec<i64>,
    /// Which.
    pub kind: TagKind,
    /// Due date, medicine, diagnosis …
    #[serde(default)]
    pub data: Option<String>,
}

/// States a tag.
///
/// # Errors
/// `refused` for a tag that follows from age, `no_such`.
pub fn tag(session: &mut Session<'_>, request: TagRequest) -> Result<Edited, WireError> {
    let kind = request.kind;
    if matches!(kind, TagKind::Over65 | TagKind::Over80) {
        return Err(Error::Refused(format!("“{kind}”由出生日期得出，不用标注。")).into());
    }
    let summary = format!("{}标注“{kind}”", names(session, &request.residents)?);
    let today = session.clock.today();
    let (_, edited) = edit(session, summary, |tx| {
        for resident in &request.residents {
            let new = NewTag {
                kind: kind.code(),
                evidence: Some("手工标注"),
                data: request.data.as_deref(),
                ..NewTag::default()
            };
            residents::state_tag(tx, *resident, &new, today)?;
        }
        Ok(())
    })?;
    Ok(edited)
}

/// Takes a tag away from those who have it.
///
/// # Errors
/// `no_such` when nobody of them has it.
pub fn untag(session: &mut Session<'_>, request: TagRequest) -> Result<Edited, WireError> {
    let (kind, today) = (request.kind, session.clock.today());
    let summary = format!("{}取消“{kind}”", names(session, &request.residents)?);
    let (_, edited) = edit(session, summary, |tx| {
        let mut had = false;
        for resident in &request.residents {
            match residents::end_tag(tx, *resident, kind.code(), today) {
                Ok(()) => had = true,
                Err(Error::NoSuch(_)) => {}
                Err(error) => return Err(error),
            }
        }
        if had { Ok(()) } else { Err(Error::NoSuch("标签")) }
    })?;
    Ok(edited)
}

/// Where some people are from a day on.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PresenceRequest {
    /// Who.
    pub residents: Vec<i64>,
    /// 在住 for who is back.
    pub state: PresenceState,
    /// ISO day from which it holds; without it today.
    #[serde(default)]
    pub since: Option<Day>,
    /// First ISO day on which it no longer holds.
    #[serde(default)]
    pub until: Option<Day>,
    /// 隔离点, 医院, 单位
    #[serde(default)]
    pub place: Option<String>,
    /// 隔离房间号
    #[serde(default)]
    pub room: Option<String>,
    /// 原因
    #[serde(default)]
    pub reason: Option<String>,
}

/// Notes where people are: 迁出, 回来, 隔离 …
///
/// # Errors
/// `refused` for an end before the beginning, `no_such`.
pub fn presence_set(session: &mut Session<'_>, request: PresenceRequest) -> Result<Edited, WireError> {
    let today = session.clock.today();
    let since = request.since.unwrap_or(today);
    check_days(since, request.until)?;
    let state = request.state;
    let summary = format!("{}：{}", names(session, &request.residents)?, state.name());
    let (_, edited) = edit(session, summary, |tx| {
        let new = NewPresence {
            state,
            since: Some(since.to_string()),
            until: request.until.map(|until| until.to_string()),
            place: request.place.as_deref(),
            room: request.room.as_deref(),
            reason: request.reason.as_deref(),
            source: Some("手工登记"),
        };
        for resident in &request.residents {
            residents::get(tx.reader(), *resident)?.ok_or(Error::NoSuch("住户"))?;
            residents::add_presence(tx, *resident, &new, today)?;
        }
        Ok(())
    })?;
    Ok(edited)
}

/// An end is not before its beginning.
///
/// # Errors
/// `refused`.
pub(crate) fn check_days(since: Day, until: Option<Day>) -> Result<(), WireError> {
    if until.is_some_and(|until| until < since) {
        return Err(Error::Refused("结束的日期早于开始的日期。".into()).into());
    }
    Ok(())
}

/// Some people.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PeopleRequest {
    /// Who.
    pub residents: Vec<i64>,
}

/// Notes that the facts of some people were checked with them today.
///
/// # Errors
/// `no_such`.
pub fn verified(session: &mut Session<'_>, request: PeopleRequest) -> Result<Edited, WireError> {
    let summary = format!("核实{}", names(session, &request.residents)?);
    let (today, who) = (session.clock.today(), session.office.who().to_owned());
    let (_, edited) = edit(session, summary, |tx| {
        request.residents.iter().try_for_each(|resident| residents::verify(tx, *resident, today, &who))
    })?;
    Ok(edited)
}
