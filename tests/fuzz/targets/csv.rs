//! Texts: CSV and TSV in any encoding, web pages and XML spreadsheets that are called `.xls`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: louce_fuzz::watch_our_own_panics(), |bytes| louce_fuzz::read(bytes));
