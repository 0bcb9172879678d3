//! Which rooms of the office a word means. The address parser (`values::RoomAddress`) reads the notation; what there is in the office
//! decides between readings, so that nothing is understood that does not exist.

use rusqlite::named_params;

use super::words::range;
use crate::places::{self, BuildingRow};
use crate::store::{Reader, Result};
use crate::values::{AddressHint, RoomAddress, RoomKind, building_label, building_name, unit_name};

/// What the name of a 小区 or a lane ends with.
const COMPOUND_ENDS: [char; 11] = ['弄', '村', '苑', '区', '里', '园', '城', '庭', '街', '坊', '巷'];

/// Whether a place may begin so, and not a reason such as 发热38度5 or 去3号楼101.
fn may_begin_place(text: &str) -> bool {
    let begins = ["商铺", "底商", "门面", "集体户", "别墅", "底层", "阁楼", "亭子间", "地下室", "负"];
    text.starts_with(|c: char| {
        c.is_ascii_alphanumeric() || "一二三四五六七八九十甲乙丙丁东西南北".contains(c)
    }) || begins.iter().any(|word| text.starts_with(word))
        || text.ends_with(['楼', '栋', '幢', '座'])
        || text.contains(COMPOUND_ENDS)
}

/// Where the line is: the buildings of the name said last, and the entrance.
pub(super) struct Here<'a> {
    reader: Reader<'a>,
    known: Vec<BuildingRow>,
    /// Rows of the buildings spoken of; several when 小区 share the number.
    pub at: Vec<BuildingRow>,
    unit: Option<String>,
    /// 小区 that was said on its own.
    compound: Option<String>,
}

/// A room that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Room {
    pub id: i64,
    pub building: i64,
    pub unit: String,
    pub name: String,
}

/// What a word means by itself.
pub(super) enum Place {
    /// The rooms; several when a range was said.
    Rooms(Vec<Room>),
    /// Goes on there; what it was is in [`Here`] now.
    Moved,
    /// A place that is not there, or not one place, in Chinese.
    Problem(String),
    /// No place at all.
    Nothing,
}

impl<'a> Here<'a> {
    pub fn new(reader: Reader<'a>, building: Option<i64>) -> Result<Self> {
        let known = places::buildings(reader)?;
        let at = known.iter().filter(|row| Some(row.id) == building).cloned().collect();
        Ok(Self { reader, known, at, unit: None, compound: None })
    }

    /// The bare name of the building spoken of.
    pub fn building(&self) -> &str {
        self.at.first().map_or("", |row| row.name.as_str())
    }

    /// The bare name of a building by its row.
    pub fn name_of(&self, building: i64) -> &str {
        self.known.iter().find(|row| row.id == building).map_or("", |row| row.name.as_str())
    }

    /// Goes to the building of rooms that were said with it.
    pub fn go_to(&mut self, rooms: &[Room]) {
        let Some(room) = rooms.first().filter(|room| self.at.iter().all(|row| row.id != room.building))
        else {
            self.at.retain(|row| rooms.first().is_none_or(|room| row.id == room.building));
            return;
        };
        self.at = self.known.iter().filter(|row| row.id == room.building).cloned().collect();
        self.unit = None;
    }

    /// The rooms a text means.
    pub fn rooms(&self, text: &str) -> Result<Place> {
        if !may_begin_place(text) {
            return Ok(Place::Nothing);
        }
        let (compound, text) = self.without_compound(text);
        if !may_begin_place(text) {
            return Ok(Place::Nothing);
        }
        let mut found = match compound {
            None => self.literal(text)?,
            Some(_) => Vec::new(),
        };
        if found.is_empty() {
            found = self.read(text, compound)?;
        }
        match found.as_slice() {
            [] => self.range(text),
            [_] => Ok(Place::Rooms(found)),
            several => Ok(Place::Problem(self.which(text, several))),
        }
    }

