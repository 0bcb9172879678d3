//! Takes rows into the office one by one, inside one operation, and logs the fate of each.

use std::collections::HashSet;
use std::ops::ControlFlow;

use louce_core::places::{self, AreaKind};
use louce_core::questions::{self, NewQuestion, QuestionKind, QuestionState};
use louce_core::residents::{self, Field as Fact, NewPresence, Resident};
use louce_core::values::{Birth, Day, PresenceState, Relation, RoomAddress, RoomKind};
use louce_core::{Clock, Error, Result, Tx, ledgers};

use super::incoming::{Incoming, in_words};
use super::index::{Index, name_key};
use super::plan::{self, Meant};
use super::report::{CellChange, Detail, ImportReport, Logged, MatchedBy, Outcome, SheetReport};
use super::{ImportError, Ledger, Progress};
use crate::layout::{ResponsibleFact, ResponsibleRole, RoomState, RowFacts, RowKind, RowOutcome, RowReader};
use crate::read::{Row, Sheet};

/// From so many rows on, search indexes are built once at the end.
const MANY_ROWS: u64 = 2_000;
/// Rows between two words of progress.
const STRIDE: u64 = 2_000;
/// Rows that go from one thread to the other at once, and how many such batches may wait.
const BATCH: usize = 512;
const AHEAD: usize = 3;

/// Takes all ledgers in.
pub(super) fn run(
    tx: &mut Tx<'_>,
    ledgers: &[Ledger<'_>],
    report: &mut ImportReport,
    office_name: &str,
    clock: Clock,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let rows_of = |ledger: &Ledger<'_>| {
        ledger.workbook.sheets.get(ledger.sheet).map_or(0, |sheet| sheet.rows.len() as u64)
    };
    let total: u64 = ledgers.iter().map(rows_of).sum();
    let index = Index::load(tx.reader(), office_name)?;
    if total >= MANY_ROWS && total > residents::count(tx.reader())? {
        tx.build_indexes_later()?;
    }
    let mut intake = Intake {
        operation: tx.operation(),
        tx,
        index,
        clock,
        today: clock.today(),
        file: String::new(),
        sheet: String::new(),
        fingerprint: String::new(),
        sheet_id: None,
        updated_here: HashSet::new(),
        responsible_here: HashSet::new(),
        empty_here: HashSet::new(),
        households_created: 0,
        empty_rooms: 0,
    };
    report.rows.reserve(usize::try_from(total).unwrap_or(0));
    let mut done = 0;
    let label = "核对并写入底册";
    for ledger in ledgers {
        let Some(sheet) = ledger.workbook.sheets.get(ledger.sheet) else { continue };
        let number = u16::try_from(report.sheets.len())
            .map_err(|_| Error::Refused("工作表太多，请分几次导入。".into()))?;
        report.sheets.push(SheetReport::understood(&ledger.workbook.file_name, sheet, &ledger.layout));
        intake.begin_sheet(&ledger.workbook.file_name, &sheet.name, &ledger.layout.fingerprint);
        let today = intake.today;
        let mut yellow_rows = 0u32;
        understood(ledger, sheet, today, |outcome, row| {
            let mut logged = intake.take(outcome, row)?;
            logged.sheet = number;
            if logged.outcome != Outcome::Skipped && sheet.has_yellow(row.saturating_sub(1)) {
                yellow_rows += 1;
            }
            if logged.detail.as_ref().is_some_and(|detail| !detail.reasons.is_empty())
                && logged.outcome != Outcome::Skipped
            {
                report.flagged += 1;
            }
            report.log(logged);
            done += 1;
            if done % STRIDE == 0 {
                intake.tx.breathe()?;
                if progress(Progress { label, done, total }).is_break() {
                    return Err(Error::Cancelled.into());
                }
            }
            Ok(())
        })?;
        if yellow_rows > 0
            && !ledger.layout.ledger.keeps_yellow()
            && let Some(told) = report.sheets.last_mut()
        {
            told.notes.push(format!("有 {yellow_rows} 行标了黄色，颜色没有导入"));
        }
    }
    report.households_created = intake.households_created;
    report.empty_rooms = intake.empty_rooms;
    let _ = progress(Progress { label: "建立检索", done: total, total });
    tx.build_indexes_now()?;
    Ok(())
}

