//! What the program itself takes.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use louce_core::{Clock, Office, Passphrase, search};
use louce_sheets::import::{ImportOptions, import};
use louce_sheets::read::{Isolation, Limits, child_main};
use louce_sheets::sample;
use serde_json::json;

use super::{Bench, Measured};

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

/// Search as typed, over the office that `import` left: 99th percentile of many different queries.
pub fn search(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let people = louce_core::residents::list(
        office.reader(),
        &louce_core::residents::ResidentFilter { building: Some("7"), ..Default::default() },
        Clock::system().today(),
    )?;
    let mut times: Vec<(Duration, String)> = Vec::new();
    for person in people.iter().take(300) {
        let name = person.facts.get(louce_core::residents::Field::Name).unwrap_or("");
        let mut typed: Vec<String> = Vec::new();
        // Every keystroke of a name in characters, in pinyin and in initials.
        for text in [name.to_owned(), louce_core::values::pinyin(name), louce_core::values::initials(name)] {
            let letters: Vec<char> = text.chars().collect();
            typed.extend((1..=letters.len()).map(|n| letters.iter().take(n).collect::<String>()));
        }
        typed.push(name.chars().skip(1).collect());
        typed.push(format!("{}-{}", person.building, person.room));
        typed.push(format!("{} {}", name.chars().next().unwrap_or('王'), person.room));
        for digits in person
            .phones
            .iter()
            .map(String::as_str)
            .chain(person.facts.get(louce_core::residents::Field::IdNumber))
        {
            typed.push(digits.chars().skip(digits.len().saturating_sub(4)).collect());
        }
        for text in typed {
            let started = Instant::now();
            search::find(office.reader(), &text, 50)?;
            times.push((started.elapsed(), text));
        }
    }
    times.sort();
    let at = |share: f64| {
        let index = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
        times.get(index).map_or(0.0, |(time, _)| time.as_secs_f64() * 1000.0)
    };
    let slowest: Vec<String> = times
        .iter()
        .rev()
        .take(8)
        .map(|(time, text)| format!("{text} {:.1} ms", time.as_secs_f64() * 1000.0))
        .collect();
    Ok(json!({ "queries": times.len(), "median_ms": at(0.5), "p99_ms": at(0.99), "slowest": slowest }))
}

/// The roster workbook of a round over everybody, from the office to the published file.
pub fn roster(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let number = match louce_core::testing::rounds(office.reader())?.first() {
        Some(round) => round.number,
        None => {
            let clock = Clock::system();
            let op = louce_core::Op::new(louce_core::OpKind::OpenRound, "测量");
            let kind = louce_core::testing::RoundKind::Nucleic;
            office
                .transact(op, clock, |tx| louce_core::testing::open(tx, kind, clock.today(), None, clock))?
                .value
                .round
        }
    };
    drop(office);
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let target = bench.scratch("名册.xlsx");
    let started = Instant::now();
    let done =
        louce_sheets::roster::export(&mut office, number, &target, true, Clock::system(), &mut |_, _| {
            ControlFlow::Continue(())
        })?;
    let seconds = started.elapsed().as_secs_f64();
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
        json!({ "seconds": seconds, "people": done.people, "sheets": done.sheets, "publish_seconds": (safely - plainly).max(0.0) }),
    )
}

/// The daily report of today.
pub fn daily(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let started = Instant::now();
    let report = louce_core::reports::daily(office.reader(), Clock::system().today())?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(json!({ "seconds": seconds, "figures": serde_json::to_value(&report)?.to_string().len() }))
}

pub fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
}
