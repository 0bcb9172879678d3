//! Rows understood on a second thread, ahead of the one that takes them in.

use louce_core::values::Day;

use super::incoming::{Incoming, in_words};
use super::{ImportError, Ledger};
use crate::layout::{ResponsibleFact, RoomState, RowFacts, RowKind, RowOutcome, RowReader};
use crate::read::{Row, Sheet};

/// Rows that go from one thread to the other at once, and how many such batches may wait.
const BATCH: usize = 512;
const AHEAD: usize = 3;

/// A row, understood: all that can be said without the office.
pub(super) enum Understood {
    Skip(String),
    Reject(String),
    Person(Beside, Box<Incoming>),
    Room(Beside, RoomState, Box<RowFacts>),
    Building(Beside, Box<RowFacts>),
}

/// What a row says besides whom it is about.
pub(super) struct Beside {
    pub row: u32,
    pub is_building: bool,
    /// What could not be understood, in words.
    pub reasons: Vec<String>,
    pub grid: Option<String>,
    pub block: Option<String>,
    pub responsible: Vec<ResponsibleFact>,
}

impl Understood {
    fn of(outcome: RowOutcome) -> Self {
        let mut facts = match outcome {
            RowOutcome::Skip(reason) => return Self::Skip(reason.to_string()),
            RowOutcome::Reject(reason) => return Self::Reject(reason.to_string()),
            RowOutcome::Facts(facts) => facts,
        };
        let beside = Beside {
            row: facts.row,
            is_building: facts.kind == RowKind::Building,
            reasons: facts.flags.iter().map(in_words).collect(),
            grid: facts.grid.take(),
            block: facts.block.take(),
            responsible: std::mem::take(&mut facts.responsible),
        };
        match (facts.kind, facts.name.value()) {
            (RowKind::Room(state), _) => Self::Room(beside, state, facts),
            (RowKind::Building, _) => Self::Building(beside, facts),
            (RowKind::Person, Some(name)) => Self::Person(beside, Box::new(Incoming::of(&facts, name))),
            (RowKind::Person, None) => Self::Reject("缺少姓名，或姓名看不懂".to_owned()),
        }
    }
}

/// Hands every row of a sheet to `take`, in order, with its number as Excel shows it. Rows are understood on a second thread, a
/// few batches ahead, while the office takes in those before.
pub(super) fn understood(
    ledger: &Ledger<'_>,
    sheet: &Sheet,
    today: Day,
    mut take: impl FnMut(Understood, u32) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = RowReader::new(&ledger.layout, sheet);
    let mut rows = sheet.rows.iter();
    let mut row = Row::default();
    let mut batch = move || {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH && rows.read_into(&mut row) {
            batch.push((Understood::of(reader.read(&row, today)), row.index.saturating_add(1)));
        }
        batch
    };
    if sheet.rows.len() <= BATCH {
        return batch().into_iter().try_for_each(|(outcome, row)| take(outcome, row));
    }
    std::thread::scope(|scope| {
        let (send, receive) = std::sync::mpsc::sync_channel(AHEAD);
        scope.spawn(move || {
            // Ends with the rows, or when nobody takes them any more.
            loop {
                let batch = batch();
                if batch.is_empty() || send.send(batch).is_err() {
                    break;
                }
            }
        });
        receive.into_iter().flatten().try_for_each(|(outcome, row)| take(outcome, row))
    })
}
