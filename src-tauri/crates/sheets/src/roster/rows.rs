//! One building's sheet: title, situation, header, a row a person, rooms merged per household.

use std::io;

use louce_core::testing::{RosterRow, Round, RoundBuilding};
use louce_core::values::RoomKind;

use super::key::{Seal, sheet_key};
use super::person::Shown;
use super::summary::Line;
use super::{Col, RosterError};
use crate::book::{
    Align, Book, Border, Column, Page, SheetNames, SheetWriter, Style, StyleId, Value, text_width,
};

/// Rows looked at before the widths of the columns are settled; what comes after wraps.
const LOOKED_AT: usize = 2_000;
/// Lines left for people who are on no list.
const SPARE: u32 = 3;
/// Rows above the people.
const HEAD: u32 = 3;
const HEAD_HEIGHTS: [f64; 3] = [32.0, 24.0, 26.0];
const HEAD_HEIGHT: f64 = 82.0;
const ROW_HEIGHT: f64 = 22.0;
const LINE_HEIGHT: f64 = 15.0;
const FOOTER: &str = "&L填表人：　　　　　　　审核人：&C第&P页 共&N页&R日期：　　　　年　　月　　日";
const HOW_TO: &str = "填写说明：已采样的在“采样”栏打√（也可写时间或管号）；没有采样的在“未检原因”栏写明原因；名单上没有的人写在空行里，请写清室号。";

/// The formats of a roster.
pub(super) struct Looks {
    pub title: StyleId,
    pub line: StyleId,
    pub header: StyleId,
    pub hint: StyleId,
    pub percent: StyleId,
    pub total: StyleId,
    pub total_percent: StyleId,
    key: StyleId,
    /// Plain and grey (people who are not expected), each by how the text stands.
    cells: [Cells; 2],
}

struct Cells {
    center: StyleId,
    bold: StyleId,
    left: StyleId,
}

impl Looks {
    pub fn new(book: &mut Book) -> Self {
        let base = Style::default();
        let center = Style { align: Align::Center, ..base };
        let boxed = Style { border: Border::Thin, wrap: true, number_format: 49, ..center };
        let total = Style { bold: true, number_format: 0, fill: Some(0xE8_E8_E8), ..boxed };
        let mut cells = |fill| {
            let boxed = Style { fill, ..boxed };
            Cells {
                center: book.style(&boxed),
                bold: book.style(&Style { bold: true, half_points: 24, ..boxed }),
                left: book.style(&Style { align: Align::Left, ..boxed }),
            }
        };
        let cells = [cells(None), cells(Some(0xE4_E4_E4))];
        Self {
            title: book.style(&Style { half_points: 36, bold: true, ..center }),
            line: book.style(&Style { wrap: true, ..base }),
            header: book.style(&Style { bold: true, fill: Some(0xD9_D9_D9), ..boxed }),
            hint: book.style(&Style { half_points: 20, wrap: true, ..base }),
            percent: book.style(&Style { number_format: 10, ..boxed }),
            total: book.style(&total),
            total_percent: book.style(&Style { number_format: 10, ..total }),
            key: book.style(&Style { half_points: 16, color: 0x80_80_80, number_format: 49, ..base }),
            cells,
        }
    }

    /// A bordered cell of the summary.
    pub fn boxed(&self) -> StyleId {
        let [plain, _] = &self.cells;
        plain.center
    }

    fn of(&self, col: Col, grey: bool) -> StyleId {
        let [plain, greyed] = &self.cells;
        // Merged over the household, others of which may be expected.
        let grey = grey && !matches!(col, Col::Unit | Col::Room);
        let cells = if grey { greyed } else { plain };
        match col {
            Col::Room | Col::Name | Col::Sampled => cells.bold,
            Col::Tags | Col::Reason | Col::Remark => cells.left,
            Col::Key => self.key,
            _ => cells.center,
        }
    }
}

/// A household's rows, to be merged and kept on one page when they end.
struct Group {
    /// Room and household; `None`: an empty room or an address that could not be read.
    place: Option<(i64, i64)>,
    first: u32,
    height: f64,
}

/// Height of an A4 page across between its margins, less 2 % for what printers make of it; and its width in characters.
const PAGE_HEIGHT: f64 = 505.0;
const PAGE_WIDTH: f64 = 131.0;

