//! The desk seen from beside 旁看: while a command holds the desk, others look things up in the office as it was last committed, over a
//! connection that cannot write. It is opened at the first question, and gone when the desk is free again.

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
    pub(crate) fn new(key: BesideKey, desk: Desk) -> Self {
        Self { key, desk, failed: false }
    }

    /// Answers; `None` when it cannot be asked from here.
    pub(crate) fn call(
        &mut self,
        command: &str,
        request: Value,
        clock: Clock,
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
        let mut quiet = |_: Progress<'_>| ControlFlow::Continue(());
        Some(self.desk.call(command, request, clock, &mut quiet))
    }
}

impl Desk {
    /// The desk as others may see it while a command holds it; none without an office.
    pub(crate) fn beside(&self) -> Option<Beside> {
        let office = self.office.as_ref().filter(|office| !office.read_only())?;
        Some(Beside::new(office.beside(), self.seen_from_beside()))
    }

    fn take_over(&mut self, office: Office) {
        self.office = Some(office);
    }
}
