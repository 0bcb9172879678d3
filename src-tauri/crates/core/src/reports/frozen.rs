//! The names of a closed day as they are stored: doors and lines once each, a figure as runs of lines. Most people stand behind many
//! figures one after another, so that what is stored grows with the people, not with the figures they stand behind.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::figures::NameRow;
use crate::store::{Error, Result};

/// Names as stored.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct FrozenNames {
    /// 小区, where the office has several, and bare building.
    buildings: Once<(Option<String>, String)>,
    /// Position in `buildings`, unit, room.
    doors: Once<(usize, String, String)>,
    /// What figures say of lines.
    details: Once<String>,
    /// Resident, position in `doors`, name.
    lines: Vec<(Option<i64>, usize, String)>,
    /// By figure code, in the order of its list: position in `lines`, how many from there on, and the position in `details` of
    /// what is said of all of them.
    figures: BTreeMap<String, Vec<(usize, usize, usize)>>,
}

/// Names as days closed earlier have them.
#[derive(Deserialize)]
struct Earlier {
    /// Resident, building, unit, room, name.
    people: Vec<(Option<i64>, String, String, String, String)>,
    /// 小区 by position in `people`.
    #[serde(default)]
    compounds: BTreeMap<usize, String>,
    /// By figure code: position in `people`, and detail.
    figures: BTreeMap<String, Vec<(usize, String)>>,
}

impl FrozenNames {
    /// What a closed day stored.
    pub fn read(json: &str) -> Result<Self> {
        match serde_json::from_str(json) {
            Ok(names) => Ok(names),
            Err(_) => Ok(serde_json::from_str::<Earlier>(json)?.into()),
        }
    }

    /// Keeps who or what a line is about, without what a figure says of it; its position.
    pub fn add(&mut self, row: NameRow) -> usize {
        let NameRow { id, compound, building, unit, room, name, detail: _ } = row;
        let building = self.buildings.keep((compound, building));
        let door = self.doors.keep((building, unit, room));
        self.lines.push((id, door, name));
        self.lines.len() - 1
    }

    /// Keeps the list of a figure: positions of lines, and what it says of each.
    pub fn figure(&mut self, code: &str, list: impl Iterator<Item = (usize, String)>) {
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (position, detail) in list {
            let detail = self.details.keep(detail);
            match runs.last_mut() {
                Some((from, many, said)) if *from + *many == position && *said == detail => *many += 1,
                _ => runs.push((position, 1, detail)),
            }
        }
        self.figures.insert(code.to_owned(), runs);
    }

    /// A part of the list of a figure.
    pub fn rows(&self, code: &str, part: Range<usize>) -> Result<Vec<NameRow>> {
        let runs = self.figures.get(code).map(Vec::as_slice).unwrap_or_default();
        let lines =
            runs.iter().flat_map(|(from, many, detail)| (*from..*from + *many).map(move |at| (at, detail)));
        lines
            .skip(part.start)
            .take(part.len())
            .map(|(at, detail)| self.row(at, *detail).ok_or(Error::Damaged("日报名单")))
            .collect()
    }

    fn row(&self, at: usize, detail: usize) -> Option<NameRow> {
        let (id, door, name) = self.lines.get(at)?.clone();
        let (building, unit, room) = self.doors.list.get(door)?.clone();
        let (compound, building) = self.buildings.list.get(building)?.clone();
        Some(NameRow {
            id,
            compound,
            building,
            unit,
            room,
            name,
            detail: self.details.list.get(detail)?.clone(),
        })
    }
}

/// A list of things, each once.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Once<T> {
    list: Vec<T>,
    #[serde(skip, default = "FxHashMap::default")]
    known: FxHashMap<T, usize>,
    /// Neighbours are alike.
    #[serde(skip)]
    last: usize,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { list: Vec::new(), known: FxHashMap::default(), last: 0 }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Once<T> {
    /// The position of a thing.
    fn keep(&mut self, thing: T) -> usize {
        if self.list.get(self.last) != Some(&thing) {
            let list = &mut self.list;
            self.last = *self.known.entry(thing).or_insert_with_key(|thing| {
                list.push(thing.clone());
                list.len() - 1
            });
        }
        self.last
    }
}

impl From<Earlier> for FrozenNames {
    fn from(Earlier { people, mut compounds, figures }: Earlier) -> Self {
        let mut names = Self::default();
        for (at, (id, building, unit, room, name)) in people.into_iter().enumerate() {
            let compound = compounds.remove(&at);
            names.add(NameRow { id, compound, building, unit, room, name, detail: String::new() });
        }
        for (code, list) in figures {
            names.figure(&code, list.into_iter());
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: Option<i64>, compound: Option<&str>, room: &str, name: &str, detail: &str) -> NameRow {
        NameRow {
            id,
            compound: compound.map(str::to_owned),
            building: "2".to_owned(),
            unit: String::new(),
            room: room.to_owned(),
            name: name.to_owned(),
            detail: detail.to_owned(),
        }
    }

    #[test]
    fn a_day_closed_earlier_shows_its_names_as_it_stored_them() {
        let stored = r#"{"people":[[7,"2","","101","王桂英"],[8,"2","","101","李建国"],[null,"2","","102",""]],
            "compounds":{"1":"东苑"},"figures":{"over65":[[1,"83岁"],[0,"83岁"]],"rooms":[[2,"空关房"]],"shops":[]}}"#;
        let names = FrozenNames::read(stored).unwrap();
        let again = FrozenNames::read(&serde_json::to_string(&names).unwrap()).unwrap();
        for names in [names, again] {
            let (wang, li) = (
                row(Some(7), None, "101", "王桂英", "83岁"),
                row(Some(8), Some("东苑"), "101", "李建国", "83岁"),
            );
            assert_eq!(names.rows("over65", 0..9).unwrap(), [li, wang.clone()]);
            assert_eq!(names.rows("over65", 1..2).unwrap(), [wang]);
            assert_eq!(names.rows("rooms", 0..9).unwrap(), [row(None, None, "102", "", "空关房")]);
            assert_eq!(names.rows("shops", 0..9).unwrap(), []);
        }
    }

    #[test]
    fn neighbours_of_whom_the_same_is_said_are_stored_as_one_run() {
        let mut names = FrozenNames::default();
        let lines: Vec<usize> = (0..5).map(|id| names.add(row(Some(id), None, "101", "甲", ""))).collect();
        let said = ["", "", "外出", "", ""].map(str::to_owned);
        names.figure("registered", lines.into_iter().zip(said));
        let runs = [(0, 2, 0), (2, 1, 1), (3, 2, 0)];
        assert_eq!(names.figures["registered"], runs);
        assert_eq!((names.doors.list.len(), names.details.list), (1, vec![String::new(), "外出".to_owned()]));
    }
}
