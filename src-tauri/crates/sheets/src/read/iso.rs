//! ISO 8601 dates and durations, as OpenDocument and some workbooks write them, to Excel serial days.

/// The serial day of `2022-04-03`, `2022-04-03T08:30:00` or `08:30`; `None` if it is none of them.
pub fn serial(text: &str, uses_1904: bool) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (Some(date), Some(time)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let day = match date {
        Some(date) => {
            let mut numbers = date.splitn(3, '-').map(|n| digits(n, 4));
            let (y, m, d) = (numbers.next()??, numbers.next()??, numbers.next()??);
            let days = days_from_epoch(y, m, d)?;
            // 1899-12-30 and 1904-01-01, counted from 1970-01-01; Excel's 1900 has a 29th of February.
            let day = if uses_1904 { days + 24_107 } else { days + 25_569 };
            if uses_1904 || day > 60 { day } else { day - 1 }
        }
        None => 0,
    };
    let fraction = match time {
        Some(time) => {
            let mut numbers = time.splitn(3, ':');
            let hours = digits(numbers.next()?, 2)?;
            let minutes = digits(numbers.next()?, 2)?;
            let seconds: f64 = numbers.next().unwrap_or("0").parse().ok()?;
            (hours * 3600 + minutes * 60) as f64 + seconds
        }
        None => 0.0,
    };
    let serial = day as f64 + fraction / 86_400.0;
    (serial.is_finite() && serial >= 0.0).then_some(serial)
}

/// The days of `PT08H30M00S`.
pub fn duration(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok()? * worth;
            rest = after;
        }
    }
    let days = seconds / 86_400.0;
    (rest.is_empty() && days.is_finite()).then_some(days)
}

fn digits(text: &str, most: usize) -> Option<i64> {
    let fits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days_from_epoch(y: i64, m: i64, d: i64) -> Option<i64> {
    if !(1..=12).contains(&m) || !(1..=31).contains(&d) {
        return None;
    }
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y - era * 400;
    let day_of_year = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}
