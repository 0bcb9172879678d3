//! Lists 表: daily report, special people, call sheets, 复盘.

use louce_core::plan::clock_words;
use louce_core::reports::{self, Amount, Figure, Unit};
use louce_core::residents::{Field, ResidentFilter, ResidentView, list};
use louce_core::review::{SiteWaited, Waiting};
use louce_core::testing::{self, CallFilter, CallPerson, Reach, UntestedFilter};
use louce_core::values::{Birth, Day, building_label};
use louce_core::{places, populations, review as reviews};
use louce_sheets::roster::{is_private, mask_remark, shown_reason};

use super::table::{Section, Table, columns, part};
use super::{Desk, Parts, count, door, place};
use crate::PrintError;
use crate::roster::chinese;

/// 日报 for the file: every figure with 户, 人, yesterday and the change.
pub(super) fn daily(desk: &Desk<'_>, day: Day) -> Result<Parts, PrintError> {
    let report = reports::daily(desk.reader, day)?;
    let mut sections: Vec<Section> = Vec::new();
    // A corrected figure carries a mark; what was computed and why stands under the tables.
    let mut corrections: Vec<String> = Vec::new();
    for figure in &report.figures {
        let title = figure.group.title();
        if sections.last().is_none_or(|section| section.title != title) {
            sections.push(Section {
                title: title.to_owned(),
                columns: columns(&[
                    ("项目", 0, true),
                    ("户", 20, false),
                    ("人", 22, false),
                    ("昨日", 26, false),
                    ("增减", 20, false),
                ]),
                ..Section::default()
            });
        }
        let correction = figure.correction_in_words().map(|words| {
            corrections.push(format!("［更{}］{}：{words}", corrections.len() + 1, figure.title));
            corrections.len()
        });
        if let Some(section) = sections.last_mut() {
            section.rows.push(figure_row(figure, correction));
        }
    }
    if !corrections.is_empty() {
        sections.push(Section {
            title: "更正说明".into(),
            text: corrections.join("\n"),
            ..Section::default()
        });
    }
    if !report.invariants.is_empty() {
        let text =
            report.invariants.iter().map(|violation| violation.text.clone()).collect::<Vec<_>>().join("\n");
        sections.push(Section { title: "请核对".into(), text, ..Section::default() });
    }
    let closed = match &report.closed {
        Some(closed) => format!("　已关账（{}，{}）", closed.at, closed.by),
        None => "　未关账".to_owned(),
    };
    let table = Table {
        title: format!("{}疫情防控工作日报", desk.office),
        bookmark: format!("日报 {day}"),
        office: desk.office,
        line: format!("{}　统计到{}{closed}", chinese(day), report.cutoff),
        landscape: false,
        large: false,
        sections,
        foot: String::new(),
        signatures: ["填表人", "审核人"],
    };
    Ok((vec![part(&table)?], 0))
}

fn figure_row(figure: &Figure, correction: Option<usize>) -> Vec<String> {
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let amount = figure.amount();
    // As in the workbook: what is not people says what it is.
    let unit = match figure.unit {
        Unit::People => "",
        Unit::Rooms => "间",
        Unit::Items => "条",
    };
    let main = |amount: Amount| match amount.persons.or(amount.count) {
        Some(number) => format!("{number}{unit}"),
        None => String::new(),
    };
    let change = match figure.change() {
        Some(0) | None => String::new(),
        Some(change) => format!("{change:+}"),
    };
    let mark = correction.map_or_else(String::new, |number| format!("［更{number}］"));
    vec![
        format!("{}{mark}", figure.title),
        number(amount.households),
        main(amount),
        figure.previous.map_or_else(String::new, main),
        change,
    ]
}

