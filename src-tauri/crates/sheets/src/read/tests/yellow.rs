//! Yellow cells of a workbook.

use rust_xlsxwriter::{Format as Style, Workbook as Writer};

use super::support::{read, read_in_child, with_parts, with_rows};
use crate::read::Note;

/// Yellow by colour, by palette and pale; beside green and plain cells.
fn painted() -> Vec<u8> {
    let mut book = Writer::new();
    let fill = |rgb: u32| Style::new().set_background_color(rust_xlsxwriter::Color::RGB(rgb));
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "王小明").unwrap();
    sheet.write_string_with_format(1, 0, "李芳", &fill(0xFF_FF_00)).unwrap();
    sheet.write_blank(2, 3, &fill(0xFF_EB_9C)).unwrap();
    sheet.write_string_with_format(3, 0, "赵勇", &fill(0x92_D0_50)).unwrap();
    book.add_worksheet().write_number_with_format(4, 1, 1.0, &fill(0xFF_FF_00)).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn yellow_cells_are_known_with_a_value_or_without() {
    for book in [read("a.xlsx", &painted()).unwrap(), read_in_child("a.xlsx", &painted()).unwrap()] {
        assert_eq!(book.sheets[0].yellow, [(1, 0), (2, 3)]);
        assert_eq!(book.sheets[1].yellow, [(4, 1)]);
        let sheet = &book.sheets[0];
        assert!(sheet.is_yellow(2, 3) && !sheet.is_yellow(2, 0) && !sheet.is_yellow(0, 0));
        assert_eq!([0, 1, 2, 3].map(|row| sheet.has_yellow(row)), [false, true, true, false]);
    }
}

#[test]
fn yellow_cells_are_found_where_cells_do_not_say_where_they_stand() {
    let rows = r#"<row><c s="1"><v>1</v></c><c><v>2</v></c><c s="1"/></row><row r="4"><c><v>3</v></c><c s="1"/></row><row><c s="1"/></row>"#;
    let styles = br#"<styleSheet><fills><fill/><fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs></styleSheet>"#;
    let book = with_parts(&with_rows(rows, ""), &[("xl/styles.xml", Some(styles))]);
    let book = read("a.xlsx", &book).unwrap();
    assert_eq!(book.sheets[0].yellow, [(0, 0), (0, 2), (3, 1), (4, 0)]);
}

#[test]
fn a_sheet_painted_all_over_is_read_and_its_colour_is_not_kept() {
    let cells: String = (0..16_384).map(|_| r#"<c s="1"/>"#).collect();
    let rows: String = (0..62).map(|_| format!("<row>{cells}</row>")).collect();
    let styles = br#"<styleSheet><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs></styleSheet>"#;
    let rows = format!(r#"{rows}<row r="100"><c><v>1</v></c></row>"#);
    let book = with_parts(&with_rows(&rows, ""), &[("xl/styles.xml", Some(styles))]);
    let sheet = &read("a.xlsx", &book).unwrap().sheets[0];
    assert_eq!((sheet.rows.len(), sheet.yellow.len()), (1, 0));
    assert_eq!(sheet.notes, [Note::TooMuchYellow]);
}
