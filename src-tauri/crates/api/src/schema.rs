//! The one list of commands: name, request, response, handler. It drives [`dispatch`].

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::desk::{self, Seat};
use crate::{
    Nothing, Session, WireError, antigen, backups, bulk, cells, check, checkin, edits, households, import,
    import_plan, import_types, isolation, keys, marks, mask, moves, office_files, operations, places, plan,
    print, questions, reports, residents, responsible, review, roster, rules, search, settings, table_export,
    testing, today, tubes,
};

macro_rules! commands {
    (
        desk { $($(#[doc = $desk_doc:literal])* $desk_name:ident($desk_request:ty) -> $desk_response:ty = $desk_handler:path;)* }
        office { $($(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty = $handler:path;)* }
    ) => {
        /// Names of the commands that need nothing but an open office, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name),)*];

        /// Names of the commands of a desk, which stays between two commands.
        pub const DESK_COMMANDS: &[&str] = &[$(stringify!($desk_name),)*];

        /// Shows a visitor every command: name, what it is in Chinese, request and response type.
        #[cfg(test)]
        pub(crate) fn each_command(visitor: &mut crate::typescript::Commands<'_>) {
            $(visitor.command::<$desk_request, $desk_response>(stringify!($desk_name), concat!($($desk_doc),*).trim());)*
            $(visitor.command::<$request, $response>(stringify!($name), concat!($($doc),*).trim());)*
        }

        /// Runs a command by its name in an open office.
        ///
        /// # Errors
        /// `no_such_command`, `bad_request`, and whatever the command says.
        pub fn dispatch(session: &mut Session<'_>, name: &str, request: Value) -> Result<Value, WireError> {
            match name {
                $(stringify!($name) => answer::<$request, $response>(request, |request| $handler(session, request)),)*
                _ => Err(WireError::new("no_such_command", format!("没有这个命令：{name}"))),
            }
        }

        /// Runs any command by its name at a desk.
        ///
        /// # Errors
        /// As [`dispatch`]; `locked` when it needs an open office.
        pub(crate) fn call(seat: &mut Seat<'_>, name: &str, request: Value) -> Result<Value, WireError> {
            match name {
                $(stringify!($desk_name) => {
                    answer::<$desk_request, $desk_response>(request, |request| $desk_handler(seat, request))
                })*
                _ => dispatch(&mut seat.session()?, name, request),
            }
        }
    };
}

fn answer<Q: DeserializeOwned, A: Serialize>(
    request: Value,
    handle: impl FnOnce(Q) -> Result<A, WireError>,
) -> Result<Value, WireError> {
    let request = serde_json::from_value(request).map_err(|error| WireError::bad_request(&error))?;
    serde_json::to_value(handle(request)?).map_err(|error| WireError::bad_answer(&error))
}

commands! {
desk {
    /// 桌面的情形
    desk_status(Nothing) -> desk::DeskStatus = desk::status;
    /// 工作文件夹里的居委会
    office_list(Nothing) -> Vec<office_files::OfficeFile> = office_files::list;
    /// 新建居委会并打开
    office_create(desk::CreateRequest) -> desk::Created = desk::create;
    /// 打开居委会
    office_open(desk::UnlockRequest) -> desk::DeskStatus = desk::open;
    /// 打开别处的工作文件或备份：抄进工作文件夹
    office_take_in(office_files::TakeInRequest) -> desk::DeskStatus = office_files::take_in;
    /// 锁上
    office_lock(Nothing) -> Nothing = desk::lock;
    /// 坐到桌前
    sit_down(settings::PinRequest) -> desk::DeskStatus = settings::sit_down;
    /// 忘了 PIN，用口令取消
    pin_forgotten(settings::PinForgottenRequest) -> desk::DeskStatus = settings::pin_forgotten;
    /// 离开桌前
    stand_up(Nothing) -> desk::DeskStatus = settings::stand_up;
    /// 备份的清单
    backup_list(Nothing) -> backups::Backups = backups::list;
    /// 现在备份
    backup_now(Nothing) -> backups::BackupEntry = backups::now;
    /// 恢复前先看差别
    backup_preview(backups::BackupRequest) -> backups::BackupPreview = backups::preview;
    /// 从备份恢复
    backup_restore(backups::BackupRequest) -> desk::DeskStatus = backups::restore;
    /// 备份放在哪里
    backup_targets(Nothing) -> backups::BackupTargets = backups::targets;
    /// 选第二个备份文件夹
    backup_target_set(backups::BackupTargetRequest) -> backups::BackupTargets = backups::set_target;
    /// 更换口令
    passphrase_change(keys::PassphraseRequest) -> keys::NewKey = keys::change;
    /// 重做恢复码
    recovery_renew(keys::ConfirmRequest) -> keys::NewKey = keys::renew;
    /// 恢复码已抄下
    recovery_confirm(Nothing) -> desk::DeskStatus = keys::confirm;
    /// 栏目可以是什么
    import_fields(Nothing) -> Vec<import_types::FieldChoice> = import_plan::fields;
    /// 读文件，看导入会怎样
    import_plan(import_types::PlanRequest) -> import_types::ImportPlan = import_plan::plan;
    /// 计划中的行
    import_rows(import_types::PlanRowsRequest) -> import_types::PlanRows = import_plan::rows;
    /// 照计划导入
    import_apply(import_types::ApplyRequest) -> import_types::Imported = import_plan::apply;
    /// 放下计划
    import_drop(Nothing) -> Nothing = import_plan::drop_plan;
    /// 今日
    today(Nothing) -> today::Today = today::today;
    /// 底册表格的一段
    roster_page(roster::RosterPageRequest) -> roster::RosterPage = roster::page;
}
office {
    /// 楼栋和数字
    places(Nothing) -> places::Places = places::tree;
    /// 一栋楼的楼图
    building(places::BuildingRequest) -> places::Building = places::building;
    /// 一户
    household(households::HouseholdRequest) -> households::Household = households::household;
    /// 看一户的完整号码，记入操作记录
    reveal(households::HouseholdRequest) -> households::Household = mask::reveal;
    /// 搜索
    search(search::SearchRequest) -> Vec<search::SearchHit> = search::search;
    /// 楼组长等负责人
    responsible_list(responsible::ResponsibleRequest) -> Vec<louce_core::places::Responsibility> = responsible::list;
    /// 写明一个负责人
    responsible_set(responsible::ResponsibleSetRequest) -> edits::Made = responsible::set;
    /// 不再负责
    responsible_remove(responsible::ResponsibleRemoveRequest) -> edits::Edited = responsible::remove;
    /// 验证件号
    id_check(edits::IdCheckRequest) -> edits::IdChecked = edits::id_check;
    /// 修改一项资料
    resident_set(edits::SetRequest) -> edits::Edited = edits::set;
    /// 一次修改许多格（粘贴、填充）
    cells_set(cells::CellsRequest) -> cells::CellsSet = cells::set;
    /// 添加住户
    resident_add(edits::AddRequest) -> edits::Made = edits::add;
    /// 修改电话
    phones_set(edits::PhonesRequest) -> edits::Edited = edits::set_phones;
    /// 标注重点类别
    resident_tag(edits::TagRequest) -> edits::Edited = edits::tag;
    /// 取消重点类别
    resident_untag(edits::TagRequest) -> edits::Edited = edits::untag;
    /// 在住状态：迁出、回来、隔离
    presence_set(edits::PresenceRequest) -> edits::Edited = edits::presence_set;
    /// 搬户
    household_move(moves::MoveRequest) -> edits::Edited = moves::household_move;
    /// 一个人搬到别的户
    resident_move(moves::ResidentMoveRequest) -> edits::Edited = moves::resident_move;
    /// 分户
    household_split(moves::SplitRequest) -> edits::Made = moves::household_split;
    /// 并户
    household_merge(moves::MergeRequest) -> edits::Edited = moves::household_merge;
    /// 添加房屋
    room_add(moves::RoomAddRequest) -> edits::Made = moves::room_add;
    /// 核实
    verified(edits::PeopleRequest) -> edits::Edited = edits::verified;
    /// 批量修改
    people_change(bulk::PeopleChangeRequest) -> bulk::PeopleChanged = bulk::people_change;
    /// 口报登记
    round_mark(marks::MarkRequest) -> marks::Marked = marks::mark;
    /// 登记几个人
    round_mark_people(marks::MarkPeopleRequest) -> edits::Edited = marks::mark_people;
    /// 未检名单
    round_untested(marks::UntestedRequest) -> Vec<louce_core::testing::UntestedPerson> = marks::untested;
    /// 设置
    settings_set(louce_core::settings::Settings) -> louce_core::settings::Settings = settings::set;
    /// 居委会名称、街道
    office_set(settings::OfficeRequest) -> Nothing = settings::set_office;
    /// 工作人员
    staff_list(Nothing) -> Vec<louce_core::settings::StaffRow> = settings::staff;
    /// 添加工作人员
    staff_add(settings::StaffAddRequest) -> Vec<louce_core::settings::StaffRow> = settings::staff_add;
    /// 移除工作人员
    staff_remove(settings::StaffRequest) -> Vec<louce_core::settings::StaffRow> = settings::staff_remove;
    /// 修改 PIN
    staff_pin(settings::PinRequest) -> Nothing = settings::staff_pin;
    /// 以往的导入
    imports(Nothing) -> Vec<louce_core::Operation> = import_plan::list;
    /// 住户
    residents(residents::ResidentsRequest) -> Vec<residents::Resident> = residents::list;
    /// 房屋，空关房在内
    rooms(places::RoomsRequest) -> Vec<places::Room> = places::rooms;
    /// 导入
    import(import::ImportRequest) -> import::ImportAnswer = import::import;
    /// 待定问题
    conflicts(questions::ConflictsRequest) -> Vec<louce_core::questions::Question> = questions::list;
    /// 决定一个待定问题
    decide(questions::DecideRequest) -> questions::Decided = questions::decide;
    /// 一次决定许多待定问题
    decide_many(questions::DecideRule) -> questions::DecidedMany = questions::decide_many;
    /// 开检测轮次
    round_open(testing::OpenRequest) -> testing::OpenedRound = testing::open;
    /// 登记检测结果
    round_record(testing::RecordRequest) -> louce_sheets::roster::RecordReport = testing::record;
    /// 一轮检测的数字
    round_show(testing::RoundRequest) -> louce_core::testing::RoundFigures = testing::show;
    /// 结束检测轮次
    round_close(testing::RoundRequest) -> testing::ClosedRound = testing::close;
    /// 全部检测轮次
    round_list(Nothing) -> Vec<testing::RoundEntry> = testing::list;
    /// 导出采样名册
    export_roster(testing::RosterRequest) -> louce_sheets::roster::Exported = testing::export_roster;
    /// 导出电话单
    export_calls(testing::RosterRequest) -> louce_sheets::roster::Exported = testing::export_calls;
    /// 导出居民总册
    export_residents(residents::ExportRequest) -> louce_sheets::roster::Exported = residents::export;
    /// 导出表格所见
    table_export(table_export::TableExportRequest) -> louce_sheets::roster::Exported = table_export::export;
    /// 日报
    report_daily(reports::DailyRequest) -> reports::Daily = reports::daily;
    /// 日报数字的名单
    report_names(reports::NamesRequest) -> Vec<louce_core::reports::NameRow> = reports::names;
    /// 更正日报的一个数字
    report_correct(reports::CorrectRequest) -> reports::Daily = reports::correct;
    /// 取消更正
    report_uncorrect(reports::FigureRequest) -> reports::Daily = reports::uncorrect;
    /// 日报统计截止时刻
    report_cutoff(reports::CutoffRequest) -> reports::CutoffAnswer = reports::cutoff;
    /// 操作记录
    log(Nothing) -> Vec<louce_core::Operation> = operations::log;
    /// 一次操作改了什么
    operation_changes(operations::ChangesRequest) -> louce_core::history::OperationChanges = operations::changes;
    /// 撤销时保留下来的
    operation_kept(operations::ChangesRequest) -> louce_core::history::KeptRecords = operations::kept;
    /// 不指明时撤销的是哪一步
    undo_next(Nothing) -> Option<louce_core::Operation> = operations::next_undo;
    /// 撤销
    undo(operations::OperationRequest) -> operations::Reversal = operations::undo;
    /// 恢复
    redo(operations::OperationRequest) -> operations::Reversal = operations::redo;
    /// 一名住户的变动
    history(operations::HistoryRequest) -> Vec<louce_core::history::Change> = operations::history;
    /// 一户的变动
    household_history(households::HouseholdRequest) -> Vec<louce_core::history::HouseholdChange> = operations::household_history;
    /// 签到：扫码或手打
    checkin(checkin::CheckInRequest) -> checkin::CheckInAnswer = checkin::check_in;
    /// 开管
    tube_open(tubes::TubeOpenRequest) -> tubes::TubeAnswer = tubes::open;
    /// 封管
    tube_close(tubes::TubeRequest) -> tubes::TubeAnswer = tubes::close;
    /// 一轮的采样管
    tube_list(testing::RoundRequest) -> Vec<louce_core::testing::tubes::Tube> = tubes::list;
    /// 单采和上门的人
    tube_apart(testing::RoundRequest) -> Vec<louce_core::testing::tubes::ApartPerson> = tubes::apart;
    /// 人、管、交接对数
    tube_count(testing::RoundRequest) -> louce_core::testing::tubes::Reconciliation = tubes::count;
    /// 交接
    tube_hand_over(tubes::HandOverRequest) -> tubes::HandedOver = tubes::hand_over;
    /// 登记管或人的结果
    tube_result(tubes::ResultRequest) -> edits::Edited = tubes::result;
    /// 登记几支管的结果
    tube_results(tubes::ResultsRequest) -> edits::Edited = tubes::results;
    /// 一支管里的人
    tube_people(tubes::TubeRequest) -> louce_core::testing::tubes::TubePeople = tubes::people;
    /// 阳性管的复采名单
    tube_retest(tubes::RetestRequest) -> Vec<louce_core::testing::tubes::RetestTube> = tubes::retest;
    /// 一轮的安排
    plan_show(testing::RoundRequest) -> louce_core::plan::Plan = plan::show;
    /// 保存安排
    plan_set(plan::DayPlanRequest) -> plan::PlanKept = plan::set;
    /// 照抄以前的安排
    plan_copy(plan::PlanCopyRequest) -> plan::PlanKept = plan::copy;
    /// 算出各楼的时刻
    plan_arrange(plan::ArrangeRequest) -> louce_core::plan::Plan = plan::arrange;
    /// 演练
    plan_simulate(plan::SimulateRequest) -> plan::Simulated = plan::simulate;
    /// 各楼的通知
    notices(plan::NoticesRequest) -> Vec<louce_core::plan::Notice> = plan::notices;
    /// 通知的写法：先看一栋楼的
    notice_preview(plan::PreviewRequest) -> louce_core::plan::NoticePreview = plan::preview;
    /// 通知已发
    notice_sent(plan::NoticeSentRequest) -> plan::NoticesKept = plan::sent;
    /// 通知模板
    notice_templates(Nothing) -> Vec<louce_core::plan::NoticeTemplate> = plan::templates;
    /// 修改通知模板
    notice_template_set(louce_core::plan::NoticeTemplate) -> plan::TemplatesKept = plan::set_template;
    /// 抗原：送等收登和试剂
    antigen_log(testing::RoundRequest) -> louce_core::antigen::AntigenLog = antigen::log;
    /// 抗原：登记一步
    antigen_step(antigen::StepRequest) -> edits::Edited = antigen::step;
    /// 抗原：一栋楼发放试剂
    antigen_issue(antigen::IssueRequest) -> edits::Edited = antigen::issue;
    /// 抗原：各户收发
    antigen_kits(antigen::KitsRequest) -> edits::Edited = antigen::kits;
    /// 催检电话名单
    call_list(marks::UntestedRequest) -> Vec<louce_core::testing::CallPerson> = review::calls;
    /// 记一个电话
    call_note(review::CallRequest) -> edits::Edited = review::call;
    /// 连续两轮未检
    missed_running(review::MissedRequest) -> Vec<louce_core::testing::MissedPerson> = review::missed;
    /// 连续两轮未检有多少
    missed_count(testing::RoundRequest) -> review::MissedCount = review::missed_count;
    /// 催检电话还有多少
    call_counts(review::CallCountsRequest) -> louce_core::testing::CallCounts = review::call_counts;
    /// 可公示的数字
    public_figures(testing::RoundRequest) -> louce_core::testing::PublicFigures = review::figures;
    /// 各轮趋势
    trend(Nothing) -> Vec<louce_core::testing::TrendRow> = review::trend;
    /// 无疫情榜
    board(review::DayRequest) -> louce_core::board::Board = review::show_board;
    /// 疫情记录
    case_list(Nothing) -> Vec<louce_core::board::CaseEvent> = review::cases;
    /// 记一条疫情
    case_note(louce_core::board::NewCase) -> review::CasesKept = review::note_case;
    /// 去掉一条疫情记录
    case_remove(review::CaseRow) -> review::CasesKept = review::remove_case;
    /// 复盘
    review(testing::RoundRequest) -> louce_core::review::Review = review::show;
    /// 复盘：记一条
    review_lesson(review::LessonRequest) -> review::ReviewKept = review::lesson;
    /// 复盘：办好一条
    review_lesson_done(review::LessonDoneRequest) -> review::ReviewKept = review::lesson_done;
    /// 规则
    rule_list(Nothing) -> Vec<louce_core::rules::DatedRule> = rules::list;
    /// 修改规则
    rule_set(rules::RuleRequest) -> rules::RulesKept = rules::set;
    /// 撤回一条规则
    rule_withdraw(rules::RuleRow) -> rules::RulesKept = rules::withdraw;
    /// 各楼的规则
    building_rules(review::DayRequest) -> Vec<louce_core::rules::BuildingRule> = rules::buildings;
    /// 修改各楼的规则
    building_rule_set(rules::BuildingRuleRequest) -> rules::BuildingRulesKept = rules::set_buildings;
    /// 隔离的人：第几天、到哪天、下次检测
    isolation_days(isolation::IsolationRequest) -> Vec<louce_core::isolation::IsolatedPerson> = isolation::days;
    /// 最后接触的日期，另定的解除日期
    isolation_set(isolation::IsolationSetRequest) -> edits::Edited = isolation::set;
    /// 打印采样名册（PDF）
    print_roster(print::PrintRosterRequest) -> louce_print::Printed = print::roster;
    /// 打印其他纸张（PDF）
    print_paper(print::PrintPaperRequest) -> louce_print::Printed = print::paper;
    /// 检查
    check(Nothing) -> check::CheckUp = check::check;
    /// 检查出来的是谁
    check_names(check::CheckNamesRequest) -> Vec<louce_core::residents::Holder> = check::names;
}
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with_session<T>(run: impl FnOnce(&mut Session<'_>) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let clock = louce_core::Clock { now };
        let passphrase = louce_core::Passphrase::new("口令").unwrap();
        let mut office =
            louce_core::Office::create(&folder.path().join("a.louce"), &passphrase, "某居委会", clock)
                .unwrap();
        run(&mut Session {
            office: &mut office,
            clock,
            isolation: louce_sheets::read::Isolation::InProcess,
            files: crate::Files::Paths,
            progress: &mut |_| std::ops::ControlFlow::Continue(()),
        })
    }

    #[test]
    fn every_command_of_the_list_is_found_by_its_name() {
        with_session(|session| {
            for name in COMMANDS {
                let answer = dispatch(session, name, json!({"no such key": 1}));
                assert_eq!(answer.unwrap_err().code, "bad_request", "{name}");
            }
            assert_eq!(dispatch(session, "fly", json!({})).unwrap_err().code, "no_such_command");
        });
    }

    #[test]
    fn an_empty_office_answers_with_empty_lists() {
        with_session(|session| {
            for name in ["residents", "rooms", "log", "conflicts"] {
                assert_eq!(dispatch(session, name, json!({})).unwrap(), json!([]), "{name}");
            }
            assert_eq!(dispatch(session, "check", json!({})).unwrap(), json!({"ok": true, "problems": []}));
            assert_eq!(dispatch(session, "undo", json!({})).unwrap_err().code, "refused");
        });
    }
}
