//! The recovery key 恢复密钥: printed once when an office is made. Beside the office lies a small file, encrypted with this key, that
//! holds the passphrase. Without the printed key it says nothing; without the file the key opens nothing.

use std::path::{Path, PathBuf};

use louce_core::{Passphrase, store};

use crate::WireError;

/// Makes the file beside the office and returns the key, in groups as it is printed.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn make(office: &Path, passphrase: &Passphrase) -> Result<String, WireError> {
    Ok(store::recovery::make(&beside(office), passphrase)?)
}

/// The passphrase that a key stands for.
///
/// # Errors
/// `wrong_recovery_key`; `not_found` when the file is gone.
pub(crate) fn open(office: &Path, key: &str) -> Result<Passphrase, WireError> {
    store::recovery::open(&beside(office), key).map_err(|error| match error {
        louce_core::Error::WrongPassphrase => {
            WireError::new("wrong_recovery_key", "恢复密钥不对。请对照打印的那一页再输一次。")
        }
        other => other.into(),
    })
}

fn beside(office: &Path) -> PathBuf {
    office.with_extension("louce-recovery")
}
