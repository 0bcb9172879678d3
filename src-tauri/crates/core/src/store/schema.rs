//! Numbered schema files, applied in one transaction, by `user_version`.

use rusqlite::Connection;

use super::error::{Error, Result};

const STEPS: &[&str] = &[
    include_str!("schema/0001_roster.sql"),
    include_str!("schema/0002_desk.sql"),
    include_str!("schema/0003_correction.sql"),
    include_str!("schema/0004_testing_day.sql"),
    include_str!("schema/0005_isolation.sql"),
];

/// The newest schema this program knows.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// Tables whose changes an operation records, parents before children. FTS5's own tables, counters and the operations
/// themselves are not among them.
pub(crate) const RECORDED: &[&str] = &[
    "office",
    "setting",
    "staff",
    "rule",
    "area",
    "building",
    "room",
    "responsibility",
    "household",
    "import_sheet",
    "resident",
    "phone",
    "presence",
    "tag",
    "contact",
    "column_mapping",
    "question",
    "round",
    "round_person",
    "report",
    "correction",
    "day_rule",
    "zone_decision",
    "building_pool",
    "handover",
    "tube",
    "tube_seat",
    "person_result",
    "day_plan",
    "day_site",
    "day_slot",
    "notice_template",
    "notice",
    "door_log",
    "kit",
    "call",
    "case_event",
    "lesson",
    "isolation_fact",
];

/// Search indexes, which cost more to keep row by row than to build once when very many rows come or go. Not those that rows
/// are found through (phones of a resident, people of a household): they grow at their end and cost little.
pub(super) const SEARCH_INDEXES: &[&str] = &[
    "resident_by_name",
    "resident_by_id_tail",
    "resident_by_pinyin",
    "resident_by_initials",
    "phone_by_tail",
    "tag_by_kind",
];

/// Puts the names of new residents into the name index.
pub(super) const NAME_TRIGGER: &str = "name_index_insert";

/// Brings an empty or older file to [`NEWEST`]; one transaction for all steps.
///
/// # Errors
/// [`Error::NewerVersion`] for a file from a newer program, which is left as it is.
pub(super) fn upgrade(conn: &mut Connection) -> Result<()> {
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > NEWEST {
        return Err(Error::NewerVersion { found, known: NEWEST });
    }
    let first = usize::try_from(found).map_err(|_| Error::Damaged("格式号"))?;
    if first == STEPS.len() {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    for step in STEPS.iter().skip(first) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", NEWEST)?;
    tx.commit()?;
    Ok(())
}
