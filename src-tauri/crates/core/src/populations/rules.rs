//! Ages at which groups begin: dated data, editable, never constants.

use rusqlite::OptionalExtension;

use crate::store::{Error, Reader, Result};
use crate::values::Day;

/// The rules in force on a day, in full years 周岁.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// 空巢、独居、纯老 from this age.
    pub elderly_age: u32,
    /// 65岁以上
    pub senior_age: u32,
    /// 80岁以上
    pub old_age: u32,
    /// 婴幼儿 up to this age.
    pub infant_age: u32,
    /// 儿童 up to this age.
    pub child_age: u32,
}

/// The rules in force on a day.
///
/// # Errors
/// [`Error::Damaged`] when a rule is missing.
pub fn rules(reader: Reader<'_>, day: Day) -> Result<Rules> {
    let rule = |name: &str| -> Result<u32> {
        reader
            .0
            .prepare_cached("SELECT value FROM rule WHERE name = ?1 AND holds_from <= ?2 ORDER BY holds_from DESC LIMIT 1")?
            .query_row((name, day.to_string()), |row| row.get(0))
            .optional()?
            .ok_or(Error::Damaged("规则表"))
    };
    Ok(Rules {
        elderly_age: rule("elderly_age")?,
        senior_age: rule("senior_age")?,
        old_age: rule("old_age")?,
        infant_age: rule("infant_age")?,
        child_age: rule("child_age")?,
    })
}
