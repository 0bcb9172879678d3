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
    text_function(conn, "louce_chars", chars)
}

/// Digits and letters from the back, so that "the last four" is a prefix.
pub(crate) fn reversed(text: &str) -> String {
    text.chars().rev().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Tokens that mark the two ends of a name in the index, so that whole names and beginnings can be asked for.
pub(crate) const NAME_START: char = '\u{E000}';
/// As [`NAME_START`].
pub(crate) const NAME_END: char = '\u{E001}';

/// One token a character, between the end marks: 王小明 → ⊢ 王 小 明 ⊣.
pub(crate) fn chars(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2 + 8);
    spaced.push(NAME_START);
    spaced.push(' ');
    for c in text.chars().filter(|c| c.is_alphanumeric() || !c.is_ascii()) {
        spaced.push(c);
        spaced.push(' ');
    }
    spaced.push(NAME_END);
    spaced
}

fn text_function(conn: &Connection, name: &str, f: fn(&str) -> String) -> rusqlite::Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function(name, 1, flags, move |context: &Context<'_>| {
        Ok(context.get_raw(0).as_str_or_null()?.map(f))
    })
}
