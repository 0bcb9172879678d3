//! A roster written, filled in by a hand, and read back.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;

use louce_core::residents::{self, Field, NewPresence, NewTag, ResidentFacts};
use louce_core::testing::{self, RoundKind};
use louce_core::values::{Day, PresenceState, RoomAddress, RoomKind};
use louce_core::{Clock, Office, Op, OpKind, Passphrase, Tx, households, places, questions};

use super::*;
use crate::read::{Cell, Isolation, Limits, Row, Sheet, Workbook, read_workbook};

mod painted;
mod tubes;

struct Desk {
    folder: tempfile::TempDir,
    office: Office,
    clock: Clock,
}

const DAY: &str = "2022-03-16";

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let now = chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap().and_hms_opt(20, 0, 0).unwrap();
    let clock = Clock { now };
    let passphrase = Passphrase::new("一二三四五六").unwrap();
    let office =
        Office::create(&folder.path().join("甲.louce"), &passphrase, "延吉七村居民区", clock).unwrap();
    Desk { folder, office, clock }
}

/// (name, ID, phone, remark)
type Person<'a> = (&'a str, &'a str, &'a str, &'a str);

impl Desk {
    fn edit<T>(&mut self, write: impl FnOnce(&mut Tx<'_>) -> louce_core::Result<T>) -> T {
        self.office.transact(Op::new(OpKind::Edit, "改"), self.clock, write).unwrap().value
    }

    fn room(&mut self, building: &str, unit: &str, room: &str, people: &[Person<'_>]) -> Vec<i64> {
        self.edit(|tx| {
            let known = places::buildings(tx.reader())?.into_iter().find(|known| known.name == building);
            let building = match known {
                Some(known) => known.id,
                None => places::insert_building(tx, None, building)?,
            };
            let address = RoomAddress {
                compound: String::new(),
                building: String::new(),
                unit: unit.into(),
                room: room.into(),
                kind: RoomKind::Residence,
            };
            let room = places::insert_room(tx, building, &address, None)?;
            if people.is_empty() {
                return Ok(Vec::new());
            }
            let household = households::insert(tx, Some(room), None, None)?;
            let mut ids = Vec::new();
            for (name, id, phone, remark) in people {
                let mut facts = ResidentFacts::default().with(Field::Name, name);
                facts.set(Field::IdNumber, Some((*id).to_owned()));
                facts.set(Field::Remark, Some((*remark).to_owned()));
                facts.set(
                    Field::Birth,
                    id.get(6..14).map(|b| format!("{}-{}-{}", &b[..4], &b[4..6], &b[6..])),
                );
                let resident = residents::insert(tx, household, &facts, None)?;
                if !phone.is_empty() {
                    residents::add_phone(tx, resident, phone, 0)?;
                }
                ids.push(resident);
            }
            Ok(ids)
        })
    }

    fn presence(&mut self, resident: i64, state: PresenceState) {
        let today = Day::parse_iso(DAY).unwrap();
        self.edit(|tx| {
            let new = NewPresence {
                state,
                since: Some("2022-03-01".into()),
                until: None,
                place: None,
                room: None,
                reason: None,
                source: None,
            };
            residents::add_presence(tx, resident, &new, today)
        });
    }

    fn open(&mut self) -> u32 {
        let (clock, day) = (self.clock, Day::parse_iso(DAY).unwrap());
        let op = Op::new(OpKind::OpenRound, "开");
        let opened = self
            .office
            .transact(op, clock, |tx| testing::open(tx, RoundKind::Nucleic, day, None, clock))
            .unwrap();
        opened.value.round
    }

    fn export(&mut self, round: u32, unmasked: bool) -> PathBuf {
        let path = self.folder.path().join("名册.xlsx");
        let clock = self.clock;
        export(&mut self.office, round, &path, unmasked, clock, &mut |_, _| ControlFlow::Continue(()))
            .unwrap();
        path
    }

    fn roster(&mut self, round: u32) -> Workbook {
        let path = self.export(round, false);
        read(&path)
    }

    fn record(&mut self, round: u32, filled: &Workbook) -> RecordReport {
        let clock = self.clock;
        record(&mut self.office, filled, round, false, clock).unwrap()
    }

    fn standing(&self, round: u32, resident: i64) -> testing::Standing {
        let round = testing::round(self.office.reader(), round).unwrap();
        testing::standing(self.office.reader(), &round, resident).unwrap().unwrap()
    }

    fn figures(&self, round: u32) -> testing::RoundFigures {
        let round = testing::round(self.office.reader(), round).unwrap();
        testing::figures(self.office.reader(), &round).unwrap()
    }

    fn phones(&self, resident: i64) -> Vec<String> {
        residents::phones(self.office.reader(), resident).unwrap()
    }

    fn remark(&self, resident: i64) -> Option<String> {
        let resident = residents::get(self.office.reader(), resident).unwrap().unwrap();
        resident.facts.get(Field::Remark).map(str::to_owned)
    }
}

fn read(path: &std::path::Path) -> Workbook {
    read_workbook(path, &Isolation::InProcess, &Limits::default(), &mut |_| ControlFlow::Continue(()))
        .unwrap()
}

/// The sheets of a workbook as grids that a hand may write into.
struct Paper {
    workbook: Workbook,
    sheet: usize,
    rows: Vec<Row>,
}

impl Paper {
    fn of(workbook: Workbook, sheet: &str) -> Self {
        let sheet = workbook.sheets.iter().position(|s| s.name == sheet).unwrap();
        let rows = workbook.sheets[sheet].rows.iter().collect();
        Self { workbook, sheet, rows }
    }

    fn text(&self, row: &Row, col: Col) -> String {
        match row.get(col.at()) {
            Some(Cell::Text(text)) => text.clone(),
            Some(Cell::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    fn row_of(&self, name: &str) -> usize {
        self.rows.iter().position(|row| self.text(row, Col::Name) == name).unwrap()
    }

    fn get(&self, name: &str, col: Col) -> String {
        self.text(&self.rows[self.row_of(name)], col)
    }

    fn put(&mut self, name: &str, col: Col, cell: Option<Cell>) -> &mut Self {
        let row = self.row_of(name);
        set(&mut self.rows[row], col, cell);
        self
    }

    fn write(&mut self, name: &str, col: Col, text: &str) -> &mut Self {
        self.put(name, col, Some(Cell::Text(text.into())))
    }

    /// In the spare lines at the bottom.
    fn add(&mut self, cells: &[(Col, &str)]) -> &mut Self {
        let keyed =
            self.rows.iter().filter(|row| row.get(Col::Key.at()).is_some()).map(|row| row.index).max();
        let index =
            self.rows.iter().map(|row| row.index).filter(|i| *i < keyed.unwrap() + 3).max().unwrap() + 1;
        let mut row = Row { index, cells: Vec::new() };
        for (col, text) in cells {
            set(&mut row, *col, Some(Cell::Text((*text).into())));
        }
        let at = self.rows.iter().position(|row| row.index >= index).unwrap_or(self.rows.len());
        self.rows.insert(at, row);
        self
    }

    fn done(mut self) -> Workbook {
        let old = &self.workbook.sheets[self.sheet];
        let (name, merges) = (old.name.clone(), old.merges.clone());
        self.workbook.sheets[self.sheet] = Sheet { merges, ..Sheet::from_rows(name, self.rows) };
        self.workbook
    }
}

fn set(row: &mut Row, col: Col, cell: Option<Cell>) {
    row.cells.retain(|(at, _)| *at != col.at());
    row.cells.extend(cell.map(|cell| (col.at(), cell)));
    row.cells.sort_by_key(|(at, _)| *at);
}

const ID_ZHANG: &str = "310110193805121239";
const ID_LI: &str = "11010519491231002X";

fn small() -> (Desk, u32, Vec<i64>) {
    let mut desk = desk();
    let mut ids = desk.room(
        "2",
        "1",
        "402",
        &[
            ("张国英", ID_ZHANG, "13812341234", "女儿13998765432"),
            ("李建国", ID_LI, "", ""),
            ("王小明", "", "021-65123456", ""),
        ],
    );
    desk.room("2", "1", "403", &[]);
    ids.extend(desk.room("2", "2", "101", &[("赵外出", "", "", ""), ("钱住院", "", "", "")]));
    ids.extend(desk.room("10", "", "201", &[("孙十楼", "", "", "")]));
    desk.presence(ids[3], PresenceState::Away);
    desk.presence(ids[4], PresenceState::Hospital);
    let round = desk.open();
    (desk, round, ids)
}

#[test]
fn sheets_stand_in_natural_order_behind_the_summary_and_are_laid_out_for_paper() {
    let (mut desk, round, _) = small();
    let book = desk.roster(round);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["汇总", "2号楼", "10号楼"]);
    let paper = Paper::of(book, "2号楼");
    assert_eq!(paper.text(&paper.rows[0], Col::Seq), "2号楼人员名单");
    let situation = paper.text(&paper.rows[1], Col::Seq);
    assert!(situation.contains("本楼共2户，5人，其中住院1人、外出1人，目前在楼内3人"), "{situation}");
    let headers: Vec<String> = Col::ALL[..12].iter().map(|col| paper.text(&paper.rows[2], *col)).collect();
    assert_eq!(headers.join(" "), "序号 单元 室号 姓名 性别 年龄 证件号 电话 重点 采样 未检原因 备注");
    let merges = &paper.workbook.sheets[1].merges;
    assert!(
        merges.iter().any(|m| (m.first_row, m.last_row, m.first_col) == (3, 5, Col::Room.at())),
        "{merges:?}"
    );
    assert_eq!(paper.get("张国英", Col::Room), "402");
    assert_eq!(paper.get("李建国", Col::Room), "", "merged below the first");
    let empty = paper.rows.iter().find(|row| paper.text(row, Col::Room) == "403").unwrap();
    assert_eq!(paper.text(empty, Col::Remark), "空关房");
    assert_eq!(paper.get("赵外出", Col::Reason), "外出");
}

#[test]
fn numbers_are_masked_everywhere_even_in_remarks_and_an_unmasked_export_is_recorded() {
    let (mut desk, round, _) = small();
    let paper = Paper::of(desk.roster(round), "2号楼");
    assert_eq!(paper.get("张国英", Col::Id), "310***********1239");
    assert_eq!(paper.get("张国英", Col::Phone), "138****1234");
    assert_eq!(paper.get("张国英", Col::Remark), "女儿139****5432");
    assert!(louce_core::exports::list(desk.office.reader()).unwrap().is_empty());
    let path = desk.export(round, true);
    let paper = Paper::of(read(&path), "2号楼");
    assert_eq!(paper.get("张国英", Col::Id), ID_ZHANG);
    assert_eq!(paper.get("张国英", Col::Phone), "13812341234");
    let exports = louce_core::exports::list(desk.office.reader()).unwrap();
    assert_eq!((exports.len(), exports[0].people, exports[0].kind.as_str()), (1, 6, "roster"));
    assert_eq!(desk.office.reader().operations().unwrap().last().unwrap().kind, "export");
}

#[test]
fn marks_of_every_kind_are_read_and_the_same_file_twice_changes_nothing() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("张国英", Col::Sampled, "√").put(
        "李建国",
        Col::Sampled,
        Some(Cell::Number(0.354_166_666_67)),
    );
    paper.write("王小明", Col::Reason, "拒检").write("赵外出", Col::Sampled, "A00123");
    let filled = paper.done();

    let clock = desk.clock;
    let dry = record(&mut desk.office, &filled, round, true, clock).unwrap();
    assert_eq!((dry.tested, dry.dry_run, dry.operation), (3, true, None));
    assert_eq!(desk.figures(round).tested, 0, "a dry run changes nothing");

    let report = desk.record(round, &filled);
    assert_eq!(report.tested, 3);
    assert_eq!(report.untested.get("拒检"), Some(&1));
    assert_eq!((report.newcomers, report.conflicts, report.unknown), (0, 0, 0), "{:?}", report.rows);
    assert_eq!(desk.standing(round, ids[1]).mark.as_deref(), Some("08:30"));
    let back = desk.standing(round, ids[3]);
    assert_eq!(
        (back.tested, back.excluded, back.tube.as_deref()),
        (Some(true), None, Some("A00123")),
        "came back"
    );
    let figures = desk.figures(round);
    assert_eq!((figures.expected, figures.tested, figures.unmarked), (5, 3, 1));
    assert_eq!(figures.excluded.get("住院"), Some(&1));

    let again = desk.record(round, &filled);
    assert_eq!((again.tested, again.operation), (0, None), "{again:?}");

    let operation = report.operation.unwrap();
    desk.office.undo(Some(operation), clock).unwrap();
    assert_eq!(desk.figures(round).tested, 0);
    assert_eq!(desk.figures(round).expected, 4);
}

#[test]
fn a_roster_exported_after_marks_shows_them_and_reads_back_as_unchanged() {
    let (mut desk, round, _) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("张国英", Col::Sampled, "3号管").write("李建国", Col::Reason, "卧床待上门").write(
        "王小明",
        Col::Sampled,
        "×",
    );
    desk.record(round, &paper.done());
    let paper = Paper::of(desk.roster(round), "2号楼");
    assert_eq!(paper.get("张国英", Col::Sampled), "3号管");
    assert_eq!(paper.get("李建国", Col::Reason), "卧床待上门");
    assert_eq!(paper.get("王小明", Col::Sampled), "×");
    let report = desk.record(round, &paper.done());
    assert_eq!(report.operation, None, "{report:?}");
    assert_eq!(report.unchanged, 6);
}

#[test]
fn reasons_of_illness_and_isolation_have_a_neutral_word_on_paper_and_reading_it_back_changes_nothing() {
    let (mut desk, _, ids) = small();
    desk.presence(ids[0], PresenceState::CentralIsolation);
    let round = desk.open();
    let number = testing::round(desk.office.reader(), round).unwrap();
    let clock = desk.clock;
    let reason = testing::Mark::Untested { reason: Some("昨晚确诊".into()) };
    desk.edit(|tx| testing::record(tx, &number, ids[1], &reason, clock));
    let before = desk.figures(round);
    assert!(before.untested.contains_key("昨晚确诊"));
    let open = read(&desk.export(round, true));
    assert!(all_text(&open).contains("昨晚确诊"), "unmasked it says so");
    let masked = desk.roster(round);
    let text = all_text(&masked);
    assert!(text.contains("其他") && !text.contains("昨晚确诊"), "{text}");
    let report = desk.record(round, &masked);
    assert_eq!((report.tested, report.untested.len(), report.conflicts), (0, 0, 0), "{report:?}");
    assert_eq!(desk.figures(round), before);
    assert_eq!(desk.standing(round, ids[1]).reason.as_deref(), Some("昨晚确诊"));
}

/// What stands in the cells of the buildings' sheets below their headers.
fn all_text(workbook: &Workbook) -> String {
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.rows.iter()).flat_map(|row| row.cells);
    let texts = cells.filter_map(|(col, cell)| match cell {
        Cell::Text(text) if col == Col::Reason.at() => Some(text),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_sorted_and_moved_still_find_their_people() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("王小明", Col::Sampled, "√");
    // Upside down, rooms unmerged and lost.
    let first = 3;
    let mut people: Vec<Row> = paper.rows.drain(first..first + 6).collect();
    people.reverse();
    for (index, row) in (3u32..).zip(&mut people) {
        row.index = index;
        set(row, Col::Room, None);
    }
    paper.rows.splice(first..first, people);
    paper.workbook.sheets[1].merges.clear();
    let report = desk.record(round, &paper.done());
    assert_eq!((report.tested, report.unknown), (1, 0), "{:?}", report.rows);
    assert_eq!(desk.standing(round, ids[2]).tested, Some(true));
}

#[test]
fn without_the_key_column_people_are_found_by_room_and_name() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("李建国", Col::Sampled, "是");
    for row in &mut paper.rows {
        set(row, Col::Key, None);
    }
    let report = desk.record(round, &paper.done());
    assert_eq!((report.tested, report.newcomers, report.unknown), (1, 0, 0), "{:?}", report.rows);
    assert_eq!(desk.standing(round, ids[1]).tested, Some(true));
}

#[test]
fn edited_phones_and_remarks_come_back_and_masks_are_never_stored() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("李建国", Col::Phone, "13700001111").write("李建国", Col::Remark, "家属代领");
    paper.write("王小明", Col::Phone, "138****9999").write(
        "张国英",
        Col::Remark,
        "女儿139****5432，周三透析",
    );
    paper.write("张国英", Col::Phone, "138****1234、13600002222");
    let filled = paper.done();
    let report = desk.record(round, &filled);
    assert_eq!(desk.phones(ids[1]), ["13700001111"]);
    assert_eq!(desk.phones(ids[0]), ["13812341234", "13600002222"], "the masked one stays what it is");
    assert_eq!(desk.phones(ids[2]), ["021-65123456"]);
    assert_eq!(desk.remark(ids[1]).as_deref(), Some("家属代领"));
    assert_eq!(desk.remark(ids[0]).as_deref(), Some("女儿13998765432，周三透析"));
    assert_eq!((report.updated, report.conflicts), (2, 1), "{:?}", report.rows);
    let row = report.rows.iter().find(|row| row.resident == Some(ids[1])).unwrap();
    assert_eq!(row.changes[0].new.as_deref(), Some("13700001111"));
    assert_eq!(desk.record(round, &filled).operation, None, "twice changes nothing");
}

#[test]
fn what_the_office_learned_after_printing_is_not_undone_by_the_old_sheet() {
    let (mut desk, round, ids) = small();
    let paper = Paper::of(desk.roster(round), "2号楼");
    desk.edit(|tx| {
        residents::set_phones(tx, ids[0], &["13555555555".into()])?;
        residents::set(tx, ids[0], Field::Remark, Some("新备注"))
    });
    let report = desk.record(round, &paper.done());
    assert_eq!(report.operation, None, "{report:?}");
    assert_eq!(desk.phones(ids[0]), ["13555555555"]);
}

#[test]
fn edited_names_and_ids_become_questions_and_are_not_applied() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("张国英", Col::Sampled, "√").write("张国英", Col::Name, "张国瑛");
    paper.write("李建国", Col::Id, "310110196203040123").write("李建国", Col::Sampled, "√");
    let filled = paper.done();
    let report = desk.record(round, &filled);
    assert_eq!(report.conflicts, 2, "{:?}", report.rows);
    let zhang = residents::get(desk.office.reader(), ids[0]).unwrap().unwrap();
    assert_eq!(zhang.facts.get(Field::Name), Some("张国英"));
    assert_eq!(desk.standing(round, ids[0]).tested, Some(true), "the ID says it is she");
    let asked = questions::list(desk.office.reader(), true).unwrap();
    assert!(
        asked.iter().any(|q| q.field.as_deref() == Some("name") && q.theirs.as_deref() == Some("张国瑛"))
    );
    assert_eq!(desk.record(round, &filled).operation, None, "asked once");
    let name = asked.iter().find(|q| q.field.as_deref() == Some("name")).unwrap().id;
    let clock = desk.clock;
    crate::import::decide(&mut desk.office, name, crate::import::Decision::Take, None, clock).unwrap();
    let zhang = residents::get(desk.office.reader(), ids[0]).unwrap().unwrap();
    assert_eq!(zhang.facts.get(Field::Name), Some("张国瑛"));
}

#[test]
fn people_written_at_the_bottom_become_newcomers_once() {
    let (mut desk, round, ids) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.add(&[
        (Col::Unit, "1"),
        (Col::Room, "403"),
        (Col::Name, "周新来"),
        (Col::Id, "11010519491231002X"),
        (Col::Sampled, "√"),
    ]);
    paper.add(&[(Col::Unit, "1"), (Col::Room, "402"), (Col::Name, "王小明"), (Col::Sampled, "√")]);
    paper.add(&[(Col::Name, "没室号"), (Col::Sampled, "√")]);
    // The ID is somebody else's: it is he who was tested.
    let filled = paper.done();
    let report = desk.record(round, &filled);
    assert_eq!(desk.standing(round, ids[1]).tested, Some(true), "known by ID, whatever the name");
    assert_eq!(desk.standing(round, ids[2]).tested, Some(true), "known by room and name");
    assert_eq!((report.newcomers, report.unknown), (0, 1), "{:?}", report.rows);

    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.add(&[
        (Col::Unit, "1单元"),
        (Col::Room, "403室"),
        (Col::Name, "周新来"),
        (Col::Id, "440524188001010014"),
        (Col::Phone, "13800001000"),
        (Col::Sampled, "19:40"),
    ]);
    let filled = paper.done();
    let report = desk.record(round, &filled);
    assert_eq!((report.newcomers, report.tested), (1, 1), "{:?}", report.rows);
    let new = report.rows.iter().find(|row| row.outcome == RowOutcome::Newcomer).unwrap().resident.unwrap();
    assert_eq!(desk.phones(new), ["13800001000"]);
    let facts = residents::get(desk.office.reader(), new).unwrap().unwrap().facts;
    assert_eq!((facts.get(Field::Sex), facts.get(Field::Birth)), (Some("男"), Some("1880-01-01")));
    assert_eq!(desk.figures(round).newcomers, 1);
    assert_eq!(desk.record(round, &filled).operation, None);
    let paper = Paper::of(desk.roster(round), "2号楼");
    assert_eq!(paper.get("周新来", Col::Room), "403", "listed in the room from now on");
}

#[test]
fn another_sheet_that_contradicts_is_a_conflict_but_a_correction_is_taken() {
    let (mut desk, round, ids) = small();
    let early = desk.roster(round);
    let mut paper = Paper::of(early.clone(), "2号楼");
    paper.write("张国英", Col::Sampled, "√");
    desk.record(round, &paper.done());
    let mut paper = Paper::of(early, "2号楼");
    paper.write("张国英", Col::Reason, "外出");
    let report = desk.record(round, &paper.done());
    assert_eq!((report.conflicts, report.operation), (1, None));
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.put("张国英", Col::Sampled, None).write("张国英", Col::Reason, "外出");
    desk.record(round, &paper.done());
    assert_eq!(desk.standing(round, ids[0]).tested, Some(false));
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.put("张国英", Col::Reason, None);
    assert_eq!(desk.record(round, &paper.done()).operation, None, "a blank clears nothing");
}

#[test]
fn rosters_of_other_rounds_closed_rounds_and_other_workbooks_are_refused() {
    let (mut desk, round, _) = small();
    let first = desk.roster(round);
    let second = desk.open();
    let clock = desk.clock;
    let error = record(&mut desk.office, &first, second, false, clock).unwrap_err();
    assert_eq!(error.code(), "other_round");
    let strange = Workbook { sheets: vec![Sheet::from_rows("汇总", [])], ..first.clone() };
    assert_eq!(record(&mut desk.office, &strange, round, false, clock).unwrap_err().code(), "not_a_roster");
    let closing = testing::round(desk.office.reader(), round).unwrap();
    desk.office
        .transact(Op::new(OpKind::CloseRound, "结束"), clock, |tx| testing::close(tx, &closing, clock))
        .unwrap();
    assert_eq!(record(&mut desk.office, &first, round, false, clock).unwrap_err().code(), "refused");
    assert_eq!(record(&mut desk.office, &first, 9, false, clock).unwrap_err().code(), "refused");
}

#[test]
fn texts_of_people_never_become_formulas() {
    let mut desk = desk();
    let evil = "=HYPERLINK(\"http://x\",\"y\")";
    desk.room(
        "1",
        "",
        "101",
        &[(evil, "", "", "+1+1"), ("@张", "", "", "\tA1"), ("-李", "", "", "_x0041_<&>\"")],
    );
    let round = desk.open();
    let path = desk.export(round, true);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml).unwrap();
    assert!(!xml.contains("<f>"), "the sheet of a building has no formula at all");
    let paper = Paper::of(read(&path), "1号楼");
    assert_eq!(paper.get(evil, Col::Remark), "+1+1");
    assert_eq!(paper.get("-李", Col::Remark), "_x0041_<&>\"");
}

