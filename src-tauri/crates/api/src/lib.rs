//! The wire: one list of commands ([`schema`]), their request and response types, dispatch by name, one small error.
//!
//! Each room of the office has its file here, named as in core. Handlers say what is asked in the office's words and shape the
//! answer; they hold no rules of their own and no SQL. Chinese values are what people read (sex, presence, tags, reasons);
//! keys and outcomes are English.

pub mod antigen;
pub mod backups;
mod beside;
pub mod bulk;
pub mod cells;
pub mod check;
pub mod checkin;
pub mod desk;
mod drives;
pub mod edits;
pub mod files;
pub mod households;
pub mod import;
pub mod import_plan;
pub mod import_types;
pub mod isolation;
mod keeping;
pub mod keys;
pub mod marks;
mod mask;
pub mod moves;
pub mod office_files;
pub mod operations;
pub mod places;
pub mod plan;
pub mod print;
pub mod questions;
mod recovery;
pub mod reports;
pub mod residents;
pub mod responsible;
pub mod review;
pub mod roster;
pub mod rules;
pub mod schema;
pub mod search;
pub mod settings;
mod shared;
pub mod table_export;
pub mod testing;
pub mod today;
pub mod tubes;
#[cfg(test)]
mod typescript;
mod wire;

pub use desk::{Desk, Places};
pub use files::Files;
pub use schema::{COMMANDS, dispatch};
pub use shared::{Say, SharedDesk};
pub use wire::{Nothing, Session, WireError};
