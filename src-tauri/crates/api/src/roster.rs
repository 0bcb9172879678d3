//! The roster as a table 底册表格 on the wire: filtered, sorted, in windows of rows. The order is found once and kept at the desk until
//! something changes, so that scrolling costs only the rows that are seen.

use louce_core::residents::{self, Field, SortBy, TableFilter};
use louce_core::values::{Birth, Day};
use serde::{Deserialize, Serialize};

use crate::WireError;
use crate::desk::Seat;
use crate::residents::Resident;

/// Most rows at once.
const MOST: u32 = 1_000;

/// An order that was found.
pub(crate) struct Table {
    filter: TableFilter,
    sort: SortBy,
    descending: bool,
    day: Day,
    ids: Vec<i64>,
}

/// Which rows of the table.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RosterPageRequest {
    /// Who.
    #[ts(as = "Option<TableFilter>", optional)]
    pub filter: TableFilter,
    /// By what.
    #[ts(as = "Option<SortBy>", optional)]
    pub sort: SortBy,
    /// The other way round.
    #[ts(as = "Option<bool>", optional)]
    pub descending: bool,
    /// Passing over so many.
    #[ts(as = "Option<u32>", optional)]
    pub from: u32,
    /// At most so many, and never more than 1,000.
    pub count: u32,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RosterRow {
    /// The resident.
    #[serde(flatten)]
    pub resident: Resident,
    /// "12号楼2单元402室"; the address as written when it could not be read.
    pub door: String,
    /// 周岁
    pub age: Option<u32>,
    /// 人员类型
    pub residence_type: Option<String>,
    /// 户籍地址
    pub registered: Option<String>,
    /// 工作单位
    pub employer: Option<String>,
    /// 房屋标签
    pub room_label: Option<String>,
    /// 户号
    pub household_number: Option<String>,
    /// ISO day on which their facts were checked.
    pub verified_on: Option<String>,
}

/// Rows of the table.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RosterPage {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<RosterRow>,
}

/// Some rows of the table.
///
/// # Errors
/// `locked`; as any query.
pub fn page(seat: &mut Seat<'_>, request: RosterPageRequest) -> Result<RosterPage, WireError> {
    let today = seat.clock.today();
    let RosterPageRequest { filter, sort, descending, from, count } = request;
    let kept = seat.desk.table.take().filter(|table| {
        table.filter == filter && table.sort == sort && table.descending == descending && table.day == today
    });
    let reader = seat.office()?.reader();
    let table = match kept {
        Some(table) => table,
        None => {
            let ids = residents::table_ids(reader, &filter, sort, descending, today)?;
            Table { filter, sort, descending, day: today, ids }
        }
    };
    let seen: Vec<i64> =
        table.ids.iter().skip(from as usize).take(count.min(MOST) as usize).copied().collect();
    let row = |view: residents::ResidentView| {
        let fact = |field| view.facts.get(field).map(str::to_owned);
        RosterRow {
            age: view
                .facts
                .get(Field::Birth)
                .and_then(Birth::from_stored)
                .and_then(|birth| birth.age_on(today)),
            residence_type: fact(Field::ResidenceType),
            registered: fact(Field::Registered),
            employer: fact(Field::Employer),
            door: view.door(),
            room_label: view.room_label.clone(),
            household_number: view.household_number.clone(),
            verified_on: view.verified_on.clone(),
            resident: view.into(),
        }
    };
    let rows = residents::by_ids(reader, &seen, today)?.into_iter().map(row).collect();
    let total = u32::try_from(table.ids.len()).unwrap_or(u32::MAX);
    seat.desk.table = Some(table);
    Ok(RosterPage { total, rows })
}