    /// A building, a 小区 or an entrance said on its own.
    pub fn moved(&mut self, text: &str) -> Result<Place> {
        if !may_begin_place(text) {
            return Ok(Place::Nothing);
        }
        let (compound, rest) = self.without_compound(text);
        let (compound, rest) = (compound.map(str::to_owned), rest.to_owned());
        if compound.is_some() && rest.is_empty() {
            (self.compound, self.at, self.unit) = (compound, Vec::new(), None);
            return Ok(Place::Moved);
        }
        if !may_begin_place(&rest) {
            return Ok(Place::Nothing);
        }
        let unit = unit_name(&rest).filter(|_| rest.ends_with(['元', '门', '梯']) && !self.at.is_empty());
        if unit.is_some() {
            self.unit = unit;
            return Ok(Place::Moved);
        }
        let compound = compound.or_else(|| self.compound.clone());
        let of = |name: &str| -> Vec<BuildingRow> {
            let named = |row: &&BuildingRow| row.name == name;
            let within = |row: &&BuildingRow| compound.is_none() || row.compound == compound;
            self.known.iter().filter(named).filter(within).cloned().collect()
        };
        let mut rows = of(&rest.to_ascii_uppercase());
        if rows.is_empty() {
            rows = building_name(&rest).map(|name| of(&name)).unwrap_or_default();
        }
        if !rows.is_empty() {
            (self.at, self.unit) = (rows, None);
            return Ok(Place::Moved);
        }
        let numbered = rest.bytes().any(|byte| byte.is_ascii_digit());
        Ok(match (numbered, self.at.is_empty(), building_name(&rest)) {
            (false, ..) => Place::Nothing,
            (true, true, Some(name)) => Place::Problem(format!("没有{}", building_label(&name))),
            (true, true, None) => Place::Problem(self.no_room(&rest)),
            (true, false, _) => Place::Problem(self.no_room(&rest)),
        })
    }

