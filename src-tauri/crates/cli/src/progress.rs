//! How far long work is, on standard error when that is a terminal; and Ctrl-C, which ends it cleanly.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use louce_sheets::import::Progress;

/// Watches over long work.
pub struct Watch {
    bar: Option<ProgressBar>,
    label: String,
    stop: Arc<AtomicBool>,
}

impl Watch {
    /// From now on Ctrl-C asks the work to stop; a second one ends the program at once, which loses nothing either: what is not
    /// committed is not there.
    pub fn begin() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        // Without a handler Ctrl-C ends the program, as it does anyway.
        let _ = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        let bar = std::io::stderr().is_terminal().then(ProgressBar::new_spinner);
        Self { bar, label: String::new(), stop }
    }

    /// One step.
    pub fn hear(&mut self, progress: Progress<'_>) -> ControlFlow<()> {
        if let Some(bar) = &self.bar {
            if self.label != progress.label {
                progress.label.clone_into(&mut self.label);
                bar.set_message(self.label.clone());
            }
            if progress.total > 0 && bar.length() != Some(progress.total) {
                bar.set_length(progress.total);
                bar.set_style(style("{spinner} {msg} {bar:30} {human_pos}/{human_len}"));
            } else if progress.total == 0 && bar.length().is_some() {
                bar.unset_length();
                bar.set_style(style("{spinner} {msg} {human_pos}"));
            }
            bar.set_position(progress.done);
        }
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
