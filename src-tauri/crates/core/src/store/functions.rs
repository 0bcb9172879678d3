//! SQL functions that the schema's indexes and triggers use. Deterministic for ever: an index holds their results.
//! Changing what one returns needs a schema step with `REINDEX`.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use crate::values;

/// Makes the functions known to a connection. Public for tools that open a file themselves (measurements).
///
/// # Errors
/// SQLite's.
pub fn register(conn: &Connection) -> rusqlite::Result<()> {
    text_function(conn, "louce_pinyin", values::pinyin)?;
    text_function(conn, "louce_initials", values::initials)?;
    text_function(conn, "louce_reversed", reversed)?;
    text_function(conn, "louce_letters", letters)?;
    text_function(conn, "louce_chars", chars)
}

/// Digits and letters from the back, so that "the last four" is a prefix.
pub(crate) fn reversed(text: &str) -> String {
    text.chars().rev().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Rare characters of names often stand at private-use code points.
fn is_letter(c: &char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// The letters and characters of a name without spaces and dots, for whole names and their beginnings.
pub(crate) fn letters(name: &str) -> String {
    name.chars().filter(is_letter).collect()
}

/// One token a character, for any part of a name: 王小明 → 王 小 明.
pub(crate) fn chars(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() * 2);
    for c in name.chars().filter(is_letter) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    spaced
}

fn text_function(conn: &Connection, name: &str, f: fn(&str) -> String) -> rusqlite::Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function(name, 1, flags, move |context: &Context<'_>| {
        Ok(context.get_raw(0).as_str_or_null()?.map(f))
    })
}
