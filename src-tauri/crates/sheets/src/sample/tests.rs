//! The truth holds together, and the written files say it.

use std::{
    collections::{HashMap, HashSet},
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use calamine::{Data, Reader, open_workbook_auto};
use tempfile::TempDir;

use super::{
    community::World,
    identity::check_digit,
    ledgers::write_flat,
    person::{Document, Door, IdWriting, Person, Presence},
    *,
};

fn write(households: u32, seed: u64) -> (TempDir, Vec<PathBuf>) {
    let dir = tempfile::tempdir().unwrap();
    let paths = write_community(households, seed, dir.path(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    (dir, paths)
}

fn doors(households: u32, seed: u64) -> Vec<Door> {
    let mut world = World::new(households, seed);
    std::iter::from_fn(|| world.next_building()).flat_map(|building| building.doors).collect()
}

fn people(doors: &[Door]) -> Vec<&Person> {
    doors.iter().flat_map(Door::people).collect()
}

/// Every sheet as rows of texts.
fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = open_workbook_auto(path).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let rows = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
            (name, rows)
        })
        .collect()
}

/// Rows that hold exactly this text in some cell.
fn rows_with<'a>(sheets: &'a [(String, Vec<Vec<String>>)], text: &str) -> Vec<&'a Vec<String>> {
    sheets.iter().flat_map(|(_, rows)| rows).filter(|row| row.iter().any(|cell| cell == text)).collect()
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_seed_others() {
    let ((_one, first), (_two, second), (_three, other)) = (write(120, 5), write(120, 5), write(120, 6));
    for ((a, b), c) in first.iter().zip(&second).zip(&other) {
        assert_eq!(a.file_name(), b.file_name());
        assert!(fs::read(a).unwrap() == fs::read(b).unwrap(), "{a:?} differs between two runs");
        assert!(fs::read(a).unwrap() != fs::read(c).unwrap(), "{a:?} does not depend on the seed");
    }
    assert_eq!(community(120, 5), community(120, 5));
}

#[test]
fn a_community_of_2812_households_is_one_of_old_people_in_89_buildings() {
    let truth = community(2812, 1);
    let totals = &truth.totals;
    assert_eq!(totals.households, 2812);
    assert_eq!(truth.buildings.iter().filter(|building| !building.name.is_empty()).count(), 89);
    assert!((5_300..5_750).contains(&totals.residents), "{} residents", totals.residents);
    let elderly = f64::from(totals.elderly) / f64::from(totals.residents);
    assert!((0.42..0.50).contains(&elderly), "{elderly} are old");
    let lost = f64::from(totals.ids_lost) / f64::from(totals.residents);
    assert!((0.003..0.007).contains(&lost), "{lost} of the IDs lost digits");
    assert!(totals.ids_wrong >= 5 && totals.ids_fifteen >= 5 && totals.ids_missing >= 20, "{totals:?}");
    assert!((100..250).contains(&totals.empty_rooms), "{} empty rooms", totals.empty_rooms);
    assert!(totals.settled_rooms >= 5 && totals.newcomers > totals.settled_rooms, "{totals:?}");
    assert!(totals.empty_shops >= 5, "{totals:?}");
    for rows in [
        totals.alone_rows,
        totals.chronic_rows,
        totals.phone_rows,
        totals.tenant_rows,
        totals.home_isolation_rows,
        totals.central_isolation_rows,
        totals.returnee_rows,
        totals.away_or_in_hospital,
    ] {
        assert!(rows >= 10, "{totals:?}");
    }
    assert!(totals.dialysis_rows >= 3 && totals.pregnant_rows >= 3, "{totals:?}");
    assert!((6..30).contains(&truth.contradictions.len()), "{:?}", truth.contradictions);
}

#[test]
fn the_counts_of_the_buildings_add_up_at_every_size() {
    for households in [0, 1, 2, 17, 299, 300, 1500] {
        let truth = community(households, 3);
        let sum = |count: fn(&BuildingCounts) -> u32| truth.buildings.iter().map(count).sum::<u32>();
        assert_eq!(truth.totals.households, households);
        assert_eq!(sum(|building| building.households), households);
        assert_eq!(sum(|building| building.residents), truth.totals.residents);
        assert_eq!(sum(|building| building.newcomers), truth.totals.newcomers);
        assert_eq!(sum(|building| building.empty_rooms), truth.totals.empty_rooms);
    }
}

#[test]
fn buildings_stay_near_thirty_households_up_to_a_hundred_buildings() {
    let largest = |households| community(households, 1).buildings.iter().map(|b| b.households).max().unwrap();
    assert!(largest(300) <= 45, "{}", largest(300));
    assert!(largest(2812) <= 45, "{}", largest(2812));
    let big = community(20_000, 1);
    assert_eq!(big.buildings.iter().filter(|building| !building.name.is_empty()).count(), 100);
}

