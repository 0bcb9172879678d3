//! Takes rows into the office one by one, inside one operation, and logs the fate of each.
//!
//! Not here: what a row means (`rows`, the layout), whom it means (`plan`), what is done when office and row differ (`compare`).

use std::collections::HashSet;
use std::ops::ControlFlow;

use louce_core::residents::{self, Field as Fact, NewPresence};
use louce_core::values::{Day, RoomAddress, RoomKind};
use louce_core::{Clock, Error, Result, Tx, ledgers, questions};

use super::decide::Decision;
use super::decide_many::{self, Rule};
use super::incoming::Incoming;
use super::index::Index;
use super::plan::{self, Meant};
use super::report::{
    Asked, AskedGroup, CellChange, Detail, ImportReport, Logged, MatchedBy, Outcome, SheetReport,
};
use super::rows::{Beside, Understood, understood};
use super::{ImportError, Ledger, Progress};

/// From so many rows on, search indexes are built once at the end.
const MANY_ROWS: u64 = 2_000;
/// Rows between two words of progress.
const STRIDE: u64 = 2_000;

/// How ledgers are taken in.
pub(super) struct How<'a> {
    pub office_name: &'a str,
    pub clock: Clock,
    /// Note whom each row names.
    pub names: bool,
    /// How the questions raised are answered.
    pub rules: &'a [Rule],
}

/// Takes all ledgers in.
pub(super) fn run(
    tx: &mut Tx<'_>,
    ledgers: &[Ledger<'_>],
    report: &mut ImportReport,
    how: &How<'_>,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let How { office_name, clock, names, rules } = *how;
    let rows_of = |ledger: &Ledger<'_>| {
        ledger.workbook.sheets.get(ledger.sheet).map_or(0, |sheet| sheet.rows.len() as u64)
    };
    let total: u64 = ledgers.iter().map(rows_of).sum();
    let index = Index::load(tx.reader(), office_name)?;
    if total >= MANY_ROWS && total > residents::count(tx.reader())? {
        tx.build_indexes_later()?;
    }
    let mut intake = Intake::of(tx, index, clock);
    intake.names = names;
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
    report.asked = AskedGroup::of(&intake.asked);
    if !rules.is_empty() {
        intake.answer_asked(report, rules, progress)?;
    }
    report.households_created = intake.households_created;
    report.empty_rooms = intake.empty_rooms;
    let _ = progress(Progress { label: "建立检索", done: total, total });
    tx.build_indexes_now()?;
    Ok(())
}

/// The office while rows are taken in.
pub(super) struct Intake<'i, 't> {
    pub tx: &'i mut Tx<'t>,
    pub index: Index,
    pub operation: i64,
    pub clock: Clock,
    pub today: Day,
    pub file: String,
    pub sheet: String,
    fingerprint: String,
    /// Noted when the first row of the sheet changes something.
    sheet_id: Option<i64>,
    /// Note whom each row names.
    pub names: bool,
    /// (resident, field) set by this import: a second sheet that says otherwise asks instead of overwriting.
    pub updated_here: HashSet<(i64, Fact)>,
    pub responsible_here: HashSet<(i64, String, &'static str, String)>,
    /// Rooms made by this import without anybody in them.
    pub empty_here: HashSet<i64>,
    pub households_created: u32,
    pub empty_rooms: u32,
    /// Questions raised by this import.
    pub asked: Vec<Asked>,
}

/// What happened to a row while it is taken in.
#[derive(Default)]
pub(super) struct Course {
    pub detail: Detail,
    changed: bool,
    pub asked: bool,
}

impl Course {
    pub fn of(beside: &mut Beside) -> Self {
        let mut course = Self::default();
        course.detail.reasons.append(&mut beside.reasons);
        course
    }

    pub fn change(&mut self, field: &str, old: Option<&str>, new: Option<&str>) {
        self.changed = true;
        self.detail.changes.push(CellChange {
            field: field.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        });
    }

    pub fn logged(self, row: u32, quiet: Outcome, by: Option<MatchedBy>) -> Logged {
        let outcome = match (self.asked, self.changed) {
            (true, _) => Outcome::Conflict,
            (false, true) if quiet == Outcome::Unchanged => Outcome::Updated,
            _ => quiet,
        };
        let Detail { reasons, changes, who } = &self.detail;
        let said = !reasons.is_empty() || !changes.is_empty() || who.is_some();
        let detail = said.then(|| Box::new(self.detail));
        Logged { sheet: 0, row, outcome, by, detail }
    }
}

impl<'i, 't> Intake<'i, 't> {
    /// For carrying out decisions. Keeping what the office has needs to know nothing of it.
    pub fn deciding(tx: &'i mut Tx<'t>, office_name: &str, clock: Clock, decision: Decision) -> Result<Self> {
        let index = match decision {
            Decision::Keep => Index::default(),
            Decision::Take | Decision::New => Index::load(tx.reader(), office_name)?,
        };
        Ok(Self::of(tx, index, clock))
    }

    fn of(tx: &'i mut Tx<'t>, index: Index, clock: Clock) -> Self {
        Self {
            operation: tx.operation(),
            tx,
            index,
            clock,
            today: clock.today(),
            file: String::new(),
            sheet: String::new(),
            fingerprint: String::new(),
            sheet_id: None,
            names: false,
            updated_here: HashSet::new(),
            responsible_here: HashSet::new(),
            empty_here: HashSet::new(),
            households_created: 0,
            empty_rooms: 0,
            asked: Vec::new(),
        }
    }

    /// Answers the questions of this import by rules.
    fn answer_asked(
        &mut self,
        report: &mut ImportReport,
        rules: &[Rule],
        progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Result<()> {
        let asked: HashSet<i64> = self.asked.iter().map(|asked| asked.id).collect();
        let open = questions::open(self.tx.reader(), |question| asked.contains(&question.id))?;
        self.tx.index_names()?;
        report.decided = decide_many::by_rules(self, &open, rules, progress)?;
        Ok(())
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
        if self.names {
            let door = row.door.as_ref().map_or_else(|| row.address_raw.clone(), RoomAddress::label);
            course.detail.who = Some(Box::new((row.name().to_owned(), door)));
        }
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

    pub fn add_tag(&mut self, resident: i64, tag: &super::incoming::Tag) -> Result<bool> {
        residents::add_tag(self.tx, resident, &tag.as_new())
    }

    pub fn add_presence(&mut self, resident: i64, stay: &super::incoming::Stay) -> Result<bool> {
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
}

fn said(row: u32, outcome: Outcome, reason: String) -> Logged {
    let detail = Detail { reasons: vec![reason], ..Detail::default() };
    Logged { sheet: 0, row, outcome, by: None, detail: Some(Box::new(detail)) }
}
