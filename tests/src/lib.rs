//! What end-to-end tests and the demo share: a workbook edited as a person would, and workbooks read by other programs.
//!
//! Not here: the tests themselves (in `tests/tests/`), and anything the program ships.

pub mod desk;
pub mod edit;
pub mod fill;
pub mod fonts;
pub mod fuzz_seeds;
pub mod moments;
pub mod old_office;
pub mod other_readers;
pub mod xlsb;
