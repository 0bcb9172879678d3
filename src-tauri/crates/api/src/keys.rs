//! The passphrase 口令 and the printed recovery key 恢复码 on the wire.

use louce_core::{Clock, Office, Op, OpKind, Passphrase, settings, store::recovery};
use serde::{Deserialize, Serialize};

use crate::desk::{self, DeskStatus, Seat};
use crate::{Nothing, WireError};

/// A passphrase to be changed.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PassphraseRequest {
    /// What opens the office now, or the printed recovery key.
    pub old: String,
    /// What opens it from now on.
    pub new: String,
}

/// The passphrase, asked again.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// What opens the office.
    pub passphrase: String,
}

/// A recovery key made.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct NewKey {
    /// To be printed and put away; any printed before no longer opens the office.
    pub recovery_key: String,
}

/// Changes the passphrase. Backups made before keep theirs.
///
/// # Errors
/// `wrong_passphrase`, `empty_passphrase`, `refused` for the same one; `disk_full`, `read_only`.
pub fn change(seat: &mut Seat<'_>, request: PassphraseRequest) -> Result<NewKey, WireError> {
    let clock = seat.clock;
    let office = seat.office()?;
    let old = match recovery::of_office(office.path()).and_then(|file| recovery::open(&file, &request.old)) {
        Ok(passphrase) => passphrase,
        Err(_) => Passphrase::new(request.old)?,
    };
    let recovery_key = office.change_passphrase(&old, &Passphrase::new(request.new)?, clock)?;
    note_waits(office, true, clock)?;
    Ok(NewKey { recovery_key })
}

/// Makes a new recovery key, when the paper is lost.
///
/// # Errors
/// `wrong_passphrase`.
pub fn renew(seat: &mut Seat<'_>, request: ConfirmRequest) -> Result<NewKey, WireError> {
    let clock = seat.clock;
    let office = seat.office()?;
    let recovery_key = office.renew_recovery_key(&Passphrase::new(request.passphrase)?)?;
    note_waits(office, true, clock)?;
    Ok(NewKey { recovery_key })
}

/// Somebody wrote the recovery key down.
///
/// # Errors
/// As any write.
pub fn confirm(seat: &mut Seat<'_>, _: Nothing) -> Result<DeskStatus, WireError> {
    let clock = seat.clock;
    note_waits(seat.office()?, false, clock)?;
    desk::status(seat, Nothing {})
}

/// Notes whether a recovery key waits to be written down, so that a page that went away meanwhile does not lose it unnoticed.
pub(crate) fn note_waits(office: &mut Office, waits: bool, clock: Clock) -> Result<(), WireError> {
    let op = Op::new(OpKind::Passphrase, if waits { "有了新的恢复码，等着抄下" } else { "恢复码已抄下" });
    if settings::recovery_waits(office.reader())? != waits {
        office.transact(op, clock, |tx| settings::set_recovery_waits(tx, waits))?;
    }
    Ok(())
}
