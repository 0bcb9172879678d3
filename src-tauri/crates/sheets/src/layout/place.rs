//! The address of a row from its columns: 楼号, 单元, 楼层, 室号, 合并地址, and what sheet, title and section lines add.
use louce_core::values::{
    AddressHint, Day, Parsed, RoomAddress, RoomKind, Unreadable, Why, building_name, room_name, unit_name,
};

use super::ledger::{self, Named};
use super::shape::looks_like_shop;
use super::text::{cell_text, said, tidy};
use super::{Field, Flag, FlagWhy, Layout};
use crate::read::Cell;

/// The cells of a row that say where.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct PlaceCells<'c> {
    pub compound: Option<&'c Cell>,
    pub building: Option<&'c Cell>,
    pub unit: Option<&'c Cell>,
    pub floor: Option<&'c Cell>,
    pub room: Option<&'c Cell>,
    pub address: Option<&'c Cell>,
}

/// What they say together.
pub(crate) struct Place {
    pub address: Parsed<RoomAddress>,
    pub raw: String,
    pub flags: Vec<Flag>,
}

fn flag(field: Field, why: FlagWhy, raw: &str) -> Flag {
    Flag { field, why, raw: raw.to_owned() }
}

impl PlaceCells<'_> {
    fn raw(&self, uses_1904: bool) -> String {
        let mut raw = String::new();
        for cell in [self.compound, self.building, self.unit, self.floor, self.room, self.address]
            .into_iter()
            .flatten()
        {
            let text = cell_text(cell, uses_1904);
            let text = text.trim();
            if !text.is_empty() {
                if !raw.is_empty() {
                    raw.push(' ');
                }
                raw.push_str(text);
            }
        }
        raw
    }
}

/// Reads them. `section` is the last line between rows that named a building.
pub(crate) fn read(cells: &PlaceCells<'_>, section: &Named, layout: &Layout) -> Place {
    let is_1904 = layout.uses_1904;
    let mut place = Place { address: Parsed::Blank, raw: cells.raw(is_1904), flags: Vec::new() };
    if place.raw.is_empty() {
        return place;
    }
    let texts = |cell: Option<&Cell>| cell.map(|cell| cell_text(cell, is_1904).into_owned());
    let mut doubt = None;

    let mut building = None;
    let mut unit = None;
    if let Some(cell) = cells.building
        && let Some(text) = said(&cell_text(cell, is_1904))
    {
        if let Some((month, day)) = month_day(cell, is_1904) {
            building = Some(format!("{month}-{day}"));
            doubt = Some(Why::AddressBecameDate);
        } else if let Some(name) = bare_number(&text).or_else(|| building_name(&text)) {
            building = Some(name);
        } else {
            let named = ledger::building_in(&text);
            unit = named.unit;
            building = named.building.or_else(|| {
                doubt = Some(Why::AddressShape);
                Some(text.clone().into_owned())
            });
        }
    }
    let own_building = building.is_some();
    if let Some(text) = texts(cells.unit)
        && let Some(text) = said(&text)
    {
        unit = Some(bare_number(&text).or_else(|| unit_name(&text)).unwrap_or_else(|| text.into_owned()));
    }
    let around = |own: &Option<String>, line: &Option<String>, sheet: &Option<String>| {
        own.clone().or_else(|| line.clone()).or_else(|| sheet.clone())
    };
    // The unit of the sheet or of a line speaks only for its own building.
    let building = around(&building, &section.building, &layout.building);
    let unit = if own_building { unit } else { around(&unit, &section.unit, &layout.unit) };
    let hint = AddressHint { building: building.as_deref(), unit: unit.as_deref() };

    let room_said = cells.room.filter(|cell| said(&cell_text(cell, is_1904)).is_some());
    let address_said = cells.address.filter(|cell| said(&cell_text(cell, is_1904)).is_some());
    place.address = match (room_said, address_said) {
        (Some(room), other) => {
            let floor = texts(cells.floor);
            let main = one_cell(room, floor.as_deref(), &hint, is_1904);
            match other {
                Some(cell) => beside(
                    main,
                    &one_cell(cell, None, &AddressHint::default(), is_1904),
                    &mut place.flags,
                    &place.raw,
                ),
                None => main,
            }
        }
        (None, Some(address)) => one_cell(address, None, &hint, is_1904),
        (None, None) => building_only(cells.building, &hint, is_1904),
    };
    if let Some(found) = place.address.value() {
        let expected = building.as_deref().unwrap_or("");
        if own_building && !expected.is_empty() && !found.building.is_empty() && found.building != expected {
            place.flags.push(flag(Field::Address, FlagWhy::AddressDisagrees, &place.raw));
        } else if !own_building
            && layout.single_building_sheet
            && section.building.is_none()
            && !expected.is_empty()
            && !found.building.is_empty()
            && found.building != expected
        {
            place.flags.push(flag(Field::Building, FlagWhy::AddressDisagrees, &place.raw));
        }
    }
    if let Some(compound) = texts(cells.compound)
        && let Some(compound) = said(&compound)
        && let Parsed::Value(address) | Parsed::Doubtful(address, _) = &mut place.address
        && address.compound.is_empty()
    {
        address.compound = compound.into_owned();
    }
    place.address = match (std::mem::replace(&mut place.address, Parsed::Blank), doubt) {
        (Parsed::Value(address), Some(why)) => Parsed::Doubtful(address, why),
        (Parsed::Value(address), None) if address.building.is_empty() => {
            Parsed::Doubtful(address, Why::AddressShape)
        }
        (other, _) => other,
    };
    match &place.address {
        Parsed::Doubtful(_, why) => place.flags.push(flag(Field::Address, FlagWhy::Value(*why), &place.raw)),
        Parsed::Unreadable(bad) => {
            place.flags.push(flag(Field::Address, FlagWhy::Value(bad.why), &place.raw))
        }
        Parsed::Blank | Parsed::Value(_) => {}
    }
    place
}

