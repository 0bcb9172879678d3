//! Whom a finding is about, so that a number of the check-up opens its names.

use crate::residents::{self, Holder};
use crate::store::{Error, Reader, Result};
use crate::values::{Birth, Day, IdNumber, IdType, Parsed};

/// Most people at once.
const MOST: usize = 500;

/// Findings about people, with the query that gives their rows.
const QUERIES: &[(&str, &str)] = &[
    (
        "id_number_twice",
        "SELECT id FROM resident WHERE id_number IN
           (SELECT id_number FROM resident WHERE id_number IS NOT NULL GROUP BY id_number HAVING count(*) > 1)
         ORDER BY id_number, id",
    ),
    (
        "presence_open_twice",
        "SELECT resident_id FROM presence WHERE until IS NULL GROUP BY resident_id HAVING count(*) > 1",
    ),
    ("presence_backwards", "SELECT DISTINCT resident_id FROM presence WHERE until < since"),
    (
        "phone_position",
        "SELECT DISTINCT resident_id FROM (SELECT resident_id FROM phone GROUP BY resident_id, position HAVING count(*) > 1)",
    ),
    (
        "phone_twice",
        "SELECT DISTINCT resident_id FROM (SELECT resident_id FROM phone GROUP BY resident_id, number HAVING count(*) > 1)",
    ),
    ("name_missing", "SELECT id FROM resident WHERE trim(name) = ''"),
    (
        "round_result",
        "SELECT DISTINCT resident_id FROM round_person WHERE result = 'tested' AND reason IS NOT NULL",
    ),
];

/// What is wrong with a person's number, by the finding's code.
fn of_numbers(
    code: &str,
    number: &str,
    id_type: Option<&str>,
    sex: Option<&str>,
    birth: Option<&str>,
) -> bool {
    let parsed = match IdNumber::parse(number, id_type.and_then(IdType::from_code)) {
        Parsed::Value(parsed) | Parsed::Doubtful(parsed, _) if parsed.as_str() == number => parsed,
        _ => return code == "id_number",
    };
    match code {
        "birth" => {
            let stored = birth.and_then(Birth::from_stored);
            parsed.birth().zip(stored).is_some_and(|(said, stored)| !said.agrees_with(&stored))
        }
        "sex" => parsed.sex().zip(sex).is_some_and(|(said, stored)| said.to_string() != stored),
        _ => false,
    }
}

/// Whom a finding is about, at most 500; empty for one that is about nobody.
///
/// # Errors
/// As any query.
pub fn who(reader: Reader<'_>, code: &str, today: Day) -> Result<Vec<Holder>> {
    let ids: Vec<i64> = match (QUERIES.iter().find(|(known, _)| *known == code), code) {
        (Some((_, sql)), _) => {
            let mut statement = reader.0.prepare(sql)?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        }
        (None, "id_number" | "birth" | "sex" | "birth_unreadable") => of_facts(reader, code)?,
        _ => return Ok(Vec::new()),
    };
    ids.into_iter()
        .take(MOST)
        .map(|id| residents::holder(reader, id, today)?.ok_or(Error::NoSuch("住户")))
        .collect()
}

fn of_facts(reader: Reader<'_>, code: &str) -> Result<Vec<i64>> {
    let mut statement = reader.0.prepare("SELECT id, id_type, id_number, sex, birth FROM resident")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |index: usize| row.get_ref(index)?.as_str_or_null().map_err(rusqlite::Error::from);
        let is_it = match (code, text(2)?) {
            ("birth_unreadable", _) => text(4)?.is_some_and(|birth| Birth::from_stored(birth).is_none()),
            (code, Some(number)) => of_numbers(code, number, text(1)?, text(3)?, text(4)?),
            _ => false,
        };
        if is_it {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}
