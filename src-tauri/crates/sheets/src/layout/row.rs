//! One row's cells → what each says, field by field. Which cells those are (merges, 同上, blanks) is `reader`'s business;
//! what name, ID, birth and sex say together is `person`'s.
use louce_core::values::{Birth, Day, IdType, Parsed, Phones, PresenceState, Relation, Tags, squeeze};

use super::isolation::Isolation;
use super::place::PlaceCells;
use super::text::{cell_text, is_ditto, name_and_phone, said, tidy, time_text, yes_no};
use super::{
    ContactFact, ContactRole, Field, FlagWhy, Layout, Mark, PresenceFact, ResponsibleFact, ResponsibleRole,
    RowFacts, mine,
};
use crate::read::Cell;

/// What is gathered before it can be judged together.
#[derive(Debug, Default)]
pub(crate) struct Gathered<'c> {
    pub places: PlaceCells<'c>,
    pub names: Vec<&'c Cell>,
    pub ids: Vec<(&'c Cell, &'c str)>,
    pub birth: Option<&'c Cell>,
    pub sex: Option<&'c Cell>,
    pub isolation: Isolation<'c>,
    pub carer: Option<(String, &'c str)>,
    pub carer_phone: Option<(String, &'c str)>,
    /// 诊断, 用药, 预产期: data of the ledger's tag.
    pub about_tag: Vec<String>,
    /// Some cell speaks of a person.
    pub personal: bool,
}

/// Reads one cell into the facts, or gathers it.
pub(crate) fn cell<'c>(
    facts: &mut RowFacts,
    gathered: &mut Gathered<'c>,
    field: Field,
    header: &'c str,
    cell: &'c Cell,
    layout: &Layout,
) {
    if let Cell::Error(raw) = cell {
        if !matches!(field, Field::Seq | Field::Ignored) {
            facts.flag(field, FlagWhy::ErrorCell, raw.as_str());
        }
        return;
    }
    let is_1904 = layout.uses_1904;
    match field {
        Field::Seq | Field::Ignored => return,
        Field::Compound => return gathered.places.compound = Some(cell),
        Field::Building => return gathered.places.building = Some(cell),
        Field::Unit => return gathered.places.unit = Some(cell),
        Field::Floor => return gathered.places.floor = Some(cell),
        Field::Room => return gathered.places.room = Some(cell),
        Field::Address => return gathered.places.address = Some(cell),
        Field::Name => return gathered.names.push(cell),
        Field::IdNumber => return gathered.ids.push((cell, header)),
        Field::Phone => {
            let phones = match cell {
                Cell::Number(number) => Phones::parse_number(*number),
                other => Phones::parse(&cell_text(other, is_1904)),
            };
            return add_phones(facts, gathered, phones);
        }
        _ => {}
    }
    let text = cell_text(cell, is_1904);
    // A cross says nothing in most columns; where a tick is awaited it says no.
    let crossed = matches!(field, Field::Sampled | Field::InResidence)
        && yes_no(&text) == Some(false)
        && text.trim() != "无";
    let text = if crossed { Some(tidy(&text)) } else { said(&text) };
    let Some(text) = text else { return };
    if is_ditto(&text) {
        return facts.flag(field, FlagWhy::NotCopied, text);
    }
    match field {
        Field::BirthDate => gathered.birth = Some(cell),
        Field::Sex => gathered.sex = Some(cell),
        Field::Age => facts.age = age(&text),
        Field::HouseholdNo => facts.household_no = Some(text.into_owned()),
        Field::HeadName => facts.head_name = Some(text.into_owned()),
        Field::IdType => facts.id_type = IdType::parse(&text),
        Field::Relation => relation(facts, &text),
        Field::Registered => facts.registered = Some(text.into_owned()),
        Field::ResidenceType => residence_type(facts, header, &text),
        Field::InResidence => in_residence(facts, header, &text),
        Field::RoomLabel => {
            facts.room_label = match yes_no(&text) {
                Some(true) => Some(header.trim_start_matches("是否").to_owned()),
                Some(false) => None,
                None => Some(text.into_owned()),
            }
        }
        Field::Tags => {
            let tags = Tags::parse_cell(&text);
            let rest = tags.rest.trim().to_owned();
            mine::add_tags(facts, tags, header);
            if !rest.is_empty() && yes_no(&rest).is_none() {
                facts.extra.push((header.to_owned(), rest));
            }
        }
        Field::YesNo(kind) => match yes_no(&text) {
            Some(true) => mine::add_tag(facts, kind, header, None),
            Some(false) => {}
            None => {
                let unclear = text.chars().count() > 12
                    || text.contains(['无', '不', '未', '否', '非', '?', '？', '疑']);
                if unclear || text.bytes().all(|b| b.is_ascii_digit()) {
                    facts.flag(field, FlagWhy::TagUnclear, text.as_ref());
                    facts.extra.push((header.to_owned(), text.into_owned()));
                } else {
                    mine::add_tag(facts, kind, header, Some(text.into_owned()));
                }
            }
        },
        Field::Grid => facts.grid = Some(text.into_owned()),
        Field::Block => facts.block = Some(text.into_owned()),
        Field::GridLeader => responsible(facts, ResponsibleRole::GridLeader, &text),
        Field::BuildingLeader => responsible(facts, ResponsibleRole::BuildingLeader, &text),
        Field::BlockLeader => responsible(facts, ResponsibleRole::BlockLeader, &text),
        Field::Keeper => responsible(facts, ResponsibleRole::Keeper, &text),
        Field::LeaderPhone => {
            let phone = Phones::parse(&text).phones.into_iter().next();
            match facts.responsible.last_mut() {
                Some(last) if last.phone.is_none() && phone.is_some() => last.phone = phone,
                _ => facts.extra.push((header.to_owned(), text.into_owned())),
            }
        }
        Field::EmergencyName => contact_name(facts, ContactRole::Emergency, &text),
        Field::EmergencyPhone => contact_phone(facts, ContactRole::Emergency, field, &text),
        Field::Guardian => contact_name(facts, ContactRole::Guardian, &text),
        Field::GuardianPhone => contact_phone(facts, ContactRole::Guardian, field, &text),
        Field::ChildName => contact_name(facts, ContactRole::Child, &text),
        Field::ChildPhone => contact_phone(facts, ContactRole::Child, field, &text),
        Field::Carer => gathered.carer = Some((text.into_owned(), header)),
        Field::CarerPhone => gathered.carer_phone = Some((text.into_owned(), header)),
        Field::IsolationKind => gathered.isolation.kind = Some(text.into_owned()),
        Field::IsolationPlace => gathered.isolation.place = Some((text.into_owned(), header)),
        Field::IsolationRoom => gathered.isolation.room = Some(text.into_owned()),
        Field::IsolationStart => gathered.isolation.start = Some(cell),
        Field::IsolationEnd => gathered.isolation.end = Some(cell),
        Field::IsolationReason => gathered.isolation.reason = Some(text.into_owned()),
        Field::Health | Field::Diagnosis | Field::Medicine | Field::DueDate => {
            if matches!(field, Field::Health | Field::Diagnosis) {
                mine::add_tags(facts, Tags::mine(&text), header);
            } else if field == Field::DueDate {
                mine::add_tag(
                    facts,
                    louce_core::values::TagKind::Pregnant,
                    header,
                    Some(format!("预产期{text}")),
                );
            }
            if field != Field::DueDate {
                gathered.about_tag.push(text.clone().into_owned());
            }
            facts.extra.push((header.to_owned(), text.into_owned()));
        }
        Field::Nationality => facts.nationality = Some(text.into_owned()),
        Field::Ethnicity => facts.ethnicity = Some(text.into_owned()),
        Field::Employer => facts.employer = Some(text.into_owned()),
        Field::Education => facts.education = Some(text.into_owned()),
        Field::Political => {
            if text.contains("中共党员") || text.contains("预备党员") || text == "党员" {
                mine::add_tag(facts, louce_core::values::TagKind::PartyMember, header, None);
            }
            facts.political = Some(text.into_owned());
        }
        Field::Marriage => facts.marriage = Some(text.into_owned()),
        Field::Sampled => sampled(facts, cell, &text),
        Field::TubeNo => with_mark(facts, |mark| mark.tube = Some(text.into_owned())),
        Field::SampleTime => with_mark(facts, |mark| mark.time = Some(text.into_owned())),
        Field::UntestedReason => facts.untested_reason = Some(text.into_owned()),
        Field::Remark => {
            let own = cell_text(cell, is_1904);
            let own = own.trim();
            match &mut facts.remark {
                Some(remark) => {
                    remark.push('；');
                    remark.push_str(own);
                }
                None => facts.remark = Some(own.to_owned()),
            }
        }
        _ => facts.extra.push((header.to_owned(), text.into_owned())),
    }
}