/// 重点人群名单, in 户 and 人.
pub(super) fn special(desk: &Desk<'_>, group: &str, large: bool) -> Result<Parts, PrintError> {
    let group = populations::group_named(group)?;
    let people =
        list(desk.reader, &ResidentFilter { group: Some(group), ..ResidentFilter::default() }, desk.today)?;
    let several = places::several_compounds(desk.reader)?;
    // The name of an illness over a list is said of everybody on it.
    let named = if desk.unmasked || !is_private(group) { group } else { "重点人群" };
    let mut households: Vec<i64> = people.iter().map(|person| person.household).collect();
    households.sort_unstable();
    households.dedup();
    let row = |(index, person): (usize, &ResidentView)| {
        let text = |field| person.facts.get(field).unwrap_or("").to_owned();
        let age =
            person.facts.get(Field::Birth).and_then(Birth::from_stored).and_then(|b| b.age_on(desk.today));
        vec![
            (index + 1).to_string(),
            place(
                person.compound.as_deref().filter(|_| several),
                &person.building,
                &person.unit,
                &person.room,
            ),
            text(Field::Name),
            text(Field::Sex),
            age.map_or_else(String::new, |age| age.to_string()),
            desk.phones(Some(&person.phones.join("、"))),
            shown_reason(person.presence.name(), desk.unmasked),
            desk.tags(&person.tags),
            if desk.unmasked { text(Field::Remark) } else { mask_remark(&text(Field::Remark)) },
        ]
    };
    let section = Section {
        columns: columns(&[
            ("序号", 12, false),
            ("住处", 40, true),
            ("姓名", 26, false),
            ("性别", 12, false),
            ("年龄", 12, false),
            ("电话", 34, false),
            ("在住", 20, false),
            ("重点", 40, true),
            ("备注", 0, true),
        ]),
        rows: people.iter().enumerate().map(row).collect(),
        ..Section::default()
    };
    let table = Table {
        title: format!("{named}名单"),
        bookmark: named.to_owned(),
        office: desk.office,
        line: format!("{}　{}户{}人", chinese(desk.today), households.len(), people.len()),
        landscape: true,
        large,
        sections: vec![section],
        foot: String::new(),
        signatures: ["制表人", "审核人"],
    };
    Ok((vec![part(&table)?], count(&people)))
}

/// 催检电话单: a part a building, with room for two calls.
pub(super) fn calls(desk: &Desk<'_>, number: u32, large: bool) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let due = UntestedFilter { calls: Some(CallFilter::Due), ..UntestedFilter::default() };
    let all: Vec<CallPerson> = testing::calls(desk.reader, &round, &due)?;
    let mut parts = Vec::new();
    for people in all
        .chunk_by(|a, b| (&a.person.compound, &a.person.building) == (&b.person.compound, &b.person.building))
    {
        let Some(first) = people.first() else { continue };
        let building = match first.person.building.as_str() {
            "" => "地址待核".to_owned(),
            name => {
                let compound = first.person.compound.as_deref().unwrap_or("");
                format!("{compound}{}", building_label(name))
            }
        };
        let row = |(index, call): (usize, &CallPerson)| {
            let person = &call.person;
            let earlier = call.calls.iter().map(|call| call.outcome.name()).collect::<Vec<_>>().join("、");
            vec![
                (index + 1).to_string(),
                match door(&person.unit, &person.room) {
                    whole if whole.is_empty() => "整栋".to_owned(),
                    door => door,
                },
                person.name.clone(),
                person.age.map_or_else(String::new, |age| age.to_string()),
                phones(desk, call),
                desk.tags(&person.tags),
                earlier,
                String::new(),
                String::new(),
            ]
        };
        let section = Section {
            columns: columns(&[
                ("序号", 12, false),
                ("室号", 20, false),
                ("姓名", 26, false),
                ("年龄", 12, false),
                ("电话", 40, false),
                ("重点", 32, true),
                ("打过的", 24, false),
                ("第一次：时间、怎么说", 0, true),
                ("第二次：时间、怎么说", 46, true),
            ]),
            rows: people.iter().enumerate().map(row).collect(),
            doors: people.chunk_by(|a, b| a.person.household == b.person.household).map(<[_]>::len).collect(),
            ..Section::default()
        };
        let table = Table {
            title: format!("{building}催检电话单"),
            bookmark: building,
            office: desk.office,
            line: format!(
                "{}　{}　还没有检测、要打电话的{}人",
                round.title(),
                chinese(round.day),
                people.len()
            ),
            landscape: true,
            large,
            sections: vec![section],
            foot: "怎么说：来（几点）、请上门、原因、没人接。没人接的过半小时再打一次。".into(),
            signatures: ["打电话的人", "核对人"],
        };
        parts.push(part(&table)?);
    }
    Ok((parts, count(&all)))
}

/// Their own phones, else whose to ring instead.
fn phones(desk: &Desk<'_>, call: &CallPerson) -> String {
    let beside = |reach: &Reach| format!("{}\n{}", reach.whose(), desk.phones(Some(&reach.phones)));
    match &call.person.phones {
        Some(own) => desk.phones(Some(own)),
        None => call.reach.iter().map(beside).collect::<Vec<_>>().join("\n"),
    }
}