#[test]
fn every_number_is_right_and_nobody_shares_one() {
    let doors = doors(2812, 9);
    let mut seen = HashSet::new();
    for person in people(&doors) {
        let id = &person.identity;
        assert!(seen.insert((id.document, id.text.clone())), "{} twice", id.text);
        if matches!(id.document, Document::ResidentId | Document::HkMoTwPermit) {
            assert_eq!(check_digit(&id.text[..17]), id.text.chars().last());
            assert_eq!(id.text[6..14], person.born.format("%Y%m%d").to_string());
            let male = id.text[16..17].parse::<u32>().unwrap() % 2 == 1;
            assert_eq!(male, person.sex.as_str() == "男");
        }
    }
}

#[test]
fn a_name_is_a_key_within_its_room_and_a_room_is_listed_once() {
    let doors = doors(2812, 4);
    let mut places = HashSet::new();
    for door in &doors {
        assert!(places.insert(format!("{:?}", door.place)), "{:?} twice", door.place);
        let names: HashSet<&str> = door.people().iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names.len(), door.people().len(), "namesakes at {:?}", door.place);
    }
}

#[test]
fn names_hold_what_breaks_programs() {
    let doors = doors(2812, 1);
    let people = people(&doors);
    for rare in ["䶮", "𠮷", "㛃"] {
        assert!(people.iter().any(|person| person.name.contains(rare)), "no {rare}");
    }
    assert!(people.iter().any(|person| person.name.starts_with("欧阳")));
    let mut namesakes: HashMap<&str, u32> = HashMap::new();
    people.iter().for_each(|person| *namesakes.entry(&person.name).or_default() += 1);
    assert!(namesakes.values().any(|&count| count >= 3), "no namesakes");
    for document in
        [Document::Passport, Document::HkMoTwPermit, Document::HomeReturnPermit, Document::TaiwanPermit]
    {
        assert!(people.iter().any(|person| person.identity.document == document), "no {document:?}");
    }
}

#[test]
fn nobody_lives_before_birth_or_beyond_reason_and_dates_are_in_order() {
    for person in people(&doors(2812, 2)) {
        assert!(person.born <= as_of() && person.age_on(as_of()) <= 105, "{person:?}");
        if let Presence::HomeIsolation(from, until, _) | Presence::CentralIsolation(from, until, ..) =
            person.presence
        {
            assert!(from <= as_of() && until >= as_of(), "{person:?}");
        }
        assert!(person.disagreement.is_none() || person.id_writing == IdWriting::Right);
    }
}

#[test]
fn the_roster_holds_everybody_and_no_newcomer() {
    let (_dir, paths) = write(400, 8);
    let roster = sheets(&paths[0]);
    let truth = community(400, 8);
    let doors = doors(400, 8);
    let texts: HashSet<String> = roster
        .iter()
        .flat_map(|(_, rows)| rows)
        .flatten()
        .map(|text| text.replace(['　', ' '], "").replace("（户主）", ""))
        .collect();
    let mut roster_people = 0;
    for person in people(&doors) {
        let name = person.name.replace(' ', "");
        if person.in_roster() {
            roster_people += 1;
            assert!(texts.contains(&name), "{name} is missing");
        }
        let written = texts.contains(&person.identity.text);
        if !person.in_roster() {
            assert!(!written, "{name} is no newcomer");
        } else if person.id_writing == IdWriting::LostDigits {
            assert!(!written, "{name} kept all digits");
            let lost = format!("{}000", &person.identity.text[..15]);
            assert!(texts.contains(&lost), "{name} is not written as a number");
        }
    }
    assert_eq!(roster_people, truth.totals.residents);
    let all = roster.iter().flat_map(|(_, rows)| rows);
    assert!(all.clone().any(|row| row[0] == "小计") && all.clone().any(|row| row[0] == "合计"));
    assert!(all.clone().any(|row| row[0].starts_with("填表人")));
    assert!(all.clone().flatten().any(|text| text.contains("空关房")));
    assert!(roster.iter().any(|(_, rows)| rows.iter().filter(|row| row[0] == "序号").count() > 1));
}

#[test]
fn the_totals_in_the_roster_are_the_truths() {
    let (_dir, paths) = write(400, 8);
    let truth = community(400, 8);
    let number = |text: &str, unit: char| text.trim_end_matches(unit).parse::<u32>().unwrap();
    let (mut households, mut people) = (0, 0);
    for (_, rows) in sheets(&paths[0]) {
        if let Some(row) = rows.iter().find(|row| row[0] == "合计") {
            households += number(&row[3], '户');
            people += number(&row[4], '人');
        } else {
            let line = &rows[1][0];
            let part = |after: &str, unit| {
                let at = line.find(after).unwrap() + after.len();
                number(line[at..].split(unit).next().unwrap(), unit)
            };
            households += part("共", '户');
            people += part("户，", '人');
        }
    }
    assert_eq!((households, people), (truth.totals.households, truth.totals.residents));
}

