//! The filled workbook read back: one operation for all of it, undoable; the same file twice changes nothing.

use std::rc::Rc;

use louce_core::residents::{self, Field};
use louce_core::testing::tubes::{self, OnPaper};
use louce_core::testing::{self, Mark, Recorded, Round, Standing};
use louce_core::values::{building_name, squeeze};
use louce_core::{Clock, Error, Office, Op, OpKind, Tx, places};
use rustc_hash::{FxHashMap, FxHashSet};

use super::key::{self, Found, Key, Seal, SeenCell, Stood};
use super::mask::shown_reason;
use super::paper::{Above, Bearings, Line, above, header, painted, text_of};
use super::person::shown_id;
use super::report::{CellChange, PlanRow, RecordReport, RowOutcome};
use super::words::{self, Said};
use super::{Col, RosterError};
use crate::read::{Cell, Sheet, Workbook};

/// Reads a filled roster into round `number`.
///
/// # Errors
/// [`RosterError`]; nothing is changed then.
pub fn record(
    office: &mut Office,
    workbook: &Workbook,
    number: u32,
    dry_run: bool,
    clock: Clock,
) -> Result<RecordReport, RosterError> {
    let round = testing::round(office.reader(), number)?;
    let op = Op::new(OpKind::RecordRound, format!("登记{}结果", round.title()));
    let read = |tx: &mut Tx<'_>| -> Result<RecordReport, RosterError> {
        let report = Reading::new(tx, &round, workbook, clock).run()?;
        let untested: u32 = report.untested.values().sum();
        tx.summarise(format!(
            "登记{}结果（{}）：已采{}人，未采{untested}人，新增{}人，更正资料{}人",
            round.title(),
            workbook.file_name,
            report.tested,
            report.newcomers,
            report.updated
        ));
        Ok(RecordReport { dry_run, ..report })
    };
    if dry_run {
        return office.rehearse(op, clock, read);
    }
    let outcome = office.transact(op, clock, read)?;
    Ok(RecordReport { operation: outcome.operation, ..outcome.value })
}

/// What is known while the sheets are read.
pub(super) struct Reading<'t, 'c, 'r> {
    pub tx: &'t mut Tx<'c>,
    pub round: &'r Round,
    pub workbook: &'r Workbook,
    pub seal: Seal,
    pub clock: Clock,
    pub report: RecordReport,
    /// Whose rows were met.
    pub met: FxHashSet<i64>,
    pub other_round: Option<u32>,
    pub keyed: bool,
}

/// How a row went, until it is put into the report.
#[derive(Default)]
pub(super) struct Course {
    pub resident: Option<i64>,
    pub mark: Option<RowOutcome>,
    pub reason: Option<String>,
    pub newcomer: bool,
    pub conflict: bool,
    pub unknown: bool,
    pub changes: Vec<CellChange>,
    pub reasons: Vec<String>,
}

impl<'t, 'c, 'r> Reading<'t, 'c, 'r> {
    fn new(tx: &'t mut Tx<'c>, round: &'r Round, workbook: &'r Workbook, clock: Clock) -> Self {
        Self {
            tx,
            round,
            workbook,
            seal: Seal::of(round),
            clock,
            report: RecordReport { round: round.number, ..RecordReport::default() },
            met: FxHashSet::default(),
            other_round: None,
            keyed: false,
        }
    }

    fn run(mut self) -> Result<RecordReport, RosterError> {
        self.round_is_open()?;
        let mut found = false;
        let workbook = self.workbook;
        for sheet in &workbook.sheets {
            let Some(bearings) = self.bearings(sheet)? else { continue };
            found = true;
            self.read_sheet(sheet, &bearings)?;
        }
        if !found {
            return Err(RosterError::NotARoster);
        }
        match self.other_round {
            Some(other) if !self.keyed => {
                Err(RosterError::OtherRound { asked: self.round.number, found: other })
            }
            _ => Ok(self.report),
        }
    }

