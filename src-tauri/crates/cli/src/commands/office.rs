//! The office file itself: 新建、操作记录、撤销、恢复、变动、检查.

use std::path::Path;
use std::process::ExitCode;

use louce_api::households::HouseholdRequest;
use louce_api::operations::{self, ChangesRequest, HistoryRequest, OperationRequest};
use louce_api::{Nothing, check};
use louce_core::history::{Change, ColumnChange, HouseholdChange, RecordChange, table_title};
use louce_core::store::Moved;
use louce_core::{KeptWhy, Operation, RowAction};
use serde_json::json;

use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;

/// `louce init`
pub fn init(desk: &DeskArgs, path: &Path, name: &str, out: &mut Out) -> Result<(), Failure> {
    let office = desk.create(path, name)?;
    let name = office.name()?;
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    out.either(&json!({"office": place, "name": name}), |out| {
        out.say(format!("已新建“{name}”的工作文件：{}", place.display()))?;
        out.say("请妥善保管口令：资料用它加密，忘记口令就再也打不开。")
    })
}

/// `louce log`
pub fn log(desk: &DeskArgs, path: &Path, out: &mut Out) -> Result<(), Failure> {
    desk.within(path, |session| {
        let found = operations::log(session, Nothing {})?;
        let mut rows = out.rows(&["编号", "时间", "经办人", "改动行数", "操作"], operation_cells);
        found.iter().try_for_each(|operation| rows.push(operation))?;
        rows.finish(|count| format!("共 {count} 条操作记录"))
    })
}

fn operation_cells(operation: &Operation) -> Vec<String> {
    let taken_back = if operation.stands { "" } else { "（已撤销）" };
    vec![
        operation.id.to_string(),
        operation.at.clone(),
        operation.who.clone(),
        operation.changes.to_string(),
        format!("{}{taken_back}", operation.summary),
    ]
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 撤销
    Undo,
    /// 恢复
    Redo,
}

/// `louce undo`, `louce redo`
pub fn reverse(
    desk: &DeskArgs,
    path: &Path,
    operation: Option<i64>,
    way: Way,
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within(path, |session| {
        let request = OperationRequest { operation };
        let (done, verb) = match way {
            Way::Undo => (operations::undo(session, request)?, "已撤销"),
            Way::Redo => (operations::redo(session, request)?, "已恢复"),
        };
        out.either(&done, |out| {
            let subject = done.reversed.summary.strip_prefix("撤销：").unwrap_or(&done.reversed.summary);
            out.say(format!("{verb}：{subject}"))?;
            if done.kept.is_empty() {
                return Ok(());
            }
            out.say(format!("有 {} 处没有动，因为：", done.kept.len()))?;
            let row = |kept: &louce_core::Kept| {
                let why = match kept.why {
                    KeptWhy::EditedLater => "后来又改过",
                    KeptWhy::DeletedLater => "后来已删除",
                    KeptWhy::NeededByLater => "后来的资料还要用到",
                };
                vec![table_title(&kept.table).to_owned(), kept.id.to_string(), why.to_owned()]
            };
            out.table(&["资料", "编号", "原因"], done.kept.iter().map(row))
        })
    })
}

/// `louce history`
pub fn history(desk: &DeskArgs, path: &Path, resident: i64, out: &mut Out) -> Result<(), Failure> {
    desk.within(path, |session| {
        let changes = operations::history(session, HistoryRequest { resident })?;
        out.either(&changes, |out| {
            for of_one in changes.chunk_by(|a, b| a.operation.id == b.operation.id) {
                let Some(Change { operation, .. }) = of_one.first() else { continue };
                out.say(format!("{}  {}  {}", operation.at, operation.who, operation.summary))?;
                let rows = of_one.iter().flat_map(|change| cells("  ", &change.record));
                out.table(&["  资料", "项目", "原来", "改为"], rows)?;
            }
            Ok(())
        })
    })
}

/// `louce history --household`
pub fn household_history(desk: &DeskArgs, path: &Path, household: i64, out: &mut Out) -> Result<(), Failure> {
    desk.within(path, |session| {
        let changes = operations::household_history(
            session,
            HouseholdRequest { household: Some(household), resident: None },
        )?;
        out.either(&changes, |out| {
            for of_one in changes.chunk_by(|a, b| a.operation.id == b.operation.id) {
                let Some(HouseholdChange { operation, .. }) = of_one.first() else { continue };
                out.say(format!("{}  {}  {}", operation.at, operation.who, operation.summary))?;
                out.table(&["  资料", "", "谁", "改动"], of_one.iter().map(of_household))?;
            }
            Ok(())
        })
    })
}

fn of_household(change: &HouseholdChange) -> Vec<String> {
    let mut row = changed(&change.record);
    row[0].insert_str(0, "  ");
    match change.moved {
        Some(Moved::In) => row[1] = "搬入".to_owned(),
        Some(Moved::Out) => row[1] = "搬出".to_owned(),
        None => {}
    }
    row
}

fn cells(indent: &str, change: &RecordChange) -> impl Iterator<Item = Vec<String>> {
    change.columns.iter().map(move |column| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            format!("{indent}{}", change.title),
            column.title.to_owned(),
            text(&column.old),
            text(&column.new),
        ]
    })
}

/// Records asked for at once.
const PAGE: u32 = 500;

/// `louce log show`
pub fn changes(desk: &DeskArgs, path: &Path, operation: i64, out: &mut Out) -> Result<(), Failure> {
    desk.within(path, |session| {
        let mut rows = out.rows(&["资料", "", "谁、哪里", "改动"], changed);
        let mut after = None;
        loop {
            let request = ChangesRequest { operation, after, limit: PAGE };
            let page = operations::changes(session, request)?;
            page.changes.iter().try_for_each(|change| rows.push(change))?;
            after = page.next;
            if after.is_none() {
                return rows.finish(|count| format!("共 {count} 处"));
            }
        }
    })
}

/// "姓名：王小明 → 王晓明；性别：男"
fn changed(change: &RecordChange) -> Vec<String> {
    let cell = |column: &ColumnChange| match (&column.old, &column.new) {
        (None, new) => format!("{}：{}", column.title, new.as_deref().unwrap_or_default()),
        (Some(old), new) => {
            format!("{}：{old} → {}", column.title, new.as_deref().unwrap_or("（空）"))
        }
    };
    let action = match change.action {
        RowAction::Insert => "新增",
        RowAction::Update => "修改",
        RowAction::Delete => "去掉",
    };
    let who = format!("{} {}", change.record, change.door.as_deref().unwrap_or_default());
    vec![
        change.title.to_owned(),
        action.to_owned(),
        who.trim().to_owned(),
        change.columns.iter().map(cell).collect::<Vec<_>>().join("；"),
    ]
}

/// `louce check`: exit code 1 when something is wrong.
pub fn check(desk: &DeskArgs, path: &Path, out: &mut Out) -> Result<ExitCode, Failure> {
    let found = desk.within(path, |session| Ok(check::check(session, Nothing {})?))?;
    out.either(&found, |out| {
        if found.ok {
            return out.say("完好：文件、索引、操作记录和资料都没有发现问题。");
        }
        found.problems.iter().try_for_each(|problem| out.say(format!("· {}", problem.message)))
    })?;
    if !found.ok {
        out.finish()?;
        out.complain(&format!("检查没有通过：发现 {} 种问题。", found.problems.len()));
    }
    Ok(if found.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