#[test]
fn the_other_ledgers_have_as_many_rows_as_the_truth_says() {
    let (_dir, paths) = write(900, 2);
    let totals = community(900, 2).totals;
    let rows = |path: &Path, sheet: usize| {
        sheets(path)[sheet].1.iter().filter(|row| row[0].parse::<u32>().is_ok()).count() as u32
    };
    assert_eq!(rows(&paths[1], 0), totals.alone_rows);
    assert_eq!(rows(&paths[2], 0), totals.chronic_rows);
    assert_eq!(rows(&paths[2], 1), totals.dialysis_rows);
    assert_eq!(rows(&paths[2], 2), totals.pregnant_rows);
    assert_eq!(rows(&paths[5], 0), totals.home_isolation_rows);
    assert_eq!(rows(&paths[5], 1), totals.central_isolation_rows);
    assert_eq!(rows(&paths[7], 0), totals.returnee_rows);
    let bytes = fs::read(&paths[3]).unwrap();
    assert!(std::str::from_utf8(&bytes).is_err(), "the phone list is not in GB18030");
    let (text, _, failed) = encoding_rs::GB18030.decode(&bytes);
    assert!(!failed && text.starts_with("姓名,"));
    assert_eq!(text.lines().count() as u32, totals.phone_rows + 1);
    let tenants = fs::read_to_string(&paths[4]).unwrap();
    assert!(tenants.starts_with('\u{feff}'));
    assert_eq!(tenants.lines().count() as u32, totals.tenant_rows + 1);
}

#[test]
fn every_newcomer_and_every_contradiction_stands_in_its_ledger() {
    let (_dir, paths) = write(1500, 11);
    let doors = doors(1500, 11);
    let (tenants, returnees) = (fs::read_to_string(&paths[4]).unwrap(), sheets(&paths[7]));
    let mut newcomers = 0;
    for person in people(&doors).into_iter().filter(|person| !person.in_roster()) {
        newcomers += 1;
        let listed = tenants.contains(&person.identity.text)
            || !rows_with(&returnees, &person.identity.text).is_empty();
        assert!(listed, "{person:?} is nowhere");
    }
    assert!(newcomers > 5);
    let truth = community(1500, 11);
    let (roster, alone, chronic) = (sheets(&paths[0]), sheets(&paths[1]), sheets(&paths[2]));
    let mut kinds = [0; 3];
    for contradiction in &truth.contradictions {
        match &contradiction.what {
            Disagreement::BirthDate(other) => {
                kinds[0] += 1;
                assert!(!contradiction.id_number.contains(&other.format("%Y%m%d").to_string()));
                assert!(!rows_with(&alone, &contradiction.name).is_empty());
            }
            Disagreement::IdNumber(other) => {
                kinds[1] += 1;
                assert_eq!(rows_with(&chronic, other).len(), 1);
                assert_eq!(check_digit(&other[..17]), other.chars().last());
            }
            Disagreement::ListedTwice(other) => {
                kinds[2] += 1;
                assert_eq!(rows_with(&roster, other).len(), 1);
            }
        }
    }
    assert!(kinds.iter().all(|&count| count > 0), "{kinds:?}");
}

#[test]
fn merged_cells_span_the_rows_of_one_household() {
    let (_dir, paths) = write(200, 1);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&paths[0]).unwrap();
    let name = book.sheet_names()[0].clone();
    let merges = book.merge_cells_by_sheet_name(&name).unwrap();
    let range = book.worksheet_range(&name).unwrap();
    let heads: Vec<_> = merges.iter().filter(|merge| merge.start.1 == 4 && merge.end.1 == 4).collect();
    assert!(heads.len() > 20, "{} merged heads", heads.len());
    for merge in heads {
        let head = range.get_value(merge.start).unwrap().to_string();
        let named = range.get_value((merge.start.0, 5)).unwrap().to_string().replace('　', "");
        assert_eq!(head, named, "the head of the household stands first");
        assert!(matches!(range.get_value(merge.end), None | Some(Data::Empty)));
    }
}

#[test]
fn a_flat_roster_has_exactly_the_residents_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("flat.xlsx");
    for residents in [0, 1, 7, 100, 5500] {
        write_flat_roster(residents, 1, &path).unwrap();
        let sheets = sheets(&path);
        let (_, rows) = &sheets[0];
        assert_eq!(rows.len() as u32, residents + 1);
        assert_eq!(rows[0].len(), 10);
        if residents == 5500 {
            let buildings: HashSet<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
            assert_eq!(buildings.len(), 100);
            let ids: HashSet<&str> = rows[1..].iter().map(|row| row[6].as_str()).collect();
            assert_eq!(ids.len(), 5500);
        }
    }
    assert!(matches!(write_flat(u32::MAX, 1, &path), Err(SampleError::TooBig { .. })));
}

#[test]
fn a_stopped_run_leaves_no_file_behind() {
    let dir = tempfile::tempdir().unwrap();
    let stopped = write_community(300, 1, dir.path(), &mut |done, _| {
        if done > 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(stopped, Err(SampleError::Cancelled)));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
