//! `cargo xtask bench`: what the program takes, as ratios to floors measured in the same run.
//!
//! Each measurement is a process of its own (`bench` in the tests crate), so each has its own peak memory. A floor and its
//! counterpart run in turn; medians are printed. Nothing fails because it is slow. `cargo xtask bench-ui` measures the window.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::Done;
use crate::page;
use crate::steps::{ask, cargo, run};
use crate::tools::{self, BUILD, DRIVER, PICTURE, WINDOW};

/// Residents, runs, and the targets: import ratio, import MB, search p99 in ms, daily report in s.
const SIZES: [(u32, usize, f64, f64, f64, f64); 3] = [
    (5_500, 9, 2.0, 60.0, 10.0, 0.05),
    (200_000, 3, 1.6, 150.0, 10.0, 1.0),
    (1_000_000, 1, 1.6, 350.0, 20.0, f64::INFINITY),
];

/// Builds and measures; `most` leaves out larger sizes.
pub fn measure(root: &Path, most: Option<&str>) -> Done {
    let most: u32 =
        most.map_or(Ok(u32::MAX), |most| most.parse().map_err(|_| format!("看不懂的人数 {most}")))?;
    tools::system(&[BUILD])?;
    let bench = Bench::built(root)?;
    println!(
        "\n{:<34}{:>12}{:>12}{:>9}{:>9}   内存 MB（目标）",
        "人数 / 项目", "本程序", "底线", "比值", "目标"
    );
    for (residents, runs, ratio, memory, p99, daily) in SIZES.into_iter().filter(|size| size.0 <= most) {
        bench.one("prepare", residents)?;
        let [floor, later, ours] =
            bench.in_turn(["floor-import", "floor-import-later", "import"], residents, runs)?;
        line(&format!("{residents} 导入"), &ours, &floor, ratio, memory);
        println!(
            "{:<34}{:>12}{:>10.2} s{:>9.2}",
            "  索引都留到最后建的底线",
            "",
            number(&later, "seconds"),
            number(&ours, "seconds") / number(&later, "seconds").max(1e-9)
        );
        let search = bench.one("search", residents)?;
        println!(
            "{:<34}{:>9.2} ms{:>12}{:>9}{:>6.0} ms   中位 {:.2} ms，{} 次；姓+室号 p99 {:.1} ms",
            format!("{residents} 检索 p99"),
            number(&search, "p99_ms"),
            "",
            "",
            p99,
            number(&search, "median_ms"),
            search["queries"],
            number(&search, "surname_and_room_p99_ms")
        );
        bench.one("open-round", residents)?;
        let [floor, ours] = bench.in_turn(["floor-roster", "roster"], residents, runs)?;
        line(&format!("{residents} 一楼一表"), &ours, &floor, 1.3, 50.0);
        println!(
            "{:<34}{:>10.4} s  安全落盘所占 {:.1}%（目标 5%）",
            "  其中落盘",
            number(&ours, "publish_seconds"),
            100.0 * number(&ours, "publish_seconds") / number(&ours, "seconds").max(1e-9)
        );
        let report = bench.one("daily", residents)?;
        println!(
            "{:<34}{:>10.3} s{:>12}{:>9}{:>8} s",
            format!("{residents} 日报"),
            number(&report, "seconds"),
            "",
            "",
            daily
        );
        let closing = bench.one("close", residents)?;
        println!(
            "{:<34}{:>10.3} s{:>12}{:>9}{:>8}     {:.0}",
            format!("{residents} 日报关账"),
            number(&closing, "seconds"),
            "",
            "",
            "",
            number(&closing, "peak_mb")
        );
        // A day of testing is of one office's size.
        if residents == 5_500 {
            bench.testing_day(residents)?;
        }
    }
    Ok(())
}

