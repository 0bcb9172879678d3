//! The command line 楼册: every office job without a window.
//!
//! Belongs here: arguments, the passphrase, tables and JSON on standard output, progress on standard error, exit codes. Does
//! not belong here: office work; that is done by the crates below.
//!
//! Exit codes: 0 done, 1 refused or failed with a reason on standard error, 2 wrong usage. With `--json` a failure is also
//! `{"error":{"code","message"}}` on standard output.

mod args;
mod args_day;
mod args_import;
mod args_reports;
mod args_roster;
mod args_testing;
mod chinese;
mod commands;
mod desk;
mod failure;
mod output;
mod passphrase;
mod progress;
mod table;

use std::process::ExitCode;

use clap::FromArgMatches;

use args::Cli;
use failure::Failure;
use output::Out;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    if let Some(code) = commands::reader::run_if_asked(&given) {
        return code;
    }
    let json = given.iter().any(|argument| argument == "--json");
    let cli =
        chinese::command().try_get_matches_from(&given).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => return chinese::explain(&error, &given, json),
    };
    let mut out = Out::new(cli.desk.json);
    match commands::run(cli, &mut out).and_then(|done| out.finish().map(|()| done)) {
        Ok(code) => code,
        // Whoever read our output has seen enough (`louce residents | head`).
        Err(Failure::Pipe) => ExitCode::SUCCESS,
        Err(Failure::Told(error)) => {
            out.fail(&error);
            ExitCode::FAILURE
        }
    }
}
