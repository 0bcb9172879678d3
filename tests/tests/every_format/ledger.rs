//! The ledger: invented people whose cells are of every kind (text, number, date, blank, a text with a comma), and its
//! plain forms. Not here: what should become of it.

use std::path::Path;

use chrono::NaiveDate;
use louce_sheets::read;
use rust_xlsxwriter::{Format, Workbook};

/// The header.
pub const HEADERS: [&str; 10] =
    ["序号", "楼号", "单元", "室号", "姓名", "性别", "证件号", "出生日期", "电话", "备注"];

/// A person: unit, room, name, sex, ID number, birth date, phone, remark.
pub type Person =
    (&'static str, u32, &'static str, &'static str, &'static str, &'static str, u64, &'static str);

/// All in building 12. The child without an ID has only a date cell for a birthday.
pub const PEOPLE: [Person; 8] = [
    ("1", 402, "王建国", "男", "310110195003034470", "1950-03-03", 13_812_341_234, "独居，每周配药"),
    ("1", 403, "李秀英", "女", "", "1940-11-30", 13_912_341_235, ""),
    ("1", 403, "王小明", "男", "", "2016-05-12", 0, "小学生"),
    ("1", 501, "李䶮", "男", "", "1988-01-01", 13_712_341_236, "姓名第二字少见"),
    ("2", 402, "欧阳·阿依古丽", "女", "", "1975-07-09", 0, "说\"在家\""),
    ("2", 1201, "赵大勇", "男", "", "1962-02-28", 13_612_341_237, "高血压"),
    ("2", 1201, "孙小红", "女", "", "1965-10-10", 13_612_341_238, ""),
    ("2", 1301, "周玉兰", "女", "", "1938-05-12", 0, "80岁以上"),
];

/// A cell of the ledger.
pub enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Day(NaiveDate),
}

impl Cell {
    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// As Excel shows it, and as it saves it as text.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.format("%Y/%-m/%-d").to_string(),
        }
    }
}

/// Excel's number of a day.
fn serial(day: NaiveDate) -> f64 {
    let from = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    f64::from(i32::try_from((day - from).num_days()).unwrap())
}

/// The cells under a title and the header.
pub fn rows() -> Vec<Vec<Cell>> {
    let mut rows = vec![vec![Cell::text("延吉七村居民花名册")], HEADERS.map(Cell::text).into()];
    for (seq, (unit, room, name, sex, id, birth, phone, remark)) in (1u32..).zip(PEOPLE) {
        rows.push(vec![
            Cell::Number(seq.into()),
            Cell::Number(12.0),
            Cell::text(unit),
            Cell::Number(room.into()),
            Cell::text(name),
            Cell::text(sex),
            Cell::text(id),
            Cell::Day(birth.parse().unwrap()),
            if phone == 0 { Cell::Blank } else { Cell::Number(phone as f64) },
            Cell::text(remark),
        ]);
    }
    rows
}

/// As a reader would give them.
pub fn as_read() -> Vec<read::Row> {
    let cell = |(col, cell)| {
        let cell = match cell {
            Cell::Blank => return None,
            Cell::Text(text) => read::Cell::Text(text),
            Cell::Number(number) => read::Cell::Number(number),
            Cell::Day(day) => read::Cell::Date(serial(day)),
        };
        Some((col, cell))
    };
    let row = |(index, cells): (u32, Vec<Cell>)| {
        let cells = (0u16..).zip(cells).filter_map(cell).collect();
        read::Row { index, cells }
    };
    (0u32..).zip(rows()).map(row).collect()
}

/// As Excel's own workbook.
pub fn xlsx(path: &Path) {
    let mut book = Workbook::new();
    let day_format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let sheet = book.add_worksheet().set_name("花名册").unwrap();
    for (line, cells) in (0u32..).zip(rows()) {
        for (col, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Blank => continue,
                Cell::Text(text) => sheet.write_string(line, col, text).unwrap(),
                Cell::Number(number) => sheet.write_number(line, col, number).unwrap(),
                Cell::Day(day) => {
                    sheet.write_number_with_format(line, col, serial(day), &day_format).unwrap()
                }
            };
        }
    }
    book.save(path).unwrap();
}

/// Lines of cells; the last column may hold the separator or quotes, which only CSV can quote.
pub fn separated(separator: &str) -> String {
    let line = |cells: Vec<Cell>| cells.iter().map(Cell::shown).collect::<Vec<_>>().join(separator);
    rows().into_iter().map(|cells| line(cells) + "\r\n").collect()
}

/// As Excel saves CSV.
pub fn csv() -> String {
    let quoted = |cell: &Cell| {
        let text = cell.shown();
        if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let line = |cells: Vec<Cell>| cells.iter().map(quoted).collect::<Vec<_>>().join(",");
    rows().into_iter().map(|cells| line(cells) + "\r\n").collect()
}

/// As systems of the street office export "Excel".
pub fn html() -> Vec<u8> {
    let row = |cells: Vec<Cell>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", cell.shown())).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows().into_iter().map(row).collect();
    gb18030(&format!(
        "<html><head><meta charset=\"gb2312\"></head><body><table border=\"1\">\n{rows}</table></body></html>"
    ))
}

/// In the encoding of Chinese Windows.
pub fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}
