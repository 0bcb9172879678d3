//! Answers to open questions 待定: keep what the office has, take what the ledger says, or make it another person.

use louce_core::questions::{self, Question, QuestionKind, QuestionState};
use louce_core::residents::{self, Field as Fact};
use louce_core::{Clock, Error, Office, Op, OpKind, Outcome, Result};

use super::apply::Intake;
use super::incoming::Incoming;

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// 保留原有
    Keep,
    /// 采用来件
    Take,
    /// 另立一人
    New,
}

impl Decision {
    /// In Chinese.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Keep => "保留原有",
            Self::Take => "采用来件",
            Self::New => "另立一人",
        }
    }
    pub(super) fn place(self) -> usize {
        match self {
            Self::Keep => 0,
            Self::Take => 1,
            Self::New => 2,
        }
    }
    fn state(self) -> QuestionState {
        match self {
            Self::Keep => QuestionState::Kept,
            Self::Take => QuestionState::Taken,
            Self::New => QuestionState::New,
        }
    }
}

/// What came of an answer.
#[derive(Debug, Clone, serde::Serialize, ts_rs::TS)]
pub struct Decided {
    /// The question.
    pub id: i64,
    /// How it stands now.
    pub state: QuestionState,
    /// The resident changed or made.
    pub resident: Option<i64>,
}

/// Carries out an answer as one operation.
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::Refused`] when it was answered already, or when "take" does not say of which of several people.
pub fn decide(
    office: &mut Office,
    question: i64,
    decision: Decision,
    resident: Option<i64>,
    clock: Clock,
) -> Result<Outcome<Decided>> {
    let asked = questions::get(office.reader(), question)?.ok_or(Error::NoSuch("待定问题"))?;
    if asked.state != QuestionState::Open {
        return Err(Error::Refused("这个待定问题已经决定过了；要改，请先撤销那次决定。".into()));
    }
    let office_name = office.name()?;
    let op = Op::new(OpKind::Decide, format!("待定问题 {question}：{}", decision.in_words()));
    office.transact(op, clock, |tx| {
        let mut intake = Intake::deciding(tx, &office_name, clock, decision)?;
        let resident = answer(&mut intake, &asked, decision, resident)?;
        Ok(Decided { id: question, state: decision.state(), resident })
    })
}

/// Carries out an answer inside an operation; says which resident it kept, changed or made.
pub(super) fn answer(
    intake: &mut Intake<'_, '_>,
    asked: &Question,
    decision: Decision,
    resident: Option<i64>,
) -> Result<Option<i64>> {
    let resident = match decision {
        Decision::Keep => asked.resident,
        Decision::Take => Some(take(intake, asked, resident)?),
        Decision::New => Some(make_new(intake, asked)?),
    };
    let at = intake.clock.now_text();
    questions::answer(intake.tx, asked.id, decision.state(), &at)?;
    Ok(resident)
}

fn make_new(intake: &mut Intake<'_, '_>, asked: &Question) -> Result<i64> {
    let mut row: Incoming = serde_json::from_str(&asked.incoming)?;
    // Two people never share a number: the new one keeps it as text to be cleared up.
    if let Some(number) = row.id_number().map(str::to_owned)
        && intake.index.by_id(&number).is_some()
    {
        row.facts.set(Fact::IdNumber, None);
        row.facts.set(Fact::IdRaw, Some(number));
    }
    intake.create(&row, None)
}

fn take(intake: &mut Intake<'_, '_>, asked: &Question, chosen: Option<i64>) -> Result<i64> {
    let row: Incoming = serde_json::from_str(&asked.incoming)?;
    let id = match (chosen, asked.candidates.as_slice()) {
        (Some(chosen), candidates) if candidates.contains(&chosen) => chosen,
        (Some(_), _) => return Err(Error::Refused("这个人不在待定问题的候选人中。".into())),
        (None, [only]) => *only,
        (None, _) => {
            return Err(Error::Refused("有几个候选人，请说明采用到哪一个人（--resident 编号）。".into()));
        }
    };
    match (asked.kind, asked.field.as_deref()) {
        (QuestionKind::Field, Some("address")) => move_in(intake, id, &row)?,
        (QuestionKind::Field, Some("presence")) => intake.take_presence(id, &row)?,
        (QuestionKind::Field, Some(code)) => {
            let field = Fact::from_column(code).ok_or(Error::Damaged("待定问题"))?;
            residents::set(intake.tx, id, field, asked.theirs.as_deref())?;
        }
        (QuestionKind::Field, None) => return Err(Error::Damaged("待定问题")),
        (QuestionKind::Who, _) => intake.overwrite(id, &row)?,
    }
    Ok(id)
}

fn move_in(intake: &mut Intake<'_, '_>, resident: i64, row: &Incoming) -> Result<()> {
    let door = row.door.as_ref().ok_or(Error::Damaged("待定问题"))?;
    let (room, _) = intake.index.make_room(intake.tx, door, row.room_label.as_deref())?;
    let (household, _) = intake.index.make_household(intake.tx, room, row.household_number.as_deref())?;
    residents::move_to(intake.tx, resident, household)
}

impl Intake<'_, '_> {
    /// Everything the row says replaces what the office has of this person; blanks never erase.
    fn overwrite(&mut self, resident: i64, row: &Incoming) -> Result<()> {
        for field in Fact::ALL.iter().copied() {
            if let Some(value) = row.facts.get(field) {
                residents::set(self.tx, resident, field, Some(value))?;
            }
        }
        if row.id_number().is_some() {
            residents::set(self.tx, resident, Fact::IdRaw, None)?;
        }
        // Of several answers, a later one may be about a newcomer of the same number.
        self.index.note(resident, &row.name_key, row.id_number(), row.birth(), None);
        self.add_all(resident, row)?;
        if row.door.is_some() { move_in(self, resident, row) } else { Ok(()) }
    }
}
