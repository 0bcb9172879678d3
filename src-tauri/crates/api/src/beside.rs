//! The desk seen from beside 旁看: while a command holds the desk, others look things up in the office as it was last committed, over a
//! connection that cannot write. It is opened at the first such question and stays as long as the office does. What takes long
//! and only reads has one of its own.

use std::ops::ControlFlow;

use louce_core::store::BesideKey;
use louce_core::{Clock, Office};
use louce_sheets::import::Progress;
use serde_json::Value;

use crate::{Desk, WireError};

/// See the module.
pub(crate) struct Beside {
    key: BesideKey,
    desk: Desk,
    /// It could not be opened: the question waits for the desk.
    failed: bool,
}

impl Beside {
    /// Whether it can answer without opening the office first.
    pub(crate) fn is_open(&self) -> bool {
        self.desk.is_open()
    }

    /// The office may have changed, and who sits at the desk.
    pub(crate) fn follow(&mut self, desk: &Desk) {
        self.desk.follow(desk);
    }

    /// Answers; `None` when it cannot be asked from here.
    pub(crate) fn call(
        &mut self,
        command: &str,
        request: Value,
        clock: Clock,
        progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Option<Result<Value, WireError>> {
        if self.failed {
            return None;
        }
        if !self.desk.is_open() {
            match self.key.open() {
                Ok(office) => self.desk.take_over(office),
                Err(_) => {
                    self.failed = true;
                    return None;
                }
            }
        }
        Some(self.desk.call(command, request, clock, progress))
    }
}

impl Desk {
    /// The desk as others may see it while a command holds it; none without an office.
    pub(crate) fn beside(&self) -> Option<Beside> {
        let office = self.office.as_ref().filter(|office| !office.read_only())?;
        let mut desk = Self::new(self.places.clone(), self.isolation.clone());
        desk.tray = self.tray.clone();
        desk.follow(self);
        Some(Beside { key: office.beside(), desk, failed: false })
    }

    fn take_over(&mut self, office: Office) {
        self.office = Some(office);
    }
}
