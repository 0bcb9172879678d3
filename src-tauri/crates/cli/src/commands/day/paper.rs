//! 打印.

use std::path::{Path, PathBuf};

use louce_api::print::{self as api, PrintPaperRequest, PrintRosterRequest};
use louce_print::{Paper, Printed};

use crate::args::DeskArgs;
use crate::args_day::{PaperArgs, PrintCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce export roster -o X.pdf`
pub fn roster(
    desk: &DeskArgs,
    office: &Path,
    request: PrintRosterRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    let unmasked = request.unmasked;
    desk.within_watched(office, |session| {
        let printed = api::roster(session, request)?;
        out.either(&printed, |out| tell(&printed, unmasked, out))
    })
}

/// `louce print`
pub fn print(desk: &DeskArgs, command: PrintCommand, out: &mut Out) -> Result<(), Failure> {
    let (office, paper, args): (PathBuf, Paper, PaperArgs) = match command {
        PrintCommand::Daily { office, paper, date } => (office.office, Paper::Daily { date }, paper),
        PrintCommand::Cards { office, paper, buildings } => {
            (office.office, Paper::Cards { buildings }, paper)
        }
        PrintCommand::Special { office, paper, group, large } => {
            (office.office, Paper::Special { group, large }, paper)
        }
        PrintCommand::Calls { round, paper, large } => {
            (round.office.office, Paper::Calls { round: round.round, large }, paper)
        }
        PrintCommand::Labels { round, paper, buildings, sheet } => {
            let sheet = Some(sheet.into());
            (round.office.office, Paper::Labels { round: round.round, sheet, buildings }, paper)
        }
        PrintCommand::Poster { round, paper, buildings } => {
            (round.office.office, Paper::Poster { round: round.round, buildings }, paper)
        }
        PrintCommand::Board { office, paper, date } => (office.office, Paper::Board { date }, paper),
        PrintCommand::Review { round, paper } => {
            (round.office.office, Paper::Review { round: round.round }, paper)
        }
    };
    paper_of(desk, &office, paper, args.output, args.unmasked, out)
}

/// Prints a paper and says so.
pub(super) fn paper_of(
    desk: &DeskArgs,
    office: &Path,
    paper: Paper,
    file: PathBuf,
    unmasked: bool,
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within_watched(office, |session| {
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
