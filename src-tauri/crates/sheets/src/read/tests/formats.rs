//! Each kind of file an office has, read as it is.

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook as Writer};

use super::support::{
    child, ledger, read, read_in_child, read_path, row, rows, sample, text, with_parts, with_rows, zip_of,
};
use crate::read::{Cell, Format, Isolation, Limits, Merge, Note, ReadError};

fn merge(first_row: u32, first_col: u16, last_row: u32, last_col: u16) -> Merge {
    Merge { first_row, first_col, last_row, last_col }
}

#[test]
fn an_excel_workbook_keeps_kinds_merges_and_hidden_sheets() {
    let mut book = Writer::new();
    let date = Style::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let first = book.add_worksheet();
    first.merge_range(0, 0, 0, 4, "延吉七村12号楼居民名册", &Style::new()).unwrap();
    first.write_string(1, 0, "王小明").unwrap();
    first.write_number(1, 1, 402.0).unwrap();
    first.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2022, 4, 3).unwrap(), &date).unwrap();
    first.write_boolean(1, 3, true).unwrap();
    first.write_formula(1, 4, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    first.write_formula(2, 0, Formula::new("A2").set_result("王小明")).unwrap();
    first.merge_range(2, 1, 3, 1, "", &Style::new()).unwrap();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "停用").unwrap();
    let book = read("名册.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(book.format, Format::Xlsx);
    assert_eq!(book.sheets.iter().map(|s| s.hidden).collect::<Vec<_>>(), [false, true]);
    assert_eq!(book.sheets[0].merges, [merge(0, 0, 0, 4), merge(2, 1, 3, 1)]);
    let cells = rows(&book);
    assert_eq!(
        cells[1],
        row(
            1,
            vec![
                (0, text("王小明")),
                (1, Cell::Number(402.0)),
                (2, Cell::Date(44_654.0)),
                (3, Cell::Bool(true)),
                (4, Cell::Error("#DIV/0!".into())),
            ]
        )
    );
    assert_eq!(cells[2], row(2, vec![(0, text("王小明"))]), "a formula is the value it last had");
}

#[test]
fn dates_of_a_1904_workbook_say_so() {
    let workbook = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book = read("a.xlsx", &with_parts(&ledger(), &[("xl/workbook.xml", Some(workbook))])).unwrap();
    assert!(book.sheets[0].uses_1904);
}

#[test]
fn inline_texts_rich_texts_and_blank_texts_are_read_as_people_see_them() {
    let book = read(
        "a.xlsx",
        &with_rows(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><r><t>王</t></r><r><t xml:space="preserve"> 明</t></r></is></c><c r="B1" t="inlineStr"><is><t></t></is></c><c r="C1" t="str"><f>A1</f><v>a&amp;b</v></c><c r="D1" s="1"/></row>"#,
            "",
        ),
    );
    assert_eq!(rows(&book.unwrap()), [row(0, vec![(0, text("王 明")), (2, text("a&b"))])]);
}

#[test]
fn a_cell_of_an_unknown_kind_is_left_out_and_noted() {
    let data = r#"<row r="1"><c r="A1" t="odd"><v>1</v></c><c r="B1"><v>2</v></c></row>"#;
    let book = read("a.xlsx", &with_rows(data, "")).unwrap();
    assert_eq!(rows(&book), [row(0, vec![(1, Cell::Number(2.0))])]);
    assert_eq!(book.sheets[0].notes, [Note::CellSkipped]);
}

#[test]
fn rows_and_columns_out_of_order_come_in_order() {
    let data = r#"<row r="5"><c r="B5"><v>3</v></c><c r="A5"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    let expected =
        [row(1, vec![(0, Cell::Number(1.0))]), row(4, vec![(0, Cell::Number(2.0)), (1, Cell::Number(3.0))])];
    assert_eq!(rows(&read("a.xlsx", &with_rows(data, "")).unwrap()), expected);
    assert_eq!(rows(&read_in_child("a.xlsx", &with_rows(data, "")).unwrap()), expected);
}

#[test]
fn backslashes_in_a_zip_and_wrong_dimensions_do_no_harm() {
    let parts = with_parts(&ledger(), &[]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&parts)).unwrap();
    let mut renamed = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().replace('/', "\\");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        let shown =
            String::from_utf8_lossy(&bytes).replace("<dimension ref=\"A1:C3\"/>", "<dimension ref=\"A1\"/>");
        renamed.push((name, shown.into_bytes()));
    }
    let book = read("wps.et", &zip_of(&renamed)).unwrap();
    assert_eq!(rows(&book).len(), 3);
}

#[test]
fn the_extension_is_not_believed() {
    assert_eq!(read("名册.csv", &ledger()).unwrap().format, Format::Xlsx);
    assert_eq!(read("名册.xls", "姓名,室号\n王小明,402\n".as_bytes()).unwrap().format, Format::Csv);
}

