//! Where the window keeps things on this computer.

use std::path::PathBuf;

use louce_api::Places;
use tauri::{AppHandle, Manager};

/// Set for measurements and tests: everything goes below this folder, and files are saved there without asking.
const HOME: &str = "LOUCE_HOME";

/// Offices and backups under the user's documents, where people look for their files; `tray` is emptied by whoever made it.
///
/// # Errors
/// When the system names no folder of documents and no home.
pub fn places(app: &AppHandle, tray: PathBuf) -> tauri::Result<Places> {
    let home = match chosen() {
        Some(home) => home,
        None => app.path().document_dir().or_else(|_| app.path().home_dir())?.join("楼册"),
    };
    Ok(Places { backups: home.join("备份"), offices: home, tray })
}

/// Where files are saved without asking, when there is nobody to ask.
pub fn saved_unasked() -> Option<PathBuf> {
    chosen().map(|home| home.join("导出"))
}

fn chosen() -> Option<PathBuf> {
    std::env::var_os(HOME).filter(|home| !home.is_empty()).map(PathBuf::from)
}
