//! Search as one types: name (any part), pinyin, initials, room, last digits of a phone or ID number.
//!
//! Prefixes of pinyin, initials and digit tails walk an index over an expression and stop at the limit, so a keystroke costs
//! the same at five thousand and at a million people; names go through a one-token-a-character FTS5 table.

use std::collections::HashSet;

use crate::store::{Reader, Result, chars, letters, reversed};
use crate::values::{AddressHint, RoomAddress, building_name, fold_width, initials, pinyin};

/// Residents of exactly this name.
///
/// # Errors
/// As any query.
pub fn exact_name(reader: Reader<'_>, name: &str, limit: usize) -> Result<Vec<i64>> {
    let mut found = Found { ids: Vec::new(), seen: HashSet::new(), reach: limit };
    let sql = "SELECT resident.id FROM name_index CROSS JOIN resident ON resident.id = name_index.rowid
               WHERE name_index MATCH ?1 AND louce_letters(name) = ?2 LIMIT ?3";
    found.add(reader, sql, (&phrase(name), letters(name), i64::try_from(limit).unwrap_or(i64::MAX)))?;
    Ok(found.ids)
}

/// A phrase of FTS5: the name's characters one after the other.
fn phrase(name: &str) -> String {
    format!("\"{}\"", chars(name))
}

/// What one typed word can mean.
#[derive(Debug, PartialEq, Eq)]
enum Term {
    /// A part of a name.
    Name(String),
    /// Pinyin or initials, from the start.
    Letters(String),
    /// The end of a phone or ID number; perhaps a room.
    Digits(String),
    /// A door, or a whole building when `room` is "".
    Door { building: String, unit: String, room: String },
}

/// Most people a single word is followed to when several words narrow each other down.
const REACH: usize = 2_000;
/// Residents that match all words of `text`, best first; at most `limit` of them.
///
/// # Errors
/// As any query.
pub fn find(reader: Reader<'_>, text: &str, limit: usize) -> Result<Vec<i64>> {
    let text = fold_width(text);
    let mut terms: Vec<Term> = text.split_whitespace().filter_map(term).collect();
    // The word that fewest people answer to leads.
    terms.sort_by_key(|term| match term {
        Term::Door { .. } => 0,
        Term::Name(name) if name.chars().nth(1).is_some() => 1,
        Term::Digits(_) => 2,
        Term::Name(_) => 3,
        Term::Letters(_) => 4,
    });
    let Some((first, rest)) = terms.split_first() else { return Ok(Vec::new()) };
    // Nobody is left to sort out when the first word already looked at the rest.
    let settled = matches!((first, rest), (_, []) | (Term::Door { .. } | Term::Digits(_), [Term::Name(_)]));
    let mut found = candidates(reader, first, named(rest), if settled { limit } else { limit.max(REACH) })?;
    if !settled {
        let mut matching = Vec::new();
        for id in found {
            if matching.len() < limit && matches_all(reader, id, rest)? {
                matching.push(id);
            }
        }
        found = matching;
    }
    found.truncate(limit);
    Ok(found)
}

fn term(word: &str) -> Option<Term> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let plain_digits = word.strip_suffix(['x', 'X']).unwrap_or(word).bytes().all(|b| b.is_ascii_digit());
    if digits > 0 && plain_digits {
        return Some(Term::Digits(word.to_owned()));
    }
    if digits > 0 {
        if let Some(address) = RoomAddress::parse(word, &AddressHint::default()).into_value()
            && !address.building.is_empty()
        {
            return Some(Term::Door { building: address.building, unit: address.unit, room: address.room });
        }
        if let Some(building) = building_name(word) {
            return Some(Term::Door { building, unit: String::new(), room: String::new() });
        }
    }
    if !word.is_ascii() {
        return (!letters(word).is_empty()).then(|| Term::Name(word.to_owned()));
    }
    let letters: String =
        word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    (!letters.is_empty()).then_some(Term::Letters(letters))
}

/// A part of the name that the other words ask for: 张 101 looks at the people of every 101, but keeps only the 张.
fn named(terms: &[Term]) -> Option<&str> {
    terms.iter().find_map(|term| if let Term::Name(name) = term { Some(name.as_str()) } else { None })
}

