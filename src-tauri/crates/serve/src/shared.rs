//! What all requests share: the desk behind its lock, the secrets of this run, who listens, whether to cancel.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use louce_api::{Desk, SharedDesk, WireError};
use louce_core::Clock;
use serde_json::Value;
use tokio::sync::broadcast;

use crate::ServeError;
use crate::page::Page;

/// Events that wait for a page that is slow.
const WAITING: usize = 256;

/// See the module.
pub struct Shared {
    pub desk: SharedDesk,
    pub page: Page,
    port: u16,
    token: String,
    session: String,
    entered: AtomicBool,
    listening: AtomicUsize,
    called: Mutex<Instant>,
    events: broadcast::Sender<String>,
}

impl Shared {
    pub fn new(
        desk: Desk,
        port: u16,
        page: Page,
        clock: Box<dyn Fn() -> Clock + Send + Sync>,
    ) -> Result<Self, ServeError> {
        let events = broadcast::channel(WAITING).0;
        let heard = events.clone();
        let say = move |event: &Value| {
            // Nobody listens: nobody misses it.
            let _ = heard.send(event.to_string());
        };
        Ok(Self {
            desk: SharedDesk::new(desk, clock, Box::new(say)),
            page,
            port,
            token: secret()?,
            session: secret()?,
            entered: AtomicBool::new(false),
            listening: AtomicUsize::new(0),
            called: Mutex::new(Instant::now()),
            events,
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

    /// Runs a command. Blocks: for threads that may.
    pub fn call(&self, command: &str, request: Value) -> Result<Value, WireError> {
        let answer = self.desk.call(command, request);
        self.called();
        answer
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
