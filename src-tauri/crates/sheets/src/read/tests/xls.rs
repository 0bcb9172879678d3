//! `.xls`: a small BIFF8 writer in an OLE compound, and what becomes of its files.

use proptest::prelude::*;

use super::support::{child, read, read_path, row, rows, sample, text};
use crate::read::biff::is_date_format;
use crate::read::{Cell, Format, Isolation, Limits, Merge, ReadError};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend((data.len() as u16).to_le_bytes());
    out.extend(data);
    out
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

fn wide(t: &str) -> Vec<u8> {
    let units: Vec<u16> = t.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

fn bof(kind: u16) -> Vec<u8> {
    record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]))
}

/// One sheet named 名册 with these records; the text table is cut into CONTINUE records of `step` characters.
fn stream(strings: &[&str], step: usize, cells: &[u8]) -> Vec<u8> {
    let mut globals = bof(5);
    globals.extend(record(0x041E, &[words(&[164]), wide("yyyy\"年\"m\"月\"")].concat()));
    for format in [0, 164, 14] {
        globals.extend(record(0x00E0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0])));
    }
    let mut bodies = vec![[(strings.len() as u32).to_le_bytes(); 2].concat()];
    for s in strings {
        let units: Vec<u16> = s.encode_utf16().collect();
        bodies.last_mut().unwrap().extend([words(&[units.len() as u16]), vec![1]].concat());
        for (i, part) in units.chunks(step).enumerate() {
            if i > 0 {
                bodies.push(vec![1]);
            }
            bodies.last_mut().unwrap().extend(words(part));
        }
    }
    for (i, body) in bodies.iter().enumerate() {
        globals.extend(record(if i == 0 { 0x00FC } else { 0x003C }, body));
    }
    let name = [vec![2, 1], words(&"名册".encode_utf16().collect::<Vec<_>>())].concat();
    let at = (globals.len() + 4 + 6 + name.len() + 4) as u32;
    globals.extend(record(0x0085, &[at.to_le_bytes().to_vec(), vec![0, 0], name].concat()));
    globals.extend(record(0x000A, &[]));
    [globals, bof(0x10), cells.to_vec(), record(0x000A, &[])].concat()
}

fn entry(name: &str, kind: u8, start: u32, len: u32) -> Vec<u8> {
    let mut out = words(&name.encode_utf16().collect::<Vec<_>>());
    out.resize(64, 0);
    out.extend(words(&[(name.len() * 2 + 2) as u16]));
    out.extend([kind, 1]);
    out.extend([0xFF; 12]);
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(u64::from(len).to_le_bytes());
    out
}

/// An OLE compound with one stream: FAT in sector 0, directory in 1, the stream behind.
fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096), 0);
    let sectors = stream.len().div_ceil(512) as u32;
    assert!(sectors < 120, "one FAT sector");
    let mut fat = vec![0xFFFF_FFFDu32, 0xFFFF_FFFE];
    fat.extend((0..sectors).map(|i| if i + 1 == sectors { 0xFFFF_FFFE } else { i + 3 }));
    fat.resize(128, 0xFFFF_FFFF);
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(24, 0);
    out.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    for word in [0, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0u32] {
        out.extend(word.to_le_bytes());
    }
    out.truncate(76);
    out.extend(0u32.to_le_bytes());
    out.resize(512, 0xFF);
    out.extend(fat.iter().flat_map(|w| w.to_le_bytes()));
    out.extend(entry("Root Entry", 5, 0xFFFF_FFFE, 0));
    out.extend(entry(name, 2, 2, stream.len() as u32));
    out.resize(512 * 3, 0);
    stream.resize(sectors as usize * 512, 0);
    out.extend(stream);
    out
}

fn cells() -> Vec<u8> {
    [
        record(0x0200, &[0xFF; 14]),
        record(0x00FD, &words(&[0, 0, 0, 0, 0])),
        record(0x00FD, &words(&[0, 1, 0, 1, 0])),
        // 2022-04-03 in a date format, as RK; 402 and 4.5 as MULRK.
        record(0x027E, &[words(&[1, 0, 1]), (44_654u32 << 2 | 2).to_le_bytes().to_vec()].concat()),
        record(
            0x00BD,
            &[
                words(&[1, 1, 0]),
                (402u32 << 2 | 2).to_le_bytes().to_vec(),
                words(&[0]),
                (450u32 << 2 | 3).to_le_bytes().to_vec(),
                words(&[2]),
            ]
            .concat(),
        ),
        record(0x0203, &[words(&[2, 0, 0]), 0.5f64.to_le_bytes().to_vec()].concat()),
        record(0x0205, &[words(&[2, 1, 0]), vec![1, 0]].concat()),
        record(0x0205, &[words(&[2, 2, 0]), vec![0x2A, 1]].concat()),
        record(0x0204, &[words(&[2, 3, 0]), wide("标签")].concat()),
        // A formula with a text result, then a far corner.
        record(0x0006, &[words(&[3, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 0]), vec![0; 4]].concat()),
        record(0x0207, &wide("公式")),
        record(0x0203, &[words(&[65_535, 255, 2]), 1.0f64.to_le_bytes().to_vec()].concat()),
        record(0x00E5, &words(&[1, 0, 0, 0, 3])),
    ]
    .concat()
}

