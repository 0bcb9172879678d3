//! 打印.

use std::path::Path;

use louce_api::Session;
use louce_api::print::{self as api, PrintPaperRequest, PrintRosterRequest};
use louce_print::{Paper, Printed};

use super::buildings_asked;
use crate::args::DeskArgs;
use crate::args_day::{PaperArgs, PrintCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce export roster -o X.pdf`
pub fn roster(
    desk: &DeskArgs,
    office: &Path,
    buildings: Option<Vec<String>>,
    request: PrintRosterRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    let unmasked = request.unmasked;
    desk.within_watched(office, |session| {
        let buildings = buildings_asked(session, buildings)?;
        let printed = api::roster(session, PrintRosterRequest { buildings, ..request })?;
        out.either(&printed, |out| tell(&printed, unmasked, out))
    })
}

/// `louce print`
pub fn print(desk: &DeskArgs, command: PrintCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        PrintCommand::Daily { office, paper, date } => {
            paper_of(desk, &office.office, paper, |_| Ok(Paper::Daily { date }), out)
        }
        PrintCommand::Cards { office, paper, buildings, households } => {
            let cards = |session: &Session<'_>| {
                Ok(Paper::Cards { buildings: buildings_asked(session, buildings)?, households })
            };
            paper_of(desk, &office.office, paper, cards, out)
        }
        PrintCommand::Special { office, paper, group, large } => {
            paper_of(desk, &office.office, paper, |_| Ok(Paper::Special { group, large }), out)
        }
        PrintCommand::Calls { round, paper, large } => {
            let calls = Paper::Calls { round: round.round, large };
            paper_of(desk, &round.office.office, paper, |_| Ok(calls), out)
        }
        PrintCommand::Labels { round, paper, buildings, sheet } => {
            let labels = |session: &Session<'_>| {
                let buildings = buildings_asked(session, buildings)?;
                Ok(Paper::Labels { round: round.round, sheet: Some(sheet.into()), buildings })
            };
            paper_of(desk, &round.office.office, paper, labels, out)
        }
        PrintCommand::Poster { round, paper, buildings } => {
            let poster = |session: &Session<'_>| {
                Ok(Paper::Poster { round: round.round, buildings: buildings_asked(session, buildings)? })
            };
            paper_of(desk, &round.office.office, paper, poster, out)
        }
        PrintCommand::Board { office, paper, date } => {
            paper_of(desk, &office.office, paper, |_| Ok(Paper::Board { date }), out)
        }
        PrintCommand::Figures { round, paper } => {
            let figures = Paper::Figures { round: round.round };
            paper_of(desk, &round.office.office, paper, |_| Ok(figures), out)
        }
        PrintCommand::Review { round, paper } => {
            let review = Paper::Review { round: round.round };
            paper_of(desk, &round.office.office, paper, |_| Ok(review), out)
        }
    }
}

/// Prints a paper and says so.
pub(super) fn paper_of(
    desk: &DeskArgs,
    office: &Path,
    args: PaperArgs,
    paper: impl FnOnce(&Session<'_>) -> Result<Paper, Failure>,
    out: &mut Out,
) -> Result<(), Failure> {
    let PaperArgs { output: file, unmasked } = args;
    desk.within_watched(office, |session| {
        let paper = paper(session)?;
        let printed = api::paper(session, PrintPaperRequest { paper, file, unmasked })?;
        out.either(&printed, |out| tell(&printed, unmasked, out))
    })
}

fn tell(printed: &Printed, unmasked: bool, out: &mut Out) -> Result<(), Failure> {
    out.say(format!("已写出：{}（{} 页，{} 人）", printed.file.display(), printed.pages, printed.people))?;
    match unmasked {
        true => out.say("没有打码，这次打印已记入操作记录。"),
        false => Ok(()),
    }
}
