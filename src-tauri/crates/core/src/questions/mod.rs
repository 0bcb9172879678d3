//! Open questions 待定: what an import could not decide, with both sides and their sources. A question holds nothing else up.
//!
//! Not here: raising and deciding them, which needs the row as the ledger gave it (the import, in the sheets crate).

use rusqlite::{OptionalExtension, Row};

use crate::places::{self, touch};
use crate::residents::{self, Field};
use crate::store::{Reader, Result, Tx};

/// What is asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Which person a row means, or whether it is a new one.
    Who,
    /// Which of two values is right.
    Field,
}

/// How it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    /// 待定
    Open,
    /// 保留原有
    Kept,
    /// 采用来件
    Taken,
    /// 另立一人
    New,
}

impl QuestionState {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Taken => "taken",
            Self::New => "new",
        }
    }
    fn from_code(code: &str) -> Self {
        match code {
            "kept" => Self::Kept,
            "taken" => Self::Taken,
            "new" => Self::New,
            _ => Self::Open,
        }
    }
}

/// A question as asked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Question {
    /// Row.
    pub id: i64,
    /// What is asked.
    pub kind: QuestionKind,
    /// The resident asked about, when one is known.
    pub resident: Option<i64>,
    /// Who that is: "张三，12号301室".
    pub who: Option<String>,
    /// Field code (`name`, `birth`, `address`, `presence`, …) for [`QuestionKind::Field`].
    pub field: Option<String>,
    /// What the office has.
    pub ours: Option<String>,
    /// Where the office has it from: "file / sheet / row", or by hand.
    pub ours_source: Option<String>,
    /// What the ledger says.
    pub theirs: Option<String>,
    /// Residents that the row may mean.
    pub candidates: Vec<i64>,
    /// Who they are, in the same order.
    pub candidate_names: Vec<String>,
    /// The row as understood, JSON.
    #[serde(skip)]
    pub incoming: String,
    /// In Chinese.
    pub reason: String,
    /// Ledger file.
    pub file: String,
    /// Sheet in it.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// Open, or how it was answered.
    pub state: QuestionState,
}

impl Question {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let candidates: String = row.get("candidates")?;
        Ok(Self {
            id: row.get("id")?,
            kind: if row.get_ref("kind")?.as_str()? == "who" {
                QuestionKind::Who
            } else {
                QuestionKind::Field
            },
            resident: row.get("resident_id")?,
            who: None,
            candidate_names: Vec::new(),
            field: row.get("field")?,
            ours: row.get("ours")?,
            ours_source: row.get("ours_source")?,
            theirs: row.get("theirs")?,
            candidates: serde_json::from_str(&candidates).unwrap_or_default(),
            incoming: row.get("incoming")?,
            reason: row.get("reason")?,
            file: row.get("file")?,
            sheet: row.get("sheet")?,
            row: row.get("sheet_row")?,
            state: QuestionState::from_code(row.get_ref("state")?.as_str()?),
        })
    }
}

/// Which questions are meant; what is not said does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Which {
    /// Only these.
    pub ids: Option<Vec<i64>>,
    /// Of this kind.
    pub kind: Option<QuestionKind>,
    /// About this field, by its code.
    pub field: Option<String>,
    /// For this reason, as a question says it.
    pub reason: Option<String>,
    /// Of the ledger file of this name.
    pub file: Option<String>,
    /// Of the sheet of this name.
    pub sheet: Option<String>,
}

impl Which {
    /// Whether a question is meant.
    pub fn means(&self, question: &Question) -> bool {
        let said = |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
        self.ids.as_ref().is_none_or(|ids| ids.contains(&question.id))
            && self.kind.is_none_or(|kind| kind == question.kind)
            && said(&self.field, question.field.as_deref().unwrap_or(""))
            && said(&self.reason, &question.reason)
            && said(&self.file, &question.file)
            && said(&self.sheet, &question.sheet)
    }
}

const SELECT: &str = "SELECT question.*, import_sheet.file || ' / ' || import_sheet.sheet || ' / 第' || resident.sheet_row || '行' AS ours_source
 FROM question LEFT JOIN resident ON resident.id = question.resident_id
 LEFT JOIN import_sheet ON import_sheet.id = resident.sheet_id";

impl Question {
    /// Says who is meant, by name and door.
    fn named(mut self, reader: Reader<'_>) -> Result<Self> {
        self.who = self.resident.map(|id| name(reader, id)).transpose()?;
        self.candidate_names = self.candidates.iter().map(|id| name(reader, *id)).collect::<Result<_>>()?;
        Ok(self)
    }
}

