//! Nothing a sheet holds makes this step panic, and a row costs little.
use proptest::prelude::*;

use super::super::{RowReader, detect};
use super::support::*;
use crate::read::{Cell, Merge, Row, Sheet};

fn any_cell() -> impl Strategy<Value = Cell> {
    let word = prop::sample::select(vec![
        "姓名",
        "室号",
        "楼号",
        "身份证号",
        "电话",
        "备注",
        "张三",
        "402",
        "12号楼",
        "同上",
        "合计",
        "无",
        "√",
        "独居",
        "填表人：王五",
        "2022-03-05",
        "310110193805123421",
        "13812341234",
        "隔离开始日期",
        "户主",
        "3-4",
        "（",
        "李四、王五",
        "空关",
        "2单元",
    ]);
    prop_oneof![
        6 => word.prop_map(|word| Cell::Text(word.to_owned())),
        2 => "\\PC{0,12}".prop_map(Cell::Text),
        2 => any::<f64>().prop_map(Cell::Number),
        1 => (0.0..60_000.0f64).prop_map(Cell::Date),
        1 => any::<f64>().prop_map(Cell::Date),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Error("#N/A".to_owned())),
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let row = prop::collection::btree_map(prop_oneof![9 => 0u16..8, 1 => any::<u16>()], any_cell(), 0..8);
    let rows = prop::collection::btree_map(prop_oneof![9 => 0u32..30, 1 => any::<u32>()], row, 0..20);
    let span = (0u32..20, 0u16..8, 0u32..20, 0u16..8);
    let merges = prop::collection::vec(span, 0..6);
    ("\\PC{0,8}", rows, merges, any::<bool>()).prop_map(|(name, rows, merges, uses_1904)| {
        let rows = rows.into_iter().map(|(index, cells)| Row { index, cells: cells.into_iter().collect() });
        let mut sheet = Sheet::from_rows(name, rows);
        sheet.uses_1904 = uses_1904;
        sheet.merges = merges
            .into_iter()
            .map(|(first_row, first_col, last_row, last_col)| Merge {
                first_row,
                first_col,
                last_row,
                last_col,
            })
            .collect();
        sheet
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_sheet_can_be_read(sheet in any_sheet(), file in "\\PC{0,12}") {
        if let Ok(layout) = detect(&sheet, &file, &|_| None) {
            prop_assert!(layout.columns.windows(2).all(|pair| pair[0].col < pair[1].col));
            let mut reader = RowReader::new(&layout, &sheet);
            for row in &sheet.rows {
                let _ = reader.read(&row, today());
            }
        }
    }
}

/// Run with `--release --ignored`: prints the cost of a row.
#[test]
#[ignore = "a measurement"]
fn a_row_costs_microseconds() {
    let id_a = id("19500101", 11);
    let mut rows: Vec<Vec<String>> = vec![
        ["序号", "楼号", "单元", "室号", "姓名", "性别", "证件号", "电话", "与户主关系", "备注"]
            .map(String::from)
            .to_vec(),
    ];
    for n in 0..20_000u32 {
        rows.push(vec![
            n.to_string(),
            (n / 240 + 1).to_string(),
            "2".into(),
            format!("{}0{}", n % 20 + 1, n % 4 + 1),
            "张建国".into(),
            "男".into(),
            id_a.clone(),
            "13812341234".into(),
            "户主".into(),
            if n % 10 == 0 { "独居，高血压".into() } else { String::new() },
        ]);
    }
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let sheet = sheet("Sheet1", &rows);
    let layout = detect(&sheet, "x.xlsx", &|_| None).unwrap();
    let all: Vec<Row> = sheet.rows.iter().collect();
    // The best of several passes: the machine has other work.
    let pass = || {
        let mut reader = RowReader::new(&layout, &sheet);
        let start = std::time::Instant::now();
        for row in &all {
            std::hint::black_box(reader.read(row, today()));
        }
        start.elapsed().as_secs_f64() * 1e6 / all.len() as f64
    };
    let best = (0..20).map(|_| pass()).fold(f64::INFINITY, f64::min);
    println!("{best:.2} µs per row");
}