fn candidates(reader: Reader<'_>, term: &Term, named: Option<&str>, reach: usize) -> Result<Vec<i64>> {
    let mut found = Found { ids: Vec::new(), seen: HashSet::new(), reach };
    let reach = i64::try_from(reach).unwrap_or(i64::MAX);
    match term {
        Term::Name(name) => {
            // Whole name, then its beginning, then anywhere.
            let (whole, end) = (letters(name), after(&letters(name)));
            for sql in [
                "SELECT id FROM resident WHERE louce_letters(name) = ?1 LIMIT ?3",
                "SELECT id FROM resident WHERE louce_letters(name) >= ?1 AND louce_letters(name) < ?2 LIMIT ?3",
            ] {
                found.add(reader, sql, (&whole, &end, reach))?;
            }
            let sql = "SELECT rowid FROM name_index WHERE name_index MATCH ?1 LIMIT ?2";
            found.add(reader, sql, (phrase(name), reach))?;
        }
        Term::Letters(typed) => {
            let end = after(typed);
            // Initials first: that is what people type.
            for sql in [
                "SELECT id FROM resident WHERE louce_initials(name) = ?1 LIMIT ?3",
                "SELECT id FROM resident WHERE louce_pinyin(name) = ?1 LIMIT ?3",
                "SELECT id FROM resident WHERE louce_initials(name) >= ?1 AND louce_initials(name) < ?2 LIMIT ?3",
                "SELECT id FROM resident WHERE louce_pinyin(name) >= ?1 AND louce_pinyin(name) < ?2 LIMIT ?3",
            ] {
                found.add(reader, sql, (typed, &end, reach))?;
            }
        }
        Term::Digits(digits) => {
            if digits.len() >= 3 {
                let tail = reversed(digits);
                let end = after(&tail);
                found.add(
                    reader,
                    "SELECT resident_id FROM phone WHERE louce_reversed(number) >= ?1 AND louce_reversed(number) < ?2
                     AND (?4 IS NULL OR instr((SELECT name FROM resident WHERE id = resident_id), ?4)) LIMIT ?3",
                    (&tail, &end, reach, named),
                )?;
                found.add(
                    reader,
                    "SELECT id FROM resident WHERE id_number IS NOT NULL AND louce_reversed(id_number) >= ?1
                     AND louce_reversed(id_number) < ?2 AND (?4 IS NULL OR instr(name, ?4)) LIMIT ?3",
                    (&tail, &end, reach, named),
                )?;
                found.add_rooms(reader, digits, named)?;
            } else {
                found.add(
                    reader,
                    include_str!("door.sql"),
                    (digits, None::<&str>, None::<&str>, reach, named),
                )?;
            }
        }
        Term::Door { building, unit, room } => {
            let given = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
            found.add(
                reader,
                include_str!("door.sql"),
                (building, given(unit), given(room), reach, named),
            )?;
        }
    }
    Ok(found.ids)
}

/// The first text that no longer begins with `prefix` (ASCII).
fn after(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

struct Found {
    ids: Vec<i64>,
    seen: HashSet<i64>,
    reach: usize,
}

impl Found {
    fn add(&mut self, reader: Reader<'_>, sql: &str, params: impl rusqlite::Params) -> Result<()> {
        if self.ids.len() >= self.reach {
            return Ok(());
        }
        let mut statement = reader.0.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if self.ids.len() < self.reach && self.seen.insert(id) {
                self.ids.push(id);
            }
        }
        Ok(())
    }

    /// The people of every room of this name, buildings in their order; stops when there are enough.
    fn add_rooms(&mut self, reader: Reader<'_>, room: &str, named: Option<&str>) -> Result<()> {
        let rooms: Vec<i64> = reader
            .0
            .prepare_cached(
                "SELECT room.id FROM room CROSS JOIN building ON building.id = building_id WHERE room.name = ?1
                 ORDER BY building.sort_key, room.sort_key",
            )?
            .query_map([room], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for room in rooms {
            if self.ids.len() >= self.reach {
                break;
            }
            let sql = "SELECT resident.id FROM household CROSS JOIN resident ON resident.household_id = household.id
                       WHERE room_id = ?1 AND (?2 IS NULL OR instr(resident.name, ?2))";
            self.add(reader, sql, (room, named))?;
        }
        Ok(())
    }
}

fn matches_all(reader: Reader<'_>, id: i64, terms: &[Term]) -> Result<bool> {
    let mut statement = reader.0.prepare_cached(include_str!("one.sql"))?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else { return Ok(false) };
    let text = |column: &str| -> rusqlite::Result<String> {
        Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or("").to_owned())
    };
    let (name, id_number, phones) = (text("name")?, text("id_number")?, text("phones")?);
    let (building, unit, room) = (text("building")?, text("unit")?, text("room")?);
    Ok(terms.iter().all(|term| match term {
        Term::Name(part) => name.contains(part.as_str()),
        Term::Letters(letters) => initials(&name).starts_with(letters) || pinyin(&name).starts_with(letters),
        Term::Digits(digits) => {
            id_number.ends_with(&digits.to_ascii_uppercase())
                || phones.split('|').any(|phone| phone.ends_with(digits.as_str()))
                || room == *digits
                || building == *digits
        }
        Term::Door { building: b, unit: u, room: r } => {
            building == *b && (u.is_empty() || unit == *u) && (r.is_empty() || room == *r)
        }
    }))
}
