//! Raises open questions 待定 with both sides and their sources; the same disagreement is asked once.

use louce_core::Result;
use louce_core::places;
use louce_core::questions::{self, NewQuestion, QuestionKind, QuestionState};
use louce_core::residents::{self, Field as Fact, Resident};

use super::apply::{Course, Intake};
use super::incoming::Incoming;
use super::report::Asked;

impl Intake<'_, '_> {
    /// Whether this disagreement was raised before; says how it stands.
    pub(super) fn asked_before(
        &mut self,
        resident: &Resident,
        code: &str,
        theirs: &str,
        course: &mut Course,
    ) -> Result<bool> {
        let fingerprint = field_fingerprint(resident.id, code, theirs);
        self.standing(&fingerprint, course)
    }

    fn standing(&mut self, fingerprint: &str, course: &mut Course) -> Result<bool> {
        let known = questions::known(self.tx.reader(), fingerprint)?;
        if let Some((_, state)) = known {
            let reason = match state {
                QuestionState::Open => "已在待定问题中",
                _ => "这个问题已有决定",
            };
            course.detail.reasons.push(reason.to_owned());
        }
        Ok(known.is_some())
    }

    #[allow(clippy::too_many_arguments)] // both sides and the source of a question
    pub(super) fn ask_field(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        code: &str,
        title: &str,
        theirs: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let fingerprint = field_fingerprint(resident.id, code, theirs);
        if self.standing(&fingerprint, course)? {
            return Ok(());
        }
        let ours = match code {
            "address" => places::label_of_household(self.tx.reader(), resident.household_id)?,
            "presence" => {
                Some(residents::state_on_day(self.tx.reader(), resident.id, self.today)?.name().to_owned())
            }
            _ => Fact::from_column(code).and_then(|field| resident.facts.get(field)).map(str::to_owned),
        };
        let reason = format!("{title}与底册不一致");
        self.ask(
            NewQuestion {
                fingerprint,
                kind: QuestionKind::Field,
                resident: Some(resident.id),
                field: Some(code),
                ours: ours.as_deref(),
                theirs: Some(theirs),
                candidates: &[resident.id],
                incoming: &serde_json::to_string(row)?,
                reason: &reason,
                file: &self.file.clone(),
                sheet: &self.sheet.clone(),
                row: sheet_row,
            },
            course,
        )
    }

    pub(super) fn ask_who(
        &mut self,
        row: &Incoming,
        candidates: &[i64],
        why: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let door = row.door.as_ref().map(|door| door.label()).unwrap_or_default();
        let number = row.id_number().or_else(|| row.facts.get(Fact::IdRaw)).unwrap_or("");
        let birth = row.facts.get(Fact::Birth).unwrap_or("");
        let fingerprint = format!("who|{}|{}|{number}|{birth}", row.name_key, bare(&door));
        if self.standing(&fingerprint, course)? {
            return Ok(());
        }
        let theirs = [row.name(), door.as_str(), number, birth]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let resident = if let [only] = candidates { Some(*only) } else { None };
        let ours = match candidates.first() {
            Some(first) => self.in_short(*first)?,
            None => None,
        };
        self.ask(
            NewQuestion {
                fingerprint,
                kind: QuestionKind::Who,
                resident,
                field: None,
                ours: ours.as_deref(),
                theirs: Some(&theirs),
                candidates,
                incoming: &serde_json::to_string(row)?,
                reason: why,
                file: &self.file.clone(),
                sheet: &self.sheet.clone(),
                row: sheet_row,
            },
            course,
        )
    }

    fn in_short(&self, resident: i64) -> Result<Option<String>> {
        let Some(resident) = residents::get(self.tx.reader(), resident)? else { return Ok(None) };
        let door = places::label_of_household(self.tx.reader(), resident.household_id)?;
        let facts = [Fact::IdNumber, Fact::IdRaw, Fact::Birth]
            .into_iter()
            .filter_map(|field| resident.facts.get(field));
        let words: Vec<&str> =
            resident.facts.get(Fact::Name).into_iter().chain(door.as_deref()).chain(facts).collect();
        Ok(Some(words.join(" ")))
    }

    fn ask(&mut self, new: NewQuestion<'_>, course: &mut Course) -> Result<()> {
        let id = questions::ask(self.tx, &new)?;
        self.asked.push(Asked {
            id,
            kind: new.kind,
            field: new.field.map(str::to_owned),
            reason: new.reason.to_owned(),
        });
        course.asked = true;
        course.detail.reasons.push(format!("待定：{}", new.reason));
        Ok(())
    }
}

fn field_fingerprint(resident: i64, code: &str, theirs: &str) -> String {
    format!("field|{resident}|{code}|{}", if code == "address" { bare(theirs) } else { theirs })
}

/// Fingerprints are older than the 室 behind a door's label: what was decided before is not asked again.
fn bare(text: &str) -> &str {
    text.strip_suffix('室').unwrap_or(text)
}
