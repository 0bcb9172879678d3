//! A desk for programs with several threads: one command at a time, what it does told to whoever listens, cancelling from beside.
//! While a command writes, those that only look things up are answered beside it, over a connection of their own; so is printing,
//! which reads for seconds.
//!
//! Not here: how pages reach it (the window's IPC, the loopback server).

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use louce_core::Clock;
use louce_sheets::import::Progress;
use serde_json::{Value, json};

use crate::beside::Beside;
use crate::drives;
use crate::files::Tray;
use crate::{Desk, WireError};

type Answer = Result<Value, WireError>;

/// How long a command waits for the desk before a question is answered from beside, or the person is told that it waits.
const PATIENCE: Duration = Duration::from_millis(200);
/// Time between two looks whether the desk is free.
const GLANCE: Duration = Duration::from_millis(3);
/// Time between two words of progress.
const STRIDE: Duration = Duration::from_millis(100);

/// Commands that only look things up in the office.
const READING: &[&str] = &[
    "desk_status",
    "today",
    "roster_page",
    "backup_list",
    "places",
    "building",
    "household",
    "search",
    "id_check",
    "round_untested",
    "call_list",
    "call_counts",
    "staff_list",
    "imports",
    "residents",
    "rooms",
    "conflicts",
    "round_show",
    "round_list",
    "report_names",
    "tube_people",
    "isolation_days",
    "operation_changes",
    "operation_kept",
    "log",
    "history",
    "household_history",
];

/// Commands that print: unless it is to be recorded, nobody waits for them.
const PRINTING: &[&str] = &["print_roster", "print_paper"];

/// Commands that put another file in the office's place, or none: nobody may be at it.
const ALONE: &[&str] =
    &["office_create", "office_open", "office_take_in", "office_lock", "backup_restore", "passphrase_change"];

/// Says what happened to the pages that listen: `progress`, `finished`, `changed`, `locked`, `desk` (an office was opened, or somebody
/// sat down or stood up), `waiting` (a command waits until the one before is done), `trouble`.
pub type Say = Box<dyn Fn(&Value) + Send + Sync>;

/// See the module.
pub struct SharedDesk {
    desk: Mutex<Desk>,
    /// Answers while the desk is busy. Locked after the desk, or alone.
    beside: Mutex<Option<Beside>>,
    /// One paper at a time, beside the desk. Locked alone, or after the desk by what must be alone with the file.
    printing: Mutex<()>,
    tray: Tray,
    clock: Box<dyn Fn() -> Clock + Send + Sync>,
    /// Commands that came so far: the number of the next.
    next: AtomicU64,
    /// Commands below this number are to stop: those that ran or waited when somebody asked for it.
    cancelled: AtomicU64,
    say: Say,
}

impl SharedDesk {
    /// A desk that tells what happens through `say`.
    pub fn new(desk: Desk, clock: Box<dyn Fn() -> Clock + Send + Sync>, say: Say) -> Self {
        Self {
            tray: desk.tray().clone(),
            desk: Mutex::new(desk),
            beside: Mutex::new(None),
            printing: Mutex::new(()),
            clock,
            next: AtomicU64::new(0),
            cancelled: AtomicU64::new(0),
            say,
        }
    }

    /// What others may see of the desk from beside, before and after a command.
    fn tell_beside(&self, desk: &Desk) {
        let mut beside = lock(&self.beside);
        match beside.as_mut() {
            Some(beside) => beside.follow(desk),
            None => *beside = desk.beside(),
        }
    }

    /// The desk, or the answer from beside when it is busy for long. Opening the office a second time takes longer than most
    /// commands do, so the first time we wait a little.
    fn take_or_look(&self, command: &str, request: &Value) -> Result<MutexGuard<'_, Desk>, Answer> {
        let reads = only_reads(command, request);
        let began = Instant::now();
        loop {
            match self.desk.try_lock() {
                Ok(desk) => return Ok(desk),
                Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
            let is_late = began.elapsed() >= PATIENCE;
            if reads {
                let mut beside = lock(&self.beside);
                let ready = is_late || beside.as_ref().is_some_and(Beside::is_open);
                let answer = beside.as_mut().filter(|_| ready);
                let quiet = &mut |_: Progress<'_>| ControlFlow::Continue(());
                if let Some(answer) =
                    answer.and_then(|beside| beside.call(command, request.clone(), (self.clock)(), quiet))
                {
                    return Err(answer);
                }
            }
            if is_late {
                break;
            }
            std::thread::sleep(GLANCE);
        }
        (self.say)(&json!({"kind": "waiting", "command": command}));
        Ok(lock(&self.desk))
    }