/// A row, understood: all that can be said without the office.
enum Understood {
    Skip(String),
    Reject(String),
    Person(Beside, Box<Incoming>),
    Room(Beside, RoomState, Box<RowFacts>),
    Building(Beside, Box<RowFacts>),
}

/// What a row says besides whom it is about.
struct Beside {
    row: u32,
    is_building: bool,
    /// What could not be understood, in words.
    reasons: Vec<String>,
    grid: Option<String>,
    block: Option<String>,
    responsible: Vec<ResponsibleFact>,
}

impl Understood {
    fn of(outcome: RowOutcome) -> Self {
        let mut facts = match outcome {
            RowOutcome::Skip(reason) => return Self::Skip(reason.to_string()),
            RowOutcome::Reject(reason) => return Self::Reject(reason.to_string()),
            RowOutcome::Facts(facts) => facts,
        };
        let beside = Beside {
            row: facts.row,
            is_building: facts.kind == RowKind::Building,
            reasons: facts.flags.iter().map(in_words).collect(),
            grid: facts.grid.take(),
            block: facts.block.take(),
            responsible: std::mem::take(&mut facts.responsible),
        };
        match (facts.kind, facts.name.value()) {
            (RowKind::Room(state), _) => Self::Room(beside, state, facts),
            (RowKind::Building, _) => Self::Building(beside, facts),
            (RowKind::Person, Some(name)) => Self::Person(beside, Box::new(Incoming::of(&facts, name))),
            (RowKind::Person, None) => Self::Reject("缺少姓名，或姓名看不懂".to_owned()),
        }
    }
}

/// Hands every row of a sheet to `take`, in order, with its number as Excel shows it. Rows are understood on a second thread, a
/// few batches ahead, while the office takes in those before.
fn understood(
    ledger: &Ledger<'_>,
    sheet: &Sheet,
    today: Day,
    mut take: impl FnMut(Understood, u32) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = RowReader::new(&ledger.layout, sheet);
    let mut rows = sheet.rows.iter();
    let mut row = Row::default();
    let mut batch = move || {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH && rows.read_into(&mut row) {
            batch.push((Understood::of(reader.read(&row, today)), row.index.saturating_add(1)));
        }
        batch
    };
    if sheet.rows.len() <= BATCH {
        return batch().into_iter().try_for_each(|(outcome, row)| take(outcome, row));
    }
    std::thread::scope(|scope| {
        let (send, receive) = std::sync::mpsc::sync_channel(AHEAD);
        scope.spawn(move || {
            // Ends with the rows, or when nobody takes them any more.
            loop {
                let batch = batch();
                if batch.is_empty() || send.send(batch).is_err() {
                    break;
                }
            }
        });
        receive.into_iter().flatten().try_for_each(|(outcome, row)| take(outcome, row))
    })
}

/// The office while rows are taken in.
pub(super) struct Intake<'i, 't> {
    pub tx: &'i mut Tx<'t>,
    pub index: Index,
    operation: i64,
    clock: Clock,
    pub today: Day,
    file: String,
    sheet: String,
    fingerprint: String,
    /// Noted when the first row of the sheet changes something.
    sheet_id: Option<i64>,
    /// (resident, field) set by this import: a second sheet that says otherwise asks instead of overwriting.
    updated_here: HashSet<(i64, Fact)>,
    responsible_here: HashSet<(i64, String, &'static str, String)>,
    /// Rooms made by this import without anybody in them.
    empty_here: HashSet<i64>,
    households_created: u32,
    empty_rooms: u32,
}

/// What happened to a row while it is taken in.
#[derive(Default)]
struct Course {
    detail: Detail,
    changed: bool,
    asked: bool,
}

impl Course {
    fn of(beside: &mut Beside) -> Self {
        let mut course = Self::default();
        course.detail.reasons.append(&mut beside.reasons);
        course
    }

    fn change(&mut self, field: &str, old: Option<&str>, new: Option<&str>) {
        self.changed = true;
        self.detail.changes.push(CellChange {
            field: field.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        });
    }

