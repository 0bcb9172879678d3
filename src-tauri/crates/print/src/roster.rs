//! 采样名册 on paper: a cover, then each building with pages of its own; households stay together, a bar code for every person.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use louce_core::testing::{self, RosterPerson, RosterRow, Round, RoundBuilding, RoundFigures, Token};
use louce_core::values::{Day, RoomKind, mask_id, mask_phone};
use louce_core::{Clock, Office, Op, OpKind, Reader, exports, places};
use louce_sheets::publish;
use louce_sheets::publish::PublishError;
use louce_sheets::roster::{empty_room, pressing, reasons, shown_reason, shown_tags, situation};
use serde::Serialize;
use typst::foundations::Content;

use crate::press::{Part, print};
use crate::{PrintError, Printed, barcode};

const COVER: &str = include_str!("../templates/cover.typ");
/// What sets one building, as a function of its data.
pub(crate) const BUILDING: &str = include_str!("../templates/roster.typ");
const TEMPLATE: &str = concat!(
    include_str!("../templates/roster.typ"),
    "#set document(title: data.title, author: data.office)\n#building(data, bars, pages)\n"
);
/// Lines for people who are on no list.
const BLANKS: u32 = 5;
const HOW_TO: &str =
    "填写说明：已采样的在“√”栏打√；没有采样的在“未检原因”栏写明原因。灰底的人不列应检。条码可用扫码枪登记。";

/// How it is printed.
#[derive(Debug, Clone, Default)]
pub struct RosterOptions {
    /// Rows of buildings; `None`: all of the round.
    pub buildings: Option<Vec<i64>>,
    /// Large type, on sheets turned to lie.
    pub large: bool,
    /// Full ID numbers and phones; recorded.
    pub unmasked: bool,
}

#[derive(Serialize)]
struct Building<'a> {
    title: &'a str,
    office: &'a str,
    building: &'a str,
    round: String,
    day: String,
    situation: String,
    team: String,
    large: bool,
    households: Vec<Household>,
    blanks: u32,
    howto: &'static str,
}

#[derive(Serialize, Default)]
struct Household {
    room: String,
    /// What stands there instead of people.
    note: String,
    people: Vec<Person>,
    #[serde(skip)]
    key: Option<i64>,
}

#[derive(Serialize)]
struct Person {
    name: String,
    sex: &'static str,
    age: String,
    numbers: String,
    tags: String,
    sampled: String,
    reason: String,
    out: bool,
    bar: Option<usize>,
    token: String,
}

#[derive(Serialize, Default)]
struct Count {
    title: String,
    households: u32,
    listed: u32,
    expected: u32,
    excluded: String,
}

#[derive(Serialize)]
struct Cover<'a> {
    title: &'a str,
    office: &'a str,
    day: String,
    summary: String,
    buildings: Vec<Count>,
    total: Count,
}

