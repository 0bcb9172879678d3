//! One change for many people: each is looked at alone, and says whether it was changed, known already, or cannot be changed and why.

use super::attributes::{NewPresence, NewTag, end_tag, state_tag};
use super::edit::{provenance, verify};
use super::facts::{Field, get, set};
use super::presence::{add_presence, state_on_day};
use crate::store::{Error, Result, Tx};
use crate::values::{Day, PresenceState};

/// What is changed.
#[derive(Debug, Clone)]
pub enum ForMany<'a> {
    /// 标注; without a beginning today.
    Tag(NewTag<'a>),
    /// 取消标注, from a day on.
    Untag(&'a str, Day),
    /// 在住状态
    Presence(NewPresence<'a>),
    /// 今天核实过, by whom.
    Verified(&'a str),
    /// Added to the remark.
    Remark(&'a str),
}

/// What came of it for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Changed.
    Changed,
    /// It was so already.
    Known,
    /// Left alone; why, in Chinese.
    Refused(&'static str),
}

/// Changes one person.
///
/// # Errors
/// As any write.
pub fn change(tx: &mut Tx<'_>, resident: i64, change: &ForMany<'_>, today: Day) -> Result<Done> {
    let Some(known) = get(tx.reader(), resident)? else {
        return Ok(Done::Refused("名册里已经没有这个人了。"));
    };
    let done = |changed| if changed { Done::Changed } else { Done::Known };
    Ok(match change {
        ForMany::Tag(new) => done(state_tag(tx, resident, new, today)?),
        ForMany::Untag(kind, on) => match end_tag(tx, resident, kind, *on) {
            Ok(()) => Done::Changed,
            Err(Error::NoSuch(_)) => Done::Refused("没有标注过这一类。"),
            Err(error) => return Err(error),
        },
        ForMany::Presence(new) => {
            let state = state_on_day(tx.reader(), resident, today)?;
            match state {
                PresenceState::Deceased if new.state != state => Done::Refused("已登记死亡。"),
                PresenceState::MovedOut if new.state == state => Done::Refused("已经迁出。"),
                _ => done(add_presence(tx, resident, new, today)?),
            }
        }
        ForMany::Verified(by) => {
            let before = provenance(tx.reader(), resident)?;
            let on = today.to_string();
            if before.verified_on.as_deref() == Some(&on) && before.verified_by.as_deref() == Some(by) {
                return Ok(Done::Known);
            }
            verify(tx, resident, today, by)?;
            Done::Changed
        }
        ForMany::Remark(text) => {
            let remark = match known.facts.get(Field::Remark) {
                Some(remark) if remark.contains(text) => return Ok(Done::Known),
                Some(remark) => format!("{remark}；{text}"),
                None => (*text).to_owned(),
            };
            set(tx, resident, Field::Remark, Some(&remark))?;
            Done::Changed
        }
    })
}
