//! The `resident` table: one row mapper, one insert, one update.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Row};

use crate::places::touch;
use crate::store::{Reader, Result, Tx};
use crate::values::IdType;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $column:literal $title:literal,)*) => {
        /// A fact about a resident that a person may set, each a text in the `resident` table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $name,)* }
        impl Field {
            /// All, in the order of the table.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];
            /// Column name; also the code for programs.
            pub fn column(self) -> &'static str {
                match self { $(Field::$name => $column,)* }
            }
            /// Chinese name.
            pub fn title(self) -> &'static str {
                match self { $(Field::$name => $title,)* }
            }
        }
    };
}

fields! {
    /// 姓名
    Name "name" "姓名",
    /// 证件类型, code
    IdType "id_type" "证件类型",
    /// 证件号, only when its check digit is right
    IdNumber "id_number" "证件号",
    /// What stood in the cell when the number could not be read
    IdRaw "id_raw" "证件号原文",
    /// 性别
    Sex "sex" "性别",
    /// 出生日期, ISO, possibly shortened
    Birth "birth" "出生日期",
    /// 与户主关系
    Relation "relation" "与户主关系",
    /// 人员类型
    ResidenceType "residence_type" "人员类型",
    /// 户籍地址
    Registered "registered" "户籍地址",
    /// 国籍
    Nationality "nationality" "国籍",
    /// 民族
    Ethnicity "ethnicity" "民族",
    /// 工作单位
    Employer "employer" "工作单位",
    /// 文化程度
    Education "education" "文化程度",
    /// 政治面貌
    Political "political" "政治面貌",
    /// 婚姻状况
    Marriage "marriage" "婚姻状况",
    /// 备注, as imported
    Remark "remark" "备注",
    /// JSON {field: text} of cells that could not be read
    Unreadable "unreadable" "看不懂的内容",
    /// JSON {header: text} of columns the program has no field for
    Extra "extra" "其他栏目",
}

/// {"栏": "原文"} as 栏：原文；…
fn by_field(kept: &BTreeMap<String, String>) -> String {
    kept.iter().map(|(field, text)| format!("{field}：{text}")).collect::<Vec<_>>().join("；")
}

const COUNT: usize = Field::ALL.len();

impl Field {
    fn index(self) -> usize {
        self as usize
    }
    /// A stored value as people read it: codes by their Chinese names, JSON as 栏：原文；….
    pub fn in_words(self, stored: &str) -> Cow<'_, str> {
        let words = match self {
            Self::IdType => IdType::from_code(stored).map(|kind| kind.to_string()),
            Self::Unreadable | Self::Extra => serde_json::from_str(stored).ok().as_ref().map(by_field),
            _ => None,
        };
        words.map_or(Cow::Borrowed(stored), Cow::Owned)
    }
    /// From its column name.
    pub fn from_column(column: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.column() == column)
    }
}

/// What a person may set of a resident.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ResidentFacts([Option<String>; COUNT]);

impl ResidentFacts {
    /// A fact, when known.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(field.index()).and_then(Option::as_deref)
    }
    /// Sets or clears a fact; an empty text clears.
    pub fn set(&mut self, field: Field, value: Option<String>) {
        if let Some(slot) = self.0.get_mut(field.index()) {
            *slot = value.filter(|text| !text.is_empty());
        }
    }
    /// With a fact set.
    #[must_use]
    pub fn with(mut self, field: Field, value: &str) -> Self {
        self.set(field, Some(value.to_owned()));
        self
    }
    fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let mut facts = Self::default();
        for (index, slot) in facts.0.iter_mut().enumerate() {
            *slot = row.get(first + index)?;
        }
        Ok(facts)
    }
}

/// A resident as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// Row.
    pub id: i64,
    /// 户
    pub household_id: i64,
    /// Facts.
    pub facts: ResidentFacts,
}

fn columns() -> String {
    Field::ALL.iter().map(|field| field.column()).collect::<Vec<_>>().join(", ")
}

