//! `cargo xtask demo`: one evening and morning of an office, through the command line alone.
//!
//! A made-up community the size of 延吉七村: its messy ledgers → the office file → a testing round → a roster per
//! building → the roster filled in by hand → read back → the daily report; then, where there is a screen, the window on it. Says in Chinese what was done and where
//! the files are. Not here: any office work of its own; all of it is the `louce` program's.

use crate::Done;
use crate::app;
use crate::steps::{self, ask, cargo};
use crate::today::today;
use crate::tools::{self, BUILD};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const HOUSEHOLDS: &str = "2812";
const SEED: &str = "7";
const NAME: &str = "延吉七村居民区";
const PASSPHRASE: &str = "louce-demo-2812";

/// Where the demo leaves its files.
pub fn folder(root: &Path) -> PathBuf {
    root.join("target").join("demo")
}

/// The empty roster workbook in the demo's folder.
pub const ROSTER: &str = "3-采样名册（待填）.xlsx";

/// Sets up, builds, and does the job.
pub fn run(root: &Path) -> Done {
    let started = Instant::now();
    println!("== 备好环境 set up ==");
    tools::system(&[BUILD])?;
    println!("\n== 编译 build (release，第一次要几分钟 minutes the first time) ==");
    run_build(root)?;
    let bin = target_folder(root)?.join("release");
    let folder = folder(root);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|e| format!("清不掉上次的 {}：{e}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).map_err(|e| format!("建不了 {}：{e}", folder.display()))?;
    Desk { bin, date: today(), folder }.evening(root)?;
    println!("\n✓ 演示完成 done，共 {:.0} 秒", started.elapsed().as_secs_f64());
    let there = short(root, &self::folder(root));
    if !has_screen() {
        println!(
            "没有屏幕，不开窗口；有屏幕时 no screen here, with one：cargo xtask app {there}（口令 passphrase：{PASSPHRASE}）"
        );
        return Ok(());
    }
    println!(
        "\n打开窗口（口令 passphrase：{PASSPHRASE}；第一次要编译几分钟；关掉窗口就结束） opening the window"
    );
    app::open(root, Some(&self::folder(root)))
        .map_err(|why| format!("演示的文件都在 {there}，只是窗口没有打开：{why}"))
}

/// The path as it is typed in the workspace.
fn short(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// Whether a window could be seen.
fn has_screen() -> bool {
    let named = |key: &str| std::env::var_os(key).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn run_build(root: &Path) -> Done {
    let what = ["-p", "louce", "-p", "louce-tests", "--bin", "louce", "--bin", "fill-roster"];
    steps::run(&mut cargo(root, &[&["build", "--release", "--locked"], what.as_slice()].concat()))
}

/// Where cargo puts what it builds.
pub fn target_folder(root: &Path) -> Result<PathBuf, String> {
    let said = ask(&mut cargo(root, &["metadata", "--no-deps", "--format-version", "1", "--offline"]))?;
    parse(&said)?["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata 没有目标目录".into())
}

fn parse(said: &str) -> Result<Value, String> {
    serde_json::from_str(said).map_err(|e| format!("读不懂 JSON：{e}\n{said}"))
}

/// A whole number in an answer, 0 when it is not there.
fn number(answer: &Value, key: &str) -> u64 {
    answer[key].as_u64().unwrap_or_default()
}

/// `{"外出":3,"迁出":1}` → `外出 3，迁出 1`.
fn by_reason(answer: &Value) -> String {
    let parts = answer
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(why, n)| Some(format!("{why} {}", n.as_u64()?)));
    Some(parts.collect::<Vec<_>>().join("，")).filter(|s| !s.is_empty()).unwrap_or_else(|| "无".into())
}

/// Somebody at a desk with the program, a folder and a date.
struct Desk {
    bin: PathBuf,
    folder: PathBuf,
    date: String,
}

impl Desk {
    fn evening(&self, root: &Path) -> Done {
        let office = self.at("延吉七村.louce");
        let ledgers = self.at("1-原始台账");
        let rejects = self.at("2-退回的行.xlsx");
        let (roster, filled) = (self.at(ROSTER), self.at("4-采样名册（已填）.xlsx"));
        let report = self.at("5-每日报表.xlsx");
        let residents = self.at("6-居民总册.xlsx");

        self.heading("虚构一个居民区，写成办公室里那样凌乱的台账 sample");
        self.louce(&["sample", "--households", HOUSEHOLDS, "--seed", SEED, "-o", &ledgers])?;
        let files = files_in(Path::new(&ledgers))?;
        println!("{HOUSEHOLDS} 户，{} 个台账：", files.len());
        for file in &files {
            println!("    {}", Path::new(file).strip_prefix(&ledgers).unwrap_or(Path::new(file)).display());
        }

        self.heading("建立居民区文件（加密）init");
        self.office(&office, &["init"], &["--name", NAME])?;

        self.heading("导入全部台账 import");
        let files: Vec<_> = files.iter().map(String::as_str).collect();
        let import = self.office(
            &office,
            &["import"],
            &[&["--rejects", rejects.as_str()], files.as_slice()].concat(),
        )?;
        let n = |key| number(&import, key);
        println!(
            "新增居民 {} 人，更新 {}，未变 {}，待定 {}，退回 {} 行；",
            n("created"),
            n("updated"),
            n("unchanged"),
            n("conflicts"),
            n("rejected")
        );
        println!(
            "建户 {}，空房 {}。每一行的去向都有记录，整次导入可以撤销。",
            n("households_created"),
            n("empty_rooms")
        );
        let open = self.office(&office, &["conflicts"], &[])?;
        println!("没有把握的不猜：{} 条待定问题留给人来定。", count(&open, "conflicts"));

        self.heading("开一轮核酸，冻结应检名单 round open");
        let opened =
            self.office(&office, &["round", "open"], &["--kind", "nucleic", "--date", &self.date])?;
        let round = number(&opened, "round").to_string();
        println!(
            "第 {round} 轮，{}：应检 {} 人；不在应检之内：{}。",
            self.date,
            number(&opened, "expected"),
            by_reason(&opened["excluded"])
        );

        self.heading("导出一楼一表，打印后挨户采样 export roster");
        self.plain(&office, &["export", "roster"], &["--round", &round, "-o", &roster])?;

        self.heading("替志愿者把名册填上（打勾、管号、未检原因、改电话、手添的人）fill");
        let said = ask(Command::new(self.bin.join(exe("fill-roster"))).args([&roster, &filled]))?;
        let f = parse(&said)?;
        let n = |key| number(&f, key);
        println!(
            "{} 张楼表：采样 {} 人，写未检原因 {} 人，空着 {} 人，改电话 {} 处，写备注 {} 处，表尾手添 {} 人。",
            n("sheets"),
            n("tested"),
            n("untested"),
            n("unmarked"),
            n("phones"),
            n("remarks"),
            n("newcomers")
        );

        self.heading("把填好的名册读回来 round record");
        self.office(&office, &["round", "record"], &["--round", &round, "--from", &filled])?;
        let show = self.office(&office, &["round", "show"], &["--round", &round])?;
        let n = |key| number(&show, key);
        println!(
            "应检 {} 人，实检 {} 人（{}），未检：{}，还没有结果 {} 人。",
            n("expected"),
            n("tested"),
            percent(n("tested"), n("expected")),
            by_reason(&show["untested"]),
            n("unmarked")
        );

        self.heading("出当天的报表并关账 report daily --close");
        self.office(&office, &["report", "daily"], &["--date", &self.date, "--close", "-o", &report])?;
        println!("关账之后再改名册，这一天的数字也不会变。");

        self.heading("导出居民总册（证件号、电话打码）export residents");
        self.plain(&office, &["export", "residents"], &["-o", &residents])?;

        self.heading("检查文件是否完好 check");
        self.office(&office, &["check"], &[])?;
        let log = self.office(&office, &["log"], &[])?;
        println!("完好。操作记录 {} 条，每条都可以撤销。", count(&log, "operations"));
        self.where_things_are(root, &office, &round)
    }

    fn where_things_are(&self, root: &Path, office: &str, round: &str) -> Done {
        println!("\n== 文件在 files in {} ==", self.folder.display());
        let mut names: Vec<_> = std::fs::read_dir(&self.folder)
            .map_err(|e| format!("{}：{e}", self.folder.display()))?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        for name in names {
            println!("    {name}");
        }
        let louce = short(root, &self.bin.join(exe("louce")));
        let office = short(root, Path::new(office));
        println!("\n接着自己试 try next（演示口令 passphrase：{PASSPHRASE}）：");
        println!("    export LOUCE_PASSPHRASE={PASSPHRASE}");
        for rest in ["residents --group 80岁以上独居 --limit 10", "conflicts", "log"] {
            let (command, options) = rest.split_once(' ').unwrap_or((rest, ""));
            println!("    {}", format!("{louce} {command} --office {office} {options}").trim_end());
        }
        println!("    {louce} round show --office {office} --round {round}");
        Ok(())
    }

    fn heading(&self, text: &str) {
        println!("\n== {text} ==");
    }

    fn at(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    /// `louce …`; its standard output.
    fn louce(&self, args: &[&str]) -> Result<String, String> {
        let started = Instant::now();
        let said = ask(Command::new(self.bin.join(exe("louce")))
            .args(args)
            .env("LOUCE_PASSPHRASE", PASSPHRASE)
            .env("LOUCE_NOW", format!("{} 20:00:00", self.date)))?;
        println!("（{:.2} 秒）", started.elapsed().as_secs_f64());
        Ok(said)
    }

    /// `louce COMMAND --office F …` that answers in words or not at all.
    fn plain(&self, office: &str, command: &[&str], rest: &[&str]) -> Done {
        self.louce(&[command, &["--office", office], rest].concat())?;
        Ok(())
    }

    /// `louce COMMAND --office F … --json`; the answer.
    fn office(&self, office: &str, command: &[&str], rest: &[&str]) -> Result<Value, String> {
        let said = self.louce(&[command, &["--office", office, "--json"], rest].concat())?;
        parse(&said)
    }
}

/// How many things an answer lists: itself a list, or an object with a list under `key`.
fn count(answer: &Value, key: &str) -> usize {
    answer.as_array().or_else(|| answer[key].as_array()).map_or(0, Vec::len)
}

fn percent(part: u64, whole: u64) -> String {
    // Hundredths of a percent, rounded half up, without floats.
    let hundredths = (part * 10_000 + whole / 2).checked_div(whole).unwrap_or_default();
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn exe(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// All files in the folder and those below it, by name.
fn files_in(folder: &Path) -> Result<Vec<String>, String> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|e| format!("{}：{e}", next.display()))?.flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path.to_string_lossy().into_owned()) }
        }
    }
    files.sort();
    if files.is_empty() { Err(format!("{} 里没有台账", folder.display())) } else { Ok(files) }
}

#[cfg(test)]
mod tests {
    use super::{by_reason, percent};

    #[test]
    fn a_rate_has_two_decimals_and_none_of_nothing_is_zero() {
        assert_eq!(percent(4_321, 5_500), "78.56%");
        assert_eq!(percent(1, 3), "33.33%");
        assert_eq!(percent(2, 3), "66.67%");
        assert_eq!(percent(5, 5), "100.00%");
        assert_eq!(percent(0, 0), "0.00%");
    }

    #[test]
    fn reasons_are_listed_with_their_counts() {
        assert_eq!(by_reason(&serde_json::json!({"住院": 3, "外出": 12})), "住院 3，外出 12");
        assert_eq!(by_reason(&serde_json::json!({})), "无");
    }
}
