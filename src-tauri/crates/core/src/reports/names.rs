//! The names behind figures, in the order of the doors.

use std::cell::OnceCell;
use std::ops::Range;

use rusqlite::params_from_iter;
use rustc_hash::FxHashMap;

use super::compute::{Detail, Members};
use super::figures::NameRow;
use super::roster::{Index, Person, Roster};
use crate::places;
use crate::store::{Reader, Result};
use crate::values::{Birth, Day, PresenceState};

/// Up to so many people are looked up one by one.
const FEW: usize = 5_000;
/// Doors in natural order, those that could not be read last.
const BY_DOOR: &str =
    "room.id IS NULL, compound.name, building.sort_key, building.id, room.sort_key, room.id";

/// A query for those whose keys are given as JSON, or for all.
fn of_these(sql: &str, key: &str, only: bool) -> String {
    let these =
        if only { format!(" WHERE {key} IN (SELECT value FROM json_each(?1))") } else { String::new() };
    format!("{}{these}", sql.trim_end())
}

/// Where a household or room is.
#[derive(Debug, Clone, Default)]
struct Door {
    rank: usize,
    compound: Option<String>,
    building: String,
    unit: String,
    room: String,
    label: String,
}

/// Whom or what a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Whom {
    /// Somebody in the roster.
    Person(Index),
    /// A room.
    Room(i64),
    /// A question about nobody in the roster.
    Nobody,
}

/// What a figure counts, and what is said of it.
pub(super) struct Told {
    pub whom: Whom,
    pub detail: String,
}

/// What rows say of a resident.
struct Said {
    name: String,
    birth: Option<String>,
}

/// Everything names need, loaded once for any number of figures.
pub(super) struct Namer<'a> {
    reader: Reader<'a>,
    day: Day,
    roster: &'a Roster,
    households: FxHashMap<i64, Door>,
    /// The place of everybody's door, by their place in the roster.
    ranks: Vec<usize>,
    rooms: OnceCell<FxHashMap<i64, Door>>,
    people: FxHashMap<i64, Said>,
    stays: FxHashMap<i64, String>,
}

impl<'a> Namer<'a> {
    /// For any figures.
    pub fn load(reader: Reader<'a>, day: Day, roster: &'a Roster) -> Result<Self> {
        Self::of(reader, day, roster, None)
    }

    /// For one figure: when it counts few people, only these are looked up.
    pub fn for_one(reader: Reader<'a>, day: Day, roster: &'a Roster, members: &Members) -> Result<Self> {
        let few = members.people(roster).filter(|people| people.len() <= FEW);
        Self::of(reader, day, roster, few)
    }

