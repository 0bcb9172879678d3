//! The program killed at many moments, without counting on how fast the machine is today.
#![allow(clippy::panic, reason = "a moment that cannot be found ends the test")]

use std::time::Duration;

/// What a kill found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Killed while it worked; everything is as before.
    Before,
    /// Killed while it worked; everything is as after.
    After,
    /// It had ended by itself.
    Ended,
}

/// Lets `kill` work for a longer and longer time before its kill, until twice it had ended by itself; with finer steps again while
/// fewer than `before` kills came before its change. `whole` is about how long it works when nobody kills it.
pub fn kill_later_and_later(whole: Duration, before: u32, mut kill: impl FnMut(Duration) -> Found) {
    let mut step = whole / 12;
    let mut tries = 0;
    for _ in 0..8 {
        let (mut found_before, mut ended) = (0, 0);
        let mut wait = Duration::ZERO;
        while ended < 2 {
            tries += 1;
            assert!(tries < 400, "never comes to its end");
            wait += step;
            match kill(wait) {
                Found::Before => found_before += 1,
                Found::After => {}
                Found::Ended => ended += 1,
            }
        }
        if found_before >= before {
            return;
        }
        step /= 2;
    }
    panic!("it ends too soon to be killed {before} times");
}
