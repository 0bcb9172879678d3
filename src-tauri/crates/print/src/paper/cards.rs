//! 住户联系卡: who lives there, whom to call, and the household's bar code. A building a part.

use louce_core::residents::{Field, ResidentView, by_ids};
use louce_core::testing::Token;
use louce_core::values::{Birth, PresenceState};
use louce_core::{households, places};
use serde::Serialize;

use super::{Desk, Parts, at_door};
use crate::press::Part;
use crate::roster::chinese;
use crate::{PrintError, barcode};

const TEMPLATE: &str = include_str!("../../templates/card.typ");

#[derive(Serialize)]
struct Cards<'a> {
    title: &'static str,
    bookmark: String,
    office: &'a str,
    day: String,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    door: String,
    bar: Option<usize>,
    token: String,
    people: Vec<Person>,
    team: Vec<String>,
}

#[derive(Serialize)]
struct Person {
    name: String,
    sex: String,
    age: String,
    phones: String,
    tags: String,
}

/// Of all, of some buildings, of some households, or of the latter in the former.
pub(super) fn cards(
    desk: &Desk<'_>,
    buildings: Option<&[i64]>,
    households: Option<&[i64]>,
) -> Result<Parts, PrintError> {
    let asked = match (buildings, households) {
        (Some(ids), _) => Some(places::chosen(desk.reader, ids)?),
        (None, Some(households)) => Some(buildings_of(desk, households)?),
        (None, None) => None,
    };
    let responsible = places::responsibilities(desk.reader)?;
    let (mut parts, mut all) = (Vec::new(), 0);
    for building in places::buildings_told_apart(desk.reader)? {
        if asked.as_ref().is_some_and(|asked| !asked.contains(&building.id)) {
            continue;
        }
        let people: Vec<ResidentView> =
            by_ids(desk.reader, &places::people_at(desk.reader, building.id)?, desk.today)?
                .into_iter()
                .filter(|person| households.is_none_or(|asked| asked.contains(&person.household)))
                .filter(|person| {
                    !matches!(person.presence, PresenceState::MovedOut | PresenceState::Deceased)
                })
                .collect();
        let team: Vec<String> = responsible
            .iter()
            .filter(|row| row.building_id == Some(building.id))
            .map(|row| format!("{}　{}　{}", row.role, row.name, row.phone.as_deref().unwrap_or("")))
            .collect();
        let (mut cards, mut bars) = (Vec::new(), Vec::new());
        for household in people.chunk_by(|a, b| a.household == b.household) {
            let Some(first) = household.first() else { continue };
            let token = Token::Household(first.household).text();
            let bar = barcode::draw(&token, 48.0, 12.0).map(|bar| {
                bars.push(bar);
                bars.len() - 1
            });
            all += super::count(household);
            cards.push(Card {
                door: at_door(&building.label(), &first.unit, &first.room),
                bar,
                token,
                people: household.iter().map(|person| shown(desk, person)).collect(),
                team: team.clone(),
            });
        }
        if !cards.is_empty() {
            let data = Cards {
                title: "住户联系卡",
                bookmark: building.label(),
                office: desk.office,
                day: chinese(desk.today),
                cards,
            };
            parts.push(Part::new(TEMPLATE, &data, bars)?);
        }
    }
    Ok((parts, all))
}

fn buildings_of(desk: &Desk<'_>, asked: &[i64]) -> Result<Vec<i64>, PrintError> {
    let nowhere = || louce_core::Error::Refused("这一户的房号还没有核对好，印不了联系卡。".into());
    asked
        .iter()
        .map(|household| {
            let (_, building) = households::room_of(desk.reader, *household)?.ok_or_else(nowhere)?;
            Ok(building)
        })
        .collect()
}

fn shown(desk: &Desk<'_>, person: &ResidentView) -> Person {
    let text = |field| person.facts.get(field).unwrap_or("").to_owned();
    let age = person.facts.get(Field::Birth).and_then(Birth::from_stored).and_then(|b| b.age_on(desk.today));
    Person {
        name: text(Field::Name),
        sex: text(Field::Sex),
        age: age.map_or_else(String::new, |age| age.to_string()),
        phones: desk.phones(Some(&person.phones.join("、"))),
        tags: desk.tags(&person.tags),
    }
}
