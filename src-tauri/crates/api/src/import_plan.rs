//! Import 导入 as a window does it: look at the sheets, set them right, see what would come of them, then do it. What was read stays at
//! the desk between these steps, so that nothing is read twice and the page never names a path.

use std::path::PathBuf;

use louce_core::{OpKind, Operation};
use louce_sheets::import::{self, Corrections, ImportReport, Outcome, Progress, TakeOptions};
use louce_sheets::layout::{By, Field, NoTable, Told};
use louce_sheets::read::{Limits, Workbook};
use louce_sheets::sample;

use crate::desk::Seat;
use crate::import_types::{
    ApplyRequest, ColumnCorrection, FailedFile, FieldChoice, ImportCounts, ImportPlan, Imported, PlanRequest,
    PlanRows, PlanRowsRequest, PlannedColumn, PlannedRow, PlannedSheet, SheetCorrection, TopRow,
};
use crate::questions::DecideRule;
use crate::{Nothing, Session, WireError};

/// What was read and planned, between two commands.
pub(crate) struct OpenImport {
    workbooks: Vec<Workbook>,
    corrections: Corrections,
    report: ImportReport,
    plan: ImportPlan,
    /// How far the office was when it was planned.
    counter: i64,
}

/// What a column can hold, in the order it is offered.
///
/// # Errors
/// None.
pub fn fields(_: &mut Seat<'_>, _: Nothing) -> Result<Vec<FieldChoice>, WireError> {
    let tags = louce_core::values::TagKind::ALL.iter().map(|kind| Field::YesNo(*kind));
    let choice = |field: Field| FieldChoice { code: field.code().into_owned(), name: field.name() };
    Ok(Field::ALL.iter().copied().chain(tags).map(choice).collect())
}

/// Reads the files that are new, and shows what would come of all of them. Nothing is changed; after an error the plan from before
/// is still open.
///
/// # Errors
/// `file_…` when no file can be read (those that cannot beside others that can are listed), `nothing_to_import`, `cancelled`, `bad_field`.
pub fn plan(seat: &mut Seat<'_>, request: PlanRequest) -> Result<ImportPlan, WireError> {
    let PlanRequest { files, more, corrections: said, rules } = request;
    // What is asked wrongly leaves the open plan as it is.
    corrections(said.as_deref().unwrap_or_default())?;
    let counter = seat.office()?.reader().counter()?;
    let is_new = files.is_some() || more.is_some() || said.is_some();
    if let (false, Some(open)) = (is_new, &mut seat.desk.import)
        && open.counter == counter
    {
        open.plan.rules = rules.unwrap_or(std::mem::take(&mut open.plan.rules));
        return Ok(open.plan.clone());
    }
    let (read, unread) = read(seat, files.iter().chain(&more).flatten())?;
    let replaces = files.is_some();
    let mut before = seat.desk.import.take();
    let known = before.as_mut().filter(|_| !replaces);
    if known.is_none() && !replaces && more.is_none() {
        return Err(no_plan());
    }
    let (mut workbooks, mut failed, told, ruled) = known.map_or_else(Default::default, |open| {
        let plan = &open.plan;
        (
            std::mem::take(&mut open.workbooks),
            plan.failed.clone(),
            plan.corrections.clone(),
            plan.rules.clone(),
        )
    });
    let had = workbooks.len();
    workbooks.extend(read);
    failed.extend(unread);
    match look(seat, &workbooks, said.unwrap_or(told), rules.unwrap_or(ruled)) {
        Ok((corrections, report, mut plan)) => {
            plan.failed = failed;
            let answer = plan.clone();
            seat.desk.import = Some(OpenImport { workbooks, corrections, report, plan, counter });
            Ok(answer)
        }
        Err(error) => {
            if let Some(open) = before.as_mut().filter(|_| !replaces) {
                workbooks.truncate(had);
                open.workbooks = workbooks;
            }
            seat.desk.import = before;
            Err(error)
        }
    }
}

