//! The jobs, one file a room: what each answers for programs, and what it tells people.

mod backup;
mod day;
mod import;
mod office;
mod passphrase;
pub mod reader;
mod reports;
mod responsible;
mod roster;
mod sample;
mod serve;
mod testing;

use std::process::ExitCode;

use crate::args::{Cli, Command, DeskArgs};
use crate::args_import::{ConflictsCommand, Decision};
use crate::args_reports::{ExportCommand, ReportCommand, SettingsCommand};
use crate::args_roster::LogCommand;
use crate::args_testing::RoundCommand;
use crate::failure::Failure;
use crate::output::Out;

/// Does what was asked.
pub fn run(cli: Cli, out: &mut Out) -> Result<ExitCode, Failure> {
    let desk = &cli.desk;
    let done = match cli.command {
        Command::Init { office, name } => office::init(desk, &office.office, &name, out),
        Command::Residents { office, building, search, group, limit } => {
            let request = louce_api::residents::ResidentsRequest { building, search, group, limit };
            roster::residents(desk, &office.office, &request, out)
        }
        Command::Rooms { office, building } => {
            roster::rooms(desk, &office.office, louce_api::places::RoomsRequest { building }, out)
        }
        Command::Import { office, dry_run, rejects, sheets } => {
            let request = louce_api::import::ImportRequest { files: sheets, dry_run, rejects };
            import::import(desk, &office.office, request, out)
        }
        Command::Conflicts { office, all, command: None } => {
            // The parser asks for it when there is no subcommand.
            import::conflicts(desk, &office.unwrap_or_default(), all, out)
        }
        Command::Conflicts {
            command: Some(ConflictsCommand::Decide { office, all: Some(all), which, .. }),
            ..
        } => {
            let rule = louce_api::questions::DecideRule { which: which.into(), decision: all.into() };
            import::decide_many(desk, &office.office, rule, out)
        }
        Command::Conflicts {
            command: Some(ConflictsCommand::Decide { office, id, decision, resident, all: None, .. }),
            ..
        } => {
            // The parser asks for both when there is no --all.
            let decision = decision.unwrap_or(Decision::Keep).into();
            let request =
                louce_api::questions::DecideRequest { id: id.unwrap_or_default(), decision, resident };
            import::decide(desk, &office.office, request, out)
        }
        Command::Round(command) => round(desk, command, out),
        Command::Checkin { round, tube, anyway, text } => day::checkin(desk, round, tube, anyway, &text, out),
        Command::Tube(command) => day::tube(desk, command, out),
        Command::Plan(command) => day::plan(desk, command, out),
        Command::Notice(command) => day::notice(desk, command, out),
        Command::Antigen(command) => day::antigen(desk, command, out),
        Command::Call(command) => day::call(desk, command, out),
        Command::Figures { round } => day::figures(desk, round, out),
        Command::Trend { office } => day::trend(desk, &office.office, out),
        Command::Board(command) => day::board(desk, command, out),
        Command::Review(command) => day::review(desk, command, out),
        Command::Rule(command) => day::rule(desk, command, out),
        Command::Isolation(command) => day::isolation(desk, command, out),
        Command::Print(command) => day::print(desk, command, out),
        Command::Export(ExportCommand::Roster { office, round, output, unmasked, large, buildings })
            if is_pdf(&output) =>
        {
            let request = louce_api::print::PrintRosterRequest {
                round,
                file: output,
                buildings: None,
                large,
                unmasked,
            };
            day::roster(desk, &office.office, buildings, request, out)
        }
        Command::Export(
            ExportCommand::Roster { large: true, .. } | ExportCommand::Roster { buildings: Some(_), .. },
        ) => Err(Failure::new("only_pdf", "--large 和 --buildings 只用于打印：请把文件名写成 .pdf。")),
        Command::Export(ExportCommand::Roster { office, round, output, unmasked, .. }) => {
            let request = louce_api::testing::RosterRequest { round, file: output, unmasked };
            testing::export_roster(desk, &office.office, request, out)
        }
        Command::Export(ExportCommand::Calls { office, round, output, unmasked }) => {
            let request = louce_api::testing::RosterRequest { round, file: output, unmasked };
            testing::export_calls(desk, &office.office, request, out)
        }
        Command::Export(ExportCommand::Residents { office, output, unmasked }) => {
            let request = louce_api::residents::ExportRequest { file: output, unmasked };
            roster::export(desk, &office.office, request, out)
        }
        Command::Report(ReportCommand::Daily { office, date, names: Some(figure), .. }) => reports::names(
            desk,
            &office.office,
            louce_api::reports::NamesRequest { date, figure, limit: None, offset: None },
            out,
        ),
        Command::Report(ReportCommand::Daily { office, date, output, close, .. }) => {
            let request = louce_api::reports::DailyRequest { date, close, file: output };
            reports::daily(desk, &office.office, request, out)
        }
        Command::Report(ReportCommand::Correct { office, correction }) => {
            reports::correct(desk, &office.office, correction, out)
        }
        Command::Settings(SettingsCommand::Cutoff { office, cutoff }) => {
            reports::cutoff(desk, &office.office, cutoff, out)
        }
        Command::Sample { households, seed, folder } => sample::sample(households, seed, &folder, out),
        Command::Serve { ui, port, office_dir, backup_dir, quiet } => {
            serve::serve(desk, serve::Serve { ui, port, office_dir, backup_dir, quiet }, out)
        }
        Command::Passphrase { office, new_passphrase_file } => {
            passphrase::change(desk, &office.office, new_passphrase_file.as_deref(), out)
        }
        Command::Log { command: Some(LogCommand::Show { office, operation }), .. } => {
            office::changes(desk, &office.office, operation, out)
        }
        // The parser asks for it when there is no subcommand.
        Command::Log { office, command: None } => office::log(desk, &office.unwrap_or_default(), out),
        Command::Responsible(command) => responsible::run(desk, command, out),
        Command::Backup(command) => backup::run(desk, command, out),
        Command::Undo { office, operation } => {
            office::reverse(desk, &office.office, operation, office::Way::Undo, out)
        }
        Command::Redo { office, operation } => {
            office::reverse(desk, &office.office, operation, office::Way::Redo, out)
        }
        Command::History { office, household: Some(household), .. } => {
            office::household_history(desk, &office.office, household, out)
        }
        Command::History { office, resident, household: None } => {
            // The parser asks for one of the two.
            office::history(desk, &office.office, resident.unwrap_or_default(), out)
        }
        Command::Check { office } => return office::check(desk, &office.office, out),
    };
    done.map(|()| ExitCode::SUCCESS)
}

fn is_pdf(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

fn round(desk: &DeskArgs, command: RoundCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        RoundCommand::Open { office, kind, date, buildings } => {
            let request = louce_api::testing::OpenRequest { kind: kind.into(), date, buildings: None };
            testing::open(desk, &office.office, buildings, request, out)
        }
        RoundCommand::Record { office, round, from, dry_run } => {
            let request = louce_api::testing::RecordRequest { round, from, dry_run };
            testing::record(desk, &office.office, request, out)
        }
        RoundCommand::Show { office, round } => testing::show(desk, &office.office, round, out),
        RoundCommand::Close { office, round } => testing::close(desk, &office.office, round, out),
        RoundCommand::List { office } => testing::list(desk, &office.office, out),
    }
}