    fn logged(self, row: u32, quiet: Outcome, by: Option<MatchedBy>) -> Logged {
        let outcome = match (self.asked, self.changed) {
            (true, _) => Outcome::Conflict,
            (false, true) if quiet == Outcome::Unchanged => Outcome::Updated,
            _ => quiet,
        };
        let detail = (!self.detail.reasons.is_empty() || !self.detail.changes.is_empty())
            .then(|| Box::new(self.detail));
        Logged { sheet: 0, row, outcome, by, detail }
    }
}

impl<'i, 't> Intake<'i, 't> {
    /// For carrying out a decision on a single row.
    pub fn single(tx: &'i mut Tx<'t>, office_name: &str, clock: Clock) -> Result<Self> {
        let index = Index::load(tx.reader(), office_name)?;
        Ok(Self {
            operation: tx.operation(),
            tx,
            index,
            clock,
            today: clock.today(),
            file: String::new(),
            sheet: String::new(),
            fingerprint: String::new(),
            sheet_id: None,
            updated_here: HashSet::new(),
            responsible_here: HashSet::new(),
            empty_here: HashSet::new(),
            households_created: 0,
            empty_rooms: 0,
        })
    }

    fn begin_sheet(&mut self, file: &str, sheet: &str, fingerprint: &str) {
        file.clone_into(&mut self.file);
        sheet.clone_into(&mut self.sheet);
        fingerprint.clone_into(&mut self.fingerprint);
        self.sheet_id = None;
    }

    fn take(&mut self, understood: Understood, row: u32) -> Result<Logged> {
        match understood {
            Understood::Skip(reason) => Ok(said(row, Outcome::Skipped, reason)),
            Understood::Reject(reason) => Ok(said(row, Outcome::Rejected, reason)),
            Understood::Person(beside, incoming) => self.take_person(beside, &incoming),
            Understood::Room(beside, state, facts) => self.take_room(beside, &facts, state),
            Understood::Building(beside, facts) => self.take_building(beside, &facts),
        }
    }

    fn take_person(&mut self, mut beside: Beside, row: &Incoming) -> Result<Logged> {
        let mut course = Course::of(&mut beside);
        let by;
        let quiet = match plan::find(self.tx.reader(), &mut self.index, row)? {
            Meant::One(resident, how) => {
                by = Some(how);
                self.compare(row, &resident, beside.row, &mut course)?;
                Outcome::Unchanged
            }
            Meant::Unclear(candidates, why) => {
                by = None;
                self.ask_who(row, &candidates, why, beside.row, &mut course)?;
                Outcome::Unchanged
            }
            Meant::Nobody => {
                by = None;
                match self.newcomer(row, beside.row, &mut course)? {
                    Some(outcome) => outcome,
                    None => return Ok(course.logged(beside.row, Outcome::Rejected, None)),
                }
            }
        };
        if let Some(door) = &row.door {
            self.take_responsible(&beside, door, &mut course)?;
        }
        Ok(course.logged(beside.row, quiet, by))
    }

    /// A row about nobody the office knows: a new person, or too little to tell who it is.
    fn newcomer(&mut self, row: &Incoming, sheet_row: u32, course: &mut Course) -> Result<Option<Outcome>> {
        let identified = row.id_number().is_some() || row.facts.get(Fact::IdRaw).is_some();
        if row.door.is_none() && !identified && row.address_raw.is_empty() {
            // Only a name (perhaps a phone): never a guess.
            self.tx.index_names()?;
            let same_name = louce_core::search::exact_name(self.tx.reader(), row.name(), 20)?;
            if same_name.is_empty() {
                course.detail.reasons.push("没有住址也没有证件号，无法确定是谁".to_owned());
                return Ok(None);
            }
            self.ask_who(row, &same_name, "只有姓名，没有住址和证件号", sheet_row, course)?;
            return Ok(Some(Outcome::Unchanged));
        }
        if row.door.is_none() {
            course.detail.reasons.push("住址看不懂或没有住址，先按原文保留，请核对".to_owned());
        }
        if row.door.as_ref().is_some_and(|door| self.index.possible_rooms(door).len() > 1) {
            course.detail.reasons.push("这栋楼有几个单元都有这一室，表中没有写单元，请核对".to_owned());
        }
        self.create(row, Some(sheet_row))?;
        Ok(Some(Outcome::Created))
    }