    fn round_is_open(&self) -> Result<(), RosterError> {
        match self.round.state {
            testing::RoundState::Open => Ok(()),
            testing::RoundState::Closed => Err(Error::Refused(format!(
                "第{}轮已经结束，不能再登记。如需补登，请先撤销结束。",
                self.round.number
            ))
            .into()),
        }
    }

    /// Finds the header, the columns by their words, the building and the last printed row; `None`: no roster on this sheet.
    fn bearings(&mut self, sheet: &Sheet) -> Result<Option<Bearings>, RosterError> {
        let mut at = Bearings {
            columns: FxHashMap::default(),
            header: 0,
            building: None,
            last_printed: 0,
            merges: sheet.merges.iter().map(|m| ((m.first_row, m.first_col), m.last_row)).collect(),
        };
        let mut sheet_key = None;
        let mut person = None;
        let (mut keys, mut last_numbered) = (false, 0);
        for row in sheet.rows.iter() {
            if at.columns.is_empty() {
                if row.index > 40 {
                    return Ok(None);
                }
                at.columns = header(&row).unwrap_or_default();
                at.header = row.index;
            }
            let number =
                at.columns.get(&Col::Seq).and_then(|col| row.get(*col)).map(text_of).unwrap_or_default();
            if row.index > at.header && number.parse::<u32>().is_ok() {
                last_numbered = row.index;
            }
            for (_, cell) in &row.cells {
                let Cell::Text(text) = cell else { continue };
                match key::find(text, self.seal) {
                    Found::Sheet(building) => sheet_key = Some(building),
                    Found::Row(key) => {
                        at.last_printed = row.index;
                        keys = true;
                        self.keyed = true;
                        person.get_or_insert(key.resident);
                    }
                    Found::OtherRound(number) => self.other_round = Some(number),
                    Found::Damaged | Found::No => {}
                }
            }
        }
        if at.columns.is_empty() {
            return Ok(None);
        }
        if !keys {
            at.last_printed = last_numbered;
        }
        at.building = match (sheet_key, person) {
            (Some(0), _) => None,
            (Some(building), _) => Some(building),
            (None, Some(person)) => testing::building_of(self.tx.reader(), self.round, person)?,
            (None, None) => self.building_by_name(&sheet.name)?,
        };
        Ok(Some(at))
    }

