//! 不列应检: which reasons keep somebody who is registered out of 应检. A round's list is frozen by the rule of its day.

use serde::{Deserialize, Serialize};

use crate::populations::group_named;
use crate::store::{Error, Result};
use crate::values::PresenceState;

/// 不列应检
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Exclusions {
    /// Reasons that are allowed, by their Chinese names; of several that hold of somebody, where they are comes first, then the one
    /// that stands first here.
    pub reasons: Vec<String>,
}

/// What a reason means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// 外出、住院、居家隔离、集中隔离、闭环单位: where they are.
    State(PresenceState),
    /// 待转运: a single nucleic test was positive, and they were not taken away yet.
    AwaitingTransfer,
    /// 待复核: their tube was positive, and they were not tested alone yet.
    AwaitingReview,
    /// A special population 重点人群.
    Group(&'static str),
}

/// The states that can keep somebody out; who moved out or died is in no round anyway.
const STATES: [PresenceState; 5] = [
    PresenceState::Away,
    PresenceState::Hospital,
    PresenceState::HomeIsolation,
    PresenceState::CentralIsolation,
    PresenceState::ClosedLoop,
];

impl Reason {
    /// From its Chinese name.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        match name {
            "待转运" => Some(Self::AwaitingTransfer),
            "待复核" => Some(Self::AwaitingReview),
            _ => match STATES.into_iter().find(|state| state.name() == name) {
                Some(state) => Some(Self::State(state)),
                None => group_named(name).ok().map(Self::Group),
            },
        }
    }
}

impl Exclusions {
    /// Every reason that is understood, in order.
    pub fn understood(&self) -> impl Iterator<Item = (&str, Reason)> {
        self.reasons.iter().filter_map(|name| Some((name.trim(), Reason::parse(name)?)))
    }

    pub(super) fn check(&self) -> Result<()> {
        match self.reasons.iter().find(|name| Reason::parse(name).is_none()) {
            None => Ok(()),
            Some(name) => {
                let states = STATES.map(PresenceState::name).join("、");
                Err(Error::Refused(format!(
                    "“{name}”不能作为不列应检的原因：可以写{states}、待转运、待复核，或者一类重点人群。没有保存。"
                )))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_where_somebody_is_what_a_test_said_or_a_group() {
        assert_eq!(Reason::parse("住院"), Some(Reason::State(PresenceState::Hospital)));
        assert_eq!(Reason::parse(" 待复核 "), Some(Reason::AwaitingReview));
        assert_eq!(Reason::parse("婴幼儿"), Some(Reason::Group("婴幼儿")));
        assert_eq!((Reason::parse("在住"), Reason::parse("死亡"), Reason::parse("嫌远")), (None, None, None));
    }
}
