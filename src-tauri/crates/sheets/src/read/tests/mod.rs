//! Tests of reading, over files made here. Each names what a person or an attacker does.

mod child;
mod formats;
mod hostile;
mod packing;
mod support;
mod xls;
mod yellow;
