//! 交接: people ↔ tubes ↔ what was counted by hand, before tubes leave.

use serde::Serialize;

use super::{Tube, TubeState, tube, tubes};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::Round;

/// What does not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// 已检而不在任何管里
    NoTube,
    /// 在管里而没有登记已检
    NotMarked,
    /// 登记的管号与所在的管不同
    OtherTube,
    /// 管里人数超过定额
    Overfull,
    /// 空管
    Empty,
    /// 还没有封管
    Open,
    /// 还没有交接
    NotHanded,
    /// 交接时点的数与登记的不同
    Counted,
}

impl DifferenceKind {
    /// Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoTube => "已检而不在任何管里",
            Self::NotMarked => "在管里而没有登记已检",
            Self::OtherTube => "登记的管号与所在的管不同",
            Self::Overfull => "管里人数超过定额",
            Self::Empty => "空管",
            Self::Open => "还没有封管",
            Self::NotHanded => "还没有交接",
            Self::Counted => "交接时点的数与登记的不同",
        }
    }

    /// Something does not add up; a tube that is closed and still here is only not done yet.
    pub fn is_wrong(self) -> bool {
        self != Self::NotHanded
    }
}

/// One thing that does not add up, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Difference {
    /// What.
    pub kind: DifferenceKind,
    /// 管号
    pub tube: Option<String>,
    /// Who.
    pub resident: Option<i64>,
    /// "12-402 张三", or counts.
    pub detail: String,
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Handover {
    /// Row.
    pub id: i64,
    /// 接收人
    pub receiver: String,
    /// Tubes as counted by hand.
    pub tubes: u32,
    /// People as counted by hand.
    pub people: u32,
    /// Tubes the office has in it.
    pub tubes_known: u32,
    /// People the office has in them.
    pub people_known: u32,
    /// 说明
    pub note: Option<String>,
    /// 交出人
    pub who: String,
    /// When.
    pub at: String,
}

/// The count of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Reconciliation {
    /// 已检人数
    pub tested: u32,
    /// 管里人数
    pub seated: u32,
    /// 管数
    pub tubes: u32,
    /// 已交接的管
    pub handed_tubes: u32,
    /// 已交接的管里的人
    pub handed_people: u32,
    /// 交接
    pub handovers: Vec<Handover>,
    /// What does not add up.
    pub differences: Vec<Difference>,
}

/// Counts people against tubes against hand-overs.
///
/// # Errors
/// As any query.
pub fn reconcile(reader: Reader<'_>, round: &Round) -> Result<Reconciliation> {
    let tubes = tubes(reader, round)?;
    let mut differences = people(reader, round)?;
    for tube in &tubes {
        let mut note = |kind, detail: String| {
            differences.push(Difference { kind, tube: Some(tube.barcode.clone()), resident: None, detail });
        };
        if tube.people > tube.seats {
            note(DifferenceKind::Overfull, format!("{}人，定额{}人", tube.people, tube.seats));
        }
        match (tube.state, tube.people) {
            (TubeState::Handed, 0) | (TubeState::Closed, 0) => note(DifferenceKind::Empty, String::new()),
            (TubeState::Open, people) => note(DifferenceKind::Open, format!("{people}人")),
            (TubeState::Closed, people) => note(DifferenceKind::NotHanded, format!("{people}人")),
            (TubeState::Handed, _) => {}
        }
    }
    let handovers = handovers(reader, round)?;
    for handover in &handovers {
        if (handover.tubes, handover.people) != (handover.tubes_known, handover.people_known) {
            differences.push(Difference {
                kind: DifferenceKind::Counted,
                tube: None,
                resident: None,
                detail: format!(
                    "{}：点得{}管{}人，登记{}管{}人",
                    handover.at, handover.tubes, handover.people, handover.tubes_known, handover.people_known
                ),
            });
        }
    }
    differences.sort_by_key(|difference| difference.kind);
    let count = |tubes: &mut dyn Iterator<Item = &Tube>| {
        tubes.fold((0, 0), |(count, people), tube| (count + 1, people + tube.people))
    };
    let (all, seated) = count(&mut tubes.iter());
    let (handed_tubes, handed_people) = count(&mut tubes.iter().filter(|t| t.state == TubeState::Handed));
    let tested = reader
        .0
        .prepare_cached("SELECT count(*) FROM round_person WHERE round_id = ?1 AND result = 'tested'")?
        .query_row([round.id], |row| row.get(0))?;
    Ok(Reconciliation { tested, seated, tubes: all, handed_tubes, handed_people, handovers, differences })
}

