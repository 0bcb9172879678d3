//! Help and usage errors in Chinese: clap speaks English by itself.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::args::Cli;

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line, with everything a person reads in Chinese.
pub fn command() -> Command {
    let mut command = in_chinese(Cli::command()).disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .help("显示版本")
            .action(ArgAction::Version)
            .help_heading("选项")
            .display_order(998),
    );
    command.build();
    with_usage(command)
}

fn in_chinese(command: Command) -> Command {
    let mut order = 0;
    let titled = |arg: Arg| {
        order += 1;
        // What goes with any command comes last.
        let at = if arg.is_global_set() { 900 + order } else { order };
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        let arg = arg.help_heading(heading).display_order(at);
        if arg.get_action().takes_values() {
            arg.hide_possible_values(true).hide_default_value(true)
        } else {
            arg
        }
    };
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .help("显示帮助")
        .help_heading("选项")
        .display_order(999)
        .action(ArgAction::Help);
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(titled)
        .arg(help)
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_subcommands(in_chinese)
}

/// The usage line holds "[OPTIONS]"; it is known once the command is built.
fn with_usage(mut command: Command) -> Command {
    let usage = command.render_usage().to_string().replace("[OPTIONS]", "[选项]");
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().replace("\n       ", "\n      ");
    command.override_usage(usage).mut_subcommands(with_usage)
}

/// Writes help or version, or says what was typed wrongly.
pub fn explain(error: &clap::Error, given: &[OsString], json: bool) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe is no reason to complain.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(2);
    }
    let message = message(error);
    if json {
        let error = serde_json::json!({"error": {"code": "usage", "message": message}});
        let _ = writeln!(std::io::stdout(), "{error}");
    }
    let (usage, path) = usage_of(given);
    let _ = writeln!(std::io::stderr(), "{message}\n\n用法：{usage}\n\n详细说明：{path} --help");
    ExitCode::from(2)
}

/// The usage of the subcommand that was meant, and its name.
fn usage_of(given: &[OsString]) -> (String, String) {
    let command = command();
    let (mut current, mut path) = (&command, command.get_name().to_owned());
    for word in given.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(next) = current.find_subcommand(word) {
            path = format!("{path} {word}");
            current = next;
        }
    }
    let usage = current.clone().render_usage().to_string();
    (usage.strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned(), path)
}

fn message(error: &clap::Error) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let choices = said(ContextKind::ValidValue);
    let or = if choices.is_empty() { String::new() } else { format!("（可用：{choices}）") };
    // Our own parsers explain themselves in Chinese; those of numbers do not.
    let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let explained = !why.is_ascii();
    match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}。"),
        ErrorKind::MissingSubcommand => "请给出命令。".to_owned(),
        ErrorKind::UnknownArgument => format!("没有这个参数：{argument}。"),
        ErrorKind::InvalidSubcommand => format!("没有这个命令：{}。", said(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要有内容{or}。"),
        ErrorKind::ValueValidation if explained => format!("{argument} 的内容不对：{value}（{why}）。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 的内容不对：{value}{or}。")
        }
        ErrorKind::ArgumentConflict if said(ContextKind::PriorArg) == argument => {
            format!("{argument} 只能写一次。")
        }
        ErrorKind::ArgumentConflict => format!("{argument} 不能与 {} 一起用。", said(ContextKind::PriorArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的个数不对。")
        }
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字。".to_owned(),
        _ => "命令写得不对。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help_of(words: &[&str]) -> String {
        let mut words = words.to_vec();
        words.push("--help");
        let error = command().try_get_matches_from([&["louce"], words.as_slice()].concat()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DisplayHelp);
        error.to_string()
    }

    fn each(command: &Command, path: &[String], visit: &mut dyn FnMut(&Command, &[String])) {
        visit(command, path);
        for sub in command.get_subcommands() {
            let mut path = path.to_vec();
            path.push(sub.get_name().to_owned());
            each(sub, &path, visit);
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_argument_is_explained_in_chinese() {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        each(&command(), &[], &mut |command, path| {
            assert!(command.get_about().is_some_and(|about| chinese(&about.to_string())), "{path:?}");
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                assert!(
                    arg.get_help().is_some_and(|help| chinese(&help.to_string())),
                    "{path:?} {}",
                    arg.get_id()
                );
            }
        });
    }

    #[test]
    fn no_english_of_the_parser_is_left_in_any_help() {
        let mut paths = Vec::new();
        each(&command(), &[], &mut |_, path| paths.push(path.to_vec()));
        for path in paths {
            let help = help_of(&path.iter().map(String::as_str).collect::<Vec<_>>());
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments",
                "Commands",
                "COMMAND",
                "Print",
                "possible",
                "default",
                "env",
            ] {
                assert!(!help.contains(word), "{word} in {help}");
            }
        }
    }
}
