//! Residents 人 on the wire.

use std::path::PathBuf;

use louce_core::residents::{self, Field, ResidentFilter, ResidentView};
use louce_sheets::import::Progress;
use louce_sheets::residents_book;
use louce_sheets::roster::Exported;
use serde::{Deserialize, Serialize};

use crate::{Session, WireError};

/// Which residents.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(default, deny_unknown_fields)]
pub struct ResidentsRequest {
    /// Bare building name: "12".
    pub building: Option<String>,
    /// As typed: name, pinyin, initials, room, last digits.
    pub search: Option<String>,
    /// 重点类别 by its Chinese name.
    pub group: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl ResidentsRequest {
    fn filter(&self) -> ResidentFilter<'_> {
        ResidentFilter {
            building: self.building.as_deref(),
            search: self.search.as_deref(),
            group: self.group.as_deref(),
            limit: self.limit,
        }
    }
}

/// A resident 住户.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Resident {
    /// Row.
    pub id: i64,
    /// 户
    pub household: i64,
    /// 小区
    pub compound: Option<String>,
    /// Bare: "12"; "" when the address could not be read.
    pub building: String,
    /// Bare: "2", or "".
    pub unit: String,
    /// Bare: "402", or "".
    pub room: String,
    /// What the address cell said, when it could not be read.
    pub address_raw: Option<String>,
    /// 姓名
    pub name: String,
    /// 证件类型, Chinese.
    pub id_type: Option<String>,
    /// Only when its check digit is right.
    pub id_number: Option<String>,
    /// What stood in the cell when it could not be read.
    pub id_raw: Option<String>,
    /// "男", "女" or null.
    pub sex: Option<String>,
    /// ISO, possibly shortened: "1938", "1938-05".
    pub birth_date: Option<String>,
    /// The one to call first first.
    pub phones: Vec<String>,
    /// 与户主关系
    pub relation: Option<String>,
    /// "在住", "外出" …
    pub presence: &'static str,
    /// Stated and derived, Chinese.
    pub tags: Vec<&'static str>,
    /// 备注
    pub remark: Option<String>,
}

impl From<ResidentView> for Resident {
    fn from(view: ResidentView) -> Self {
        let fact = |field| view.facts.get(field).map(str::to_owned);
        Self {
            id: view.id,
            household: view.household,
            name: fact(Field::Name).unwrap_or_default(),
            id_type: view.id_type(),
            id_number: fact(Field::IdNumber),
            id_raw: fact(Field::IdRaw),
            sex: fact(Field::Sex),
            birth_date: fact(Field::Birth),
            relation: fact(Field::Relation),
            remark: fact(Field::Remark),
            presence: view.presence.name(),
            compound: view.compound,
            building: view.building,
            unit: view.unit,
            room: view.room,
            address_raw: view.address_raw,
            phones: view.phones,
            tags: view.tags,
        }
    }
}

/// Residents in the order of their doors, or for a search best match first.
///
/// # Errors
/// As any query.
pub fn list(session: &mut Session<'_>, request: ResidentsRequest) -> Result<Vec<Resident>, WireError> {
    let mut found = Vec::new();
    each(session, &request, |resident| {
        found.push(resident);
        Ok::<_, WireError>(())
    })?;
    Ok(found)
}

/// As [`list`], one at a time: for answers that are written while they are read.
///
/// # Errors
/// As any query, and what `take` returns, which ends it.
pub fn each<E: From<louce_core::Error>>(
    session: &Session<'_>,
    request: &ResidentsRequest,
    mut take: impl FnMut(Resident) -> Result<(), E>,
) -> Result<(), E> {
    residents::each(session.office.reader(), &request.filter(), session.clock.today(), |view| {
        take(view.into())
    })
}

/// The whole roster as a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// Where to.
    pub file: PathBuf,
    /// Full ID numbers and phones; recorded.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unmasked: bool,
}

/// Writes everybody and every empty room as a workbook that the import reads back unchanged.
///
/// # Errors
/// What publishing a file gives.
pub fn export(session: &mut Session<'_>, request: ExportRequest) -> Result<Exported, WireError> {
    let file = session.files.output(&request.file)?;
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "写出总册", done, total });
    let written =
        residents_book::export(session.office, &file.path, request.unmasked, session.clock, &mut hear)?;
    Ok(Exported { file: file.named, ..written })
}
