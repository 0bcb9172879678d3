//! 隔离天数: phases one after the other, with the days of their tests, counted from a first day.
//!
//! Not here: who is isolated (the `isolation` feature).

use serde::{Deserialize, Serialize};

use crate::values::Day;

/// One part of an isolation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Phase {
    /// How long.
    pub days: u32,
    /// 集中 rather than 居家.
    pub central: bool,
    /// Days of the phase with a test, from 1.
    pub tests: Vec<u32>,
}

/// 隔离天数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IsolationRule {
    /// One after the other.
    pub phases: Vec<Phase>,
    /// What the first day is called: 1, or 0 when counting begins the day after.
    pub first_day: u32,
    /// Counted from the last exposure rather than from the start of control.
    pub from_exposure: bool,
}

/// What a rule makes of somebody's dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct IsolationDates {
    /// The first day after it.
    pub ends: Day,
    /// Days with a test.
    pub tests: Vec<Day>,
}

/// The phase on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseOn {
    /// From 1.
    pub number: u32,
    /// Day of the phase, from 1.
    pub day: u32,
    /// 集中 rather than 居家.
    pub central: bool,
}

impl IsolationRule {
    /// The day from which counting goes, whatever it is called.
    fn from(&self, exposure: Option<Day>, start: Day) -> Day {
        if self.from_exposure { exposure.unwrap_or(start) } else { start }
    }

    /// The first whole day: the day called 1.
    fn first(&self, exposure: Option<Day>, start: Day) -> Day {
        self.from(exposure, start).add_days(i64::from(self.first_day == 0))
    }

    /// Which day it is for somebody last exposed on `exposure` and under control since `start`: the first is called as the rule says.
    pub fn day_number(&self, exposure: Option<Day>, start: Day, day: Day) -> u32 {
        let passed = day.days_since(self.from(exposure, start));
        u32::try_from(passed).unwrap_or(0) + self.first_day
    }

    /// The phase on a day; on a day 0 the first is about to begin. `None`: all are over.
    pub fn phase_on(&self, exposure: Option<Day>, start: Day, day: Day) -> Option<PhaseOn> {
        let mut first = self.first(exposure, start);
        for (number, phase) in (1..).zip(&self.phases) {
            let after = first.add_days(i64::from(phase.days));
            if day < after {
                let day = u32::try_from(day.days_since(first) + 1).unwrap_or(0);
                return Some(PhaseOn { number, day, central: phase.central });
            }
            first = after;
        }
        None
    }

    /// The end and the days of tests of somebody last exposed on `exposure` and under control since `start`.
    pub fn dates(&self, exposure: Option<Day>, start: Day) -> IsolationDates {
        let mut first = self.first(exposure, start);
        let mut tests = Vec::new();
        for phase in &self.phases {
            tests.extend(phase.tests.iter().map(|day| first.add_days(i64::from(*day) - 1)));
            first = first.add_days(i64::from(phase.days));
        }
        IsolationDates { ends: first, tests }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn an_end_is_counted_from_exposure_or_from_start_and_from_day_one_or_day_zero() {
        let phase = |days, tests: &[u32]| Phase { days, central: true, tests: tests.to_vec() };
        let rule = |first_day, from_exposure| IsolationRule {
            phases: vec![phase(7, &[1, 2, 3, 5, 7]), phase(3, &[3])],
            first_day,
            from_exposure,
        };
        let (exposure, start) = (Some(day("2022-07-01")), day("2022-07-03"));
        assert_eq!(rule(1, false).dates(exposure, start).ends, day("2022-07-13"));
        assert_eq!(rule(0, false).dates(exposure, start).ends, day("2022-07-14"));
        let dates = rule(1, true).dates(exposure, start);
        assert_eq!(dates.ends, day("2022-07-11"));
        assert_eq!(dates.tests.last(), Some(&day("2022-07-10")));
        assert_eq!(rule(1, true).dates(None, start).ends, day("2022-07-13"), "no exposure is known");
    }
}