    /// Adds the person of a row, with household, room and building where they are new.
    pub fn create(&mut self, row: &Incoming, sheet_row: Option<u32>) -> Result<i64> {
        let (household, room, made) = match &row.door {
            Some(door) => {
                let (room, _) = self.index.make_room(self.tx, door, row.room_label.as_deref())?;
                if self.empty_here.remove(&room) {
                    self.empty_rooms -= 1;
                }
                // People of whom only the building is known are not one household.
                let nowhere = door.room.is_empty() && door.kind == RoomKind::Residence;
                let (household, made) = if nowhere {
                    (
                        louce_core::households::insert(
                            self.tx,
                            Some(room),
                            row.household_number.as_deref(),
                            None,
                        )?,
                        true,
                    )
                } else {
                    self.index.make_household(self.tx, room, row.household_number.as_deref())?
                };
                (household, Some(room), made)
            }
            None => {
                let raw = row.address_raw.as_str();
                let (household, made) =
                    self.index.make_household_without_room(self.tx, raw, row.household_number.as_deref())?;
                (household, None, made)
            }
        };
        self.households_created += u32::from(made);
        let origin = match sheet_row {
            Some(at) => Some((self.sheet_id()?, at)),
            None => None,
        };
        let id = residents::insert(self.tx, household, &row.facts, origin)?;
        self.index.note(id, &row.name_key, row.id_number(), row.birth(), room);
        for (position, number) in (0u32..).zip(&row.phones) {
            residents::add_phone(self.tx, id, number, position)?;
        }
        for (at, tag) in row.tags.iter().enumerate() {
            if row.tags.iter().take(at).all(|before| before.kind != tag.kind) {
                residents::insert_tag(self.tx, id, &tag.as_new())?;
            } else {
                self.add_tag(id, tag)?;
            }
        }
        self.add_dated(id, row)?;
        Ok(id)
    }

    /// What there may be several of, added to what is there.
    pub fn add_all(&mut self, resident: i64, row: &Incoming) -> Result<()> {
        self.compare_phones(row, resident, &mut Course::default())?;
        for tag in &row.tags {
            self.add_tag(resident, tag)?;
        }
        self.add_dated(resident, row)
    }

    fn add_dated(&mut self, resident: i64, row: &Incoming) -> Result<()> {
        self.take_presence(resident, row)?;
        for contact in row.contact_rows() {
            residents::add_contact(self.tx, resident, &contact)?;
        }
        Ok(())
    }

    /// Notes every presence the row speaks of.
    pub fn take_presence(&mut self, resident: i64, row: &Incoming) -> Result<()> {
        for stay in &row.presence {
            self.add_presence(resident, stay)?;
        }
        Ok(())
    }

    fn sheet_id(&mut self) -> Result<i64> {
        match self.sheet_id {
            Some(id) => Ok(id),
            None => {
                let at = self.clock.now_text();
                let id = ledgers::add_sheet(self.tx, &self.file, &self.sheet, &self.fingerprint, &at)?;
                self.sheet_id = Some(id);
                Ok(id)
            }
        }
    }

    fn add_tag(&mut self, resident: i64, tag: &super::incoming::Tag) -> Result<bool> {
        residents::add_tag(self.tx, resident, &tag.as_new())
    }

    fn add_presence(&mut self, resident: i64, stay: &super::incoming::Stay) -> Result<bool> {
        let source = format!("{} / {}", self.file, self.sheet);
        let new = NewPresence {
            state: stay.state(),
            since: stay.since.clone(),
            until: stay.until.clone(),
            place: stay.place.as_deref(),
            room: stay.room.as_deref(),
            reason: stay.reason.as_deref(),
            source: Some(&source),
        };
        residents::add_presence(self.tx, resident, &new, self.today)
    }

    /// Compares a row with its person cell by cell: fills blanks, adds what there may be several of, asks where two things
    /// cannot both be true.
    fn compare(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let id = resident.id;
        for field in Fact::ALL.iter().copied() {
            if let Some(theirs) = row.facts.get(field) {
                self.compare_field(row, resident, field, theirs, sheet_row, course)?;
            }
        }
        self.compare_address(row, resident, sheet_row, course)?;
        self.compare_phones(row, id, course)?;
        for tag in &row.tags {
            if self.add_tag(id, tag)? {
                let name = louce_core::values::TagKind::from_code(&tag.kind)
                    .map_or("重点类别", |kind| kind.name());
                course.change("重点类别", None, Some(name));
            }
        }
        for stay in &row.presence {
            self.compare_presence(row, resident, stay, sheet_row, course)?;
        }
        for contact in row.contact_rows() {
            if residents::add_contact(self.tx, id, &contact)? {
                course.change(&contact.role, None, contact.name.as_deref().or(contact.phone.as_deref()));
            }
        }
        Ok(())
    }

