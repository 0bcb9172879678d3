//! `cargo xtask test` and `cargo xtask check`: what must hold before a change goes in, and its quick form.

use crate::Done;
use crate::page;
use crate::steps::{Steps, cargo, run};
use crate::tools::{self, BROWSER, BUILD, CargoTool, DENY, DRIVER, NEXTEST, READERS, TYPOS, WINDOW};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Sets the machine up and runs everything.
pub fn everything(root: &Path) -> Done {
    let mut steps = Steps::new();
    let mut programs = None;
    let ready = steps.step("备好环境 set up", || {
        tools::system(&[BUILD, READERS, BROWSER, WINDOW, DRIVER])?;
        tools::components(root)?;
        programs = Some(Programs::find(root)?);
        page::packages(root)?;
        tools::forget_builds();
        Ok(())
    });
    let Some(programs) = programs.filter(|_| ready) else { return steps.finish("cargo xtask test") };

    steps.step("排版 rustfmt", || run(&mut cargo(root, &["fmt", "--all", "--check"])));
    steps.step("拼写 typos", || run(Command::new(&programs.typos).current_dir(root)));
    steps.step("许可证与来源 cargo-deny", || {
        run(&mut deny(root, &programs.deny, &["licenses", "bans", "sources"]))?;
        advisories(root, &programs.deny)
    });
    // Before the window is compiled: it takes the page in.
    let page = steps.step("页面 page", || page::build(root).and_then(|()| page::checks(root)));
    // Everything the tests link, and the programs they start, in one go and with one set of features: asked for
    // apart, cargo would build some dependencies twice.
    let built = steps.step("编译 build", || {
        run(&mut cargo(root, &["build", "--workspace", "--bins", "--tests", "--locked"]))
    });
    if built {
        steps.step("静态检查 clippy", || {
            run(&mut cargo(
                root,
                &["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"],
            ))
        });
        steps.step("测试 nextest", || {
            let mut nextest = Command::new(&programs.nextest);
            nextest.current_dir(root).args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
            run(nextest.args(["--status-level", "fail", "--final-status-level", "slow"]))
        });
        if page {
            steps.step("浏览器里走一遍 the main job in a browser", || page::flow(root));
            // WebKitWebDriver and Xvfb are of Linux; Windows shows the page in the engine of the browser above.
            if cfg!(target_os = "linux") {
                steps.step("窗口里走一遍 the main job in the window", || page::window_flow(root));
            }
        }
        steps.step("文档中的例子 doctests", || {
            run(&mut cargo(root, &["test", "--workspace", "--doc", "--locked", "--quiet"]))
        });
    }
    steps.finish("cargo xtask test")
}

/// The quick loop: no installing, default members only.
pub fn quick(root: &Path) -> Done {
    let mut steps = Steps::new();
    steps.step("排版 rustfmt", || run(&mut cargo(root, &["fmt", "--all", "--check"])));
    let built = steps.step("编译 build", || run(&mut cargo(root, &["build", "--bins", "--tests"])));
    if built {
        steps.step("静态检查 clippy", || {
            run(&mut cargo(root, &["clippy", "--all-targets", "--quiet", "--", "-D", "warnings"]))
        });
        steps.step("测试 nextest", || run(&mut cargo(root, &["nextest", "run", "--status-level", "fail"])));
    }
    steps.finish("cargo xtask check")
}

struct Programs {
    nextest: PathBuf,
    deny: PathBuf,
    typos: PathBuf,
}

impl Programs {
    fn find(root: &Path) -> Result<Self, String> {
        let find = |tool: &CargoTool| tool.find(root);
        Ok(Self { nextest: find(&NEXTEST)?, deny: find(&DENY)?, typos: find(&TYPOS)? })
    }
}

fn deny(root: &Path, program: &Path, checks: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root).args([
        "--log-level",
        "warn",
        "--all-features",
        "--locked",
        "check",
        "--hide-inclusion-graph",
    ]);
    command.args(checks);
    command
}

/// Known holes in what we depend on. The list lives in a git repository of its own, out of reach for many machines,
/// and grows without any change of ours: it is shown when it can be had and never fails the run.
fn advisories(root: &Path, program: &Path) -> Done {
    let reachable = ("github.com", 443).to_socket_addrs().is_ok_and(|mut all| {
        all.any(|address| TcpStream::connect_timeout(&address, Duration::from_secs(3)).is_ok())
    });
    if !reachable {
        println!("（连不到 github.com，跳过安全公告 advisories skipped: offline）");
    } else if let Err(why) = run(&mut deny(root, program, &["advisories"])) {
        println!(
            "（请看上面的安全公告，不算失败 see the advisories above, not counted as a failure：{why}）"
        );
    }
    Ok(())
}
