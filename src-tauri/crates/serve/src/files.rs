//! Files in and out: what is dropped on the page goes into the tray, what was written for it comes out; both by handle, never by path.

use std::sync::Arc;

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use crate::rpc::{json_text, refused};
use crate::shared::Shared;

/// Takes files (`multipart/form-data`) and answers with their handles and names.
pub async fn upload(State(shared): State<Arc<Shared>>, mut form: Multipart) -> Response {
    let mut taken = Vec::new();
    loop {
        match form.next_field().await {
            Ok(Some(field)) => match take(&shared, field).await {
                Ok(file) => taken.push(file),
                Err(refusal) => return refusal,
            },
            Ok(None) => return json_text(StatusCode::OK, Value::Array(taken).to_string()),
            Err(_) => return cut_off(),
        }
    }
}

async fn take(shared: &Arc<Shared>, mut field: Field<'_>) -> Result<Value, Response> {
    let name = field.file_name().unwrap_or("文件").to_owned();
    let (handle, path) = {
        let (shared, name) = (Arc::clone(shared), name.clone());
        // The desk may be busy: we wait where waiting is allowed.
        tokio::task::spawn_blocking(move || shared.desk.place(&name))
            .await
            .map_err(|_| not_kept())?
            .map_err(|_| not_kept())?
    };
    let mut file = tokio::fs::File::create(&path).await.map_err(|_| not_kept())?;
    while let Some(chunk) = field.chunk().await.map_err(|_| cut_off())? {
        file.write_all(&chunk).await.map_err(|_| not_kept())?;
    }
    file.flush().await.map_err(|_| not_kept())?;
    Ok(json!({"handle": handle, "name": name}))
}

fn cut_off() -> Response {
    refused(StatusCode::BAD_REQUEST, "upload_cut_off", "文件没有传完，或太大了（最多 512 MB）。请再试一次。")
}

fn not_kept() -> Response {
    refused(
        StatusCode::INTERNAL_SERVER_ERROR,
        "upload_not_kept",
        "文件没有收下，可能磁盘已满。请清理磁盘后再试。",
    )
}

/// Gives a file out.
pub async fn download(State(shared): State<Arc<Shared>>, Path(handle): Path<String>) -> Response {
    let path = tokio::task::spawn_blocking(move || shared.desk.file(&handle)).await.ok().flatten();
    let Some(path) = path else { return gone() };
    let Ok(bytes) = tokio::fs::read(&path).await else { return gone() };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let disposition = format!("attachment; filename*=UTF-8''{}", escaped(&name));
    (
        [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}

/// A browser's reader of PDFs is a plug-in in a page that it makes around the file.
const READER: &str =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// A PDF for the browser to show, where it is printed. Nothing else is ever shown under this address.
pub async fn show(State(shared): State<Arc<Shared>>, Path(handle): Path<String>) -> Response {
    let path = tokio::task::spawn_blocking(move || shared.desk.file(&handle)).await.ok().flatten();
    let Some(path) = path.filter(|path| path.extension().is_some_and(|kind| kind == "pdf")) else {
        return gone();
    };
    let Ok(bytes) = tokio::fs::read(&path).await else { return gone() };
    let dressed = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_SECURITY_POLICY, READER)];
    (dressed, bytes).into_response()
}

fn gone() -> Response {
    refused(StatusCode::NOT_FOUND, "no_such_file", "找不到这个文件，请重新导出。")
}

/// RFC 8187.
fn escaped(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