fn sample_xls() -> Vec<u8> {
    ole("Workbook", &stream(&["王小明", "延吉七村十二号楼"], 3, &cells()))
}

#[test]
fn an_old_excel_workbook_is_read_with_texts_across_records_and_a_far_corner() {
    let limits = Limits { address_space: 512 << 20, ..Limits::default() };
    let book = read_path(&sample("a.xls", &sample_xls()).path, &child(), &limits).unwrap();
    assert_eq!((book.format, book.sheets[0].name.as_str()), (Format::Xls, "名册"));
    assert_eq!(book.sheets[0].merges, [Merge { first_row: 0, first_col: 0, last_row: 0, last_col: 3 }]);
    assert_eq!(
        rows(&book),
        [
            row(0, vec![(0, text("王小明")), (1, text("延吉七村十二号楼"))]),
            row(1, vec![(0, Cell::Date(44_654.0)), (1, Cell::Number(402.0)), (2, Cell::Number(4.5))]),
            row(
                2,
                vec![
                    (0, Cell::Number(0.5)),
                    (1, Cell::Bool(true)),
                    (2, Cell::Error("#N/A".into())),
                    (3, text("标签"))
                ]
            ),
            row(3, vec![(0, text("公式"))]),
            row(65_535, vec![(255, Cell::Date(1.0))]),
        ]
    );
}

#[test]
fn calamine_reads_the_same_from_our_fixture() {
    use calamine::{Data, Reader, Xls};
    let far = cells().len() - record(0x00E5, &words(&[1, 0, 0, 0, 3])).len() - 18;
    let near = [&cells()[18..far], &[][..]].concat();
    let mut book =
        Xls::new(std::io::Cursor::new(ole("Workbook", &stream(&["王小明", "室"], 9, &near)))).unwrap();
    let range = book.worksheet_range("名册").unwrap();
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("王小明".into())));
    assert_eq!(range.get_value((2, 3)), Some(&Data::String("标签".into())));
}

#[test]
fn a_bare_stream_and_an_encrypted_one_are_known() {
    let bare = stream(&["王小明", "室"], 9, &cells());
    assert_eq!(rows(&read("a.xls", &bare).unwrap()).len(), 5);
    let locked = [bof(5), record(0x002F, &words(&[1, 1, 1])), record(0x000A, &[])].concat();
    assert_eq!(read("a.xls", &ole("Workbook", &locked)).unwrap_err(), ReadError::PasswordProtected);
    assert_eq!(read("a.xlsx", &ole("EncryptionInfo", b"x")).unwrap_err(), ReadError::PasswordProtected);
    assert_eq!(read("a.doc", &ole("WordDocument", b"x")).unwrap_err(), ReadError::UnknownFormat);
}

#[test]
fn formats_that_show_days_or_hours_are_dates() {
    for date in
        ["yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"", "h:mm", "[h]:mm:ss", "[mm]:ss", "dd\\-mmm"]
    {
        assert!(is_date_format(date), "{date}");
    }
    for number in ["General", "0.00", "#,##0", "@", "\"d\"0", "[Red]0.0", "0_d", "G/通用格式", "0;d"] {
        assert!(!is_date_format(number), "{number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_cut_xls_is_refused_and_never_half_read(at in any::<prop::sample::Index>()) {
        let whole = sample_xls();
        // Fewer bytes than the mark of a compound are a short text.
        let at = at.index(whole.len() - 8) + 8;
        prop_assert!(read("a.xls", &whole[..at]).is_err());
    }

    #[test]
    fn flipped_bytes_of_an_xls_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = sample_xls();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let limits = Limits { cells: 100_000, ..Limits::default() };
        let _ = read_path(&sample("a.xls", &bytes).path, &Isolation::InProcess, &limits);
    }

    #[test]
    fn flipped_records_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = stream(&["王小明", "延吉七村十二号楼"], 3, &cells());
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read("a.xls", &bytes);
    }
}
