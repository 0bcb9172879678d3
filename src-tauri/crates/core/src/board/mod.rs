//! 无疫情 board: cases as they became known, and the streak of whole days without a new one under the rule of the day, with the
//! evidence for each day.

mod doubts;

use serde::{Deserialize, Serialize};

pub use doubts::{Doubt, DoubtKind};

use crate::places::touch;
use crate::rules::{self, BoardEffect, stored_day};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 开始封闭管理: counting begins
    Start,
    /// 确诊、阳性
    Confirmed,
    /// 疑似
    Suspected,
    /// 密接
    Contact,
    /// 排除: ends a 疑似 or 密接
    Excluded,
}

impl CaseKind {
    const ALL: [Self; 5] = [Self::Start, Self::Confirmed, Self::Suspected, Self::Contact, Self::Excluded];

    fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Confirmed => "confirmed",
            Self::Suspected => "suspected",
            Self::Contact => "contact",
            Self::Excluded => "excluded",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "开始封闭管理",
            Self::Confirmed => "确诊",
            Self::Suspected => "疑似",
            Self::Contact => "密接",
            Self::Excluded => "排除",
        }
    }
}

/// An event, nameless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CaseEvent {
    /// Row.
    pub id: i64,
    /// The day it counts for.
    pub day: Day,
    /// What.
    pub kind: CaseKind,
    /// 排除: the event it ends.
    pub closes: Option<i64>,
    /// Row of the building.
    pub building: Option<i64>,
    /// 说明
    pub note: Option<String>,
    /// 依据
    pub source: Option<String>,
}

/// All events, oldest first.
///
/// # Errors
/// As any query.
pub fn events(reader: Reader<'_>) -> Result<Vec<CaseEvent>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT id, day, kind, closes_id, building_id, note, source FROM case_event ORDER BY day, id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        let kind = CaseKind::ALL.into_iter().find(|known| known.code() == kind);
        found.push(CaseEvent {
            id: row.get("id")?,
            day: stored_day(row.get_ref("day")?.as_str().unwrap_or(""))?,
            kind: kind.ok_or(Error::Damaged("疫情记录"))?,
            closes: row.get("closes_id")?,
            building: row.get("building_id")?,
            note: row.get("note")?,
            source: row.get("source")?,
        });
    }
    Ok(found)
}

/// What to note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// The day it counts for.
    pub day: Day,
    /// What.
    pub kind: CaseKind,
    /// 排除: the event it ends.
    #[serde(default)]
    pub closes: Option<i64>,
    /// Row of the building.
    #[serde(default)]
    pub building: Option<i64>,
    /// 说明
    #[serde(default)]
    pub note: Option<String>,
    /// 依据
    #[serde(default)]
    pub source: Option<String>,
}

/// Notes an event. Returns its row.
///
/// # Errors
/// [`Error::Refused`] for a 排除 that says not what it ends, or a day to come.
pub fn note_case(tx: &mut Tx<'_>, new: &NewCase, today: Day) -> Result<i64> {
    if new.day > today {
        return Err(Error::Refused("日期还没有到，没有登记。".into()));
    }
    let open = |closes: i64| {
        let all = events(tx.reader())?;
        Ok::<_, Error>(all.iter().any(|event| {
            event.id == closes
                && event.day <= new.day
                && matches!(event.kind, CaseKind::Suspected | CaseKind::Contact)
                && !all.iter().any(|other| other.closes == Some(closes))
        }))
    };
    match (new.kind, new.closes) {
        (CaseKind::Excluded, Some(closes)) if open(closes)? => {}
        (CaseKind::Excluded, _) => {
            return Err(Error::Refused("“排除”要写明排除的是哪一条疑似或密接。".into()));
        }
        (_, Some(_)) => return Err(Error::Refused("只有“排除”才对应另一条记录。".into())),
        (_, None) => {}
    }
    let text =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO case_event (id, day, kind, closes_id, building_id, note, source)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            id,
            new.day.to_string(),
            new.kind.code(),
            new.closes,
            new.building,
            text(&new.note),
            text(&new.source),
        ))?;
    tx.summarise(format!("疫情记录：{} {}", new.day, new.kind.name()));
    Ok(id)
}

/// Takes away an event that was noted by mistake.
///
/// # Errors
/// [`Error::Refused`] when a 排除 belongs to it; [`Error::NoSuch`].
pub fn remove_case(tx: &mut Tx<'_>, case: i64) -> Result<()> {
    let all = events(tx.reader())?;
    let found = all.iter().find(|event| event.id == case).ok_or(Error::NoSuch("疫情记录"))?;
    if all.iter().any(|event| event.closes == Some(case)) {
        return Err(Error::Refused("有一条“排除”对应着它，请先去掉那条排除。".into()));
    }
    touch(tx.conn.prepare_cached("DELETE FROM case_event WHERE id = ?1")?.execute([case])?, "疫情记录")?;
    tx.summarise(format!("去掉疫情记录：{} {}", found.day, found.kind.name()));
    Ok(())
}