/// People who are tested without a place, or have a place without being tested, or another tube's number beside their name.
fn people(reader: Reader<'_>, round: &Round) -> Result<Vec<Difference>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT round_person.resident_id, resident.name, building.name AS building, room.unit, room.name AS room,
           tube.barcode, round_person.tube AS noted,
           CASE WHEN tube.id IS NULL THEN 'no_tube'
                WHEN round_person.result IS NOT 'tested' THEN 'not_marked' ELSE 'other' END AS kind
         FROM round_person
         JOIN resident ON resident.id = round_person.resident_id
         LEFT JOIN building ON building.id = round_person.building_id
         LEFT JOIN room ON room.id = round_person.room_id
         LEFT JOIN tube_seat ON tube_seat.round_id = ?1 AND tube_seat.resident_id = round_person.resident_id
         LEFT JOIN tube ON tube.id = tube_seat.tube_id
         WHERE round_person.round_id = ?1 AND (
           (round_person.result IS 'tested') <> (tube.id IS NOT NULL)
           OR tube.id IS NOT NULL AND round_person.tube IS NOT tube.barcode)
         ORDER BY building.sort_key, building.id, room.sort_key, room.id, round_person.resident_id",
    )?;
    let rows = statement.query_map([round.id], |row| {
        let text = |column: &str| {
            Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default())
        };
        let kind = match row.get_ref("kind")?.as_str()? {
            "no_tube" => DifferenceKind::NoTube,
            "not_marked" => DifferenceKind::NotMarked,
            _ => DifferenceKind::OtherTube,
        };
        let door: Vec<String> = [text("building")?, text("unit")?, text("room")?]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let tube: Option<String> = row.get("barcode")?;
        Ok(Difference {
            kind,
            tube: tube.or(row.get("noted")?),
            resident: row.get("resident_id")?,
            detail: format!("{} {}", door.join("-"), text("name")?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn handovers(reader: Reader<'_>, round: &Round) -> Result<Vec<Handover>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id, receiver, tubes, people, note, who, at,
               (SELECT count(*) FROM tube WHERE tube.handover_id = handover.id) AS tubes_known,
               (SELECT count(*) FROM tube_seat JOIN tube ON tube.id = tube_seat.tube_id
                WHERE tube.handover_id = handover.id) AS people_known
             FROM handover WHERE round_id = ?1 ORDER BY id",
        )?
        .query_map([round.id], |row| {
            Ok(Handover {
                id: row.get("id")?,
                receiver: row.get("receiver")?,
                tubes: row.get("tubes")?,
                people: row.get("people")?,
                tubes_known: row.get("tubes_known")?,
                people_known: row.get("people_known")?,
                note: row.get("note")?,
                who: row.get("who")?,
                at: row.get("at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// What is about to leave, as counted by hand.
#[derive(Debug, Clone, Copy)]
pub struct Handed<'a> {
    /// Barcodes; empty: every closed tube that has not left.
    pub barcodes: &'a [String],
    /// 接收人
    pub receiver: &'a str,
    /// Tubes counted.
    pub tubes: u32,
    /// People counted.
    pub people: u32,
    /// Why it leaves although the counts differ.
    pub note: Option<&'a str>,
}

/// Hands tubes over.
///
/// # Errors
/// [`Error::Refused`] when a tube is still open or has left, or when the counts differ and no note says why.
pub fn hand_over(tx: &mut Tx<'_>, round: &Round, handed: Handed<'_>, clock: Clock) -> Result<Reconciliation> {
    let chosen: Vec<Tube> = if handed.barcodes.is_empty() {
        tubes(tx.reader(), round)?.into_iter().filter(|tube| tube.state == TubeState::Closed).collect()
    } else {
        handed.barcodes.iter().map(|barcode| tube(tx.reader(), round, barcode)).collect::<Result<_>>()?
    };
    let not_ready: Vec<&str> = chosen
        .iter()
        .filter(|tube| tube.state != TubeState::Closed)
        .map(|tube| tube.barcode.as_str())
        .collect();
    if !not_ready.is_empty() {
        return Err(Error::Refused(format!("这些管没有封好或已经交走：{}。", not_ready.join("、"))));
    }
    if chosen.is_empty() {
        return Err(Error::Refused("没有封好待交的管。".into()));
    }
    let receiver = handed.receiver.trim();
    if receiver.is_empty() {
        return Err(Error::Refused("请写明接收人。".into()));
    }
    let known =
        (u32::try_from(chosen.len()).unwrap_or(u32::MAX), chosen.iter().map(|tube| tube.people).sum());
    let note = handed.note.map(str::trim).filter(|note| !note.is_empty());
    if (handed.tubes, handed.people) != known && note.is_none() {
        return Err(Error::Refused(format!(
            "数不对：点得{}管{}人，登记{}管{}人。请查明，或写明原因后再交。",
            handed.tubes, handed.people, known.0, known.1
        )));
    }
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO handover (id, round_id, receiver, tubes, people, note, who, at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, who, ?7 FROM operation WHERE id = ?8",
        )?
        .execute((
            id,
            round.id,
            receiver,
            handed.tubes,
            handed.people,
            note,
            clock.now_text(),
            tx.operation(),
        ))?;
    for tube in &chosen {
        tx.conn
            .prepare_cached("UPDATE tube SET state = 'handed', handover_id = ?2 WHERE id = ?1")?
            .execute((tube.id, id))?;
    }
    tx.summarise(format!("交接{}：{}管{}人", round.title(), known.0, known.1));
    reconcile(tx.reader(), round)
}
