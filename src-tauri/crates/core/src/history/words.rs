//! Chinese for tables, columns and stored codes. A column without a word is the program's own bookkeeping: keys, sort keys, JSON of its
//! own.

use crate::residents::Field;
use crate::values::{PresenceState, RoomKind, TagKind};

/// What a record of a table is, in Chinese.
pub fn table_title(table: &str) -> &'static str {
    match table {
        "office" => "居委会",
        "setting" => "设置",
        "staff" => "工作人员",
        "rule" | "day_rule" => "规则",
        "area" => "小区网格",
        "building" => "楼栋",
        "room" => "房屋",
        "responsibility" => "负责人",
        "household" => "户",
        "import_sheet" => "导入来源",
        "resident" => "住户",
        "phone" => "电话",
        "presence" => "在住状态",
        "tag" => "重点类别",
        "isolation_fact" => "隔离日期",
        "contact" => "联系人",
        "column_mapping" => "栏目对应",
        "question" => "待定问题",
        "round" => "检测轮次",
        "round_person" => "检测名单",
        "report" => "日报",
        "correction" => "日报更正",
        "zone_decision" => "封控管控",
        "building_pool" => "各楼混采",
        "handover" => "交接",
        "tube" => "采样管",
        "tube_seat" => "管内的人",
        "person_result" => "单采结果",
        "day_plan" => "检测日安排",
        "day_site" => "采样点",
        "day_slot" => "各楼时刻",
        "notice_template" => "通知模板",
        "notice" => "已发通知",
        "door_log" => "抗原送等收登",
        "kit" => "抗原试剂",
        "call" => "催检电话",
        "case_event" => "疫情记录",
        "lesson" => "复盘",
        _ => "其他",
    }
}

