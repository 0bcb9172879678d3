//! Everybody's presence yesterday, today and ever, in one pass over the dated rows. The rule is that of `residents`: of several
//! rows that hold on a day the one that began last counts, and among those of one day the one that was noted last.

use rustc_hash::FxHashMap;

use crate::store::{Reader, Result};
use crate::values::{Day, PresenceState};

/// What a report asks of one resident's presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Course {
    pub yesterday: PresenceState,
    pub today: PresenceState,
    /// Whether 居家隔离 ever counted on some day up to today.
    pub ever_home_isolation: bool,
    /// The same for 集中隔离.
    pub ever_central_isolation: bool,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            yesterday: PresenceState::Home,
            today: PresenceState::Home,
            ever_home_isolation: false,
            ever_central_isolation: false,
        }
    }
}

/// The courses of all who have rows, and how many rows end before they begin.
pub(super) struct Courses {
    pub of: FxHashMap<i64, Course>,
    pub reversed: u32,
}

/// An ISO day as bytes: sorts as its text does, and is copied without allocating.
type Iso = [u8; 10];

fn iso(text: &str) -> Iso {
    let mut bytes = Iso::default();
    for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    bytes
}

#[derive(Debug, Clone, Copy)]
struct Stay {
    resident: i64,
    began: Iso,
    id: i64,
    state: PresenceState,
    until: Option<Iso>,
}

impl Stay {
    fn holds_on(&self, day: Iso) -> bool {
        self.began <= day && self.until.is_none_or(|until| until > day)
    }
}

pub(super) fn courses(reader: Reader<'_>, day: Day) -> Result<Courses> {
    let today = iso(&day.to_string());
    let yesterday = iso(&day.add_days(-1).to_string());
    let mut stays: Vec<Stay> = Vec::new();
    let mut reversed = 0;
    let mut statement = reader
        .0
        .prepare_cached("SELECT resident_id, coalesce(since, noted_on), id, state, until FROM presence")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(state) = row.get_ref(3)?.as_str().ok().and_then(PresenceState::from_code) else { continue };
        let began = iso(row.get_ref(1)?.as_str().unwrap_or(""));
        let until = row.get_ref(4)?.as_str_or_null().unwrap_or(None).map(iso);
        reversed += u32::from(until.is_some_and(|until| until < began));
        stays.push(Stay { resident: row.get(0)?, began, id: row.get(2)?, state, until });
    }
    stays.sort_unstable_by_key(|stay| (stay.resident, stay.began, stay.id));
    let of = stays
        .chunk_by(|a, b| a.resident == b.resident)
        .filter_map(|stays| Some((stays.first()?.resident, course(stays, yesterday, today))))
        .collect();
    Ok(Courses { of, reversed })
}

/// One resident's stays, in the order in which they began.
fn course(stays: &[Stay], yesterday: Iso, today: Iso) -> Course {
    let on =
        |day| stays.iter().rfind(|stay| stay.holds_on(day)).map_or(PresenceState::Home, |stay| stay.state);
    let ever = |state| {
        (0..stays.len()).any(|at| {
            stays.get(at..).is_some_and(|rest| {
                rest.first().is_some_and(|stay| stay.state == state) && counted(rest, today)
            })
        })
    };
    Course {
        yesterday: on(yesterday),
        today: on(today),
        ever_home_isolation: ever(PresenceState::HomeIsolation),
        ever_central_isolation: ever(PresenceState::CentralIsolation),
    }
}

/// Whether the first of these stays was, on some day up to `today`, the one that counts: those that began later hide it.
fn counted(stays: &[Stay], today: Iso) -> bool {
    let Some((stay, later)) = stays.split_first() else { return false };
    let mut day = stay.began;
    for hider in later {
        if hider.began > day {
            break;
        }
        match hider.until {
            Some(until) if until > day => day = until,
            Some(_) => {}
            None => return false,
        }
    }
    day <= today && stay.until.is_none_or(|until| day < until)
}
