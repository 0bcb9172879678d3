//! 单采、上门名单: for the nurse who goes from door to door. Each person with a bar code to scan and room for the tube's number.

use louce_core::testing::tubes::{self, ApartPerson};
use louce_core::testing::{self, Token};
use serde::Serialize;

use super::{Desk, Parts, count, place};
use crate::press::Part;
use crate::roster::chinese;
use crate::{PrintError, barcode};

const TEMPLATE: &str = include_str!("../../templates/apart.typ");

#[derive(Serialize)]
struct List<'a> {
    title: &'static str,
    office: &'a str,
    line: String,
    people: Vec<Person>,
}

#[derive(Serialize)]
struct Person {
    number: usize,
    door: String,
    name: String,
    phones: String,
    why: &'static str,
    bar: usize,
    token: String,
    done: String,
}

pub(super) fn list(desk: &Desk<'_>, number: u32) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let people = tubes::apart(desk.reader, &round)?;
    if people.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let mut bars = Vec::new();
    let rows = people.iter().enumerate().map(|(at, person)| {
        let token = Token::Person(person.resident).text();
        let bar = bars.len();
        bars.extend(barcode::draw(&token, 38.0, 8.0));
        row(desk, at + 1, person, bar, token)
    });
    let rows: Vec<Person> = rows.collect();
    let left = people.iter().filter(|person| !person.tested).count();
    let data = List {
        title: "单采、上门名单",
        office: desk.office,
        line: format!("{}　{}　共{}人，还没有采的{left}人", round.title(), chinese(round.day), people.len()),
        people: rows,
    };
    Ok((vec![Part::new(TEMPLATE, &data, bars)?], count(&people)))
}

fn row(desk: &Desk<'_>, number: usize, person: &ApartPerson, bar: usize, token: String) -> Person {
    let done = match (person.tested, &person.tube) {
        (false, _) => String::new(),
        (true, None) => "√".to_owned(),
        (true, Some(tube)) => format!("√ {tube}"),
    };
    Person {
        number,
        door: place(person.compound.as_deref(), &person.building, &person.unit, &person.room),
        name: person.name.clone(),
        phones: desk.phones(person.phones.as_deref()),
        why: person.why.name(),
        bar,
        token,
        done,
    }
}
