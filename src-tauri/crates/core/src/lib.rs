//! The office 居委会: values, domain and storage. No window, no HTTP, no workbooks, no wire types.
//!
//! Arrows inside point one way: features (`residents`, `places`, `testing`, …) → `store` → `values`. Time is a
//! parameter everywhere ([`Clock`]); every write goes through [`Office::transact`].

pub mod antigen;
pub mod board;
pub mod check;
pub mod exports;
pub mod history;
pub mod households;
pub mod isolation;
pub mod ledgers;
pub mod places;
pub mod plan;
pub mod populations;
pub mod questions;
pub mod reports;
pub mod residents;
pub mod review;
pub mod rules;
pub mod search;
pub mod settings;
pub mod store;
pub mod testing;
pub mod values;

pub use store::{
    Changes, Clock, Error, Kept, KeptWhy, Office, Op, OpKind, Operation, Outcome, Passphrase, Reader, Result,
    RowAction, Tx,
};
