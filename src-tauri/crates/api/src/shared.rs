//! A desk for programs with several threads: one command at a time, what it does told to whoever listens, cancelling from beside.
//!
//! Not here: how pages reach it (the window's IPC, the loopback server).

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use louce_core::Clock;
use louce_sheets::import::Progress;
use serde_json::{Value, json};

use crate::{Desk, WireError};

/// Time between two words of progress.
const STRIDE: Duration = Duration::from_millis(100);

/// Says what happened to the pages that listen: `progress`, `finished`, `changed`, `locked`, `trouble`.
pub type Say = Box<dyn Fn(&Value) + Send + Sync>;

/// See the module.
pub struct SharedDesk {
    desk: Mutex<Desk>,
    clock: Box<dyn Fn() -> Clock + Send + Sync>,
    cancel: AtomicBool,
    say: Say,
}

impl SharedDesk {
    /// A desk that tells what happens through `say`.
    pub fn new(desk: Desk, clock: Box<dyn Fn() -> Clock + Send + Sync>, say: Say) -> Self {
        Self { desk: Mutex::new(desk), clock, cancel: AtomicBool::new(false), say }
    }

    /// Runs a command. Blocks until those before it are done: for threads that may.
    ///
    /// # Errors
    /// As [`Desk::call`].
    pub fn call(&self, command: &str, request: Value) -> Result<Value, WireError> {
        let mut desk = lock(&self.desk);
        self.cancel.store(false, Ordering::Relaxed);
        let mut said: Option<Instant> = None;
        let mut hear = |progress: Progress<'_>| {
            if said.is_none_or(|at| at.elapsed() >= STRIDE) {
                said = Some(Instant::now());
                let Progress { label, done, total } = progress;
                (self.say)(&json!({"kind": "progress", "label": label, "done": done, "total": total}));
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
            (self.say)(&json!({"kind": "finished"}));
        }
        if !changes.tables.is_empty() {
            (self.say)(&json!({"kind": "changed", "operation": changes.operation, "tables": changes.tables}));
        }
        answer
    }

    /// Asks the command that runs to stop; what it did is taken back.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// A place in the tray for a file of this name: its handle, and where to write it.
    ///
    /// # Errors
    /// When the tray cannot be written.
    pub fn place(&self, name: &str) -> std::io::Result<(String, PathBuf)> {
        lock(&self.desk).tray().place(name)
    }

    /// The file of a handle.
    pub fn file(&self, handle: &str) -> Option<PathBuf> {
        lock(&self.desk).tray().get(handle).map(Path::to_owned)
    }

    /// Looks after idle locks and backups, unless the desk is busy anyway. For a timer of some seconds.
    pub fn tick(&self, now: Instant) {
        let Ok(mut desk) = self.desk.try_lock() else { return };
        match desk.tick(now, (self.clock)()) {
            Ok(false) => {}
            Ok(true) => (self.say)(&json!({"kind": "locked"})),
            Err(error) => {
                (self.say)(&json!({"kind": "trouble", "code": error.code, "message": error.message}))
            }
        }
    }

    /// The last thing: the office is locked, and backed up if it changed.
    pub fn close(&self) {
        let mut quiet = |_: Progress<'_>| ControlFlow::Continue(());
        let _ = lock(&self.desk).call("office_lock", json!({}), (self.clock)(), &mut quiet);
    }
}

/// A command that panicked left the office as it was: its transaction was rolled back.
fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
