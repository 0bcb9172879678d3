//! Workbooks of the `.xls` kind: OLE compounds, and the bare streams of records that stand in them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| louce_fuzz::read(bytes));
