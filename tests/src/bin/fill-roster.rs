//! `fill-roster ROSTER.xlsx FILLED.xlsx`: fills an exported roster in as on a testing night, for the demo.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command that answers on its streams")]

use louce_tests::fill::fill_roster;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [from, to] = args.as_slice() else {
        eprintln!("用法：fill-roster 名册.xlsx 填好.xlsx");
        return ExitCode::from(2);
    };
    match fill_roster(Path::new(from), Path::new(to)) {
        Ok(f) => {
            let json = serde_json::json!({
                "sheets": f.sheets, "tested": f.tested, "untested": f.untested, "unmarked": f.unmarked,
                "phones": f.phones, "remarks": f.remarks, "newcomers": f.newcomers,
            });
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
