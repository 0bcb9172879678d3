//! The desk 桌面: which office is open, for programs that stay (the window, the loopback server). The command line opens an office
//! for one command and needs none of this.
//!
//! Opening, making and locking an office are commands; so is everything that is kept between two commands.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use louce_core::settings::{self, Settings};
use louce_core::values::Day;
use louce_core::{Changes, Clock, Office, Op, OpKind, Passphrase};
use louce_sheets::import::Progress;
use louce_sheets::read::Isolation;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::files::{Files, Tray};
use crate::import_plan::OpenImport;
use crate::keeping::Keeping;
use crate::office_files::{file_of_name, named};
use crate::roster::Table;
use crate::{Nothing, Session, WireError, mask, recovery, schema};

/// Households of the example community.
const EXAMPLE: u32 = 300;
/// Commands that are answered while the office waits for somebody of its staff to sit down.
const BEFORE_SITTING: &[&str] = &[
    "desk_status",
    "office_list",
    "office_open",
    "office_create",
    "office_take_in",
    "office_lock",
    "staff_list",
    "sit_down",
    "pin_forgotten",
];

/// Where a desk keeps things.
#[derive(Debug, Clone)]
pub struct Places {
    /// Office files.
    pub offices: PathBuf,
    /// Backups; best on another disk.
    pub backups: PathBuf,
    /// Files handed in and written for the page; emptied by whoever made it.
    pub tray: PathBuf,
}

/// The desk.
pub struct Desk {
    pub(crate) places: Places,
    pub(crate) office: Option<Office>,
    pub(crate) tray: Tray,
    pub(crate) isolation: Isolation,
    pub(crate) import: Option<OpenImport>,
    pub(crate) table: Option<Table>,
    seated: bool,
    wrong_pins: WrongPins,
    touched: Instant,
    pub(crate) keeping: Keeping,
}

/// Wrong PINs one after another.
#[derive(Default)]
struct WrongPins {
    count: u32,
    wait_until: Option<Instant>,
}

/// So many wrong PINs, and the next has to wait for [`PIN_PAUSE`].
const WRONG_PINS: u32 = 5;
const PIN_PAUSE: Duration = Duration::from_secs(30);
/// So many, and the office is locked.
const MOST_WRONG_PINS: u32 = 15;

/// A desk and the moment, as its handlers get them.
pub struct Seat<'a> {
    /// The desk.
    pub desk: &'a mut Desk,
    /// Now.
    pub clock: Clock,
    /// Hears how far long work is; may cancel it.
    pub progress: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Seat<'_> {
    /// The open office, for commands that need one.
    ///
    /// # Errors
    /// `locked` when none is open.
    pub fn session(&mut self) -> Result<Session<'_>, WireError> {
        let office = self.desk.office.as_mut().ok_or_else(locked)?;
        Ok(Session {
            office,
            clock: self.clock,
            isolation: self.desk.isolation.clone(),
            files: Files::Tray(&self.desk.tray),
            progress: &mut *self.progress,
        })
    }

    /// The open office.
    ///
    /// # Errors
    /// As [`Seat::session`].
    pub fn office(&mut self) -> Result<&mut Office, WireError> {
        self.desk.office.as_mut().ok_or_else(locked)
    }
}

fn locked() -> WireError {
    WireError::new("locked", "还没有打开工作文件。")
}

impl Desk {
    /// A desk with no office open. `isolation`: how untrusted files are read.
    pub fn new(places: Places, isolation: Isolation) -> Self {
        let tray = Tray::new(places.tray.clone());
        Self {
            places,
            office: None,
            tray,
            isolation,
            import: None,
            table: None,
            seated: false,
            wrong_pins: WrongPins::default(),
            touched: Instant::now(),
            keeping: Keeping::default(),
        }
    }

    /// A desk with an office that is open already.
    pub fn with_office(places: Places, isolation: Isolation, office: Office) -> Self {
        Self { office: Some(office), ..Self::new(places, isolation) }
    }

    /// Runs a command by its name.
    ///
    /// # Errors
    /// `no_such_command`, `bad_request`, `locked`, and whatever the command says.
    pub fn call(
        &mut self,
        name: &str,
        request: Value,
        clock: Clock,
        progress: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
    ) -> Result<Value, WireError> {
        if name != "desk_status" {
            self.touch();
        }
        if self.must_sit_down()? && !BEFORE_SITTING.contains(&name) {
            return Err(WireError::new("must_sit_down", "请先选“现在是谁在用”。"));
        }
        let mut answer = schema::call(&mut Seat { desk: self, clock, progress }, name, request)?;
        if let Some(office) = self.office.as_ref().filter(|_| mask::covers(name))
            && settings::settings(office.reader())?.masked
        {
            mask::cover(&mut answer);
        }
        Ok(answer)
    }

