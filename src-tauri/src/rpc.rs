//! Commands: one call for all of them, and cancelling what runs.

use std::sync::Arc;

use louce_api::{SharedDesk, WireError};
use serde_json::Value;
use tauri::State;

/// Runs a command on a thread that may wait.
#[tauri::command]
pub async fn rpc(
    desk: State<'_, Arc<SharedDesk>>,
    command: String,
    request: Value,
) -> Result<Value, WireError> {
    let desk = Arc::clone(&desk);
    let done = tauri::async_runtime::spawn_blocking(move || desk.call(&command, request)).await;
    done.unwrap_or_else(|_| {
        Err(WireError::new("crashed", "这一步出了意外，没有改动任何内容。请再试一次。".to_owned()))
    })
}

/// Cancels the command that runs.
#[tauri::command]
pub fn cancel(desk: State<'_, Arc<SharedDesk>>) {
    desk.cancel();
}
