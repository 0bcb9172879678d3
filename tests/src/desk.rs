//! A desk with a folder, an office file and the program: what end-to-end tests sit down at.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a desk that cannot be set up ends the test")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The passphrase of every desk.
pub const PASSPHRASE: &str = "一二三四五六";
/// The moment at every desk.
pub const NOW: &str = "2022-03-16 20:00:00";
/// Who sits at every desk.
pub const WHO: &str = "张阿姨";

/// The program under test, built by cargo together with the tests.
pub fn program() -> PathBuf {
    let name = format!("louce-e2e{}", std::env::consts::EXE_SUFFIX);
    let test = std::env::current_exe().unwrap();
    let found = test.ancestors().map(|folder| folder.join(&name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is not beside {}", test.display()))
}

/// A folder of its own, with an office in it unless [`Desk::empty`].
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Answer {
    /// Exit code; `None` when it was ended by a signal.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Answer {
    /// What the program left.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The error's code, having checked that it is told as it should be: exit code 1, Chinese for people on standard error.
    pub fn error(&self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        let answer = self.out.lines().last().unwrap_or_default();
        let error = serde_json::from_str::<Value>(answer).unwrap_or_else(|error| panic!("{error}: {self:?}"))
            ["error"]
            .take();
        let message = error["message"].as_str().unwrap_or_else(|| panic!("no message: {self:?}"));
        assert!(is_chinese(message), "{message}");
        assert_eq!(self.err.trim_end(), message);
        error["code"].as_str().unwrap_or_else(|| panic!("no code: {self:?}")).to_owned()
    }

    /// Standard output, having checked that all went well.
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }
}

/// Whether a text has Chinese in it.
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

impl Desk {
    /// Without an office.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With an empty office.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.run(&["init", "--office", &desk.office(), "--name", "延吉七村居民区"]).done();
        desk
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder, as an argument.
    pub fn at(&self, name: &str) -> String {
        self.folder().join(name).to_str().unwrap().to_owned()
    }

    /// The office file.
    pub fn office(&self) -> String {
        self.at("延吉七村.louce")
    }

    /// Writes a file into the folder and gives its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.folder().join(name), content).unwrap();
        self.at(name)
    }

    /// The program at this desk, ready to be given arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.current_dir(self.folder()).stdin(Stdio::null());
        command.env("LOUCE_PASSPHRASE", PASSPHRASE).env("LOUCE_NOW", NOW).env("LOUCE_WHO", WHO);
        command
    }

    /// Runs the program.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Answer {
        Answer::of(self.command().args(arguments).output().unwrap())
    }

    /// Runs `louce COMMAND --office F …`; `command` may be two words.
    pub fn louce(&self, command: &str, rest: &[&str]) -> Answer {
        let office = self.office();
        let words: Vec<&str> =
            command.split(' ').chain(["--office", &office]).chain(rest.iter().copied()).collect();
        self.run(&words)
    }

    /// As [`Desk::louce`], for an answer in JSON; all must go well.
    pub fn ask(&self, command: &str, rest: &[&str]) -> Value {
        let answer = self.louce(command, &[rest, &["--json"]].concat());
        assert_eq!(answer.code, Some(0), "{answer:?}");
        answer.json()
    }

    /// As [`Desk::louce`], for something that must fail; the error's code.
    pub fn refused(&self, command: &str, rest: &[&str]) -> String {
        self.louce(command, &[rest, &["--json"]].concat()).error()
    }

    /// Imports a ledger written as CSV.
    pub fn import(&self, name: &str, csv: &str) -> Value {
        let file = self.write(name, csv);
        self.ask("import", &[&file])
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// An invented person's ID number: region, birth date and sequence of three, with the check digit that belongs to them.
pub fn id_number(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    assert_eq!(body.len(), weights.len());
    let sum: u32 =
        body.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", "10X98765432".chars().nth((sum % 11) as usize).unwrap())
}
