//! 备份: as the window makes and restores them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_api::backups::{self, BackupEntry, BackupRequest};
use louce_api::desk::Seat;
use louce_api::{Desk, Nothing, Places};
use louce_sheets::import::Progress;

use super::reader;
use crate::args::DeskArgs;
use crate::args_roster::{BackupArgs, BackupCommand};
use crate::failure::Failure;
use crate::output::Out;
use crate::passphrase;

/// `louce backup`
pub fn run(desk: &DeskArgs, command: BackupCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        BackupCommand::List { at } => at_desk(desk, at, |seat| {
            let found = backups::list(seat, Nothing {})?;
            out.either(&found, |out| {
                out.table(&["编号", "时间", "大小", "在哪里"], found.backups.iter().map(cells))?;
                out.say(format!("共 {} 个，在 {}", found.backups.len(), found.folder))
            })
        }),
        BackupCommand::Make { at } => at_desk(desk, at, |seat| {
            let made = backups::now(seat, Nothing {})?;
            let folder = backups::list(seat, Nothing {})?.folder;
            out.either(&made, |out| out.say(format!("已备份并验过：编号 {}，在 {folder}", made.number)))
        }),
        BackupCommand::Restore { at, older_passphrase_file, number } => {
            let older = older_passphrase_file.as_deref().map(passphrase::first_line).transpose()?;
            let passphrase = older.map(|text| text.to_string());
            at_desk(desk, at, |seat| {
                let seen = backups::preview(seat, BackupRequest { number, passphrase: passphrase.clone() })?;
                let status = backups::restore(seat, BackupRequest { number, passphrase })?;
                out.either(&status, |out| {
                    out.say(format!(
                        "已恢复到 {} 的备份：{} 户、{} 人。",
                        seen.backup.at, seen.households, seen.residents
                    ))?;
                    out.say("恢复前的工作文件留在同一个文件夹里，也已备份。")
                })
            })
        }
    }
}

fn cells(entry: &BackupEntry) -> Vec<String> {
    let place = if entry.second { "第二个文件夹" } else { "" };
    vec![entry.number.to_string(), entry.at.clone(), entry.size.to_string(), place.to_owned()]
}

/// Sits down at a desk with the office open, as the window does.
fn at_desk(
    args: &DeskArgs,
    at: BackupArgs,
    run: impl FnOnce(&mut Seat<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let clock = args.clock()?;
    let office = args.open(&at.office.office)?;
    let offices = office.path().parent().map_or_else(PathBuf::new, Path::to_owned);
    let backups = at.backup_dir.unwrap_or_else(|| offices.join("备份"));
    let places = Places { tray: offices.clone(), offices, backups };
    let mut desk = Desk::with_office(places, reader::isolation()?, office);
    let progress = &mut |_: Progress<'_>| ControlFlow::Continue(());
    run(&mut Seat { desk: &mut desk, clock, progress })
}
