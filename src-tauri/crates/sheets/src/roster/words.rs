//! What a pen's mark in the 采样 cell means.

use louce_core::values::{fold_width, is_placeholder, squeeze};

use crate::read::Cell;

/// Marks that say "not", and reasons people write there; the workbook's own formulas count by the same list.
pub(super) const NOT: [&str; 24] = [
    "×",
    "x",
    "✗",
    "✘",
    "╳",
    "0",
    "否",
    "未",
    "没",
    "没有",
    "未采",
    "未检",
    "未做",
    "未采样",
    "N",
    "no",
    "F",
    "false",
    "不在",
    "外出",
    "住院",
    "拒检",
    "拒采",
    "不做",
];
/// Marks that say nothing.
pub(super) const NOTHING: [&str; 5] = ["-", "—", "/", "无", "\\"];

const YES: [&str; 25] = [
    "√",
    "✓",
    "✔",
    "☑",
    "v",
    "V",
    "1",
    "是",
    "y",
    "yes",
    "t",
    "true",
    "有",
    "对",
    "已",
    "已采",
    "已检",
    "已做",
    "已采样",
    "已检测",
    "完成",
    "done",
    "ok",
    "阴",
    "阴性",
];

/// The mark of a cell that was painted instead of written in; printed again, it reads as itself.
pub(super) const PAINTED: &str = "√标黄";

/// What a 采样 cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Tested {
        mark: String,
        tube: Option<String>,
        time: Option<String>,
    },
    /// With the reason, when the cell names one.
    Not(Option<String>),
    Unclear(String),
}

fn tick() -> Said {
    Said::Tested { mark: "√".into(), tube: None, time: None }
}

/// Reads a 采样 cell.
pub(super) fn sampled(cell: Option<&Cell>) -> Said {
    match cell {
        None | Some(Cell::Error(_)) => Said::Nothing,
        Some(Cell::Bool(true)) => tick(),
        Some(Cell::Bool(false)) => Said::Not(None),
        Some(Cell::Date(serial)) => time(clock(*serial)),
        Some(Cell::Number(number)) if *number == 1.0 => tick(),
        Some(Cell::Number(number)) if *number == 0.0 => Said::Not(None),
        Some(Cell::Number(number)) if *number > 0.0 && *number < 1.0 => time(clock(*number)),
        Some(Cell::Number(number)) if *number > 1.0 && number.fract() == 0.0 => tube(format!("{number:.0}")),
        Some(Cell::Number(number)) => Said::Unclear(number.to_string()),
        Some(Cell::Text(text)) => text_said(text),
    }
}

fn text_said(raw: &str) -> Said {
    let text = squeeze(raw);
    let text = text.trim_end_matches(['。', '.', '！']).trim();
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&YES) {
        return tick();
    }
    if is(&NOT) {
        let reason = ["不在", "外出", "住院", "拒检", "拒采"].contains(&text).then(|| text.to_owned());
        return Said::Not(reason);
    }
    if text.is_empty() || is(&NOTHING) || is_placeholder(text) {
        return Said::Nothing;
    }
    if let Some(found) = written_time(text) {
        return time(Some(found));
    }
    let code = |c: char| c.is_ascii_alphanumeric() || "-_#./号管第".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > 0 && text.chars().count() <= 40 && text.chars().all(code) {
        return tube(text.to_owned());
    }
    if text.starts_with('已') || text.starts_with('√') || text.starts_with('✓') {
        return Said::Tested { mark: text.to_owned(), tube: None, time: None };
    }
    Said::Unclear(text.to_owned())
}

fn tube(number: String) -> Said {
    Said::Tested { mark: number.clone(), tube: Some(number), time: None }
}

fn time(found: Option<(u32, u32)>) -> Said {
    match found {
        Some((hour, minute)) => {
            let time = format!("{hour:02}:{minute:02}");
            Said::Tested { mark: time.clone(), tube: None, time: Some(time) }
        }
        None => tick(),
    }
}