/// A sheet while its rows come.
pub(super) struct Sheet<'a> {
    book: Option<&'a mut Book>,
    writer: Option<SheetWriter<'a>>,
    looks: &'a Looks,
    round: &'a Round,
    building: &'a RoundBuilding,
    label: &'a str,
    unmasked: bool,
    seal: Seal,
    waiting: Vec<(RosterRow, Shown)>,
    widths: [f64; Col::ALL.len()],
    next: u32,
    group: Option<Group>,
    /// Of the page being filled, in points.
    used: f64,
    line: Line,
}

impl<'a> Sheet<'a> {
    pub fn new(
        book: &'a mut Book,
        looks: &'a Looks,
        round: &'a Round,
        building: &'a RoundBuilding,
        label: &'a str,
        unmasked: bool,
        seal: Seal,
    ) -> Self {
        Self {
            book: Some(book),
            writer: None,
            looks,
            round,
            building,
            label,
            unmasked,
            seal,
            waiting: Vec::new(),
            widths: [0.0; Col::ALL.len()],
            next: HEAD,
            group: None,
            used: 0.0,
            line: Line { households: building.households, reasons: reasons(building), ..Line::default() },
        }
    }

    pub fn push(&mut self, row: RosterRow, names: &mut SheetNames) -> Result<(), RosterError> {
        let shown =
            row.person.as_ref().map(|person| Shown::of(person, self.unmasked, self.seal)).unwrap_or_default();
        if self.writer.is_some() {
            return Ok(self.write(&row, &shown)?);
        }
        self.waiting.push((row, shown));
        if self.waiting.len() >= LOOKED_AT { self.begin(names) } else { Ok(()) }
    }

    fn begin(&mut self, names: &mut SheetNames) -> Result<(), RosterError> {
        let Some(book) = self.book.take() else { return Ok(()) };
        self.settle_widths();
        let mut columns: Vec<Column> =
            self.widths.iter().map(|width| Column { width: *width, hidden: false }).collect();
        if let Some(key) = columns.last_mut() {
            key.hidden = true;
        }
        self.line.sheet = names.name(self.label);
        let page = Page {
            columns: &columns,
            freeze: (HEAD, Col::Sex.at()),
            repeat_rows: Some((0, HEAD - 1)),
            landscape: true,
            footer: FOOTER,
        };
        let mut writer = book.sheet(&self.line.sheet, false, &page)?;
        let [title, line, header] = HEAD_HEIGHTS;
        writer.row(0, title)?;
        writer.cell(0, Value::Text(&format!("{}人员名单", self.label)), self.looks.title);
        writer.merge(0, 0, 0, Col::SHOWN - 1);
        writer.row(1, line)?;
        writer.cell(0, Value::Text(&situation(self.round, self.building)), self.looks.line);
        writer.merge(1, 0, 1, Col::SHOWN - 1);
        writer.row(2, header)?;
        for col in Col::ALL {
            match col {
                Col::Key => {
                    writer.cell(
                        col.at(),
                        Value::Text(&sheet_key(self.building.id, self.seal)),
                        self.looks.key,
                    );
                }
                col => writer.cell(col.at(), Value::Text(col.header()), self.looks.header),
            }
        }
        self.writer = Some(writer);
        for (row, shown) in std::mem::take(&mut self.waiting) {
            self.write(&row, &shown)?;
        }
        Ok(())
    }

    /// As wide as the data, within what keeps an A4 page legible.
    fn settle_widths(&mut self) {
        for (col, width) in Col::ALL.into_iter().zip(&mut self.widths) {
            let (least, most) = match col {
                Col::Seq => (5.5, 8.0),
                Col::Unit | Col::Sex | Col::Age => (5.5, 9.0),
                Col::Room => (7.5, 14.0),
                Col::Name => (9.5, 16.0),
                Col::Id => (12.0, 21.0),
                Col::Phone => (14.0, 15.0),
                Col::Tags => (9.0, 21.0),
                Col::Sampled => (9.5, 14.0),
                Col::Reason => (13.0, 13.0),
                Col::Remark => (13.0, 24.0),
                Col::Key => (10.0, 10.0),
            };
            let widest =
                self.waiting.iter().map(|(row, shown)| natural_width(col, row, shown)).fold(0.0, f64::max);
            *width = (widest + 1.7 + indent(col)).clamp(least, most);
        }
    }

    fn width(&self, col: Col) -> f64 {
        self.widths.get(usize::from(col.at())).copied().unwrap_or(10.0)
    }

