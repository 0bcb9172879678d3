//! One change for many people at once 批量修改 on the wire: one operation, whoever cannot be changed listed with the reason.

use std::collections::HashSet;

use louce_core::residents::{self, Done, Field, ForMany, NewPresence, NewTag};
use louce_core::values::{Day, PresenceState, TagKind};
use louce_core::{Error, Op, OpKind};
use louce_sheets::import::Progress;
use serde::Deserialize;

use crate::edits::check_days;
use crate::{Session, WireError};

/// Most people at once.
const MOST: usize = 5_000;
/// People between two words of progress.
const STRIDE: usize = 50;

/// What is to be changed.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub enum PeopleChange {
    /// 标注重点类别
    Tag {
        /// Which.
        tag: TagKind,
        /// First day; without it today.
        #[serde(default)]
        since: Option<Day>,
        /// First day on which it no longer holds.
        #[serde(default)]
        until: Option<Day>,
        /// Who or what said so.
        #[serde(default)]
        evidence: Option<String>,
        /// Due date, medicine, diagnosis …
        #[serde(default)]
        data: Option<String>,
    },
    /// 取消重点类别
    Untag {
        /// Which.
        tag: TagKind,
        /// First day on which it no longer holds; without it today.
        #[serde(default)]
        on: Option<Day>,
    },
    /// 在住状态
    Presence {
        /// 在住 for who is back.
        state: PresenceState,
        /// First day; without it today.
        #[serde(default)]
        since: Option<Day>,
        /// First day on which it no longer holds.
        #[serde(default)]
        until: Option<Day>,
        /// 隔离点, 医院, 单位
        #[serde(default)]
        place: Option<String>,
        /// 原因
        #[serde(default)]
        reason: Option<String>,
    },
    /// 迁出
    MoveOut {
        /// First day away; without it today.
        #[serde(default)]
        since: Option<Day>,
        /// 去向
        #[serde(default)]
        place: Option<String>,
        /// 原因
        #[serde(default)]
        reason: Option<String>,
    },
    /// 今天核实过
    Verified {},
    /// 备注后面加一句
    Remark {
        /// What is added.
        text: String,
    },
}

/// Whom to change, and how.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PeopleChangeRequest {
    /// At most 5,000.
    pub residents: Vec<i64>,
    /// How.
    pub change: PeopleChange,
}

/// Somebody who was left as they are.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct RefusedPerson {
    /// Row.
    pub resident: i64,
    /// 姓名; "" when they are no longer there.
    pub name: String,
    /// In Chinese.
    pub why: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct PeopleChanged {
    /// The operation, to be undone by; null when nothing changed.
    pub operation: Option<i64>,
    /// How it stands in the list of operations.
    pub summary: String,
    /// People changed.
    pub changed: u32,
    /// People of whom it was known already.
    pub unchanged: u32,
    /// People who could not be changed.
    pub refused: Vec<RefusedPerson>,
}

/// Changes many people as one operation.
///
/// # Errors
/// `refused` for nobody, too many, a tag that follows from age, an empty remark or an end before the beginning; `cancelled`. Nothing
/// is changed then.
pub fn people_change(
    session: &mut Session<'_>,
    request: PeopleChangeRequest,
) -> Result<PeopleChanged, WireError> {
    let mut seen = HashSet::new();
    let people: Vec<i64> = request.residents.into_iter().filter(|id| seen.insert(*id)).collect();
    if people.is_empty() {
        return Err(Error::Refused("没有选择住户。".into()).into());
    }
    if people.len() > MOST {
        return Err(Error::Refused(format!("一次最多改{MOST}人，请分几次选。")).into());
    }
    let (clock, who) = (session.clock, session.office.who().to_owned());
    let today = clock.today();
    let (change, words) = change(&request.change, today, &who)?;
    let progress = &mut *session.progress;
    let mut done = PeopleChanged {
        operation: None,
        summary: String::new(),
        changed: 0,
        unchanged: 0,
        refused: Vec::new(),
    };
    let op = Op::new(OpKind::Edit, words.clone());
    let outcome = session.office.transact(op, clock, |tx| {
        let mut first = String::new();
        for (at, resident) in people.iter().enumerate() {
            let step = Progress { label: "批量修改", done: at as u64, total: people.len() as u64 };
            if at % STRIDE == STRIDE - 1 && progress(step).is_break() {
                return Err(Error::Cancelled);
            }
            let known = residents::get(tx.reader(), *resident)?;
            let name =
                known.and_then(|known| known.facts.get(Field::Name).map(str::to_owned)).unwrap_or_default();
            match residents::change(tx, *resident, &change, today)? {
                Done::Changed if done.changed == 0 => {
                    done.changed = 1;
                    first = name;
                }
                Done::Changed => done.changed += 1,
                Done::Known => done.unchanged += 1,
                Done::Refused(why) => {
                    done.refused.push(RefusedPerson { resident: *resident, name, why: why.to_owned() });
                }
            }
        }
        let people = if done.changed == 1 { first } else { format!("{}人", done.changed) };
        done.summary = format!("{people}{words}");
        tx.summarise(done.summary.clone());
        Ok(())
    })?;
    done.operation = outcome.operation;
    Ok(done)
}

/// The change as core takes it, and what the list of operations says behind the names.
fn change<'a>(asked: &'a PeopleChange, today: Day, who: &'a str) -> Result<(ForMany<'a>, String), WireError> {
    let iso = |day: Option<Day>| day.map(|day| day.to_string());
    let from = |day: Option<Day>| Some(day.unwrap_or(today).to_string());
    Ok(match asked {
        PeopleChange::Tag { tag, since, until, evidence, data } => {
            if matches!(tag, TagKind::Over65 | TagKind::Over80) {
                return Err(Error::Refused(format!("“{tag}”由出生日期得出，不用标注。")).into());
            }
            check_days(since.unwrap_or(today), *until)?;
            let new = NewTag {
                kind: tag.code(),
                since: iso(*since),
                until: iso(*until),
                evidence: Some(evidence.as_deref().unwrap_or("手工标注")),
                data: data.as_deref(),
                ..NewTag::default()
            };
            (ForMany::Tag(new), format!("标注“{tag}”"))
        }
        PeopleChange::Untag { tag, on } => {
            (ForMany::Untag(tag.code(), on.unwrap_or(today)), format!("取消“{tag}”"))
        }
        PeopleChange::Presence { state, since, until, place, reason } => {
            check_days(since.unwrap_or(today), *until)?;
            let new = NewPresence {
                state: *state,
                since: from(*since),
                until: iso(*until),
                place: place.as_deref(),
                room: None,
                reason: reason.as_deref(),
                source: Some("手工登记"),
            };
            (ForMany::Presence(new), format!("：{}", state.name()))
        }
        PeopleChange::MoveOut { since, place, reason } => {
            let new = NewPresence {
                state: PresenceState::MovedOut,
                since: from(*since),
                until: None,
                place: place.as_deref(),
                room: None,
                reason: reason.as_deref(),
                source: Some("手工登记"),
            };
            (ForMany::Presence(new), "迁出".into())
        }
        PeopleChange::Verified {} => (ForMany::Verified(who), "今天核实过".into()),
        PeopleChange::Remark { text } => {
            let text = text.trim();
            if text.is_empty() {
                return Err(Error::Refused("请填写要加的备注。".into()).into());
            }
            (ForMany::Remark(text), "加了备注".into())
        }
    })
}