/// A column in Chinese; `None` for bookkeeping.
pub(super) fn column_title(table: &str, column: &str) -> Option<&'static str> {
    if table == "resident"
        && let Some(field) = Field::from_column(column)
    {
        return Some(field.title());
    }
    Some(match (table, column) {
        ("setting", "value") | ("lesson" | "notice", "text") | ("notice_template", "body") => "内容",
        ("staff", "pin_hash") => "PIN",
        ("office" | "area" | "notice_template", "name") => "名称",
        ("rule", "name") => "规则",
        ("rule", "value") => "数值",
        ("building", "name") => "楼号",
        ("room", "name") => "室号",
        ("day_site", "name") => "采样点",
        ("room", "kind") => "房屋类型",
        ("area" | "round" | "case_event", "kind") => "种类",
        ("tag", "kind") => "类别",
        ("household", "number") => "户号",
        ("household", "room_id") | ("resident" | "kit", "household_id") => "住址",
        ("phone", "number") => "号码",
        ("round", "number") => "轮次",
        ("presence", "room") => "房间",
        ("question", "state") => "决定",
        ("tag", "data") | ("call", "note") => "说明",
        ("correction", "title") => "项目",
        ("correction", "count") => "数",
        ("tube_seat", "tube_id") | ("tube", "barcode") | ("round_person", "tube") => "管号",
        ("tube_seat", "seat") => "第几个",
        ("tube" | "building_pool", "household") => "一户一管",
        ("tube" | "phone" | "day_slot", "sequence" | "position") => "次序",
        ("handover", "tubes") => "管数",
        ("handover", "people") => "人数",
        ("day_slot", "starts") => "时刻",
        ("resident", "sheet_row") => "来源行",
        (_, "street") => "街道",
        (_, "report_cutoff") => "日报截止时刻",
        (_, "holds_from") => "起始日期",
        (_, "compound_id") => "小区",
        (_, "grid_id" | "area_id") => "网格",
        (_, "block_id") => "块",
        (
            "room" | "responsibility" | "tube" | "case_event" | "zone_decision" | "building_pool",
            "building_id",
        )
        | ("day_slot" | "notice" | "door_log", "building_id") => "楼栋",
        (_, "round_id") => "轮次",
        (_, "site_id") => "采样点",
        (_, "unit") => "单元",
        (_, "label") => "房屋标签",
        (_, "floor") => "楼层",
        (_, "seal") => "门封",
        (_, "remark" | "note") => "备注",
        (_, "role") => "身份",
        ("staff" | "responsibility" | "contact", "name") => "姓名",
        (_, "phone") => "电话",
        (_, "address_raw") => "地址原文",
        (_, "file") => "文件",
        (_, "sheet") => "工作表",
        (_, "sheet_row") => "行",
        (_, "imported_at") => "导入时间",
        (_, "verified_on") => "核实日期",
        (_, "verified_by") => "核实人",
        (_, "state") => "状态",
        ("isolation_fact", "start") => "隔离开始",
        ("isolation_fact", "exposure") => "最后接触",
        ("isolation_fact", "ends") => "解除日期",
        (_, "since") => "开始",
        (_, "until") => "结束",
        (_, "place") => "地点",
        (_, "reason") => "原因",
        (_, "source") => "来源",
        (_, "noted_on") => "登记日",
        (_, "evidence") => "依据",
        (_, "carer_name") => "结对志愿者",
        (_, "carer_phone") => "志愿者电话",
        (_, "field") => "栏目",
        (_, "ours") => "原有",
        (_, "theirs") => "来件",
        (_, "decided_at") => "决定时间",
        (_, "day") => "日期",
        (_, "opened_at") => "开始时间",
        (_, "closed_at") => "结束时间",
        (_, "closed_by") => "关账人",
        (_, "excluded") => "不列应检",
        (_, "newcomer") => "新增",
        (_, "result" | "outcome") => "结果",
        (_, "result_at") => "结果时间",
        (_, "mark") => "采样栏",
        (_, "marked_at") => "登记时间",
        (_, "households") => "户数",
        (_, "persons") => "人数",
        (_, "who") => "经办人",
        (_, "at") => "时间",
        (_, "zone") => "分区",
        (_, "seats") => "每管人数",
        (_, "receiver") => "接收人",
        (_, "purpose") => "用途",
        (_, "opens") => "几点开始",
        (_, "contingency") => "预案",
        (_, "reminders") => "提醒",
        (_, "capacity") => "每小时人数",
        (_, "breaks") => "休息",
        (_, "staff") => "人员",
        (_, "route") => "路线",
        (_, "team") => "小组",
        (_, "step") => "步骤",
        (_, "issued") => "发放",
        (_, "returned") => "收回",
        (_, "positive") => "阳性",
        (_, "tomorrow") => "列入明天",
        (_, "done") => "已办",
        _ => return None,
    })
}

/// A stored code in Chinese; `None` when the text says it itself.
pub(super) fn code(table: &str, column: &str, text: &str) -> Option<String> {
    let word = match (table, column) {
        ("resident", _) => return Field::from_column(column).map(|field| field.in_words(text).into_owned()),
        // Of the fields a question is about only one is a code.
        ("question", "ours" | "theirs") => return Some(Field::IdType.in_words(text).into_owned()),
        ("question", "field") => field(text)?,
        ("presence", "state") => PresenceState::from_code(text)?.name(),
        ("tag", "kind") => TagKind::from_code(text)?.name(),
        ("room", "kind") => RoomKind::from_code(text)?.name(),
        _ => plain(table, column, text)?,
    };
    Some(word.to_owned())
}

fn field(code: &str) -> Option<&'static str> {
    match code {
        "address" => Some("住址"),
        "presence" => Some("在住状态"),
        "phone" | "phones" => Some("电话"),
        code => Field::from_column(code).map(Field::title),
    }
}