    /// The 小区 or lane at the beginning of a text, when the office has it, and what is behind. An office that knows of no 小区 has
    /// one, whatever it is called.
    fn without_compound<'t>(&self, text: &'t str) -> (Option<&str>, &'t str) {
        let compounds = || self.known.iter().filter_map(|row| row.compound.as_deref());
        if let Some(said) = compounds().filter(|name| text.starts_with(name)).max_by_key(|name| name.len()) {
            // 小区/12 as well.
            return (Some(said), text.get(said.len()..).unwrap_or(text).trim_start_matches('/'));
        }
        let end = text
            .rfind(COMPOUND_ENDS)
            .and_then(|at| text.get(at..)?.chars().next().map(|c| at + c.len_utf8()));
        let Some((said, rest)) = end.and_then(|end| text.split_at_checked(end)) else { return (None, text) };
        if compounds().next().is_none() {
            return (None, rest);
        }
        match compounds().find(|name| name.ends_with(said) || said.ends_with(name)) {
            Some(known) => (Some(known), rest),
            None => (None, text),
        }
    }

    /// `402a`, `2-0401`: as the room is called, whatever it is; `别墅`: the house itself.
    fn literal(&self, text: &str) -> Result<Vec<Room>> {
        if text == RoomKind::Villa.name() {
            return self.in_buildings(&self.at, None, "", Some(RoomKind::Villa));
        }
        let name = text.trim_end_matches('室').to_ascii_uppercase();
        let mut found = self.in_buildings(&self.at, self.unit.as_deref(), &name, None)?;
        if let (true, Some((unit, room))) = (found.is_empty(), name.split_once('-')) {
            found = self.in_buildings(&self.at, Some(unit), room, None)?;
        }
        Ok(found)
    }

    /// As an address: in the building spoken of, else in the one it names.
    fn read(&self, text: &str, compound: Option<&str>) -> Result<Vec<Room>> {
        if !self.at.is_empty() && compound.is_none() {
            let hint = AddressHint { building: Some(self.building()), unit: self.unit.as_deref() };
            let found = self.addressed(text, &hint, None)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.addressed(text, &AddressHint::default(), compound)
    }

    fn addressed(&self, text: &str, hint: &AddressHint<'_>, compound: Option<&str>) -> Result<Vec<Room>> {
        let Some(address) = RoomAddress::parse(text, hint).into_value() else { return Ok(Vec::new()) };
        // A 小区 the office has was taken off already.
        if !address.compound.is_empty() {
            return Ok(Vec::new());
        }
        let kind = matches!(address.kind, RoomKind::Villa | RoomKind::Collective).then_some(address.kind);
        if address.room.is_empty() && kind.is_none() {
            return Ok(Vec::new());
        }
        let compound = compound.or(self.compound.as_deref());
        let fits = |row: &&BuildingRow| {
            row.name == address.building && (compound.is_none() || row.compound.as_deref() == compound)
        };
        let named: Vec<BuildingRow> = match hint.building == Some(address.building.as_str()) {
            true => self.at.clone(),
            false => self.known.iter().filter(fits).cloned().collect(),
        };
        let unit = Some(address.unit.as_str()).filter(|unit| !unit.is_empty());
        self.in_buildings(&named, unit, &address.room, kind)
    }

    fn in_buildings(
        &self,
        buildings: &[BuildingRow],
        unit: Option<&str>,
        name: &str,
        kind: Option<RoomKind>,
    ) -> Result<Vec<Room>> {
        let mut statement = self.reader.0.prepare_cached(
            "SELECT id, building_id, unit, name FROM room
             WHERE building_id = :building AND name = :name AND (:unit IS NULL OR unit = :unit)
               AND (:kind IS NULL AND name <> '' OR kind = :kind)
             ORDER BY sort_key, id",
        )?;
        let mut found = Vec::new();
        for building in buildings {
            let values = named_params! {
                ":building": building.id, ":name": name, ":unit": unit, ":kind": kind.map(RoomKind::code),
            };
            let rows = statement.query_map(values, |row| {
                Ok(Room {
                    id: row.get("id")?,
                    building: row.get("building_id")?,
                    unit: row.get("unit")?,
                    name: row.get("name")?,
                })
            })?;
            found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        Ok(found)
    }

    /// `101-103`: every room of the floor between the two, both of which are there.
    fn range(&self, text: &str) -> Result<Place> {
        let Some((first, last)) = range(text).filter(|_| !self.at.is_empty()) else {
            return Ok(Place::Nothing);
        };
        let units = self.units()?;
        if self.unit.is_none() && !units.is_empty() {
            let told = format!(
                "{}有{}单元，请写上单元一间一间写",
                building_label(self.building()),
                units.join("、")
            );
            return Ok(Place::Problem(told));
        }
        let mut rooms = Vec::new();
        for number in first..=last {
            let name = number.to_string();
            let found = self.in_buildings(&self.at, self.unit.as_deref(), &name, None)?;
            match found.as_slice() {
                [] if number == first || number == last => return Ok(Place::Problem(self.no_room(&name))),
                [] | [_] => rooms.extend(found),
                several => return Ok(Place::Problem(self.which(&name, several))),
            }
        }
        Ok(Place::Rooms(rooms))
    }

    /// The entrances of the buildings spoken of, in natural order.
    fn units(&self) -> Result<Vec<String>> {
        let mut statement = self.reader.0.prepare_cached(
            "SELECT unit FROM room WHERE building_id = ?1 AND unit <> '' GROUP BY unit ORDER BY min(sort_key)",
        )?;
        let mut units: Vec<String> = Vec::new();
        for building in &self.at {
            for unit in statement.query_map([building.id], |row| row.get(0))? {
                let unit = unit?;
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
        }
        Ok(units)
    }

    /// Several rooms of one name: what would tell them apart.
    fn which(&self, said: &str, rooms: &[Room]) -> String {
        let [first, .., _] = rooms else { return self.no_room(said) };
        let building = |id: i64| self.known.iter().find(|row| row.id == id);
        let label = building(first.building).map(|row| building_label(&row.name)).unwrap_or_default();
        let named: Vec<&BuildingRow> = rooms.iter().filter_map(|room| building(room.building)).collect();
        if let Some(choices) = places::choices(&named) {
            return format!("几个小区都有{label}，请写上小区：{choices}");
        }
        let mut units: Vec<&str> =
            rooms.iter().map(|room| room.unit.as_str()).filter(|unit| !unit.is_empty()).collect();
        units.dedup();
        match units.first() {
            Some(unit) => format!("{label}有{}单元，请写 {unit}-{}", units.join("、"), first.name),
            None => format!("{label}有几个{}，请按人登记", first.name),
        }
    }

    fn no_room(&self, said: &str) -> String {
        let bare = said.trim_end_matches('室');
        let within = match self.at.is_empty() {
            true => String::new(),
            false => building_label(self.building()),
        };
        match bare.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            true => format!("{within}没有{bare}室"),
            false => format!("{within}没有{bare}"),
        }
    }
}
