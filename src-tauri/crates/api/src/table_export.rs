//! Export of exactly what the roster's table shows 导出所见 on the wire: its filter, its order, its columns.

use std::path::PathBuf;

use louce_core::places;
use louce_core::residents::{self, SortBy, TableFilter};
use louce_sheets::import::Progress;
use louce_sheets::roster::Exported;
use louce_sheets::table_book::{self, Table, TableColumn};
use serde::Deserialize;

use crate::{Session, WireError};

/// A column of the table.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnRequest {
    /// What it shows.
    pub column: TableColumn,
    /// Its header, as shown.
    pub title: String,
}

/// A table to be written.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TableExportRequest {
    /// Who, as in `roster_page`.
    pub filter: TableFilter,
    /// By what.
    #[serde(default)]
    #[ts(as = "Option<SortBy>", optional)]
    pub sort: SortBy,
    /// The other way round.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub descending: bool,
    /// Columns, in order.
    pub columns: Vec<ColumnRequest>,
    /// Where to.
    pub file: PathBuf,
    /// Full ID numbers and phones; recorded.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unmasked: bool,
}

/// Writes the rows and columns of the table as a workbook.
///
/// # Errors
/// `refused` without a column; what publishing a file gives.
pub fn export(session: &mut Session<'_>, request: TableExportRequest) -> Result<Exported, WireError> {
    let file = session.files.output(&request.file)?;
    let (reader, today) = (session.office.reader(), session.clock.today());
    let people = residents::table_ids(reader, &request.filter, request.sort, request.descending, today)?;
    let building = match request.filter.building {
        Some(id) => places::buildings(reader)?.into_iter().find(|building| building.id == id),
        None => None,
    };
    let title = title(&request, building.as_ref(), people.len(), &today.to_string());
    let columns: Vec<(TableColumn, String)> =
        request.columns.into_iter().map(|column| (column.column, column.title)).collect();
    let table = Table { title: &title, columns: &columns, people: &people };
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "写出表格", done, total });
    let written =
        table_book::export(session.office, &table, &file.path, request.unmasked, session.clock, &mut hear)?;
    Ok(Exported { file: file.named, ..written })
}

/// "底册：12号楼，独居，未核实；共37人（2022-03-16）"
fn title(
    request: &TableExportRequest,
    building: Option<&places::BuildingRow>,
    people: usize,
    today: &str,
) -> String {
    let TableFilter { unit, compound, grid, block, group, presence, text, unverified, .. } = &request.filter;
    let TableFilter { sex, age_from, age_to, relation, no_phone, no_id, .. } = &request.filter;
    let mut parts: Vec<String> = Vec::new();
    parts.extend([compound, grid, block].into_iter().flatten().cloned());
    parts.extend(building.map(places::BuildingRow::label));
    parts.extend(unit.as_ref().map(|unit| format!("{unit}单元")));
    parts.extend([sex, relation].into_iter().flatten().cloned());
    match (age_from, age_to) {
        (Some(from), Some(to)) => parts.push(format!("{from}到{to}岁")),
        (Some(from), None) => parts.push(format!("{from}岁以上")),
        (None, Some(to)) => parts.push(format!("{to}岁以下")),
        (None, None) => {}
    }
    parts.extend(no_phone.then(|| "没有电话".to_owned()));
    parts.extend(no_id.then(|| "没有证件号".to_owned()));
    parts.extend(group.clone());
    parts.extend(presence.map(|state| state.name().to_owned()));
    let searched = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    parts.extend(searched.map(|text| format!("含“{text}”")));
    parts.extend(unverified.then(|| "未核实".to_owned()));
    if parts.is_empty() {
        parts.push("全部".into());
    }
    format!("底册：{}；共{people}人（{today}）", parts.join("，"))
}
