//! The command line, end to end: the real program, a real office file, one folder a test.
#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy does not know as such")]

mod check;
mod office_file;
mod operations;
mod passphrase;
mod roster;
mod rounds;
mod testing_day;
mod usage;

use louce_tests::desk::{Desk, id_number};

/// Two households in building 12 and an empty room.
fn ledger() -> String {
    format!(
        "楼号,室号,姓名,证件号,性别,电话,与户主关系,备注\n\
         12,402,王阿婆,{},女,13812345678,户主,\n\
         12,402,王小明,{},男,13912345678,子,\n\
         12,403,李芳,{},女,,户主,\n\
         12,404,,,,,,空关房\n",
        id_number("31011019380512342"),
        id_number("31011019900102331"),
        id_number("31011019520304122"),
    )
}

/// A desk with [`ledger`] imported.
fn with_people() -> Desk {
    let desk = Desk::new();
    let report = desk.import("底册.csv", &ledger());
    assert_eq!((report["created"].as_u64(), report["rejected"].as_u64()), (Some(3), Some(0)), "{report}");
    desk
}
