//! The rows of a sheet in their order: which cell speaks for which row (merges, 同上, columns flattened to text), which
//! rows speak of nobody, and what the others are about.
use louce_core::values::{AddressHint, Day, Parsed, Phones, Relation, RoomAddress, RoomKind, TagKind, Why};

use super::isolation;
use super::ledger::Named as Section;
use super::person::{self, Named};
use super::place;
use super::row::{self, Gathered};
use super::skip::{self, Passed, is_blank};
use super::text::{cell_text, is_ditto, says_nothing};
use super::{
    Field, FlagWhy, Layout, LedgerKind, RejectReason, RoomState, RowFacts, RowKind, RowOutcome, SkipReason,
    mine,
};
use crate::read::{Cell, Row, Sheet};

/// Where a column's cell for the present row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The row's own cell, by its place in the row.
    Own(usize),
    /// The cell above: merged, or 同上.
    Above,
    /// The cell above, because this sheet leaves repeated places blank.
    AboveByHabit,
}

/// What is remembered of a column from row to row.
#[derive(Debug)]
struct Track {
    /// Merged spans of the column (first and last row), ascending; those before `next` are past.
    spans: Vec<(u32, u32)>,
    next: usize,
    above: Option<Cell>,
    blank_means_above: bool,
}

/// Reads the rows of one sheet in their order.
#[derive(Debug)]
pub struct RowReader<'a> {
    layout: &'a Layout,
    tracks: Vec<Track>,
    /// Of each column: where its cell comes from in this row.
    sources: Vec<Option<Source>>,
    section: Section,
    /// 0-based rows with a yellow cell, where that is kept with the person.
    yellow_rows: Vec<u32>,
    /// The last room that a row spoke of, and the head of its household.
    last_room: Option<RoomAddress>,
    head: Option<String>,
}

impl<'a> RowReader<'a> {
    /// A reader at the top of the sheet.
    pub fn new(layout: &'a Layout, sheet: &Sheet) -> Self {
        let tracks: Vec<Track> = layout
            .columns
            .iter()
            .map(|column| {
                let mut spans: Vec<(u32, u32)> = sheet
                    .merges
                    .iter()
                    .filter(|m| {
                        m.first_col == column.col && m.last_row > m.first_row && column.field.is_shared()
                    })
                    .map(|m| (m.first_row, m.last_row))
                    .collect();
                spans.sort_unstable();
                let blank_means_above = layout.habits.blank_means_above.contains(&column.col);
                Track { spans, next: 0, above: None, blank_means_above }
            })
            .collect();
        let sources = vec![None; tracks.len()];
        let mut yellow_rows = Vec::new();
        if layout.ledger.keeps_yellow() {
            yellow_rows.extend(sheet.yellow.iter().map(|(row, _)| *row));
            yellow_rows.dedup();
        }
        let section = Section::default();
        Self { layout, tracks, sources, section, yellow_rows, last_room: None, head: None }
    }

    /// What the row says. Rows must come in the sheet's order, all of them: merged cells and 同上 look back.
    pub fn read(&mut self, row: &Row, today: Day) -> RowOutcome {
        match skip::passed(row, self.layout) {
            Some(Passed::Skip(reason)) => return RowOutcome::Skip(reason),
            Some(Passed::Section(section)) => {
                self.enter(section);
                return RowOutcome::Skip(SkipReason::Title);
            }
            None => {}
        }
        self.trace(row);
        // Taken out for the time of the row: its cells are borrowed from the tracks while the reader moves on.
        let (tracks, sources) = (std::mem::take(&mut self.tracks), std::mem::take(&mut self.sources));
        let outcome = self.facts(row, &tracks, &sources, today);
        (self.tracks, self.sources) = (tracks, sources);
        outcome
    }

    /// A line names what follows: a new building forgets the unit, and nothing above is “above” any more.
    fn enter(&mut self, section: Section) {
        if section.building.is_some() {
            self.section = section;
        } else {
            self.section.unit = section.unit;
        }
        for track in &mut self.tracks {
            track.above = None;
        }
        self.last_room = None;
        self.head = None;
    }

