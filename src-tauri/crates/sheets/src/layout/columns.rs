//! What the columns of one table mean together: ambiguous headers, columns without one, the same word twice.
//!
//! `words` reads a header alone; here its neighbours and its values decide (门牌号: room or building? 联系电话 beside
//! 联系人: whose?). What stays open is kept as text (`Extra`), never guessed.
use louce_core::values::{Parsed, Relation, Tags, building_name};

use super::aliases::WEAK_ISOLATION;
use super::header::Head;
use super::shape::{is_full_address, looks_like_name, shape_of};
use super::text::{cell_text, says_nothing, yes_no};
use super::words::normalise;
use super::{By, Column, Field};
use crate::read::{Cell, Row};

/// The rows under the header that settle what headers leave open.
pub(crate) struct Sample<'a> {
    pub rows: &'a [Row],
}

impl<'a> Sample<'a> {
    pub(crate) fn cells(&self, col: u16) -> impl Iterator<Item = &'a Cell> + use<'a> {
        self.rows.iter().filter_map(move |row| row.get(col))
    }

    /// Share of the filled cells of a column that `says` accepts; 0 of an empty column.
    fn share(&self, col: u16, says: impl Fn(&str) -> bool) -> f32 {
        let mut filled = 0u32;
        let mut hits = 0u32;
        for cell in self.cells(col) {
            let text = cell_text(cell, false);
            let text = text.trim();
            if says_nothing(text) {
                continue;
            }
            filled += 1;
            hits += u32::from(says(text));
        }
        if filled == 0 { 0.0 } else { hits as f32 / filled as f32 }
    }
}

/// The columns of a table with a header. `isolation`: the texts around it speak of isolation. The second answer:
/// the name column was headed 户主.
pub(crate) fn settle(heads: &[Head], sample: &Sample<'_>, isolation: bool) -> (Vec<Column>, bool) {
    let mut columns: Vec<Column> = heads
        .iter()
        .map(|head| Column {
            col: head.col,
            header: head.text.clone(),
            field: head.meaning.map_or(Field::Extra, |meaning| meaning.field),
            how: By::Alias,
            confidence: head.meaning.map_or(0.0, |meaning| meaning.confidence),
        })
        .collect();
    by_own_values(&mut columns, sample);
    places(&mut columns, sample);
    let name_is_head = who_is_named(&mut columns, sample);
    neighbours(&mut columns);
    if !isolation {
        isolation_words(&mut columns);
    }
    once_each(&mut columns, sample);
    by_shape(&mut columns, sample);
    (columns, name_is_head)
}

/// The columns of a table without a header: those whose values have a clear shape.
pub(crate) fn headless(rows: &[Row]) -> Vec<Column> {
    let sample = Sample { rows };
    let mut cols: Vec<u16> = rows.iter().flat_map(|row| row.cells.iter().map(|(col, _)| *col)).collect();
    cols.sort_unstable();
    cols.dedup();
    let mut columns: Vec<Column> = cols
        .into_iter()
        .map(|col| Column {
            col,
            header: String::new(),
            field: Field::Extra,
            how: By::Shape,
            confidence: 0.0,
        })
        .collect();
    by_shape(&mut columns, &sample);
    columns
}

fn has(columns: &[Column], field: Field) -> bool {
    columns.iter().any(|column| column.field == field)
}

fn set(column: &mut Column, field: Field, confidence: f32) {
    column.field = field;
    column.confidence = confidence;
}

/// Headers that mean one thing or another by what stands under them.
fn by_own_values(columns: &mut [Column], sample: &Sample<'_>) {
    for column in columns {
        let col = column.col;
        let short = |text: &str| text.chars().count() <= 4;
        let mark = |text: &str| yes_no(text).is_some();
        match column.field {
            Field::HeadName => {
                let related = |text: &str| {
                    yes_no(text).is_some()
                        || (!looks_like_name(text) && matches!(Relation::parse(text), Parsed::Value(_)))
                };
                if sample.share(col, related) >= 0.6 {
                    set(column, Field::Relation, 0.9);
                }
            }
            Field::Registered if sample.share(col, short) >= 0.7 => set(column, Field::ResidenceType, 0.85),
            Field::ResidenceType => {
                let tag = |text: &str| {
                    let tags = Tags::parse_cell(text);
                    !tags.kinds.is_empty() && tags.rest.trim().is_empty()
                };
                if sample.share(col, tag) >= 0.5 {
                    set(column, Field::Tags, 0.85);
                }
            }
            Field::Carer if column.header.contains("志愿者") && sample.share(col, mark) >= 0.7 => {
                set(column, Field::YesNo(louce_core::values::TagKind::Volunteer), 0.85);
            }
            Field::YesNo(_) => {
                let count = |text: &str| text.parse::<u32>().is_ok_and(|n| n > 1);
                if sample.share(col, count) >= 0.3 || sample.share(col, looks_like_name) >= 0.5 {
                    set(column, Field::Extra, 0.5);
                }
            }
            Field::Sampled => {
                let result =
                    |text: &str| matches!(text, "阴性" | "阳性" | "阴" | "阳" | "待出" | "(-)" | "(+)");
                if sample.share(col, result) >= 0.5 {
                    set(column, Field::Extra, 0.8);
                }
            }
            _ => {}
        }
    }
}