    fn compare_field(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        field: Fact,
        theirs: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let ours = resident.facts.get(field);
        let new = match (field, ours) {
            (_, Some(ours)) if ours == theirs => return Ok(()),
            // A number that could not be read says nothing against one that can.
            (Fact::IdRaw, _) if resident.facts.get(Fact::IdNumber).is_some() || row.id_number().is_some() => {
                return Ok(());
            }
            (Fact::IdRaw, Some(_)) => return Ok(()),
            (Fact::IdType, Some(_)) if row.id_number().is_none() => return Ok(()),
            (Fact::Name, Some(ours)) if name_key(ours) == row.name_key => return Ok(()),
            (Fact::Birth, Some(ours)) => match (Birth::from_stored(ours), Birth::from_stored(theirs)) {
                (Some(a), Some(b)) if a.agrees_with(&b) && theirs.len() <= ours.len() => return Ok(()),
                (Some(a), Some(b)) if a.agrees_with(&b) => theirs.to_owned(),
                _ => {
                    return self.ask_field(
                        row,
                        resident,
                        field.column(),
                        field.title(),
                        theirs,
                        sheet_row,
                        course,
                    );
                }
            },
            (Fact::Relation, Some(ours)) => {
                match (Relation::from_stored(ours), Relation::from_stored(theirs)) {
                    (Some(a), Some(b)) if a.compatible(b) => {
                        let finer = a.more_specific(b);
                        if finer.as_str() == ours {
                            return Ok(());
                        }
                        finer.as_str().to_owned()
                    }
                    _ => theirs.to_owned(),
                }
            }
            (Fact::Remark, Some(ours)) => {
                if ours.contains(theirs) {
                    return Ok(());
                }
                format!("{ours}；{theirs}")
            }
            // 常住 and 租户 are both true of one person.
            (Fact::ResidenceType, Some(ours)) => match joined(ours, theirs) {
                Some(joined) => joined,
                None => return Ok(()),
            },
            (Fact::Unreadable | Fact::Extra, Some(ours)) => match merged(ours, theirs)? {
                Some(merged) => merged,
                None => return Ok(()),
            },
            (Fact::Name | Fact::IdNumber | Fact::Sex, Some(_)) => {
                return self.ask_field(
                    row,
                    resident,
                    field.column(),
                    field.title(),
                    theirs,
                    sheet_row,
                    course,
                );
            }
            _ => theirs.to_owned(),
        };
        let overwrites = ours.is_some()
            && !matches!(
                field,
                Fact::Birth
                    | Fact::Remark
                    | Fact::ResidenceType
                    | Fact::Unreadable
                    | Fact::Extra
                    | Fact::Relation
            );
        let differs = ours.is_some() && field == Fact::Relation && new == theirs;
        if (overwrites || differs) && self.set_by_this_import(resident.id, field) {
            return self.ask_field(row, resident, field.column(), field.title(), theirs, sheet_row, course);
        }
        if overwrites && self.asked_before(row, resident, field.column(), theirs, course)? {
            return Ok(());
        }
        residents::set(self.tx, resident.id, field, Some(&new))?;
        self.updated_here.insert((resident.id, field));
        if field == Fact::IdNumber {
            let room = louce_core::households::room_of(self.tx.reader(), resident.household_id)?
                .map(|(room, _)| room);
            self.index.note(resident.id, &row.name_key, Some(&new), row.birth(), room);
            if resident.facts.get(Fact::IdRaw).is_some() {
                residents::set(self.tx, resident.id, Fact::IdRaw, None)?;
            }
        }
        if !matches!(field, Fact::Unreadable | Fact::Extra) || ours.is_some() || !theirs.is_empty() {
            course.change(field.title(), ours, Some(&new));
        }
        Ok(())
    }

    /// Neither of two sheets of one import is the newer one.
    fn set_by_this_import(&self, resident: i64, field: Fact) -> bool {
        resident > self.operation || self.updated_here.contains(&(resident, field))
    }

