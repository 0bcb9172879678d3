//! Commands: `POST /rpc/{command}` with the request as JSON; and cancelling what runs.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use louce_api::WireError;
use serde_json::json;

use crate::shared::Shared;

/// Runs a command.
pub async fn call(State(shared): State<Arc<Shared>>, Path(command): Path<String>, body: Bytes) -> Response {
    let request = if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(&body) };
    let Ok(request) = request else {
        return refused(StatusCode::BAD_REQUEST, "bad_request", "请求的格式不对。");
    };
    let done =
        tokio::task::spawn_blocking(move || shared.call(&command, request).map(|answer| answer.to_string()));
    match done.await {
        Ok(Ok(answer)) => json_text(StatusCode::OK, answer),
        Ok(Err(error)) => from_error(&error),
        Err(_) => refused(
            StatusCode::INTERNAL_SERVER_ERROR,
            "crashed",
            "这一步出了意外，没有改动任何内容。请再试一次。",
        ),
    }
}

/// Cancels the command that runs.
pub async fn cancel(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.desk.cancel();
    StatusCode::NO_CONTENT
}

fn from_error(error: &WireError) -> Response {
    let status = match error.code {
        "no_such_command" | "no_such" | "no_such_file" => StatusCode::NOT_FOUND,
        "locked" => StatusCode::CONFLICT,
        "bad_request" => StatusCode::BAD_REQUEST,
        "bad_answer" | "sql" | "stored" | "io" | "damaged" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    refused(status, error.code, &error.message)
}

/// An error as pages read it.
pub fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    json_text(status, json!({"code": code, "message": message}).to_string())
}

pub fn json_text(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}
