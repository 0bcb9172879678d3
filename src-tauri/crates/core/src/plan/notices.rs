//! Notices 通知: the text for each building's group, from a template with fields, ticked when sent.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::{Plan, Slot, clock_words, plan};
use crate::places::touch;
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::{self, Round};

/// A template; `{楼}` and the like are filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NoticeTemplate {
    /// Its name.
    pub name: String,
    /// Fields: 居委会 楼 日期 轮次 时间 地点 顺序 路线 小组 提醒
    pub body: String,
}

/// A building's notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Notice {
    /// Row of the building.
    pub building: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare name.
    pub name: String,
    /// What to send; what was sent, once it was.
    pub text: String,
    /// When it was sent.
    pub sent_at: Option<String>,
    /// By whom.
    pub sent_by: Option<String>,
    /// It was sent, and the plan says something else now.
    pub outdated: bool,
    /// The plan has a turn for it; without one the text says nothing of when and where.
    pub planned: bool,
}

/// What a template would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct NoticePreview {
    /// Bare name of the building it is filled for; none in an empty round.
    pub building: Option<String>,
    /// The text.
    pub text: String,
    /// What stands in braces and is no field, in the order of the template.
    pub unknown: Vec<String>,
}

/// Fields a template may have.
const FIELDS: [&str; 10] = ["居委会", "楼", "日期", "轮次", "时间", "地点", "顺序", "路线", "小组", "提醒"];
/// Fields without which the words around them make no sense.
const OF_A_TURN: [&str; 4] = ["时间", "地点", "顺序", "小组"];

