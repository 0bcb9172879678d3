//! 复盘: what happened in a round, worked out; the lessons typed under it; tomorrow's list from what is open.

mod waiting;

use std::collections::BTreeMap;

use rusqlite::named_params;
use serde::Serialize;

pub use waiting::{SiteWaited, Waited, Waiting};

use crate::antigen;
use crate::places::touch;
use crate::plan;
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::tubes::{self, Difference};
use crate::testing::{self, Round, RoundKind, UntestedFilter};
use crate::values::Day;

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Lesson {
    /// Row.
    pub id: i64,
    /// What was learned.
    pub text: String,
    /// It is on tomorrow's list.
    pub tomorrow: bool,
    /// Done.
    pub done: bool,
    /// Who wrote it.
    pub who: String,
    /// When.
    pub at: String,
}

/// People tested in an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Hour {
    /// "06"
    pub hour: String,
    /// 人
    pub tested: u32,
}

/// A round looked back at.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Review {
    /// 第几轮
    pub round: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// Its day.
    pub date: Day,
    /// When the plan began, "HH:MM"; none without a plan.
    pub planned_start: Option<String>,
    /// When the first was marked, as noted.
    pub started: Option<String>,
    /// When the last was marked.
    pub finished: Option<String>,
    /// By the hour, of those whose time is known.
    pub hours: Vec<Hour>,
    /// 没有时间: tested, from a workbook or typed afterwards without a time.
    pub untimed: u32,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 未检, by reason; 未登记 among them.
    pub missed: BTreeMap<String, u32>,
    /// What does not add up between people, tubes and hand-overs, or between kits.
    pub differences: Vec<Difference>,
    /// Kits issued and not come back, bags not collected among them.
    pub kits_missing: u32,
    /// Kits that came back and were not issued.
    pub kits_over: u32,
    /// Minutes the plan's rehearsal let people wait on average; none without a plan.
    pub rehearsed_wait: Option<f64>,
    /// How long they waited, worked out.
    pub waiting: Waiting,
    /// Lessons, oldest first.
    pub lessons: Vec<Lesson>,
    /// Tomorrow's list.
    pub tomorrow: Vec<String>,
}

/// When each of the tested was: at the tube, or when they were marked at the table. A mark that came later, from a workbook or typed
/// at the desk, was noted at the moment of its operation; that is no time of a test.
const TIMED: &str = "WITH timed AS (
  SELECT round_person.building_id, tube.purpose, coalesce(tube_seat.at, CASE WHEN marked_at IN (
      SELECT at FROM operation WHERE kind IN ('record_round', 'antigen')) THEN NULL ELSE marked_at END) AS at
  FROM round_person
  LEFT JOIN tube_seat ON tube_seat.round_id = round_person.round_id
    AND tube_seat.resident_id = round_person.resident_id
  LEFT JOIN tube ON tube.id = tube_seat.tube_id
  WHERE round_person.round_id = :round AND round_person.result = 'tested')";

