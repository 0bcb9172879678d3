//! `cargo xtask …`: what a person types to set a machine up, check the code, or see the program at work.
//!
//! Here: choosing the command. Each command has its module; [`steps`] prints and times them, [`tools`] installs what
//! they need. Not here: anything the program itself does.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that talks to the person who typed it"
)]

mod app;
mod bench;
mod demo;
mod fuzz;
mod page;
mod picture;
mod steps;
mod test;
mod today;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
用法 usage: cargo xtask <命令>

  demo     备好环境，用示例居民区把主要工作从头到尾做一遍，结果在 target/demo/
           set up and run the main job on a made-up community
  app      打开窗口；可给出工作文件所在的文件夹，如 app target/demo
           open the window
  test     备好环境，跑全部检查和测试
           set up and run every check and test
  check    快速检查：排版、静态检查、测试；不安装任何东西
           the quick loop: fmt, clippy, tests; installs nothing
  bench    测速度和内存，与底线相比；可给出最大人数，如 bench 200000
           measure speed and memory against floors
  bench-ui 测窗口：启动、换页、按键到结果、滚动 20 万行、内存
           measure the window: start, page changes, keystrokes, scrolling, memory
  fuzz     用覆盖率引导的乱数据喂各种文件的读取，每种若干秒（默认 60），如 fuzz 600
           feed the readers with bytes that coverage leads, so many seconds each
  picture  把演示导出的一页名册画成 assets/readme/roster.png（先运行 demo）
           draw a page of the demo's roster for README.md
";

/// What a command answers: nothing, or a sentence for the person.
pub type Done = Result<(), String>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let root = root();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["demo"] => demo::run(&root),
        ["app"] => app::open(&root, None),
        ["app", home] => app::open(&root, Some(home.as_ref())),
        ["test"] => test::everything(&root),
        ["check"] => test::quick(&root),
        ["bench"] => bench::measure(&root, None),
        ["bench", most] => bench::measure(&root, Some(most)),
        ["bench-ui"] => bench::measure_window(&root),
        ["fuzz"] => fuzz::run_all(&root, None),
        ["fuzz", seconds] => fuzz::run_all(&root, Some(seconds)),
        ["picture"] => picture::run(&root),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n✗ {why}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's folder, wherever the command was typed: three above this crate.
fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.ancestors().nth(3).map_or_else(|| here.clone(), Path::to_path_buf)
}
