//! Days and birth dates: read from text or a workbook's serial number, and counted. What happened on a day does not
//! belong here; today's date is always a parameter.
use super::date_text::{DateParts, date_parts};
use super::text::is_placeholder;
use super::{Parsed, Why};
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::fmt;

/// A calendar day; serialised YYYY-MM-DD.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Day(NaiveDate);

/// Days ahead of today that a date without a year may lie before it is taken for last year's.
const AHEAD_WITHOUT_YEAR: i64 = 60;
/// Nobody alive was born before this year.
const EARLIEST_BIRTH: i32 = 1880;

impl Day {
    /// A day that exists, of the years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// YYYY-MM-DD and nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let part = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            if part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<u32>().ok() } else { None }
        };
        Self::new(i32::try_from(part(0..4)?).ok()?, part(5..7)?, part(8..10)?)
    }

    /// Reads a date cell. Without a year (3月5日, 3.5) it is this year's, or last year's if that lies more than 60 days
    /// ahead. A two-digit year is doubtful; a day that does not exist is unreadable.
    pub fn parse(text: &str, today: Day) -> Parsed<Self> {
        if let Some(day) = Self::parse_iso(text).filter(|day| (1850..2200).contains(&day.year())) {
            return Parsed::Value(day);
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        let unreadable = |why| Parsed::unreadable(text, why);
        let Some(DateParts { year, year_digits, month, day }) = date_parts(text) else {
            return unreadable(Why::DateShape);
        };
        let (Some(month), Some(day)) = (month, day) else {
            return unreadable(Why::DateShape);
        };
        if month == 0 || day == 0 {
            return unreadable(Why::DateImpossible);
        }
        let Some(year) = year else {
            let ahead = |day: Day| day.days_since(today) > AHEAD_WITHOUT_YEAR;
            let this_year = Self::new(today.year(), month, day).filter(|day| !ahead(*day));
            let found = this_year.or_else(|| Self::new(today.year() - 1, month, day));
            return found.map_or_else(|| unreadable(Why::DateImpossible), Parsed::Value);
        };
        if year_digits <= 2 {
            let found = [2000, 1900].into_iter().filter_map(|century| Self::new(century + year, month, day));
            let found = found.into_iter().find(|day| day.days_since(today) <= 400);
            return found.map_or_else(
                || unreadable(Why::DateImpossible),
                |day| Parsed::Doubtful(day, Why::DateTwoDigitYear),
            );
        }
        match Self::new(year, month, day) {
            Some(day) if (1850..2200).contains(&year) => Parsed::Value(day),
            _ => unreadable(Why::DateImpossible),
        }
    }

    /// From a workbook's serial number; the 1900 system counts a 29 February 1900 that never was. None outside the
    /// years 1900 to 2199.
    pub fn from_excel_serial(serial: f64, is_1904: bool) -> Option<Self> {
        if !(0.0..200_000.0).contains(&serial) {
            return None;
        }
        let days = serial.floor() as i64;
        let (year, month, day, offset) = match (is_1904, days) {
            (true, _) => (1904, 1, 1, days),
            (false, 0 | 60) => return None,
            (false, 1..60) => (1899, 12, 31, days),
            (false, _) => (1899, 12, 30, days),
        };
        let found = Self(
            NaiveDate::from_ymd_opt(year, month, day)?.checked_add_signed(TimeDelta::try_days(offset)?)?,
        );
        (1900..2200).contains(&found.year()).then_some(found)
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// As chrono's date.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// So many days later, or earlier; stays where it is beyond the calendar.
    pub fn add_days(self, days: i64) -> Self {
        let moved = TimeDelta::try_days(days).and_then(|days| self.0.checked_add_signed(days)).map(Self);
        moved.filter(|day| (1..=9999).contains(&day.year())).unwrap_or(self)
    }

    /// Days from `earlier` to this day; negative when it is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// 出生日期 as far as it is known. A day is never known without its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Birth {
    /// Year.
    pub year: i32,
    /// Month, if known.
    pub month: Option<u32>,
    /// Day, if known.
    pub day: Option<u32>,
}

impl Birth {
    /// A birth date whose known parts can be.
    fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        Day::new(year, month.unwrap_or(1), day.unwrap_or(1))?;
        (month.is_some() || day.is_none()).then_some(Self { year, month, day })
    }

    /// Reads a 出生日期 or 出生年月 cell. Of a two-digit year the latest century not after `today` is taken, doubtfully.
    pub fn parse(text: &str, today: Day) -> Parsed<Self> {
        if let Some(day) = Day::parse_iso(text).filter(|day| *day <= today && day.year() >= EARLIEST_BIRTH) {
            return Parsed::Value(Self::from_day(day));
        }
        if is_placeholder(text) {
            return Parsed::Blank;
        }
        let Some(mut parts) = date_parts(text) else {
            return Parsed::unreadable(text, Why::DateShape);
        };
        // 38.5 and 38年5月 are a year and a month here, never a month and a day.
        if parts.year.is_none() && parts.month.is_some_and(|month| month > 12) {
            let year = parts.month.and_then(|year| i32::try_from(year).ok());
            parts = DateParts { year, year_digits: 2, month: parts.day, day: None };
        }
        let Some(year) = parts.year else {
            return Parsed::unreadable(text, Why::DateShape);
        };
        let known = |part: Option<u32>| part.filter(|part| *part != 0);
        let month = known(parts.month);
        let day = month.and(known(parts.day));
        let born = |year| Self::new(year, month, day).filter(|birth| birth.first_day() <= Some(today));
        let found = if parts.year_digits <= 2 {
            born(2000 + year)
                .or_else(|| born(1900 + year))
                .map(|birth| Parsed::Doubtful(birth, Why::DateTwoDigitYear))
        } else {
            born(year).filter(|birth| birth.year >= EARLIEST_BIRTH).map(Parsed::Value)
        };
        found.unwrap_or_else(|| Parsed::unreadable(text, Why::DateImpossible))
    }

    /// A whole date.
    pub fn from_day(day: Day) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// From eight digits YYYYMMDD of an identity number.
    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
        let year = i32::try_from(part(0..4)?).ok()?;
        let birth = Self::new(year, Some(part(4..6)?), Some(part(6..8)?))?;
        (EARLIEST_BIRTH..2100).contains(&year).then_some(birth)
    }

    /// 1938-05-12, 1938-05 or 1938.
    pub fn as_iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// Back from [`Birth::as_iso`].
    pub fn from_stored(text: &str) -> Option<Self> {
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') || !matches!(text.len(), 4 | 7 | 10) {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut two_digits = || parts.next().map(|part| part.parse::<u32>().ok().filter(|_| part.len() == 2));
        let month = two_digits();
        let day = two_digits();
        if month == Some(None) || day == Some(None) {
            return None;
        }
        Self::new(year, month.flatten(), day.flatten())
    }

    /// The first day it can have been.
    fn first_day(&self) -> Option<Day> {
        Day::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Month and day to count from: the last possible ones when unknown (the 31st of any month).
    fn last_month_day(&self) -> (u32, u32) {
        (self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    /// 周岁 on a day, counted as if born on the last possible day; None before birth.
    pub fn age_on(&self, on: Day) -> Option<u32> {
        let not_yet = (on.month(), last_day_as_31(on)) < self.last_month_day();
        u32::try_from(on.year().checked_sub(self.year)?.checked_sub(i32::from(not_yet))?).ok()
    }

    /// Full months of age on a day, counted as [`Birth::age_on`]; None before birth.
    pub fn months_on(&self, on: Day) -> Option<u32> {
        let (month, day) = self.last_month_day();
        let months = i64::from(on.year() - self.year) * 12 + i64::from(on.month()) - i64::from(month);
        let not_yet = last_day_as_31(on) < day;
        u32::try_from(months - i64::from(not_yet)).ok()
    }

    /// Whether the known parts are equal: 1938 agrees with 1938-05.
    pub fn agrees_with(&self, other: &Birth) -> bool {
        let agree = |a: Option<u32>, b: Option<u32>| a.zip(b).is_none_or(|(a, b)| a == b);
        self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day)
    }
}

/// Day of the month; the last of any month but February counts as the 31st, so that an unknown day is reached there.
/// A birthday of 29 February is reached on 1 March of a common year.
fn last_day_as_31(on: Day) -> u32 {
    if on.month() != 2 && on.add_days(1).month() != on.month() { 31 } else { on.day() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::new(2022, 4, 10).unwrap()
    }
    fn day(text: &str) -> String {
        Day::parse(text, today()).value().unwrap_or_else(|| panic!("{text} is a day")).to_string()
    }
    fn birth(text: &str) -> String {
        Birth::parse(text, today()).value().unwrap_or_else(|| panic!("{text} is a birth date")).as_iso()
    }

    #[test]
    fn days_in_every_notation() {
        for text in [
            "2022-3-5",
            "2022.3.5",
            "2022/3/5",
            "2022年3月5日",
            "20220305",
            "3月5日",
            "3.5",
            "3月5号",
            "2022-03-05 08:00",
            "２０２２－０３－０５",
            "2022-03-05T08:00:00",
            "2022年3月5日8时",
            "2022 年 3 月 5 日",
            "二〇二二年三月五日",
            "2022/3/5 8:00:00",
            "20220305080000",
            "2022-3-5 星期六",
            "2022年03月05日上午",
            "22-3-5",
            "22.3.5",
        ] {
            assert_eq!(day(text), "2022-03-05", "{text}");
        }
        assert_eq!(day("11月5日"), "2021-11-05", "more than sixty days ahead is last year's");
        assert_eq!(day("5月20日"), "2022-05-20");
        assert_eq!(Day::parse("22-3-5", today()).why(), Some(Why::DateTwoDigitYear));
    }

    #[test]
    fn what_is_no_day_keeps_its_text() {
        for (text, why) in [
            ("2022-02-30", Why::DateImpossible),
            ("2022-13-01", Why::DateImpossible),
            ("2022年3月", Why::DateShape),
            ("84岁", Why::DateShape),
            ("2022-3-5至2022-3-19", Why::DateShape),
            ("明天", Why::DateShape),
            ("13812345678", Why::DateShape),
            ("44625", Why::DateShape),
        ] {
            let parsed = Day::parse(text, today());
            assert_eq!((parsed.raw(), parsed.why()), (Some(text), Some(why)), "{text}");
        }
        assert_eq!(Day::parse("无", today()), Parsed::Blank);
    }

    #[test]
    fn serial_numbers_of_both_systems() {
        let serial = |n, is_1904| Day::from_excel_serial(n, is_1904).map(|day| day.to_string());
        assert_eq!(serial(14012.0, false).as_deref(), Some("1938-05-12"));
        assert_eq!(serial(12550.0, true).as_deref(), Some("1938-05-12"));
        assert_eq!(serial(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(serial(60.0, false), None, "29 February 1900 never was");
        assert_eq!(serial(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(serial(44625.75, false).as_deref(), Some("2022-03-05"));
        for bad in [-1.0, f64::NAN, f64::INFINITY, 1e18, 150_000.0] {
            assert_eq!(serial(bad, false), None, "{bad}");
        }
    }

    #[test]
    fn births_in_every_notation() {
        for text in [
            "1938.5.12",
            "1938-05-12",
            "1938年5月12日",
            "19380512",
            "１９３８．５．１２",
            "1938/5/12",
            "38-5-12",
            "38.5.12",
            "380512",
            "1938-05-12 00:00:00",
        ] {
            assert_eq!(birth(text), "1938-05-12", "{text}");
        }
        for text in ["1938年5月", "1938.5", "1938-05", "193805", "38年5月", "1938-05-00", "1938年5月生"]
        {
            assert_eq!(birth(text), "1938-05", "{text}");
        }
        for text in ["1938", "1938年", "1938年生", "19380000"] {
            assert_eq!(birth(text), "1938", "{text}");
        }
        for text in ["38-5-12", "380512", "38年5月"] {
            assert_eq!(Birth::parse(text, today()).why(), Some(Why::DateTwoDigitYear), "{text}");
        }
        assert_eq!(birth("12-3-4"), "2012-03-04", "the latest century not after today");
        for text in ["2023-01-01", "1738-05-12", "1938-02-30"] {
            assert_eq!(Birth::parse(text, today()).why(), Some(Why::DateImpossible), "{text}");
        }
    }

    #[test]
    fn ages_are_full_years() {
        let age =
            |stored: &str, on: &str| Birth::from_stored(stored).unwrap().age_on(Day::parse_iso(on).unwrap());
        assert_eq!(age("1942-04-10", "2022-04-09"), Some(79));
        assert_eq!(age("1942-04-10", "2022-04-10"), Some(80));
        assert_eq!(age("1942-04", "2022-04-29"), Some(79));
        assert_eq!(age("1942-04", "2022-04-30"), Some(80));
        assert_eq!(age("1942", "2022-12-30"), Some(79));
        assert_eq!(age("1942", "2022-12-31"), Some(80));
        assert_eq!(age("2020-02-29", "2021-02-28"), Some(0));
        assert_eq!(age("2020-02-29", "2021-03-01"), Some(1));
        assert_eq!(age("2023", "2022-12-31"), None);
        assert_eq!(Birth::from_stored("2021-12-15").unwrap().months_on(today()), Some(3));
        assert_eq!(Birth::from_stored("2022-04-11").unwrap().months_on(today()), None);
    }

    #[test]
    fn births_agree_in_what_both_know() {
        let birth = |stored| Birth::from_stored(stored).unwrap();
        assert!(birth("1938").agrees_with(&birth("1938-05-12")));
        assert!(birth("1938-05").agrees_with(&birth("1938-05-12")));
        assert!(!birth("1938-06").agrees_with(&birth("1938-05-12")));
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,30}", serial in any::<f64>(), days in any::<i64>()) {
            let _ = (Day::parse(&text, today()), Birth::parse(&text, today()), Day::parse_iso(&text), Birth::from_stored(&text));
            let _ = (Day::from_excel_serial(serial, true), today().add_days(days));
        }
        #[test]
        fn every_day_round_trips(offset in -60_000i64..30_000) {
            let day = today().add_days(offset);
            prop_assert_eq!(Day::parse_iso(&day.to_string()), Some(day));
            prop_assert_eq!(Day::parse(&day.to_string(), today()), Parsed::Value(day));
            prop_assert_eq!(Birth::from_stored(&Birth::from_day(day).as_iso()), Some(Birth::from_day(day)));
            prop_assert_eq!(serde_json::from_str::<Day>(&serde_json::to_string(&day).unwrap()).unwrap(), day);
        }
        #[test]
        fn every_serial_round_trips(serial in 61u32..100_000) {
            let day = Day::from_excel_serial(f64::from(serial), false).unwrap();
            prop_assert_eq!(day.days_since(Day::new(1899, 12, 30).unwrap()), i64::from(serial));
        }
    }
}