/// Where the title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardState {
    /// 无疫情小区
    Free,
    /// 天数还不够
    Counting,
    /// 天数够了，可是有没查清的
    Doubtful,
    /// 暂停
    Suspended,
    /// 还没有登记开始的日子
    NotStarted,
}

/// One day of the streak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BoardDay {
    /// 0–24h
    pub day: Day,
    /// Its number in the streak, from 1.
    pub number: u32,
    /// A report of the day was closed.
    pub reported: bool,
    /// Tubes with a result on the day, none of them positive.
    pub tubes: u32,
    /// A 疑似 or 密接 was open.
    pub suspended: bool,
}

/// The board on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Board {
    /// The day it is shown.
    pub today: Day,
    /// Where the title stands.
    pub state: BoardState,
    /// Whole days without a new case, up to yesterday.
    pub days: u32,
    /// Days the rule asks for.
    pub needed: u32,
    /// The first day counted.
    pub since: Option<Day>,
    /// The last case that began counting anew.
    pub last_case: Option<Day>,
    /// Every day counted, newest first.
    pub evidence: Vec<BoardDay>,
    /// Days of the streak of which no report was closed, newest first: nothing proves them.
    pub unproven: Vec<Day>,
    /// What has to be cleared up before anything is published; with any of them the title is not given.
    pub doubts: Vec<Doubt>,
    /// The events the count stands on, with where they are written down, oldest first.
    pub grounds: Vec<CaseEvent>,
    /// 依据 of the rule.
    pub rule_source: Option<String>,
}

/// Works the board out for a day: days before it count, the day itself is not over.
///
/// # Errors
/// As any query.
pub fn board(reader: Reader<'_>, today: Day) -> Result<Board> {
    let rule = rules::board(reader, today)?;
    let events: Vec<CaseEvent> = events(reader)?.into_iter().filter(|event| event.day <= today).collect();
    let effect = |kind| match kind {
        CaseKind::Confirmed => rule.confirmed,
        CaseKind::Suspected => rule.suspected,
        CaseKind::Contact => rule.contact,
        CaseKind::Start | CaseKind::Excluded => BoardEffect::Ignore,
    };
    let last_case =
        events.iter().filter(|event| effect(event.kind) == BoardEffect::Cancel).map(|event| event.day).max();
    let start = events.iter().filter(|event| event.kind == CaseKind::Start).map(|event| event.day).max();
    // A whole day: the one after a case; the day closing began is counted when it began at 0h, which nobody knows: the next.
    let since = last_case.max(start).map(|day| day.add_days(1));
    let ended =
        |event: &CaseEvent| events.iter().find(|other| other.closes == Some(event.id)).map(|other| other.day);
    let suspensions: Vec<(Day, Option<Day>)> = events
        .iter()
        .filter(|event| effect(event.kind) == BoardEffect::Suspend)
        .map(|event| (event.day, ended(event)))
        .collect();
    let suspended_on = |day: Day| {
        suspensions.iter().any(|(from, until)| *from <= day && until.is_none_or(|until| until > day))
    };
    let mut board = Board {
        today,
        state: BoardState::NotStarted,
        days: 0,
        needed: rule.days,
        since,
        last_case,
        evidence: Vec::new(),
        unproven: Vec::new(),
        doubts: Vec::new(),
        grounds: Vec::new(),
        rule_source: rules::source_of(reader, "board", today)?,
    };
    let Some(first) = since else { return Ok(board) };
    board.days = u32::try_from(today.days_since(first).max(0)).unwrap_or(0);
    for number in 1..=board.days {
        let day = first.add_days(i64::from(number) - 1);
        board.evidence.push(BoardDay {
            day,
            number,
            reported: reported(reader, day)?,
            tubes: tubes_of(reader, day)?,
            suspended: suspended_on(day),
        });
    }
    board.evidence.reverse();
    board.unproven = board.evidence.iter().filter(|day| !day.reported).map(|day| day.day).collect();
    board.doubts = doubts::doubts(reader, first, &events)?;
    board.state = match () {
        () if suspended_on(today) => BoardState::Suspended,
        () if board.days < rule.days => BoardState::Counting,
        () if !board.doubts.is_empty() => BoardState::Doubtful,
        () => BoardState::Free,
    };
    // The day before the first one counted is the one counting began with.
    board.grounds = events.into_iter().filter(|event| event.day >= first.add_days(-1)).collect();
    Ok(board)
}

fn reported(reader: Reader<'_>, day: Day) -> Result<bool> {
    Ok(reader
        .0
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM report WHERE kind = 'daily' AND day = ?1)")?
        .query_row([day.to_string()], |row| row.get(0))?)
}

fn tubes_of(reader: Reader<'_>, day: Day) -> Result<u32> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT count(*) FROM tube WHERE result IS NOT NULL AND substr(result_at, 1, 10) = ?1",
        )?
        .query_row([day.to_string()], |row| row.get(0))?)
}