    fn compare_phones(&mut self, row: &Incoming, resident: i64, course: &mut Course) -> Result<()> {
        if row.phones.is_empty() {
            return Ok(());
        }
        let ours = residents::phones(self.tx.reader(), resident)?;
        if row.phones.iter().all(|phone| ours.contains(phone)) {
            return Ok(());
        }
        // The newest first; older numbers stay, somebody may still answer there.
        let mut all = row.phones.clone();
        all.extend(ours.iter().filter(|phone| !row.phones.contains(phone)).cloned());
        residents::set_phones(self.tx, resident, &all)?;
        let shown = (!ours.is_empty()).then(|| ours.join("、"));
        course.change("电话", shown.as_deref(), Some(&all.join("、")));
        Ok(())
    }

    fn compare_address(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let Some(address) = &row.door else { return Ok(()) };
        let ours = louce_core::households::room_of(self.tx.reader(), resident.household_id)?;
        let theirs = self.index.place(address);
        let here = match (ours, theirs) {
            (Some((room, _)), Some(place)) if place.room == Some(room) => true,
            // A ledger that gives only the building says nothing against the room.
            (Some((_, building)), Some(place))
                if address.room.is_empty() && address.kind == RoomKind::Residence =>
            {
                place.building == building
            }
            (Some((room, _)), _) if self.index.got_another_unit(room, address) => {
                return self.move_in(row, resident, address, course);
            }
            (Some((room, _)), _) => {
                self.index.room_without_unit(address) == Some(room)
                    || self.index.possible_rooms(address).contains(&room)
            }
            (None, _) => false,
        };
        if here {
            if let Some((room, _)) = ours
                && self.index.give_unit(self.tx, room, address)?
            {
                course.change("单元", None, Some(&address.unit));
            }
            if let (Some((room, _)), Some(label)) = (ours, row.room_label.as_deref())
                && self.label_room(room, label)?
            {
                course.change("房屋标签", None, Some(label));
            }
            return Ok(());
        }
        if row.door_is_guessed {
            return Ok(());
        }
        if ours.is_none() {
            // The office could not read the address before: now it is known.
            return self.move_in(row, resident, address, course);
        }
        self.ask_field(row, resident, "address", "住址", &address.label(), sheet_row, course)
    }

    fn move_in(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        address: &RoomAddress,
        course: &mut Course,
    ) -> Result<()> {
        let before = places::label_of_household(self.tx.reader(), resident.household_id)?;
        let (room, _) = self.index.make_room(self.tx, address, row.room_label.as_deref())?;
        let (household, made) = self.index.make_household(self.tx, room, row.household_number.as_deref())?;
        self.households_created += u32::from(made);
        residents::move_to(self.tx, resident.id, household)?;
        self.index.note(resident.id, &row.name_key, None, None, Some(room));
        course.change("住址", before.as_deref(), Some(&address.label()));
        Ok(())
    }

    fn compare_presence(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        stay: &super::incoming::Stay,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let known = residents::presences(self.tx.reader(), resident.id)?;
        let open = known.iter().rfind(|row| row.until.is_none());
        if let Some(open) = open
            && open.state != stay.state
            && stay.until.is_none()
        {
            let later = match (&stay.since, &open.since) {
                (Some(theirs), Some(ours)) => theirs > ours,
                (Some(theirs), None) => *theirs > open.noted_on,
                (None, _) => false,
            };
            if !later && stay.state() == PresenceState::Home {
                // A general ledger that calls everybody 在住 does not end an isolation.
                return Ok(());
            }
            if !later {
                return self.ask_field(
                    row,
                    resident,
                    "presence",
                    "在住状态",
                    stay.state().name(),
                    sheet_row,
                    course,
                );
            }
        }
        if self.add_presence(resident.id, stay)? {
            let old =
                open.and_then(|open| PresenceState::from_code(&open.state)).unwrap_or(PresenceState::Home);
            course.change("在住状态", Some(old.name()), Some(stay.state().name()));
        }
        Ok(())
    }

    fn label_room(&mut self, room: i64, label: &str) -> Result<bool> {
        if places::room_label(self.tx.reader(), room)?.as_deref() == Some(label) {
            return Ok(false);
        }
        places::set_room_label(self.tx, room, label)?;
        Ok(true)
    }

    /// Whether this disagreement was raised before; says how it stands.
    fn asked_before(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        code: &str,
        theirs: &str,
        course: &mut Course,
    ) -> Result<bool> {
        let fingerprint = field_fingerprint(row, resident.id, code, theirs);
        self.standing(&fingerprint, course)
    }

