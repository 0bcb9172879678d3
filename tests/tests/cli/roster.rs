//! Import, residents and rooms as programs see them.

use std::io::Read;
use std::process::Stdio;

use louce_tests::desk::{Desk, id_number};
use serde_json::{Value, json};

use super::{ledger, with_people};

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

#[test]
fn a_resident_has_the_shape_that_programs_rely_on() {
    let desk = with_people();
    let mut found = desk.ask("residents", &["--search", "王阿婆"]);
    assert_eq!(found.as_array().unwrap().len(), 1);
    let mut row = found[0].take();
    let keys = row.as_object_mut().unwrap();
    assert!(keys.remove("id").unwrap().is_i64() && keys.remove("household").unwrap().is_i64());
    let expected = json!({
        "compound": null, "building": "12", "unit": "", "room": "402", "address_raw": null, "name": "王阿婆",
        "id_type": "居民身份证", "id_number": id_number("31011019380512342"), "id_raw": null, "sex": "女",
        "birth_date": "1938-05-12", "phones": ["13812345678"], "relation": "户主", "presence": "在住",
        "tags": ["80岁以上", "65岁以上"], "remark": null,
    });
    assert_eq!(row, expected);
}

#[test]
fn residents_can_be_narrowed_by_building_search_and_number() {
    let desk = with_people();
    assert_eq!(names(&desk.ask("residents", &[])), ["王阿婆", "王小明", "李芳"]);
    assert_eq!(names(&desk.ask("residents", &["--building", "12", "--limit", "2"])), ["王阿婆", "王小明"]);
    assert_eq!(names(&desk.ask("residents", &["--building", "3"])), [""; 0]);
    assert_eq!(names(&desk.ask("residents", &["--search", "12-403"])), ["李芳"]);
    assert_eq!(names(&desk.ask("residents", &["--search", "wxm"])), ["王小明"]);
}

#[test]
fn an_id_number_that_is_wrong_is_kept_as_it_was_and_never_shown_as_one() {
    let desk = Desk::new();
    desk.import("底册.csv", "楼号,室号,姓名,证件号\n1,101,赵某,310110193805123421\n");
    let found = desk.ask("residents", &[]);
    assert_eq!((&found[0]["id_number"], &found[0]["id_raw"]), (&Value::Null, &json!("310110193805123421")));
}