    /// Decides for every column where its cell comes from, and remembers what the next row may look back to.
    fn trace(&mut self, row: &Row) {
        let columns = &self.layout.columns;
        let may_fill = self.may_fill(row);
        let mut at = 0usize;
        let mut moved = [false; 4];
        // First the changes of the higher places: a new building or unit means that a blank room is a blank room.
        for (column, track) in columns.iter().zip(&self.tracks) {
            let Some(level) = level(column.field) else { continue };
            if let Some(own) = row.get(column.col)
                && !is_blank(own)
                && track.above.as_ref() != Some(own)
                && let Some(moved) = moved.get_mut(level)
            {
                *moved = true;
            }
        }
        for ((column, track), source) in columns.iter().zip(&mut self.tracks).zip(&mut self.sources) {
            while row.cells.get(at).is_some_and(|(col, _)| *col < column.col) {
                at += 1;
            }
            let own = row
                .cells
                .get(at)
                .filter(|(col, cell)| *col == column.col && !is_blank(cell))
                .map(|(_, cell)| cell);
            while track.spans.get(track.next).is_some_and(|(_, last)| *last < row.index) {
                track.next += 1;
            }
            let span = track.spans.get(track.next).copied().filter(|(first, _)| *first <= row.index);
            *source = match (own, span) {
                (Some(Cell::Text(text)), _)
                    if text.len() <= 15
                        && is_ditto(text)
                        && copied(column.field)
                        && track.above.is_some() =>
                {
                    Some(Source::Above)
                }
                (Some(cell), _) => {
                    remember(&mut track.above, cell);
                    Some(Source::Own(at))
                }
                (None, Some((first, _))) if first < row.index => {
                    track.above.is_some().then_some(Source::Above)
                }
                (None, None) if track.blank_means_above && may_fill => {
                    (!elsewhere(column.field, moved) && track.above.is_some()).then_some(Source::AboveByHabit)
                }
                (None, _) => {
                    // 同上 under a blank is blank; but a column filled by habit still looks further up.
                    if !track.blank_means_above {
                        track.above = None;
                    }
                    None
                }
            };
        }
    }

    /// Whether a blank place of this row may be that of the row above: it names somebody who is no new head.
    fn may_fill(&self, row: &Row) -> bool {
        if self.layout.habits.blank_means_above.is_empty() {
            return false;
        }
        let text = |field| {
            self.layout
                .column(field)
                .and_then(|column| row.get(column.col))
                .map(|cell| cell_text(cell, false))
        };
        let named = text(Field::Name).is_some_and(|name| !says_nothing(&name));
        let head = text(Field::Relation).is_some_and(
            |relation| matches!(Relation::parse(&relation), Parsed::Value(relation) if relation.is_head()),
        );
        named && !head
    }

    fn facts(&mut self, row: &Row, tracks: &[Track], sources: &[Option<Source>], today: Day) -> RowOutcome {
        let layout = self.layout;
        let mut facts = RowFacts::blank(row.index.saturating_add(1));
        let mut gathered = Gathered::default();
        let mut own_place = false;
        let mut guessed = false;
        let mut any = false;
        for ((column, track), source) in layout.columns.iter().zip(tracks).zip(sources) {
            let cell = match source {
                None => continue,
                Some(Source::Own(at)) => row.cells.get(*at).map(|(_, cell)| cell),
                Some(Source::Above | Source::AboveByHabit) => track.above.as_ref(),
            };
            let Some(cell) = cell else { continue };
            if let Some(Source::Own(_)) = source {
                own_place |= matches!(column.field, Field::Room | Field::Address);
                any |= !matches!(column.field, Field::Seq | Field::Ignored);
                gathered.personal |= column.field.is_personal()
                    && column.field != Field::Phone
                    && !says_nothing(&cell_text(cell, false));
            }
            guessed |= *source == Some(Source::AboveByHabit) && column.field.is_place();
            row::cell(&mut facts, &mut gathered, column.field, &column.header, cell, layout);
        }
        if !any {
            return RowOutcome::Skip(SkipReason::Blank);
        }

        let named = person::name(&mut facts, &gathered.names, layout);
        if let Named::Refused(reason) = named {
            return RowOutcome::Reject(reason);
        }
        person::id(&mut facts, &gathered.ids, layout);
        gathered.personal |= !matches!(facts.id, Parsed::Blank);
        self.place(&mut facts, &gathered);
        if matches!(named, Named::Somebody) {
            person::birth_and_sex(&mut facts, &gathered, layout, today);
        }
        isolation::read(&mut facts, &gathered.isolation, layout, today);
        if let Some(remark) = facts.remark.take() {
            mine::remark(&mut facts, &remark, "备注");
            facts.remark = Some(remark);
        }
        match named {
            Named::Somebody => {
                if guessed && matches!(facts.relation, Parsed::Blank) {
                    let raw = facts.address_raw.clone();
                    facts.flag(Field::Address, FlagWhy::FilledFromAbove, raw);
                }
                self.person(facts, gathered)
            }
            Named::Nobody => self.nobody(facts, &gathered, own_place, None),
            Named::Room(state) => self.nobody(facts, &gathered, own_place, Some(state)),
            Named::Refused(reason) => RowOutcome::Reject(reason),
        }
    }