    /// The one building a sheet's name names.
    fn building_by_name(&self, name: &str) -> Result<Option<i64>, RosterError> {
        let bare = building_name(name);
        let known = places::buildings(self.tx.reader())?;
        let mut fitting =
            known.iter().filter(|building| building.name == name || Some(&building.name) == bare.as_ref());
        Ok(match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        })
    }

    fn read_sheet(&mut self, sheet: &Sheet, at: &Bearings) -> Result<(), RosterError> {
        let (mut unit, mut room) = (Above::default(), Above::default());
        let name: Rc<str> = sheet.name.as_str().into();
        for row in sheet.rows.iter().filter(|row| row.index > at.header) {
            let unit = above(&mut unit, Col::Unit, &row, at);
            let room = above(&mut room, Col::Room, &row, at);
            let painted = painted(&row, at, sheet);
            let line = Line { row: &row, at, unit, room, painted };
            let person = line.text(Col::Name);
            if person == Col::Name.header() {
                continue;
            }
            let mut course = Course::default();
            if self.read_line(&line, &person, &name, &mut course)? {
                self.note(&name, row.index + 1, person, course);
            }
            self.tx.breathe()?;
        }
        Ok(())
    }

    /// Whether the row is about somebody.
    fn read_line(
        &mut self,
        line: &Line<'_>,
        name: &str,
        sheet: &str,
        course: &mut Course,
    ) -> Result<bool, RosterError> {
        match self.key_of(line) {
            Found::Row(key) => {
                let known = residents::get(self.tx.reader(), key.resident)?;
                let standing = testing::standing(self.tx.reader(), self.round, key.resident)?;
                let (Some(known), Some(standing)) = (known, standing) else {
                    course.unknown("此人已不在本轮名单中");
                    return Ok(true);
                };
                let ours = known.facts.get(Field::Name).unwrap_or("").to_owned();
                let same_name = name == ours || key.seen.is(SeenCell::Name, name);
                if !self.met.insert(key.resident) && !same_name && !name.is_empty() {
                    // A row copied to write somebody else into it.
                    return self.read_unkeyed(line, name, course);
                }
                course.resident = Some(key.resident);
                self.read_known(line, &key, &ours, name, &standing, sheet, course)?;
                Ok(true)
            }
            Found::OtherRound(number) => {
                course.unknown(&format!("这一行是第{number}轮的"));
                Ok(true)
            }
            Found::Damaged => {
                course.reasons.push("隐藏的编码被改动，按姓名和室号查找".into());
                self.read_unkeyed(line, name, course)
            }
            Found::Sheet(_) | Found::No => self.read_unkeyed(line, name, course),
        }
    }

    fn key_of(&self, line: &Line<'_>) -> Found {
        let texts = line.row.cells.iter().rev().filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        });
        texts.map(|text| key::find(text, self.seal)).find(|found| *found != Found::No).unwrap_or(Found::No)
    }

    /// A row whose key says whose it is.
    #[allow(clippy::too_many_arguments)]
    fn read_known(
        &mut self,
        line: &Line<'_>,
        key: &Key,
        ours: &str,
        name: &str,
        standing: &Standing,
        sheet: &str,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let facts =
            residents::get(self.tx.reader(), key.resident)?.map(|known| known.facts).unwrap_or_default();
        let id = line.text(Col::Id);
        let id_same = key.seen.is(SeenCell::Id, &id)
            || id.is_empty()
            || [false, true].iter().any(|unmasked| {
                id == shown_id(facts.get(Field::IdNumber), facts.get(Field::IdRaw), *unmasked)
            });
        if !name.is_empty() && name != ours && !key.seen.is(SeenCell::Name, name) {
            self.ask(key.resident, Field::Name, ours, name, sheet, line, course)?;
            if !key.seen.is(SeenCell::Id, &id) || id.is_empty() {
                course.conflict("姓名与名单不符，没有登记采样，请核对是不是同一个人");
                return Ok(());
            }
        }
        if !id_same {
            self.id_edited(key.resident, &facts, &id, sheet, line, course)?;
        }
        self.take_mark(line, key.resident, Some(key.stood), standing, course)?;
        self.take_phone(line, key, course)?;
        self.take_remark(line, key, &facts, course)
    }

    pub(super) fn take_mark(
        &mut self,
        line: &Line<'_>,
        resident: i64,
        stood: Option<Stood>,
        standing: &Standing,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let written = squeeze(&line.text(Col::Reason)).into_owned();
        // What was printed there is not something a person said.
        let printed = |known: &Option<String>| {
            known.as_deref().is_some_and(|known| known == written || shown_reason(known, false) == written)
        };
        let echo = printed(&standing.excluded)
            || stood == Some(Stood::Excluded) && standing.tested.is_some()
            || printed(&standing.reason);
        let reason =
            Some(written).filter(|text| !text.is_empty() && !louce_core::values::is_placeholder(text));
        let mut mark = match (words::sampled(line.cell(Col::Sampled)), reason) {
            (Said::Tested { mark, tube, time }, reason) => {
                if let Some(reason) = reason.filter(|_| !echo) {
                    course.reasons.push(format!("采样栏有记号，又写了未检原因“{reason}”，按已采样登记"));
                }
                Mark::Tested { mark, tube, time }
            }
            (Said::Not(inside), reason) => Mark::Untested { reason: reason.or(inside) },
            (Said::Nothing, Some(reason)) if !echo => {
                if line.painted.is_some() {
                    course.reasons.push("标了黄色，又写了未检原因，按未采样登记".into());
                }
                Mark::Untested { reason: Some(reason) }
            }
            (Said::Nothing, _) => match line.painted {
                // Colour adds nothing to a mark that is known.
                Some(col) if standing.tested != Some(true) => {
                    course.reasons.push(format!("{}格标黄，按已采样登记", col.header()));
                    Mark::Tested { mark: words::PAINTED.into(), tube: None, time: None }
                }
                _ => return Ok(()),
            },
            (Said::Unclear(text), _) => {
                course.conflict(&format!("采样栏的“{text}”看不懂，没有登记"));
                return Ok(());
            }
        };
        let tube = self.tube_of(&mut mark);
        if let Some(barcode) = &tube
            && let Some(seat) = tubes::sits_elsewhere(self.tx.reader(), self.round, resident, barcode)?
        {
            let told = format!(
                "已在管 {} 的第{}位，这张表上写的是管 {barcode}，没有改，请核对",
                seat.barcode, seat.seat
            );
            course.conflict(&told);
            return Ok(());
        }
        if let Mark::Untested { reason } = &mark {
            if let Some(excluded) = &standing.excluded {
                if reason.is_some() && reason.as_deref() != Some(excluded) {
                    course.reasons.push(format!("此人因{excluded}不列应检，所写原因没有登记"));
                }
                return Ok(());
            }
            // Somebody else's sheet said tested meanwhile; a sheet that showed it means to correct it.
            if standing.tested == Some(true) && stood != Some(Stood::Tested) {
                course.conflict("已登记为采样，这张表上写没有采样，请核对");
                return Ok(());
            }
        }
        if testing::record(self.tx, self.round, resident, &mark, self.clock)? == Recorded::Changed {
            match mark {
                Mark::Tested { .. } => {
                    course.mark = Some(RowOutcome::Tested);
                    if let Some(excluded) = &standing.excluded {
                        course.reasons.push(format!("原因{excluded}不列应检，现已采样，列入应检"));
                    }
                }
                Mark::Untested { reason } => {
                    course.mark = Some(RowOutcome::Untested);
                    course.reason = Some(reason.unwrap_or_else(|| "未说明".into()));
                }
            }
        }
        if let Some(barcode) = tube
            && let OnPaper::Stands(why) =
                tubes::sit_on_paper(self.tx, self.round, &barcode, resident, self.clock)?
        {
            course.reasons.push(why);
        }
        Ok(())
    }

    /// The tube a mark names, written as tubes are kept.
    fn tube_of(&self, mark: &mut Mark) -> Option<String> {
        let Mark::Tested { tube, .. } = mark else { return None };
        let barcode = tubes::barcode_on_paper(self.round, tube.as_deref()?)?;
        *tube = Some(barcode.clone());
        Some(barcode)
    }

    fn note(&mut self, sheet: &str, row: u32, name: String, course: Course) {
        let report = &mut self.report;
        match course.mark {
            Some(RowOutcome::Tested) => report.tested += 1,
            Some(_) => *report.untested.entry(course.reason.unwrap_or_default()).or_default() += 1,
            None => {}
        }
        report.newcomers += u32::from(course.newcomer);
        report.updated += u32::from(!course.changes.is_empty());
        report.conflicts += u32::from(course.conflict);
        report.unknown += u32::from(course.unknown);
        let outcome = match () {
            () if course.unknown => RowOutcome::Unknown,
            () if course.conflict => RowOutcome::Conflict,
            () if course.newcomer => RowOutcome::Newcomer,
            () => match course.mark {
                Some(mark) => mark,
                None if !course.changes.is_empty() => RowOutcome::Updated,
                None => RowOutcome::Unchanged,
            },
        };
        report.unchanged += u32::from(outcome == RowOutcome::Unchanged);
        report.rows.push(PlanRow {
            sheet: sheet.to_owned(),
            row,
            outcome,
            resident: course.resident,
            name,
            changes: course.changes,
            reasons: course.reasons,
        });
    }
}

impl Course {
    pub(super) fn conflict(&mut self, reason: &str) {
        self.conflict = true;
        self.reasons.push(reason.to_owned());
    }
    pub(super) fn unknown(&mut self, reason: &str) {
        self.unknown = true;
        self.reasons.push(reason.to_owned());
    }
}
