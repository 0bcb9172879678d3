//! One measurement a process, so that each has its own peak memory: `bench WHAT FOLDER RESIDENTS` prints one JSON line.
//! `cargo xtask bench` runs them in turn and prints ratios. Nothing here asserts.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints measurements")]

mod floor;
mod ours;
mod paper;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What every measurement answers.
pub type Measured = Result<serde_json::Value, Box<dyn std::error::Error>>;

/// Where a size's files are.
pub struct Bench {
    folder: PathBuf,
    residents: u32,
}

impl Bench {
    fn roster(&self) -> PathBuf {
        self.folder.join(format!("底册-{}.xlsx", self.residents))
    }
    fn office(&self) -> PathBuf {
        self.folder.join(format!("居委会-{}.louce", self.residents))
    }
    fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{}-{name}", self.residents))
    }
}

fn main() -> ExitCode {
    let args: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    let text = |index: usize| args.get(index).and_then(|arg| arg.to_str()).unwrap_or("");
    if text(0) == ours::READ_CHILD {
        return ours::read_child(&args);
    }
    let bench = Bench { folder: Path::new(text(1)).to_owned(), residents: text(2).parse().unwrap_or(0) };
    let started = Instant::now();
    let measured = match text(0) {
        "prepare" => ours::prepare(&bench),
        "floor-import" => floor::import(&bench, floor::Indexes::WithRows),
        "floor-import-later" => floor::import(&bench, floor::Indexes::AfterRows),
        "import" => ours::import_roster(&bench),
        "search" => ours::search(&bench),
        "open-round" => ours::open_round(&bench),
        "roster" => ours::roster(&bench),
        "floor-roster" => floor::roster(&bench),
        "daily" => ours::daily(&bench),
        "close" => ours::close(&bench),
        "pdf" => paper::pdf(&bench),
        "floor-pdf" => paper::floor_pdf(&bench),
        "check-ins" => paper::check_ins(&bench),
        "simulate" => paper::simulate(&bench),
        other => Err(format!("没有这项测量：{other}").into()),
    };
    match measured {
        Ok(mut value) => {
            value["whole_seconds"] = started.elapsed().as_secs_f64().into();
            if value.get("peak_mb").is_none() {
                value["peak_mb"] = peak_mb().into();
            }
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The process's own peak memory in MB (Linux).
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb: f64 = line
        .and_then(|line| line.trim().strip_suffix("kB"))
        .and_then(|kb| kb.trim().parse().ok())
        .unwrap_or(0.0);
    kb / 1024.0
}