#[test]
fn rooms_are_listed_with_the_empty_ones() {
    let desk = with_people();
    let rooms = desk.ask("rooms", &["--building", "12"]);
    let shape: Vec<_> = rooms
        .as_array()
        .unwrap()
        .iter()
        .map(|room| {
            (
                room["room"].as_str().unwrap(),
                room["state"].as_str().unwrap(),
                room["residents"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(shape, [("402", "occupied", 2), ("403", "occupied", 1), ("404", "empty", 0)]);
    assert_eq!(desk.ask("rooms", &["--building", "3"]), json!([]));
}

#[test]
fn an_import_tells_the_fate_of_every_row_and_the_second_time_changes_nothing() {
    let desk = with_people();
    let file = desk.at("底册.csv");
    let again = desk.ask("import", &[&file]);
    assert_eq!((again["created"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)), "{again}");
    assert_eq!(again["operation"], Value::Null);
    let rows = again["rows"].as_array().unwrap();
    let people: Vec<_> = rows
        .iter()
        .filter(|row| row["outcome"] == "unchanged")
        .map(|row| row["row"].as_u64().unwrap())
        .collect();
    assert_eq!(people, [2, 3, 4]);
    assert!(
        rows.iter()
            .all(|row| row["file"] == "底册.csv" && row["sheet"].is_string() && row["reasons"].is_array())
    );
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    let desk = Desk::new();
    let file = desk.write("底册.csv", ledger());
    let tried = desk.ask("import", &["--dry-run", &file]);
    assert_eq!((tried["created"].as_u64(), &tried["operation"]), (Some(3), &Value::Null));
    assert_eq!(desk.ask("residents", &[]), json!([]));
    assert_eq!(desk.ask("import", &[&file])["created"], tried["created"]);
}

#[test]
fn files_that_are_no_ledgers_are_refused_by_name_and_nothing_is_changed() {
    let desk = Desk::new();
    let good = desk.write("底册.csv", ledger());
    let bad = desk.write("坏.xlsx", b"PK\x03\x04 and then nothing");
    let answer = desk.louce("import", &[&good, &bad, "--json"]);
    assert!(answer.err.contains("坏.xlsx"), "{answer:?}");
    assert!(answer.error().starts_with("file_"), "{answer:?}");
    assert_eq!(desk.refused("import", &["没有.xlsx"]), "file_not_found");
    assert_eq!(desk.ask("residents", &[]), json!([]));
    assert_eq!(desk.ask("log", &[]), json!([]));
}

#[test]
fn the_whole_roster_is_read_back_unchanged_and_only_what_shows_everything_is_recorded() {
    let desk = with_people();
    for (name, rest) in [("打码.xlsx", &[] as &[&str]), ("不打码.xlsx", &["--unmasked"])] {
        let file = desk.at(name);
        let written = desk.ask("export residents", &[&["-o", file.as_str()], rest].concat());
        assert_eq!(
            (&written["people"], written["operation"].is_null()),
            (&json!(3), rest.is_empty()),
            "{name}"
        );
        let read = desk.ask("import", &["--dry-run", &file]);
        assert_eq!(
            (
                read["created"].as_u64(),
                read["updated"].as_u64(),
                read["conflicts"].as_u64(),
                read["rejected"].as_u64(),
                read["unchanged"].as_u64()
            ),
            (Some(0), Some(0), Some(0), Some(0), Some(3)),
            "{name}: {read}"
        );
    }
}

#[test]
fn a_conflict_waits_until_somebody_decides() {
    let desk = with_people();
    let other = id_number("31011019900102335");
    let report = desk.import("更正.csv", &format!("楼号,室号,姓名,证件号\n12,402,王小明,{other}\n"));
    assert_eq!(report["conflicts"].as_u64(), Some(1), "{report}");
    let open = desk.ask("conflicts", &[]);
    let question = open[0]["id"].to_string();
    assert_eq!((open.as_array().unwrap().len(), open[0]["state"].as_str()), (1, Some("open")));
    let decided = desk.ask("conflicts decide", &[&question, "keep"]);
    assert_eq!(decided["state"], "kept");
    assert_eq!(desk.ask("conflicts", &[]), json!([]));
    assert_eq!(desk.ask("conflicts", &["--all"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.refused("conflicts decide", &[&question, "take"]), "refused");
    assert_eq!(desk.refused("conflicts decide", &["5", "keep"]), "no_such");
}

#[test]
fn conflicts_are_decided_all_at_once_and_taken_back_at_once() {
    let desk = with_people();
    let other = id_number("31011019900102335");
    desk.import(
        "更正.csv",
        &format!("楼号,室号,姓名,证件号,出生日期\n12,402,王小明,{other},\n12,403,李芳,,1901-01-01\n"),
    );
    let open = desk.ask("conflicts", &[]);
    assert_eq!(open.as_array().unwrap().len(), 2, "{open}");
    assert_eq!(desk.refused("conflicts decide", &["--all", "keep", "--field", "sex"]), "refused");
    let done = desk.ask("conflicts decide", &["--all", "keep", "--file", "更正.csv"]);
    assert_eq!((&done["decided"], &done["left"]), (&json!(2), &json!([])));
    assert_eq!(desk.ask("conflicts", &[]), json!([]));
    desk.ask("undo", &[]);
    assert_eq!(desk.ask("conflicts", &[]), open);
    let said = desk.louce("conflicts decide", &["--all", "keep", "--kind", "who"]).done();
    assert!(said.contains("2 个保留原有"), "{said}");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let desk = Desk::new();
    let lines: String = (0..4000)
        .map(|n| {
            format!("{},{},赵钱{n},备注备注备注备注备注备注备注备注备注备注\n", n / 100 + 1, n % 100 + 100)
        })
        .collect();
    desk.import("底册.csv", &format!("楼号,室号,姓名,备注\n{lines}"));
    for json in [false, true] {
        let mut command = desk.command();
        command.args(["residents", "--office", &desk.office()]).args(json.then_some("--json"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 64];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), b"".as_slice()), "json {json}");
    }
}

/// As at a terminal: the whole group of processes hears it.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_an_import_with_nothing_changed() {
    use std::os::unix::process::CommandExt;
    let desk = Desk::new();
    let lines: String = (0..80_000).map(|n| format!("{},{},赵钱{n}\n", n / 400 + 1, n % 400 + 101)).collect();
    let file = desk.write("底册.csv", format!("楼号,室号,姓名\n{lines}"));
    let mut command = desk.command();
    command.args(["import", "--json", "--office", &desk.office(), &file]).process_group(0);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // From when the system knows that it catches SIGINT, the second signal.
    let id = child.id().to_string();
    let listens = || {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap().trim().to_owned();
        u64::from_str_radix(&caught, 16).unwrap() & 0b10 != 0
    };
    while !listens() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it listened");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", "--", &format!("-{id}")])
            .status()
            .unwrap()
            .success()
    );
    let answer = louce_tests::desk::Answer::of(child.wait_with_output().unwrap());
    assert_eq!(answer.error(), "cancelled");
    assert_eq!((desk.ask("residents", &[]), desk.ask("log", &[])), (json!([]), json!([])));
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn responsible_persons_are_named_listed_and_taken_off() {
    let desk = with_people();
    let who = ["--building", "12", "--role", "楼组长", "--name", "赵大妈", "--phone", "13811112222"];
    let id = desk.ask("responsible set", &who)["id"].to_string();
    let said = desk.louce("responsible list", &[]).done();
    assert!(said.contains("12号楼") && said.contains("赵大妈") && said.contains("13811112222"), "{said}");
    let other = ["--building", "12", "--unit", "9", "--role", "楼组长", "--name", "钱某"];
    assert_eq!(desk.refused("responsible set", &other), "refused", "there is no such entrance");
    desk.ask("responsible remove", &[&id]);
    assert_eq!(desk.ask("responsible list", &["--building", "12"]), serde_json::json!([]));
    desk.ask("undo", &[]);
    assert_eq!(desk.ask("responsible list", &[])[0]["name"], "赵大妈");
}
