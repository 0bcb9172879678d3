//! What all requests share: the desk behind its lock, the secrets of this run, who listens, whether to cancel.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use louce_api::{Desk, WireError};
use louce_core::Clock;
use louce_sheets::import::Progress;
use serde_json::{Value, json};
use tokio::sync::broadcast;

use crate::ServeError;

/// Events that wait for a page that is slow.
const WAITING: usize = 256;
/// Time between two words of progress.
const STRIDE: Duration = Duration::from_millis(100);

/// See the module.
pub struct Shared {
    desk: Mutex<Desk>,
    clock: Box<dyn Fn() -> Clock + Send + Sync>,
    pub ui: PathBuf,
    port: u16,
    token: String,
    session: String,
    cancel: AtomicBool,
    entered: AtomicBool,
    listening: AtomicUsize,
    called: Mutex<Instant>,
    events: broadcast::Sender<String>,
}

impl Shared {
    pub fn new(
        desk: Desk,
        port: u16,
        ui: PathBuf,
        clock: Box<dyn Fn() -> Clock + Send + Sync>,
    ) -> Result<Self, ServeError> {
        Ok(Self {
            desk: Mutex::new(desk),
            clock,
            ui,
            port,
            token: secret()?,
            session: secret()?,
            cancel: AtomicBool::new(false),
            entered: AtomicBool::new(false),
            listening: AtomicUsize::new(0),
            called: Mutex::new(Instant::now()),
            events: broadcast::channel(WAITING).0,
        })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/enter/{}", self.port, self.token)
    }

    /// Whether a Host header is ours; anything else is another name that was made to point here.
    pub fn is_our_host(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{}", self.port))
    }

    pub fn is_token(&self, given: &str) -> bool {
        same(given, &self.token)
    }

    /// Cookies are shared by all ports of a host: ours has the port in its name.
    pub fn cookie_name(&self) -> String {
        format!("louce-{}", self.port)
    }

    pub fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.session)
    }

    pub fn is_session(&self, given: &str) -> bool {
        same(given, &self.session)
    }

    pub fn enter(&self) {
        self.entered.store(true, Ordering::Relaxed);
    }

    pub fn was_entered(&self) -> bool {
        self.entered.load(Ordering::Relaxed)
    }

    /// Somebody called: we are not alone.
    pub fn called(&self) {
        *lock(&self.called) = Instant::now();
    }

    pub fn is_alone(&self, now: Instant, patience: Duration) -> bool {
        self.listening.load(Ordering::Relaxed) == 0 && now.duration_since(*lock(&self.called)) >= patience
    }

    /// A page listens to events until the guard is dropped.
    pub fn listen(self: &Arc<Self>) -> (broadcast::Receiver<String>, Listening) {
        self.listening.fetch_add(1, Ordering::Relaxed);
        (self.events.subscribe(), Listening(Arc::clone(self)))
    }

    pub fn say(&self, event: &Value) {
        // Nobody listens: nobody misses it.
        let _ = self.events.send(event.to_string());
    }

    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Runs a command. Blocks: for threads that may.
    pub fn call(&self, command: &str, request: Value) -> Result<Value, WireError> {
        let mut desk = lock(&self.desk);
        self.cancel.store(false, Ordering::Relaxed);
        let mut said: Option<Instant> = None;
        let mut hear = |progress: Progress<'_>| {
            if said.is_none_or(|at| at.elapsed() >= STRIDE) {
                said = Some(Instant::now());
                let Progress { label, done, total } = progress;
                self.say(&json!({"kind": "progress", "label": label, "done": done, "total": total}));
            }
            match self.cancel.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let answer = desk.call(command, request, (self.clock)(), &mut hear);
        let changes = desk.take_changes();
        drop(desk);
        if said.is_some() {
            self.say(&json!({"kind": "finished"}));
        }
        if !changes.tables.is_empty() {
            self.say(&json!({"kind": "changed", "operation": changes.operation, "tables": changes.tables}));
        }
        self.called();
        answer
    }

    /// A place in the tray for a file of this name: its handle, and where to write it.
    pub fn place(&self, name: &str) -> std::io::Result<(String, PathBuf)> {
        lock(&self.desk).tray().place(name)
    }

    pub fn file(&self, handle: &str) -> Option<PathBuf> {
        lock(&self.desk).tray().get(handle).map(Path::to_owned)
    }

    /// Looks after idle locks and backups, unless the desk is busy anyway.
    pub fn tick(&self, now: Instant) {
        let Ok(mut desk) = self.desk.try_lock() else { return };
        match desk.tick(now, (self.clock)()) {
            Ok(false) => {}
            Ok(true) => self.say(&json!({"kind": "locked"})),
            Err(error) => self.say(&json!({"kind": "trouble", "code": error.code, "message": error.message})),
        }
    }

    /// The last thing: the office is locked, and backed up if it changed.
    pub fn close(&self) {
        let mut quiet = |_: Progress<'_>| ControlFlow::Continue(());
        let _ = lock(&self.desk).call("office_lock", json!({}), (self.clock)(), &mut quiet);
    }
}

/// A page that listens.
pub struct Listening(Arc<Shared>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.listening.fetch_sub(1, Ordering::Relaxed);
        self.0.called();
    }
}

/// A command that panicked left the office as it was: its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn secret() -> Result<String, ServeError> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| ServeError::NoRandom)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares without stopping at the first difference.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}