#[test]
fn the_summary_holds_the_figures_that_its_formulas_give() {
    let (mut desk, round, _) = small();
    let mut paper = Paper::of(desk.roster(round), "2号楼");
    paper.write("张国英", Col::Sampled, "√").write("赵外出", Col::Sampled, "√").write(
        "李建国",
        Col::Sampled,
        "×",
    );
    desk.record(round, &paper.done());
    let book = desk.roster(round);
    let rows: Vec<Row> = book.sheets[0].rows.iter().collect();
    let line = rows.iter().find(|row| row.get(1) == Some(&Cell::Text("2号楼".into()))).unwrap();
    let numbers: Vec<f64> = (2..8)
        .map(|col| match line.get(col) {
            Some(Cell::Number(number)) => *number,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(numbers, [2.0, 5.0, 4.0, 2.0, 2.0, 0.5]);
    let total = rows.iter().find(|row| row.get(1) == Some(&Cell::Text("合计".into()))).unwrap();
    assert_eq!(total.get(4), Some(&Cell::Number(5.0)));
}

#[test]
fn tags_and_long_texts_are_shown() {
    let mut desk = desk();
    let ids =
        desk.room("1", "", "101", &[("张国英", ID_ZHANG, "13812341234", "很长的备注".repeat(20).as_str())]);
    desk.edit(|tx| {
        residents::add_tag(tx, ids[0], &NewTag { kind: "dialysis", ..NewTag::default() })?;
        residents::add_phone(tx, ids[0], "13900001111", 1)
    });
    let round = desk.open();
    let paper = Paper::of(desk.roster(round), "1号楼");
    assert_eq!(paper.get("张国英", Col::Tags), "80岁以上独居", "an illness is nobody's business");
    assert_eq!(paper.get("张国英", Col::Age), "83");
    assert_eq!(paper.get("张国英", Col::Phone), "138****1234\n139****1111");
    let whole = Paper::of(read(&desk.export(round, true)), "1号楼");
    assert_eq!(whole.get("张国英", Col::Tags), "80岁以上独居、肾透析");
}

#[test]
fn writing_needs_no_more_memory_for_more_sheets_than_their_names() {
    let (desk, round, _) = small();
    let round = testing::round(desk.office.reader(), round).unwrap();
    let mut out = Cursor::new(Vec::new());
    let mut seen = Vec::new();
    write::write_book(desk.office.reader(), &round, &mut out, false, &mut |done, total| {
        seen.push((done, total));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, [(0, 2), (1, 2)]);
    let cancelled =
        write::write_book(desk.office.reader(), &round, Cursor::new(Vec::new()), false, &mut |_, _| {
            ControlFlow::Break(())
        });
    assert_eq!(cancelled.unwrap_err().code(), "cancelled");
}