    fn write(&mut self, row: &RosterRow, shown: &Shown) -> io::Result<()> {
        let at = self.next;
        let room = row.room.as_deref();
        let texts = [
            (Col::Tags, &shown.tags),
            (Col::Remark, &shown.remark),
            (Col::Phone, &shown.phones),
            (Col::Reason, &shown.reason),
        ];
        let name = row.person.as_ref().map_or("", |person| &person.name);
        let lines = texts
            .into_iter()
            .map(|(col, text)| lines(text, self.width(col) - indent(col)))
            // Names are set larger.
            .chain([lines(name, self.width(Col::Name) * 11.0 / 12.0), lines(&shown.id, self.width(Col::Id))])
            .chain(room.map(|room| lines(&room.room, self.width(Col::Room) * 11.0 / 12.0)))
            .max()
            .unwrap_or(1);
        let height = ROW_HEIGHT.max(f64::from(lines) * LINE_HEIGHT + 6.0).min(400.0);
        let first_of_group = self.enter_group(row, at, height);
        let Some(writer) = &mut self.writer else { return Ok(()) };
        writer.row(at, height)?;
        let grey = row.person.as_ref().is_some_and(|person| person.excluded.is_some());
        let looks = self.looks;
        let mut put = |col: Col, value: Value<'_>| writer.cell(col.at(), value, looks.of(col, grey));
        put(Col::Seq, Value::Number(f64::from(at - HEAD + 1)));
        match room.filter(|_| first_of_group) {
            Some(room) => {
                put(Col::Unit, Value::Text(&room.unit));
                put(Col::Room, Value::Text(&room.room));
            }
            None => {
                put(Col::Unit, Value::Blank);
                put(Col::Room, Value::Blank);
            }
        }
        match &row.person {
            Some(person) => {
                put(Col::Name, Value::Text(&person.name));
                put(Col::Sex, Value::Text(person.sex.map_or("", |sex| sex.as_str())));
                put(Col::Age, person.age.map_or(Value::Blank, |age| Value::Number(f64::from(age))));
                put(Col::Id, Value::Text(&shown.id));
                put(Col::Phone, Value::Text(&shown.phones));
                put(Col::Tags, Value::Text(&shown.tags));
                put(Col::Sampled, Value::Text(&shown.sampled));
                put(Col::Reason, Value::Text(&shown.reason));
                put(Col::Remark, Value::Text(&shown.remark));
                put(Col::Key, Value::Text(&shown.key));
                self.line.count(person);
            }
            None => {
                for col in
                    [Col::Name, Col::Sex, Col::Age, Col::Id, Col::Phone, Col::Tags, Col::Sampled, Col::Reason]
                {
                    put(col, Value::Blank);
                }
                put(Col::Remark, Value::Text(&empty_room(row)));
            }
        }
        self.next += 1;
        Ok(())
    }

    /// Whether a household begins here; the one before is merged.
    fn enter_group(&mut self, row: &RosterRow, at: u32, height: f64) -> bool {
        let room = row.room.as_ref().map(|room| room.id);
        let place = room.zip(row.person.as_ref().map(|person| person.household));
        match &mut self.group {
            Some(group) if place.is_some() && group.place == place => {
                group.height += height;
                false
            }
            _ => {
                self.leave_group();
                self.group = Some(Group { place, first: at, height });
                true
            }
        }
    }

    fn leave_group(&mut self) {
        let body = self.page_body();
        let (Some(group), Some(writer)) = (self.group.take(), &mut self.writer) else { return };
        // A room's number stands once: a household cut by the end of a page would have none on the next.
        if self.used + group.height > body && self.used > 0.0 {
            writer.break_before(group.first);
            self.used = 0.0;
        }
        self.used = (self.used + group.height) % body;
        for col in [Col::Unit, Col::Room] {
            writer.merge(group.first, col.at(), self.next.saturating_sub(1).max(group.first), col.at());
        }
    }

    /// What a page holds below the header, in points of the sheet, which shrinks when it is wider than the paper.
    fn page_body(&self) -> f64 {
        let width: f64 = self.widths.iter().rev().skip(1).sum();
        PAGE_HEIGHT * (width / PAGE_WIDTH).max(1.0) - HEAD_HEIGHT
    }