/// 门牌, 号, 弄, 门, 楼: building, room, unit or compound, by values and by what else is there.
fn places(columns: &mut [Column], sample: &Sample<'_>) {
    let count = |columns: &[Column], field| columns.iter().filter(|column| column.field == field).count();
    let full = |col| sample.share(col, is_full_address) >= 0.5;
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        let (col, field) = (column.col, column.field);
        let word = normalise(&column.header);
        let word = word.rsplit('/').next().unwrap_or(&word);
        let roomlike = || {
            let shape = shape_of(sample.cells(col), 1);
            shape.best.is_some_and(|(field, _)| field == Field::Room)
        };
        let (buildings, rooms) = (count(columns, Field::Building), count(columns, Field::Room));
        let new = match (word, field) {
            ("弄", _) if buildings > 1 => Field::Compound,
            ("门", _) if count(columns, Field::Unit) > 1 => {
                if rooms == 0 {
                    Field::Room
                } else {
                    Field::Extra
                }
            }
            ("楼", _) if buildings > 1 && !has(columns, Field::Floor) => Field::Floor,
            (
                "门牌" | "门牌号" | "门牌号码" | "号" | "室号" | "房号" | "楼栋" | "楼号" | "房间号" | "室",
                Field::Room | Field::Building,
            ) if full(col) && !has(columns, Field::Address) && (buildings == 0 || rooms == 0) => {
                Field::Address
            }
            ("门牌号" | "门牌", Field::Room) if rooms > 1 => {
                if buildings == 0 {
                    Field::Building
                } else {
                    Field::Extra
                }
            }
            ("门牌号", Field::Room) if buildings == 0 && !roomlike() => {
                let building = |text: &str| {
                    building_name(text).is_some() && text.contains(['号', '栋', '幢', '#', '楼'])
                };
                if sample.share(col, building) >= 0.7 { Field::Building } else { Field::Room }
            }
            ("门牌" | "号", Field::Building) if buildings > 1 => {
                if rooms == 0 {
                    Field::Room
                } else {
                    Field::Extra
                }
            }
            ("门牌", Field::Building) if rooms == 0 && roomlike() => Field::Room,
            ("门牌号码", Field::Address) if !full(col) && roomlike() && rooms == 0 => Field::Room,
            _ => field,
        };
        if new != field
            && let Some(column) = columns.get_mut(at)
        {
            set(column, new, 0.85);
        }
    }
}

/// Which column names the resident when none says 姓名. True when it is the 户主.
fn who_is_named(columns: &mut [Column], sample: &Sample<'_>) -> bool {
    if has(columns, Field::Name) {
        return false;
    }
    let filled = |column: &Column| sample.cells(column.col).next().is_some();
    if let Some(head) = columns.iter_mut().find(|column| column.field == Field::HeadName && filled(column)) {
        set(head, Field::Name, 0.85);
        for column in columns.iter_mut().filter(|column| column.field == Field::Extra) {
            let word = normalise(&column.header);
            let Some(rest) =
                ["户主", "房主", "业主", "产权人"].iter().find_map(|owner| word.strip_prefix(owner))
            else {
                continue;
            };
            let rest = rest.trim_start_matches('/');
            if let Some(meaning) = super::words::meaning(&[rest])
                && matches!(
                    meaning.field,
                    Field::IdNumber | Field::Phone | Field::Sex | Field::Age | Field::BirthDate
                )
            {
                set(column, meaning.field, 0.85);
            }
        }
        return true;
    }
    let named = columns.iter_mut().find(|column| {
        let word = normalise(&column.header);
        matches!(word.as_str(), "联系人" | "联系人姓名" | "志愿者" | "志愿者姓名") && filled(column)
    });
    if let Some(column) = named {
        set(column, Field::Name, 0.8);
    }
    false
}

