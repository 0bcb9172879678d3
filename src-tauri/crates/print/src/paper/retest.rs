//! 复采名单: a positive tube a part: who is tested alone and when, household by household, then who was in the tubes beside it.

use louce_core::testing;
use louce_core::testing::tubes::{self, RetestPerson};

use super::table::{Section, Table, columns, part};
use super::{Desk, Parts, count, place};
use crate::PrintError;
use crate::roster::chinese;

pub(super) fn lists(desk: &Desk<'_>, number: u32, barcode: Option<&str>) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let tubes = tubes::retest(desk.reader, &round, barcode)?;
    let (mut parts, mut people) = (Vec::new(), 0);
    for tube in &tubes {
        people += count(&tube.people);
        let (pool, beside): (Vec<_>, Vec<_>) = tube.people.iter().partition(|person| person.in_pool);
        let line = format!(
            "{}　{}　管号 {}　{}　同管{}户{}人",
            round.title(),
            chinese(round.day),
            tube.barcode,
            tube.buildings,
            tube.households,
            pool.len()
        );
        let table = Table {
            title: "阳性管复采名单".to_owned(),
            bookmark: format!("管 {}", tube.barcode),
            office: desk.office,
            line,
            landscape: true,
            large: false,
            sections: vec![
                section(desk, "一、同管的人：原地不动，单人单管复采", &pool),
                section(desk, "二、前后管的人：先联系，等复采结果", &beside),
            ],
            foot: "复采全部阴性的，解除；有一人阳性的，按密接处理同户和同管的人。".into(),
            signatures: ["采样人", "核对人"],
        };
        parts.push(part(&table)?);
    }
    Ok((parts, people))
}

fn section(desk: &Desk<'_>, title: &str, people: &[&RetestPerson]) -> Section {
    if people.is_empty() {
        return Section { title: title.to_owned(), text: "（没有）".to_owned(), ..Section::default() };
    }
    // Households together, in the order in which the first of them sat down.
    let mut order: Vec<i64> = Vec::new();
    for person in people {
        if !order.contains(&person.household) {
            order.push(person.household);
        }
    }
    let mut sorted = people.to_vec();
    sorted.sort_by_key(|person| order.iter().position(|household| *household == person.household));
    let row = |person: &RetestPerson| {
        let household = order.iter().position(|known| *known == person.household).map_or(0, |at| at + 1);
        vec![
            household.to_string(),
            place(person.compound.as_deref(), &person.building, &person.unit, &person.room),
            person.name.clone(),
            desk.phones(person.phones.as_deref()),
            format!("{} 第{}位", person.tube, person.seat),
            String::new(),
            person.result.map_or("", |result| result.name()).to_owned(),
        ]
    };
    Section {
        title: title.to_owned(),
        columns: columns(&[
            ("户", 10, false),
            ("住处", 46, true),
            ("姓名", 28, false),
            ("电话", 36, false),
            ("原管、位", 52, false),
            ("复采管号、时间", 0, true),
            ("结果", 26, false),
        ]),
        rows: sorted.into_iter().map(row).collect(),
        ..Section::default()
    }
}