fn add_phones(facts: &mut RowFacts, gathered: &mut Gathered<'_>, phones: Phones) {
    gathered.personal |= !phones.phones.is_empty() || !phones.unreadable.is_empty();
    for phone in phones.phones {
        if !facts.phones.phones.contains(&phone) {
            facts.phones.phones.push(phone);
        }
    }
    for bad in phones.unreadable {
        facts.flag(Field::Phone, FlagWhy::Value(bad.why), bad.raw.as_str());
        facts.phones.unreadable.push(bad);
    }
    if let Some(why) = phones.doubtful {
        facts.phones.doubtful = Some(why);
    }
}

/// 72, 72岁; of a child in months, 0.
fn age(text: &str) -> Option<u32> {
    if text.contains('月') && !text.contains('岁') {
        return Some(0);
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|age| *age <= 130)
}

fn relation(facts: &mut RowFacts, text: &str) {
    match yes_no(text) {
        Some(true) => facts.relation = Relation::parse("户主"),
        Some(false) => {}
        None => {
            facts.relation = Relation::parse(text);
            if let Some(why) = facts.relation.why() {
                facts.flag(Field::Relation, FlagWhy::Value(why), text);
            }
        }
    }
}

/// 人员类型 cells, and columns such as 本房户籍 or 是否人户分离 that are ticked.
fn residence_type(facts: &mut RowFacts, header: &str, text: &str) {
    let name = header.rsplit('/').next().unwrap_or(header).trim_start_matches("是否");
    let value = match yes_no(text) {
        Some(true) => name,
        Some(false) if name.contains("人户一致") => "人户分离",
        Some(false) if name.contains("人户分离") => "人户一致",
        Some(false) => return,
        None => text,
    };
    let value = squeeze(value);
    // Only what plainly says that nobody lives here is presence; 户籍 and 人户分离 do not tell where the person is.
    let away = ["空挂", "不在", "不住", "未住", "迁出", "搬", "去世", "死亡", "已故", "外出"]
        .iter()
        .any(|word| value.contains(word));
    if away {
        if let Parsed::Value(state) = PresenceState::parse(&value)
            && facts.presence.is_empty()
        {
            facts.presence.push(PresenceFact::of(state));
        }
    } else if value == "本房居住" && facts.presence.is_empty() {
        facts.presence.push(PresenceFact::of(PresenceState::Home));
    }
    match &mut facts.residence_type {
        Some(known) => {
            known.push('、');
            known.push_str(&value);
        }
        None => facts.residence_type = Some(value.into_owned()),
    }
}