/// 复盘
pub(super) fn review(desk: &Desk<'_>, number: u32) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let review = reviews::review(desk.reader, &round, desk.office)?;
    let none = |text: &Option<String>| text.clone().unwrap_or_else(|| "没有记录".to_owned());
    let facts = [
        ("应检", format!("{}人", review.expected)),
        ("实检", format!("{}人", review.tested)),
        ("原定开始", none(&review.planned_start)),
        ("第一个登记", none(&review.started)),
        ("最后一个登记", none(&review.finished)),
        (
            "平均等候（演练的）",
            review.rehearsed_wait.map_or_else(|| "没有排程".to_owned(), |minutes| format!("{minutes}分钟")),
        ),
        ("没有时间的登记（工作簿、事后补登）", format!("{}人", review.untimed)),
        ("试剂发了没收回", format!("{}份", review.kits_missing)),
        ("人、管、交接对不上", format!("{}处", review.differences.len())),
    ];
    let two = |a: &'static str, b: &'static str| columns(&[(a, 60, true), (b, 0, true)]);
    let pairs = |rows: Vec<(String, String)>| rows.into_iter().map(|(a, b)| vec![a, b]).collect::<Vec<_>>();
    let lines = |lines: Vec<String>| {
        lines
            .iter()
            .enumerate()
            .map(|(at, line)| format!("{}. {line}", at + 1))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let or_none = |text: String| if text.is_empty() { "（没有）".to_owned() } else { text };
    let hours = review.hours.iter().map(|hour| (format!("{}时", hour.hour), format!("{}人", hour.tested)));
    let missed = review.missed.iter().map(|(reason, people)| (reason.clone(), format!("{people}人")));
    let differing = review.differences.iter().map(|each| {
        let tube = each.tube.as_deref().unwrap_or("");
        format!("{}：{tube} {}", each.kind.name(), each.detail)
    });
    let table_or = |none: &str, section: Section| match section.rows.is_empty() {
        true => Section { title: section.title, text: none.to_owned(), ..Section::default() },
        false => section,
    };
    let sections = vec![
        Section {
            title: "一、经过".into(),
            columns: two("项目", "情况"),
            rows: pairs(facts.into_iter().map(|(a, b)| (a.to_owned(), b)).collect()),
            ..Section::default()
        },
        table_or(
            "（没有当时登记的）",
            Section {
                title: "二、每小时".into(),
                columns: two("时段", "登记"),
                rows: pairs(hours.collect()),
                ..Section::default()
            },
        ),
        waiting(&review.waiting),
        table_or(
            "（没有）",
            Section {
                title: "四、没有检测的".into(),
                columns: two("原因", "人数"),
                rows: pairs(missed.collect()),
                ..Section::default()
            },
        ),
        Section {
            title: "五、人、管、交接对不上的".into(),
            text: or_none(lines(differing.collect())),
            ..Section::default()
        },
        Section {
            title: "六、体会".into(),
            text: or_none(lines(review.lessons.iter().map(|lesson| lesson.text.clone()).collect())),
            ..Section::default()
        },
        Section {
            title: "七、明天要办".into(), text: or_none(lines(review.tomorrow)), ..Section::default()
        },
    ];
    let foot = match review.waiting {
        Waiting::Derived(_) => format!("等待是{}", Waiting::DERIVED),
        Waiting::NoPlan | Waiting::NoTimes => String::new(),
    };
    let table = Table {
        title: format!("{}复盘", round.title()),
        bookmark: "复盘".into(),
        office: desk.office,
        line: chinese(round.day),
        landscape: false,
        large: false,
        sections,
        foot,
        signatures: ["记录人", "审核人"],
    };
    Ok((vec![part(&table)?], 0))
}

/// 等待 by site beside what the rehearsal said, or why it was not worked out.
fn waiting(waiting: &Waiting) -> Section {
    let title = "三、等待（推算）".into();
    let Waiting::Derived(waited) = waiting else {
        return Section {
            title,
            text: waiting.why_not().unwrap_or_default().to_owned(),
            ..Section::default()
        };
    };
    let row = |site: &SiteWaited| {
        vec![
            site.site.clone(),
            format!("{}人", site.people),
            format!("{}分钟（{}分钟）", site.mean, site.rehearsed_mean),
            format!("{}人（{}人），{}", site.peak, site.rehearsed_peak, clock_words(&site.peak_at)),
        ]
    };
    Section {
        title,
        text: format!("{}。", waited.line()),
        columns: columns(&[
            ("采样点", 36, true),
            ("算了几人", 22, false),
            ("平均等（演练）", 42, false),
            ("最多在等（演练），几点", 0, false),
        ]),
        rows: waited.sites.iter().map(row).collect(),
        ..Section::default()
    }
}
