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

/// The main job through the page, then every room by itself, in Chromium against the built program; pictures go to
/// `target/screens`.
pub fn flow(root: &Path) -> Done {
    run(&mut script(root, "e2e", "debug")?)?;
    run(&mut script(root, "e2e:flows", "debug")?)
}

/// The main job in the program's own window; pictures go to `target/screens`.
pub fn window_flow(root: &Path) -> Done {
    run(&mut on_a_screen_of_its_own(script(root, "e2e:window", "debug")?))
}

/// What the window takes, at two sizes of an office; they are in the folder `offices`.
pub fn measure_window(root: &Path, offices: &Path) -> Done {
    run(on_a_screen_of_its_own(script(root, "bench", "release")?).env("LOUCE_BENCH", offices))
}

/// A script of the page with the programs it starts.
fn script(root: &Path, name: &str, profile: &str) -> Result<Command, String> {
    let built = target_folder(root)?.join(profile);
    let program = |name: &str| built.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mut npm = npm(root, &["run", "--silent", name]);
    npm.env("LOUCE", program("louce"))
        .env("LOUCE_WINDOW", program("louce-window"))
        .env("FILL_ROSTER", program("fill-roster"));
    Ok(npm)
}

/// The same command with an X server of its own: the screen is as large as the offices have, and nobody's work is disturbed.
fn on_a_screen_of_its_own(command: Command) -> Command {
    let mut screen = Command::new("xvfb-run");
    screen.args(["--auto-servernum", "--server-args=-screen 0 1366x768x24"]);
    screen.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        screen.current_dir(folder);
    }
    screen.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    screen
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
