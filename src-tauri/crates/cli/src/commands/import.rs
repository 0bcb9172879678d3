//! 导入、待定.

use std::path::Path;

use louce_api::import::{ImportAnswer, ImportRequest};
use louce_api::questions::{self, ConflictsRequest, DecideRequest, DecideRule};
use louce_core::questions::{Question, QuestionKind, QuestionState};
use louce_sheets::import::{LeftOpen, Outcome, RowEntry};

use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;

/// Rows shown to people; all of them are in the JSON and in the workbook of rejects.
const SHOWN: usize = 40;

/// `louce import`
pub fn import(desk: &DeskArgs, office: &Path, request: ImportRequest, out: &mut Out) -> Result<(), Failure> {
    let answer = desk.within_watched(office, |session| Ok(louce_api::import::import(session, request)?))?;
    out.either(&answer, |out| tell(&answer, out))
}

fn tell(answer: &ImportAnswer, out: &mut Out) -> Result<(), Failure> {
    let report = &answer.report;
    let head = if answer.dry_run { "试导入（没有改动任何内容）" } else { "导入完成" };
    out.say(format!(
        "{head}：{}；一致 {} 人，需要核对 {} 行。",
        report.in_words(),
        report.unchanged,
        report.flagged
    ))?;
    for sheet in report.sheets.iter().filter(|sheet| sheet.skipped.is_some()) {
        let why = sheet.skipped.as_deref().unwrap_or_default();
        out.say(format!("没有导入：{} / {}（{why}）", sheet.file, sheet.sheet))?;
    }
    for sheet in &report.sheets {
        for note in &sheet.notes {
            out.say(format!("请注意：{} / {}：{note}。", sheet.file, sheet.sheet))?;
        }
    }
    let of_note = |row: &RowEntry<'_>| {
        let quiet = matches!(row.outcome, Outcome::Skipped | Outcome::EmptyRoom | Outcome::Building);
        matches!(row.outcome, Outcome::Conflict | Outcome::Rejected) || (!quiet && !row.reasons.is_empty())
    };
    let rows = || report.rows().filter(of_note).filter(|row| !only_tells_the_match(row));
    let cells = |row: RowEntry<'_>| {
        vec![
            row.file.to_owned(),
            row.sheet.to_owned(),
            row.row.to_string(),
            outcome_name(row.outcome).to_owned(),
            row.reasons.join("；"),
        ]
    };
    out.table(&["文件", "工作表", "行", "结果", "原因"], rows().take(SHOWN).map(cells))?;
    let more = rows().count().saturating_sub(SHOWN);
    if more > 0 {
        out.say(format!("……还有 {more} 行，用 --json 看全部。"))?;
    }
    if report.conflicts > 0 {
        out.say("待定的问题用 louce conflicts 查看，用 louce conflicts decide 决定。")?;
    }
    match (&report.rejects_file, report.operation) {
        (Some(file), _) => out.say(format!("退回的行写在：{}", file.display()))?,
        (None, _) if report.rejected > 0 => out.say("退回的行可用 --rejects 写成表格，改好再导入。")?,
        _ => {}
    }
    match report.operation {
        Some(operation) => out.say(format!("操作编号 {operation}，可用 louce undo 撤销。")),
        None => Ok(()),
    }
}

/// Whom a row was matched to is worth telling, but not among what needs an eye.
fn only_tells_the_match(row: &RowEntry<'_>) -> bool {
    matches!(row.outcome, Outcome::Updated | Outcome::Unchanged)
        && row.reasons.iter().all(|reason| reason.starts_with("按"))
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "新增",
        Outcome::Updated => "改动",
        Outcome::Unchanged => "一致",
        Outcome::Conflict => "待定",
        Outcome::Rejected => "退回",
        Outcome::EmptyRoom => "空房",
        Outcome::Building => "楼栋",
        Outcome::Skipped => "跳过",
    }
}

/// `louce conflicts`
pub fn conflicts(desk: &DeskArgs, office: &Path, all: bool, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let found = questions::list(session, ConflictsRequest { all })?;
        let headers = ["编号", "问题", "底册", "来件", "来自", "状态"];
        let mut rows = out.rows(&headers, question_cells);
        found.iter().try_for_each(|question| rows.push(question))?;
        rows.finish(|count| match count {
            0 => "没有待定的问题。".to_owned(),
            _ => format!("共 {count} 个。决定：louce conflicts decide --office 文件 编号 keep（保留原有）|take（采用来件）|new（另立一人）"),
        })
    })
}

fn question_cells(question: &Question) -> Vec<String> {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let ours = match (question.kind, question.candidates.as_slice()) {
        (QuestionKind::Who, candidates) => {
            candidates.iter().map(|id| format!("住户 {id}")).collect::<Vec<_>>().join("、")
        }
        (QuestionKind::Field, _) => side(&question.ours),
    };
    vec![
        question.id.to_string(),
        question.reason.clone(),
        ours,
        side(&question.theirs),
        format!("{} / {} / 第{}行", question.file, question.sheet, question.row),
        state_name(question.state).to_owned(),
    ]
}

fn state_name(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Open => "待定",
        QuestionState::Kept => "已保留原有",
        QuestionState::Taken => "已采用来件",
        QuestionState::New => "已另立一人",
    }
}

/// `louce conflicts decide`
pub fn decide(desk: &DeskArgs, office: &Path, request: DecideRequest, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let decided = questions::decide(session, request)?;
        out.either(&decided, |out| {
            let whom = decided.resident.map(|id| format!("，住户 {id}")).unwrap_or_default();
            out.say(format!("待定问题 {}：{}{whom}。", decided.id, state_name(decided.state)))
        })
    })
}

/// `louce conflicts decide --all`
pub fn decide_many(desk: &DeskArgs, office: &Path, rule: DecideRule, out: &mut Out) -> Result<(), Failure> {
    let done = desk.within_watched(office, |session| Ok(questions::decide_many(session, rule)?))?;
    out.either(&done, |out| {
        match done.operation {
            Some(operation) => {
                out.say(format!(
                    "决定了待定问题：{}。操作编号 {operation}，可用 louce undo 撤销。",
                    done.in_words
                ))?;
            }
            None => out.say("一个也没有决定。")?,
        }
        if done.left.is_empty() {
            return Ok(());
        }
        out.say(format!("还有 {} 个没有决定，留在待定里：", done.left.len()))?;
        let row = |left: &LeftOpen| {
            let from = format!("{} / {} / 第{}行", left.file, left.sheet, left.row);
            vec![left.id.to_string(), left.about.clone(), from, left.why.clone()]
        };
        out.table(&["编号", "谁", "来自", "原因"], done.left.iter().map(row))
    })
}