    fn place(&self, facts: &mut RowFacts, gathered: &Gathered<'_>) {
        let found = place::read(&gathered.places, &self.section, self.layout);
        facts.address = found.address;
        facts.address_raw = found.raw;
        facts.flags.extend(found.flags);
        if !matches!(facts.address, Parsed::Blank)
            || self.layout.has(Field::Room)
            || self.layout.has(Field::Address)
        {
            return;
        }
        let building = self.section.building.as_deref().or(self.layout.building.as_deref());
        let hint = AddressHint { building, unit: None };
        let whole = |parsed: &Parsed<RoomAddress>| {
            parsed.value().is_some_and(|address| !address.building.is_empty() && !address.room.is_empty())
        };
        // 隔离地址 of a home-isolation ledger is where the person lives.
        if let Some((text, _)) = &gathered.isolation.place {
            let parsed = RoomAddress::parse(text, &hint);
            if whole(&parsed) {
                facts.address = parsed;
                facts.address_raw.clone_from(text);
            }
            return;
        }
        // A sheet without rooms often writes them as 户号 (签到表); that is likely, not sure.
        let Some(number) = facts.household_no.clone().filter(|number| number.len() >= 3) else { return };
        let parsed = RoomAddress::parse(&number, &hint);
        if whole(&parsed)
            && let Some(address) = parsed.into_value()
        {
            facts.address = Parsed::Doubtful(address, Why::AddressShape);
            facts.flag(Field::HouseholdNo, FlagWhy::Value(Why::AddressShape), number.as_str());
            facts.address_raw = number;
        }
    }

    fn person(&mut self, mut facts: RowFacts, gathered: Gathered<'_>) -> RowOutcome {
        let layout = self.layout;
        for kind in &layout.habits.title_tags {
            mine::add_tag(&mut facts, *kind, &layout.habits.title_evidence, None);
        }
        about_tags(&mut facts, gathered, layout);
        // What the colour says differs from office to office: it is kept as seen, nothing is made of it.
        if self.yellow_rows.binary_search(&facts.row.saturating_sub(1)).is_ok() {
            facts.extra.push(("底色".to_owned(), "黄".to_owned()));
        }
        let room = facts.address.value();
        let same = room.is_some() && room == self.last_room.as_ref();
        if facts.relation.value().is_some_and(|relation| relation.is_head()) {
            self.head = facts.name.value().map(|name| name.as_str().to_owned());
        } else if !same {
            self.head = None;
        } else if facts.head_name.is_none() && !matches!(facts.relation, Parsed::Blank) {
            facts.head_name.clone_from(&self.head);
        }
        if !same {
            self.last_room = facts.address.value().cloned();
        }
        RowOutcome::Facts(Box::new(facts))
    }

