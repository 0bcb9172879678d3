//! The recovery key 恢复码: printed when an office is made or its passphrase changed. Beside the office lies a small file, encrypted with
//! this key, that holds the passphrase. Without the printed key it says nothing; without the file the key opens nothing.

use std::path::Path;

use louce_core::{Passphrase, store::recovery};

use crate::WireError;

/// The passphrase that a key stands for.
///
/// # Errors
/// `wrong_recovery_key`; `not_found` when the file is gone.
pub(crate) fn open(office: &Path, key: &str) -> Result<Passphrase, WireError> {
    recovery::of_office(office).and_then(|file| recovery::open(&file, key)).map_err(|error| match error {
        louce_core::Error::WrongPassphrase => {
            WireError::new("wrong_recovery_key", "恢复码不对。请对照抄下或打印的那张纸再输一次。")
        }
        other => other.into(),
    })
}
