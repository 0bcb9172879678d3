//! Where the passphrase comes from: a file named by `--passphrase-file`, the environment, or a person at a terminal.

use std::io::{IsTerminal, Read};
use std::path::Path;

use louce_core::Passphrase;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// A file with more than this on it is no passphrase.
const MOST: u64 = 64 << 10;

/// Whether it opens an office or makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Open.
    Open,
    /// Make: asked twice.
    New,
    /// Take the place of the one before: asked twice.
    Change,
}

impl Use {
    /// Name of the variable.
    fn variable(self) -> &'static str {
        match self {
            Self::Open | Self::New => "LOUCE_PASSPHRASE",
            Self::Change => "LOUCE_NEW_PASSPHRASE",
        }
    }
}

/// The passphrase.
pub fn get(file: Option<&Path>, purpose: Use) -> Result<Passphrase, Failure> {
    let variable = purpose.variable();
    let text = match (file, std::env::var(variable)) {
        (Some(file), _) => first_line(file)?,
        (None, Ok(text)) => Zeroizing::new(text),
        (None, Err(std::env::VarError::NotUnicode(_))) => {
            return Err(Failure::new(
                "passphrase_unreadable",
                format!("环境变量 {variable} 不是 UTF-8 文字。"),
            ));
        }
        (None, Err(std::env::VarError::NotPresent)) => asked(purpose)?,
    };
    Ok(Passphrase::new(text.as_str())?)
}

/// The first line of a file, without its line break, and without the mark that Notepad puts in front.
pub fn first_line(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let failed = |why: String| {
        Failure::new("passphrase_unreadable", format!("读不了口令文件 {}：{why}", path.display()))
    };
    let mut text = Zeroizing::new(String::new());
    let file = std::fs::File::open(path).map_err(|error| failed(error.to_string()))?;
    file.take(MOST).read_to_string(&mut text).map_err(|error| failed(error.to_string()))?;
    let line = text.strip_prefix('\u{feff}').unwrap_or(&text).lines().next().unwrap_or("");
    Ok(Zeroizing::new(line.to_owned()))
}

fn asked(purpose: Use) -> Result<Zeroizing<String>, Failure> {
    let variable = purpose.variable();
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(
            "no_passphrase",
            format!("没有口令：请设置环境变量 {variable}，或指定口令文件，或在终端中运行后输入。"),
        ));
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map(Zeroizing::new)
            .map_err(|error| Failure::new("no_passphrase", format!("没有读到口令：{error}")))
    };
    let text = ask(if purpose == Use::Change { "新口令：" } else { "口令：" })?;
    if purpose != Use::Open && *text != *ask("再输一遍：")? {
        return Err(Failure::new("passphrase_mismatch", "两次输入的口令不一样，没有改动任何内容。"));
    }
    Ok(text)
}
