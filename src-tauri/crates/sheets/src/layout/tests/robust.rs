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
