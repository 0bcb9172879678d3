//! Addresses (楼 单元 室): how a place inside a compound is written. Households are formed by it, so the same room in two
//! notations must read the same. Which places exist does not belong here.
//!
//! - `tokens` takes the text apart, `reading` decides what the numbers mean together, `names` reads single parts.
//! - A bare pair such as `2-301` is 楼-室, unless the sheet or the row already names a building: then it is 单元-室, but
//!   for a first part equal to that building's number it is 楼-室 again ([`RoomAddress::parse_unit_pair`] for sheets
//!   whose rows show otherwise).
use super::date_text::date_parts;
use super::text::is_placeholder;
use super::{Parsed, Why};
use std::fmt;

mod names;
mod reading;
#[cfg(test)]
mod tests;
mod tokens;

pub use names::{building_label, building_name, floor_of_room, natural_key, room_name, unit_name};

/// What a room is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// 住宅
    #[default]
    Residence,
    /// 商铺
    Shop,
    /// 别墅
    Villa,
    /// 集体户
    Collective,
    /// 其他
    Other,
}
impl RoomKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Residence, Self::Shop, Self::Villa, Self::Collective, Self::Other];
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Residence => "residence",
            Self::Shop => "shop",
            Self::Villa => "villa",
            Self::Collective => "collective",
            Self::Other => "other",
        }
    }
    /// Back from [`RoomKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residence => "住宅",
            Self::Shop => "商铺",
            Self::Villa => "别墅",
            Self::Collective => "集体户",
            Self::Other => "其他",
        }
    }
}
impl fmt::Display for RoomKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the sheet already says of the place: its name or title, or the row's own columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddressHint<'a> {
    /// 楼号, bare.
    pub building: Option<&'a str>,
    /// 单元, bare.
    pub unit: Option<&'a str>,
}

/// A room's address, its parts bare: 12 / 2 / 402; "" when absent.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
pub struct RoomAddress {
    /// 小区 or road and lane: X路99弄.
    pub compound: String,
    /// 楼号.
    pub building: String,
    /// 单元.
    pub unit: String,
    /// 室号.
    pub room: String,
    /// What the room is.
    pub kind: RoomKind,
}
impl RoomAddress {
    /// Reads an address cell; the notations are those of the module. Doubtful when no building is known, when the text
    /// and the hint disagree, and when two readings are likely.
    pub fn parse(text: &str, hint: &AddressHint<'_>) -> Parsed<Self> {
        Self::parse_with(text, hint, false)
    }

    /// As [`RoomAddress::parse`], in a sheet of one building whose rows show that `2-301` is always 单元-室.
    pub fn parse_unit_pair(text: &str, hint: &AddressHint<'_>) -> Parsed<Self> {
        Self::parse_with(text, hint, true)
    }

