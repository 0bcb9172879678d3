//! Settings 设置 on the wire: what the office chose, its staff, and who sits at the desk.

use louce_core::settings::{self, Settings, StaffRow};
use louce_core::{Error, Op, OpKind, Passphrase};
use serde::{Deserialize, Serialize};

use crate::desk::{self, DeskStatus, Seat};
use crate::{Nothing, Session, WireError};

/// The office's own name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OfficeRequest {
    /// 居委会
    pub name: String,
    /// 街道
    #[serde(default)]
    pub street: Option<String>,
}

/// Somebody to be added.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct StaffAddRequest {
    /// 姓名
    pub name: String,
    /// Four to eight digits, or "".
    pub pin: String,
}

/// Somebody of the staff.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct StaffRequest {
    /// Row.
    pub staff: i64,
}

/// Somebody of the staff, with a PIN.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PinRequest {
    /// Row.
    pub staff: i64,
    /// Four to eight digits, or "".
    pub pin: String,
}

/// Somebody of the staff who forgot the PIN, and the office's passphrase.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PinForgottenRequest {
    /// Row.
    pub staff: i64,
    /// What opens the office.
    pub passphrase: String,
}

/// Sets what the office chose, and says what holds now.
///
/// # Errors
/// As any write.
pub fn set(session: &mut Session<'_>, request: Settings) -> Result<Settings, WireError> {
    let op = Op::new(OpKind::Settings, "设置");
    session.office.transact(op, session.clock, |tx| settings::set_settings(tx, request))?;
    Ok(settings::settings(session.office.reader())?)
}

/// Sets the office's name and street.
///
/// # Errors
/// `refused` for an empty name.
pub fn set_office(session: &mut Session<'_>, request: OfficeRequest) -> Result<Nothing, WireError> {
    let op = Op::new(OpKind::Settings, "居委会名称");
    session.office.transact(op, session.clock, |tx| {
        settings::set_office(tx, &request.name, request.street.as_deref())
    })?;
    Ok(Nothing {})
}

/// Everybody of the staff.
///
/// # Errors
/// As any query.
pub fn staff(session: &mut Session<'_>, _: Nothing) -> Result<Vec<StaffRow>, WireError> {
    Ok(settings::staff(session.office.reader())?)
}

/// Adds somebody.
///
/// # Errors
/// `refused` for a bad name or PIN.
pub fn staff_add(session: &mut Session<'_>, request: StaffAddRequest) -> Result<Vec<StaffRow>, WireError> {
    let op = Op::new(OpKind::Staff, format!("添加工作人员 {}", request.name.trim()));
    session.office.transact(op, session.clock, |tx| settings::add_staff(tx, &request.name, &request.pin))?;
    staff(session, Nothing {})
}

/// Removes somebody.
///
/// # Errors
/// `no_such`.
pub fn staff_remove(session: &mut Session<'_>, request: StaffRequest) -> Result<Vec<StaffRow>, WireError> {
    let op = Op::new(OpKind::Staff, "移除工作人员");
    session.office.transact(op, session.clock, |tx| settings::remove_staff(tx, request.staff))?;
    staff(session, Nothing {})
}

/// Sets somebody's PIN.
///
/// # Errors
/// `no_such`, `refused` for a bad PIN.
pub fn staff_pin(session: &mut Session<'_>, request: PinRequest) -> Result<Nothing, WireError> {
    let op = Op::new(OpKind::Staff, "修改 PIN");
    session.office.transact(op, session.clock, |tx| settings::set_pin(tx, request.staff, &request.pin))?;
    Ok(Nothing {})
}

/// Somebody sits down at the desk: what is done from now on is theirs.
///
/// # Errors
/// `no_such`, `wrong_pin`; `pin_wait` for a while after several wrong ones, and `locked` after many: the office is locked then.
pub fn sit_down(seat: &mut Seat<'_>, request: PinRequest) -> Result<DeskStatus, WireError> {
    let now = std::time::Instant::now();
    let office = seat.office()?;
    let checked = settings::check_pin(office.reader(), request.staff, &request.pin);
    // A person without a PIN never waits.
    if !request.pin.is_empty() {
        seat.desk.may_try_pin(now)?;
    }
    let name = match checked {
        Err(Error::WrongPin) if !request.pin.is_empty() => return Err(seat.desk.wrong_pin(now)),
        checked => checked?,
    };
    seat.desk.right_pin();
    seat.office()?.set_who(&name);
    seat.desk.sat_down(true);
    desk::status(seat, Nothing {})
}

/// A forgotten PIN is taken away by whoever knows the office's passphrase; they sit down as that person.
///
/// # Errors
/// `no_such`, `wrong_passphrase`.
pub fn pin_forgotten(seat: &mut Seat<'_>, request: PinForgottenRequest) -> Result<DeskStatus, WireError> {
    let clock = seat.clock;
    let office = seat.office()?;
    office.confirm(&Passphrase::new(request.passphrase)?)?;
    let known = settings::staff(office.reader())?.into_iter().find(|known| known.id == request.staff);
    let name = known.ok_or(Error::NoSuch("工作人员"))?.name;
    office.set_who(&name);
    let op = Op::new(OpKind::Staff, format!("忘了 PIN，用口令取消：{name}"));
    office.transact(op, clock, |tx| settings::set_pin(tx, request.staff, ""))?;
    seat.desk.sat_down(true);
    desk::status(seat, Nothing {})
}

/// Whoever sat at the desk leaves it; the office stays open.
///
/// # Errors
/// `locked`.
pub fn stand_up(seat: &mut Seat<'_>, _: Nothing) -> Result<DeskStatus, WireError> {
    seat.office()?.set_who("本机");
    seat.desk.sat_down(false);
    desk::status(seat, Nothing {})
}
