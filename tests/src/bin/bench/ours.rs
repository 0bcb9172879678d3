//! What the program itself takes.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use louce_core::{Clock, Office, Op, OpKind, Passphrase, reports, search, testing};
use louce_sheets::import::{ImportOptions, import};
use louce_sheets::read::{Isolation, Limits, child_main};
use louce_sheets::sample;
use serde_json::json;

use super::{Bench, Measured, peak_mb};

/// The hidden first argument with which this program is its own reader.
pub const READ_CHILD: &str = "read-child";

/// Reads a workbook for a parent process, as the real program's child does.
pub fn read_child(args: &[OsString]) -> ExitCode {
    let limits = args.get(2).and_then(|arg| arg.to_str()).and_then(Limits::from_arg);
    let (Some(path), Some(limits)) = (args.get(1), limits) else { return ExitCode::FAILURE };
    let code = child_main(Path::new(path), &limits, std::io::stdout().lock());
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

/// Makes the roster workbook of this size, once.
pub fn prepare(bench: &Bench) -> Measured {
    if !bench.roster().exists() {
        sample::write_flat_roster(bench.residents, 1, &bench.roster())?;
    }
    Ok(json!({}))
}

pub fn passphrase() -> Result<Passphrase, louce_core::Error> {
    Passphrase::new("测量用口令")
}

/// File to committed roster.
pub fn import_roster(bench: &Bench) -> Measured {
    let path = bench.office();
    remove(&path);
    let mut office = Office::create(&path, &passphrase()?, "测量", Clock::system())?;
    let started = Instant::now();
    let options = ImportOptions {
        dry_run: false,
        isolation: Isolation::Child { program: std::env::current_exe()?, args: vec![READ_CHILD.into()] },
        limits: Limits::default(),
        rejects: None,
        progress: &mut |_| ControlFlow::Continue(()),
    };
    let report = import(&mut office, &[bench.roster()], options, Clock::system())?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(
        json!({ "seconds": seconds, "created": report.created, "conflicts": report.conflicts, "rejected": report.rejected }),
    )
}

/// Search as typed, over the office that `import` left: 99th percentiles of many different queries. A surname with a room
/// (王 402) is told apart: it has to look at everybody in every room of that number.
pub fn search(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let people = louce_core::residents::list(
        office.reader(),
        &louce_core::residents::ResidentFilter { building: Some("7"), ..Default::default() },
        Clock::system().today(),
    )?;
    let (mut times, mut surname_and_room) = (Vec::new(), Vec::new());
    for person in people.iter().step_by((people.len() / 300).max(1)).take(300) {
        let name = person.facts.get(louce_core::residents::Field::Name).unwrap_or("");
        let mut typed: Vec<String> = Vec::new();
        // Every keystroke of a name in characters, in pinyin and in initials.
        for text in [name.to_owned(), louce_core::values::pinyin(name), louce_core::values::initials(name)] {
            let letters: Vec<char> = text.chars().collect();
            typed.extend((1..=letters.len()).map(|n| letters.iter().take(n).collect::<String>()));
        }
        typed.push(name.chars().skip(1).collect());
        typed.push(format!("{}-{}", person.building, person.room));
        let id_number = person.facts.get(louce_core::residents::Field::IdNumber);
        for digits in person.phones.iter().map(String::as_str).chain(id_number) {
            typed.push(digits.chars().skip(digits.len().saturating_sub(4)).collect());
        }
        for text in typed {
            times.push(timed(&office, text)?);
        }
        let surname = name.chars().next().unwrap_or('王');
        surname_and_room.push(timed(&office, format!("{surname} {}", person.room))?);
    }
    let slowest = sorted(&mut times).iter().rev().take(8).map(|(ms, text)| format!("{text} {ms:.1} ms"));
    let slowest: Vec<String> = slowest.collect();
    Ok(json!({
        "queries": times.len(),
        "median_ms": percentile(&mut times, 0.5),
        "p99_ms": percentile(&mut times, 0.99),
        "surname_and_room_p99_ms": percentile(&mut surname_and_room, 0.99),
        "slowest": slowest,
    }))
}

fn timed(office: &Office, text: String) -> Result<(f64, String), louce_core::Error> {
    let started = Instant::now();
    search::find(office.reader(), &text, 50)?;
    Ok((started.elapsed().as_secs_f64() * 1000.0, text))
}

fn sorted(times: &mut [(f64, String)]) -> &[(f64, String)] {
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times
}

fn percentile(times: &mut [(f64, String)], share: f64) -> f64 {
    let times = sorted(times);
    let index = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(index).map_or(0.0, |(ms, _)| *ms)
}

/// Opens a round over everybody, once.
pub fn open_round(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let started = Instant::now();
    if testing::rounds(office.reader())?.is_empty() {
        let clock = Clock::system();
        let op = Op::new(OpKind::OpenRound, "测量");
        office.transact(op, clock, |tx| {
            testing::open(tx, testing::RoundKind::Nucleic, clock.today(), None, clock)
        })?;
    }
    Ok(json!({ "seconds": started.elapsed().as_secs_f64() }))
}

/// The roster workbook of that round, from the office to the published file.
pub fn roster(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let target = bench.scratch("名册.xlsx");
    let started = Instant::now();
    let done = louce_sheets::roster::export(&mut office, 1, &target, true, Clock::system(), &mut |_, _| {
        ControlFlow::Continue(())
    })?;
    let seconds = started.elapsed().as_secs_f64();
    let peak_mb = peak_mb();
    // What making it safe costs: the same bytes written plainly, and through `publish`.
    let bytes = std::fs::read(&target)?;
    let plain = bench.scratch("plain.xlsx");
    let started = Instant::now();
    std::fs::write(&plain, &bytes)?;
    let plainly = started.elapsed().as_secs_f64();
    let started = Instant::now();
    louce_sheets::publish(&plain, |file| {
        std::io::Write::write_all(file, &bytes).map_err(louce_sheets::publish::PublishError::Io)
    })?;
    let safely = started.elapsed().as_secs_f64();
    std::fs::remove_file(&plain)?;
    Ok(
        json!({ "seconds": seconds, "peak_mb": peak_mb, "people": done.people, "sheets": done.sheets, "publish_seconds": (safely - plainly).max(0.0) }),
    )
}

/// The daily report of today.
pub fn daily(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let started = Instant::now();
    let report = reports::daily(office.reader(), Clock::system().today())?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(json!({ "seconds": seconds, "figures": serde_json::to_value(&report)?.to_string().len() }))
}

/// Closing the day, with the names behind each figure; then it is taken back.
pub fn close(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let clock = Clock::system();
    let started = Instant::now();
    let op = Op::new(OpKind::CloseDay, "日报关账");
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let closed = office.transact(op, clock, |tx| reports::close_day(tx, clock.today(), go_on))?;
    let seconds = started.elapsed().as_secs_f64();
    let peak_mb = peak_mb();
    office.undo(closed.operation, clock)?;
    Ok(json!({ "seconds": seconds, "peak_mb": peak_mb }))
}

pub fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
}
