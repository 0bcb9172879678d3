//! 采样名册.

use louce_core::testing::Token;
use louce_tests::desk::Desk;
use serde_json::{Value, json};

use super::{community, in_reading_order, pages};

fn tokens(desk: &Desk) -> Vec<(String, String)> {
    let residents = desk.ask("residents", &[]);
    residents
        .as_array()
        .unwrap()
        .iter()
        .filter(|person| !matches!(person["presence"].as_str(), Some("迁出" | "死亡")))
        .map(|person| {
            (
                Token::Person(person["id"].as_i64().unwrap()).text(),
                person["name"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn everybody_stands_on_the_roster_once_and_every_page_has_its_head_and_its_number() {
    let desk = community("120");
    let file = desk.at("名册.pdf");
    let printed = desk.ask("export roster", &["--round", "1", "-o", &file]);
    let pages = pages(&file);
    assert_eq!(printed["pages"], pages.len());
    assert_eq!(printed["operation"], Value::Null);
    let all = pages.concat();
    let tokens = tokens(&desk);
    assert_eq!(printed["people"], tokens.len());
    for (token, name) in &tokens {
        assert_eq!(all.matches(token.as_str()).count(), 1, "{name} {token}");
    }
    // In reading order, so that a name on two lines stays together.
    let squeezed = in_reading_order(&file);
    for (_, name) in &tokens {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(squeezed.contains(&name), "{name}");
    }
    assert!(pages[0].contains("封面"));
    for page in &pages[1..] {
        for head in ["采样名册", "姓名", "未检原因", "条码", "页", "共"] {
            assert!(page.contains(head), "no {head} on {page}");
        }
    }
    let numbered = pages[1..].iter().filter(|page| page.contains("第1页")).count();
    let buildings = desk.ask("round show", &["--round", "1"])["buildings"].as_array().unwrap().len();
    assert_eq!(numbered, buildings, "each building's pages begin at 1");
}

#[test]
fn numbers_are_masked_unless_asked_for_and_then_it_is_recorded() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名,证件号,电话\n12,402,王阿婆,310110193805123426,13800001234\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let file = desk.at("名册.pdf");
    desk.ask("export roster", &["--round", "1", "-o", &file]);
    let text = pages(&file).concat();
    assert!(text.contains("138****1234") && !text.contains("13800001234"), "{text}");
    let printed = desk.ask("export roster", &["--round", "1", "-o", &file, "--unmasked"]);
    assert!(pages(&file).concat().contains("13800001234"));
    assert_eq!(desk.ask("log", &[]).as_array().unwrap().last().unwrap()["id"], printed["operation"]);
}

/// An office of two people in two buildings, and the round's untested reason of the second typed as `reason`.
fn with_reason(reason: &str) -> Desk {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,张䶮\n13,101,李四\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let residents = desk.ask("residents", &["--building", "13"]);
    let id = residents[0]["id"].to_string();
    desk.ask("call note", &["--round", "1", "--resident", &id, "reason", "--note", reason]);
    desk
}

#[test]
fn chosen_buildings_in_large_type_and_hostile_text_is_only_text() {
    let desk = with_reason("#panic()*x*$");
    let file = desk.at("名册.pdf");
    let printed = desk.ask("export roster", &["--round", "1", "-o", &file, "--large", "--buildings", "13"]);
    assert_eq!(printed["people"], 1);
    let text = in_reading_order(&file);
    assert!(text.contains("#panic()*x*$") && !text.contains("张䶮"), "{text}");
    assert_eq!(desk.refused("export roster", &["--round", "1", "-o", &file, "--buildings", "99"]), "refused");
    let book = desk.at("名册.xlsx");
    assert_eq!(desk.refused("export roster", &["--round", "1", "-o", &book, "--large"]), "only_pdf");
}

#[test]
fn rare_characters_are_printed_and_one_without_a_glyph_is_named_and_the_old_file_stays() {
    let desk = with_reason("\u{10fff0}");
    let file = desk.write("名册.pdf", "旧");
    let answer = desk.louce("export roster", &["--round", "1", "-o", &file, "--json"]);
    assert_eq!(answer.error(), "no_glyph");
    assert!(answer.err.contains("U+10FFF0") && !answer.err.contains("U+4DAE"), "{}", answer.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "旧");
    desk.ask("export roster", &["--round", "1", "-o", &file, "--buildings", "12"]);
    assert!(in_reading_order(&file).contains("张䶮"));
}

#[test]
fn a_scanned_token_of_the_roster_marks_its_person() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王阿婆\n12,402,李四\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let (token, name) = tokens(&desk).remove(0);
    let came = desk.ask("checkin", &["--round", "1", &token]);
    assert_eq!((&came["people"][0]["name"], &came["people"][0]["outcome"]), (&json!(name), &json!("marked")));
    assert_eq!(desk.ask("round show", &["--round", "1"])["tested"], 1);
    let typed = desk.ask("checkin", &["--round", "1", "12", "402"]);
    assert_eq!(typed["people"].as_array().unwrap().len(), 2);
    desk.ask("undo", &[]);
    assert_eq!(desk.ask("round show", &["--round", "1"])["tested"], 1);
}
