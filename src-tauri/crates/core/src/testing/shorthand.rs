//! Paper read aloud 口报: `12 301 302未 发热 2-401 402张三未 外出` – a building, rooms that were tested, rooms or people that were not, with
//! the reason. What is not understood is said, and nothing is recorded until all of it is.

use super::{Mark, Round};
use crate::places::{self, BuildingRow};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::values::{building_name, fold_width};

/// One door of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Building as said: bare, or `小区/12`.
    pub building: String,
    /// 单元, when it was said.
    pub unit: Option<String>,
    /// Room as said.
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
}

/// Splits a line into doors. What comes before the first building or room, and words that belong to nothing, come back second.
pub fn parse(line: &str) -> (Vec<Said>, Vec<String>) {
    let line = fold_width(line);
    let (mut doors, mut strange): (Vec<Said>, Vec<String>) = (Vec::new(), Vec::new());
    let mut building: Option<String> = None;
    let separator =
        |c: char| c.is_whitespace() || matches!(c, ',' | '、' | ';' | '。' | ':' | '，' | '；' | '：');
    for word in line.split(separator).filter(|word| !word.is_empty()) {
        let marked = match word.split_once('/') {
            // 小区/12: a door has no word of Chinese before a stroke.
            Some((compound, name)) if !compound.is_ascii() => {
                let name = building_name(name).unwrap_or_else(|| name.to_owned());
                Some(format!("{compound}/{name}"))
            }
            _ => word.ends_with(['楼', '栋', '幢', '号', '座']).then(|| building_name(word)).flatten(),
        };
        if let Some(name) = marked {
            building = Some(name);
            continue;
        }
        let Some(at) = &building else {
            // The first word is the building, however it is written.
            building = Some(building_name(word).unwrap_or_else(|| word.to_owned()));
            continue;
        };
        match door(word) {
            Some((unit, room, rest)) => {
                let (name, untested) = mark(rest);
                let said = Said { building: at.clone(), unit, room, name, untested };
                doors.push(said);
            }
            None => match doors.last_mut() {
                Some(last) => go_on(last, word),
                None => strange.push(word.to_owned()),
            },
        }
    }
    (doors, strange)
}

/// `2-401A张三` → unit, room, what follows.
fn door(word: &str) -> Option<(Option<String>, String, &str)> {
    let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    if !number.starts_with(|c: char| c.is_ascii_digit() || number.len() > 1 && c.is_ascii_alphabetic())
        || !number.bytes().any(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let rest = rest.strip_prefix('室').unwrap_or(rest);
    let number = number.trim_end_matches('-').to_ascii_uppercase();
    Some(match number.split_once('-') {
        Some((unit, room)) => (Some(unit.to_owned()), room.to_owned(), rest),
        None => (None, number, rest),
    })
}

/// `张三未外出` → name, reason.
fn mark(rest: &str) -> (Option<String>, Option<String>) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match rest.split_once(['未', '没']) {
        Some((name, reason)) => {
            let reason = reason.trim_start_matches(['检', '测', '采', '做']);
            (some(name), Some(reason.to_owned()))
        }
        None => (some(rest.trim_end_matches(['√', '✓', '好', '已'])), None),
    }
}

/// A word that is no door belongs to the door before it: its mark, its reason, or whom of the room it means.
fn go_on(last: &mut Said, word: &str) {
    if let Some(reason) = &mut last.untested {
        reason.push_str(word);
        return;
    }
    let (name, untested) = mark(word);
    if name.is_some() {
        last.name = name;
    }
    last.untested = untested;
}

