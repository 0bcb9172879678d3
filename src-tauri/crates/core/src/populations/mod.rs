//! Special populations 重点人群: what a ledger stated of somebody, and what follows from the facts on a day. The derived ones are
//! computed here each time and never stored: when the nephew moves into a closed workplace, the aunt of 83 is 独居 that moment.

mod rules;

use rustc_hash::FxHashMap;

pub use rules::{Rules, rules};

use crate::residents::{self, PresenceNow};
use crate::store::{Error, Reader, Result};
use crate::values::{Birth, Day, PresenceState, TagKind};

/// A group the program derives by rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Derived {
    /// 80岁以上独居
    OldAlone,
    /// 独居: elderly, the only one of the household in the building
    Alone,
    /// 空巢: all in the household who are in the building are elderly, at most two
    EmptyNest,
    /// 纯老家庭: all in the household who are in the building are elderly
    ElderlyHousehold,
    /// 80岁以上
    Old,
    /// 65岁以上
    Senior,
    /// 婴幼儿 (0–3岁)
    Infant,
    /// 0–6岁儿童
    Child,
}

impl Derived {
    /// All, the most pressing first.
    pub const ALL: [Self; 8] = [
        Self::OldAlone,
        Self::Alone,
        Self::EmptyNest,
        Self::ElderlyHousehold,
        Self::Old,
        Self::Senior,
        Self::Infant,
        Self::Child,
    ];

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OldAlone => "80岁以上独居",
            Self::Alone => "独居",
            Self::EmptyNest => "空巢",
            Self::ElderlyHousehold => "纯老家庭",
            Self::Old => "80岁以上",
            Self::Senior => "65岁以上",
            Self::Infant => "婴幼儿",
            Self::Child => "0–6岁儿童",
        }
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// The group of this Chinese name, stated or derived.
///
/// # Errors
/// [`Error::Refused`] with the names there are.
pub fn group_named(name: &str) -> Result<&'static str> {
    let mut names: Vec<&'static str> = Derived::ALL.into_iter().map(Derived::name).collect();
    for kind in TagKind::ALL.iter().filter(|kind| !is_age_group(**kind)) {
        if !names.contains(&kind.name()) {
            names.push(kind.name());
        }
    }
    names
        .iter()
        .copied()
        .find(|known| *known == name.trim())
        .ok_or_else(|| Error::Refused(format!("没有“{name}”这一类。可以写：{}。", names.join("、"))))
}

/// Which people to look at. Whole households always: who is alone depends on the others.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// Everybody.
    All,
    /// These households.
    Households(&'a [i64]),
}

/// More households than these are not looked up one by one.
const FEW: usize = 5_000;

impl<'a> Scope<'a> {
    /// These households; when they are very many, everybody, which is faster then.
    pub fn of(households: &'a [i64]) -> Self {
        if households.len() > FEW { Self::All } else { Self::Households(households) }
    }
}

/// What holds of whom on a day.
#[derive(Debug, Default)]
pub struct Populations {
    presence: PresenceNow,
    people: Vec<(i64, i64)>,
    derived: FxHashMap<i64, u16>,
    stated: FxHashMap<i64, Vec<TagKind>>,
}

impl Populations {
    /// A resident's state.
    pub fn presence(&self, resident: i64) -> PresenceState {
        self.presence.of(resident)
    }

    /// Everybody looked at: household and resident, household by household.
    pub fn people(&self) -> &[(i64, i64)] {
        &self.people
    }

    /// Whether a derived group holds of a resident.
    pub fn is(&self, resident: i64, group: Derived) -> bool {
        self.derived.get(&resident).is_some_and(|bits| bits & group.bit() != 0)
    }

    /// What ledgers stated of a resident and holds on the day.
    pub fn stated(&self, resident: i64) -> &[TagKind] {
        self.stated.get(&resident).map_or(&[], Vec::as_slice)
    }

    /// Whether the office looks after a resident: alone, very old, or in a group that a ledger states, 党员 and 志愿者 apart.
    pub fn is_special(&self, resident: i64) -> bool {
        let alone = [Derived::OldAlone, Derived::Alone, Derived::EmptyNest, Derived::Old];
        alone.into_iter().any(|group| self.is(resident, group))
            || self
                .stated(resident)
                .iter()
                .any(|kind| !matches!(kind, TagKind::PartyMember | TagKind::Volunteer))
    }

    /// Chinese names of all that holds of a resident, derived first, none twice.
    pub fn names(&self, resident: i64) -> Vec<&'static str> {
        let mut names: Vec<&'static str> =
            Derived::ALL.into_iter().filter(|group| self.is(resident, *group)).map(Derived::name).collect();
        for kind in self.stated(resident) {
            if !names.contains(&kind.name()) {
                names.push(kind.name());
            }
        }
        names
    }
}

