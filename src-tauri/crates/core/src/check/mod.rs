//! The check-up 检查: is the file whole, and does what it says hang together? Writes nothing.
//!
//! Belongs here: finding. Does not belong here: mending, and what is merely missing or doubtful in a ledger (that is shown
//! with each resident).

mod people;
mod storage;
#[cfg(test)]
mod tests;
mod who;

pub use who::who;

use crate::store::{Error, Reader, Result};

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Problem {
    /// For programs.
    pub code: &'static str,
    /// For people, in Chinese; holds no resident's data.
    pub message: String,
    /// How many of it.
    pub count: u64,
}

/// Counts of wrong things, by kind; only those that occur are kept.
#[derive(Default)]
struct Findings(Vec<Problem>);

impl Findings {
    fn note(&mut self, code: &'static str, count: u64, say: impl FnOnce(u64) -> String) {
        if count > 0 {
            self.0.push(Problem { code, message: say(count), count });
        }
    }
}

/// Looks at everything; an empty list means all is well.
///
/// # Errors
/// As any query. Damage that is found is no error but a [`Problem`].
pub fn check(reader: Reader<'_>) -> Result<Vec<Problem>> {
    let mut found = Findings::default();
    match look(reader, &mut found) {
        Ok(()) => {}
        // A damaged page stops every query that meets it: say so, with what was found before.
        Err(Error::Damaged(what)) => {
            found.note("damaged", 1, |_| format!("工作文件已损坏（{what}），请从备份恢复。"))
        }
        Err(error) => return Err(error),
    }
    Ok(found.0)
}

fn look(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    storage::pages(reader, found)?;
    if !found.0.is_empty() {
        // Queries over pages that do not verify would only repeat it.
        return Ok(());
    }
    storage::database(reader, found)?;
    storage::links(reader, found)?;
    storage::name_index(reader, found)?;
    storage::operations(reader, found)?;
    storage::counter(reader, found)?;
    people::numbers(reader, found)?;
    people::counted(reader, found)
}
