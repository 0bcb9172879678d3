//! What the isolation columns of a row say together: where, from when, until when, why. 居家 or 集中 is never guessed.
use louce_core::values::{Day, PresenceState};

use super::row::day;
use super::text::cell_text;
use super::{Field, FlagWhy, Layout, PresenceFact, RowFacts};
use crate::read::Cell;

/// The isolation cells of a row.
#[derive(Debug, Default)]
pub(crate) struct Isolation<'c> {
    pub kind: Option<String>,
    pub place: Option<(String, &'c str)>,
    pub room: Option<String>,
    pub start: Option<&'c Cell>,
    pub end: Option<&'c Cell>,
    pub reason: Option<String>,
}

impl Isolation<'_> {
    fn is_empty(&self) -> bool {
        self.kind.is_none()
            && self.place.is_none()
            && self.room.is_none()
            && self.start.is_none()
            && self.end.is_none()
    }
}

/// What the isolation columns say together.
pub(crate) fn read(facts: &mut RowFacts, gathered: &Isolation<'_>, layout: &Layout, today: Day) {
    if gathered.is_empty() {
        if let Some(reason) = &gathered.reason {
            facts.extra.push((Field::IsolationReason.name().to_owned(), reason.clone()));
        }
        return;
    }
    let is_1904 = layout.uses_1904;
    let place = gathered.place.as_ref().map(|(text, _)| text.as_str());
    let by_words = |text: &str| {
        let home = ["居家", "家中", "居隔", "在家", "本址"].iter().any(|word| text.contains(word));
        let central = ["集中", "隔离点", "方舱", "酒店", "宾馆", "医院", "招待所", "公寓酒店"]
            .iter()
            .any(|word| text.contains(word));
        match (home, central) {
            (true, false) => Some(PresenceState::HomeIsolation),
            (false, true) => Some(PresenceState::CentralIsolation),
            _ => None,
        }
    };
    let state = match &gathered.kind {
        Some(kind) => by_words(kind),
        None => place
            .and_then(by_words)
            .or(layout.habits.isolation)
            .or_else(|| {
                gathered.place.as_ref().and_then(|(_, header)| {
                    header.contains("隔离点").then_some(PresenceState::CentralIsolation)
                })
            })
            .or_else(|| gathered.room.is_some().then_some(PresenceState::CentralIsolation)),
    };
    let mut dates = [None, None];
    for (slot, (cell, field)) in
        dates.iter_mut().zip([(gathered.start, Field::IsolationStart), (gathered.end, Field::IsolationEnd)])
    {
        let Some(cell) = cell else { continue };
        let parsed = day(cell, today, is_1904);
        if let Some(why) = parsed.why() {
            facts.flag(field, FlagWhy::Value(why), cell_text(cell, is_1904));
        }
        *slot = parsed.into_value();
    }
    let [since, until] = dates;
    match state {
        Some(state) => {
            let fact = PresenceFact {
                state,
                since,
                until,
                place: place.map(str::to_owned),
                room: gathered.room.clone(),
                reason: gathered.reason.clone(),
            };
            // A 在住 column that says the same, or only that the person is (not) at home, gives way.
            facts.presence.retain(|known| {
                known.state != state && !matches!(known.state, PresenceState::Home | PresenceState::Away)
            });
            facts.presence.insert(0, fact);
        }
        None => {
            let raw = gathered.kind.clone().or_else(|| place.map(str::to_owned)).unwrap_or_default();
            facts.flag(Field::IsolationKind, FlagWhy::IsolationKindUnknown, raw);
            let texts = [
                (Field::IsolationKind, gathered.kind.clone()),
                (Field::IsolationPlace, place.map(str::to_owned)),
                (Field::IsolationStart, since.map(|day| day.to_string())),
                (Field::IsolationEnd, until.map(|day| day.to_string())),
                (Field::IsolationReason, gathered.reason.clone()),
            ];
            for (field, text) in texts {
                facts.extra.extend(text.map(|text| (field.name().to_owned(), text)));
            }
        }
    }
}