fn in_residence(facts: &mut RowFacts, header: &str, text: &str) {
    let state = match yes_no(text) {
        Some(true) => Parsed::Value(PresenceState::Home),
        Some(false) => Parsed::Value(PresenceState::Away),
        None => PresenceState::parse(text),
    };
    if let Some(why) = state.why() {
        facts.flag(Field::InResidence, FlagWhy::Value(why), text);
    }
    match state.into_value() {
        Some(state) => {
            let mut fact = PresenceFact::of(state);
            if yes_no(text).is_none() && text != state.name() {
                fact.reason = Some(text.to_owned());
            }
            facts.presence.push(fact);
        }
        None => facts.extra.push((header.to_owned(), text.to_owned())),
    }
}

fn responsible(facts: &mut RowFacts, role: ResponsibleRole, text: &str) {
    let (name, phone) = name_and_phone(text);
    let phone = if phone.is_empty() { None } else { Phones::parse(&phone).phones.into_iter().next() };
    if !name.is_empty() {
        facts.responsible.push(ResponsibleFact { role, name, phone });
    }
}

fn contact_of(facts: &mut RowFacts, role: ContactRole) -> Option<&mut ContactFact> {
    let at = match facts.contacts.iter().position(|contact| contact.role == role) {
        Some(at) => at,
        None => {
            facts.contacts.push(ContactFact { role, name: String::new(), phones: Vec::new() });
            facts.contacts.len() - 1
        }
    };
    facts.contacts.get_mut(at)
}

fn contact_name(facts: &mut RowFacts, role: ContactRole, text: &str) {
    let (name, phone) = name_and_phone(text);
    let phones = if phone.is_empty() { Vec::new() } else { Phones::parse(&phone).phones };
    let Some(contact) = contact_of(facts, role) else { return };
    if !contact.name.is_empty() && !name.is_empty() {
        contact.name.push('、');
    }
    contact.name.push_str(&name);
    contact.phones.extend(phones);
}

fn contact_phone(facts: &mut RowFacts, role: ContactRole, field: Field, text: &str) {
    let found = Phones::parse(text);
    // 王五13812341234 in a phone column: the name is worth keeping too.
    let (name, phone) = name_and_phone(text);
    let mut phones = found.phones;
    if phones.is_empty() && !phone.is_empty() {
        phones = Phones::parse(&phone).phones;
    }
    if phones.is_empty() {
        let raw = text.to_owned();
        return facts.flag(field, FlagWhy::Value(louce_core::values::Why::PhoneShape), raw);
    }
    let Some(contact) = contact_of(facts, role) else { return };
    if contact.name.is_empty() && super::text::is_han(&name) {
        contact.name = name;
    }
    contact.phones.extend(phones);
}