/// One resident.
///
/// # Errors
/// As any query.
pub fn get(reader: Reader<'_>, id: i64) -> Result<Option<Resident>> {
    let sql = format!("SELECT id, household_id, {} FROM resident WHERE id = ?1", columns());
    Ok(reader
        .0
        .prepare_cached(&sql)?
        .query_row([id], |row| {
            Ok(Resident {
                id: row.get(0)?,
                household_id: row.get(1)?,
                facts: ResidentFacts::from_row(row, 2)?,
            })
        })
        .optional()?)
}

/// Adds a resident to a household; `origin` is the imported sheet and row (1-based) where they were first read.
///
/// # Errors
/// As any write.
pub fn insert(
    tx: &mut Tx<'_>,
    household: i64,
    facts: &ResidentFacts,
    origin: Option<(i64, u32)>,
) -> Result<i64> {
    let id = tx.new_id();
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let marks: String = (5..5 + COUNT).map(|n| format!(", ?{n}")).collect();
        format!(
            "INSERT INTO resident (id, household_id, sheet_id, sheet_row, {}) VALUES (?1, ?2, ?3, ?4{marks})",
            columns()
        )
    });
    let mut statement = tx.conn.prepare_cached(&SQL)?;
    let (sheet, row) = origin.unzip();
    let head: [&dyn ToSql; 4] = [&id, &household, &sheet, &row];
    let values = head.into_iter().chain(facts.0.iter().map(|value| value as &dyn ToSql));
    statement.execute(rusqlite::params_from_iter(values))?;
    Ok(id)
}

/// Sets one fact; `None` clears it.
///
/// # Errors
/// [`crate::Error::NoSuch`].
pub fn set(tx: &mut Tx<'_>, resident: i64, field: Field, value: Option<&str>) -> Result<()> {
    if field == Field::Name {
        tx.index_names()?;
    }
    let sql = format!("UPDATE resident SET {} = ?2 WHERE id = ?1", field.column());
    touch(tx.conn.prepare_cached(&sql)?.execute((resident, value))?, "住户")
}

/// Moves a resident to another household.
///
/// # Errors
/// [`crate::Error::NoSuch`].
pub fn move_to(tx: &mut Tx<'_>, resident: i64, household: i64) -> Result<()> {
    let sql = "UPDATE resident SET household_id = ?2 WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((resident, household))?, "住户")
}

/// What matching needs to know of everybody.
pub struct MatchRow<'a> {
    /// Row.
    pub id: i64,
    /// 户
    pub household_id: i64,
    /// 室
    pub room_id: Option<i64>,
    /// 姓名
    pub name: &'a str,
    /// 证件号
    pub id_number: Option<&'a str>,
    /// Unreadable ID text.
    pub id_raw: Option<&'a str>,
    /// ISO birth.
    pub birth: Option<&'a str>,
}

/// Streams everybody for matching.
///
/// # Errors
/// As any query.
pub fn all_for_matching(reader: Reader<'_>, mut each: impl FnMut(MatchRow<'_>)) -> Result<()> {
    let mut statement = reader.0.prepare_cached(
        "SELECT resident.id, household_id, room_id, name, id_number, id_raw, birth
         FROM resident JOIN household ON household.id = household_id ORDER BY resident.id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(MatchRow {
            id: row.get(0)?,
            household_id: row.get(1)?,
            room_id: row.get(2)?,
            name: row.get_ref(3)?.as_str().unwrap_or(""),
            id_number: row.get_ref(4)?.as_str_or_null().unwrap_or(None),
            id_raw: row.get_ref(5)?.as_str_or_null().unwrap_or(None),
            birth: row.get_ref(6)?.as_str_or_null().unwrap_or(None),
        });
    }
    Ok(())
}

/// How many residents the office has.
///
/// # Errors
/// As any query.
pub fn count(reader: Reader<'_>) -> Result<u64> {
    let count: i64 =
        reader.0.prepare_cached("SELECT count(*) FROM resident")?.query_row([], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}
