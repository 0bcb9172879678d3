//! Standard output, for people or as JSON, and standard error. Everything goes through one buffer; many rows are written while
//! they are read.

use std::io::{self, BufWriter, StdoutLock, Write};

use louce_api::WireError;
use serde::Serialize;

use crate::failure::{Failure, writing};
use crate::table::Table;

/// Where answers go.
pub struct Out {
    to: BufWriter<StdoutLock<'static>>,
    json: bool,
}

impl Out {
    /// For people, or with `json` for programs.
    pub fn new(json: bool) -> Self {
        Self { to: BufWriter::with_capacity(64 << 10, io::stdout().lock()), json }
    }

    /// A line for people; nothing with `--json`.
    pub fn say(&mut self, line: impl AsRef<str>) -> Result<(), Failure> {
        if self.json {
            return Ok(());
        }
        writeln!(self.to, "{}", line.as_ref()).map_err(|error| writing(&error))
    }

    /// The whole answer for programs; nothing without `--json`.
    pub fn answer(&mut self, answer: &impl Serialize) -> Result<(), Failure> {
        if !self.json {
            return Ok(());
        }
        self.value(answer)?;
        self.raw("\n")
    }

    /// An answer for programs, and for people whatever `tell` says.
    pub fn either(
        &mut self,
        answer: &impl Serialize,
        tell: impl FnOnce(&mut Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.json { self.answer(answer) } else { tell(self) }
    }

    /// A list, a row at a time: as a JSON array, or as a table made by `cells`.
    pub fn rows<T>(&mut self, headers: &[&'static str], cells: fn(&T) -> Vec<String>) -> Rows<'_, T> {
        Rows { out: self, table: Table::new(headers), cells, count: 0 }
    }

    /// A table for people.
    pub fn table(
        &mut self,
        headers: &[&'static str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Failure> {
        let mut table = Table::new(headers);
        for row in rows {
            table.push(row, &mut self.to).map_err(|error| writing(&error))?;
        }
        table.finish(&mut self.to).map_err(|error| writing(&error))
    }

    /// What has been written is on its way.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.to.flush().map_err(|error| writing(&error))
    }

    /// Says why it failed: Chinese on standard error, and as JSON for programs. There is nobody to tell of a failure here.
    pub fn fail(&mut self, error: &WireError) {
        if self.json {
            let _ = serde_json::to_writer(&mut self.to, &serde_json::json!({ "error": error }));
            let _ = self.to.write_all(b"\n");
        }
        let _ = self.to.flush();
        self.complain(&error.message);
    }

    /// A line on standard error.
    pub fn complain(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    fn value(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.to, value).map_err(|error| writing(&error.into()))
    }

    fn raw(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes()).map_err(|error| writing(&error))
    }
}

/// A list while it is written.
pub struct Rows<'a, T> {
    out: &'a mut Out,
    table: Table,
    cells: fn(&T) -> Vec<String>,
    count: usize,
}

impl<T: Serialize> Rows<'_, T> {
    /// One row.
    pub fn push(&mut self, row: &T) -> Result<(), Failure> {
        self.count += 1;
        if self.out.json {
            self.out.raw(if self.count == 1 { "[" } else { ",\n" })?;
            return self.out.value(row);
        }
        self.table.push((self.cells)(row), &mut self.out.to).map_err(|error| writing(&error))
    }

    /// Ends the list; for people `tell` says how many there were.
    pub fn finish(self, tell: impl FnOnce(usize) -> String) -> Result<(), Failure> {
        if self.out.json {
            return self.out.raw(if self.count == 0 { "[]\n" } else { "]\n" });
        }
        self.table.finish(&mut self.out.to).map_err(|error| writing(&error))?;
        self.out.say(tell(self.count))
    }
}
