//! Workbooks in and out of the office.
//!
//! In: any file → sheets of cells ([`read`]), then what the cells mean ([`layout`]), then what they would change.
//! Out: rosters, reports, rejects. Here is no SQL and no screen.

pub mod book;
pub mod layout;
pub mod publish;
pub mod read;

pub use publish::publish;
