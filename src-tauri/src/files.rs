//! Files in and out. What is dropped on the page comes as bytes into the tray; what was written for it is saved where the person
//! says. The page knows handles, never paths.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use louce_api::{SharedDesk, WireError};
use louce_sheets::publish::{PublishError, publish};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::folders;

/// Header with the file's name, percent-encoded.
const NAME: &str = "louce-name";
/// Time for a reader that cannot be started to say so.
const SOON: Duration = Duration::from_secs(3);

/// Takes one file and answers with its handle and name.
#[tauri::command]
pub async fn upload(desk: State<'_, Arc<SharedDesk>>, request: Request<'_>) -> Result<Value, WireError> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(WireError::new("bad_request", "请求的格式不对。".to_owned()));
    };
    let name = request.headers().get(NAME).and_then(|name| name.to_str().ok()).unwrap_or("");
    let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
    let not_kept =
        |_| WireError::new("upload_not_kept", "文件没有收下，可能磁盘已满。请清理磁盘后再试。".to_owned());
    let (desk, bytes, shown) = (Arc::clone(&desk), bytes.clone(), name.clone());
    let handle = tauri::async_runtime::spawn_blocking(move || {
        let (handle, path) = desk.place(&shown)?;
        std::fs::write(path, bytes)?;
        Ok::<_, std::io::Error>(handle)
    })
    .await
    .map_err(not_kept_at_all)?
    .map_err(not_kept)?;
    Ok(json!({"handle": handle, "name": name}))
}

fn not_kept_at_all(_: tauri::Error) -> WireError {
    WireError::new("upload_not_kept", "文件没有收下，请再试一次。".to_owned())
}

/// Asks where a file that was written for the page should go, and puts it there whole or not at all. Answers with the place, for
/// people to read; null when the person thought better of it.
#[tauri::command]
pub async fn save(
    app: AppHandle,
    desk: State<'_, Arc<SharedDesk>>,
    handle: String,
    name: String,
) -> Result<Option<String>, WireError> {
    let desk = Arc::clone(&desk);
    let done = tauri::async_runtime::spawn_blocking(move || {
        let file = desk
            .file(&handle)
            .ok_or_else(|| WireError::new("no_such_file", "找不到这个文件，请重新导出。".to_owned()))?;
        let target = match folders::saved_unasked() {
            Some(folder) => {
                let _ = std::fs::create_dir_all(&folder);
                Some(folder.join(Path::new(&name).file_name().unwrap_or(name.as_ref())))
            }
            None => app
                .dialog()
                .file()
                .set_title("存到哪里")
                .set_file_name(&name)
                .blocking_save_file()
                .and_then(|chosen| chosen.into_path().ok()),
        };
        let Some(target) = target else { return Ok(None) };
        publish(&target, |out| {
            let mut written = std::fs::File::open(&file).map_err(PublishError::Io)?;
            std::io::copy(&mut written, out).map_err(PublishError::Io)
        })
        .map_err(|error| WireError::new(error.code(), error.to_string()))?;
        Ok(Some(target.display().to_string()))
    });
    done.await.unwrap_or_else(|_| Err(WireError::new("crashed", "没有存成，请再试一次。".to_owned())))
}

/// Opens a PDF that was written for the page in the system's reader, where it is printed.
///
/// # Errors
/// `no_such_file`, `no_reader` when no program of this computer opens it.
#[tauri::command]
pub async fn show(desk: State<'_, Arc<SharedDesk>>, handle: String) -> Result<(), WireError> {
    let no_such_file = || WireError::new("no_such_file", "找不到这个文件，请重新生成。".to_owned());
    let file = desk.file(&handle).filter(|file| file.extension().is_some_and(|kind| kind == "pdf"));
    let file = file.ok_or_else(no_such_file)?;
    // Some systems' openers only come back when the reader is closed: one that has not failed by then is open.
    let (opened, opens) = channel();
    std::thread::spawn(move || opened.send(open::that(file).is_ok()));
    let answer = tauri::async_runtime::spawn_blocking(move || opens.recv_timeout(SOON));
    match answer.await {
        Ok(Ok(true) | Err(RecvTimeoutError::Timeout)) => Ok(()),
        _ => Err(WireError::new(
            "no_reader",
            "这台电脑没有能打开 PDF 的程序，打印不了。文件请存下来，拿到能打印的电脑上打。".to_owned(),
        )),
    }
}

/// Asks for a folder, and answers with a handle for it; null when the person thought better of it.
#[tauri::command]
pub async fn choose_folder(
    app: AppHandle,
    desk: State<'_, Arc<SharedDesk>>,
) -> Result<Option<String>, WireError> {
    let desk = Arc::clone(&desk);
    let chosen = tauri::async_runtime::spawn_blocking(move || {
        let folder = folders::saved_unasked().or_else(|| {
            app.dialog()
                .file()
                .set_title("选放备份的文件夹")
                .blocking_pick_folder()
                .and_then(|chosen| chosen.into_path().ok())
        });
        folder.map(|folder| desk.adopt_folder(folder))
    });
    chosen.await.map_err(|_| WireError::new("crashed", "没有选成，请再试一次。".to_owned()))
}
