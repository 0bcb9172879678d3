//! The testing day: check-in, tubes, plan, notices, antigen, calls, board, 复盘, rules.

mod checkin;
mod doors;
mod isolation;
mod looking_back;
mod paper;
mod plan;
mod rules;
mod tubes;

use std::collections::HashMap;
use std::path::Path;

use louce_api::Session;
use louce_core::places;
use louce_core::values::building_label;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

pub use checkin::checkin;
pub use doors::{antigen, call};
pub use isolation::isolation;
pub use looking_back::{board, figures, review, trend};
pub use paper::{print, roster};
pub use plan::{notice, plan};
pub use rules::rule;
pub use tubes::tube;

/// The one building of a name.
fn building(session: &Session<'_>, name: &str) -> Result<i64, Failure> {
    match places::named(session.office.reader(), &[name.to_owned()])?.as_slice() {
        [one] => Ok(*one),
        _ => Err(Failure::new("refused", format!("有几栋楼都叫{name}，请在窗口里选。"))),
    }
}

/// As [`building`], when one was named.
fn building_asked(session: &Session<'_>, name: Option<&str>) -> Result<Option<i64>, Failure> {
    name.map(|name| building(session, name)).transpose()
}

/// Rows of the buildings that were named, if any were.
pub fn buildings_asked(
    session: &Session<'_>,
    names: Option<Vec<String>>,
) -> Result<Option<Vec<i64>>, Failure> {
    Ok(names.map(|names| places::named(session.office.reader(), &names)).transpose()?)
}

/// A JSON file a person wrote.
fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = std::fs::read_to_string(path).map_err(louce_core::Error::from)?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new("bad_request", format!("{} 的格式不对：{error}", path.display())))
}

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

/// "12"; "甲小区12号楼" where the office has several 小区.
fn placed(compound: Option<&str>, building: &str) -> String {
    match compound {
        Some(compound) if !building.is_empty() => format!("{compound}{}", building_label(building)),
        _ => building.to_owned(),
    }
}

/// What the buildings are called in a list, by their rows.
fn building_names(session: &Session<'_>) -> Result<impl Fn(i64) -> String + use<>, Failure> {
    let known = places::buildings_told_apart(session.office.reader())?;
    let names: HashMap<i64, String> =
        known.iter().map(|row| (row.id, placed(row.compound.as_deref(), &row.name))).collect();
    Ok(move |building| names.get(&building).cloned().unwrap_or_default())
}

/// "2-402"
fn door(unit: &str, room: &str) -> String {
    if unit.is_empty() { room.to_owned() } else { format!("{unit}-{room}") }
}