/// Prints the roster of a round to `target`. Masked unless asked otherwise, which is recorded before the file is published.
/// `progress` hears parts done and in all, and may cancel.
///
/// # Errors
/// [`PrintError`]; the target is as it was then.
pub fn roster(
    office: &mut Office,
    number: u32,
    target: &Path,
    options: &RosterOptions,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, PrintError> {
    let round = testing::round(office.reader(), number)?;
    let (parts, people) = {
        let name = office.name()?;
        let _snapshot = exports::snapshot(office.reader())?;
        parts(office.reader(), &name, &round, options)?
    };
    publish(target, |draft| {
        let (pdf, pages) = print(&parts, progress)?;
        draft.write_all(&pdf).map_err(PublishError::Io)?;
        let mut done = Printed { file: target.to_owned(), pages, people, operation: None };
        if options.unmasked {
            let summary = format!("打印不打码名册：{}，{people}人", round.title());
            let outcome = office.transact(Op::new(OpKind::Export, summary), clock, |tx| {
                exports::record(tx, "roster_pdf", target, people, clock)
            })?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

/// The cover and each building with something on it; and the people on them.
pub(crate) fn parts(
    reader: Reader<'_>,
    office: &str,
    round: &Round,
    options: &RosterOptions,
) -> Result<(Vec<Part>, u32), PrintError> {
    let mut figures = testing::figures(reader, round)?;
    if let Some(asked) = &options.buildings {
        let asked = places::chosen(reader, asked)?;
        figures.buildings.retain(|building| building.id.is_some_and(|id| asked.contains(&id)));
    }
    let responsible = places::responsibilities(reader)?;
    let title = format!("{}采样名册", round.title());
    let (mut parts, mut counts, mut people) = (Vec::new(), Vec::new(), 0);
    for building in &figures.buildings {
        let name = building.label();
        let (households, bars) = households(reader, round, building, options)?;
        if households.is_empty() {
            continue;
        }
        let team: Vec<String> = responsible
            .iter()
            .filter(|row| row.building_id.is_some() && row.building_id == building.id)
            .map(|row| match &row.phone {
                Some(phone) => format!("{}：{} {phone}", row.role, row.name),
                None => format!("{}：{}", row.role, row.name),
            })
            .collect();
        people += building.people();
        counts.push(Count {
            title: name.clone(),
            households: building.households,
            listed: building.people(),
            expected: building.expected,
            excluded: reasons(building),
        });
        let data = Building {
            title: &title,
            office,
            building: &name,
            round: round.title(),
            day: chinese(round.day),
            situation: situation(round, building),
            team: team.join("　"),
            large: options.large,
            households,
            blanks: BLANKS,
            howto: HOW_TO,
        };
        parts.push(Part::new(TEMPLATE, &data, bars)?);
    }
    if parts.is_empty() {
        return Err(louce_core::Error::Refused("这些楼在本轮没有名单，没有可打印的。".into()).into());
    }
    let cover = cover(&title, office, round, &figures, counts);
    parts.insert(0, Part::new(COVER, &cover, Vec::new())?);
    Ok((parts, people))
}

fn cover<'a>(
    title: &'a str,
    office: &'a str,
    round: &Round,
    figures: &RoundFigures,
    buildings: Vec<Count>,
) -> Cover<'a> {
    let sum = |of: fn(&Count) -> u32| buildings.iter().map(of).sum::<u32>();
    let out: u32 = figures.buildings.iter().flat_map(|building| building.excluded.values()).sum();
    let total = Count {
        title: "合计".into(),
        households: sum(|b| b.households),
        listed: sum(|b| b.listed),
        expected: sum(|b| b.expected),
        excluded: format!("{out}人"),
    };
    let summary = format!(
        "本册共{}栋楼，{}户，名单{}人，应检{}人。每栋楼自成一叠，页码各自从1排起；发出时请领取人签字。",
        buildings.len(),
        total.households,
        total.listed,
        total.expected
    );
    Cover { title, office, day: chinese(round.day), summary, buildings, total }
}

/// "2022年4月10日"
pub(crate) fn chinese(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn households(
    reader: Reader<'_>,
    round: &Round,
    building: &RoundBuilding,
    options: &RosterOptions,
) -> Result<(Vec<Household>, Vec<Content>), PrintError> {
    let (mut found, mut bars): (Vec<Household>, Vec<Content>) = (Vec::new(), Vec::new());
    testing::roster(reader, round, building.id, |row: RosterRow| {
        let room = door(&row);
        let Some(person) = &row.person else {
            found.push(Household { room, note: empty_room(&row), ..Household::default() });
            return Ok::<_, PrintError>(());
        };
        let token = Token::Person(person.resident).text();
        let shown = shown(person, options, &token, bars.len());
        // Ten modules stay free on either side within the column, or the cell's border is read as a bar.
        let (width, height) = if options.large { (27.0, 8.5) } else { (23.0, 6.5) };
        bars.extend(barcode::draw(&token, width, height));
        match found.last_mut().filter(|last| last.key == Some(person.household)) {
            Some(household) => household.people.push(shown),
            None => {
                let key = Some(person.household);
                found.push(Household { room, people: vec![shown], key, ..Household::default() });
            }
        }
        Ok(())
    })?;
    Ok((found, bars))
}

/// "2-402"; a villa has no other number than its building's.
fn door(row: &RosterRow) -> String {
    match row.room.as_deref() {
        None => "地址待核".to_owned(),
        Some(room) if room.unit.is_empty() && room.room.is_empty() => match room.kind {
            RoomKind::Residence | RoomKind::Other => "没写室号".to_owned(),
            kind => kind.name().to_owned(),
        },
        Some(room) if room.unit.is_empty() => room.room.clone(),
        Some(room) => format!("{}-{}", room.unit, room.room),
    }
}

fn shown(person: &RosterPerson, options: &RosterOptions, token: &str, bar: usize) -> Person {
    let id = person.id_number.as_deref().or(person.id_raw.as_deref()).unwrap_or("");
    let mask = |text: &str, masked: fn(&str) -> String| {
        if options.unmasked { text.to_owned() } else { masked(text) }
    };
    let mut numbers: Vec<String> = Vec::new();
    numbers.push(mask(id, mask_id));
    let phones = person.phones.as_deref().unwrap_or("");
    numbers.extend(phones.split('、').take(2).map(|phone| mask(phone, mask_phone)));
    numbers.retain(|text| !text.is_empty());
    let (sampled, reason) = match (&person.excluded, person.tested) {
        (Some(why), _) => (String::new(), why.clone()),
        (None, Some(true)) => ("√".to_owned(), String::new()),
        (None, Some(false)) => ("×".to_owned(), person.reason.clone().unwrap_or_default()),
        (None, None) => Default::default(),
    };
    Person {
        name: person.name.clone(),
        sex: person.sex.map_or("", |sex| sex.as_str()),
        age: person.age.map_or_else(String::new, |age| age.to_string()),
        numbers: numbers.join("\n"),
        tags: pressing(&shown_tags(&person.tags, options.unmasked)),
        sampled,
        reason: shown_reason(&reason, options.unmasked),
        out: person.excluded.is_some(),
        bar: Some(bar),
        token: token.to_owned(),
    }
}