    fn standing(&mut self, fingerprint: &str, course: &mut Course) -> Result<bool> {
        let known = questions::known(self.tx.reader(), fingerprint)?;
        if let Some((id, state)) = known {
            course.detail.reasons.push(match state {
                QuestionState::Open => format!("已在待定问题中（编号 {id}）"),
                _ => format!("这个问题已有决定（编号 {id}）"),
            });
        }
        Ok(known.is_some())
    }

    #[allow(clippy::too_many_arguments)] // both sides and the source of a question
    fn ask_field(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        code: &str,
        title: &str,
        theirs: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let fingerprint = field_fingerprint(row, resident.id, code, theirs);
        if self.standing(&fingerprint, course)? {
            return Ok(());
        }
        let ours = match code {
            "address" => places::label_of_household(self.tx.reader(), resident.household_id)?,
            "presence" => {
                Some(residents::state_on_day(self.tx.reader(), resident.id, self.today)?.name().to_owned())
            }
            _ => Fact::from_column(code).and_then(|field| resident.facts.get(field)).map(str::to_owned),
        };
        let reason = format!("{title}与底册不一致");
        self.ask(
            NewQuestion {
                fingerprint,
                kind: QuestionKind::Field,
                resident: Some(resident.id),
                field: Some(code),
                ours: ours.as_deref(),
                theirs: Some(theirs),
                candidates: &[resident.id],
                incoming: &serde_json::to_string(row)?,
                reason: &reason,
                file: &self.file.clone(),
                sheet: &self.sheet.clone(),
                row: sheet_row,
            },
            course,
        )
    }

    fn ask_who(
        &mut self,
        row: &Incoming,
        candidates: &[i64],
        why: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let door = row.door.as_ref().map(|door| door.label()).unwrap_or_default();
        let number = row.id_number().or_else(|| row.facts.get(Fact::IdRaw)).unwrap_or("");
        let birth = row.facts.get(Fact::Birth).unwrap_or("");
        let fingerprint = format!("who|{}|{door}|{number}|{birth}", row.name_key);
        if self.standing(&fingerprint, course)? {
            return Ok(());
        }
        let theirs = [row.name(), door.as_str(), number, birth]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let resident = if let [only] = candidates { Some(*only) } else { None };
        let ours = match candidates.first() {
            Some(first) => self.in_short(*first)?,
            None => None,
        };
        self.ask(
            NewQuestion {
                fingerprint,
                kind: QuestionKind::Who,
                resident,
                field: None,
                ours: ours.as_deref(),
                theirs: Some(&theirs),
                candidates,
                incoming: &serde_json::to_string(row)?,
                reason: why,
                file: &self.file.clone(),
                sheet: &self.sheet.clone(),
                row: sheet_row,
            },
            course,
        )
    }

    fn in_short(&self, resident: i64) -> Result<Option<String>> {
        let Some(resident) = residents::get(self.tx.reader(), resident)? else { return Ok(None) };
        let door = places::label_of_household(self.tx.reader(), resident.household_id)?;
        let facts = [Fact::IdNumber, Fact::IdRaw, Fact::Birth]
            .into_iter()
            .filter_map(|field| resident.facts.get(field));
        let words: Vec<&str> =
            resident.facts.get(Fact::Name).into_iter().chain(door.as_deref()).chain(facts).collect();
        Ok(Some(words.join(" ")))
    }

    fn ask(&mut self, new: NewQuestion<'_>, course: &mut Course) -> Result<()> {
        let id = questions::ask(self.tx, &new)?;
        course.asked = true;
        course.detail.reasons.push(format!("待定（编号 {id}）：{}", new.reason));
        Ok(())
    }

