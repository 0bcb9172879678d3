//! The child that reads untrusted workbooks: this program started again, with nothing but a file and its limits. Not for people.

use std::ffi::OsString;
use std::process::ExitCode;

use louce_sheets::read::{self, Isolation};

use crate::failure::Failure;

/// How files from outside are read: by this same program in a process of its own.
pub fn isolation() -> Result<Isolation, Failure> {
    Isolation::own_child()
        .map_err(|error| Failure::new("reader_not_started", format!("找不到程序自己的文件：{error}")))
}

/// Reads and ends when the arguments say so.
pub fn run_if_asked(given: &[OsString]) -> Option<ExitCode> {
    let code = read::run_if_child(given)?;
    Some(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from))
}