    /// What changed in the office since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        let changes = self.office.as_mut().map(Office::take_changes).unwrap_or_default();
        if !changes.tables.is_empty() {
            self.table = None;
        }
        changes
    }

    /// Files handed in and written.
    pub fn tray(&self) -> &Tray {
        &self.tray
    }

    /// To be called now and then: locks an office nobody has touched for as long as its settings say, and backs up one that
    /// changed. Returns whether it was locked.
    ///
    /// # Errors
    /// As any query; a backup that could not be made is kept as trouble.
    pub fn tick(&mut self, now: Instant, clock: Clock) -> Result<bool, WireError> {
        let Some(office) = &self.office else { return Ok(false) };
        let idle = settings::settings(office.reader())?.idle_minutes;
        if idle > 0 && now.duration_since(self.touched) >= Duration::from_secs(u64::from(idle) * 60) {
            self.back_up_before(now, clock);
            self.lock();
            return Ok(true);
        }
        if self.keeping.is_due(now) {
            self.back_up_before(now, clock);
        }
        Ok(false)
    }

    /// Whether the office has staff, and nobody of them has sat down yet: until then it shows nothing and does nothing.
    fn must_sit_down(&self) -> Result<bool, WireError> {
        let Some(office) = self.office.as_ref().filter(|_| !self.seated) else { return Ok(false) };
        Ok(!settings::staff(office.reader())?.is_empty())
    }

    fn lock(&mut self) {
        self.office = None;
        self.import = None;
        self.table = None;
        self.keeping.backed_up = None;
        self.wrong_pins = WrongPins::default();
        self.sat_down(false);
    }

    fn seat(&mut self, mut office: Office) -> Result<(), WireError> {
        office.take_changes();
        self.lock();
        self.keeping.trouble = None;
        self.touched = Instant::now();
        self.office = Some(office);
        Ok(())
    }

    /// Whether an office is open.
    pub fn is_open(&self) -> bool {
        self.office.is_some()
    }

    /// Which office is open and whether somebody sits there: every page of this desk shows that, and nothing else of it.
    pub(crate) fn sitting(&self) -> Option<(PathBuf, bool)> {
        self.office.as_ref().map(|office| (office.path().to_owned(), self.seated))
    }

    /// What another desk at the same office knows: who sits there, what went wrong, and that rows may have changed.
    pub(crate) fn follow(&mut self, other: &Self) {
        self.seated = other.seated;
        self.keeping.trouble.clone_from(&other.keeping.trouble);
        self.table = None;
        if let (Some(office), Some(theirs)) = (&mut self.office, &other.office) {
            office.set_who(theirs.who());
        }
    }

    /// Somebody does something here.
    pub(crate) fn touch(&mut self) {
        self.touched = Instant::now();
    }

    /// Somebody sits down, or leaves. Nobody finds files of whoever sat there before.
    pub(crate) fn sat_down(&mut self, seated: bool) {
        if !seated {
            self.tray.clear();
        }
        self.seated = seated;
    }

    /// Whether it shows anything of an office.
    pub(crate) fn shows(&self) -> bool {
        self.is_open() && matches!(self.must_sit_down(), Ok(false))
    }

    /// Refuses another PIN for a while after several wrong ones.
    pub(crate) fn may_try_pin(&self, now: Instant) -> Result<(), WireError> {
        match self.wrong_pins.wait_until {
            Some(until) if now < until => {
                let seconds = (until - now).as_secs() + 1;
                Err(WireError::new("pin_wait", format!("PIN 连着错了几次，请等 {seconds} 秒再试。")))
            }
            _ => Ok(()),
        }
    }

    /// A wrong PIN. After too many the office is locked: whoever goes on has to know its passphrase.
    pub(crate) fn wrong_pin(&mut self, now: Instant) -> WireError {
        self.wrong_pins.count += 1;
        if self.wrong_pins.count >= MOST_WRONG_PINS {
            self.lock();
            return WireError::new("locked", "PIN 连着错了太多次，已经上锁。请用口令打开。");
        }
        if self.wrong_pins.count.is_multiple_of(WRONG_PINS) {
            self.wrong_pins.wait_until = Some(now + PIN_PAUSE);
        }
        WireError::new("wrong_pin", "PIN 不对。")
    }

    pub(crate) fn right_pin(&mut self) {
        self.wrong_pins = WrongPins::default();
    }
}

