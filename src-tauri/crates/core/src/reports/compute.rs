//! The figures of a day from the facts, and who is behind each.

use rustc_hash::FxHashMap;

use super::figures::{Amount, Count, DailyReport, Figure, Group, Isolation, IsolationTable, Unit};
use super::invariants::{check, violation};
use super::period::{Period, report_cutoff};
use super::roster::{Index, Move, Roster};
use super::rounds::{People, rounds};
use super::snapshot;
use crate::places::room_kind;
use crate::populations::{self, Derived, Populations, Scope};
use crate::store::{Reader, Result};
use crate::values::{Day, PresenceState, RoomKind, TagKind};

/// A report and the members of its figures, in the same order.
pub(super) struct Computed {
    pub report: DailyReport,
    pub members: Vec<Members>,
    pub roster: Roster,
}

impl Computed {
    /// The members of a figure, by code or title.
    pub fn members(&self, figure: &str) -> Option<&Members> {
        let figure = self.report.figure(figure)?;
        let at = self.report.figures.iter().position(|other| other.code == figure.code)?;
        self.members.get(at)
    }
}

/// Who or what a figure counts.
pub(super) enum Members {
    /// People, with what their detail is to say.
    People(Vec<Index>, Detail),
    /// People with a text each.
    Told(Vec<(Index, String)>),
    /// Rooms.
    Rooms(Vec<i64>),
    /// Questions.
    Questions(Vec<i64>),
}

impl Members {
    /// Residents whose names are asked for; `None` when they are not people.
    pub fn people(&self, roster: &Roster) -> Option<Vec<(i64, i64)>> {
        let of = |index: &Index| roster.person(*index).map(|person| (person.household, person.id));
        match self {
            Self::People(people, _) => Some(people.iter().filter_map(of).collect()),
            Self::Told(people) => Some(people.iter().filter_map(|(index, _)| of(index)).collect()),
            Self::Rooms(_) | Self::Questions(_) => None,
        }
    }
}

/// What the detail of people says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Age.
    Age,
    /// Since when they are in their state of today, and where.
    Stay,
    /// The state of today, when it is another than 在住.
    State,
    /// What could not be read.
    Unreadable,
    /// The address as written.
    Address,
}

pub(super) fn compute(reader: Reader<'_>, day: Day) -> Result<Computed> {
    let period = Period::of(day, report_cutoff(reader)?);
    let before = snapshot::report(reader, day.add_days(-1))?;
    let roster = Roster::load(reader, day)?;
    let mut list = List::default();

    list.people(
        &roster,
        Group::Residents,
        "registered",
        "常住（在册）",
        roster.those(|p| p.is_registered()),
        Detail::State,
    );
    let present = roster.those(|person| person.course.today.is_in_building());
    list.people(&roster, Group::Residents, "present", "实际在住", present, Detail::State);
    let homes = rooms(reader, &roster, &mut list)?;
    for state in PresenceState::ALL {
        let there = roster.those(|person| person.course.today == state);
        list.people(
            &roster,
            Group::Presence,
            &format!("presence_{}", state.code()),
            state.name(),
            there,
            Detail::Stay,
        );
    }
    special(&roster, &populations::derive(reader, day, Scope::All)?, &mut list);
    let home = isolation(&roster, PresenceState::HomeIsolation, Group::HomeIsolation, &mut list);
    let central = isolation(&roster, PresenceState::CentralIsolation, Group::CentralIsolation, &mut list);
    let mut coverage = Vec::new();
    for round in rounds(reader, &period, &roster)? {
        let number = round.coverage.round;
        let mut figure = |code: &str, title: &str, people: People| {
            list.add(
                figure_of(
                    Group::Testing,
                    &format!("round_{number}_{code}"),
                    &format!("第{number}轮{title}"),
                    people.count(),
                ),
                Members::Told(people.people),
            );
        };
        figure("expected", "应检", round.expected);
        figure("tested", "实检", round.tested);
        figure("untested", "未检", round.untested);
        figure("unmarked", "未登记", round.unmarked);
        figure("excluded", "不列应检", round.excluded);
        coverage.push(round.coverage);
    }
    quality(reader, &period, &roster, &homes, &mut list)?;

    let List { mut figures, members } = list;
    if let Some(before) = &before {
        let known: FxHashMap<&str, Amount> =
            before.figures.iter().map(|figure| (figure.code.as_str(), figure.amount())).collect();
        for figure in figures.iter_mut().filter(|figure| figure.previous.is_none()) {
            figure.previous = known.get(figure.code.as_str()).copied();
        }
    }
    let mut report = DailyReport {
        day,
        cutoff: period.cutoff.to_string(),
        from: period.from,
        to: period.to,
        closed: None,
        figures,
        isolation: IsolationTable { home, central },
        rounds: coverage,
        invariants: Vec::new(),
    };
    report.invariants = check(&report, before.as_ref());
    if roster.reversed_stays > 0 {
        let text = format!("有{}条在住状态的结束日期早于开始日期，这些记录没有计入。", roster.reversed_stays);
        report.invariants.push(violation("presence_dates", None, text));
    }
    Ok(Computed { report, members, roster })
}

