//! `fuzz-seeds FOLDER`: what the fuzzing of the readers starts from, made of a sample community: `FOLDER/{xlsx,xls,csv,rows}/…`.
#![allow(clippy::print_stderr, reason = "a command that answers on its streams")]

use louce_tests::edit::AnyError;
use louce_tests::fuzz_seeds::write_seeds;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [folder] = args.as_slice() else {
        eprintln!("用法：fuzz-seeds 文件夹");
        return ExitCode::from(2);
    };
    let done: Result<(), AnyError> = write_seeds(Path::new(folder));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
