//! `cargo xtask app`: builds the page and the window, and opens it.

use crate::Done;
use crate::demo::target_folder;
use crate::page;
use crate::steps::{cargo, run};
use crate::tools::{self, BUILD, WINDOW};
use std::path::Path;
use std::process::Command;

/// Opens the window; on the offices of `home` instead of the person's own when given.
pub fn open(root: &Path, home: Option<&Path>) -> Done {
    tools::system(&[BUILD, WINDOW])?;
    page::packages(root)?;
    page::build(root)?;
    run(&mut cargo(root, &["build", "--release", "--locked", "-p", "louce-window"]))?;
    let program = format!("louce-window{}", std::env::consts::EXE_SUFFIX);
    let mut window = Command::new(target_folder(root)?.join("release").join(program));
    if let Some(home) = home {
        window.env("LOUCE_HOME", home);
    }
    run(&mut window)
}