/// Finds whom each door of a line means.
///
/// # Errors
/// As any query.
pub fn understand(reader: Reader<'_>, round: &Round, line: &str) -> Result<(Vec<Understood>, Vec<String>)> {
    let (doors, mut strange) = parse(line);
    if doors.is_empty() && strange.is_empty() && !line.trim().is_empty() {
        strange.push(line.trim().to_owned());
    }
    let known = places::buildings(reader)?;
    let mut found = Vec::with_capacity(doors.len());
    for said in doors {
        let buildings = places::fitting(&known, &said.building);
        let people = match buildings.as_slice() {
            [] => Err(format!("没有{}号楼", said.building)),
            buildings => people(reader, round, buildings, &said)?,
        };
        let (people, problem) = match people {
            Ok(people) => (people, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        found.push(Understood { said, people, problem });
    }
    Ok((found, strange))
}

type People = Vec<(i64, String)>;

fn people(
    reader: Reader<'_>,
    round: &Round,
    buildings: &[&BuildingRow],
    said: &Said,
) -> Result<std::result::Result<People, String>> {
    let (mut rooms, mut holding) = (Vec::new(), Vec::new());
    for building in buildings {
        let found = super::find_rooms(reader, building.id, said.unit.as_deref(), &said.room)?;
        if !found.is_empty() {
            holding.push(*building);
        }
        rooms.extend(found);
    }
    if let Some(choices) = places::choices(&holding) {
        return Ok(Err(format!("几个小区都有{}室，请写上小区：{choices}", said.room)));
    }
    let room = match rooms.as_slice() {
        [] => return Ok(Err(format!("没有{}室", said.room))),
        [(room, _)] => *room,
        _ => return Ok(Err(format!("有几个{}室，请写上单元，如 2-{}", said.room, said.room))),
    };
    let mut statement = reader.0.prepare_cached(
        "SELECT resident.id, resident.name, round_person.excluded IS NULL AS expected FROM round_person
         JOIN resident ON resident.id = round_person.resident_id
         WHERE round_person.round_id = ?1 AND round_person.room_id = ?2 ORDER BY resident.id",
    )?;
    let mut rows = statement.query((round.id, room))?;
    let (mut all, mut expected) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let person: (i64, String) = (row.get("id")?, row.get("name")?);
        if row.get("expected")? {
            expected.push(person.clone());
        }
        all.push(person);
    }
    Ok(match &said.name {
        // Somebody excluded who was tested after all can be named, never swept in with the room.
        Some(name) => {
            let named: People = all.into_iter().filter(|(_, known)| known.contains(name.as_str())).collect();
            match named.len() {
                0 => Err(format!("{}室没有这个人；没检请写“{}未 原因”", said.room, said.room)),
                1 => Ok(named),
                _ => Err(format!("{}室有几个人对得上，请写全名", said.room)),
            }
        }
        None if expected.is_empty() => Err(format!("{}室没有应检的人", said.room)),
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
    let mut buildings: Vec<&str> = doors.iter().map(|door| door.said.building.as_str()).collect();
    buildings.dedup();
    tx.summarise(format!("登记{}：{}号楼 {}户门", round.title(), buildings.join("、"), doors.len()));
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Vec<String> {
        let (doors, strange) = parse(line);
        let show = |door: Said| {
            let unit = door.unit.map(|unit| format!("{unit}-")).unwrap_or_default();
            let name = door.name.unwrap_or_default();
            let mark = door.untested.map_or_else(|| "√".to_owned(), |reason| format!("未[{reason}]"));
            format!("{}/{unit}{}{name}{mark}", door.building, door.room)
        };
        doors.into_iter().map(show).chain(strange.into_iter().map(|word| format!("?{word}"))).collect()
    }

    #[test]
    fn a_line_is_a_building_and_its_doors() {
        for (line, doors) in [
            ("12 301 302未 发热", vec!["12/301√", "12/302未[发热]"]),
            ("12号楼 301、302未发热", vec!["12/301√", "12/302未[发热]"]),
            ("12 2-401 402张三未 外出", vec!["12/2-401√", "12/402张三未[外出]"]),
            ("１２　３０１室", vec!["12/301√"]),
            ("12 301 张三 未 上夜班", vec!["12/301张三未[上夜班]"]),
            ("12 302未检 发热 303", vec!["12/302未[发热]", "12/303√"]),
            ("12 301 13号楼 101", vec!["12/301√", "13/101√"]),
            ("12 402a", vec!["12/402A√"]),
            ("12", vec![]),
            ("", vec![]),
            ("12 发热", vec!["?发热"]),
        ] {
            assert_eq!(said(line), doors, "{line}");
        }
    }
}
