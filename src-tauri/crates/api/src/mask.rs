//! Masking 打码: what leaves the desk for the page, unless whoever sits there chose to see everything. It is done here, once, over whole
//! answers, so that no list can forget it; the page never gets what it should not show.

use std::borrow::Cow;

use louce_core::residents::{self, Field};
use louce_core::values::{mask_id, mask_phone};
use louce_core::{Error, Reader};
use louce_sheets::roster::{is_masked, mask_text};
use serde_json::{Map, Value};

use crate::households::{Household, HouseholdRequest, household};
use crate::{Session, WireError};

/// Commands whose answers are whole: those that were asked for on purpose.
const WHOLE: &[&str] =
    &["reveal", "office_create", "passphrase_change", "recovery_renew", "desk_status", "office_list"];

/// Whether an answer of this command is masked at all.
pub(crate) fn covers(command: &str) -> bool {
    !WHOLE.contains(&command)
}

/// Masks every ID number and phone in an answer: in the columns that hold them and inside texts.
pub(crate) fn cover(answer: &mut Value) {
    match answer {
        Value::Array(items) => items.iter_mut().for_each(cover),
        Value::Object(map) => cover_object(map),
        Value::String(text) => *text = mask_text(text),
        _ => {}
    }
}

fn cover_object(map: &mut Map<String, Value>) {
    // A change or a question names its field beside the values.
    let about = ["column", "field"].iter().find_map(|key| map.get(*key)?.as_str().map(str::to_owned));
    let how = |key: &str| match (key, about.as_deref()) {
        ("id_number" | "id_raw", _) => Some(mask_id as fn(&str) -> String),
        ("phone" | "phones" | "carer_phone", _) => Some(mask_phone as fn(&str) -> String),
        ("old" | "new" | "ours" | "theirs" | "before" | "after", Some("id_number" | "id_raw" | "证件号")) => {
            Some(mask_id as fn(&str) -> String)
        }
        _ => None,
    };
    for (key, value) in map.iter_mut() {
        match (key.as_str(), how(key)) {
            // Handles, numbers of households, and what stands on tubes are no one's secret.
            // Words that were not understood come back as they were typed.
            // The program writes its own summaries, and puts no number of a person into them.
            (
                "file" | "handle" | "household_number" | "number" | "code" | "strange" | "problem"
                | "summary",
                _,
            )
            | ("barcode" | "barcodes" | "tube" | "token", _)
                if !value.is_object() => {}
            ("old" | "new", _) if matches!(about.as_deref(), Some("barcode" | "tube" | "tube_id")) => {}
            (_, Some(mask)) => cover_with(value, mask),
            _ => cover(value),
        }
    }
}

fn cover_with(value: &mut Value, mask: fn(&str) -> String) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| cover_with(item, mask)),
        // Several in one text: 138…、139…
        Value::String(text) if !is_masked(text) => {
            *text = text.split('、').map(mask).collect::<Vec<_>>().join("、");
        }
        other => cover(other),
    }
}

/// One household whole, for whoever asks on purpose; recorded as a look-up, without what was seen.
///
/// # Errors
/// `no_such`.
pub fn reveal(session: &mut Session<'_>, request: HouseholdRequest) -> Result<Household, WireError> {
    let found = household(session, request)?;
    if !session.office.read_only() {
        let door = found.door.as_deref().unwrap_or("地址待核的一户");
        let op = louce_core::Op::new(louce_core::OpKind::LookUp, format!("查看完整号码：{door}"));
        session.office.transact(op, session.clock, |_| Ok::<_, Error>(()))?;
    }
    Ok(found)
}

/// What a typed text means when it may be a mask of what is known: `None` for "as it is". What was written behind a mask is written
/// behind the whole.
///
/// # Errors
/// `refused` when a mask came back changed: storing it would lose the number behind it.
pub(crate) fn typed<'a>(
    typed: &'a str,
    known: Option<&str>,
    field: Field,
) -> Result<Option<Cow<'a, str>>, Error> {
    let known = known.unwrap_or("");
    if !is_masked(typed) || is_masked(known) {
        return Ok(Some(Cow::Borrowed(typed)));
    }
    let mask = if field == Field::IdNumber { mask_id(known) } else { mask_text(known) };
    match typed.strip_prefix(&mask) {
        Some("") => Ok(None),
        Some(added) if field == Field::Remark && !is_masked(added) => {
            Ok(Some(Cow::Owned(format!("{known}{added}"))))
        }
        _ => Err(masked_text()),
    }
}

/// Phones as typed, each mask among them replaced by the number it stands for.
///
/// # Errors
/// `refused` when a mask stands for none of them.
pub(crate) fn whole_phones(
    reader: Reader<'_>,
    resident: i64,
    typed: Vec<String>,
) -> Result<Vec<String>, Error> {
    let known = residents::phones(reader, resident)?;
    let whole = |text: String| {
        if !is_masked(&text) {
            return Ok(text);
        }
        let stands_for = known.iter().find(|phone| mask_phone(phone) == text.trim());
        stands_for.cloned().ok_or_else(masked_text)
    };
    typed
        .into_iter()
        .flat_map(|text| text.split('、').map(str::to_owned).collect::<Vec<_>>())
        .map(whole)
        .collect()
}

fn masked_text() -> Error {
    Error::Refused("打了码的内容不能存回去。请先点“显示”，再改。".into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::cover;

    #[test]
    fn an_answer_is_masked_wherever_a_number_stands() {
        let mut answer = json!({
            "id": 1099511627777i64, "number": "31011000123",
            "members": [{"name": "张三", "id_number": "11010519491231002X", "id_raw": null,
                "phones": ["13812341234", "021-65123456"], "remark": "女儿13912341234，402室",
                "unreadable": {"证件号": "310110193805123000"}, "birth_date": "1949-12-31"}],
            "changes": [{"column": "id_number", "old": null, "new": "E12345678"}],
            "untested": {"phones": "13812341234、13912341234"},
            "tubes": [{"barcode": "SH2204100001", "people": [{"tube": "20220410000123"}]}],
        });
        cover(&mut answer);
        let member = &answer["members"][0];
        assert_eq!(member["id_number"], "110***********002X");
        assert_eq!(member["phones"], json!(["138****1234", "021-****3456"]));
        assert_eq!(member["remark"], "女儿139****1234，402室");
        assert_eq!(member["unreadable"]["证件号"], "310***********3000");
        assert_eq!(member["birth_date"], "1949-12-31");
        assert_eq!(answer["changes"][0]["new"], "E******78");
        assert_eq!(answer["untested"]["phones"], "138****1234、139****1234");
        assert_eq!(answer["number"], "31011000123", "a household's number is no one's secret");
        assert_eq!(answer["tubes"][0]["barcode"], "SH2204100001");
        assert_eq!(answer["tubes"][0]["people"][0]["tube"], "20220410000123");
        let once = answer.clone();
        cover(&mut answer);
        assert_eq!(answer, once, "a mask of a mask is the same");
    }
}
