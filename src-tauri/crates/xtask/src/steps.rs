//! Steps of a command: a heading, the work with its output as it comes, the time it took, a summary at the end.

use crate::Done;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The steps of one command so far.
pub struct Steps {
    started: Instant,
    done: Vec<(String, Duration, Done)>,
}

impl Steps {
    /// None yet.
    pub fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new() }
    }

    /// Runs a step; whether it went well. A failure does not end the command: whoever reads the output wants to
    /// know all that is wrong.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Done) -> bool {
        println!("\n== {name} ==");
        let started = Instant::now();
        let done = work();
        let took = started.elapsed();
        match &done {
            Ok(()) => println!("✓ {name}  {}", seconds(took)),
            Err(why) => println!("✗ {name}  {}  {why}", seconds(took)),
        }
        let well = done.is_ok();
        self.done.push((name.to_owned(), took, done));
        well
    }

    /// Prints all steps with their times; fails when one of them did.
    pub fn finish(self, command: &str) -> Done {
        println!("\n== 小结 summary ==");
        for (name, took, done) in &self.done {
            println!("{} {:>8}  {name}", if done.is_ok() { "✓" } else { "✗" }, seconds(*took));
        }
        let failed: Vec<_> = self.done.iter().filter(|d| d.2.is_err()).map(|d| d.0.as_str()).collect();
        if failed.is_empty() {
            println!("\n✓ {command}：全部通过 all passed，{}", seconds(self.started.elapsed()));
            Ok(())
        } else {
            Err(format!("{command}：没有通过 failed：{}", failed.join("；")))
        }
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1}s", took.as_secs_f64())
}

/// `cargo` with arguments, in the workspace. The cargo that runs us, not another one on the path.
pub fn cargo(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(args);
    command
}

/// Runs a command with its output shown; an error that names it unless it succeeds.
pub fn run(command: &mut Command) -> Done {
    let name = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` → {status}")),
        Err(e) => Err(format!("`{name}`：{e}")),
    }
}

/// Runs a command quietly; its standard output, or an error with what it said.
pub fn ask(command: &mut Command) -> Result<String, String> {
    let name = shown(command);
    let out = command.output().map_err(|e| format!("`{name}`：{e}"))?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    if out.status.success() {
        Ok(said)
    } else {
        Err(format!("`{name}` → {}\n{}{said}", out.status, String::from_utf8_lossy(&out.stderr)))
    }
}

/// Whether a command can be run and succeeds; its output is thrown away.
pub fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|out| out.status.success())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|w| w.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
