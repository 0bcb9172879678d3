//! 楼册 as a desktop program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod drawing;
mod files;
mod first;
mod folders;
mod rpc;
mod window;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    if let Some(code) = louce_sheets::read::run_if_child(&args) {
        return u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from);
    }
    #[cfg(target_os = "linux")]
    drawing::as_the_computer_can(&args);
    window::run()
}
