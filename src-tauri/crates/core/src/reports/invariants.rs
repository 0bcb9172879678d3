//! What must add up in a report, checked on its finished figures; what does not is listed in it, never hidden.

use super::figures::{Amount, Coverage, DailyReport, Group, Violation};

/// What does not add up; `before` is the closed report of the day before.
pub(super) fn check(report: &DailyReport, before: Option<&DailyReport>) -> Vec<Violation> {
    let mut found = Vec::new();
    let persons = |code: &str| amount(report, code).persons;
    for (prefix, name) in
        [("home_isolation", Group::HomeIsolation), ("central_isolation", Group::CentralIsolation)]
    {
        let name = name.title();
        let of = |part: &str| amount(report, &format!("{prefix}_{part}"));
        type Pick = fn(Amount) -> Option<u32>;
        let units: [(&str, Pick); 2] = [("户", |amount| amount.households), ("人", |amount| amount.persons)];
        for (unit, pick) in units {
            let [previous, new, released, transferred, now] =
                ["previous", "new", "released", "transferred", "now"]
                    .map(|part| i64::from(pick(of(part)).unwrap_or(0)));
            if now != previous + new - released - transferred {
                found.push(violation(
                    "isolation_balance",
                    Some(format!("{prefix}_now")),
                    format!("{name}不平：昨日{previous}{unit}＋新增{new}－解除{released}－转出{transferred}，应为{}{unit}，现有{now}{unit}。",
                        previous + new - released - transferred),
                ));
            }
        }
        let sent = before
            .and_then(|before| before.figure(&format!("{prefix}_now")))
            .and_then(|figure| figure.persons);
        let previous = persons(&format!("{prefix}_previous"));
        if let (Some(sent), Some(previous)) = (sent, previous)
            && sent != previous
        {
            found.push(violation(
                "previous_day",
                Some(format!("{prefix}_previous")),
                format!(
                    "{name}昨日存量{previous}人，与昨日已关账日报的现有{sent}人不一致：关账后有补录或更正。"
                ),
            ));
        }
    }
    let registered = persons("registered").unwrap_or(0);
    let by_state: u32 = report
        .figures
        .iter()
        .filter(|figure| figure.group == Group::Presence)
        .filter(|figure| !matches!(figure.code.as_str(), "presence_moved_out" | "presence_deceased"))
        .filter_map(|figure| figure.persons)
        .sum();
    if registered != by_state {
        found.push(violation(
            "presence_sum",
            Some("registered".into()),
            format!("常住{registered}人，各在住状态合计{by_state}人，两者不一致。"),
        ));
    }
    for round in &report.rounds {
        let parts = round.buildings.iter().map(|building| (building.label(), &building.all));
        for (place, coverage) in std::iter::once((String::new(), &round.all)).chain(parts) {
            if !balances(coverage) {
                found.push(violation(
                    "round_balance",
                    Some(format!("round_{}_expected", round.round)),
                    format!("第{}轮{place}应检与实检、未检、未登记之和不一致。", round.round),
                ));
            }
        }
    }
    found
}

fn balances(coverage: &Coverage) -> bool {
    coverage.expected == coverage.tested + coverage.untested_persons() + coverage.unmarked
}

fn amount(report: &DailyReport, code: &str) -> Amount {
    report.figure(code).map(super::Figure::amount).unwrap_or_default()
}

pub(super) fn violation(code: &str, figure: Option<String>, text: String) -> Violation {
    Violation { code: code.to_owned(), figure, text }
}