/// Figures as they are listed.
#[derive(Default)]
struct List {
    figures: Vec<Figure>,
    members: Vec<Members>,
}

impl List {
    fn add(&mut self, figure: Figure, members: Members) {
        self.figures.push(figure);
        self.members.push(members);
    }

    fn people(
        &mut self,
        roster: &Roster,
        group: Group,
        code: &str,
        title: &str,
        people: Vec<Index>,
        detail: Detail,
    ) {
        self.add(figure_of(group, code, title, roster.count(&people)), Members::People(people, detail));
    }

    fn things(&mut self, group: Group, code: &str, title: &str, unit: Unit, things: Vec<i64>) {
        let figure = Figure {
            code: code.to_owned(),
            title: title.to_owned(),
            group,
            unit,
            households: None,
            persons: None,
            count: Some(u32::try_from(things.len()).unwrap_or(u32::MAX)),
            previous: None,
            correction: None,
        };
        self.add(
            figure,
            if unit == Unit::Rooms { Members::Rooms(things) } else { Members::Questions(things) },
        );
    }
}

fn figure_of(group: Group, code: &str, title: &str, count: Count) -> Figure {
    Figure {
        code: code.to_owned(),
        title: title.to_owned(),
        group,
        unit: Unit::People,
        households: Some(count.households),
        persons: Some(count.persons),
        count: None,
        previous: None,
        correction: None,
    }
}

/// Which room each household is in; `None` when its address could not be read.
type Homes = FxHashMap<i64, Option<i64>>;

fn rooms(reader: Reader<'_>, roster: &Roster, list: &mut List) -> Result<Homes> {
    let mut homes = Homes::default();
    let mut statement = reader.0.prepare_cached("SELECT id, room_id FROM household")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        homes.insert(row.get(0)?, row.get(1)?);
    }
    // Whether somebody is on the roster there, and whether somebody is in.
    let mut lived_in: FxHashMap<i64, bool> = FxHashMap::default();
    for person in roster.people.iter().filter(|person| person.is_registered()) {
        if let Some(room) = homes.get(&person.household).copied().flatten() {
            *lived_in.entry(room).or_default() |= person.course.today.is_in_building();
        }
    }
    let (mut all, mut occupied, mut away, mut empty, mut shops) = (vec![], vec![], vec![], vec![], vec![]);
    let mut statement = reader.0.prepare_cached("SELECT id, kind FROM room")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if room_kind(row.get_ref(1)?.as_str().unwrap_or("")) == RoomKind::Shop {
            shops.push(id);
            continue;
        }
        all.push(id);
        match lived_in.get(&id) {
            Some(true) => occupied.push(id),
            Some(false) => away.push(id),
            None => empty.push(id),
        }
    }
    list.things(Group::Rooms, "rooms", "住房", Unit::Rooms, all);
    list.things(Group::Rooms, "rooms_occupied", "有人居住", Unit::Rooms, occupied);
    list.things(Group::Rooms, "rooms_away", "暂无人住", Unit::Rooms, away);
    list.things(Group::Rooms, "rooms_empty", "空房", Unit::Rooms, empty);
    list.things(Group::Rooms, "shops", "商铺", Unit::Rooms, shops);
    Ok(homes)
}

