//! Import: read → match → plan → apply, any ledger as it is.
//!
//! `read` gives cells and `layout` says what each row means; here rows find their people in the office. What a dry run shows
//! is exactly what applying does: both take the same steps in one operation, and a dry run takes it back. Ambiguity becomes an
//! open question (待定), never a guess and never a second person; blank cells never erase.

mod apply;
mod ask;
mod compare;
mod decide;
mod decide_many;
mod doors;
mod error;
mod incoming;
mod index;
mod plan;
mod rejects;
mod report;
mod rows;
mod sheets;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_core::{Clock, Office, Op, OpKind};

pub use decide::{Decided, Decision, decide};
pub use decide_many::{DecidedMany, LeftOpen, Rule, decide_many};
pub use error::ImportError;
pub use report::{AskedGroup, CellChange, ImportReport, MatchedBy, Outcome, RowEntry, SheetReport};
pub use sheets::{ColumnView, Corrections, SheetView, sheets};

use crate::layout::{Field, Layout, LedgerKind};
use crate::read::{Isolation, Limits, Workbook, read_workbook};

/// How far the work is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What is being done, in Chinese.
    pub label: &'a str,
    /// Rows done.
    pub done: u64,
    /// Rows in all; 0 while unknown.
    pub total: u64,
}

/// How to import.
pub struct ImportOptions<'a> {
    /// Show what would come of it and change nothing.
    pub dry_run: bool,
    /// How untrusted files are read.
    pub isolation: Isolation,
    /// What a file may ask for.
    pub limits: Limits,
    /// Where to put the rejected rows, in the user's own layout with a reason column.
    pub rejects: Option<&'a Path>,
    /// Hears progress; may cancel.
    pub progress: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

/// A sheet with its layout, ready to be walked.
struct Ledger<'a> {
    workbook: &'a Workbook,
    sheet: usize,
    layout: Layout,
}

/// A row that says nothing, as questions that were not raised by an import keep it.
pub(crate) fn empty_row() -> String {
    serde_json::to_string(&incoming::Incoming::default()).unwrap_or_default()
}

/// Imports ledgers in one operation.
///
/// # Errors
/// [`ImportError`]; nothing is changed then.
pub fn import(
    office: &mut Office,
    files: &[PathBuf],
    options: ImportOptions<'_>,
    clock: Clock,
) -> Result<ImportReport, ImportError> {
    let ImportOptions { dry_run, isolation, limits, rejects, progress } = options;
    let workbooks = read(files, &isolation, &limits, progress)?;
    let options = TakeOptions { dry_run, names: false, rules: &[], rejects, shift_days: 0, progress };
    take(office, &workbooks, &Corrections::default(), options, clock)
}

