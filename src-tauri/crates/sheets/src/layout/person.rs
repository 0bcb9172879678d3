//! Name, ID, birth and sex of a row: what they say together, and where they disagree.
use louce_core::values::{
    IdNumber, IdType, Parsed, PersonName, PresenceState, Relation, Sex, Tags, Unreadable, Why,
};

use super::row::{Gathered, birth};
use super::shape::{looks_like_shop, several_names};
use super::text::{cell_text, is_ditto, number_text, says_nothing, tidy};
use super::{Field, FlagWhy, Layout, PresenceFact, RejectReason, RoomState, RowFacts, mine};
use crate::read::Cell;
use louce_core::values::Day;

/// What stands in the name cells.
pub(crate) enum Named {
    /// Nothing.
    Nobody,
    /// A person (readable or not).
    Somebody,
    /// Words for a room in which nobody is named.
    Room(RoomState),
    /// More than the row can hold.
    Refused(RejectReason),
}

/// Reads the name cells.
pub(crate) fn name(facts: &mut RowFacts, cells: &[&Cell], layout: &Layout) -> Named {
    let mut filled = cells.iter().filter(|cell| !says_nothing(&cell_text(cell, false)));
    let Some(first) = filled.next() else { return Named::Nobody };
    if filled.next().is_some() {
        return Named::Refused(RejectReason::SeveralPersons);
    }
    let raw = cell_text(first, false);
    raw.trim().clone_into(&mut facts.name_raw);
    if !is_plain_name(&raw) {
        let text = tidy(&raw);
        if is_ditto(&text) {
            facts.flag(Field::Name, FlagWhy::NotCopied, raw.as_ref());
            return Named::Nobody;
        }
        if let Some(state) = mine::room_state(&text) {
            return Named::Room(state);
        }
        if several_names(&raw) {
            return Named::Refused(RejectReason::SeveralPersons);
        }
        if looks_like_shop(&text) {
            return Named::Room(RoomState::Shop);
        }
    }
    facts.name = PersonName::parse(&raw);
    if let Some(why) = facts.name.why() {
        facts.flag(Field::Name, FlagWhy::Value(why), raw.as_ref());
    }
    if matches!(facts.name, Parsed::Blank) {
        return Named::Nobody;
    }
    if layout.habits.name_is_head && matches!(facts.relation, Parsed::Blank) {
        facts.relation = Relation::parse("户主");
    }
    if let Parsed::Value(name) | Parsed::Doubtful(name, _) = &facts.name
        && let Some(note) = name.note().map(str::to_owned)
    {
        note_beside(facts, &note);
    }
    Named::Somebody
}

/// Two or three Han characters, none of which begins or ends a word for a room or a shop: the common case, decided fast.
fn is_plain_name(raw: &str) -> bool {
    let mut count = 0usize;
    for c in raw.chars() {
        let han = matches!(c, '\u{4e00}'..='\u{9fff}');
        let word = matches!(
            c,
            '空' | '无'
                | '没'
                | '闲'
                | '毛'
                | '未'
                | '不'
                | '商'
                | '店'
                | '租'
                | '市'
                | '房'
                | '司'
                | '行'
                | '场'
                | '发'
                | '厅'
                | '馆'
                | '面'
                | '所'
                | '吧'
                | '室'
                | '浴'
                | '产'
                | '介'
                | '递'
                | '站'
                | '园'
                | '会'
                | '业'
                | '间'
                | '部'
                | '吃'
                | '夫'
                | '妻'
                | '家'
                | '人'
                | '同'
                | '售'
                | '屋'
                | '铺'
                | '点'
                | '户'
                | '上'
                | '前'
        );
        if !han || word {
            return false;
        }
        count += 1;
    }
    (2..=3).contains(&count)
}

/// 张三（户主）, 李四（独居）, 王五（已故）.
fn note_beside(facts: &mut RowFacts, note: &str) {
    let relation = Relation::parse(note);
    if matches!(relation, Parsed::Value(_)) && matches!(facts.relation, Parsed::Blank) {
        facts.relation = relation;
        return;
    }
    if let Parsed::Value(state) = PresenceState::parse(note)
        && facts.presence.is_empty()
    {
        facts.presence.push(PresenceFact::of(state));
        return;
    }
    mine::add_tags(facts, Tags::mine(note), "姓名");
    mine::phones(facts, note);
}

