//! What holds of people, rooms and rounds whatever was imported, edited or taken back.

use super::Findings;
use crate::store::{Reader, Result};
use crate::values::{Birth, IdNumber, IdType, Parsed};

/// Identity numbers: each is right, and birth and sex are what it says.
pub(super) fn numbers(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    let (mut wrong, mut births, mut sexes, mut unreadable) = (0, 0, 0, 0);
    let mut statement = reader.0.prepare("SELECT id_type, id_number, sex, birth FROM resident")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |index: usize| row.get_ref(index)?.as_str_or_null().map_err(rusqlite::Error::from);
        let birth = text(3)?.map(Birth::from_stored);
        if birth == Some(None) {
            unreadable += 1;
        }
        let Some(number) = text(1)? else { continue };
        match IdNumber::parse(number, text(0)?.and_then(IdType::from_code)) {
            Parsed::Value(parsed) | Parsed::Doubtful(parsed, _) if parsed.as_str() == number => {
                let stored = birth.flatten();
                if let (Some(said), Some(stored)) = (parsed.birth(), stored)
                    && !said.agrees_with(&stored)
                {
                    births += 1;
                }
                if let (Some(said), Some(stored)) = (parsed.sex(), text(2)?)
                    && said.to_string() != stored
                {
                    sexes += 1;
                }
            }
            _ => wrong += 1,
        }
    }
    found.note("id_number", wrong, |n| format!("{n} 人的证件号校验不符。"));
    found.note("birth", births, |n| format!("{n} 人的出生日期与证件号不符。"));
    found.note("sex", sexes, |n| format!("{n} 人的性别与证件号不符。"));
    found.note("birth_unreadable", unreadable, |n| format!("{n} 人的出生日期不是日期。"));
    Ok(())
}

/// A count that must be nought: code, what it says of so many, and the query.
const COUNTED: &[(&str, &str, &str)] = &[
    (
        "id_number_twice",
        "个证件号登记在不止一人名下。",
        "SELECT count(*) FROM (SELECT 1 FROM resident WHERE id_number IS NOT NULL GROUP BY id_number HAVING count(*) > 1)",
    ),
    (
        "building_twice",
        "个楼栋重复登记。",
        "SELECT count(*) FROM (SELECT 1 FROM building GROUP BY name, coalesce(compound_id, 0) HAVING count(*) > 1)",
    ),
    (
        "room_twice",
        "个房间重复登记。",
        "SELECT count(*) FROM (SELECT 1 FROM room GROUP BY building_id, unit, name, kind HAVING count(*) > 1)",
    ),
    (
        "presence_open_twice",
        "人同时有两条未结束的在住状态。",
        "SELECT count(*) FROM (SELECT 1 FROM presence WHERE until IS NULL GROUP BY resident_id HAVING count(*) > 1)",
    ),
    (
        "presence_backwards",
        "条在住状态的结束日早于开始日。",
        "SELECT count(*) FROM presence WHERE until < since",
    ),
    (
        "phone_position",
        "人的电话次序重复。",
        "SELECT count(DISTINCT resident_id) FROM (SELECT resident_id FROM phone GROUP BY resident_id, position HAVING count(*) > 1)",
    ),
    (
        "phone_twice",
        "人的同一电话记了两次。",
        "SELECT count(DISTINCT resident_id) FROM (SELECT resident_id FROM phone GROUP BY resident_id, number HAVING count(*) > 1)",
    ),
    ("name_missing", "人没有姓名。", "SELECT count(*) FROM resident WHERE trim(name) = ''"),
    (
        "round_result",
        "条检测结果前后矛盾（已检却写了未检原因）。",
        "SELECT count(*) FROM round_person WHERE result = 'tested' AND reason IS NOT NULL",
    ),
];

/// Everything that can be counted with one query.
pub(super) fn counted(reader: Reader<'_>, found: &mut Findings) -> Result<()> {
    for (code, says, sql) in COUNTED {
        let count = reader.0.query_row(sql, [], |row| row.get::<_, i64>(0))?;
        found.note(code, u64::try_from(count).unwrap_or(0), |n| format!("{n} {says}"));
    }
    Ok(())
}