/// 12 is 12: most buildings and units need no reading.
fn bare_number(text: &str) -> Option<String> {
    let plain = text.len() <= 3 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    (plain && !text.is_empty()).then(|| text.to_owned())
}

/// 3-4 that Excel made a date: month and day, of a date cell or of a bare serial where no room can be that high.
fn month_day(cell: &Cell, is_1904: bool) -> Option<(u32, u32)> {
    let serial = match cell {
        Cell::Date(serial) => *serial,
        Cell::Number(number) if (30_000.0..60_000.0).contains(number) && number.fract() == 0.0 => *number,
        _ => return None,
    };
    Day::from_excel_serial(serial.floor(), is_1904).map(|day| (day.month(), day.day()))
}

fn one_cell(cell: &Cell, floor: Option<&str>, hint: &AddressHint<'_>, is_1904: bool) -> Parsed<RoomAddress> {
    if let Some((month, day)) = month_day(cell, is_1904) {
        return RoomAddress::from_date(month, day, hint);
    }
    let text = cell_text(cell, is_1904);
    let text = tidy(&text);
    if matches!(cell, Cell::Date(_)) {
        return Parsed::Unreadable(Unreadable { raw: text.into_owned(), why: Why::AddressBecameDate });
    }
    let with_floor = floor.and_then(|floor| {
        let floor: u32 = floor.trim().trim_end_matches(['层', '楼', 'F', 'f']).parse().ok()?;
        let door: u32 = text.trim_end_matches(['室', '号', '房']).parse().ok()?;
        (door < 100 && floor > 0).then(|| format!("{floor}{door:02}"))
    });
    let text = with_floor.as_deref().unwrap_or(&text);
    let here = |room: String, kind: RoomKind| {
        let building = hint.building.unwrap_or("").to_owned();
        let unit = hint.unit.unwrap_or("").to_owned();
        Parsed::Value(RoomAddress { building, unit, room, kind, ..RoomAddress::default() })
    };
    // Nearly all rooms are three or four digits; they need no reading.
    if hint.building.is_some()
        && (3..=4).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && let Some(room) = room_name(text)
    {
        return here(room, RoomKind::Residence);
    }
    match RoomAddress::parse(text, hint) {
        Parsed::Unreadable(_) if looks_like_shop(text) && hint.building.is_some() => {
            here(text.to_owned(), RoomKind::Shop)
        }
        other => other,
    }
}

/// Separate columns and a combined one: the separate ones count, the other adds the compound or is at odds.
fn beside(
    main: Parsed<RoomAddress>,
    other: &Parsed<RoomAddress>,
    flags: &mut Vec<Flag>,
    raw: &str,
) -> Parsed<RoomAddress> {
    let Some(other) = other.value() else { return main };
    match main {
        Parsed::Value(mut address) => {
            let differs = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
            if differs(&address.building, &other.building) || differs(&address.room, &other.room) {
                flags.push(flag(Field::Address, FlagWhy::AddressDisagrees, raw));
            } else {
                for (own, theirs) in [
                    (&mut address.compound, &other.compound),
                    (&mut address.building, &other.building),
                    (&mut address.unit, &other.unit),
                ] {
                    if own.is_empty() {
                        own.clone_from(theirs);
                    }
                }
            }
            Parsed::Value(address)
        }
        other => other,
    }
}

/// No room: a villa says so itself; of anything else only the building is known, which is no home yet.
fn building_only(cell: Option<&Cell>, hint: &AddressHint<'_>, is_1904: bool) -> Parsed<RoomAddress> {
    let text = cell.map(|cell| cell_text(cell, is_1904));
    if let Some(text) = &text
        && text.chars().count() > 3
        && let Parsed::Value(address) = RoomAddress::parse(text, &AddressHint::default())
        && (address.kind != RoomKind::Residence || !address.room.is_empty())
    {
        return Parsed::Value(address);
    }
    if text.is_none() {
        return Parsed::Blank;
    }
    let address = RoomAddress {
        building: hint.building.unwrap_or("").to_owned(),
        unit: hint.unit.unwrap_or("").to_owned(),
        ..RoomAddress::default()
    };
    Parsed::Doubtful(address, Why::AddressShape)
}