/// A bare 联系电话 right behind 联系人, 监护人, 网格员 … is theirs.
fn neighbours(columns: &mut [Column]) {
    for at in 1..columns.len() {
        let (Some(left), Some(column)) = (columns.get(at - 1), columns.get(at)) else { continue };
        let phone = match left.field {
            Field::EmergencyName => Field::EmergencyPhone,
            Field::Guardian => Field::GuardianPhone,
            Field::ChildName => Field::ChildPhone,
            Field::Carer => Field::CarerPhone,
            Field::GridLeader | Field::BuildingLeader | Field::BlockLeader | Field::Keeper => {
                Field::LeaderPhone
            }
            _ => continue,
        };
        let bare = matches!(
            normalise(&column.header).as_str(),
            "联系电话"
                | "电话"
                | "联系方式"
                | "电话号码"
                | "手机"
                | "手机号"
                | "手机号码"
                | "联系手机"
                | "联系号码"
        );
        let taken = phone != Field::LeaderPhone && has(columns, phone);
        if column.field == Field::Phone && column.col == left.col.saturating_add(1) && bare && !taken {
            let elsewhere = columns.iter().filter(|column| column.field == Field::Phone).count() > 1;
            if let Some(column) = columns.get_mut(at) {
                set(column, phone, if elsewhere { 0.85 } else { 0.7 });
            }
        }
    }
}

/// 开始时间, 解除日期 … mean isolation only among other isolation columns.
fn isolation_words(columns: &mut [Column]) {
    let weak = |column: &Column| {
        let word = normalise(&column.header);
        WEAK_ISOLATION.split_whitespace().any(|weak| weak == word)
    };
    let strong = columns.iter().any(|column| {
        matches!(
            column.field,
            Field::IsolationKind
                | Field::IsolationPlace
                | Field::IsolationRoom
                | Field::IsolationReason
                | Field::IsolationStart
                | Field::IsolationEnd
        ) && !weak(column)
    });
    if !strong {
        for column in columns.iter_mut().filter(|column| weak(column)) {
            set(column, Field::Extra, 0.5);
        }
    }
}

/// A field that two columns claim goes to the surer, then to the left one; the other stays as text. A second 姓名 with
/// names under it stays: rows of such a sheet hold several persons and are refused.
fn once_each(columns: &mut [Column], sample: &Sample<'_>) {
    let reason = has(columns, Field::UntestedReason);
    let sampled = has(columns, Field::Sampled);
    for column in columns.iter_mut() {
        if normalise(&column.header) == "原因" && sampled && !reason {
            set(column, Field::UntestedReason, 0.8);
        }
    }
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        let (field, confidence) = (column.field, column.confidence);
        if field.may_repeat() {
            continue;
        }
        let better = columns.iter().enumerate().any(|(other, rival)| {
            other != at
                && rival.field == field
                && (rival.confidence > confidence || (rival.confidence == confidence && other < at))
        });
        let second_name = field == Field::Name && sample.share(column.col, looks_like_name) >= 0.5;
        if better
            && !second_name
            && let Some(column) = columns.get_mut(at)
        {
            set(column, Field::Extra, 0.4);
        }
    }
}

/// Columns that no header explains, by the shape of their values; only for what no other column holds.
fn by_shape(columns: &mut [Column], sample: &Sample<'_>) {
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        // A header that is known to be somebody else's, or plain text, is not overruled.
        if column.field != Field::Extra || column.confidence > 0.0 {
            continue;
        }
        let shape = shape_of(sample.cells(column.col), 2);
        let Some((field, share)) = shape.best else { continue };
        let claimed = |field| has(columns, field);
        let free = match field {
            Field::Name => !claimed(Field::Name) && !claimed(Field::HeadName),
            Field::Room => !claimed(Field::Room) && !claimed(Field::Address),
            Field::Address => !claimed(Field::Room) && !claimed(Field::Address),
            other => !claimed(other),
        };
        if free && let Some(column) = columns.get_mut(at) {
            set(column, field, share * 0.8);
            column.how = By::Shape;
        }
    }
}
