//! The page (`ui`): its packages, its build, its checks, and the main job through it in a real browser.

use crate::Done;
use crate::demo::target_folder;
use crate::steps::{ask, run};
use std::path::Path;
use std::process::Command;

/// The oldest Node that Vite runs on.
const NODE: (u32, u32) = (20, 19);

/// Finds Node, and installs the page's packages as the lock file says.
pub fn packages(root: &Path) -> Done {
    node()?;
    let (lock, installed) =
        (root.join("ui/package-lock.json"), root.join("ui/node_modules/.package-lock.json"));
    let age = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if age(&installed).is_some_and(|installed| age(&lock).is_some_and(|lock| installed >= lock)) {
        return Ok(());
    }
    println!("安装页面用到的包 installing the page's packages（ui/package-lock.json）");
    run(&mut npm(root, &["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}

/// Makes `ui/dist`, which the window and the loopback server show.
pub fn build(root: &Path) -> Done {
    run(&mut npm(root, &["run", "--silent", "build", "--", "--logLevel", "warn"]))
}

/// Types, lints, tests.
pub fn checks(root: &Path) -> Done {
    ["typecheck", "lint", "test"]
        .into_iter()
        .try_for_each(|script| run(&mut npm(root, &["run", "--silent", script])))
}

/// The main job through the page, in Chromium against the built program; pictures go to `target/screens`.
pub fn flow(root: &Path) -> Done {
    let louce = target_folder(root)?.join("debug").join(format!("louce{}", std::env::consts::EXE_SUFFIX));
    run(npm(root, &["run", "--silent", "e2e"]).env("LOUCE", louce))
}

fn node() -> Done {
    let said = ask(Command::new("node").arg("--version")).unwrap_or_default();
    let mut parts = said.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version >= NODE {
        return Ok(());
    }
    Err(format!(
        "页面要用 Node.js {}.{} 或更新来编译（现在：{}）。请从 https://nodejs.org 装好再来一次 please install Node.js",
        NODE.0,
        NODE.1,
        if said.is_empty() { "没有" } else { said.trim() }
    ))
}

fn npm(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root.join("ui")).args(args);
    command
}
