//! Many cells set by one paste or fill 粘贴 on the wire: through the same door as one field of one person, as one operation.

use louce_core::residents::{self, EDITABLE, Field};
use louce_core::values::IdType;
use louce_core::{Error, Op, OpKind, Tx};
use louce_sheets::import::Progress;
use serde::{Deserialize, Serialize};

use crate::{Session, WireError, mask};

/// Most cells at once.
const MOST: usize = 20_000;
/// Cells between two words of progress.
const STRIDE: usize = 50;
/// Field of the phones, several in one text.
const PHONES: &str = "phones";
/// Field of 在住: a word, from today on.
const PRESENCE: &str = "presence";
/// Field of 重点: all tags in one text.
const TAGS: &str = "tags";

/// A cell as typed or pasted.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct TypedCell {
    /// Whose.
    pub resident: i64,
    /// A code such as `name`, `id_number`, `birth`, `remark`; `phones` and `tags` for all of them in one text; `presence`
    /// for a state from today on.
    pub field: String,
    /// As typed; "" clears.
    pub value: String,
}

/// Cells to be set.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CellsRequest {
    /// In the order in which they are set; at most 20,000.
    pub cells: Vec<TypedCell>,
    /// When a cell is refused, none is set.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub all_or_nothing: bool,
}

/// A cell that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RefusedCell {
    /// Position in the request.
    pub index: u32,
    /// Whose.
    pub resident: i64,
    /// Its field.
    pub field: String,
    /// In Chinese.
    pub why: String,
}

/// What came of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CellsSet {
    /// The operation, to be undone by; null when nothing changed.
    pub operation: Option<i64>,
    /// How it stands in the list of operations.
    pub summary: String,
    /// Cells set, those that said the same already among them.
    pub set: u32,
    /// Cells that were refused.
    pub refused: Vec<RefusedCell>,
}

/// Why an operation ended without being kept.
enum Ended {
    Refused,
    Failed(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Sets many cells as one operation.
///
/// # Errors
/// `refused` for no cells or too many; `cancelled`. Nothing is changed then.
pub fn set(session: &mut Session<'_>, request: CellsRequest) -> Result<CellsSet, WireError> {
    let CellsRequest { cells, all_or_nothing } = request;
    if cells.is_empty() {
        return Err(Error::Refused("没有要改的格子。".into()).into());
    }
    if cells.len() > MOST {
        return Err(Error::Refused(format!("一次最多改{MOST}格，请分几次贴。")).into());
    }
    let clock = session.clock;
    let progress = &mut *session.progress;
    let mut done = CellsSet { operation: None, summary: String::new(), set: 0, refused: Vec::new() };
    let outcome = session.office.transact(Op::new(OpKind::Edit, "修改表格"), clock, |tx| {
        for (at, cell) in cells.iter().enumerate() {
            let step = Progress { label: "写进表格", done: at as u64, total: cells.len() as u64 };
            if at % STRIDE == STRIDE - 1 && progress(step).is_break() {
                return Err(Ended::Failed(Error::Cancelled));
            }
            match set_one(tx, cell, clock.today()) {
                Ok(()) => done.set += 1,
                Err(
                    error @ (Error::BadValue { .. } | Error::IdTaken | Error::Refused(_) | Error::NoSuch(_)),
                ) => {
                    done.refused.push(RefusedCell {
                        index: u32::try_from(at).unwrap_or(u32::MAX),
                        resident: cell.resident,
                        field: cell.field.clone(),
                        why: error.to_string(),
                    });
                }
                Err(error) => return Err(Ended::Failed(error)),
            }
        }
        if all_or_nothing && !done.refused.is_empty() {
            return Err(Ended::Refused);
        }
        done.summary = summary(tx, &cells, done.set)?;
        tx.summarise(done.summary.clone());
        Ok(())
    });
    match outcome {
        Ok(outcome) => done.operation = outcome.operation,
        Err(Ended::Refused) => done.set = 0,
        Err(Ended::Failed(error)) => return Err(error.into()),
    }
    Ok(done)
}

/// A refusal comes before anything is written, so that the cells before and after it stand.
fn set_one(tx: &mut Tx<'_>, cell: &TypedCell, today: louce_core::values::Day) -> Result<(), Error> {
    let known = residents::get(tx.reader(), cell.resident)?.ok_or(Error::NoSuch("住户"))?;
    if cell.field == PHONES {
        let typed = cell.value.split(['、', ',', '，', ';', '；', ' ', '\n']).map(str::to_owned).collect();
        let phones = mask::whole_phones(tx.reader(), cell.resident, typed)?;
        return residents::set_phones_typed(tx, cell.resident, &phones);
    }
    match cell.field.as_str() {
        PRESENCE => return residents::set_presence_typed(tx, cell.resident, &cell.value, today),
        TAGS => return residents::set_tags_typed(tx, cell.resident, &cell.value, today),
        _ => {}
    }
    let field = Field::from_column(&cell.field).filter(|field| EDITABLE.contains(field));
    let field = field.ok_or_else(|| Error::Refused("这一列不能在表里改。".into()))?;
    match mask::typed(&cell.value, known.facts.get(field), field)? {
        Some(value) => {
            if field == Field::IdNumber {
                let id_type = known.facts.get(Field::IdType).and_then(IdType::from_code);
                residents::refuse_taken(tx.reader(), &value, id_type, Some(cell.resident))?;
            }
            residents::set_typed(tx, cell.resident, field, &value, today)
        }
        None => Ok(()),
    }
}

fn summary(tx: &Tx<'_>, cells: &[TypedCell], set: u32) -> Result<String, Error> {
    let first = cells.first().map(|cell| residents::get(tx.reader(), cell.resident)).transpose()?.flatten();
    let name = first.and_then(|known| known.facts.get(Field::Name).map(str::to_owned)).unwrap_or_default();
    let title = |code: &str| match code {
        PHONES => "电话",
        PRESENCE => "在住",
        TAGS => "重点",
        code => Field::from_column(code).map_or("资料", Field::title),
    };
    let field = cells.first().map_or("资料", |cell| title(&cell.field));
    Ok(match cells {
        [_] => format!("修改{name}的{field}"),
        _ if cells.iter().all(|cell| cell.field == cells[0].field) => format!("修改表格：{field}{set}格"),
        _ => format!("修改表格：{set}格"),
    })
}
