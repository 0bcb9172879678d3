//! Open questions 待定 on the wire.

use louce_core::questions::{self, Question, QuestionState, Which};
use louce_core::residents::Field;
use louce_sheets::import::{self, Decision, LeftOpen, Rule};
use serde::{Deserialize, Serialize};

use crate::{Session, WireError};

/// Which questions.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(default, deny_unknown_fields)]
pub struct ConflictsRequest {
    /// Decided ones too.
    pub all: bool,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 保留原有
    Keep,
    /// 采用来件
    Take,
    /// 另立一人
    New,
}

impl From<Answer> for Decision {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Keep => Self::Keep,
            Answer::Take => Self::Take,
            Answer::New => Self::New,
        }
    }
}

/// The same answer for many questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct DecideRule {
    /// Which questions.
    pub which: Which,
    /// The answer.
    pub decision: Answer,
}

impl From<&DecideRule> for Rule {
    fn from(rule: &DecideRule) -> Self {
        Self { which: rule.which.clone(), decision: rule.decision.into() }
    }
}

/// What is decided.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct DecideRequest {
    /// The question.
    pub id: i64,
    /// The answer.
    pub decision: Answer,
    /// Whom "take" means, when there are several candidates.
    #[serde(default)]
    pub resident: Option<i64>,
}

/// A question decided.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Decided {
    /// The question.
    pub id: i64,
    /// How it stands now.
    pub state: QuestionState,
    /// The resident changed or made.
    pub resident: Option<i64>,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// Many questions decided.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct DecidedMany {
    /// The operation, which can be undone; null when none was decided.
    pub operation: Option<i64>,
    /// "12 个保留原有"
    pub in_words: String,
    /// Questions decided.
    pub decided: u32,
    /// Questions that could not be decided so, and stay open.
    pub left: Vec<LeftOpen>,
}

/// Questions, oldest first.
///
/// # Errors
/// As any query.
pub fn list(session: &mut Session<'_>, request: ConflictsRequest) -> Result<Vec<Question>, WireError> {
    let mut found = questions::list(session.office.reader(), !request.all)?;
    for question in &mut found {
        if let Some(field) = question.field.as_deref().and_then(Field::from_column) {
            for value in [&mut question.ours, &mut question.theirs].into_iter().flatten() {
                *value = field.in_words(value).into_owned();
            }
        }
    }
    Ok(found)
}

/// Decides a question as one operation.
///
/// # Errors
/// `no_such`; `refused` when it was decided already or when it must be said who is meant.
pub fn decide(session: &mut Session<'_>, request: DecideRequest) -> Result<Decided, WireError> {
    let decision = request.decision.into();
    let outcome = import::decide(session.office, request.id, decision, request.resident, session.clock)?;
    let import::Decided { id, state, resident } = outcome.value;
    Ok(Decided { id, state, resident, operation: outcome.operation })
}

/// Decides all questions that are meant as one operation.
///
/// # Errors
/// `refused` when none is meant; `cancelled`. Nothing is changed then.
pub fn decide_many(session: &mut Session<'_>, request: DecideRule) -> Result<DecidedMany, WireError> {
    let outcome = import::decide_many(session.office, &(&request).into(), session.clock, session.progress)?;
    let import::DecidedMany { decided, left, in_words } = outcome.value;
    Ok(DecidedMany { operation: outcome.operation, in_words, decided, left })
}