    /// A row that names nobody: a room, a building with those who answer for it, or a mistake.
    fn nobody(
        &mut self,
        mut facts: RowFacts,
        gathered: &Gathered<'_>,
        own_place: bool,
        named: Option<RoomState>,
    ) -> RowOutcome {
        let said = |text: &Option<String>| text.as_deref().and_then(mine::room_state);
        let state = named
            .or_else(|| said(&facts.room_label))
            .or_else(|| said(&facts.remark))
            .or_else(|| said(&facts.residence_type));
        let has_id = !matches!(facts.id, Parsed::Blank);
        if gathered.personal
            && (has_id || !matches!(state, Some(RoomState::Vacant | RoomState::Rented | RoomState::Shop)))
        {
            return RowOutcome::Reject(RejectReason::MissingName);
        }
        if named == Some(RoomState::Shop) && facts.room_label.is_none() {
            facts.room_label = Some(facts.name_raw.clone());
        }
        let there = !matches!(facts.address, Parsed::Blank);
        if named.is_some() && !there {
            let raw = facts.name_raw.clone();
            facts.flag(Field::Name, FlagWhy::ShopName, raw);
            return if named == Some(RoomState::Shop) {
                RowOutcome::Facts(Box::new(facts))
            } else {
                RowOutcome::Skip(SkipReason::Blank)
            };
        }
        let lists_rooms = matches!(
            self.layout.ledger,
            LedgerKind::Roster | LedgerKind::Households | LedgerKind::SignIn | LedgerKind::Unknown
        ) || (self.layout.ledger == LedgerKind::TestRecord
            && !self.layout.has(Field::TubeNo));
        if there && own_place && (state.is_some() || lists_rooms) {
            let shop = facts.address.value().is_some_and(|address| address.kind == RoomKind::Shop);
            let same = facts.address.value().is_some() && facts.address.value() == self.last_room.as_ref();
            if same && state.is_none() {
                return RowOutcome::Skip(SkipReason::Blank);
            }
            self.last_room = facts.address.value().cloned();
            self.head = None;
            facts.kind =
                RowKind::Room(state.unwrap_or(if shop { RoomState::Shop } else { RoomState::Unknown }));
            keep_phones(&mut facts);
            return RowOutcome::Facts(Box::new(facts));
        }
        if !facts.responsible.is_empty() && gathered.places.building.is_some() && !own_place {
            facts.kind = RowKind::Building;
            facts.flags.retain(|flag| flag.field != Field::Address);
            if let Parsed::Doubtful(address, _) = &facts.address {
                facts.address = Parsed::Value(address.clone());
            }
            return RowOutcome::Facts(Box::new(facts));
        }
        RowOutcome::Skip(SkipReason::Blank)
    }
}

/// The phone of an empty room is its owner's: kept as text, nobody is made of it.
fn keep_phones(facts: &mut RowFacts) {
    let phones = std::mem::take(&mut facts.phones);
    for phone in phones.phones {
        facts.extra.push((Field::Phone.name().to_owned(), phone.as_str().to_owned()));
    }
    facts.tags.clear();
    facts.presence.clear();
}

/// Building, unit, room, household: what moves on when a row has its own.
fn level(field: Field) -> Option<usize> {
    match field {
        Field::Building => Some(0),
        Field::Unit | Field::Floor => Some(1),
        Field::Room | Field::Address => Some(2),
        Field::HouseholdNo => Some(3),
        _ => None,
    }
}

/// Whether what the row itself says of building, unit, room or household forbids to take `field` from above.
fn elsewhere(field: Field, [building, unit, room, household]: [bool; 4]) -> bool {
    match field {
        Field::Building => false,
        Field::Unit | Field::Floor => building,
        Field::Room | Field::Address => building || unit || household,
        _ => building || unit || room,
    }
}

/// 同上 is copied in every column but these.
fn copied(field: Field) -> bool {
    !matches!(field, Field::IdNumber | Field::Name)
}

/// Keeps a cell for the rows below, reusing the memory of the one kept before.
fn remember(above: &mut Option<Cell>, cell: &Cell) {
    match (above, cell) {
        (Some(Cell::Text(kept)), Cell::Text(text)) => kept.clone_from(text),
        (slot, cell) => *slot = Some(cell.clone()),
    }
}

/// 诊断, 用药 and the volunteer belong to the tag the ledger is about, else to the row's first tag, else stay as text.
fn about_tags(facts: &mut RowFacts, gathered: Gathered<'_>, layout: &Layout) {
    let main: Option<TagKind> =
        layout.habits.title_tags.first().copied().or_else(|| facts.tags.first().map(|tag| tag.kind));
    let tag = main.and_then(|kind| facts.tags.iter_mut().find(|tag| tag.kind == kind));
    let Some(tag) = tag else {
        for (text, header) in gathered.carer.into_iter().chain(gathered.carer_phone) {
            facts.extra.push((header.to_owned(), text));
        }
        return;
    };
    if !gathered.about_tag.is_empty() && tag.data.is_none() {
        tag.data = Some(gathered.about_tag.join("；"));
    }
    if let Some((text, _)) = gathered.carer {
        let (name, phone) = super::text::name_and_phone(&text);
        tag.carer_name = (!name.is_empty()).then_some(name);
        tag.carer_phone =
            if phone.is_empty() { None } else { Phones::parse(&phone).phones.into_iter().next() };
    }
    if let Some((text, header)) = gathered.carer_phone {
        match Phones::parse(&text).phones.into_iter().next() {
            Some(phone) => tag.carer_phone = Some(phone),
            None => facts.extra.push((header.to_owned(), text)),
        }
    }
}