/// How the desk stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DeskStatus {
    /// Whether an office is open; when not, everything but `today` is blank.
    pub open: bool,
    /// 居委会
    pub name: Option<String>,
    /// 街道
    pub street: Option<String>,
    /// Name of the office's file.
    pub file: Option<String>,
    /// Who is at the desk; null when nobody said.
    pub who: Option<String>,
    /// The office has staff, and nobody of them has sat down yet.
    pub must_sit_down: bool,
    /// A recovery key was made, and nobody has said yet that it is written down.
    pub recovery_waits: bool,
    /// The file could only be opened for reading.
    pub read_only: bool,
    /// What the office chose.
    pub settings: Option<Settings>,
    /// Today.
    pub today: Day,
    /// Version of the program.
    pub version: &'static str,
}

/// An office to be made.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CreateRequest {
    /// 居委会; the file gets its name.
    pub name: String,
    /// 街道
    #[serde(default)]
    pub street: Option<String>,
    /// What opens it.
    pub passphrase: String,
    /// Fill it with an invented community.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub example: bool,
}

/// An office made.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Created {
    /// Name of its file.
    pub file: String,
    /// To be printed and put away: opens the office when the passphrase is forgotten.
    pub recovery_key: Option<String>,
}

/// An office to be opened.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct UnlockRequest {
    /// As `office_list` names it.
    pub file: String,
    /// What opens it; or else the recovery key.
    #[serde(default)]
    pub passphrase: Option<String>,
    /// The printed key.
    #[serde(default)]
    pub recovery_key: Option<String>,
}

/// How the desk stands.
///
/// # Errors
/// As any query.
pub fn status(seat: &mut Seat<'_>, _: Nothing) -> Result<DeskStatus, WireError> {
    let seated = seat.desk.seated;
    let must_sit_down = seat.desk.must_sit_down()?;
    let mut status = DeskStatus {
        open: false,
        name: None,
        street: None,
        file: None,
        who: None,
        must_sit_down,
        recovery_waits: false,
        read_only: false,
        settings: None,
        today: seat.clock.today(),
        version: env!("CARGO_PKG_VERSION"),
    };
    if let Some(office) = &seat.desk.office {
        status.open = true;
        status.name = Some(office.name()?);
        status.street = office.street()?;
        status.file = office.path().file_stem().map(|name| name.to_string_lossy().into_owned());
        status.who = seated.then(|| office.who().to_owned());
        status.read_only = office.read_only() && !office.is_beside();
        status.recovery_waits = settings::recovery_waits(office.reader())?;
        status.settings = Some(settings::settings(office.reader())?);
    }
    Ok(status)
}

/// Makes an office and opens it.
///
/// # Errors
/// `already_exists`, `refused` for an empty name, `empty_passphrase`; what an import gives, for the example.
pub fn create(seat: &mut Seat<'_>, request: CreateRequest) -> Result<Created, WireError> {
    let passphrase = Passphrase::new(request.passphrase)?;
    let path = file_of_name(&seat.desk.places.offices, &request.name);
    std::fs::create_dir_all(&seat.desk.places.offices)?;
    let mut office = Office::create(&path, &passphrase, &request.name, seat.clock)?;
    if request.street.is_some() {
        let op = Op::new(OpKind::Settings, "街道");
        let name = office.name()?;
        office.transact(op, seat.clock, |tx| settings::set_office(tx, &name, request.street.as_deref()))?;
    }
    let recovery_key = office.renew_recovery_key(&passphrase)?;
    crate::keys::note_waits(&mut office, true, seat.clock)?;
    seat.desk.seat(office)?;
    if request.example {
        crate::import_plan::take_example(seat, EXAMPLE)?;
    }
    let file = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Created { file, recovery_key: Some(recovery_key) })
}

/// Opens an office; one that was open is closed first.
///
/// # Errors
/// `not_found`, `wrong_passphrase`, `wrong_recovery_key`, `busy`, `damaged`, `newer_version`, `not_an_office`.
pub fn open(seat: &mut Seat<'_>, request: UnlockRequest) -> Result<DeskStatus, WireError> {
    let path = named(&seat.desk.places.offices, &request.file);
    let passphrase = match request.recovery_key.filter(|key| !key.trim().is_empty()) {
        Some(key) => recovery::open(&path, &key)?,
        None => Passphrase::new(request.passphrase.unwrap_or_default())?,
    };
    if seat.desk.office.as_ref().is_some_and(|office| office.path() == path) {
        // The lock on the file is ours: let it go, or we would shut ourselves out.
        seat.desk.lock();
    }
    let office = Office::open(&path, &passphrase)?;
    seat.desk.seat(office)?;
    status(seat, Nothing {})
}

/// Locks the office: nothing can be read until it is opened again.
///
/// # Errors
/// None; a backup that could not be made does not keep the office open.
pub fn lock(seat: &mut Seat<'_>, _: Nothing) -> Result<Nothing, WireError> {
    seat.desk.back_up_before(Instant::now(), seat.clock);
    seat.desk.lock();
    Ok(Nothing {})
}
