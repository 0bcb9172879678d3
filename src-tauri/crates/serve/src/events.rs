//! What the program says by itself, as server-sent events: `progress` and `finished` of long work, `changed` tables with the
//! operation, `locked`, `desk`, `trouble`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use serde_json::json;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::shared::Shared;

/// Listens until the page goes.
pub async fn stream(State(shared): State<Arc<Shared>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (receiver, listening) = shared.listen();
    let events = BroadcastStream::new(receiver).map(move |event| {
        // Held as long as the stream is.
        let _ = &listening;
        // A page that was too slow has missed something: anything may have changed.
        let text =
            event.unwrap_or_else(|_| json!({"kind": "changed", "operation": null, "tables": []}).to_string());
        Ok(Event::default().data(text))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