fn name(reader: Reader<'_>, resident: i64) -> Result<String> {
    let Some(resident) = residents::get(reader, resident)? else {
        return Ok("已不在底册里的人".into());
    };
    let name = resident.facts.get(Field::Name).unwrap_or("").to_owned();
    Ok(match places::label_of_household(reader, resident.household_id)? {
        Some(door) => format!("{name}，{door}"),
        None => name,
    })
}

/// How many are open.
///
/// # Errors
/// As any query.
pub fn open_count(reader: Reader<'_>) -> Result<u32> {
    let sql = "SELECT count(*) FROM question WHERE state = 'open'";
    Ok(reader.0.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Questions, oldest first.
///
/// # Errors
/// As any query.
pub fn list(reader: Reader<'_>, open_only: bool) -> Result<Vec<Question>> {
    let sql = format!("{SELECT} WHERE ?1 = 0 OR question.state = 'open' ORDER BY question.id");
    reader
        .0
        .prepare_cached(&sql)?
        .query_map([open_only], Question::from_row)?
        .map(|question| question?.named(reader))
        .collect()
}

/// Open questions that are meant, oldest first, without the names of who is asked about.
///
/// # Errors
/// As any query.
pub fn open(reader: Reader<'_>, mut means: impl FnMut(&Question) -> bool) -> Result<Vec<Question>> {
    let sql = format!("{SELECT} WHERE question.state = 'open' ORDER BY question.id");
    let mut statement = reader.0.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let question = Question::from_row(row)?;
        if means(&question) {
            found.push(question);
        }
    }
    Ok(found)
}

/// One question.
///
/// # Errors
/// As any query.
pub fn get(reader: Reader<'_>, id: i64) -> Result<Option<Question>> {
    let sql = format!("{SELECT} WHERE question.id = ?1");
    let found = reader.0.prepare_cached(&sql)?.query_row([id], Question::from_row).optional()?;
    found.map(|question| question.named(reader)).transpose()
}

/// A question to be asked.
#[derive(Debug, Clone)]
pub struct NewQuestion<'a> {
    /// The same disagreement has the same fingerprint, whenever it is met.
    pub fingerprint: String,
    /// What is asked.
    pub kind: QuestionKind,
    /// About whom.
    pub resident: Option<i64>,
    /// Field code.
    pub field: Option<&'a str>,
    /// What the office has.
    pub ours: Option<&'a str>,
    /// What the ledger says.
    pub theirs: Option<&'a str>,
    /// Residents that the row may mean.
    pub candidates: &'a [i64],
    /// The row as understood, JSON.
    pub incoming: &'a str,
    /// In Chinese.
    pub reason: &'a str,
    /// Ledger file.
    pub file: &'a str,
    /// Sheet in it.
    pub sheet: &'a str,
    /// Row as Excel shows it.
    pub row: u32,
}

/// The state of the question with this fingerprint, when it was ever asked.
///
/// # Errors
/// As any query.
pub fn known(reader: Reader<'_>, fingerprint: &str) -> Result<Option<(i64, QuestionState)>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id, state FROM question WHERE fingerprint = ?1")?
        .query_row([fingerprint], |row| {
            Ok((row.get(0)?, QuestionState::from_code(row.get_ref(1)?.as_str()?)))
        })
        .optional()?)
}

/// Asks a question. The caller has looked with [`known`] whether it was asked before.
///
/// # Errors
/// As any write.
pub fn ask(tx: &mut Tx<'_>, new: &NewQuestion<'_>) -> Result<i64> {
    let id = tx.new_id();
    let candidates = serde_json::to_string(new.candidates)?;
    let kind = if new.kind == QuestionKind::Who { "who" } else { "field" };
    tx.conn
        .prepare_cached(
            "INSERT INTO question (id, fingerprint, kind, resident_id, field, ours, theirs, candidates, incoming, reason, file,
                                   sheet, sheet_row)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute((
            id,
            &new.fingerprint,
            kind,
            new.resident,
            new.field,
            new.ours,
            new.theirs,
            candidates,
            new.incoming,
            new.reason,
            new.file,
            new.sheet,
            new.row,
        ))?;
    Ok(id)
}

/// Notes how a question was answered.
///
/// # Errors
/// [`crate::Error::NoSuch`].
pub fn answer(tx: &mut Tx<'_>, id: i64, state: QuestionState, at: &str) -> Result<()> {
    let sql = "UPDATE question SET state = ?2, decided_at = ?3 WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((id, state.code(), at))?, "待定问题")
}