#[test]
fn text_tables_are_read_in_utf8_gb18030_and_utf16_with_any_delimiter() {
    let table = "姓名,室号\r\n王小明,402\r\n\"李,四\",\"1\"\"2\"\r\n";
    let expected = [
        row(0, vec![(0, text("姓名")), (1, text("室号"))]),
        row(1, vec![(0, text("王小明")), (1, text("402"))]),
        row(2, vec![(0, text("李,四")), (1, text("1\"2"))]),
    ];
    let (gb, _, _) = encoding_rs::GB18030.encode(table);
    let marked = [b"\xEF\xBB\xBF", table.as_bytes()].concat();
    for bytes in [table.as_bytes(), &gb, &marked] {
        let book = read("a.csv", bytes).unwrap();
        assert_eq!((rows(&book).as_slice(), book.format), (expected.as_slice(), Format::Csv));
    }
    let tabs = "姓名\t室号\r\n王小明\t402\r\n";
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let book = read("a.xls", &wide).unwrap();
    assert_eq!((rows(&book).as_slice(), book.format), (&expected[..2], Format::Tsv));
    let book = read("a.txt", "姓名;室号\n王小明;402\n".as_bytes()).unwrap();
    assert_eq!(rows(&book), &expected[..2]);
}

#[test]
fn blank_lines_and_ragged_lines_of_text_keep_their_place() {
    let book = read("a.csv", "标题\n姓名,室号,电话\n王,,139\n".as_bytes()).unwrap();
    assert_eq!(rows(&book)[2], row(2, vec![(0, text("王")), (2, text("139"))]));
    let book = read("a.csv", b"a,b\n=\"0402\",c\n").unwrap();
    assert_eq!(rows(&book)[1].get(0), Some(&text("0402")));
}

#[test]
fn bytes_that_are_no_text_are_noted_and_the_rest_is_kept() {
    let (gb, _, _) = encoding_rs::GB18030.encode("姓名,室号\n王小明,402\n李四,403\n");
    let mut bytes = gb.into_owned();
    bytes.extend(b"\xff\xff,404\n");
    let book = read("a.csv", &bytes).unwrap();
    assert_eq!(book.sheets[0].notes, [Note::Undecodable]);
    assert_eq!(rows(&book)[3].get(1), Some(&text("404")));
}

#[test]
fn an_html_table_called_xls_is_a_sheet_with_merges() {
    let page = r#"<html><head><meta charset="gb2312"></head><body><table>
        <tr><td colspan=3>12号楼<br>名册</td></tr>
        <tr><th>室号</th><th>姓名</th><th>电话</th></tr>
        <tr><td rowspan="2">402</td><td>王&nbsp;小明</td><td>139</td></tr>
        <tr><td>李四</td><td></td></tr></table></body></html>"#;
    let (gb, _, _) = encoding_rs::GB18030.encode(page);
    for bytes in [page.as_bytes(), &gb] {
        let book = read("导出.xls", bytes).unwrap();
        assert_eq!(book.format, Format::Html);
        assert_eq!(book.sheets[0].merges, [merge(0, 0, 0, 2), merge(2, 0, 3, 0)]);
        let cells = rows(&book);
        assert_eq!(cells[0].get(0), Some(&text("12号楼\n名册")));
        assert_eq!(cells[2].get(1), Some(&text("王 小明")));
        assert_eq!(cells[3], row(3, vec![(1, text("李四"))]), "the cell stands right of the span");
    }
}

#[test]
fn an_xml_spreadsheet_of_2003_is_read_with_its_kinds() {
    let page = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="名册"><Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题 &amp; 表</Data></Cell></Row>
        <Row ss:Index="4"><Cell><Data ss:Type="Number">402</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2022-04-03T00:00:00.000</Data></Cell></Row>
        </Table></Worksheet></Workbook>"#;
    let book = read("a.xls", page.as_bytes()).unwrap();
    assert_eq!((book.format, book.sheets[0].name.as_str()), (Format::XmlSpreadsheet, "名册"));
    assert_eq!(book.sheets[0].merges, [merge(0, 0, 0, 2)]);
    assert_eq!(
        rows(&book),
        [
            row(0, vec![(0, text("标题 & 表"))]),
            row(3, vec![(0, Cell::Number(402.0)), (2, Cell::Date(44_654.0))])
        ]
    );
    let cut = page.split_at(page.find("</Table>").unwrap()).0;
    assert_eq!(read("a.xls", cut.as_bytes()).unwrap_err(), ReadError::Damaged);
}

fn ods(content: &str, manifest: &str) -> Vec<u8> {
    zip_of(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml".into(), manifest.as_bytes().to_vec()),
        ("content.xml".into(), content.as_bytes().to_vec()),
    ])
}