fn derived_code(group: Derived) -> &'static str {
    match group {
        Derived::OldAlone => "old_alone",
        Derived::Alone => TagKind::LivingAlone.code(),
        Derived::EmptyNest => TagKind::EmptyNest.code(),
        Derived::ElderlyHousehold => TagKind::ElderlyHousehold.code(),
        Derived::Old => TagKind::Over80.code(),
        Derived::Senior => TagKind::Over65.code(),
        Derived::Infant => TagKind::Infant.code(),
        Derived::Child => "child_0_6",
    }
}

/// Derived groups always, then stated ones that occur; a group that is both is one, as in the residents' list.
fn special(roster: &Roster, populations: &Populations, list: &mut List) {
    let derived = Derived::ALL.map(|group| (derived_code(group), group.name()));
    let mut groups: Vec<(&str, &str, Vec<Index>)> =
        derived.iter().map(|(code, name)| (*code, *name, vec![])).collect();
    let mut slots: FxHashMap<TagKind, usize> = FxHashMap::default();
    for kind in TagKind::ALL {
        let slot = groups.iter().position(|(code, ..)| *code == kind.code()).unwrap_or(groups.len());
        if slot == groups.len() {
            groups.push((kind.code(), kind.name(), vec![]));
        }
        slots.insert(*kind, slot);
    }
    for (index, person) in (0..).zip(&roster.people).filter(|(_, person)| person.is_registered()) {
        let of_facts = (0..)
            .zip(Derived::ALL)
            .filter(|(_, group)| populations.is(person.id, *group))
            .map(|(slot, _)| slot);
        let of_ledgers = populations.stated(person.id).iter().filter_map(|kind| slots.get(kind).copied());
        for slot in of_facts.chain(of_ledgers) {
            if let Some((.., people)) = groups.get_mut(slot)
                && people.last() != Some(&index)
            {
                people.push(index);
            }
        }
    }
    for (slot, (code, name, people)) in groups.into_iter().enumerate() {
        if slot < derived.len() || !people.is_empty() {
            list.people(roster, Group::Special, code, name, people, Detail::Age);
        }
    }
}

fn isolation(roster: &Roster, state: PresenceState, group: Group, list: &mut List) -> Isolation {
    let table = roster.isolation(state);
    let name = state.name();
    let mut figure = |part: &str, title: &str, count: Count, detail: Detail, holds: fn(&Move) -> bool| {
        let people = roster.those(|person| holds(&Move::of(person, state)));
        let figure = figure_of(group, &format!("{}_{part}", state.code()), &format!("{name}{title}"), count);
        list.add(figure, Members::People(people, detail));
    };
    figure("previous", "昨日存量", table.previous, Detail::State, |m| m.before);
    figure("new", "今日新增", table.new, Detail::Stay, Move::is_new);
    figure("released", "今日解除", table.released, Detail::State, Move::is_released);
    figure("transferred", "转出", table.transferred, Detail::Stay, Move::is_transferred);
    figure("now", "现有", table.now, Detail::Stay, |m| m.after);
    figure("total", "累计", table.total, Detail::State, |m| m.ever);
    let previous = Amount {
        households: Some(table.previous.households),
        persons: Some(table.previous.persons),
        count: None,
    };
    if let Some(now) = list.figures.iter_mut().rfind(|figure| figure.code.ends_with("_now")) {
        now.previous = Some(previous);
    }
    table
}

fn quality(
    reader: Reader<'_>,
    period: &Period,
    roster: &Roster,
    homes: &Homes,
    list: &mut List,
) -> Result<()> {
    let of_roster =
        |holds: &dyn Fn(&super::roster::Person) -> bool| roster.those(|p| p.is_registered() && holds(p));
    let never = of_roster(&|person| person.never_verified);
    list.people(roster, Group::Quality, "never_verified", "从未核实", never, Detail::State);
    let unreadable = of_roster(&|person| person.unreadable);
    list.people(roster, Group::Quality, "unreadable", "资料有看不懂的内容", unreadable, Detail::Unreadable);
    let lost = of_roster(&|person| homes.get(&person.household).copied().flatten().is_none());
    list.people(roster, Group::Quality, "address_unread", "地址待核", lost, Detail::Address);
    let questions = reader
        .0
        .prepare_cached("SELECT id FROM question WHERE state = 'open' OR decided_at >= ?1 ORDER BY id")?
        .query_map([&period.to], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    list.things(Group::Quality, "open_questions", "待定问题", Unit::Items, questions);
    Ok(())
}
