//! The built page: its files as they are, from a folder or from inside the program (feature `page`). A path without an ending is a place inside the page, and gets the page itself.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::ServeError;
use crate::rpc::refused;
use crate::shared::Shared;

/// Where the page is.
pub enum Page {
    /// In a folder.
    Folder(PathBuf),
    /// In the program.
    #[cfg(feature = "page")]
    Inside,
}

#[cfg(feature = "page")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../../../ui/dist"]
struct Inside;

impl Page {
    /// The page of a folder; without one that of the program.
    pub fn new(folder: Option<PathBuf>) -> Result<Self, ServeError> {
        match folder {
            Some(folder) => Ok(Self::Folder(folder)),
            #[cfg(feature = "page")]
            None => Ok(Self::Inside),
            #[cfg(not(feature = "page"))]
            None => Err(ServeError::NoPage),
        }
    }

    async fn read(&self, inside: &Path) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Folder(folder) => tokio::fs::read(folder.join(inside)).await.ok().map(Cow::Owned),
            #[cfg(feature = "page")]
            Self::Inside => Inside::get(&inside.to_string_lossy().replace('\\', "/")).map(|file| file.data),
        }
    }
}

/// Gives a file of the page out.
pub async fn file(State(shared): State<Arc<Shared>>, method: Method, uri: Uri) -> Response {
    let asked = uri.path().trim_start_matches('/');
    let Some(inside) = plain(asked).filter(|_| method == Method::GET || method == Method::HEAD) else {
        return missing();
    };
    let inside = if inside.extension().is_none() { PathBuf::from("index.html") } else { inside };
    let Some(bytes) = shared.page.read(&inside).await else { return missing() };
    // Built files carry a hash of their content in their names; the page itself does not.
    let keep = if inside.starts_with("assets") { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind(&inside)), (header::CACHE_CONTROL, keep)], bytes.into_owned())
        .into_response()
}

/// A path below a folder, and nothing else.
fn plain(asked: &str) -> Option<PathBuf> {
    if asked.contains(['\\', ':', '%', '\0']) {
        return None;
    }
    let path = Path::new(asked);
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| path.to_owned())
}

fn missing() -> Response {
    refused(StatusCode::NOT_FOUND, "no_such_page", "没有这个页面。")
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_paths_below_the_folder_are_files_of_the_page() {
        for good in ["", "index.html", "assets/a-1.js", "today"] {
            assert!(plain(good).is_some(), "{good}");
        }
        for bad in ["../x", "a/../../x", "/etc/passwd", "a\\b", "C:/x", "%2e%2e/x", "./x/.."] {
            assert!(plain(bad).is_none(), "{bad}");
        }
    }
}
