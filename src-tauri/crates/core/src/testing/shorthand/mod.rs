//! Paper read aloud 口报: `12 301 302未 发热 2-401 402张三未 外出` – a building, rooms that were tested, rooms or people that were not, with
//! the reason. Places are written as anywhere else (`12-301`, `12号楼2单元402`, `101-103`). What is not understood is said, and nothing is
//! recorded until all of it is.

mod place;
mod words;

use super::{Mark, Round};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::values::building_label;
use place::{Here, Place, Room};

/// One door of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Building, bare.
    pub building: String,
    /// 单元, where the room has one.
    pub unit: Option<String>,
    /// Room, or `101-103`; as said when there is no such room.
    pub room: String,
    /// One person of the room; `None`: all of it.
    pub name: Option<String>,
    /// `None`: tested; a reason, perhaps "".
    pub untested: Option<String>,
}

/// A door of a line, and whom it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// What was said.
    pub said: Said,
    /// Whom it means: (resident, name).
    pub people: Vec<(i64, String)>,
    /// Why it was not understood, in Chinese.
    pub problem: Option<String>,
    rooms: Vec<i64>,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Every door.
    pub doors: Vec<Understood>,
    /// Words that belong to nothing.
    pub strange: Vec<String>,
    /// Row of the building spoken of last, for the line after.
    pub building: Option<i64>,
}

impl Line {
    /// Whether all of it was understood, and it says something.
    pub fn is_clear(&self) -> bool {
        self.strange.is_empty()
            && !self.doors.is_empty()
            && self.doors.iter().all(|door| door.problem.is_none())
    }
}

/// Finds whom each door of a line means. `building`: that of the line before, of which a line without one speaks.
///
/// # Errors
/// As any query.
pub fn understand(reader: Reader<'_>, round: &Round, text: &str, building: Option<i64>) -> Result<Line> {
    let mut here = Here::new(reader, building)?;
    let mut line = Line::default();
    // A building that no room has followed yet.
    let mut alone: Option<String> = None;
    for word in words::words(text) {
        let (place, untested) = words::mark(&word);
        if let Some((rooms, name)) = rooms_of(&here, place)? {
            here.go_to(rooms.as_deref().unwrap_or_default());
            line.doors.push(door(&here, rooms, name, untested));
            alone = None;
            continue;
        }
        match here.moved(place)? {
            Place::Problem(problem) => {
                let said = said(&here, place, None, untested);
                line.doors.push(Understood {
                    said,
                    people: Vec::new(),
                    problem: Some(problem),
                    rooms: Vec::new(),
                });
                alone = None;
                if here.at.is_empty() {
                    break;
                }
            }
            // "12号楼未" says nothing of anybody.
            Place::Moved if untested.is_none() => alone = Some(word),
            Place::Moved => line.strange.push(word),
            Place::Rooms(_) | Place::Nothing => match line.doors.last_mut().filter(|_| alone.is_none()) {
                Some(last) => go_on(last, &word),
                None => line.strange.push(word),
            },
        }
    }
    line.strange.extend(alone.filter(|_| !line.doors.is_empty()));
    if line.doors.is_empty() && line.strange.is_empty() && here.at.is_empty() && !text.trim().is_empty() {
        line.strange.push(text.trim().to_owned());
    }
    line.building = match here.at.as_slice() {
        [only] => Some(only.id),
        _ => None,
    };
    for door in &mut line.doors {
        if door.problem.is_none() {
            match people(reader, round, door)? {
                Ok(people) => door.people = people,
                Err(problem) => door.problem = Some(problem),
            }
        }
    }
    Ok(line)
}

/// What was understood, or why not, in Chinese.
type Told<T> = std::result::Result<T, String>;

/// The rooms a word begins with, and the name behind them.
type Begun<'w> = (Told<Vec<Room>>, &'w str);

/// The rooms a word begins with, and the name behind them. The longest reading that is there says which rooms; what can be left off
/// without another meaning is the name, which the address parser passes over.
fn rooms_of<'w>(here: &Here<'_>, word: &'w str) -> Result<Option<Begun<'w>>> {
    let mut found: Option<(Vec<Room>, &str)> = None;
    for (place, name) in words::splits(word) {
        match (here.rooms(place)?, &mut found) {
            (Place::Rooms(rooms), None) => found = Some((rooms, name)),
            (Place::Rooms(rooms), Some((longest, behind))) if rooms == *longest => *behind = name,
            (Place::Problem(problem), None) => return Ok(Some((Err(problem), place))),
            (_, None) => {}
            (_, Some(_)) => break,
        }
    }
    Ok(found.map(|(rooms, name)| (Ok(rooms), name.trim_start_matches(['室', '房', '户', '号']))))
}