/// The time of day in a serial day.
fn clock(serial: f64) -> Option<(u32, u32)> {
    let minutes = (serial.fract().abs() * 1440.0).round();
    // In range by construction: 0..=1440.
    let minutes = if (0.0..1440.0).contains(&minutes) { minutes as u32 } else { 0 };
    (serial.fract() != 0.0).then_some((minutes / 60, minutes % 60))
}

/// 8:30, 08：30, 8点30分, 8点半, 上午8:30, 下午2点, 2022-03-16 08:30, 8:30:00.
fn written_time(text: &str) -> Option<(u32, u32)> {
    let folded = fold_width(text);
    let text = folded.rsplit_once(' ').map_or(&*folded, |(_, time)| time);
    let (text, later) = match text.strip_prefix("下午").or_else(|| text.strip_prefix("晚上")) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix("上午").or_else(|| text.strip_prefix("早上")).unwrap_or(text), false),
    };
    let (hour, rest) = text.split_once([':', '点', '时'])?;
    let hour: u32 = hour.trim().parse().ok().filter(|_| hour.trim().len() <= 2)?;
    let rest = rest.split_once(':').map_or(rest, |(minute, _)| minute).trim().trim_end_matches('分');
    let minute = match rest {
        "" => 0,
        "半" => 30,
        minute => minute.parse().ok().filter(|_| minute.len() <= 2)?,
    };
    let hour = if later && hour < 12 { hour + 12 } else { hour };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said {
        sampled(Some(&Cell::Text(text.into())))
    }

    #[test]
    fn ticks_of_every_kind_mean_tested() {
        for text in ["√", "✓", " √ ", "1", "１", "是", "Y", "y", "已采", "done", "OK", "V"] {
            assert_eq!(said(text), tick(), "{text}");
        }
        assert_eq!(said(PAINTED), Said::Tested { mark: PAINTED.into(), tube: None, time: None });
        assert_eq!(sampled(Some(&Cell::Number(1.0))), tick());
        assert_eq!(sampled(Some(&Cell::Bool(true))), tick());
    }

    #[test]
    fn crosses_mean_untested_and_some_name_the_reason() {
        for text in ["×", "x", "0", "否", "未", "未采"] {
            assert_eq!(said(text), Said::Not(None), "{text}");
        }
        assert_eq!(said("外出"), Said::Not(Some("外出".into())));
        assert_eq!(sampled(Some(&Cell::Number(0.0))), Said::Not(None));
        for text in ["", " ", "/", "-", "无"] {
            assert_eq!(said(text), Said::Nothing, "{text}");
        }
        assert_eq!(sampled(None), Said::Nothing);
    }

    #[test]
    fn times_and_tubes_mean_tested_and_are_kept() {
        let at =
            |text: &str| time(text.split_once(':').map(|(h, m)| (h.parse().unwrap(), m.parse().unwrap())));
        for (text, expected) in [
            ("8:30", "8:30"),
            ("08：30", "8:30"),
            ("8点半", "8:30"),
            ("下午2点", "14:0"),
            ("2022-03-16 19:40:05", "19:40"),
        ] {
            assert_eq!(said(text), at(expected), "{text}");
        }
        assert_eq!(sampled(Some(&Cell::Date(0.354_166_666_67))), at("8:30"));
        assert_eq!(sampled(Some(&Cell::Number(0.5))), at("12:0"));
        assert_eq!(sampled(Some(&Cell::Date(44_636.354_166_666_67))), at("8:30"));
        for text in ["A00123", "3号管", "2022-0316-7", "17"] {
            assert_eq!(said(text), tube(text.into()), "{text}");
        }
        assert_eq!(sampled(Some(&Cell::Number(20_220_316_001.0))), tube("20220316001".into()));
        assert_eq!(said("看情况"), Said::Unclear("看情况".into()));
        assert_eq!(said("25:61"), Said::Unclear("25:61".into()));
    }
}