/// All templates.
///
/// # Errors
/// As any query.
pub fn templates(reader: Reader<'_>) -> Result<Vec<NoticeTemplate>> {
    Ok(reader
        .0
        .prepare_cached("SELECT name, body FROM notice_template ORDER BY id")?
        .query_map([], |row| Ok(NoticeTemplate { name: row.get("name")?, body: row.get("body")? }))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Sets a template; one of a new name is added.
///
/// # Errors
/// [`Error::Refused`] for an empty one.
pub fn set_template(tx: &mut Tx<'_>, new: &NoticeTemplate) -> Result<()> {
    let (name, body) = (new.name.trim(), new.body.trim());
    if name.is_empty() || body.is_empty() {
        return Err(Error::Refused("通知的名称和内容都不能空。".into()));
    }
    let known: Option<i64> = tx
        .conn
        .prepare_cached("SELECT id FROM notice_template WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => {
            let sql = "UPDATE notice_template SET body = ?2 WHERE id = ?1";
            touch(tx.conn.prepare_cached(sql)?.execute((id, body))?, "通知")?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached("INSERT INTO notice_template (id, name, body) VALUES (?1, ?2, ?3)")?
                .execute((id, name, body))?;
        }
    }
    Ok(())
}

/// The notice of every building of a round, in natural order. `template` by name; without it the round's kind's own.
///
/// # Errors
/// [`Error::Refused`] when there is no such template.
pub fn notices(
    reader: Reader<'_>,
    round: &Round,
    office: &str,
    template: Option<&str>,
) -> Result<Vec<Notice>> {
    let wanted = template.map_or_else(|| format!("{}检测", round.kind.name()), str::to_owned);
    let body = templates(reader)?
        .into_iter()
        .find(|known| known.name == wanted)
        .ok_or_else(|| Error::Refused(format!("没有名为“{wanted}”的通知。")))?
        .body;
    let plan = plan(reader, round)?;
    let figures = testing::figures(reader, round)?;
    let mut found = Vec::new();
    for building in figures.buildings.iter().filter(|building| building.people() > 0) {
        let Some(id) = building.id else { continue };
        let fresh = fill(&body, &fields(round, office, &building.label(), id, &plan));
        let sent: Option<(String, String, String)> = reader
            .0
            .prepare_cached("SELECT text, at, who FROM notice WHERE round_id = ?1 AND building_id = ?2")?
            .query_row((round.id, id), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let outdated = sent.as_ref().is_some_and(|(text, ..)| *text != fresh);
        let (text, sent_at, sent_by) = match sent {
            // What has to be sent again is the new text.
            Some((_, at, who)) => (fresh, Some(at), Some(who)),
            None => (fresh, None, None),
        };
        found.push(Notice {
            building: id,
            compound: building.compound.clone(),
            name: building.building.clone(),
            text,
            sent_at,
            sent_by,
            outdated,
            planned: plan.slots.iter().any(|slot| slot.building == id),
        });
    }
    Ok(found)
}

/// What a template would say to the first building that has a turn, or else to the first.
///
/// # Errors
/// As any query.
pub fn preview(reader: Reader<'_>, round: &Round, office: &str, body: &str) -> Result<NoticePreview> {
    let plan = plan(reader, round)?;
    let figures = testing::figures(reader, round)?;
    let mut known = figures.buildings.iter().filter(|building| building.people() > 0);
    let turn = |id: i64| plan.slots.iter().any(|slot| slot.building == id);
    let shown = known.clone().find(|building| building.id.is_some_and(turn)).or_else(|| known.next());
    let text = shown.map_or_else(String::new, |building| {
        fill(body, &fields(round, office, &building.label(), building.id.unwrap_or(0), &plan))
    });
    let braced = body.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let unknown = braced.map(|(name, _)| name).filter(|name| !FIELDS.contains(name));
    Ok(NoticePreview {
        building: shown.map(|building| building.building.clone()),
        text,
        unknown: unknown.map(str::to_owned).collect(),
    })
}

/// Values of [`FIELDS`] at a building; none: the plan says nothing of it.
type Fields = [Option<String>; FIELDS.len()];

fn fields(round: &Round, office: &str, name: &str, building: i64, plan: &Plan) -> Fields {
    let at = plan.slots.iter().position(|slot| slot.building == building);
    let slot: Option<&Slot> = at.and_then(|at| plan.slots.get(at));
    let day = round.day;
    let route = slot.and_then(|slot| slot.route.as_deref()).map(|route| format!("路线：{route}"));
    [
        Some(office.to_owned()),
        Some(name.to_owned()),
        Some(format!("{}月{}日", day.month(), day.day())),
        Some(round.title()),
        slot.map(|slot| clock_words(&slot.starts)),
        slot.and_then(|slot| plan.site(slot.site)).map(|site| site.name.clone()),
        at.map(|at| format!("第{}个", at + 1)),
        Some(sentence(route)),
        slot.and_then(|slot| slot.team.clone()),
        Some(plan.reminders.clone().unwrap_or_default()),
    ]
}

/// Fields filled in. A part of a sentence that asks for what the plan does not say is left out.
fn fill(body: &str, fields: &Fields) -> String {
    let mut out = String::with_capacity(body.len() + 64);
    for part in body.split_inclusive(['，', '。', '；', '！', '？', '\n']) {
        let lacks = FIELDS.iter().zip(fields).any(|(name, value)| {
            value.is_none() && OF_A_TURN.contains(name) && part.contains(&format!("{{{name}}}"))
        });
        match lacks {
            false => fill_part(&mut out, part, fields),
            // The sentence ends where it would have ended.
            true => {
                if part.ends_with(['。', '！', '？']) && out.ends_with(['，', '；']) {
                    out.pop();
                    out.push('。');
                }
            }
        }
    }
    out
}

/// One pass, so that a field's text is never taken for a field; what is no field stays as it is.
fn fill_part(out: &mut String, part: &str, fields: &Fields) {
    let mut rest = part;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let known = FIELDS.iter().zip(fields).find_map(|(name, value)| {
            Some((value, after.strip_prefix('{')?.strip_prefix(name)?.strip_prefix('}')?))
        });
        match known {
            Some((value, after)) => {
                out.push_str(value.as_deref().unwrap_or(""));
                rest = after;
            }
            None => {
                out.push('{');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
}

fn sentence(text: Option<String>) -> String {
    text.map_or_else(String::new, |text| format!("{}。", text.trim_end_matches('。')))
}

/// Ticks notices as sent, with the text as it is now; or takes ticks back.
///
/// # Errors
/// [`Error::Refused`] for a building that is not in the round.
pub fn send_notices(
    tx: &mut Tx<'_>,
    round: &Round,
    office: &str,
    buildings: &[i64],
    sent: bool,
    clock: Clock,
) -> Result<()> {
    let all = notices(tx.reader(), round, office, None)?;
    for building in buildings {
        let Some(notice) = all.iter().find(|notice| notice.building == *building) else {
            return Err(Error::Refused(format!("有的楼不在第{}轮里。", round.number)));
        };
        tx.conn
            .prepare_cached("DELETE FROM notice WHERE round_id = ?1 AND building_id = ?2")?
            .execute((round.id, building))?;
        if sent {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO notice (id, round_id, building_id, text, who, at)
                     SELECT ?1, ?2, ?3, ?4, who, ?5 FROM operation WHERE id = ?6",
                )?
                .execute((id, round.id, building, &notice.text, clock.now_text(), tx.operation()))?;
        }
    }
    let what = if sent { "已发" } else { "改为未发" };
    tx.summarise(format!("{}通知：{}栋楼{what}", round.title(), buildings.len()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;
    use crate::testing::{RoundKind, RoundState};
    use crate::values::Day;

    fn round() -> Round {
        Round {
            id: 1,
            number: 3,
            kind: RoundKind::Nucleic,
            day: Day::parse_iso("2022-04-10").unwrap(),
            buildings: None,
            state: RoundState::Open,
            opened_at: String::new(),
            closed_at: None,
        }
    }

    fn planned(starts: &str) -> Plan {
        let site = "{楼}小广场".into();
        let slot =
            Slot { building: 1, site: 1, starts: starts.into(), route: Some("南门".into()), team: None };
        Plan {
            sites: vec![Site { id: 1, name: site, capacity: 100, breaks: None, staff: None }],
            slots: vec![slot],
            ..Plan::default()
        }
    }

    #[test]
    fn fields_are_filled_once_and_unknown_braces_stay() {
        let plan = planned("06:30");
        let body = "{楼}{日期}{轮次}{时间}到{地点}。{路线}{未知}{";
        let text = fill(body, &fields(&round(), "七村", "12号楼", 1, &plan));
        assert_eq!(text, "12号楼4月10日第3轮核酸检测06:30到{楼}小广场。路线：南门。{未知}{");
        let late = fill("{时间}", &fields(&round(), "七村", "12号楼", 1, &planned("24:10")));
        assert_eq!(late, "次日 00:10");
    }

    #[test]
    fn what_the_plan_does_not_say_is_left_out_with_the_words_around_it() {
        let plan = planned("06:30");
        let body =
            "{楼}居民：{日期}{轮次}，请于{时间}到{地点}，听楼组长通知下楼。{路线}戴好口罩，找{小组}。{提醒}";
        let text = fill(body, &fields(&round(), "七村", "13号楼", 2, &plan));
        assert_eq!(text, "13号楼居民：4月10日第3轮核酸检测，听楼组长通知下楼。戴好口罩。");
    }
}
