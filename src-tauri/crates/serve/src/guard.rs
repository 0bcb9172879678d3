//! Who may ask: only pages of this server, in a browser that came in with the token. Against other sites (Origin), names that were
//! made to point here (Host), and other programs and users of this computer (the cookie).

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::rpc::refused;
use crate::shared::Shared;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// Lets only requests pass that a page of ours could have sent, and dresses every answer.
pub async fn from_here(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match foreign(&shared, &request) {
        Some(code) => refused(StatusCode::FORBIDDEN, code, "这个请求不是从楼册的页面来的。"),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Why a request is not from here, if it is not.
fn foreign(shared: &Shared, request: &Request) -> Option<&'static str> {
    let headers = request.headers();
    let Some(host) = text(headers, "host").filter(|host| shared.is_our_host(host)) else {
        return Some("foreign_host");
    };
    let origin_is_ours = text(headers, "origin").map(|origin| origin == format!("http://{host}"));
    // Browsers send Origin with every POST; a request without one is no page.
    let origin_may_be_missing = request.method() == Method::GET || request.method() == Method::HEAD;
    if !origin_is_ours.unwrap_or(origin_may_be_missing) {
        return Some("foreign_origin");
    }
    let site = text(headers, "sec-fetch-site").unwrap_or("none");
    (!matches!(site, "same-origin" | "none")).then_some("foreign_origin")
}

/// Lets only requests pass that carry the cookie of this run.
pub async fn with_cookie(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let name = shared.cookie_name();
    let known = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .any(|(given, value)| given == name && shared.is_session(value));
    if !known {
        return refused(StatusCode::UNAUTHORIZED, "no_token", "请从楼册程序里重新打开这个页面。");
    }
    shared.called();
    next.run(request).await
}

/// The first request of a browser: the token becomes a cookie, and leaves the address line.
pub async fn enter(State(shared): State<Arc<Shared>>, Path(token): Path<String>) -> Response {
    if !shared.is_token(&token) {
        return refused(StatusCode::UNAUTHORIZED, "no_token", "请从楼册程序里重新打开这个页面。");
    }
    shared.enter();
    shared.called();
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, shared.cookie())])
        .into_response()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
