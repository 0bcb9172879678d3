//! The office file itself: 新建、操作记录、撤销、恢复、变动、检查.

use std::path::Path;
use std::process::ExitCode;

use louce_api::operations::{self, HistoryRequest, OperationRequest};
use louce_api::{Nothing, check};
use louce_core::values::{IdType, PresenceState, TagKind};
use louce_core::{Change, ColumnChange, KeptWhy, Operation};
use serde_json::{Value, json};

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
                vec![table_name(&kept.table).to_owned(), kept.id.to_string(), why.to_owned()]
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
                out.table(&["  资料", "项目", "原来", "改为"], of_one.iter().flat_map(change_rows))?;
            }
            Ok(())
        })
    })
}

fn change_rows(change: &Change) -> impl Iterator<Item = Vec<String>> {
    // Keys tell people nothing.
    let told =
        change.columns.iter().filter(|column| column.column != "id" && !column.column.ends_with("_id"));
    told.map(|column| {
        vec![
            format!("  {}", table_name(&change.table)),
            column_name(&change.table, &column.column).to_owned(),
            text(change, column, &column.old),
            text(change, column, &column.new),
        ]
    })
}

/// A stored value as people read it: codes by their Chinese names.
fn text(change: &Change, column: &ColumnChange, value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.as_str(),
        other => return other.to_string(),
    };
    let named = match (change.table.as_str(), column.column.as_str()) {
        ("resident", "id_type") => IdType::from_code(text).map(|kind| kind.to_string()),
        ("presence", "state") => PresenceState::from_code(text).map(|state| state.name().to_owned()),
        ("tag", "kind") => TagKind::from_code(text).map(|kind| kind.name().to_owned()),
        ("round_person", "result") => match text {
            "tested" => Some("已检".to_owned()),
            "untested" => Some("未检".to_owned()),
            _ => None,
        },
        _ => None,
    };
    named.unwrap_or_else(|| text.to_owned())
}

fn table_name(table: &str) -> &str {
    match table {
        "resident" => "住户",
        "phone" => "电话",
        "presence" => "在住状态",
        "tag" => "重点类别",
        "contact" => "联系人",
        "household" => "户",
        "room" => "房屋",
        "building" => "楼栋",
        "area" => "小区网格",
        "responsibility" => "负责人",
        "question" => "待定问题",
        "round" => "检测轮次",
        "round_person" => "检测名单",
        "report" => "日报",
        "correction" => "更正",
        "import_sheet" => "导入来源",
        "column_mapping" => "栏目对应",
        "office" => "居委会",
        "rule" => "规则",
        other => other,
    }
}

fn column_name<'a>(table: &str, column: &'a str) -> &'a str {
    if table == "resident"
        && let Some(field) = louce_core::residents::Field::from_column(column)
    {
        return field.title();
    }
    match column {
        "number" => "号码",
        "position" => "次序",
        "state" => "状态",
        "kind" => "类别",
        "since" => "开始",
        "until" => "结束",
        "place" => "地点",
        "room" => "房间",
        "reason" => "原因",
        "source" => "来源",
        "noted_on" => "登记日",
        "evidence" => "依据",
        "data" => "说明",
        "carer_name" => "结对志愿者",
        "carer_phone" => "志愿者电话",
        "role" => "身份",
        "name" => "姓名",
        "phone" => "电话",
        "sheet_row" => "来源行号",
        "verified_on" => "核对日",
        "verified_by" => "核对人",
        "result" => "结果",
        "excluded" => "不列应检",
        "mark" => "采样栏",
        "tube" => "管号",
        "newcomer" => "新增",
        "marked_at" => "登记时间",
        other => other,
    }
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
