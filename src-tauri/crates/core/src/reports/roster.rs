//! Everybody in the office as a report counts them: one pass over residents, sorted so that a household's people are neighbours.

use rustc_hash::FxHashMap;

use super::figures::{Count, Isolation};
use super::presence::{Course, courses};
use crate::store::{Reader, Result};
use crate::values::{Day, PresenceState};

/// A person's place in [`Roster::people`].
pub(super) type Index = u32;

pub(super) struct Person {
    pub id: i64,
    pub household: i64,
    pub course: Course,
    /// Nobody has confirmed this person by the day.
    pub never_verified: bool,
    /// Some cell about them could not be read.
    pub unreadable: bool,
}

impl Person {
    /// Neither moved out nor dead.
    pub fn is_registered(&self) -> bool {
        !matches!(self.course.today, PresenceState::MovedOut | PresenceState::Deceased)
    }
}

pub(super) struct Roster {
    /// By household.
    pub people: Vec<Person>,
    pub by_id: FxHashMap<i64, Index>,
    /// Presence rows that end before they begin.
    pub reversed_stays: u32,
}

impl Roster {
    pub fn load(reader: Reader<'_>, day: Day) -> Result<Self> {
        let courses = courses(reader, day)?;
        let mut people = Vec::new();
        let mut statement = reader.0.prepare_cached(
            "SELECT id, household_id, verified_on IS NULL OR verified_on > ?1, unreadable IS NOT NULL OR id_raw IS NOT NULL
             FROM resident",
        )?;
        let mut rows = statement.query([day.to_string()])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            people.push(Person {
                id,
                household: row.get(1)?,
                course: courses.of.get(&id).copied().unwrap_or_default(),
                never_verified: row.get(2)?,
                unreadable: row.get(3)?,
            });
        }
        people.sort_unstable_by_key(|person| (person.household, person.id));
        let by_id = (0..).zip(&people).map(|(index, person)| (person.id, index)).collect();
        Ok(Self { people, by_id, reversed_stays: courses.reversed })
    }

    pub fn person(&self, index: Index) -> Option<&Person> {
        self.people.get(usize::try_from(index).ok()?)
    }

    /// The people for whom something holds.
    pub fn those(&self, holds: impl Fn(&Person) -> bool) -> Vec<Index> {
        (0..).zip(&self.people).filter(|(_, person)| holds(person)).map(|(index, _)| index).collect()
    }

    /// Counts people given in order.
    pub fn count(&self, people: &[Index]) -> Count {
        let mut count = Count::default();
        let mut last = None;
        for person in people.iter().filter_map(|index| self.person(*index)) {
            count.persons += 1;
            count.households += u32::from(last != Some(person.household));
            last = Some(person.household);
        }
        count
    }

    /// How one kind of isolation moved from yesterday to today.
    pub fn isolation(&self, state: PresenceState) -> Isolation {
        let mut table = Isolation::default();
        for household in self.people.chunk_by(|a, b| a.household == b.household) {
            let persons = persons(household, state);
            table.previous.add(persons.previous, persons.previous > 0);
            table.now.add(persons.now, persons.now > 0);
            table.new.add(persons.new, persons.previous == 0 && persons.now > 0);
            let left = persons.previous > 0 && persons.now == 0;
            table.released.add(persons.released, left && persons.released > 0);
            table.transferred.add(persons.transferred, left && persons.released == 0);
            table.total.add(persons.total, persons.total > 0);
        }
        table
    }
}

impl Count {
    fn add(&mut self, persons: u32, household: bool) {
        self.persons += persons;
        self.households += u32::from(household);
    }
}

/// Persons of one household by how they moved.
#[derive(Default)]
struct Moved {
    previous: u32,
    new: u32,
    released: u32,
    transferred: u32,
    now: u32,
    total: u32,
}

fn persons(household: &[Person], state: PresenceState) -> Moved {
    let mut moved = Moved::default();
    for person in household {
        let move_ = Move::of(person, state);
        moved.previous += u32::from(move_.before);
        moved.now += u32::from(move_.after);
        moved.new += u32::from(move_.is_new());
        moved.released += u32::from(move_.is_released());
        moved.transferred += u32::from(move_.is_transferred());
        moved.total += u32::from(move_.ever);
    }
    moved
}

/// One person's way into, in or out of a kind of isolation.
pub(super) struct Move {
    pub before: bool,
    pub after: bool,
    pub ever: bool,
    home_now: bool,
}

impl Move {
    pub fn of(person: &Person, state: PresenceState) -> Self {
        let course = &person.course;
        Self {
            before: course.yesterday == state,
            after: course.today == state,
            ever: match state {
                PresenceState::HomeIsolation => course.ever_home_isolation,
                PresenceState::CentralIsolation => course.ever_central_isolation,
                _ => false,
            },
            home_now: course.today == PresenceState::Home,
        }
    }
    pub fn is_new(&self) -> bool {
        self.after && !self.before
    }
    pub fn is_released(&self) -> bool {
        self.before && self.home_now
    }
    pub fn is_transferred(&self) -> bool {
        self.before && !self.after && !self.home_now
    }
}