/// Looks back at a round.
///
/// # Errors
/// As any query.
pub fn review(reader: Reader<'_>, round: &Round, office: &str) -> Result<Review> {
    let figures = testing::figures(reader, round)?;
    let (started, finished, untimed) = reader
        .0
        .prepare_cached(&format!(
            "{TIMED} SELECT min(at), max(at), count(*) FILTER (WHERE at IS NULL) FROM timed"
        ))?
        .query_row(named_params! { ":round": round.id }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let hours = reader
        .0
        .prepare_cached(&format!(
            "{TIMED} SELECT substr(at, 12, 2) AS hour, count(*) FROM timed
             WHERE at IS NOT NULL GROUP BY substr(at, 1, 13) ORDER BY min(at)"
        ))?
        .query_map(named_params! { ":round": round.id }, |row| {
            Ok(Hour { hour: row.get(0)?, tested: row.get(1)? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let planned = plan::plan(reader, round)?;
    let has_plan = !planned.slots.is_empty();
    let rehearsal = has_plan
        .then(|| plan::simulate(reader, round, &planned, &plan::SimulateOptions::default()))
        .transpose()?;
    let waiting = waiting::waiting(reader, round, &planned, &figures, rehearsal.as_ref())?;
    let mut missed = figures.untested.clone();
    if figures.unmarked > 0 {
        missed.insert("未登记".to_owned(), figures.unmarked);
    }
    // Offices that use no tubes have nothing to compare.
    let differences = match tubes::tubes(reader, round)?.is_empty() {
        true => Vec::new(),
        false => tubes::reconcile(reader, round)?.differences,
    };
    let (differences, not_handed): (Vec<_>, Vec<_>) =
        differences.into_iter().partition(|difference| difference.kind.is_wrong());
    let blocks = match round.kind {
        RoundKind::Antigen => antigen::antigen_log(reader, round)?.blocks,
        RoundKind::Nucleic => Vec::new(),
    };
    let kits_over = blocks.iter().map(|block| block.over).sum();
    let kits_missing = blocks.iter().map(|block| block.missing - block.over + block.outstanding).sum();
    let lessons = lessons(reader, round)?;
    let mut review = Review {
        round: round.number,
        kind: round.kind,
        date: round.day,
        planned_start: has_plan.then_some(planned.opens),
        started,
        finished,
        hours,
        untimed,
        expected: figures.expected,
        tested: figures.tested,
        missed,
        differences,
        kits_missing,
        kits_over,
        rehearsed_wait: rehearsal.map(|rehearsal| rehearsal.mean_wait),
        waiting,
        lessons,
        tomorrow: Vec::new(),
    };
    review.tomorrow = tomorrow(reader, round, office, &review, not_handed.len())?;
    Ok(review)
}

/// What is open, in words.
fn tomorrow(
    reader: Reader<'_>,
    round: &Round,
    office: &str,
    review: &Review,
    not_handed: usize,
) -> Result<Vec<String>> {
    let mut list = Vec::new();
    let mut note = |count: usize, say: &dyn Fn(usize) -> String| {
        if count > 0 {
            list.push(say(count));
        }
    };
    let calls = testing::calls(reader, round, &UntestedFilter::default())?;
    note(calls.iter().filter(|person| person.next_call.is_some()).count(), &|n| format!("还要打电话：{n}人"));
    note(calls.iter().filter(|person| person.escalated).count(), &|n| {
        format!("打了两次还没采，请楼组长或民警出面：{n}人")
    });
    note(testing::visits_asked(reader, round)?.len(), &|n| format!("请上门，还没采：{n}人"));
    note(testing::missed_count(reader, round)? as usize, &|n| format!("连续两轮未检，上门看看：{n}人"));
    let retest = tubes::retest(reader, round, None)?;
    let open =
        retest.iter().flat_map(|tube| &tube.people).filter(|p| p.in_pool && p.result.is_none()).count();
    note(open, &|n| format!("阳性管复采没有结果：{n}人"));
    note(review.differences.len(), &|n| format!("人、管、交接对不上：{n}处"));
    note(not_handed, &|n| format!("封好还没有交接：{n}管"));
    note(review.kits_missing as usize, &|n| format!("试剂发了没收回：{n}份"));
    note(review.kits_over as usize, &|n| format!("试剂收回的比发的多，请核对：{n}份"));
    note(antigen::follow_up(reader, round)?.len(), &|n| format!("抗原阳性，要单管核酸：{n}人"));
    let unsent = plan::notices(reader, round, office, None)?;
    note(unsent.iter().filter(|notice| notice.outdated).count(), &|n| {
        format!("安排变了，通知要重发：{n}栋楼")
    });
    list.extend(
        review
            .lessons
            .iter()
            .filter(|lesson| lesson.tomorrow && !lesson.done)
            .map(|lesson| lesson.text.clone()),
    );
    Ok(list)
}

fn lessons(reader: Reader<'_>, round: &Round) -> Result<Vec<Lesson>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id, text, tomorrow, done, who, at FROM lesson WHERE round_id = ?1 ORDER BY id",
        )?
        .query_map([round.id], |row| {
            Ok(Lesson {
                id: row.get("id")?,
                text: row.get("text")?,
                tomorrow: row.get("tomorrow")?,
                done: row.get("done")?,
                who: row.get("who")?,
                at: row.get("at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Writes a lesson under a round. Returns its row.
///
/// # Errors
/// [`Error::Refused`] for an empty one.
pub fn add_lesson(tx: &mut Tx<'_>, round: &Round, text: &str, tomorrow: bool, clock: Clock) -> Result<i64> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Refused("请写下内容。".into()));
    }
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO lesson (id, round_id, text, tomorrow, who, at)
             SELECT ?1, ?2, ?3, ?4, who, ?5 FROM operation WHERE id = ?6",
        )?
        .execute((id, round.id, text, tomorrow, clock.now_text(), tx.operation()))?;
    tx.summarise(format!("{}复盘：记一条", round.title()));
    Ok(id)
}

/// Ticks a lesson off, or takes the tick back.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn set_lesson_done(tx: &mut Tx<'_>, lesson: i64, done: bool) -> Result<()> {
    let sql = "UPDATE lesson SET done = ?2 WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((lesson, done))?, "复盘记录")
}
