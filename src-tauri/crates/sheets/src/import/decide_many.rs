//! Answers to many open questions 待定 at once, by rule: all of a kind, a field, a ledger or a selection, as one operation. What cannot be
//! answered so is left open, with the reason.

use std::collections::HashMap;
use std::ops::ControlFlow;

use louce_core::questions::{self, Question, QuestionKind, Which};
use louce_core::residents;
use louce_core::{Clock, Error, Office, Op, OpKind, Outcome, Result};

use super::Progress;
use super::apply::Intake;
use super::decide::{Decision, answer};
use super::incoming::Incoming;

/// Questions between two words of progress.
const STRIDE: usize = 20;

/// The same answer for many questions.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Which questions.
    pub which: Which,
    /// The answer.
    pub decision: Decision,
}

/// A question that was left open.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct LeftOpen {
    /// The question.
    pub id: i64,
    /// Whom it is about: "张三，12号301室", or what the ledger says.
    pub about: String,
    /// Ledger file.
    pub file: String,
    /// Sheet in it.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// Why, in Chinese.
    pub why: String,
}

/// What came of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedMany {
    /// Questions answered.
    pub decided: u32,
    /// Questions that were not.
    pub left: Vec<LeftOpen>,
    /// "12 个保留原有，3 个采用来件"; "" when none was answered.
    pub in_words: String,
}

/// Answers all open questions that a rule means, as one operation.
///
/// # Errors
/// [`Error::Refused`] when it means none; [`Error::Cancelled`]. Nothing is changed then.
pub fn decide_many(
    office: &mut Office,
    rule: &Rule,
    clock: Clock,
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Outcome<DecidedMany>> {
    let asked = questions::open(office.reader(), |question| rule.which.means(question))?;
    if asked.is_empty() {
        return Err(Error::Refused("没有这样的待定问题。".into()));
    }
    let office_name = office.name()?;
    office.transact(Op::new(OpKind::Decide, "待定问题"), clock, |tx| {
        let mut intake = Intake::deciding(tx, &office_name, clock, rule.decision)?;
        let done = by_rules(&mut intake, &asked, std::slice::from_ref(rule), progress)?;
        tx.summarise(format!("待定问题：{}", done.in_words));
        Ok(done)
    })
}

/// Answers each question by the first rule that means it; those that none means stay open.
pub(super) fn by_rules(
    intake: &mut Intake<'_, '_>,
    asked: &[Question],
    rules: &[Rule],
    progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<DecidedMany> {
    let rule_of = |question: &Question| rules.iter().find(|rule| rule.which.means(question));
    let meant: Vec<(&Question, Decision)> =
        asked.iter().filter_map(|question| Some((question, rule_of(question)?.decision))).collect();
    let mut says = HashMap::<Subject, u32>::new();
    for (question, decision) in &meant {
        if let Some(subject) = subject(question, *decision)? {
            *says.entry(subject).or_default() += 1;
        }
    }
    let mut done = DecidedMany::default();
    let mut counts = [0u32; 3];
    for (at, (question, decision)) in meant.iter().enumerate() {
        let step = Progress { label: "决定待定问题", done: at as u64, total: meant.len() as u64 };
        if at % STRIDE == 0 {
            intake.tx.breathe()?;
            if progress(step).is_break() {
                return Err(Error::Cancelled);
            }
        }
        let said = subject(question, *decision)?.and_then(|subject| says.get(&subject)).copied();
        match obstacle(intake, question, *decision, said.unwrap_or(0))? {
            Some(why) => done.left.push(left_open(intake, question, why)?),
            None => {
                answer(intake, question, *decision, None)?;
                done.decided += 1;
                counts[decision.place()] += 1;
            }
        }
    }
    let words =
        [Decision::Keep, Decision::Take, Decision::New].map(|decision| (decision, counts[decision.place()]));
    done.in_words = words
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(decision, count)| format!("{count} 个{}", decision.in_words()))
        .collect::<Vec<_>>()
        .join("，");
    Ok(done)
}

/// What two ledgers may say different things of.
#[derive(PartialEq, Eq, Hash)]
enum Subject {
    /// A person's field; "" for all of the person.
    Known(i64, String),
    /// A name behind a door.
    Newcomer(String, String),
}

/// What an answer settles; nothing when it leaves the office as it is.
fn subject(question: &Question, decision: Decision) -> Result<Option<Subject>> {
    Ok(match (decision, question.candidates.as_slice()) {
        (Decision::Keep, _) => None,
        (Decision::Take, [only]) => Some(Subject::Known(*only, question.field.clone().unwrap_or_default())),
        (Decision::Take, _) => None,
        (Decision::New, _) => {
            let row: Incoming = serde_json::from_str(&question.incoming)?;
            let door = row.door.as_ref().map_or_else(|| row.address_raw.clone(), |door| door.label());
            Some(Subject::Newcomer(row.name_key, door))
        }
    })
}

/// Why a question cannot be answered so. Found out before anything is written: those before and after it stand.
fn obstacle(
    intake: &Intake<'_, '_>,
    question: &Question,
    decision: Decision,
    said: u32,
) -> Result<Option<&'static str>> {
    Ok(match decision {
        Decision::Keep => None,
        Decision::Take => match question.candidates.as_slice() {
            [only] if residents::get(intake.tx.reader(), *only)?.is_none() => Some("这个人已不在底册里"),
            [_] if said > 1 => Some("几份来件对同一个人有不同的说法"),
            [_] => None,
            [] => Some("底册里没有可以采用到的人"),
            _ => Some("有几个候选人，要说明是哪一个"),
        },
        Decision::New => match (question.kind, question.field.as_deref()) {
            (QuestionKind::Field, field) if !matches!(field, Some("name" | "id_number")) => {
                Some("问的是同一个人的资料，不能另立一人")
            }
            _ if said > 1 => Some("几行来件可能是同一个新人"),
            _ => None,
        },
    })
}

fn left_open(intake: &Intake<'_, '_>, question: &Question, why: &str) -> Result<LeftOpen> {
    let named = questions::get(intake.tx.reader(), question.id)?.and_then(|question| question.who);
    Ok(LeftOpen {
        id: question.id,
        about: named.or_else(|| question.theirs.clone()).unwrap_or_default(),
        file: question.file.clone(),
        sheet: question.sheet.clone(),
        row: question.row,
        why: why.to_owned(),
    })
}
