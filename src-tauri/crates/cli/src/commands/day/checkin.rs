//! 签到.

use std::io::BufRead;

use louce_api::checkin::{CheckInAnswer, CheckInRequest, check_in};
use louce_core::testing::CheckInOutcome;

use crate::args::DeskArgs;
use crate::args_day::RoundArg;
use crate::failure::Failure;
use crate::output::Out;

/// `louce checkin`
pub fn checkin(
    desk: &DeskArgs,
    round: RoundArg,
    tube: Option<String>,
    anyway: bool,
    words: &[String],
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within(&round.office.office, |session| {
        let request =
            |text| CheckInRequest { round: round.round, text, tube: tube.clone(), residents: None, anyway };
        if !words.is_empty() {
            // A household of the one typed is all of it.
            let answer = check_in(session, request(words.join(" ")))?;
            out.either(&answer, |out| tell(&answer, out))?;
            return Ok(());
        }
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(louce_core::Error::from)?;
            if line.trim().is_empty() {
                continue;
            }
            // One bad scan must not end the queue; the clock goes on while people come.
            session.clock = desk.clock()?;
            match check_in(session, request(line)) {
                Ok(answer) => out.either(&answer, |out| tell(&answer, out))?,
                Err(error) => out.either(&serde_json::json!({ "error": error }), |out| {
                    out.say(format!("× {}", error.message))
                })?,
            }
            out.finish()?;
        }
        Ok(())
    })
}

fn tell(answer: &CheckInAnswer, out: &mut Out) -> Result<(), Failure> {
    for person in &answer.people {
        let what = match person.outcome {
            CheckInOutcome::Marked => "√".to_owned(),
            CheckInOutcome::Already => "已经登记过".to_owned(),
            CheckInOutcome::Added => match &person.excluded {
                Some(why) => format!("√（名单上写着{why}，已改为应检）"),
                None => "√（名单外，已加上）".to_owned(),
            },
        };
        let seat = person.seat.as_ref().map_or_else(String::new, |seat| {
            let full = if seat.full { "，此管已满，请换管" } else { "" };
            format!("　管 {} 第{}/{}位{full}", seat.barcode, seat.seat, seat.seats)
        });
        out.say(format!("{what} {} {}{seat}", person.door, person.name))?;
    }
    for caution in &answer.cautions {
        out.say(format!("没有登记：{} {}。要照样进这支管，加 --anyway", caution.name, caution.why))?;
    }
    if !answer.left.is_empty() {
        let names: Vec<&str> = answer.left.iter().map(|left| left.name.as_str()).collect();
        let (seated, left) = (answer.people.len(), names.len());
        out.say(format!("这支管坐下{seated}人，其余{left}人等下一管：{}", names.join("、")))?;
    }
    for choice in &answer.choose {
        out.say(format!(
            "请选：{} {}{}",
            choice.resident,
            choice.name,
            if choice.tested { "（已检）" } else { "" }
        ))?;
    }
    for door in &answer.doors {
        match &door.problem {
            Some(problem) => out.say(format!("没有登记：{problem}"))?,
            None => out.say(format!("{}号楼{}：{}", door.building, door.room, door.names.join("、")))?,
        }
    }
    if !answer.strange.is_empty() {
        out.say(format!("看不懂：{}", answer.strange.join(" ")))?;
    }
    Ok(())
}
