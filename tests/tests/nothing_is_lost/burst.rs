//! Killed in the middle of a burst of check-ins: whoever was acknowledged is there after the restart.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use louce_core::testing::Token;
use louce_tests::desk::Desk;
use serde_json::Value;

/// A desk with `count` people and an open round; their tokens.
fn queue(count: u32) -> (Desk, Vec<(i64, String)>) {
    let desk = Desk::new();
    let mut ledger = String::from("楼号,室号,姓名\n");
    for number in 0..count {
        ledger.push_str(&format!("12,{},住户{number}\n", 101 + number));
    }
    desk.import("台账.csv", &ledger);
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let people = desk.ask("residents", &[]);
    let ids = people.as_array().unwrap().iter().map(|person| person["id"].as_i64().unwrap());
    (desk, ids.map(|id| (id, Token::Person(id).text())).collect())
}

/// Scans everybody and kills the program once `after` were acknowledged; how many were.
fn scan_and_kill(desk: &Desk, tokens: &[(i64, String)], after: usize) -> Vec<i64> {
    let office = desk.office();
    let mut child = desk
        .command()
        .args(["checkin", "--office", &office, "--round", "1", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut scanner = child.stdin.take().unwrap();
    let text: String = tokens.iter().map(|(_, token)| format!("{token}\n")).collect();
    let typing = std::thread::spawn(move || scanner.write_all(text.as_bytes()));
    let mut acknowledged = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // A line cut by the kill acknowledges nothing.
        let Ok(answer) = serde_json::from_str::<Value>(&line.unwrap()) else { break };
        acknowledged.push(answer["people"][0]["resident"].as_i64().unwrap());
        if acknowledged.len() == after {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    let _ = typing.join().unwrap();
    acknowledged
}

#[test]
fn a_burst_of_check_ins_killed_at_many_moments_loses_nobody_who_was_acknowledged() {
    let (desk, tokens) = queue(300);
    let mut done: Vec<i64> = Vec::new();
    for after in [1, 7, 40, 23, 90] {
        let left: Vec<(i64, String)> = tokens.iter().filter(|(id, _)| !done.contains(id)).cloned().collect();
        let acknowledged = scan_and_kill(&desk, &left, after);
        assert!(acknowledged.len() >= after, "{} of {after}", acknowledged.len());
        done.extend(acknowledged);
        let missing = desk.ask("call list", &["--round", "1"]);
        let untested: Vec<i64> =
            missing.as_array().unwrap().iter().map(|person| person["resident"].as_i64().unwrap()).collect();
        let lost: Vec<&i64> = done.iter().filter(|id| untested.contains(id)).collect();
        assert!(lost.is_empty(), "acknowledged and not there: {lost:?}");
        // What was not acknowledged may have been marked a moment before the kill: it is whole too.
        done = tokens.iter().map(|(id, _)| *id).filter(|id| !untested.contains(id)).collect();
    }
    assert_eq!(desk.ask("check", &[])["ok"], true);
}
