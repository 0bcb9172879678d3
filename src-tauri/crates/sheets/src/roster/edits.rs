//! Cells that a hand changed: phones and remarks are taken over, names and ID numbers become questions 待定.

use louce_core::questions::{self, NewQuestion, QuestionKind};
use louce_core::residents::{self, Field, ResidentFacts};
use louce_core::values::{Phones, mask_phone};

use super::key::{Key, SeenCell};
use super::mask::{is_masked, mask_text};
use super::paper::{Line, read_id};
use super::person::{shown_phones, shown_remark};
use super::record::{Course, Reading};
use super::report::CellChange;
use super::{Col, RosterError};
use crate::read::Cell;

impl Reading<'_, '_, '_> {
    pub(super) fn id_edited(
        &mut self,
        resident: i64,
        facts: &ResidentFacts,
        id: &str,
        sheet: &str,
        line: &Line<'_>,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        if is_masked(id) {
            return Ok(());
        }
        match read_id(line.cell(Col::Id)) {
            Some(number) => {
                let ours = facts.get(Field::IdNumber).or(facts.get(Field::IdRaw)).unwrap_or("");
                if number.as_str() != ours {
                    self.ask(resident, Field::IdNumber, ours, number.as_str(), sheet, line, course)?;
                }
            }
            None => course.conflict("证件号改成了看不懂的内容，没有采用"),
        }
        Ok(())
    }

    /// A name or ID number changed on paper becomes an open question 待定; the roster stays as it is.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn ask(
        &mut self,
        resident: i64,
        field: Field,
        ours: &str,
        theirs: &str,
        sheet: &str,
        line: &Line<'_>,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let fingerprint = format!("roster|{resident}|{}|{theirs}", field.column());
        let title = field.title();
        if let Some((_, state)) = questions::known(self.tx.reader(), &fingerprint)? {
            if state == questions::QuestionState::Open {
                course.conflict(&format!("待定：{title}与名单不一致"));
            }
            return Ok(());
        }
        let reason = format!("填回的名册上{title}被改动");
        let incoming = crate::import::empty_row();
        questions::ask(
            self.tx,
            &NewQuestion {
                fingerprint,
                kind: QuestionKind::Field,
                resident: Some(resident),
                field: Some(field.column()),
                ours: Some(ours).filter(|ours| !ours.is_empty()),
                theirs: Some(theirs),
                candidates: &[resident],
                incoming: &incoming,
                reason: &reason,
                file: &self.workbook.file_name,
                sheet,
                row: line.row.index + 1,
            },
        )?;
        course.conflict(&format!("待定：{reason}，没有直接采用"));
        Ok(())
    }

    pub(super) fn take_phone(
        &mut self,
        line: &Line<'_>,
        key: &Key,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let text = line.text(Col::Phone);
        if text.is_empty() || key.seen.is(SeenCell::Phone, &text) {
            return Ok(());
        }
        let ours = residents::phones(self.tx.reader(), key.resident)?;
        let shown = |unmasked| shown_phones(ours.iter().map(String::as_str), unmasked);
        if text == shown(false) || text == shown(true) {
            return Ok(());
        }
        // Of several, some may be left masked: these stay what they are.
        let mut numbers = Vec::new();
        for piece in text
            .split(['、', ';', '；', ',', '，', '/', '\n'])
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
        {
            if let Some(known) = ours.iter().find(|known| mask_phone(known) == piece) {
                numbers.push(known.clone());
                continue;
            }
            let read = match line.cell(Col::Phone) {
                Some(Cell::Number(number)) => Phones::parse_number(*number),
                _ => Phones::parse(piece),
            };
            if is_masked(piece) || read.phones.is_empty() || !read.unreadable.is_empty() {
                course.conflict("电话改成了看不懂的内容，没有采用");
                return Ok(());
            }
            numbers.extend(read.phones.iter().map(|phone| phone.as_str().to_owned()));
        }
        numbers.dedup();
        if numbers == ours {
            return Ok(());
        }
        residents::set_phones(self.tx, key.resident, &numbers)?;
        course.changes.push(change("电话", &ours.join("、"), &numbers.join("、")));
        Ok(())
    }

    pub(super) fn take_remark(
        &mut self,
        line: &Line<'_>,
        key: &Key,
        facts: &ResidentFacts,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let text = line.text(Col::Remark);
        if text.is_empty() || key.seen.is(SeenCell::Remark, &text) {
            return Ok(());
        }
        let ours = facts.get(Field::Remark).unwrap_or("");
        // As it is printed, and as it is read by whoever typed the words on paper.
        let masks = [shown_remark(Some(ours), false), mask_text(ours.trim())];
        if text == ours.trim() || masks.contains(&text) {
            return Ok(());
        }
        // Written behind what stood there masked: what was hidden comes back.
        let behind = masks.iter().filter(|masked| *masked != ours.trim() && !masked.is_empty());
        let text = match behind.filter_map(|masked| text.strip_prefix(masked.as_str())).next() {
            Some(added) => format!("{}{added}", ours.trim()),
            None => text,
        };
        if is_masked(&text) {
            course.conflict("备注里有打码的内容，改动没有采用");
            return Ok(());
        }
        residents::set(self.tx, key.resident, Field::Remark, Some(&text))?;
        course.changes.push(change("备注", ours, &text));
        Ok(())
    }
}

fn change(field: &str, old: &str, new: &str) -> CellChange {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    CellChange { field: field.to_owned(), old: some(old), new: some(new) }
}
