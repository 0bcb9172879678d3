//! Workbooks that want to take us down. Each is refused or read, quickly and small.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::support::{
    child, ledger, read, read_in_child, read_path, row, rows, sample, text, with_parts, with_rows,
};
use crate::read::{Cell, Excess, Isolation, Limits, ReadError};

const TOO_MANY_STRINGS: ReadError = ReadError::TooBig { what: Excess::Strings };

fn with_strings(strings: &str) -> Vec<u8> {
    with_parts(&ledger(), &[("xl/sharedStrings.xml", Some(strings.as_bytes()))])
}

#[test]
fn a_cell_in_the_farthest_corner_costs_nothing() {
    let data =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let limits = Limits { address_space: 512 << 20, ..Limits::default() };
    let book = read_path(&sample("a.xlsx", &with_rows(data, "")).path, &child(), &limits).unwrap();
    assert_eq!(
        rows(&book),
        [row(0, vec![(0, Cell::Number(1.0))]), row(1_048_575, vec![(16_383, Cell::Number(2.0))])]
    );
}

#[test]
fn references_outside_every_sheet_are_not_believed() {
    for reference in ["AAAAAAAAA1", "A99999999999", "ZZZ1", "A4294967295", "1A", "A0", ""] {
        let data = format!(
            r#"<row r="1"><c r="{reference}"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#
        );
        match read("a.xlsx", &with_rows(&data, "")) {
            Ok(book) => assert!(rows(&book).len() <= 2, "{reference}"),
            Err(error) => assert_eq!(error, ReadError::Damaged, "{reference}"),
        }
    }
}

#[test]
fn a_count_of_texts_that_the_file_cannot_hold_is_refused() {
    for tag in [
        r#"<sst uniqueCount="4000000000">"#,
        r#"<sst uniqueCount = '18446744073709551615'>"#,
        r#"<!-- x --><x:sst count="1" uniqueCount="99999999">"#,
    ] {
        let strings = format!("{tag}<si><t>a</t></si></sst>");
        assert_eq!(read("a.xlsx", &with_strings(&strings)).unwrap_err(), TOO_MANY_STRINGS, "{tag}");
        let far = format!("<!--{}-->{strings}", "<".repeat(70_000));
        assert_eq!(read("a.xlsx", &with_strings(&far)).unwrap_err(), TOO_MANY_STRINGS, "{tag} far in");
    }
}

