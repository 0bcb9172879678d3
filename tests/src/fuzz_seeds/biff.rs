//! A sheet as an Excel 97 stream (MS-XLS), and the compound file around it: as much as the reader looks at.

use louce_sheets::read::{Cell, Row, Sheet};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = words(&[kind, data.len() as u16]);
    out.extend(data);
    out
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().take(4000).collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]))
}

/// Globals with a table of texts, and one sheet.
pub fn stream(sheet: &Sheet, rows: &[Row]) -> Vec<u8> {
    let mut cells = Vec::new();
    let mut strings: Vec<Vec<u8>> = Vec::new();
    for row in rows {
        for (col, cell) in &row.cells {
            let place = words(&[row.index as u16, *col]);
            let format = words(&[u16::from(matches!(cell, Cell::Date(_)))]);
            cells.extend(match cell {
                // Every other text in the table, the others in the cell.
                Cell::Text(text) if col % 2 == 0 => {
                    let at = strings.len() as u32;
                    strings.push(wide(text));
                    record(0x00FD, &[place, format, at.to_le_bytes().to_vec()].concat())
                }
                Cell::Text(text) => record(0x0204, &[place, format, wide(text)].concat()),
                Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e6 => {
                    let rk = (*number as i32) << 2 | 2;
                    record(0x027E, &[place, format, rk.to_le_bytes().to_vec()].concat())
                }
                Cell::Number(number) | Cell::Date(number) => {
                    record(0x0203, &[place, format, number.to_le_bytes().to_vec()].concat())
                }
                Cell::Bool(value) => record(0x0205, &[place, format, vec![u8::from(*value), 0]].concat()),
                Cell::Error(_) => record(0x0205, &[place, format, vec![0x2A, 1]].concat()),
            });
        }
    }
    let merges: Vec<u16> = sheet
        .merges
        .iter()
        .take(20)
        .flat_map(|m| [m.first_row as u16, m.last_row as u16, m.first_col, m.last_col])
        .collect();
    cells.extend(record(0x00E5, &[words(&[merges.len() as u16 / 4]), words(&merges)].concat()));

    let mut globals = begin(5);
    globals.extend(record(0x0042, &words(&[936])));
    globals.extend(record(0x041E, &[words(&[164]), wide("yyyy\"年\"m\"月\"")].concat()));
    for format in [0, 164] {
        globals.extend(record(0x00E0, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0])));
    }
    let count = (strings.len() as u32).to_le_bytes();
    // A text to a record: the table goes on in CONTINUE records.
    globals.extend(record(0x00FC, &[count, count].concat()));
    for text in strings {
        globals.extend(record(0x003C, &text));
    }
    let name: Vec<u16> = sheet.name.encode_utf16().take(31).collect();
    let name = [vec![name.len() as u8, 1], words(&name)].concat();
    let at = (globals.len() + 4 + 6 + name.len() + 4) as u32;
    globals.extend(record(0x0085, &[at.to_le_bytes().to_vec(), vec![0, 0], name].concat()));
    globals.extend(record(0x000A, &[]));
    [globals, begin(0x10), cells, record(0x000A, &[])].concat()
}

/// The compound file: sector 0 is the table of sectors, 1 the directory, then the stream.
pub fn ole(stream: &[u8]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = (stream.len() / 512) as u32;
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors).map(|i| if i + 1 == sectors { END } else { i + 3 }));
    // What a single sector of the table cannot hold is cut, which the reader has to see.
    table.resize(128, FREE);
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(24, 0);
    out.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    for word in [0, 1, 1, 0, 4096, END, 0, END, 0] {
        out.extend(u32::to_le_bytes(word));
    }
    out.extend(0u32.to_le_bytes());
    out.resize(512, 0xFF);
    out.extend(table.iter().flat_map(|sector| sector.to_le_bytes()));
    out.extend(entry("Root Entry", 5, END, 0));
    out.extend(entry("Workbook", 2, 2, stream.len() as u32));
    out.resize(512 * 3, 0);
    out.extend(stream);
    out
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
