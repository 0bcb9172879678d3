//! The one list of commands: name, request, response, handler. It drives [`dispatch`].

use serde_json::Value;

use crate::{
    Nothing, Session, WireError, check, import, operations, places, questions, reports, residents, testing,
};

macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty = $handler:path;)*) => {
        /// Names of all commands, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name),)*];

        /// Shows a visitor every command: name, what it is in Chinese, request and response type.
        #[cfg(test)]
        pub(crate) fn each_command(visitor: &mut crate::typescript::Commands<'_>) {
            $(visitor.command::<$request, $response>(stringify!($name), concat!($($doc),*).trim());)*
        }

        /// Runs a command by its name.
        ///
        /// # Errors
        /// `no_such_command`, `bad_request`, and whatever the command says.
        pub fn dispatch(session: &mut Session<'_>, name: &str, request: Value) -> Result<Value, WireError> {
            match name {
                $(stringify!($name) => {
                    let request: $request =
                        serde_json::from_value(request).map_err(|error| WireError::bad_request(&error))?;
                    let response: $response = $handler(session, request)?;
                    serde_json::to_value(response).map_err(|error| WireError::bad_answer(&error))
                })*
                _ => Err(WireError::new("no_such_command", format!("没有这个命令：{name}"))),
            }
        }
    };
}

commands! {
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
    /// 开检测轮次
    round_open(testing::OpenRequest) -> testing::OpenedRound = testing::open;
    /// 登记检测结果
    round_record(testing::RecordRequest) -> louce_sheets::roster::RecordReport = testing::record;
    /// 一轮检测的数字
    round_show(testing::RoundRequest) -> louce_core::testing::RoundFigures = testing::show;
    /// 结束检测轮次
    round_close(testing::RoundRequest) -> louce_core::testing::RoundFigures = testing::close;
    /// 全部检测轮次
    round_list(Nothing) -> Vec<testing::RoundEntry> = testing::list;
    /// 导出采样名册
    export_roster(testing::RosterRequest) -> louce_sheets::roster::Exported = testing::export_roster;
    /// 导出居民总册
    export_residents(residents::ExportRequest) -> louce_sheets::roster::Exported = residents::export;
    /// 日报
    report_daily(reports::DailyRequest) -> reports::Daily = reports::daily;
    /// 日报数字的名单
    report_names(reports::NamesRequest) -> Vec<louce_core::reports::NameRow> = reports::names;
    /// 日报统计截止时刻
    report_cutoff(reports::CutoffRequest) -> reports::CutoffAnswer = reports::cutoff;
    /// 操作记录
    log(Nothing) -> Vec<louce_core::Operation> = operations::log;
    /// 撤销
    undo(operations::OperationRequest) -> operations::Reversal = operations::undo;
    /// 恢复
    redo(operations::OperationRequest) -> operations::Reversal = operations::redo;
    /// 一名住户的变动
    history(operations::HistoryRequest) -> Vec<louce_core::Change> = operations::history;
    /// 检查
    check(Nothing) -> check::CheckUp = check::check;
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
