//! The table as a workbook: exactly what is shown.

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::{At, office};

fn rows(at: &mut At, request: Value) -> Vec<Vec<String>> {
    let written = at.ok("table_export", request);
    let handle = written["file"].as_str().unwrap().to_owned();
    let path = at.desk.tray().get(&handle).unwrap().to_owned();
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0, "no formula");
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn columns(of: &[(&str, &str)]) -> Value {
    of.iter().map(|(column, title)| json!({"column": column, "title": title})).collect()
}

#[test]
fn the_workbook_holds_the_rows_of_the_table_in_its_order_under_its_headers() {
    let mut at = office();
    at.import("楼号,室号,姓名,备注\n12,303,赵六,=1+1\n");
    let shown = at.ok("roster_page", json!({"filter": {}, "sort": "name", "descending": true, "count": 10}));
    let shown: Vec<&str> =
        shown["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    let wanted = columns(&[("name", "姓名"), ("door", "住哪里"), ("age", "年龄"), ("remark", "备注")]);
    let found = rows(
        &mut at,
        json!({"filter": {}, "sort": "name", "descending": true, "columns": wanted, "file": "表.xlsx"}),
    );
    assert_eq!(found[0][0], "底册：全部；共4人（2022-03-16）");
    assert_eq!(found[1], ["姓名", "住哪里", "年龄", "备注"]);
    assert_eq!(found[2..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), shown);
    let zhao = found.iter().find(|row| row[0] == "赵六").unwrap();
    assert_eq!(zhao[1..], ["12号303室", "", "=1+1"]);
}

#[test]
fn a_filtered_table_says_what_was_asked_for_and_hides_numbers_unless_they_are_wanted() {
    let mut at = office();
    let building = at.ok("places", json!({}))["buildings"][0]["id"].clone();
    let filter = json!({"building": building, "group": "空巢", "unverified": true, "text": "张"});
    let request = |unmasked: bool| json!({"filter": filter, "columns": columns(&[("phones", "=电话")]), "file": "空巢.xlsx", "unmasked": unmasked});
    let found = rows(&mut at, request(false));
    assert_eq!(found[0][0], "底册：12号楼，空巢，含“张”，未核实；共1人（2022-03-16）");
    assert_eq!(found[1..], [["=电话"], ["138****0001"]]);
    assert_eq!(rows(&mut at, request(true))[2], ["13800000001"]);
    let last = at.ok("log", json!({})).as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["kind"], &last["summary"]), (&json!("export"), &json!("导出不打码表格：1人")));
    assert_eq!(at.code("table_export", json!({"filter": {}, "columns": [], "file": "a.xlsx"})), "refused");
}