    fn take_room(&mut self, mut beside: Beside, facts: &RowFacts, state: RoomState) -> Result<Logged> {
        let mut course = Course::of(&mut beside);
        let Some(address) = facts.address.value().filter(|address| !address.building.is_empty()) else {
            course.detail.reasons.push("房屋没有楼号或看不懂".to_owned());
            return Ok(course.logged(beside.row, Outcome::Rejected, None));
        };
        let label = match (&facts.room_label, state) {
            (Some(label), _) => Some(label.as_str()),
            (None, RoomState::Vacant) => Some("空关房"),
            (None, RoomState::Rented) => Some("出租房"),
            (None, RoomState::Shop) => Some("商铺"),
            (None, RoomState::Unknown) => None,
        };
        let (room, made) = self.index.make_room(self.tx, address, label)?;
        if self.index.household_in(room).is_some() {
            if state == RoomState::Vacant && places::people_in(self.tx.reader(), room)? > 0 {
                course.detail.reasons.push("表中写空关，底册中这一室有人，请核对".to_owned());
            }
        } else if made {
            self.empty_here.insert(room);
            self.empty_rooms += 1;
        } else if let Some(label) = label
            && self.label_room(room, label)?
        {
            course.change("房屋标签", None, Some(label));
        }
        if let Some(remark) = &facts.remark {
            places::note_room(self.tx, room, remark)?;
        }
        self.take_responsible(&beside, address, &mut course)?;
        Ok(course.logged(beside.row, Outcome::EmptyRoom, None))
    }

    fn take_building(&mut self, mut beside: Beside, facts: &RowFacts) -> Result<Logged> {
        let mut course = Course::of(&mut beside);
        let Some(address) = facts.address.value().filter(|address| !address.building.is_empty()) else {
            course.detail.reasons.push("没有楼号或看不懂".to_owned());
            return Ok(course.logged(beside.row, Outcome::Rejected, None));
        };
        self.index.make_building(self.tx, address)?;
        self.take_responsible(&beside, address, &mut course)?;
        Ok(course.logged(beside.row, Outcome::Building, None))
    }

    /// 网格, 块 and the responsible persons that stand in the row of a person, a room or a building.
    fn take_responsible(
        &mut self,
        beside: &Beside,
        address: &RoomAddress,
        course: &mut Course,
    ) -> Result<()> {
        if beside.responsible.is_empty() && beside.grid.is_none() && beside.block.is_none() {
            return Ok(());
        }
        let Some(building) = self.index.building(address) else { return Ok(()) };
        for (kind, name) in [(AreaKind::Grid, &beside.grid), (AreaKind::Block, &beside.block)] {
            let Some(name) = name else { continue };
            if !self.responsible_here.insert((building, String::new(), kind.code(), name.clone())) {
                continue;
            }
            if places::area_of_building(self.tx.reader(), building, kind)?.as_deref() != Some(name) {
                let area = places::area(self.tx, kind, name)?;
                places::set_building_area(self.tx, building, kind, area)?;
                course.change(if kind == AreaKind::Grid { "网格" } else { "块" }, None, Some(name));
            }
        }
        for person in &beside.responsible {
            let by_entrance = beside.is_building || person.role == ResponsibleRole::Keeper;
            let unit = Some(address.unit.as_str()).filter(|unit| by_entrance && !unit.is_empty());
            let role = person.role.to_string();
            let seen = (building, unit.unwrap_or("").to_owned(), person.role.code(), person.name.clone());
            if !self.responsible_here.insert(seen) {
                continue;
            }
            let phone = person.phone.as_ref().map(louce_core::values::Phone::as_str);
            if places::set_responsible(self.tx, building, unit, &role, &person.name, phone)? {
                course.change(&role, None, Some(&person.name));
            }
        }
        Ok(())
    }
}

fn said(row: u32, outcome: Outcome, reason: String) -> Logged {
    let detail = Detail { reasons: vec![reason], changes: Vec::new() };
    Logged { sheet: 0, row, outcome, by: None, detail: Some(Box::new(detail)) }
}

fn field_fingerprint(_row: &Incoming, resident: i64, code: &str, theirs: &str) -> String {
    format!("field|{resident}|{code}|{theirs}")
}

/// What `theirs` adds to a list joined by 、; `None` when nothing.
fn joined(ours: &str, theirs: &str) -> Option<String> {
    let mut all: Vec<&str> = ours.split('、').collect();
    let before = all.len();
    for word in theirs.split('、') {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    (all.len() > before).then(|| all.join("、"))
}

/// Two JSON objects as one, what is there first staying; `None` when nothing is added.
fn merged(ours: &str, theirs: &str) -> Result<Option<String>> {
    let mut all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(ours)?;
    let before = all.len();
    for (key, value) in serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(theirs)? {
        all.entry(key).or_insert(value);
    }
    Ok((all.len() > before).then(|| serde_json::Value::Object(all).to_string()))
}