fn plain(table: &str, column: &str, text: &str) -> Option<&'static str> {
    Some(match (table, column, text) {
        ("question", "state", "open") => "待定",
        ("question", "state", "kept") => "保留原有",
        ("question", "state", "taken") => "采用来件",
        ("question", "state", "new") => "另立一人",
        ("area", "kind", "compound") => "小区",
        ("area", "kind", "grid") => "网格",
        ("area", "kind", "block") => "块",
        ("round", "kind", "nucleic") => "核酸",
        ("round", "kind", "antigen") => "抗原",
        ("round", "state", "open") => "进行中",
        ("round", "state", "closed") => "已结束",
        ("round_person", "result", "tested") => "已检",
        ("round_person", "result", "untested") => "未检",
        (_, "result", "negative") => "阴性",
        (_, "result", "positive") => "阳性",
        ("tube", "state", "open") => "正在用",
        ("tube", "state", "closed") => "已封管",
        ("tube", "state", "handed") => "已交接",
        ("tube", "purpose", "pool") => "混采",
        ("tube", "purpose", "single") => "单采",
        ("tube", "purpose", "home") => "上门",
        ("door_log", "step", "sent") => "送",
        ("door_log", "step", "waited") => "等",
        ("door_log", "step", "collected") => "收",
        ("door_log", "step", "registered") => "登",
        ("call", "outcome", "coming") => "答应来",
        ("call", "outcome", "home") => "请上门",
        ("call", "outcome", "reason") => "说了原因",
        ("call", "outcome", "unanswered") => "没人接",
        ("case_event", "kind", "start") => "开始封闭管理",
        ("case_event", "kind", "confirmed") => "确诊",
        ("case_event", "kind", "suspected") => "疑似",
        ("case_event", "kind", "contact") => "密接",
        ("case_event", "kind", "excluded") => "排除",
        ("zone_decision", "zone", "lockdown") => "封控区",
        ("zone_decision", "zone", "control") => "管控区",
        ("zone_decision", "zone", "prevention") => "防范区",
        ("zone_decision", "zone", "none") => "未划定",
        _ => return None,
    })
}

/// Columns that hold 0 or 1.
pub(super) fn is_yes_or_no(table: &str, column: &str) -> bool {
    matches!(
        (table, column),
        ("round_person", "newcomer")
            | ("tube" | "building_pool", "household")
            | ("lesson", "tomorrow" | "done")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RECORDED;
    use crate::{Clock, Office, Passphrase};

    /// Keys, what sorts, what only the program reads.
    const BOOKKEEPING: &[&str] = &[
        "area.parent_id",
        "building.sort_key",
        "room.sort_key",
        "import_sheet.fingerprint",
        "resident.sheet_id",
        "column_mapping.fingerprint",
        "column_mapping.columns",
        "question.fingerprint",
        "question.kind",
        "question.candidates",
        "question.incoming",
        "round.buildings",
        "round_person.building_id",
        "round_person.room_id",
        "round_person.household_id",
        "report.kind",
        "report.figures",
        "report.names",
        "correction.figure",
        "day_rule.name",
        "day_rule.value",
        "setting.name",
        "staff.pin_salt",
        "office.created_at",
        "tube.handover_id",
        "case_event.closes_id",
    ];

    #[test]
    fn every_recorded_table_and_column_has_a_chinese_word_or_is_bookkeeping() {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let path = folder.path().join("a.louce");
        let office = Office::create(&path, &Passphrase::new("口令").unwrap(), "七村", Clock { now }).unwrap();
        for table in RECORDED {
            assert_ne!(table_title(table), "其他", "{table}");
            let mut statement = office.reader().0.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            let columns = statement.query_map([table], |row| row.get::<_, String>(0)).unwrap();
            for column in columns.map(Result::unwrap) {
                let key = column == "id" || column == "resident_id";
                let told = column_title(table, &column).is_some();
                let name = format!("{table}.{column}");
                assert_eq!(!told, key || BOOKKEEPING.contains(&name.as_str()), "{name}");
            }
        }
    }
}
