//! Tubes of the filled roster 名册上的管号: a number written beside somebody makes the tube and seats them, as far as the rule lets it.

use super::{Purpose, Seat, TubeState, close, open_tube, plain_barcode, seat_of, take_seat, tube};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::number::Number;
use crate::testing::{Round, RoundKind};

/// What a number on paper came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnPaper {
    /// They sit there, now or before.
    Sits(Seat),
    /// They do not, and why, in Chinese.
    Stands(String),
}

/// A number on paper as a tube's barcode; `None`: no tube's, such as 3号管, a time, or a round without tubes.
pub fn barcode_on_paper(round: &Round, written: &str) -> Option<String> {
    let barcode = plain_barcode(written).ok().filter(|_| round.kind == RoundKind::Nucleic)?;
    let digits = barcode.bytes().filter(u8::is_ascii_digit).count();
    let letters = barcode.bytes().any(|b| b.is_ascii_alphabetic());
    let long = if letters { digits >= 2 } else { digits >= 5 };
    (long && Number::parse(&barcode).is_none()).then_some(barcode)
}

/// Seats somebody in the tube written beside them. A tube that is not there yet is made, closed, holding what the rule of its first
/// one's building says.
///
/// # Errors
/// [`Error::Refused`] when the round has ended.
pub fn sit_on_paper(
    tx: &mut Tx<'_>,
    round: &Round,
    barcode: &str,
    resident: i64,
    clock: Clock,
) -> Result<OnPaper> {
    if let Some(seat) = seat_of(tx.reader(), round, resident)? {
        return Ok(OnPaper::Sits(seat));
    }
    let found = match tube(tx.reader(), round, barcode) {
        Ok(found) => found,
        Err(Error::Refused(_)) => {
            let building = crate::testing::building_of(tx.reader(), round, resident)?;
            match open_tube(tx, round, barcode, building, Purpose::Pool, None, clock) {
                Ok(opened) => {
                    close(tx, opened.id, clock)?;
                    opened
                }
                Err(Error::Refused(why)) => return Ok(OnPaper::Stands(why)),
                Err(error) => return Err(error),
            }
        }
        Err(error) => return Err(error),
    };
    let told =
        |why: String| Ok(OnPaper::Stands(format!("管 {} {why}，这一位没有进管，请核对", found.barcode)));
    if found.state == TubeState::Handed {
        return told("已经交接".into());
    }
    if found.is_full() {
        return told(format!("按规则{}人一管，已满", found.seats));
    }
    if found.household && super::seats::another_household(tx.reader(), found.id, round, resident)? {
        return told("一户一管，里面是另一户".into());
    }
    take_seat(tx, round, &found, resident, clock).map(OnPaper::Sits)
}

/// The tube somebody sits in already, when it is another than the one on paper.
///
/// # Errors
/// As any query.
pub fn sits_elsewhere(
    reader: Reader<'_>,
    round: &Round,
    resident: i64,
    barcode: &str,
) -> Result<Option<Seat>> {
    Ok(seat_of(reader, round, resident)?.filter(|seat| seat.barcode != barcode))
}
