//! x
pub mod sample;