    fn of(reader: Reader<'a>, day: Day, roster: &'a Roster, only: Option<Vec<(i64, i64)>>) -> Result<Self> {
        let list = |pick: fn(&(i64, i64)) -> i64| {
            let ids = only.as_ref().map(|people| people.iter().map(pick).collect::<Vec<_>>());
            ids.map(|ids| serde_json::to_string(&ids)).transpose()
        };
        let (households, residents) = (list(|(household, _)| *household)?, list(|(_, id)| *id)?);
        let mut people = FxHashMap::default();
        let sql = of_these("SELECT id, name, birth FROM resident", "id", residents.is_some());
        let mut statement = reader.0.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(residents))?;
        while let Some(row) = rows.next()? {
            people.insert(row.get("id")?, Said { name: row.get("name")?, birth: row.get("birth")? });
        }
        let sql = of_these(include_str!("household_doors.sql"), "household.id", households.is_some());
        let households = doors(reader, &format!("{sql} ORDER BY {BY_DOOR}, household.id"), households)?;
        let rank = |person: &Person| households.get(&person.household).map_or(0, |door| door.rank);
        Ok(Self {
            reader,
            day,
            roster,
            ranks: roster.people.iter().map(rank).collect(),
            households,
            rooms: OnceCell::new(),
            people,
            stays: stays(reader, day)?,
        })
    }

    /// A part of the lines of a figure, in the order of the doors.
    pub fn rows(&self, members: &Members, part: Range<usize>) -> Result<Vec<NameRow>> {
        let told = self.told(members)?.into_iter().skip(part.start).take(part.len());
        Ok(told.map(|told| self.line(told)).collect())
    }

    /// Whom or what a figure counts with what is said of each, in the order of the doors.
    pub fn told(&self, members: &Members) -> Result<Vec<Told>> {
        let by_door = |people: &[Index], detail: &dyn Fn(&Person) -> String| {
            self.by_door(people.iter().map(|index| (*index, self.roster.person(*index).map(detail))))
        };
        Ok(match members {
            Members::People(people, Detail::Unreadable) => {
                let unreadable = unreadable(self.reader)?;
                by_door(people, &|person| unreadable.get(&person.id).cloned().unwrap_or_default())
            }
            Members::People(people, detail) => by_door(people, &|person| self.detail(person, *detail)),
            Members::Told(people) => {
                self.by_door(people.iter().map(|(index, detail)| (*index, Some(detail.clone()))))
            }
            Members::Rooms(rooms) => self.rooms(rooms)?,
            Members::Questions(questions) => self.questions(questions)?,
        })
    }

    fn by_door(&self, people: impl Iterator<Item = (Index, Option<String>)>) -> Vec<Told> {
        let told = |(index, detail): (Index, Option<String>)| {
            let person = self.roster.person(index)?;
            let rank = *self.ranks.get(usize::try_from(index).ok()?)?;
            Some(((rank, person.id), Told { whom: Whom::Person(index), detail: detail? }))
        };
        let mut found: Vec<_> = people.filter_map(told).collect();
        found.sort_unstable_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, told)| told).collect()
    }

    /// The whole line.
    pub fn line(&self, told: Told) -> NameRow {
        let person = match told.whom {
            Whom::Person(index) => self.roster.person(index),
            Whom::Room(_) | Whom::Nobody => None,
        };
        let door = match told.whom {
            Whom::Room(room) => self.rooms.get().and_then(|doors| doors.get(&room)),
            _ => person.and_then(|person| self.households.get(&person.household)),
        };
        let Door { compound, building, unit, room, .. } = door.cloned().unwrap_or_default();
        let said = person.and_then(|person| self.people.get(&person.id));
        let name = said.map(|said| said.name.clone()).unwrap_or_default();
        NameRow {
            id: person.map(|person| person.id),
            compound,
            building,
            unit,
            room,
            name,
            detail: told.detail,
        }
    }

    fn detail(&self, person: &Person, detail: Detail) -> String {
        match detail {
            Detail::Age => {
                let birth = self
                    .people
                    .get(&person.id)
                    .and_then(|said| said.birth.as_deref())
                    .and_then(Birth::from_stored);
                birth
                    .and_then(|birth| birth.age_on(self.day))
                    .map(|age| format!("{age}岁"))
                    .unwrap_or_default()
            }
            Detail::State if person.course.today == PresenceState::Home => String::new(),
            Detail::State => person.course.today.name().to_owned(),
            Detail::Stay => self.stays.get(&person.id).cloned().unwrap_or_default(),
            Detail::Address => {
                self.households.get(&person.household).map(|door| door.label.clone()).unwrap_or_default()
            }
            Detail::Unreadable => String::new(),
        }
    }

    fn rooms(&self, rooms: &[i64]) -> Result<Vec<Told>> {
        let doors = self.room_doors()?;
        let told = |room: &i64| {
            let door = doors.get(room)?;
            Some((door.rank, Told { whom: Whom::Room(*room), detail: door.label.clone() }))
        };
        let mut found: Vec<_> = rooms.iter().filter_map(told).collect();
        found.sort_unstable_by_key(|(rank, _)| *rank);
        Ok(found.into_iter().map(|(_, told)| told).collect())
    }

    fn room_doors(&self) -> Result<&FxHashMap<i64, Door>> {
        if let Some(doors) = self.rooms.get() {
            return Ok(doors);
        }
        let sql = format!("{} ORDER BY {BY_DOOR}", include_str!("room_doors.sql"));
        let doors = doors(self.reader, &sql, None)?;
        Ok(self.rooms.get_or_init(|| doors))
    }

    fn questions(&self, questions: &[i64]) -> Result<Vec<Told>> {
        let mut statement = self.reader.0.prepare_cached(
            "SELECT resident_id, reason || '（' || file || ' ' || sheet || ' 第' || sheet_row || '行）' AS detail FROM question WHERE id = ?1",
        )?;
        let told = |question: &i64| {
            let (resident, detail): (Option<i64>, String) =
                statement.query_row([question], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let index = resident.and_then(|id| self.roster.by_id.get(&id));
            Ok(Told { whom: index.map_or(Whom::Nobody, |index| Whom::Person(*index)), detail })
        };
        questions.iter().map(told).collect()
    }
}

/// Columns: id, compound, building, unit, room, label, in the order of the doors.
fn doors(reader: Reader<'_>, sql: &str, only: Option<String>) -> Result<FxHashMap<i64, Door>> {
    let several = places::several_compounds(reader)?;
    let mut statement = reader.0.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(only))?;
    let mut doors = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let door = Door {
            rank: doors.len(),
            compound: if several { row.get("compound")? } else { None },
            building: row.get("building")?,
            unit: row.get("unit")?,
            room: row.get("room")?,
            label: row.get("label")?,
        };
        doors.insert(row.get("id")?, door);
    }
    Ok(doors)
}

/// What is said of each stay that counts on the day: "集中隔离，2022-03-14起，如家酒店 302".
fn stays(reader: Reader<'_>, day: Day) -> Result<FxHashMap<i64, String>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, state, since, place, room FROM presence
         WHERE coalesce(since, noted_on) <= ?1 AND (until IS NULL OR until > ?1)
         ORDER BY coalesce(since, noted_on), id",
    )?;
    let mut rows = statement.query([day.to_string()])?;
    let mut stays = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let text = |column: &str| -> Result<String> {
            Ok(row.get_ref(column)?.as_str_or_null().unwrap_or(None).unwrap_or("").to_owned())
        };
        let Some(state) = PresenceState::from_code(&text("state")?) else { continue };
        let since = text("since")?;
        let mut said = state.name().to_owned();
        if !since.is_empty() {
            said.push_str(&format!("，{since}起"));
        }
        let place = [text("place")?, text("room")?].join(" ");
        if !place.trim().is_empty() {
            said.push_str(&format!("，{}", place.trim()));
        }
        stays.insert(row.get("resident_id")?, said);
    }
    Ok(stays)
}

/// The texts that could not be read, by resident: "证件号：31010…；电话：…".
fn unreadable(reader: Reader<'_>) -> Result<FxHashMap<i64, String>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT id, id_raw, unreadable FROM resident WHERE id_raw IS NOT NULL OR unreadable IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut found = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(row.get::<_, Option<String>>("id_raw")?.map(|_| "证件号".to_owned()));
        if let Some(json) = row.get::<_, Option<String>>("unreadable")?
            && let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(&json)
        {
            parts.extend(fields.into_iter().map(|(field, text)| match text {
                serde_json::Value::String(text) => format!("{field}：{text}"),
                other => format!("{field}：{other}"),
            }));
        }
        found.insert(row.get("id")?, parts.join("；"));
    }
    Ok(found)
}
