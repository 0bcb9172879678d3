//! Help and wrong usage.

use louce_tests::desk::{Desk, is_chinese};

#[test]
fn help_is_in_chinese_at_every_level() {
    let desk = Desk::empty();
    for words in [
        &["--help"] as &[_],
        &["import", "-h"],
        &["conflicts", "decide", "--help"],
        &["round", "open", "--help"],
    ] {
        let help = desk.run(words).done();
        assert!(is_chinese(&help) && help.contains("用法："), "{help}");
        assert!(!help.contains("Usage") && !help.contains("Options"), "{help}");
    }
}

#[test]
fn wrong_usage_is_exit_code_2_and_said_in_chinese() {
    let desk = Desk::empty();
    for (words, said) in [
        (&["飞"] as &[&str], "没有这个命令：飞"),
        (&["init", "--name", "某居委会"], "缺少 --office"),
        (&["residents", "--office", "a.louce", "--limit", "很多"], "--limit"),
        (&["residents", "--office", "a.louce", "--colour", "red"], "没有这个参数：--colour"),
        (&["conflicts"], "缺少 --office"),
        (&["conflicts", "decide", "--office", "a.louce", "3", "maybe"], "keep、take、new"),
        (
            &["round", "open", "--office", "a.louce", "--kind", "nucleic", "--date", "2022-02-30"],
            "2022-03-16 这样",
        ),
    ] {
        let answer = desk.run(words);
        assert_eq!(answer.code, Some(2), "{answer:?}");
        assert!(answer.err.contains(said) && answer.err.contains("用法："), "{said} in {answer:?}");
        assert_eq!(answer.out, "", "nothing for programs unless asked");
    }
    assert_eq!(desk.run(&["飞", "--json"]).json()["error"]["code"], "usage");
}

#[test]
fn without_a_command_the_commands_are_listed_and_it_is_wrong_usage() {
    let answer = Desk::empty().run::<&str>(&[]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("导入台账"), "{answer:?}");
}