fn look(
    seat: &mut Seat<'_>,
    workbooks: &[Workbook],
    said: Vec<SheetCorrection>,
    rules: Vec<DecideRule>,
) -> Result<(Corrections, ImportReport, ImportPlan), WireError> {
    let corrections = corrections(&said)?;
    let session = seat.session()?;
    let options = TakeOptions {
        dry_run: true,
        names: true,
        rules: &[],
        rejects: None,
        shift_days: 0,
        progress: session.progress,
    };
    let taken = import::take(session.office, workbooks, &corrections, options, session.clock);
    let report = match taken {
        Ok(report) => report,
        // All sheets passed over: the person may still point at a header.
        Err(import::ImportError::NothingToImport { .. }) => ImportReport::default(),
        Err(error) => return Err(error.into()),
    };
    let sheets = import::sheets(session.office, workbooks, &corrections).into_iter().map(sheet).collect();
    let (counts, in_words, asked) = (counts(&report), report.in_words(), report.asked.clone());
    let plan = ImportPlan { sheets, counts, in_words, corrections: said, asked, rules, failed: Vec::new() };
    Ok((corrections, report, plan))
}

/// Reads files; those that cannot be read are told apart. When none can, what is wrong with the first is the error.
fn read<'a>(
    seat: &mut Seat<'_>,
    handles: impl Iterator<Item = &'a PathBuf>,
) -> Result<(Vec<Workbook>, Vec<FailedFile>), WireError> {
    let session = seat.session()?;
    let (mut workbooks, mut failed, mut first) = (Vec::new(), Vec::new(), None);
    for handle in handles {
        let path = session.files.input(handle)?;
        match import::read(
            std::slice::from_ref(&path),
            &session.isolation,
            &Limits::default(),
            session.progress,
        ) {
            Ok(read) => workbooks.extend(read),
            Err(error) if error.code() == "cancelled" => return Err(error.into()),
            Err(error) => {
                let name =
                    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let why = match &error {
                    import::ImportError::Read { error, .. } => error.to_string(),
                    other => other.to_string(),
                };
                failed.push(FailedFile {
                    file: handle.to_string_lossy().into_owned(),
                    name,
                    code: error.code(),
                    why,
                });
                first.get_or_insert(error);
            }
        }
    }
    match first {
        Some(error) if workbooks.is_empty() => Err(error.into()),
        _ => Ok((workbooks, failed)),
    }
}

/// Rows of the open plan.
///
/// # Errors
/// `no_plan`.
pub fn rows(seat: &mut Seat<'_>, request: PlanRowsRequest) -> Result<PlanRows, WireError> {
    let open = seat.desk.import.as_ref().ok_or_else(no_plan)?;
    let wanted = |outcome: Outcome| match &request.outcomes {
        Some(outcomes) => outcomes.contains(&outcome),
        None => outcome != Outcome::Skipped,
    };
    let mut found = PlanRows { total: 0, rows: Vec::new() };
    for entry in open.report.rows() {
        let of_sheet = request.sheet.as_deref().is_none_or(|sheet| sheet == entry.sheet)
            && request.file.as_deref().is_none_or(|file| file == entry.file);
        let flagged = !request.flagged || entry.reasons.iter().any(|reason| !reason.starts_with("按"));
        if !(wanted(entry.outcome) && of_sheet && flagged) {
            continue;
        }
        let inside = found.total >= request.from && found.total - request.from < request.count;
        found.total += 1;
        if inside {
            found.rows.push(PlannedRow {
                file: entry.file.to_owned(),
                sheet: entry.sheet.to_owned(),
                row: entry.row,
                outcome: entry.outcome,
                name: entry.who.map(|(name, _)| name.clone()),
                door: entry.who.map(|(_, door)| door.clone()),
                reasons: entry.reasons.iter().map(|reason| (*reason).to_owned()).collect(),
                changes: entry.changes.to_vec(),
            });
        }
    }
    Ok(found)
}

/// Does what was planned, as one operation; the office is backed up first.
///
/// # Errors
/// `no_plan`, `cancelled`; nothing is changed then, and the plan stays open.
pub fn apply(seat: &mut Seat<'_>, request: ApplyRequest) -> Result<Imported, WireError> {
    seat.desk.back_up_before(std::time::Instant::now(), seat.clock);
    let open = seat.desk.import.take().ok_or_else(no_plan)?;
    let done = take(seat, &open, request.rejects);
    if done.is_err() {
        seat.desk.import = Some(open);
    }
    done
}

fn take(seat: &mut Seat<'_>, open: &OpenImport, rejects: bool) -> Result<Imported, WireError> {
    let session = seat.session()?;
    let rejects = rejects.then(|| session.files.output("退回的行.xlsx".as_ref())).transpose()?;
    let rules: Vec<import::Rule> = open.plan.rules.iter().map(Into::into).collect();
    let options = TakeOptions {
        dry_run: false,
        names: false,
        rules: &rules,
        rejects: rejects.as_ref().map(|file| file.path.as_path()),
        shift_days: 0,
        progress: session.progress,
    };
    let report = import::take(session.office, &open.workbooks, &open.corrections, options, session.clock)?;
    Ok(Imported {
        counts: counts(&report),
        in_words: report.in_words(),
        operation: report.operation,
        decided: report.decided.decided,
        left: report.decided.left,
        rejects: rejects.filter(|_| report.rejects_file.is_some()).map(|file| file.named),
    })
}

