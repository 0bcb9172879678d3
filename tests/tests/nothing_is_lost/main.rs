//! Nothing is lost: the program killed in the middle, a folder that cannot be written, files that mean harm.
#![allow(clippy::unwrap_used)]

mod burst;
mod hostile;
mod killed;
mod places;
mod upgrade;
