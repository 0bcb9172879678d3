//! Changing the passphrase 换口令: the office is written anew under the new one, with a new recovery key, and takes the place of the old
//! file in one rename. Backups made before keep the passphrase they were made with.

use super::door::{Clock, Op, OpKind};
use super::error::{Error, Result};
use super::open::{Office, Passphrase, new_salt};
use super::recovery;

impl Office {
    /// Changes the passphrase and returns a new recovery key, to be printed; the one before no longer opens the office.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when `old` is not what opens it; [`Error::DiskFull`], [`Error::ReadOnly`]. The office is as it
    /// was then.
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase, clock: Clock) -> Result<String> {
        self.confirm(old)?;
        if self.read_only() {
            return Err(Error::ReadOnly(self.path.clone()));
        }
        if new.text() == old.text() {
            return Err(Error::Refused("新口令和原来的一样。".into()));
        }
        let salt = new_salt()?;
        let op = Op::new(OpKind::Passphrase, "更换口令");
        let draft = self.draft(&self.conn, new, Some(&salt), op, clock)?;
        // The key of the new file lies ready under the new file's own salt before that file is there: whichever file a kill
        // leaves, its key is beside it.
        let beside = recovery::place(&self.path, &salt);
        let key = recovery::make(&beside, new)?;
        if let Err(error) = self.replace(&draft, new, None) {
            let _ = std::fs::remove_file(&beside);
            return Err(error);
        }
        recovery::remove_others(&self.path, &beside);
        Ok(key)
    }

    /// Makes a new recovery key; the one before no longer opens the office.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when `passphrase` is not what opens it.
    pub fn renew_recovery_key(&self, passphrase: &Passphrase) -> Result<String> {
        self.confirm(passphrase)?;
        let beside = recovery::place(&self.path, &super::open::salt_of(&self.path)?);
        let key = recovery::make(&beside, &self.passphrase)?;
        recovery::remove_others(&self.path, &beside);
        Ok(key)
    }

    /// Whether `passphrase` is what opens it.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when not.
    pub fn confirm(&self, passphrase: &Passphrase) -> Result<()> {
        if passphrase.text() == self.passphrase.text() { Ok(()) } else { Err(Error::WrongPassphrase) }
    }
}
