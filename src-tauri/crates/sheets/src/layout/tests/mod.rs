//! Whole sheets with the messes of real ledgers → what they say.
mod cells;
mod ledgers;
mod robust;
mod structure;
mod support;
mod traps;