/// Reads files into workbooks that [`sheets`] shows and [`take`] takes in.
///
/// # Errors
/// [`ImportError::Read`].
pub fn read(
    files: &[PathBuf],
    isolation: &Isolation,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Vec<Workbook>, ImportError> {
    let mut workbooks = Vec::with_capacity(files.len());
    for path in files {
        let name = file_name(path);
        let label = format!("读取 {name}");
        let mut hear = |rows| progress(Progress { label: &label, done: rows, total: 0 });
        let workbook = read_workbook(path, isolation, limits, &mut hear)
            .map_err(|error| ImportError::Read { file: name.clone(), error })?;
        workbooks.push(workbook);
    }
    Ok(workbooks)
}

/// How to take workbooks in.
pub struct TakeOptions<'a> {
    /// Show what would come of it and change nothing.
    pub dry_run: bool,
    /// Keep name and door of every row, for people to look at.
    pub names: bool,
    /// How the questions that these workbooks raise are answered; those that no rule means stay open.
    pub rules: &'a [Rule],
    /// Where to put the rejected rows, in the user's own layout with a reason column.
    pub rejects: Option<&'a Path>,
    /// Moves what is on certain days by so many days: the example's ledgers are of their own day.
    pub shift_days: i64,
    /// Hears progress; may cancel.
    pub progress: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

/// Takes workbooks in, as one operation. Columns that a person set right are remembered for the same headers.
///
/// # Errors
/// [`ImportError`]; nothing is changed then.
pub fn take(
    office: &mut Office,
    workbooks: &[Workbook],
    corrections: &Corrections,
    options: TakeOptions<'_>,
    clock: Clock,
) -> Result<ImportReport, ImportError> {
    let TakeOptions { dry_run, names: keep_names, rules, rejects, shift_days, progress } = options;
    let mut report = ImportReport::default();
    let ledgers = understand(office, workbooks, corrections, &mut report);
    if ledgers.is_empty()
        && !report.sheets.is_empty()
        && report.sheets.iter().all(|sheet| sheet.skipped.is_some())
    {
        return Err(ImportError::NothingToImport {
            files: workbooks.iter().map(|w| w.file_name.clone()).collect(),
        });
    }

    let names = named(workbooks);
    let op = Op::new(OpKind::Import, format!("导入 {names}"));
    let office_name = office.name()?;
    let mut run = |tx: &mut louce_core::Tx<'_>| {
        corrections.remember(tx, &ledgers, workbooks)?;
        let how = apply::How { office_name: &office_name, clock, names: keep_names, rules };
        apply::run(tx, &ledgers, &mut report, &how, progress)?;
        if shift_days != 0 {
            louce_core::residents::shift_stays(tx, shift_days)?;
        }
        tx.summarise(format!("导入 {names}：{}", report.in_words()));
        Ok::<(), ImportError>(())
    };
    if dry_run {
        office.rehearse(op, clock, &mut run)?;
    } else {
        let outcome = office.transact(op, clock, &mut run)?;
        report.operation = outcome.operation;
    }
    if let Some(path) = rejects {
        report.rejects_file = rejects::write(path, &ledgers, &report)?.then(|| path.to_owned());
    }
    Ok(report)
}

/// Finds the table of every sheet, the ledgers that make people before those that speak of them.
fn understand<'a>(
    office: &Office,
    workbooks: &'a [Workbook],
    corrections: &Corrections,
    report: &mut ImportReport,
) -> Vec<Ledger<'a>> {
    let mut found = Vec::new();
    for (file, workbook) in workbooks.iter().enumerate() {
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            if corrections.is_left_out(file, index) {
                report.sheets.push(SheetReport::left_out(&workbook.file_name, &sheet.name));
                continue;
            }
            match sheets::layout_of(office, workbook, file, index, corrections) {
                Ok(layout) => found.push(Ledger { workbook, sheet: index, layout }),
                Err(none) => report.sheets.push(SheetReport::skipped(&workbook.file_name, &sheet.name, none)),
            }
        }
    }
    found.sort_by_key(|ledger| precedence(&ledger.layout));
    found
}

fn precedence(layout: &Layout) -> u8 {
    let identified = u8::from(!layout.has(Field::IdNumber));
    match layout.ledger {
        LedgerKind::Roster => identified,
        LedgerKind::Households => 2,
        LedgerKind::Unknown => 3 + identified,
        LedgerKind::Isolation | LedgerKind::Returnees => 5,
        LedgerKind::Special(_) => 6,
        LedgerKind::TestRecord | LedgerKind::SignIn => 7,
        LedgerKind::Phones => 8,
        LedgerKind::Responsible => 9,
    }
}

/// "底册.xlsx", "底册.xlsx、独居.xls", "底册.xlsx 等 8 份".
fn named(workbooks: &[Workbook]) -> String {
    match workbooks {
        [first, _, _, ..] => format!("{} 等 {} 份", first.file_name, workbooks.len()),
        few => few.iter().map(|workbook| workbook.file_name.as_str()).collect::<Vec<_>>().join("、"),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
