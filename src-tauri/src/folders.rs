//! Where the window keeps things on this computer.

use std::path::PathBuf;

use louce_api::Places;
use tauri::{AppHandle, Manager};

/// Folder of offices and backups instead of the person's documents.
const HOME: &str = "LOUCE_HOME";
/// Folder where files are saved without asking, when there is nobody to ask (tests of the window).
const SAVE_TO: &str = "LOUCE_SAVE_TO";

/// Offices and backups under the user's documents, where people look for their files; `tray` is emptied by whoever made it.
///
/// # Errors
/// When the system names no folder of documents and no home.
pub fn places(app: &AppHandle, tray: PathBuf) -> tauri::Result<Places> {
    let home = match folder(HOME) {
        Some(home) => home,
        None => app.path().document_dir().or_else(|_| app.path().home_dir())?.join("楼册"),
    };
    Ok(Places { backups: home.join("备份"), offices: home, tray })
}

/// Where files are saved without asking.
pub fn saved_unasked() -> Option<PathBuf> {
    folder(SAVE_TO)
}

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}