/// Measures the window on a screen of its own: start, going from room to room, search while typing, scrolling, memory.
pub fn measure_window(root: &Path) -> Done {
    tools::system(&[BUILD, WINDOW, DRIVER, PICTURE])?;
    page::packages(root)?;
    page::build(root)?;
    run(&mut cargo(root, &["build", "--release", "--locked", "-p", "louce-window"]))?;
    let bench = Bench::built(root)?;
    for residents in [5_500, 200_000] {
        bench.one("prepare", residents)?;
        bench.one("import", residents)?;
        bench.one("open-round", residents)?;
    }
    page::measure_window(root, &bench.folder)
}

fn line(what: &str, ours: &Value, floor: &Value, target: f64, memory: f64) {
    let ours_s = number(ours, "seconds");
    let floor_s = number(floor, "seconds");
    println!(
        "{what:<34}{ours_s:>10.2} s{floor_s:>10.2} s{:>9.2}{target:>9.1}   {:.0}（{memory:.0}）",
        ours_s / floor_s.max(1e-9),
        number(ours, "peak_mb"),
    );
}

fn number(answer: &Value, key: &str) -> f64 {
    answer[key].as_f64().unwrap_or(f64::NAN)
}

struct Bench {
    program: std::path::PathBuf,
    folder: std::path::PathBuf,
}

impl Bench {
    fn built(root: &Path) -> Result<Self, String> {
        run(&mut cargo(root, &["build", "--release", "--locked", "-p", "louce-tests", "--bin", "bench"]))?;
        let program = format!("bench{}", std::env::consts::EXE_SUFFIX);
        let bench = Self {
            program: crate::demo::target_folder(root)?.join("release").join(program),
            folder: root.join("target/bench"),
        };
        std::fs::create_dir_all(&bench.folder)
            .map_err(|e| format!("建不了 {}：{e}", bench.folder.display()))?;
        Ok(bench)
    }

    fn one(&self, what: &str, residents: u32) -> Result<Value, String> {
        let said = ask(Command::new(&self.program).arg(what).arg(&self.folder).arg(residents.to_string()))?;
        serde_json::from_str(said.trim()).map_err(|e| format!("{what}：{e}"))
    }

    /// The roster as PDF against typst alone, check-ins by scan, the rehearsal of a day.
    fn testing_day(&self, residents: u32) -> Done {
        let [floor, ours] = self.in_turn(["floor-pdf", "pdf"], residents, 3)?;
        let (floor_s, ours_s) = (number(&floor, "seconds"), number(&ours, "seconds"));
        println!(
            "{:<34}{ours_s:>10.2} s{floor_s:>10.2} s{:>9.2}{:>9.1}   {} 页，{:.0} MB（目标 5 s）",
            format!("{residents} 名册 PDF"),
            ours_s / floor_s.max(1e-9),
            1.3,
            ours["pages"],
            number(&ours, "peak_mb")
        );
        let simulated = self.one("simulate", residents)?;
        println!(
            "{:<34}{:>10.3} s{:>12}{:>9}{:>8} s",
            format!("{residents} 排程演练"),
            number(&simulated, "seconds"),
            "",
            "",
            0.2
        );
        // Last: it leaves its operations in the log.
        let scanned = self.one("check-ins", residents)?;
        println!(
            "{:<34}{:>9.2} ms{:>12}{:>9}{:>6} ms   中位 {:.2} ms，最慢 {:.2} ms，{} 次",
            format!("{residents} 扫码登记 p99"),
            number(&scanned, "p99_ms"),
            "",
            "",
            10,
            number(&scanned, "median_ms"),
            number(&scanned, "longest_ms"),
            scanned["check_ins"]
        );
        Ok(())
    }

    /// Floors and their counterpart in turn; of each the run with the median time.
    fn in_turn<const N: usize>(
        &self,
        what: [&str; N],
        residents: u32,
        runs: usize,
    ) -> Result<[Value; N], String> {
        let mut all = what.map(|_| Vec::new());
        for _ in 0..runs {
            for (what, measured) in what.iter().zip(&mut all) {
                measured.push(self.one(what, residents)?);
            }
        }
        Ok(all.map(median))
    }
}

fn median(mut runs: Vec<Value>) -> Value {
    runs.sort_by(|a, b| number(a, "seconds").total_cmp(&number(b, "seconds")));
    runs.swap_remove(runs.len() / 2)
}
