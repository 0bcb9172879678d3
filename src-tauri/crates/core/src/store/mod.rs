//! The office file: one SQLCipher database, one owner at a time, one door for writes.
//!
//! Here: opening, the door, changesets, undo, history, schema. Not here: what the tables mean – each feature folder
//! holds the SQL of its own tables.

pub mod backup;
mod beside;
mod changeset;
mod door;
mod error;
mod functions;
mod history;
mod history_household;
mod later;
mod lock;
mod open;
mod operations;
mod passphrase;
pub mod recovery;
mod replace;
mod schema;
mod undo;

pub use beside::BesideKey;
pub use door::{Changes, Clock, Op, OpKind, Outcome, Reader, Tx};
pub use error::{Error, Result};
pub use functions::register as register_functions;
pub(crate) use functions::{chars, letters, reversed};
pub use history::RowAction;
pub(crate) use history::{RowChange, each_change, each_piece};
pub use history_household::Moved;
pub(crate) use later::Later;
pub use open::{Office, Passphrase};
pub use operations::Operation;
pub(crate) use schema::RECORDED;
pub use undo::{Kept, KeptWhy};
