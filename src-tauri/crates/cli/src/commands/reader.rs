//! The child that reads untrusted workbooks: this program started again, with nothing but a file and its limits. Not for people.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use louce_sheets::read::{Isolation, Limits, child_main};

use crate::failure::Failure;

/// First argument of the child.
const WORD: &str = "read-one-workbook";

/// How files from outside are read: by this same program in a process of its own.
pub fn isolation() -> Result<Isolation, Failure> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::new("reader_not_started", format!("找不到程序自己的文件：{error}")))?;
    Ok(Isolation::Child { program, args: vec![WORD.into()] })
}

/// Reads and ends when the arguments say so.
pub fn run_if_asked(given: &[OsString]) -> Option<ExitCode> {
    let [_, word, path, limits] = given else { return None };
    if word.to_str() != Some(WORD) {
        return None;
    }
    let limits = Limits::from_arg(limits.to_str()?)?;
    // Ctrl-C at the terminal reaches us too; our parent decides and ends us.
    let _ = ctrlc::set_handler(|| {});
    let code = child_main(Path::new(path), &limits, std::io::stdout().lock());
    Some(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from))
}
