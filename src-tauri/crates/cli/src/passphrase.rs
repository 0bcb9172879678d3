//! Where the passphrase comes from: a file named by `--passphrase-file`, the environment, or a person at a terminal.

use std::io::{IsTerminal, Read};
use std::path::Path;

use louce_core::Passphrase;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// Name of the variable.
const VARIABLE: &str = "LOUCE_PASSPHRASE";
/// A file with more than this on it is no passphrase.
const MOST: u64 = 64 << 10;

/// Whether it opens an office or makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Open.
    Open,
    /// Make: asked twice.
    New,
}

/// The passphrase.
pub fn get(file: Option<&Path>, purpose: Use) -> Result<Passphrase, Failure> {
    let text = match (file, std::env::var(VARIABLE)) {
        (Some(file), _) => first_line(file)?,
        (None, Ok(text)) => Zeroizing::new(text),
        (None, Err(std::env::VarError::NotUnicode(_))) => {
            return Err(Failure::new(
                "passphrase_unreadable",
                format!("环境变量 {VARIABLE} 不是 UTF-8 文字。"),
            ));
        }
        (None, Err(std::env::VarError::NotPresent)) => asked(purpose)?,
    };
    Ok(Passphrase::new(text.as_str())?)
}

/// The first line of a file, without its line break, and without the mark that Notepad puts in front.
fn first_line(path: &Path) -> Result<Zeroizing<String>, Failure> {
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
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new(
            "no_passphrase",
            format!(
                "没有口令：请设置环境变量 {VARIABLE}，或用 --passphrase-file 指定口令文件，或在终端中运行后输入。"
            ),
        ));
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map(Zeroizing::new)
            .map_err(|error| Failure::new("no_passphrase", format!("没有读到口令：{error}")))
    };
    let text = ask("口令：")?;
    if purpose == Use::New && *text != *ask("再输一遍：")? {
        return Err(Failure::new("passphrase_mismatch", "两次输入的口令不一样，没有新建。"));
    }
    Ok(text)
}