    /// Runs a command. Blocks until those before it are done: for threads that may.
    ///
    /// # Errors
    /// As [`Desk::call`].
    pub fn call(&self, command: &str, request: Value) -> Answer {
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        let mut desk = match self.take_or_look(command, &request) {
            Ok(desk) => desk,
            Err(answer) => return answer,
        };
        if only_prints(command, &request)
            && let Some(mut beside) = desk.beside()
        {
            desk.touch();
            drop(desk);
            let _one = lock(&self.printing);
            let printed =
                self.heard(mine, |hear| beside.call(command, request.clone(), (self.clock)(), hear));
            if let Some(answer) = printed {
                return answer;
            }
            desk = lock(&self.desk);
        }
        let mut _alone = None;
        match ALONE.contains(&command) {
            true => {
                _alone = Some(lock(&self.printing));
                *lock(&self.beside) = None;
            }
            false => self.tell_beside(&desk),
        }
        let (answer, sat, changes, trouble) = self.heard(mine, |hear| {
            let before = desk.sitting();
            let answer = desk.call(command, request, (self.clock)(), hear);
            let after = desk.sitting();
            let (changes, trouble) = (desk.take_changes(), desk.take_trouble());
            self.tell_beside(&desk);
            drop(desk);
            (answer, (before != after).then_some(after), changes, trouble)
        });
        self.say_trouble(trouble);
        if let Some(sits) = sat {
            (self.say)(&json!({"kind": if sits.is_some() { "desk" } else { "locked" }}));
        }
        if !changes.tables.is_empty() {
            (self.say)(&json!({"kind": "changed", "operation": changes.operation, "tables": changes.tables}));
        }
        answer
    }

    /// Runs the work of command `mine`, telling how far it is and that it is done, and stopping it when somebody asks.
    fn heard<T>(
        &self,
        mine: u64,
        work: impl FnOnce(&mut dyn FnMut(Progress<'_>) -> ControlFlow<()>) -> T,
    ) -> T {
        let mut said: Option<Instant> = None;
        let done = work(&mut |progress| {
            if said.is_none_or(|at| at.elapsed() >= STRIDE) {
                said = Some(Instant::now());
                let Progress { label, done, total } = progress;
                (self.say)(&json!({"kind": "progress", "label": label, "done": done, "total": total}));
            }
            match mine < self.cancelled.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        if said.is_some() {
            (self.say)(&json!({"kind": "finished"}));
        }
        done
    }

    /// Asks the command that runs and those that wait to stop; what they did is taken back. Those that come later are not meant.
    pub fn cancel(&self) {
        self.cancelled.store(self.next.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// A place in the tray for a file of this name: its handle, and where to write it.
    ///
    /// # Errors
    /// When the tray cannot be written.
    pub fn place(&self, name: &str) -> std::io::Result<(String, PathBuf)> {
        self.tray.place(name)
    }

    /// The file of a handle; none while the office is locked or waits for somebody to sit down.
    pub fn file(&self, handle: &str) -> Option<PathBuf> {
        // A desk that is at work is one that somebody sits at.
        let shows = match self.desk.try_lock() {
            Ok(desk) => desk.shows(),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().shows(),
            Err(TryLockError::WouldBlock) => true,
        };
        self.tray.get(handle).filter(|_| shows)
    }

    /// Looks after idle locks and backups, unless the desk is busy anyway. For a timer of some seconds.
    pub fn tick(&self, now: Instant) {
        let Ok(mut desk) = self.desk.try_lock() else { return };
        let ticked = desk.tick(now, (self.clock)());
        let trouble = desk.take_trouble();
        if !desk.is_open() {
            *lock(&self.beside) = None;
        }
        drop(desk);
        match ticked {
            Ok(false) => {}
            Ok(true) => (self.say)(&json!({"kind": "locked"})),
            Err(error) => self.say_trouble(Some(error)),
        }
        self.say_trouble(trouble);
    }

    fn say_trouble(&self, trouble: Option<WireError>) {
        if let Some(error) = trouble {
            (self.say)(&json!({"kind": "trouble", "code": error.code, "message": error.message}));
        }
    }

    /// Gives a handle to a folder that a person chose in a dialog of the program.
    pub fn adopt_folder(&self, folder: PathBuf) -> String {
        lock(&self.desk).adopt_folder(drives::within(folder))
    }

    /// The last thing: the office is locked, and backed up if it changed.
    pub fn close(&self) {
        let mut quiet = |_: Progress<'_>| ControlFlow::Continue(());
        let _ = lock(&self.desk).call("office_lock", json!({}), (self.clock)(), &mut quiet);
    }
}

/// Whether a command can be answered from beside.
fn only_reads(command: &str, request: &Value) -> bool {
    let report = command == "report_daily" && !asks_for(request, "close") && !asks_for(request, "file");
    READING.contains(&command) || report
}

/// Whether a command writes nothing but a paper.
fn only_prints(command: &str, request: &Value) -> bool {
    PRINTING.contains(&command) && !asks_for(request, "unmasked")
}

fn asks_for(request: &Value, key: &str) -> bool {
    !matches!(request.get(key), None | Some(Value::Null | Value::Bool(false)))
}

/// A command that panicked left the office as it was: its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
