//! The testing day: paper, check-ins, the rehearsal. Each answers as the other measurements do.

use std::ops::ControlFlow;
use std::time::Instant;

use louce_core::testing::{self, UntestedFilter};
use louce_core::{Clock, Office, Op, OpKind, plan};
use louce_print::RosterOptions;
use serde_json::json;

use super::ours::passphrase;
use super::{Bench, Measured, peak_mb};

/// The roster of round 1 as PDF, from the office to the published file.
pub fn pdf(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let target = bench.scratch("名册.pdf");
    let mut heard = 0u32;
    let started = Instant::now();
    let printed = louce_print::roster(
        &mut office,
        1,
        &target,
        &RosterOptions::default(),
        Clock::system(),
        &mut |_, _| {
            heard += 1;
            ControlFlow::Continue(())
        },
    )?;
    let seconds = started.elapsed().as_secs_f64();
    let bytes = std::fs::metadata(&target)?.len();
    Ok(json!({
        "seconds": seconds, "peak_mb": peak_mb(), "pages": printed.pages, "people": printed.people,
        "mb": bytes as f64 / 1e6, "progress": heard,
    }))
}

/// typst alone: the same content as one document, its data ready in memory, set and exported to memory.
pub fn floor_pdf(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let round = testing::round(office.reader(), 1)?;
    let whole = louce_print::floor::Whole::of(office.reader(), &round)?;
    let started = Instant::now();
    let (pdf, pages) = whole.set()?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(json!({ "seconds": seconds, "peak_mb": peak_mb(), "pages": pages, "mb": pdf.len() as f64 / 1e6 }))
}

/// 2,000 check-ins by scan, each durable when it returns; undone at the end so that it can be run again.
pub fn check_ins(bench: &Bench) -> Measured {
    let mut office = Office::open(&bench.office(), &passphrase()?)?;
    let clock = Clock::system();
    let round = testing::round(office.reader(), 1)?;
    let people = testing::untested(office.reader(), &round, &UntestedFilter::default())?;
    let (mut times, mut operations) = (Vec::new(), Vec::new());
    for person in people.iter().take(2_000) {
        let text = testing::Token::Person(person.resident).text();
        let started = Instant::now();
        let who = testing::scanned(office.reader(), &round, &text)?.unwrap_or_default();
        let outcome = office.transact(Op::new(OpKind::CheckIn, "测量"), clock, |tx| {
            who.iter()
                .map(|resident| testing::check_in(tx, &round, *resident, None, clock))
                .collect::<Result<Vec<_>, _>>()
        })?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        operations.extend(outcome.operation);
    }
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
    let (median, p99, longest) = (at(0.5).copied(), at(0.99).copied(), times.last().copied());
    for operation in operations.into_iter().rev() {
        office.undo(Some(operation), clock)?;
    }
    Ok(json!({ "check_ins": times.len(), "median_ms": median, "p99_ms": p99, "longest_ms": longest }))
}

/// The rehearsal of a day of two sites.
pub fn simulate(bench: &Bench) -> Measured {
    let office = Office::open(&bench.office(), &passphrase()?)?;
    let round = testing::round(office.reader(), 1)?;
    let site =
        |id, name: &str| plan::Site { id, name: name.into(), capacity: 400, breaks: None, staff: None };
    let rough = plan::Plan { sites: vec![site(1, "南门"), site(2, "北门")], ..plan::Plan::default() };
    let arranged = plan::arrange(office.reader(), &round, &rough, false)?;
    let started = Instant::now();
    let day = plan::simulate(office.reader(), &round, &arranged, &plan::SimulateOptions::default())?;
    let seconds = started.elapsed().as_secs_f64();
    Ok(json!({ "seconds": seconds, "people": day.people, "finishes": day.finishes }))
}