#[test]
fn an_open_document_is_read_with_repeats_spans_and_dates() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
        <office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <office:body><office:spreadsheet><table:table table:name="名册" table:style-name="ta1">
        <table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>王<text:span>小明</text:span></text:p><text:p>二行</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="402"><text:p>402.00</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2022-04-03" table:number-columns-repeated="2"/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let book = read("a.ods", &ods(content, "<manifest/>")).unwrap();
    assert_eq!((book.format, book.sheets[0].hidden), (Format::Ods, true));
    assert_eq!(book.sheets[0].merges, [merge(0, 0, 0, 1)]);
    let day = || Cell::Date(44_654.0);
    assert_eq!(
        rows(&book),
        [
            row(0, vec![(0, text("王小明\n二行")), (2, Cell::Number(402.0))]),
            row(1_000_001, vec![(0, day()), (1, day())]),
            row(1_000_002, vec![(0, day()), (1, day())]),
        ]
    );
    let locked = ods(content, "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>");
    assert_eq!(read("a.ods", &locked).unwrap_err(), ReadError::PasswordProtected);
}

#[test]
fn what_is_no_table_is_refused_with_its_reason() {
    for empty in [&b""[..], b"  \r\n \n"] {
        assert_eq!(read("a.csv", empty).unwrap_err(), ReadError::Empty);
    }
    assert_eq!(read("a.xlsx", &Writer::new().save_to_buffer().unwrap()).unwrap_err(), ReadError::Empty);
    let photo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    assert_eq!(read("a.xlsx", photo).unwrap_err(), ReadError::UnknownFormat);
    let letter = zip_of(&[("word/document.xml".into(), b"<w/>".to_vec())]);
    assert_eq!(read("a.xlsx", &letter).unwrap_err(), ReadError::UnknownFormat);
    assert_eq!(read("a.xls", b"<html><body>no table</body></html>").unwrap_err(), ReadError::UnknownFormat);
    let folder = tempfile::tempdir().unwrap();
    let error = read_path(folder.path(), &Isolation::InProcess, &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "file_unreadable");
}

#[cfg(unix)]
#[test]
fn messages_hold_nothing_of_the_file() {
    for isolation in [Isolation::InProcess, child()] {
        let file = sample("王小明.xlsx", b"PK\x03\x04 310101198001010010");
        let message = read_path(&file.path, &isolation, &Limits::default()).unwrap_err().to_string();
        assert!(!message.contains("王小明") && !message.contains("310101"), "{message}");
    }
}

#[test]
fn limits_survive_the_command_line() {
    let limits = Limits { cells: 7, seconds: 3, ..Limits::default() };
    assert_eq!(Limits::from_arg(&limits.to_arg()), Some(limits));
    assert_eq!(Limits::from_arg("--nocapture"), None);
}

/// A record of a binary workbook.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    assert!(body.len() < 0x80);
    out.push(body.len() as u8);
    out.extend(body);
    out
}

fn wide(t: &str) -> Vec<u8> {
    let units: Vec<u16> = t.encode_utf16().collect();
    let mut out = (units.len() as u32).to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

#[test]
fn a_binary_workbook_is_read_with_its_merges() {
    let book = [
        record(0x9C, &[numbers(&[1, 1]), wide("rId1"), wide("名册")].concat()),
        record(0x90, &[]),
        record(0x9D, &[]),
    ]
    .concat();
    let sheet = [
        record(0x81, &[]),
        record(0x94, &numbers(&[0, 1, 0, 1])),
        record(0x91, &[]),
        record(0x00, &numbers(&[4])),
        record(0x06, &[numbers(&[1, 0]), wide("王小明")].concat()),
        record(0x05, &[numbers(&[3, 0]), 402.5f64.to_le_bytes().to_vec()].concat()),
        record(0x92, &[]),
        record(0xB1, &numbers(&[1])),
        record(0xB0, &numbers(&[4, 5, 1, 2])),
    ]
    .concat();
    let relations =
        r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let bytes = zip_of(&[
        ("xl/_rels/workbook.bin.rels".into(), relations.as_bytes().to_vec()),
        ("xl/workbook.bin".into(), book),
        ("xl/worksheets/sheet1.bin".into(), sheet),
    ]);
    let book = read("a.xlsb", &bytes).unwrap();
    assert_eq!((book.format, book.sheets[0].hidden), (Format::Xlsb, true));
    assert_eq!(rows(&book), [row(4, vec![(1, text("王小明")), (3, Cell::Number(402.5))])]);
    assert_eq!(book.sheets[0].merges, [merge(4, 1, 5, 2)]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("a.xlsx");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let error = read_path(&pipe, &Isolation::InProcess, &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "file_unreadable");
}