/// Puts the plan away.
///
/// # Errors
/// None.
pub fn drop_plan(seat: &mut Seat<'_>, _: Nothing) -> Result<Nothing, WireError> {
    seat.desk.import = None;
    Ok(Nothing {})
}

/// Past imports, newest first.
///
/// # Errors
/// As any query.
pub fn list(session: &mut Session<'_>, _: Nothing) -> Result<Vec<Operation>, WireError> {
    let mut all = session.office.reader().operations()?;
    all.retain(|operation| operation.kind == OpKind::Import.code());
    all.reverse();
    Ok(all)
}

/// Takes an invented community into the open office.
///
/// # Errors
/// As an import.
pub(crate) fn take_example(seat: &mut Seat<'_>, households: u32) -> Result<(), WireError> {
    let folder = seat.desk.places.tray.join("example");
    let progress = &mut *seat.progress;
    let mut hear = |done: u32, total: u32| {
        progress(Progress { label: "编写示例台账", done: done.into(), total: total.into() })
    };
    let files = sample::write_community(households, 1, &folder, &mut hear)?;
    let session = seat.session()?;
    let workbooks = import::read(&files, &session.isolation, &Limits::default(), session.progress)?;
    let options = TakeOptions {
        dry_run: false,
        names: false,
        rules: &[],
        rejects: None,
        // Whoever tries the program wants somebody to be in isolation today.
        shift_days: (session.clock.now.date() - sample::as_of()).num_days(),
        progress: session.progress,
    };
    import::take(session.office, &workbooks, &Corrections::default(), options, session.clock)?;
    Ok(std::fs::remove_dir_all(folder)?)
}

fn no_plan() -> WireError {
    WireError::new("no_plan", "没有待导入的文件，请先选择文件。")
}

fn corrections(asked: &[SheetCorrection]) -> Result<Corrections, WireError> {
    let mut corrections = Corrections::default();
    for sheet in asked {
        let at = (sheet.file as usize, sheet.sheet as usize);
        if sheet.leave_out {
            corrections.left_out.push(at);
        }
        let column = |column: &ColumnCorrection| {
            let field = Field::from_code(&column.field);
            field
                .map(|field| (column.col, field))
                .ok_or_else(|| WireError::new("bad_field", "没有这种栏目。"))
        };
        let told = Told {
            header_row: sheet.header_row.and_then(|row| row.checked_sub(1)),
            building: sheet.building.clone().filter(|name| !name.trim().is_empty()),
            columns: sheet.columns.iter().map(column).collect::<Result<_, _>>()?,
        };
        corrections.told.insert(at, told);
    }
    Ok(corrections)
}

fn counts(report: &ImportReport) -> ImportCounts {
    ImportCounts {
        created: report.created,
        updated: report.updated,
        unchanged: report.unchanged,
        conflicts: report.conflicts,
        rejected: report.rejected,
        skipped: report.skipped,
        flagged: report.flagged,
        households_created: report.households_created,
        empty_rooms: report.empty_rooms,
    }
}

fn sheet(view: import::SheetView) -> PlannedSheet {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let layout = view.layout.as_ref().ok();
    let column = |view: import::ColumnView| PlannedColumn {
        col: view.column.col,
        header: view.column.header,
        field: view.column.field.code().into_owned(),
        field_name: view.column.field.name(),
        doubtful: view.column.confidence < 0.8,
        remembered: view.column.how == By::Remembered,
        samples: view.samples,
    };
    PlannedSheet {
        file: number(view.file),
        sheet: number(view.sheet),
        file_name: view.file_name,
        name: view.name,
        rows: number(view.rows),
        left_out: view.left_out,
        skipped: view.layout.as_ref().err().map(NoTable::to_string),
        ledger: layout.map(|layout| layout.ledger.code()),
        building: layout.and_then(|layout| layout.building.clone()),
        header_row: layout.and_then(|layout| layout.header_rows.clone().next()).map(|row| row + 1),
        columns: view.columns.into_iter().map(column).collect(),
        top: view.top.into_iter().map(|(row, cells)| TopRow { row, cells }).collect(),
    }
}
