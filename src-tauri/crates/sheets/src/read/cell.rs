//! The shapes that reading gives: cells, rows, sheets, workbooks. No reading happens here.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Spool;

/// One cell as the file holds it. Blank cells, and cells that hold only `""`, are absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Text, untrimmed, never empty.
    Text(String),
    /// A number, whatever its format (a date's format apart).
    Number(f64),
    /// The Excel serial day, with its fraction, of a cell formatted as a date or time.
    Date(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#N/A`.
    Error(String),
}

/// A row that has cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// 0-based row in the sheet (Excel's row number minus one).
    pub index: u32,
    /// 0-based column and cell, columns ascending, none twice.
    pub cells: Vec<(u16, Cell)>,
}

impl Row {
    /// The cell of a column.
    pub fn get(&self, col: u16) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&col, |(c, _)| *c).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }
}

/// A merged area 合并单元格, ends included, all 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Merge {
    /// Top row.
    pub first_row: u32,
    /// Left column.
    pub first_col: u16,
    /// Bottom row.
    pub last_row: u32,
    /// Right column.
    pub last_col: u16,
}

/// Something a person should know about how a sheet was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Note {
    /// A text longer than the limit was cut.
    TextCut {
        /// 0-based row.
        row: u32,
        /// 0-based column.
        col: u16,
    },
    /// Bytes that are no text in the file's encoding stand as `�`.
    Undecodable,
    /// A cell of a kind the format does not know was left out.
    CellSkipped,
    /// So many cells are yellow that which ones was not kept.
    TooMuchYellow,
    /// The sheet's table could not be read (it is a chart or macro sheet, or its part is missing); it has no rows.
    NoTable,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::TextCut { row, .. } => write!(f, "第{}行有单元格内容过长，已截断", u64::from(*row) + 1),
            Note::Undecodable => f.write_str("文件中有无法识别的字符，已显示为�"),
            Note::CellSkipped => f.write_str("有个别单元格内容异常，已跳过"),
            Note::TooMuchYellow => f.write_str("标黄的单元格太多，颜色没有读取"),
            Note::NoTable => f.write_str("该工作表不是普通表格，未读取"),
        }
    }
}

/// One sheet 工作表.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name; the file's stem for formats without sheets.
    pub name: String,
    /// Hidden from the user in Excel.
    pub hidden: bool,
    /// Serial days count from 1904-01-01 (old Mac workbooks).
    pub uses_1904: bool,
    /// Merged areas.
    pub merges: Vec<Merge>,
    /// The rows that have cells.
    pub rows: Spool,
    /// Cells (row, column) filled yellow, blank ones too; ascending. Known of `.xlsx` only.
    pub yellow: Vec<(u32, u16)>,
    /// What a person should know.
    pub notes: Vec<Note>,
}

impl Sheet {
    /// A visible sheet with these rows, for tests and for text formats. Rows must ascend; one that does not is left out.
    pub fn from_rows(name: impl Into<String>, rows: impl IntoIterator<Item = Row>) -> Sheet {
        Sheet { name: name.into(), rows: rows.into_iter().collect(), ..Sheet::default() }
    }

    /// Whether a cell is filled yellow.
    pub fn is_yellow(&self, row: u32, col: u16) -> bool {
        self.yellow.binary_search(&(row, col)).is_ok()
    }

    /// Whether any cell of a row is filled yellow.
    pub fn has_yellow(&self, row: u32) -> bool {
        let from = self.yellow.partition_point(|(at, _)| *at < row);
        self.yellow.get(from).is_some_and(|(at, _)| *at == row)
    }
}

/// What a file was found to be, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Excel 2007 and later, WPS.
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97–2003, WPS `.et`.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// XML Spreadsheet 2003.
    XmlSpreadsheet,
    /// Comma (or semicolon) separated text.
    Csv,
    /// Tab separated text.
    Tsv,
    /// An HTML table, often named `.xls`.
    Html,
}

/// A file read.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// Where it was read from.
    pub path: PathBuf,
    /// The name without the folder.
    pub file_name: String,
    /// What it was found to be.
    pub format: Format,
    /// All sheets in the file's order, hidden ones included.
    pub sheets: Vec<Sheet>,
}
