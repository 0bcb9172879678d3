//! Writing files: workbooks row by row in constant memory, and text files in the encodings that offices use.
//!
//! No meaning here: which columns a ledger has is in `ledgers`.

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use encoding_rs::{Encoding, GB18030, UTF_8};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use tempfile::NamedTempFile;

use super::SampleError;

/// What a cell is to hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Blank,
    Text(String),
    Number(f64),
    /// A real Excel date, shown as 2022-03-05.
    Date(NaiveDate),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

/// The few formats of an office's table.
#[derive(Debug, Clone)]
struct Looks {
    title: Format,
    line: Format,
    header: Format,
    cell: Format,
    date: Format,
    number: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = Format::new().set_font_name("宋体").set_font_size(11).set_border(FormatBorder::Thin);
        let centred = cell.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            line: Format::new().set_font_name("宋体").set_font_size(11),
            header: centred.clone().set_bold().set_text_wrap(),
            date: centred.set_num_format("yyyy-mm-dd"),
            number: cell.clone().set_num_format("0"),
            cell,
        }
    }
}

/// A workbook in the making.
pub(super) struct Book {
    workbook: Workbook,
    looks: Looks,
}

impl Book {
    /// Its sheets wait in files in `dir` until it is saved.
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(dir)?;
        // A fixed day, so that the same seed gives the same bytes.
        let made = ExcelDateTime::from_ymd(2022, 4, 5)?;
        workbook.set_properties(&DocProperties::new().set_author("居委会").set_creation_datetime(&made));
        Ok(Self { workbook, looks: Looks::new() })
    }

    pub(super) fn sheet(&mut self, name: &str, widths: &[f64]) -> Result<Sheet, SampleError> {
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        for (col, width) in (0..).zip(widths) {
            sheet.set_column_width(col, *width)?;
        }
        Ok(Sheet { sheet, row: 0, looks: self.looks.clone() })
    }

    pub(super) fn push(&mut self, sheet: Sheet) {
        self.workbook.push_worksheet(sheet.sheet);
    }

    pub(super) fn save(mut self, path: &Path) -> Result<PathBuf, SampleError> {
        let mut file = beside(path)?;
        let mut out = BufWriter::new(file.as_file_mut());
        self.workbook.save_to_writer(&mut out)?;
        out.flush()?;
        drop(out);
        publish(file, path)
    }
}

/// A sheet that is written from top to bottom.
pub(super) struct Sheet {
    sheet: Worksheet,
    /// The row to be written next.
    row: u32,
    looks: Looks,
}

impl Sheet {
    /// A title over `columns` columns.
    pub(super) fn title(&mut self, text: &str, columns: u16) -> Result<(), SampleError> {
        self.sheet.merge_range(
            self.row,
            0,
            self.row,
            columns.saturating_sub(1).max(1),
            text,
            &self.looks.title,
        )?;
        self.row += 1;
        Ok(())
    }

    /// A line of text in the first column, without borders.
    pub(super) fn line(&mut self, text: &str) -> Result<(), SampleError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.looks.line)?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn header<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> Result<(), SampleError> {
        for (col, name) in (0..).zip(names) {
            self.sheet.write_string_with_format(self.row, col, name, &self.looks.header)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A header of two rows: `(group, names)`; a group of one name without a group title spans both rows.
    pub(super) fn two_row_header(&mut self, groups: &[(&str, &[&str])]) -> Result<(), SampleError> {
        let Self { sheet, row, looks } = self;
        let mut col = 0_u16;
        for (group, names) in groups {
            let last = col + (names.len() as u16).saturating_sub(1);
            match (*group, *names) {
                ("", [name]) => drop(sheet.merge_range(*row, col, *row + 1, col, name, &looks.header)?),
                (group, [_]) => drop(sheet.write_string_with_format(*row, col, group, &looks.header)?),
                (group, _) => drop(sheet.merge_range(*row, col, *row, last, group, &looks.header)?),
            }
            col = last + 1;
        }
        *row += 1;
        col = 0;
        for (group, names) in groups {
            for name in *names {
                if !group.is_empty() {
                    sheet.write_string_with_format(*row, col, *name, &looks.header)?;
                }
                col += 1;
            }
        }
        *row += 1;
        Ok(())
    }

    /// Merges this column over the next `rows` rows; to be called before those rows are written.
    pub(super) fn merge_down(&mut self, col: u16, rows: u32, text: &str) -> Result<(), SampleError> {
        self.sheet.merge_range(self.row, col, self.row + rows.max(2) - 1, col, text, &self.looks.cell)?;
        Ok(())
    }

    /// A row of bordered cells; `None` leaves a cell as it is (inside a merge).
    pub(super) fn row(&mut self, values: impl IntoIterator<Item = Option<Value>>) -> Result<(), SampleError> {
        let Self { sheet, row, looks } = self;
        for (col, value) in (0..).zip(values) {
            match value {
                None => continue,
                Some(Value::Blank) => sheet.write_blank(*row, col, &looks.cell)?,
                Some(Value::Text(text)) => sheet.write_string_with_format(*row, col, text, &looks.cell)?,
                Some(Value::Number(number)) => {
                    sheet.write_number_with_format(*row, col, number, &looks.number)?
                }
                Some(Value::Date(day)) => sheet.write_datetime_with_format(*row, col, day, &looks.date)?,
            };
        }
        *row += 1;
        Ok(())
    }

    /// As [`Sheet::row`], every cell given.
    pub(super) fn cells<const N: usize>(&mut self, values: [Value; N]) -> Result<(), SampleError> {
        self.row(values.into_iter().map(Some))
    }
}

/// A comma-separated file in the making.
pub(super) struct TextFile {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    encoding: &'static Encoding,
}

impl TextFile {
    /// UTF-8 with a byte order mark, as Excel writes "CSV UTF-8".
    pub(super) fn utf8(path: &Path) -> Result<Self, SampleError> {
        let mut file = Self { file: BufWriter::new(beside(path)?), path: path.to_owned(), encoding: UTF_8 };
        file.file.write_all("\u{feff}".as_bytes())?;
        Ok(file)
    }

    /// GB18030, as Excel and WPS write plain "CSV" on a Chinese system.
    pub(super) fn gb18030(path: &Path) -> Result<Self, SampleError> {
        Ok(Self { file: BufWriter::new(beside(path)?), path: path.to_owned(), encoding: GB18030 })
    }

    pub(super) fn record(&mut self, fields: &[&str]) -> Result<(), SampleError> {
        let mut line = String::new();
        for (n, field) in fields.iter().enumerate() {
            if n > 0 {
                line.push(',');
            }
            if field.contains(['"', ',', '\n']) {
                line.push('"');
                line.push_str(&field.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(field);
            }
        }
        line.push_str("\r\n");
        self.file.write_all(&self.encoding.encode(&line).0)?;
        Ok(())
    }

    pub(super) fn save(self) -> Result<PathBuf, SampleError> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        publish(file, &self.path)
    }
}

fn beside(path: &Path) -> Result<NamedTempFile, SampleError> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(tempfile::Builder::new().prefix(".louce-sample-").tempfile_in(dir)?)
}

fn publish(file: NamedTempFile, path: &Path) -> Result<PathBuf, SampleError> {
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(path.to_owned())
}