    /// Ends the sheet; its line of the summary, unless there was nothing to write.
    pub fn finish(mut self, names: &mut SheetNames) -> Result<Option<Line>, RosterError> {
        if self.writer.is_none() {
            if self.waiting.is_empty() {
                return Ok(None);
            }
            self.begin(names)?;
        }
        self.leave_group();
        let Some(mut writer) = self.writer.take() else { return Ok(None) };
        let spare = self.next..self.next + SPARE;
        for row in spare.clone() {
            writer.row(row, ROW_HEIGHT + 4.0)?;
            for col in Col::ALL.into_iter().filter(|col| *col != Col::Key) {
                writer.cell(col.at(), Value::Blank, self.looks.of(col, false));
            }
        }
        let last = spare.end;
        writer.row(last, 22.0)?;
        writer.cell(0, Value::Text(HOW_TO), self.looks.hint);
        writer.merge(last, 0, last, Col::SHOWN - 1);
        writer.offer(Col::Sampled.at(), HEAD, last - 1, &["√", "×"]);
        writer.offer(
            Col::Reason.at(),
            HEAD,
            last - 1,
            &["外出", "住院", "拒检", "行动不便待上门", "已在单位检测"],
        );
        writer.text_on_purpose(Col::Unit.at(), Col::Room.at(), HEAD, last);
        writer.text_on_purpose(Col::Id.at(), Col::Phone.at(), HEAD, last);
        writer.text_on_purpose(Col::Sampled.at(), Col::Sampled.at(), HEAD, last);
        writer.finish(last, Col::SHOWN - 1)?;
        self.line.first_row = HEAD;
        self.line.last_row = last;
        Ok(Some(self.line))
    }
}

fn natural_width(col: Col, row: &RosterRow, shown: &Shown) -> f64 {
    let room = row.room.as_deref();
    let person = row.person.as_ref();
    let width = match col {
        Col::Unit => text_width(room.map_or("", |room| &room.unit)),
        Col::Room => text_width(room.map_or("", |room| &room.room)) * 12 / 11 + 1,
        Col::Name => text_width(person.map_or("", |person| &person.name)) * 12 / 11 + 1,
        Col::Id => text_width(&shown.id),
        Col::Phone => text_width(&shown.phones),
        Col::Tags => text_width(&shown.tags) + 1,
        Col::Sampled => text_width(&shown.sampled) * 12 / 11,
        Col::Remark => text_width(&shown.remark),
        Col::Seq | Col::Sex | Col::Age | Col::Reason | Col::Key => 0,
    };
    width as f64
}

/// What left-aligned cells keep free on their left.
fn indent(col: Col) -> f64 {
    if matches!(col, Col::Tags | Col::Reason | Col::Remark) { 3.0 } else { 0.0 }
}

/// Lines a text takes in a column.
fn lines(text: &str, width: f64) -> u32 {
    let fits = (width - 1.0).max(1.0);
    let of = |line: &str| ((text_width(line) as f64 / fits).ceil() as u32).max(1);
    text.split('\n').map(of).sum()
}

/// What stands in the place of a name where nobody of the round lives.
pub fn empty_room(row: &RosterRow) -> String {
    let Some(room) = row.room.as_deref() else { return String::new() };
    let label = room.label.as_deref().unwrap_or("");
    match (room.others, room.kind) {
        (true, _) => "开轮次后登记的住户，不在本轮名单".to_owned(),
        (false, RoomKind::Shop) if label.is_empty() => "商铺".to_owned(),
        (false, RoomKind::Shop) => label.to_owned(),
        (false, _) if label.is_empty() || label.contains("空") => "空关房".to_owned(),
        (false, _) => format!("空关房（{label}）"),
    }
}

/// 不列应检: "外出3人、住院1人".
pub fn reasons(building: &RoundBuilding) -> String {
    building
        .excluded
        .iter()
        .map(|(reason, people)| format!("{reason}{people}人"))
        .collect::<Vec<_>>()
        .join("、")
}

/// 情况说明: a building in a line.
pub fn situation(round: &Round, building: &RoundBuilding) -> String {
    let place = if building.id.is_some() { "本楼" } else { "以下住户地址看不懂，请核对：" };
    let away = match reasons(building) {
        reasons if reasons.is_empty() => String::new(),
        reasons => format!("，其中{reasons}"),
    };
    format!(
        "情况说明：{place}共{}户，{}人{away}，目前在楼内{}人。　{}，{}年{}月{}日，应检{}人。",
        building.households,
        building.people(),
        building.expected,
        round.title(),
        round.day.year(),
        round.day.month(),
        round.day.day(),
        building.expected,
    )
}