fn with_mark(facts: &mut RowFacts, change: impl FnOnce(&mut Mark)) {
    change(facts.sampled.get_or_insert_with(|| Mark {
        yes: true,
        raw: String::new(),
        tube: None,
        time: None,
    }));
}

/// √, 1, 是, a time or a tube number mark tested; ×, 否, 未 do not; a reason in words is kept as the reason.
fn sampled(facts: &mut RowFacts, cell: &Cell, text: &str) {
    let raw = text.to_owned();
    let time = match cell {
        Cell::Date(serial) => time_text(*serial).or_else(|| Some(raw.clone())),
        Cell::Text(_) if is_clock(text) => Some(raw.clone()),
        _ => None,
    };
    let tubelike = text.len() >= 4
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && text.bytes().any(|b| b.is_ascii_digit());
    let yes = if time.is_some() || tubelike {
        Some(true)
    } else {
        yes_no(text).or_else(|| match text {
            "已采" | "已做" | "已采样" | "已检" | "已检测" | "完成" | "已完成" | "采" | "做" | "已测"
            | "阴性" | "阳性" | "已签到" => Some(true),
            _ if text.starts_with(['未', '没', '拒', '不']) => Some(false),
            _ if matches!(PresenceState::parse(text), Parsed::Value(_)) => Some(false),
            _ => None,
        })
    };
    let Some(yes) = yes else {
        facts.flag(Field::Sampled, FlagWhy::MarkUnclear, raw);
        return;
    };
    let words = !yes
        && yes_no(text).is_none()
        && !matches!(text, "未采" | "未做" | "未采样" | "未检" | "未检测" | "没做" | "未测" | "没采");
    if words && facts.untested_reason.is_none() {
        facts.untested_reason = Some(raw.clone());
    }
    let known = facts.sampled.take();
    facts.sampled = Some(Mark {
        yes,
        tube: known
            .as_ref()
            .and_then(|mark| mark.tube.clone())
            .or_else(|| (tubelike && time.is_none()).then(|| raw.clone())),
        time: known.and_then(|mark| mark.time).or(time),
        raw,
    });
}

fn is_clock(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once([':', '：']) else { return false };
    let number = |part: &str| part.len() <= 2 && part.parse::<u32>().is_ok();
    number(hours.trim()) && number(minutes.trim().split(':').next().unwrap_or(""))
}

/// A day of a date cell, of a bare serial (number or text), or of a text.
pub(crate) fn day(cell: &Cell, today: Day, is_1904: bool) -> Parsed<Day> {
    match serial_day(cell, is_1904) {
        Some(day) => Parsed::Value(day),
        None => Day::parse(&cell_text(cell, is_1904), today),
    }
}

fn serial_day(cell: &Cell, is_1904: bool) -> Option<Day> {
    let serial = match cell {
        Cell::Date(serial) => *serial,
        Cell::Number(number) => *number,
        Cell::Text(text) if text.len() == 5 => text.parse().ok()?,
        _ => return None,
    };
    let dated = matches!(cell, Cell::Date(_)) || (10_000.0..=60_000.0).contains(&serial);
    if dated { Day::from_excel_serial(serial.floor(), is_1904) } else { None }
}

/// As [`day`], for a birth date, which may know the year only.
pub(crate) fn birth(cell: &Cell, today: Day, is_1904: bool) -> Parsed<Birth> {
    if let Some(day) = serial_day(cell, is_1904) {
        let birth = Birth::from_day(day);
        let late = day > today;
        return if late {
            Parsed::Doubtful(birth, louce_core::values::Why::DateImpossible)
        } else {
            Parsed::Value(birth)
        };
    }
    if let Cell::Number(number) = cell
        && (1900.0..2100.0).contains(number)
        && number.fract() > 0.0
    {
        // 1938.1 as a number is January or October: the year is all that is sure, unless two digits stand behind the dot.
        let text = super::text::number_text(*number);
        let month = text.split_once('.').map_or("", |(_, month)| month);
        if month == "1" {
            let year = Birth { year: number.floor() as i32, month: None, day: None };
            return Parsed::Doubtful(year, louce_core::values::Why::DateShape);
        }
    }
    Birth::parse(&cell_text(cell, is_1904), today)
}
