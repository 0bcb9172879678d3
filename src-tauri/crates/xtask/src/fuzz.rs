//! `cargo xtask fuzz`: every reader fed with bytes that coverage leads, for some seconds each.
//!
//! The targets are a crate of their own (`tests/fuzz`), so that nobody who does not fuzz pays for them. Seeds are made by code;
//! what was learned stays in `tests/fuzz/corpus`, what failed in `tests/fuzz/artifacts`.

use std::path::Path;
use std::process::Command;

use crate::Done;
use crate::steps::{Steps, cargo, run};
use crate::tools::{self, BUILD, FUZZ, FUZZER};

const TARGETS: [&str; 6] = ["xlsx", "xls", "xlsb", "ods", "csv", "rows"];
/// Seconds of each target when none are given.
const SECONDS: u32 = 60;

/// Makes the seeds and runs each target; a finding ends its target and fails the command.
pub fn run_all(root: &Path, seconds: Option<&str>) -> Done {
    let seconds = seconds.map_or(Ok(SECONDS), |given| {
        given.parse().map_err(|_| format!("看不懂的秒数 not seconds: {given}"))
    })?;
    let mut steps = Steps::new();
    let folder = root.join("tests/fuzz");
    let mut tool = None;
    let ready = steps.step("备好环境 set up", || {
        tools::system(&[BUILD, FUZZER])?;
        tool = Some(FUZZ.find(root)?);
        tools::forget_builds();
        Ok(())
    });
    let Some(tool) = tool.filter(|_| ready) else { return steps.finish("cargo xtask fuzz") };
    let seeded = steps.step("种子 seeds", || {
        let seeds = folder.join("corpus");
        run(cargo(root, &["run", "--quiet", "--locked", "-p", "louce-tests", "--bin", "fuzz-seeds", "--"])
            .arg(seeds))
    });
    for target in TARGETS.into_iter().filter(|_| seeded) {
        steps.step(&format!("{target}（{seconds} 秒）"), || run(&mut fuzz(&tool, root, target, seconds)));
    }
    steps.finish("cargo xtask fuzz")
}

/// Coverage needs no nightly compiler; the sanitizers, which would, have little to find without `unsafe`.
fn fuzz(tool: &Path, root: &Path, target: &str, seconds: u32) -> Command {
    let mut command = Command::new(tool);
    command.current_dir(root).args([
        "fuzz",
        "run",
        "--fuzz-dir",
        "tests/fuzz",
        "--sanitizer",
        "none",
        target,
    ]);
    command.args(["--", "-rss_limit_mb=3000", "-timeout=20", "-print_final_stats=1"]);
    command.arg(format!("-max_total_time={seconds}"));
    command
}
