//! 楼册 in an ordinary browser: the same commands and the same page over loopback HTTP, for computers without a web view of their own.
//!
//! Listens on 127.0.0.1 only; answers nobody without the token of this run; stops by itself when no page has called for a while.
//! Not here: what commands do (`louce-api`), and the page (`ui`).

mod events;
mod files;
mod guard;
mod page;
mod rpc;
mod shared;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use louce_api::{Desk, Places};
use louce_core::Clock;
use louce_sheets::read::Isolation;

use page::Page;
use shared::Shared;

/// Largest request that is no upload.
const LARGEST_REQUEST: usize = 16 << 20;
/// Largest file taken; reading has limits of its own.
const LARGEST_UPLOAD: usize = 512 << 20;
/// Time between two looks at idleness and backups.
const TICK: Duration = Duration::from_secs(5);
/// How much longer than between two calls we wait for the first page.
const FIRST_PAGE: u32 = 8;

/// How to serve.
pub struct Options {
    /// Folder of the built page; without one, the page inside the program.
    pub ui: Option<PathBuf>,
    /// 0 takes any free one.
    pub port: u16,
    /// Folder of office files.
    pub offices: PathBuf,
    /// Folder of backups; best on another disk.
    pub backups: PathBuf,
    /// How untrusted files are read.
    pub isolation: Isolation,
    /// What time it is.
    pub clock: Box<dyn Fn() -> Clock + Send + Sync>,
    /// Without a page for so long, the server stops.
    pub quiet: Duration,
}

/// Why it does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or a folder cannot be made.
    #[error("不能在本机开启页面服务：{0}")]
    Io(#[from] std::io::Error),
    /// There is no page to serve.
    #[error("这个程序里没有带页面。请用 --ui 指出页面所在的文件夹。")]
    NoPage,
    /// The system gave no random bytes.
    #[error("系统没有给出随机数，不能安全地开启页面服务。")]
    NoRandom,
}

/// A server that listens already and answers once it runs.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
    quiet: Duration,
    /// Removed with the server.
    _tray: tempfile::TempDir,
}

impl Server {
    /// Listens.
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn bind(options: Options) -> Result<Self, ServeError> {
        let page = Page::new(options.ui)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        let port = listener.local_addr()?.port();
        let tray = tempfile::Builder::new().prefix("louce-").tempdir()?;
        let places =
            Places { offices: options.offices, backups: options.backups, tray: tray.path().to_owned() };
        let desk = Desk::new(places, options.isolation);
        let shared = Arc::new(Shared::new(desk, port, page, options.clock)?);
        Ok(Self { listener, shared, quiet: options.quiet, _tray: tray })
    }

    /// What to open in the browser; holds the token of this run.
    pub fn url(&self) -> String {
        self.shared.url()
    }

    /// Answers until no page has called for a while. Blocks.
    ///
    /// # Errors
    /// [`ServeError::Io`].
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            self.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let gone = wait_until_gone(Arc::clone(&self.shared), self.quiet);
            axum::serve(listener, router(Arc::clone(&self.shared))).with_graceful_shutdown(gone).await
        })?;
        self.shared.desk.close();
        Ok(())
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let inside = Router::new()
        .route("/rpc/{command}", post(rpc::call).layer(DefaultBodyLimit::max(LARGEST_REQUEST)))
        .route("/cancel", post(rpc::cancel))
        .route("/events", get(events::stream))
        .route("/upload", post(files::upload).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route("/download/{handle}", get(files::download))
        .route("/show/{handle}", get(files::show))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard::with_cookie));
    Router::new()
        .route("/enter/{token}", get(guard::enter))
        .merge(inside)
        .fallback(page::file)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard::from_here))
        .with_state(shared)
}

/// Returns when no page has called for `quiet`; meanwhile looks after idle locks and backups.
async fn wait_until_gone(shared: Arc<Shared>, quiet: Duration) {
    let tick = TICK.min(quiet / 2);
    loop {
        tokio::time::sleep(tick).await;
        let patience = if shared.was_entered() { quiet } else { quiet * FIRST_PAGE };
        if shared.is_alone(Instant::now(), patience) {
            return;
        }
        let shared = Arc::clone(&shared);
        // A tick that failed is tried again at the next.
        let _ = tokio::task::spawn_blocking(move || shared.desk.tick(Instant::now())).await;
    }
}