    fn parse_with(text: &str, hint: &AddressHint<'_>, pair_is_unit: bool) -> Parsed<Self> {
        if let Some(address) = plain(text, hint) {
            return Parsed::Value(address);
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        if let Some((month, day)) = as_date(text) {
            return match Self::from_date(month, day, hint) {
                Parsed::Unreadable(_) => Parsed::unreadable(text, Why::AddressBecameDate),
                parsed => parsed,
            };
        }
        match tokens::tokenize(text).and_then(|tokens| reading::read(&tokens, hint, pair_is_unit)) {
            Some((address, false)) => Parsed::Value(address),
            Some((address, true)) => Parsed::Doubtful(address, Why::AddressShape),
            None => Parsed::unreadable(text, Why::AddressShape),
        }
    }

    /// An address cell that became a date: 3月4日 was 3-4, 楼-室 or by the hint 单元-室. Always doubtful.
    pub fn from_date(month: u32, day: u32, hint: &AddressHint<'_>) -> Parsed<Self> {
        let text = format!("{month}-{day}");
        let found = (1..=12).contains(&month) && (1..=31).contains(&day);
        let found =
            tokens::tokenize(&text).filter(|_| found).and_then(|tokens| reading::read(&tokens, hint, false));
        match found {
            Some((address, _)) => Parsed::Doubtful(address, Why::AddressBecameDate),
            None => Parsed::unreadable(&text, Why::AddressBecameDate),
        }
    }

    /// 12号楼2单元402室, 12号402室, 8号别墅: what people read inside the compound (whose name is not repeated).
    /// `parse` reads it back, but for the compound.
    pub fn label(&self) -> String {
        let mut out = String::with_capacity(24);
        let (building, unit, room) = (self.building.as_str(), self.unit.as_str(), self.room.as_str());
        if !building.is_empty() {
            out.push_str(building);
            out.push_str(match () {
                () if self.kind == RoomKind::Villa => "号别墅",
                () if !building.starts_with(|c: char| c.is_ascii_digit()) => "座",
                () if unit.is_empty() && !room.is_empty() => "号",
                () => "号楼",
            });
        }
        if !unit.is_empty() {
            out.push_str(unit);
            out.push_str("单元");
        }
        out.push_str(room);
        let numbered = room.len() >= 3 && room.starts_with(|c: char| c.is_ascii_digit());
        if numbered && self.kind == RoomKind::Residence && room.bytes().all(|b| b.is_ascii_alphanumeric()) {
            out.push('室');
        }
        out
    }

    /// Sorts in natural order: building, unit, room.
    pub fn sort_key(&self) -> String {
        let mut out = natural_key(&self.building);
        for part in [&self.unit, &self.room] {
            out.push('\u{1}');
            out.push_str(&natural_key(part));
        }
        out
    }
}

/// The commonest forms without taking the text apart: 402 under a hint, 12号402室, 12号楼2单元402. None for all others,
/// which `reading` decides (and for these decides alike).
fn plain(text: &str, hint: &AddressHint<'_>) -> Option<RoomAddress> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |text: &str, longest: usize| (1..=longest).contains(&text.len()) && !text.starts_with('0');
    let (first, mut rest) = text.split_at_checked(digits(text))?;
    let (mut building, mut unit, mut room) = (None, None, first);
    if !rest.is_empty() && !matches!(rest, "室") {
        building = Some(first).filter(|first| number(first, 3));
        building?;
        rest = ["号楼", "号", "栋", "幢", "#"].iter().find_map(|word| rest.strip_prefix(word))?;
        (room, rest) = rest.split_at_checked(digits(rest))?;
        if let Some(behind) = rest.strip_prefix("单元") {
            unit = Some(room).filter(|unit| number(unit, 2));
            unit?;
            (room, rest) = behind.split_at_checked(digits(behind))?;
        }
    }
    if !matches!(rest, "" | "室") || !number(room, 4) || room.len() < 3 {
        return None;
    }
    let hinted_unit = hint.unit.filter(|_| building.is_none_or(|building| hint.building == Some(building)));
    Some(RoomAddress {
        compound: String::new(),
        building: building.or(hint.building)?.to_owned(),
        unit: unit.or(hinted_unit).unwrap_or_default().to_owned(),
        room: room.to_owned(),
        kind: RoomKind::Residence,
    })
}

/// Month and day of a text that a workbook made of `3-4`: 3月4日, 2022-03-04, 4-Mar.
fn as_date(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    if text.contains('月') {
        let parts = date_parts(text)?;
        return parts.month.zip(parts.day);
    }
    if text.starts_with("19") || text.starts_with("20") || text.starts_with(['１', '２']) {
        let parts = date_parts(text)
            .filter(|parts| parts.year_digits == 4 && (1900..2100).contains(&parts.year.unwrap_or(0)))?;
        return parts
            .month
            .zip(parts.day)
            .filter(|_| text.chars().filter(|c| !c.is_ascii_digit()).count() >= 2);
    }
    let (one, two) = text.split_once('-')?;
    let month = |name: &str| {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        MONTHS
            .iter()
            .zip(1u32..)
            .find(|(month, _)| name.eq_ignore_ascii_case(month))
            .map(|(_, number)| number)
    };
    match (month(one), month(two)) {
        (Some(month), None) => Some((month, two.parse().ok()?)),
        (None, Some(month)) => Some((month, one.parse().ok()?)),
        _ => None,
    }
}
