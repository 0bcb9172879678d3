//! Sitting down at the desk: the clock, who it is, the office opened.

use std::ops::ControlFlow;
use std::path::Path;

use louce_api::{Files, Session};
use louce_core::{Clock, Office};
use louce_sheets::import::Progress;

use crate::args::DeskArgs;
use crate::commands::reader;
use crate::failure::Failure;
use crate::passphrase::{self, Use};
use crate::progress::Watch;

impl DeskArgs {
    /// Now, or what `--now` or `LOUCE_NOW` says.
    pub fn clock(&self) -> Result<Clock, Failure> {
        match self.given_time() {
            None => Ok(Clock::system()),
            Some(text) => chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S")
                .map(|now| Clock { now })
                .map_err(|_| Failure::new("bad_now", "时刻要写成 2022-03-16 09:00:00 这样。")),
        }
    }

    fn given_time(&self) -> Option<String> {
        self.now.clone().or_else(|| std::env::var("LOUCE_NOW").ok().filter(|text| !text.is_empty()))
    }

    /// Whether it is not the machine's clock that counts.
    pub fn is_given_a_time(&self) -> bool {
        self.given_time().is_some()
    }

    /// Opens the office as whoever is at the desk.
    pub fn open(&self, path: &Path) -> Result<Office, Failure> {
        let passphrase = passphrase::get(self.passphrase_file.as_deref(), Use::Open)?;
        let mut office = Office::open(path, &passphrase)?;
        self.sit(&mut office);
        Ok(office)
    }

    /// Makes a new office.
    pub fn create(&self, path: &Path, name: &str) -> Result<Office, Failure> {
        // Before anybody is asked for a passphrase in vain.
        if path.exists() {
            return Err(louce_core::Error::AlreadyExists(path.to_owned()).into());
        }
        let passphrase = passphrase::get(self.passphrase_file.as_deref(), Use::New)?;
        let mut office = Office::create(path, &passphrase, name, self.clock()?)?;
        self.sit(&mut office);
        Ok(office)
    }

    /// Opens the office and runs something in it.
    pub fn within<T>(
        &self,
        path: &Path,
        run: impl FnOnce(&mut Session<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let clock = self.clock()?;
        let mut office = self.open(path)?;
        let progress = &mut |_: Progress<'_>| ControlFlow::Continue(());
        run(&mut Session {
            office: &mut office,
            clock,
            isolation: reader::isolation()?,
            files: Files::Paths,
            progress,
        })
    }

    /// As [`DeskArgs::within`], for work that takes long: shows how far it is, and Ctrl-C cancels it.
    pub fn within_watched<T>(
        &self,
        path: &Path,
        run: impl FnOnce(&mut Session<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let clock = self.clock()?;
        let mut office = self.open(path)?;
        // Only now: at the prompt for the passphrase Ctrl-C ends the program.
        let mut watch = Watch::begin();
        let progress = &mut |progress: Progress<'_>| watch.hear(progress);
        run(&mut Session {
            office: &mut office,
            clock,
            isolation: reader::isolation()?,
            files: Files::Paths,
            progress,
        })
    }

    /// Records what is done under the name of whoever is at the desk.
    pub fn sit(&self, office: &mut Office) {
        let variable = |name| std::env::var(name).ok().filter(|text: &String| !text.trim().is_empty());
        let who = self
            .who
            .clone()
            .or_else(|| ["LOUCE_WHO", "USER", "USERNAME", "LOGNAME"].into_iter().find_map(variable));
        if let Some(who) = who {
            office.set_who(&who);
        }
    }
}
