//! Workbooks seen through programs that share no code with this one: openpyxl and LibreOffice.
//!
//! Here: starting them and handing back plain cells. Not here: what the cells should be.
//! `cargo xtask test` installs both; where one is missing the test that asks for it fails and says so, because a
//! test that skips itself proves nothing.

use crate::edit::AnyError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// One sheet as another program reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherSheet {
    /// Its name.
    pub name: String,
    /// `visible`, `hidden` or `veryHidden`.
    pub state: String,
    /// `A1` → text of the cell; a formula is its source, beginning with `=`.
    pub cells: BTreeMap<String, String>,
    /// `A1` → `n` number, `s` text, `f` formula, `b` bool, `d` date.
    pub kinds: BTreeMap<String, String>,
    /// Merged areas, such as `B5:B7`.
    pub merges: Vec<String>,
    /// Letters of the hidden columns.
    pub hidden_columns: Vec<String>,
    /// Rows repeated on each printed page, such as `$1:$3`; empty when none are.
    pub title_rows: String,
    /// Paper size code (9 is A4), 0 when not set.
    pub paper: i64,
    /// Pages across when fitted to the width, 0 when not fitted.
    pub fit_width: i64,
    /// Page footer: left, centre and right joined with `|`.
    pub footer: String,
}

const OPENPYXL: &str = r#"
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
out = []
for s in book.worksheets:
    cells, kinds = {}, {}
    for row in s.iter_rows():
        for c in row:
            if c.value is not None:
                cells[c.coordinate] = str(c.value)
                kinds[c.coordinate] = {"inlineStr": "s", "str": "s"}.get(c.data_type, c.data_type)
    hidden = []
    for key, d in s.column_dimensions.items():
        if d.hidden:
            first = d.min or openpyxl.utils.column_index_from_string(key)
            hidden += [openpyxl.utils.get_column_letter(i) for i in range(first, (d.max or first) + 1)]
    fit = s.sheet_properties.pageSetUpPr is not None and bool(s.sheet_properties.pageSetUpPr.fitToPage)
    width = 1 if s.page_setup.fitToWidth is None else int(s.page_setup.fitToWidth)
    foot = s.oddFooter
    out.append({"name": s.title, "state": s.sheet_state, "cells": cells, "kinds": kinds,
        "merges": sorted(str(m) for m in s.merged_cells.ranges), "hidden_columns": hidden,
        "title_rows": s.print_title_rows or "", "paper": int(s.page_setup.paperSize or 0),
        "fit_width": width if fit else 0,
        "footer": "|".join((part.text or "") for part in (foot.left, foot.center, foot.right))})
json.dump(out, sys.stdout)
"#;

/// The workbook through openpyxl: formulas as written, nothing computed.
///
/// # Errors
/// When openpyxl is missing or refuses the file; with what it said.
pub fn openpyxl(book: &Path) -> Result<Vec<OtherSheet>, AnyError> {
    let python = python().ok_or("找不到带 openpyxl 的 python3：请先运行 cargo xtask test")?;
    let out = run(Command::new(python).args(["-c", OPENPYXL]).arg(book))?;
    let json: serde_json::Value = serde_json::from_slice(&out)?;
    Ok(json.as_array().into_iter().flatten().map(sheet).collect())
}

fn sheet(json: &serde_json::Value) -> OtherSheet {
    let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| json[key].as_i64().unwrap_or_default();
    let list = |key: &str| {
        let items = json[key].as_array().into_iter().flatten();
        items.filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    let map = |key: &str| {
        let items = json[key].as_object().into_iter().flatten();
        items.filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned()))).collect()
    };
    OtherSheet {
        name: text("name"),
        state: text("state"),
        cells: map("cells"),
        kinds: map("kinds"),
        merges: list("merges"),
        hidden_columns: list("hidden_columns"),
        title_rows: text("title_rows"),
        paper: number("paper"),
        fit_width: number("fit_width"),
        footer: text("footer"),
    }
}

/// LibreOffice believes the values that stand beside the formulas unless it is told to work them out.
const RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Has LibreOffice compute the workbook and write it again as `format` (`xlsx`, `csv`, `pdf`, `xls`, `ods`) into
/// `folder`; the new file. With `xlsx` the live formulas hold the values LibreOffice worked out.
///
/// # Errors
/// When LibreOffice is missing or writes nothing; with what it said.
pub fn libreoffice(book: &Path, format: &str, folder: &Path) -> Result<PathBuf, AnyError> {
    let soffice = first_that_runs(&["soffice", "libreoffice"], &["--version"])
        .ok_or("找不到 LibreOffice：请先运行 cargo xtask test")?;
    // A profile of its own: two of them on one profile hand the work to each other and return early.
    let profile = tempfile::tempdir()?;
    let settings = profile.path().join("user");
    std::fs::create_dir_all(&settings)?;
    std::fs::write(settings.join("registrymodifications.xcu"), RECALCULATE)?;
    let filter = match format {
        // Commas, double quotes, UTF-8.
        "csv" => "csv:Text - txt - csv (StarCalc):44,34,76",
        other => other,
    };
    let said = run(Command::new(soffice)
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .arg(book))?;
    let stem = book.file_stem().ok_or("没有文件名")?;
    let made = folder.join(stem).with_extension(format);
    if made.is_file() { Ok(made) } else { Err(String::from_utf8_lossy(&said).into_owned().into()) }
}

/// A Python that has openpyxl. The one first on the path may be another than the one the system packages serve.
fn python() -> Option<&'static str> {
    static PYTHON: OnceLock<Option<&str>> = OnceLock::new();
    *PYTHON.get_or_init(|| {
        first_that_runs(&["python3", "/usr/bin/python3", "python"], &["-c", "import openpyxl"])
    })
}

fn first_that_runs(programs: &[&'static str], args: &[&str]) -> Option<&'static str> {
    programs.iter().copied().find(|p| Command::new(p).args(args).output().is_ok_and(|o| o.status.success()))
}

fn run(command: &mut Command) -> Result<Vec<u8>, AnyError> {
    let out = command.output()?;
    if out.status.success() {
        Ok(out.stdout)
    } else {
        Err(String::from_utf8_lossy(&out.stderr).into_owned().into())
    }
}
