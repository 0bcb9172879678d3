//! The period a day's report covers, and the hour at which it ends 统计截止时刻.

use crate::places::touch;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// The hour at which a report's day ends, 00:01 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutoff {
    minutes: u16,
}

impl Cutoff {
    /// Midnight at the end of the day.
    pub const MIDNIGHT: Self = Self { minutes: 24 * 60 };

    /// Reads "14:00"; "24:00" is midnight at the end of the day. 00:00 is refused: it would be the end of the day before.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once([':', '：'])?;
        let number = |text: &str| -> Option<u16> {
            (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse().ok())?
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let total = hours * 60 + minutes;
        (minutes < 60 && (1..=24 * 60).contains(&total)).then_some(Self { minutes: total })
    }
}

impl std::fmt::Display for Cutoff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// The period of a day's report: from the cutoff of the day before up to, and without, the cutoff of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The day.
    pub day: Day,
    /// When it ends.
    pub cutoff: Cutoff,
    /// First moment, "YYYY-MM-DD HH:MM:SS".
    pub from: String,
    /// First moment after it.
    pub to: String,
}

impl Period {
    /// The period of a day.
    pub fn of(day: Day, cutoff: Cutoff) -> Self {
        let end_of = |day: Day| {
            if cutoff == Cutoff::MIDNIGHT {
                format!("{} 00:00:00", day.add_days(1))
            } else {
                format!("{day} {cutoff}:00")
            }
        };
        Self { day, cutoff, from: end_of(day.add_days(-1)), to: end_of(day) }
    }
}

/// The office's cutoff.
///
/// # Errors
/// As any query.
pub fn report_cutoff(reader: Reader<'_>) -> Result<Cutoff> {
    let text: String = reader
        .0
        .prepare_cached("SELECT report_cutoff FROM office WHERE id = 1")?
        .query_row([], |row| row.get(0))?;
    Cutoff::parse(&text).ok_or(Error::Damaged("日报截止时刻"))
}

/// Sets the office's cutoff; closed days keep theirs.
///
/// # Errors
/// As any write.
pub fn set_report_cutoff(tx: &mut Tx<'_>, cutoff: Cutoff) -> Result<()> {
    let done = tx
        .conn
        .prepare_cached("UPDATE office SET report_cutoff = ?1 WHERE id = 1")?
        .execute([cutoff.to_string()])?;
    touch(done, "居委会")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn a_day_that_ends_at_midnight_is_the_calendar_day() {
        let period = Period::of(day("2022-03-31"), Cutoff::MIDNIGHT);
        assert_eq!(
            (period.from.as_str(), period.to.as_str()),
            ("2022-03-31 00:00:00", "2022-04-01 00:00:00")
        );
    }

    #[test]
    fn a_day_that_ends_at_two_in_the_afternoon_begins_the_afternoon_before() {
        let period = Period::of(day("2022-03-01"), Cutoff::parse("14:00").unwrap());
        assert_eq!(
            (period.from.as_str(), period.to.as_str()),
            ("2022-02-28 14:00:00", "2022-03-01 14:00:00")
        );
    }

    #[test]
    fn a_cutoff_is_read_as_people_write_it_and_nothing_else_is() {
        for (text, shown) in
            [("24:00", "24:00"), ("7:05", "07:05"), ("14：00", "14:00"), (" 00:01 ", "00:01")]
        {
            assert_eq!(
                Cutoff::parse(text).map(|cutoff| cutoff.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in
            ["", "24", "00:00", "24:01", "25:00", "12:60", "-1:00", "+7:00", "0007:00", "99999:00", "十四点"]
        {
            assert_eq!(Cutoff::parse(text), None, "{text}");
        }
    }
}
