//! Where the passphrase comes from.

use louce_tests::desk::{Answer, Desk, PASSPHRASE};

/// The log as somebody sees it who has nothing in the environment.
fn log(desk: &Desk, rest: &[&str]) -> Answer {
    let office = desk.office();
    let mut command = desk.command();
    command.env_remove("LOUCE_PASSPHRASE").args(["log", "--json", "--office", &office]).args(rest);
    Answer::of(command.output().unwrap())
}

#[test]
fn it_is_the_first_line_of_a_file_whatever_editor_wrote_it() {
    let desk = Desk::new();
    for (name, content) in [
        ("plain", PASSPHRASE.to_owned()),
        ("unix", format!("{PASSPHRASE}\n")),
        ("windows", format!("{PASSPHRASE}\r\n第二行\r\n")),
        ("notepad", format!("\u{feff}{PASSPHRASE}\r\n")),
    ] {
        let file = desk.write(name, content);
        assert_eq!(log(&desk, &["--passphrase-file", &file]).code, Some(0), "{name}");
    }
}

#[test]
fn a_file_named_on_the_command_line_comes_before_the_environment() {
    let desk = Desk::new();
    let file = desk.write("口令.txt", "别的口令\n");
    assert_eq!(desk.refused("log", &["--passphrase-file", &file]), "wrong_passphrase");
}

#[test]
fn a_file_that_cannot_be_read_or_is_empty_is_said() {
    let desk = Desk::new();
    assert_eq!(log(&desk, &["--passphrase-file", "没有.txt"]).error(), "passphrase_unreadable");
    let empty = desk.write("空.txt", "\n");
    assert_eq!(log(&desk, &["--passphrase-file", &empty]).error(), "empty_passphrase");
    let noise = desk.write("乱码.bin", [0xff, 0xfe, 0x00]);
    assert_eq!(log(&desk, &["--passphrase-file", &noise]).error(), "passphrase_unreadable");
}

#[test]
fn without_any_and_without_a_terminal_nobody_waits() {
    let desk = Desk::new();
    assert_eq!(log(&desk, &[]).error(), "no_passphrase");
}

#[test]
fn it_is_changed_and_a_new_recovery_key_is_told() {
    let desk = Desk::new();
    let office = desk.office();
    let change = |old: &str, new: &str| {
        let mut command = desk.command();
        command.env("LOUCE_PASSPHRASE", old).env("LOUCE_NEW_PASSPHRASE", new);
        Answer::of(command.args(["passphrase", "--json", "--office", &office]).output().unwrap())
    };
    assert_eq!(change("不对", "新口令").error(), "wrong_passphrase");
    assert_eq!(change(PASSPHRASE, "").error(), "empty_passphrase");
    assert_eq!(change(PASSPHRASE, PASSPHRASE).error(), "refused");
    let key = change(PASSPHRASE, "新口令").json()["recovery_key"].as_str().unwrap().to_owned();
    assert_eq!(key.len(), 29);
    assert_eq!(desk.refused("log", &[]), "wrong_passphrase");
    let file = desk.write("口令.txt", "新口令\n");
    let log = desk.ask("log", &["--passphrase-file", &file]);
    assert_eq!(log[0]["kind"], "passphrase");
    let said = desk
        .command()
        .env("LOUCE_PASSPHRASE", "新口令")
        .env("LOUCE_NEW_PASSPHRASE", PASSPHRASE)
        .args(["passphrase", "--office", &office])
        .output()
        .unwrap();
    let said = Answer::of(said).done();
    assert!(said.contains("恢复码") && said.contains("以前的备份仍用原来的口令打开"), "{said}");
    assert_eq!(desk.ask("check", &[])["ok"], true);
}