/// Computes what holds on a day.
///
/// # Errors
/// As any query.
pub fn derive(reader: Reader<'_>, day: Day, scope: Scope<'_>) -> Result<Populations> {
    let rules = rules(reader, day)?;
    let presence = match scope {
        Scope::All => residents::on_day(reader, day)?,
        Scope::Households(ids) => residents::on_day_in(reader, day, ids)?,
    };
    let mut found = Populations { presence, ..Populations::default() };
    let mut people: Vec<(i64, i64, Option<u32>)> = Vec::new();
    let mut note = |row: &rusqlite::Row<'_>| -> Result<()> {
        let birth = row.get_ref(2)?.as_str_or_null().unwrap_or(None).and_then(Birth::from_stored);
        people.push((row.get(1)?, row.get(0)?, birth.and_then(|birth| birth.age_on(day))));
        Ok(())
    };
    match scope {
        Scope::All => {
            // Sorted below: in the order of households every row would be looked up apart.
            let mut statement = reader.0.prepare_cached("SELECT id, household_id, birth FROM resident")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                note(row)?;
            }
            let mut statement = reader.0.prepare_cached(
                "SELECT resident_id, kind FROM tag
                 WHERE (since IS NULL OR since <= ?1) AND (until IS NULL OR until > ?1) ORDER BY id",
            )?;
            let mut rows = statement.query([day.to_string()])?;
            while let Some(row) = rows.next()? {
                note_stated(&mut found, row.get(0)?, row.get_ref(1)?.as_str().unwrap_or(""));
            }
        }
        Scope::Households(ids) => {
            let ids = serde_json::to_string(ids)?;
            let mut statement = reader.0.prepare_cached(
                "SELECT id, household_id, birth FROM resident
                 WHERE household_id IN (SELECT value FROM json_each(?1))",
            )?;
            let mut rows = statement.query([&ids])?;
            while let Some(row) = rows.next()? {
                note(row)?;
            }
            let mut statement = reader.0.prepare_cached(
                "SELECT resident_id, kind FROM resident CROSS JOIN tag ON tag.resident_id = resident.id
                 WHERE household_id IN (SELECT value FROM json_each(?2))
                   AND (since IS NULL OR since <= ?1) AND (until IS NULL OR until > ?1) ORDER BY tag.id",
            )?;
            let mut rows = statement.query((day.to_string(), &ids))?;
            while let Some(row) = rows.next()? {
                note_stated(&mut found, row.get(0)?, row.get_ref(1)?.as_str().unwrap_or(""));
            }
        }
    }
    people.sort_unstable();
    let mut household = Household::default();
    for (household_id, id, age) in people {
        if household.id != household_id {
            household.close(&mut found, &rules);
            household.id = household_id;
        }
        household.members.push((id, age, found.presence.of(id)));
        found.people.push((household_id, id));
    }
    household.close(&mut found, &rules);
    // What a ledger said of the dead holds of nobody any more.
    let Populations { presence, stated, .. } = &mut found;
    stated.retain(|id, _| presence.of(*id) != PresenceState::Deceased);
    Ok(found)
}

fn note_stated(found: &mut Populations, resident: i64, kind: &str) {
    // Age groups are derived; a ledger that states them adds nothing.
    if let Some(kind) = TagKind::from_code(kind).filter(|kind| !is_age_group(*kind)) {
        let stated = found.stated.entry(resident).or_default();
        if !stated.contains(&kind) {
            stated.push(kind);
        }
    }
}

/// Whether only the birth date says so: nobody states it.
pub(crate) fn is_age_group(kind: TagKind) -> bool {
    matches!(kind, TagKind::Over65 | TagKind::Over80)
}

/// The members of one household while they are read.
#[derive(Default)]
struct Household {
    id: i64,
    members: Vec<(i64, Option<u32>, PresenceState)>,
}

impl Household {
    fn close(&mut self, found: &mut Populations, rules: &Rules) {
        let present = || self.members.iter().filter(|(_, _, state)| state.is_in_building());
        let count = present().count();
        let elderly = |age: Option<u32>| age.is_some_and(|age| age >= rules.elderly_age);
        let all_elderly = count > 0 && present().all(|(_, age, _)| elderly(*age));
        for &(id, age, state) in &self.members {
            if matches!(state, PresenceState::MovedOut | PresenceState::Deceased) {
                continue;
            }
            let mut bits = 0;
            let mut note = |group: Derived, holds: bool| {
                if holds {
                    bits |= group.bit()
                }
            };
            let old = age.is_some_and(|age| age >= rules.old_age);
            let here = state.is_in_building();
            note(Derived::Old, old);
            note(Derived::Senior, age.is_some_and(|age| age >= rules.senior_age));
            note(Derived::Infant, age.is_some_and(|age| age <= rules.infant_age));
            note(Derived::Child, age.is_some_and(|age| age <= rules.child_age));
            note(Derived::Alone, here && count == 1 && elderly(age));
            note(Derived::OldAlone, here && count == 1 && old);
            note(Derived::EmptyNest, here && all_elderly && count <= 2);
            note(Derived::ElderlyHousehold, here && all_elderly);
            if bits != 0 {
                found.derived.insert(id, bits);
            }
        }
        self.members.clear();
    }
}