#[test]
fn the_count_is_seen_wherever_the_steps_of_unpacking_meet() {
    for shift in (65_200..65_600).step_by(7) {
        let strings =
            format!(r#"<!--{}--><sst uniqueCount="4000000000"><si><t>a</t></si></sst>"#, "<".repeat(shift));
        assert_eq!(read("a.xlsx", &with_strings(&strings)).unwrap_err(), TOO_MANY_STRINGS, "shift {shift}");
    }
}

#[test]
fn merges_are_found_wherever_the_steps_of_unpacking_meet() {
    for shift in (65_000..65_700).step_by(13) {
        let data = format!(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c><c r="B1" t="inlineStr"><is><t>sheetData</t></is></c></row>"#,
            "a".repeat(shift)
        );
        let book = read("a.xlsx", &with_rows(&data, r#"<mergeCells><mergeCell ref="A1:B3"/></mergeCells>"#))
            .unwrap();
        assert_eq!(book.sheets[0].merges.len(), 1, "shift {shift}");
    }
}

#[test]
fn a_text_of_a_gigabyte_is_refused_before_it_is_in_memory() {
    let mut strings = br#"<sst uniqueCount="1"><si><t>"#.to_vec();
    strings.resize(300 << 20, b'a');
    strings.extend(b"</t></si></sst>");
    let book = with_parts(&ledger(), &[("xl/sharedStrings.xml", Some(&strings))]);
    assert!(book.len() < 2 << 20, "the bomb is small: {}", book.len());
    drop(strings);
    let too_long = ReadError::TooBig { what: Excess::Text };
    let begin = Instant::now();
    assert_eq!(read("a.xlsx", &book).unwrap_err(), too_long);
    assert_eq!(read_in_child("a.xlsx", &book).unwrap_err(), too_long);
    assert!(begin.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_text_made_of_endless_pieces_ends_at_the_childs_memory() {
    let mut strings = br#"<sst uniqueCount="1"><si>"#.to_vec();
    let piece = format!("<r><t>{}</t></r>", "a".repeat(60_000));
    for _ in 0..5000 {
        strings.extend(piece.as_bytes());
    }
    strings.extend(b"</si></sst>");
    let book = with_parts(&ledger(), &[("xl/sharedStrings.xml", Some(&strings))]);
    let limits = Limits { address_space: 400 << 20, ..Limits::default() };
    let error = read_path(&sample("a.xlsx", &book).path, &child(), &limits).unwrap_err();
    assert!(matches!(error, ReadError::Crashed | ReadError::Damaged), "{error:?}");
}

#[test]
fn a_zip_that_unpacks_to_more_than_the_limit_is_refused_unread() {
    let sheet = vec![b' '; 64 << 20];
    let book = with_parts(&ledger(), &[("xl/worksheets/sheet2.xml", Some(&sheet))]);
    let limits = Limits { bytes: 32 << 20, ..Limits::default() };
    let error = read_path(&sample("a.xlsx", &book).path, &Isolation::InProcess, &limits).unwrap_err();
    assert_eq!(error, ReadError::TooBig { what: Excess::Bytes });
}

#[test]
fn an_entry_larger_than_it_says_is_damage() {
    let mut book = with_rows(&r#"<row><c><v>1</v></c></row>"#.repeat(20_000), "");
    // The sheet's size in the directory, made small.
    let at = book
        .windows(46 + 24)
        .rposition(|w| w.starts_with(b"PK\x01\x02") && w.ends_with(b"xl/worksheets/sheet1.xml"));
    let at = at.unwrap();
    book[at + 24..at + 28].copy_from_slice(&1000u32.to_le_bytes());
    assert_eq!(read("a.xlsx", &book).unwrap_err(), ReadError::Damaged);
}

#[test]
fn more_cells_rows_sheets_or_merges_than_the_limits_are_refused() {
    let data: String = (1..=100).map(|r| format!(r#"<row r="{r}"><c r="A{r}"><v>1</v></c></row>"#)).collect();
    let merges = format!("<mergeCells>{}</mergeCells>", r#"<mergeCell ref="A1:B3"/>"#.repeat(20));
    let file = sample("a.xlsx", &with_rows(&data, &merges));
    let refused = |limits: Limits| read_path(&file.path, &Isolation::InProcess, &limits).unwrap_err();
    assert_eq!(refused(Limits { cells: 50, ..Limits::default() }), ReadError::TooBig { what: Excess::Cells });
    assert_eq!(
        refused(Limits { merges: 10, ..Limits::default() }),
        ReadError::TooBig { what: Excess::Merges }
    );
    assert_eq!(
        refused(Limits { sheets: 0, ..Limits::default() }),
        ReadError::TooBig { what: Excess::Sheets }
    );
    assert_eq!(refused(Limits { seconds: 0, ..Limits::default() }), ReadError::TimedOut);
    let narrow = Limits { text: 3, ..Limits::default() };
    let book =
        read_path(&sample("a.csv", "中文字,b\n".as_bytes()).path, &Isolation::InProcess, &narrow).unwrap();
    assert_eq!(rows(&book), [row(0, vec![(0, text("中")), (1, text("b"))])]);
}

#[test]
fn an_html_bomb_of_spans_and_depth_is_survived() {
    let spans = r#"<table><tr><td rowspan=65000 colspan=65000>a</td></tr></table>"#;
    assert_eq!(rows(&read("a.xls", spans.as_bytes()).unwrap()).len(), 1);
    let deep = format!("<html><table>{}a", "<div>".repeat(200_000));
    assert!(read("a.xls", deep.as_bytes()).is_err());
}

#[test]
fn an_open_document_that_repeats_for_ever_is_bounded() {
    let content = r#"<d xmlns:office="o"><table name="a"><table-row number-rows-repeated="4000000000"><table-cell office:value-type="string" number-columns-repeated="4000000000"><p>aaaa</p></table-cell></table-row></table></d>"#;
    let book = super::support::zip_of(&[("content.xml".into(), content.as_bytes().to_vec())]);
    let begin = Instant::now();
    let error = read("a.ods", &book).unwrap_err();
    assert_eq!(error, ReadError::TooBig { what: Excess::Cells });
    assert!(begin.elapsed() < Duration::from_secs(20), "took {:?}", begin.elapsed());
}

#[test]
fn a_binary_record_that_claims_to_be_long_gets_no_room() {
    // Kind, then a length of 2^28 - 1: a few bytes that ask for 256 MB.
    let long = |kind: &[u8]| [kind, b"\xFF\xFF\xFF\x7F"].concat();
    let relations =
        br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let workbook: &[u8] =
        b"\x9c\x01\x1a\0\0\0\0\x01\0\0\0\x04\0\0\0r\0I\0d\x001\0\x01\0\0\0A\0\x90\x01\0\x9d\x01\0";
    let file = |workbook: &[u8], sheet: &[u8]| {
        super::support::zip_of(&[
            ("xl/_rels/workbook.bin.rels".into(), relations.to_vec()),
            ("xl/workbook.bin".into(), workbook.to_vec()),
            ("xl/worksheets/sheet1.bin".into(), sheet.to_vec()),
        ])
    };
    let sheet = [b"\x81\x01\0\x94\x01\x10".as_slice(), &[0; 16], b"\x91\x01\0"].concat();
    let too_long = ReadError::TooBig { what: Excess::Text };
    let in_sheet = file(workbook, &[&sheet[..3], &long(b"\x07")].concat());
    assert_eq!(read("a.xlsb", &in_sheet).unwrap_err(), too_long);
    let in_workbook = file(&long(b"\x83\x01"), &sheet);
    assert_eq!(read("a.xlsb", &in_workbook).unwrap_err(), too_long);
}

/// Small limits, so that what a changed byte asks for stays small here too.
fn tight() -> Limits {
    Limits { cells: 100_000, bytes: 8 << 20, text: 32 << 10, ..Limits::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..3000), kind in 0usize..6) {
        let start: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"<table><tr><td>", b"\xFF\xFE",
            b"\x09\x08\x10\x00\x00\x06\x10\x00"][kind];
        let bytes = [start, &bytes].concat();
        let _ = read_path(&sample("a", &bytes).path, &Isolation::InProcess, &tight());
    }

    #[test]
    fn a_cut_workbook_is_refused_and_never_half_read(at in 0usize..10_000) {
        let whole = ledger();
        // "PK" alone is a short text.
        let at = 4 + at % (whole.len() - 4);
        prop_assert!(read_path(&sample("a.xlsx", &whole[..at]).path, &Isolation::InProcess, &tight()).is_err());
    }

    #[test]
    fn flipped_bytes_of_a_workbook_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = ledger();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        let _ = read_path(&sample("a.xlsx", &bytes).path, &Isolation::InProcess, &tight());
    }

    #[test]
    fn flipped_bytes_of_a_sheet_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let data = br#"<worksheet><dimension ref="A1:C3"/><sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44654</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;
        let mut data = data.to_vec();
        for (at, byte) in flips {
            let at = at.index(data.len());
            data[at] = byte;
        }
        let book = with_parts(&ledger(), &[("xl/worksheets/sheet1.xml", Some(&data))]);
        let _ = read_path(&sample("a.xlsx", &book).path, &Isolation::InProcess, &tight());
    }
}