/// Reads the ID cells. Only text is believed; of a number cell the last digits are gone.
pub(crate) fn id(facts: &mut RowFacts, cells: &[(&Cell, &str)], layout: &Layout) {
    for (cell, header) in cells {
        let (raw, parsed) = match cell {
            Cell::Number(number) => {
                let parsed = IdNumber::parse_number(*number);
                let raw = parsed.raw().map_or_else(|| number_text(*number), str::to_owned);
                (raw, parsed)
            }
            other => {
                let text = cell_text(other, layout.uses_1904);
                let raw = text.trim().to_owned();
                let parsed = text_id(facts, &raw, header, layout);
                (raw, parsed)
            }
        };
        if matches!(parsed, Parsed::Blank) {
            continue;
        }
        let readable = |parsed: &Parsed<IdNumber>| matches!(parsed, Parsed::Value(_) | Parsed::Doubtful(..));
        match (readable(&facts.id), readable(&parsed)) {
            (true, true) if facts.id.value() != parsed.value() => {
                facts.flag(Field::IdNumber, FlagWhy::SeveralIds, raw.as_str())
            }
            (true, false) => {
                if let Some(why) = parsed.why() {
                    facts.flag(Field::IdNumber, FlagWhy::Value(why), raw.as_str());
                }
            }
            (true, true) => {}
            (false, _) => {
                facts.id = parsed;
                facts.id_raw = raw;
            }
        }
    }
    if let Some(why) = facts.id.why() {
        let raw = facts.id_raw.clone();
        facts.flag(Field::IdNumber, FlagWhy::Value(why), raw);
    }
}

fn text_id(facts: &RowFacts, raw: &str, header: &str, layout: &Layout) -> Parsed<IdNumber> {
    let unreadable = |why| Parsed::Unreadable(Unreadable { raw: raw.to_owned(), why });
    if is_ditto(raw) {
        return unreadable(Why::IdUnknownShape);
    }
    // 3.10110E+17: Excel's own short form of a number that has lost its last digits.
    let bytes = raw.as_bytes();
    if raw.len() >= 6
        && raw.contains(['E', 'e'])
        && raw.contains('+')
        && bytes.first().is_some_and(u8::is_ascii_digit)
        && raw.parse::<f64>().is_ok_and(|n| n >= 1e14)
    {
        return unreadable(Why::IdPrecisionLost);
    }
    if layout.habits.ids_cut
        && raw.len() == 18
        && raw.ends_with("000")
        && raw.bytes().all(|b| b.is_ascii_digit())
    {
        return unreadable(Why::IdPrecisionLost);
    }
    let declared = facts
        .id_type
        .or_else(|| (header.starts_with("护照") && !header.contains('/')).then_some(IdType::Passport));
    IdNumber::parse(raw, declared)
}

/// Birth and sex: a valid ID counts, the cells are compared with it; of a damaged ID the date survives.
pub(crate) fn birth_and_sex(facts: &mut RowFacts, gathered: &Gathered<'_>, layout: &Layout, today: Day) {
    let is_1904 = layout.uses_1904;
    let stated = gathered.birth.map_or(Parsed::Blank, |cell| birth(cell, today, is_1904));
    let by_id = facts.id.value().and_then(IdNumber::birth);
    let raw =
        |cell: Option<&Cell>| cell.map(|cell| cell_text(cell, is_1904).trim().to_owned()).unwrap_or_default();
    if let Some(born) = by_id {
        if stated.value().is_some_and(|stated| !stated.agrees_with(&born)) {
            facts.flag(Field::BirthDate, FlagWhy::BirthDisagrees, raw(gathered.birth));
        }
        facts.birth = Parsed::Value(born);
    } else {
        let damaged = match &facts.id {
            Parsed::Unreadable(bad) => IdNumber::birth_in_damaged(&bad.raw),
            _ => None,
        };
        if let Some(why) = stated.why() {
            facts.flag(Field::BirthDate, FlagWhy::Value(why), raw(gathered.birth));
        }
        if let (Some(stated), Some(damaged)) = (stated.value(), &damaged)
            && !stated.agrees_with(damaged)
        {
            facts.flag(Field::BirthDate, FlagWhy::BirthDisagrees, raw(gathered.birth));
        }
        facts.birth = match (stated, damaged) {
            (stated @ (Parsed::Value(_) | Parsed::Doubtful(..)), _) => stated,
            // Of a number that lost its last digits the date is whole; of a mistyped one it may be the mistake.
            (_, Some(damaged)) => match facts.id.why() {
                Some(Why::IdPrecisionLost) => Parsed::Value(damaged),
                other => Parsed::Doubtful(damaged, other.unwrap_or(Why::IdCheckDigit)),
            },
            (stated, None) => stated,
        };
    }

    let text = gathered.sex.map(|cell| cell_text(cell, is_1904)).unwrap_or_default();
    let stated = Sex::parse(&text, layout.sex_coding);
    if let Some(sex) = facts.id.value().and_then(IdNumber::sex) {
        if stated.value().is_some_and(|stated| *stated != sex) {
            facts.flag(Field::Sex, FlagWhy::SexDisagrees, text.trim());
        }
        facts.sex = Parsed::Value(sex);
        return;
    }
    if let Some(why) = stated.why() {
        facts.flag(Field::Sex, FlagWhy::Value(why), text.trim());
    } else if layout.habits.sex_digits_unclear && text.trim() == "0" {
        facts.flag(Field::Sex, FlagWhy::SexCodingUnknown, "0");
    }
    facts.sex = stated;
}
