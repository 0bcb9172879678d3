//! What every command shares: the session it runs in, and the one error.

use std::ops::ControlFlow;

use louce_core::{Clock, Office};
use louce_sheets::import::Progress;
use louce_sheets::read::Isolation;
use serde::{Deserialize, Serialize};

use crate::files::Files;

/// An open office and the moment, as handlers get them.
pub struct Session<'a> {
    /// The office.
    pub office: &'a mut Office,
    /// Now.
    pub clock: Clock,
    /// In which process files from outside are read.
    pub isolation: Isolation,
    /// How requests name files.
    pub files: Files<'a>,
    /// Hears how far long work is; may cancel it.
    pub progress: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

/// A request without anything in it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// What went wrong: a code for programs, Chinese for people. No resident's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error, ts_rs::TS)]
#[error("{message}")]
pub struct WireError {
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl WireError {
    /// An error of this layer.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
    pub(crate) fn bad_request(error: &serde_json::Error) -> Self {
        Self::new("bad_request", format!("请求的格式不对：{error}"))
    }
    pub(crate) fn bad_answer(error: &serde_json::Error) -> Self {
        Self::new("bad_answer", format!("结果不能写成 JSON：{error}"))
    }
}

macro_rules! from_errors {
    ($($error:ty),* $(,)?) => {
        $(impl From<$error> for WireError {
            fn from(error: $error) -> Self {
                Self::new(error.code(), error.to_string())
            }
        })*
    };
}

impl From<std::io::Error> for WireError {
    fn from(error: std::io::Error) -> Self {
        louce_core::Error::from(error).into()
    }
}

from_errors!(
    louce_print::PrintError,
    louce_sheets::sample::SampleError,
    louce_core::Error,
    louce_sheets::import::ImportError,
    louce_sheets::publish::PublishError,
    louce_sheets::read::ReadError,
    louce_sheets::roster::RosterError,
);