fn said(here: &Here<'_>, room: &str, name: Option<String>, untested: Option<String>) -> Said {
    Said { building: here.building().to_owned(), unit: None, room: room.to_owned(), name, untested }
}

fn door(here: &Here<'_>, rooms: Told<Vec<Room>>, behind: &str, untested: Option<String>) -> Understood {
    let name = Some(behind).filter(|name| !name.is_empty()).map(str::to_owned);
    let rooms = match rooms {
        Ok(rooms) => rooms,
        Err(problem) => {
            let said = said(here, behind, None, untested);
            return Understood { said, people: Vec::new(), problem: Some(problem), rooms: Vec::new() };
        }
    };
    let mut said = said(here, "", name, untested);
    if let [first, rest @ ..] = rooms.as_slice() {
        said.building = here.name_of(first.building).to_owned();
        said.unit = Some(first.unit.clone()).filter(|unit| !unit.is_empty());
        said.room = match rest.last() {
            Some(last) => format!("{}-{}", first.name, last.name),
            None => first.name.clone(),
        };
    }
    Understood {
        said,
        people: Vec::new(),
        problem: None,
        rooms: rooms.into_iter().map(|room| room.id).collect(),
    }
}

/// A word that is no door belongs to the door before it: its mark, its reason, or whom of the room it means.
fn go_on(last: &mut Understood, word: &str) {
    if let Some(reason) = &mut last.said.untested {
        reason.push_str(word);
        return;
    }
    let (name, untested) = words::mark(word);
    if !name.is_empty() {
        last.said.name = Some(name.to_owned());
    }
    last.said.untested = untested;
}

type People = Vec<(i64, String)>;

fn people(reader: Reader<'_>, round: &Round, door: &Understood) -> Result<Told<People>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT resident.id, resident.name, round_person.excluded IS NULL AS expected FROM round_person
         JOIN resident ON resident.id = round_person.resident_id
         WHERE round_person.round_id = ?1 AND round_person.room_id = ?2 ORDER BY resident.id",
    )?;
    let (mut all, mut expected) = (Vec::new(), Vec::new());
    for room in &door.rooms {
        let mut rows = statement.query((round.id, room))?;
        while let Some(row) = rows.next()? {
            let person: (i64, String) = (row.get("id")?, row.get("name")?);
            if row.get("expected")? {
                expected.push(person.clone());
            }
            all.push(person);
        }
    }
    let said = &door.said;
    let label = match said.room.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        true => format!("{}室", said.room),
        false if said.room.is_empty() => building_label(&said.building),
        false => said.room.clone(),
    };
    Ok(match &said.name {
        // Somebody excluded who was tested after all can be named, never swept in with the room.
        Some(name) => {
            let named: People = all.into_iter().filter(|(_, known)| known.contains(name.as_str())).collect();
            match named.len() {
                0 => Err(format!("{label}没有这个人；没检请写“{}未 原因”", said.room)),
                1 => Ok(named),
                _ => Err(format!("{label}有几个人对得上，请写全名")),
            }
        }
        None if expected.is_empty() => Err(format!("{label}没有应检的人")),
        None => Ok(expected),
    })
}

/// Records what was understood. Returns how many people it changed.
///
/// # Errors
/// [`Error::Refused`] when anything was not understood, or the round has ended.
pub fn record_line(tx: &mut Tx<'_>, round: &Round, doors: &[Understood], clock: Clock) -> Result<u32> {
    if let Some(problem) = doors.iter().find_map(|door| door.problem.as_deref()) {
        return Err(Error::Refused(format!("{problem}，没有登记。")));
    }
    let mut changed = 0;
    for door in doors {
        let mark = match &door.said.untested {
            None => Mark::tick(),
            Some(reason) => {
                let reason = reason.trim();
                Mark::Untested { reason: (!reason.is_empty()).then(|| reason.to_owned()) }
            }
        };
        for (resident, _) in &door.people {
            changed +=
                u32::from(super::record(tx, round, *resident, &mark, clock)? == super::Recorded::Changed);
        }
    }
    tx.summarise(format!("登记{}：{}", round.title(), summary(doors)));
    Ok(changed)
}

/// "12号楼 3户门"
pub(super) fn summary(doors: &[Understood]) -> String {
    let mut buildings: Vec<String> = doors.iter().map(|door| building_label(&door.said.building)).collect();
    buildings.dedup();
    format!("{} {}户门", buildings.join("、"), doors.len())
}
