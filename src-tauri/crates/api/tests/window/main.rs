//! What the window does at a desk, command by command, as the page calls them.
#![allow(clippy::unwrap_used)]

mod backups;
mod beside;
mod bulk;
mod changes;
mod checkin;
mod drops;
mod gate;
mod holders;
mod masking;
mod questions;
mod rooms;
mod sitting;
mod table;
mod words;

use std::ops::ControlFlow;

use louce_api::{Desk, Places, WireError};
use louce_core::Clock;
use louce_sheets::import::Progress;
use louce_sheets::read::Isolation;
use serde_json::{Value, json};

struct At {
    folder: tempfile::TempDir,
    desk: Desk,
    clock: Clock,
}

fn clock(day: u32) -> Clock {
    Clock { now: chrono::NaiveDate::from_ymd_opt(2022, 3, day).unwrap().and_hms_opt(9, 0, 0).unwrap() }
}

fn desk() -> At {
    let folder = tempfile::tempdir().unwrap();
    let places = Places {
        offices: folder.path().join("居委会"),
        backups: folder.path().join("备份"),
        tray: folder.path().join("tray"),
    };
    At { desk: Desk::new(places, Isolation::InProcess), folder, clock: clock(16) }
}

/// An office with two households in 12号楼.
fn office() -> At {
    let mut at = desk();
    at.ok("office_create", json!({"name": "七村", "street": "某街道", "passphrase": "口令"}));
    at.import("楼号,室号,姓名,性别,出生日期,电话,备注\n12,301,张三,男,1935-01-02,13800000001,\n12,301,李四,女,1940-05-06,,高血压\n12,302,王五,男,1988-07-08,13900000002,\n");
    at
}

impl At {
    fn call(&mut self, command: &str, request: Value) -> Result<Value, WireError> {
        let mut hear = |_: Progress<'_>| ControlFlow::Continue(());
        let answer = self.desk.call(command, request, self.clock, &mut hear);
        self.desk.take_changes();
        answer
    }
    fn ok(&mut self, command: &str, request: Value) -> Value {
        self.call(command, request).unwrap_or_else(|error| unreachable!("{command}: {error}"))
    }
    fn code(&mut self, command: &str, request: Value) -> &'static str {
        self.call(command, request).unwrap_err().code
    }
    fn file(&mut self, name: &str, text: &str) -> String {
        let (handle, path) = self.desk.tray().place(name).unwrap();
        std::fs::write(path, text).unwrap();
        handle
    }
    fn import(&mut self, text: &str) {
        let handle = self.file("底册.csv", text);
        self.ok("import_plan", json!({"files": [handle]}));
        self.ok("import_apply", json!({}));
    }
    fn resident(&mut self, name: &str) -> Value {
        self.ok("search", json!({"text": name}))[0].clone()
    }
}
