//! 更换口令.

use std::path::Path;

use louce_core::Office;
use serde_json::json;

use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;
use crate::passphrase::{self, Use};

/// `louce passphrase`
pub fn change(desk: &DeskArgs, path: &Path, new: Option<&Path>, out: &mut Out) -> Result<(), Failure> {
    let clock = desk.clock()?;
    let old = passphrase::get(desk.passphrase_file.as_deref(), Use::Open)?;
    let mut office = Office::open(path, &old)?;
    desk.sit(&mut office);
    let new = passphrase::get(new, Use::Change)?;
    let key = office.change_passphrase(&old, &new, clock)?;
    out.either(&json!({ "recovery_key": key }), |out| {
        out.say("口令已更换。以前的备份仍用原来的口令打开。")?;
        out.say(format!("新的恢复码（请打印或抄下，与电脑分开存放）：{key}"))
    })
}
