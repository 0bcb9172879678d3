//! Times of a plan: minutes from midnight of the round's day, which go on past midnight, and breaks that come every day.

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// "HH:MM" in minutes of the day.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    turn(text).filter(|minutes| *minutes < DAY)
}

/// "HH:MM" of a turn: 24:10 is ten past midnight of the next day.
pub(crate) fn turn(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once([':', '：'])?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 10_000 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes as "HH:MM"; past midnight goes on with 24:10.
pub(crate) fn clock_text(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A turn's or an end's time as people say it: 24:10 is 次日 00:10. What is no time stays as it is.
pub fn clock_words(text: &str) -> String {
    match turn(text).map(|minutes| (minutes / DAY, clock_text(minutes % DAY))) {
        Some((0, clock)) => clock,
        Some((1, clock)) => format!("次日 {clock}"),
        Some((days, clock)) => format!("第{}天 {clock}", days + 1),
        None => text.to_owned(),
    }
}

/// Breaks of a site, by the minute of the day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Breaks(Vec<(u32, u32)>);

impl Breaks {
    /// "11:30-12:00,17:00-17:30"
    pub(super) fn parse(text: Option<&str>) -> Option<Self> {
        text.unwrap_or("")
            .split([',', '，', '、', ' '])
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                let (from, to) = part.split_once(['-', '–', '—', '~'])?;
                let (from, to) = (minutes(from)?, minutes(to)?);
                (from < to).then_some((from, to))
            })
            .collect::<Option<Vec<_>>>()
            .map(|mut breaks| {
                breaks.sort_unstable();
                Self(breaks)
            })
    }

    /// When work can go on: the moment itself, or the end of the break it falls in.
    pub(super) fn after(&self, moment: f64) -> f64 {
        let midnight = (moment / f64::from(DAY)).floor() * f64::from(DAY);
        self.0.iter().fold(moment, |moment, (from, to)| {
            let (from, to) = (midnight + f64::from(*from), midnight + f64::from(*to));
            if (from..to).contains(&moment) { to } else { moment }
        })
    }

    /// When work of `length` minutes that begins at `moment` is done, breaks on the way included.
    pub(super) fn through(&self, moment: f64, length: f64) -> f64 {
        let mut now = self.after(moment);
        let mut left = length;
        while let Some(next) = self.next(now).filter(|next| next - now < left) {
            left -= next - now;
            now = self.after(next);
        }
        now + left
    }

    /// The beginning of the next break after a moment.
    fn next(&self, moment: f64) -> Option<f64> {
        let midnight = (moment / f64::from(DAY)).floor() * f64::from(DAY);
        let today = self.0.iter().map(|(from, _)| midnight + f64::from(*from)).find(|from| *from > moment);
        today.or_else(|| self.0.first().map(|(from, _)| midnight + f64::from(DAY) + f64::from(*from)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_on_past_midnight_and_says_so() {
        assert_eq!((turn("24:10"), minutes("24:10"), turn("早上")), (Some(1450), None, None));
        assert_eq!(clock_text(2370), "39:30");
        assert_eq!(clock_words("39:30"), "次日 15:30");
        assert_eq!((clock_words("06:30"), clock_words("49:05")), ("06:30".into(), "第3天 01:05".into()));
    }

    #[test]
    fn a_break_on_the_way_is_reckoned_every_day() {
        let breaks = Breaks::parse(Some("17:00-17:30，11:30-12:00")).unwrap();
        assert_eq!(breaks.after(690.0), 720.0);
        assert_eq!(breaks.through(660.0, 60.0), 750.0, "11:00 and an hour's work: 12:30");
        assert_eq!(breaks.through(660.0, 30.0), 690.0, "done when the break begins");
        assert_eq!(breaks.through(660.0, 24.0 * 60.0), 660.0 + 25.0 * 60.0 + 30.0, "three breaks");
        assert_eq!(Breaks::default().through(660.0, 60.0), 720.0);
        assert_eq!(Breaks::parse(Some("12:00-11:30")), None);
    }
}
