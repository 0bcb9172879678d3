//! The testing day from the command line, from the evening before to the lessons learned.

mod antigen;
mod compounds;
mod rules;
mod whole;

use louce_core::testing::Token;
use louce_tests::desk::Desk;
use serde_json::Value;

const DAY: &str = "2022-03-16";

/// Five people in two buildings and an open round of `kind`.
fn with_round(kind: &str) -> Desk {
    let desk = Desk::new();
    desk.import(
        "底册.csv",
        "楼号,室号,姓名,电话,出生日期\n\
         12,402,王阿婆,13812345678,1938-05-12\n\
         12,402,王小明,13912345678,1990-01-02\n\
         12,403,李芳,,1952-03-04\n\
         13,101,赵六,13712345678,1985-06-07\n\
         13,102,钱七,13612345678,1999-08-09\n",
    );
    desk.ask("round open", &["--kind", kind, "--date", DAY]);
    desk
}

/// Somebody's row, by name.
fn resident(desk: &Desk, name: &str) -> i64 {
    let people = desk.ask("residents", &[]);
    let found = people.as_array().unwrap().iter().find(|person| person["name"] == name).unwrap();
    found["id"].as_i64().unwrap()
}

fn token(desk: &Desk, name: &str) -> String {
    Token::Person(resident(desk, name)).text()
}

/// As [`Desk::ask`] about round 1.
fn ask(desk: &Desk, command: &str, rest: &[&str]) -> Value {
    desk.ask(command, &[&["--round", "1"], rest].concat())
}

/// As [`ask`] for something that changes the office: its answer names the newest operation.
fn change(desk: &Desk, command: &str, rest: &[&str]) -> Value {
    let answer = ask(desk, command, rest);
    names_the_newest(desk, command, &answer);
    answer
}

fn names_the_newest(desk: &Desk, command: &str, answer: &Value) {
    let newest = desk.ask("log", &[]).as_array().unwrap().last().unwrap()["id"].clone();
    assert_eq!(answer["operation"], newest, "{command}: {answer}");
}

/// The values of a key in a list.
fn each<'a>(list: &'a Value, key: &str) -> Vec<&'a Value> {
    list.as_array().unwrap().iter().map(|item| &item[key]).collect()
}
