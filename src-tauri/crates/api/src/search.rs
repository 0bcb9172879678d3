//! Search 搜索 on the wire: a few rows while somebody types.

use louce_core::places;
use louce_core::residents::{self, Field, ResidentFilter};
use louce_core::values::Birth;
use serde::{Deserialize, Serialize};

use crate::{Session, WireError};

/// Hits shown when nobody said how many.
const LIMIT: usize = 30;

/// What was typed.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SearchRequest {
    /// Name, pinyin, initials, room, last digits; several words narrow each other down.
    pub text: String,
    /// At most so many.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// Somebody found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SearchHit {
    /// Row.
    pub id: i64,
    /// 户
    pub household: i64,
    /// 姓名
    pub name: String,
    /// "男", "女" or null.
    pub sex: Option<String>,
    /// 周岁
    pub age: Option<u32>,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// "12号楼2单元402"; the address as written when it could not be read.
    pub door: Option<String>,
    /// "在住", "外出" …
    pub presence: &'static str,
    /// Stated and derived, Chinese.
    pub tags: Vec<&'static str>,
    /// Last four digits of the first phone.
    pub phone_tail: Option<String>,
}

/// Who matches, best first.
///
/// # Errors
/// As any query.
pub fn search(session: &mut Session<'_>, request: SearchRequest) -> Result<Vec<SearchHit>, WireError> {
    if request.text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let reader = session.office.reader();
    let today = session.clock.today();
    let limit = Some(request.limit.unwrap_or(LIMIT));
    let filter = ResidentFilter { search: Some(&request.text), limit, ..ResidentFilter::default() };
    let several = places::several_compounds(reader)?;
    let mut hits = Vec::new();
    for view in residents::list(reader, &filter, today)? {
        let fact = |field| view.facts.get(field).map(str::to_owned);
        let tail = |phone: &String| phone.get(phone.len().saturating_sub(4)..).map(str::to_owned);
        hits.push(SearchHit {
            id: view.id,
            household: view.household,
            name: fact(Field::Name).unwrap_or_default(),
            sex: fact(Field::Sex),
            age: view
                .facts
                .get(Field::Birth)
                .and_then(Birth::from_stored)
                .and_then(|birth| birth.age_on(today)),
            compound: view.compound.clone().filter(|_| several),
            door: Some(view.door()).filter(|door| !door.is_empty()),
            presence: view.presence.name(),
            phone_tail: view.phones.first().and_then(tail),
            tags: view.tags,
        });
    }
    Ok(hits)
}
