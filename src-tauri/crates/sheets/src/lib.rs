//! Workbooks in and out of the office.
//!
//! In: any file → sheets of cells ([`read`]), then what the cells mean ([`layout`]), then what they change ([`import`]).
//! Out: rosters, reports, rejects. Here is no SQL and no screen.

pub mod book;
pub mod calls_book;
pub mod import;
pub mod layout;
pub mod publish;
pub mod read;
pub mod report_book;
pub mod residents_book;
pub mod roster;
pub mod sample;
pub mod table_book;

pub use publish::publish;
