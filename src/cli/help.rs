use crate::cli::arguments::Arguments;
use crate::text::{Language, Text};
use clap::{Command, CommandFactory as _};

/// The command line with its help in this language.
pub(super) fn in_language(language: Language) -> Command {
    let command = Arguments::command();
    let mut command = describe(command, language).about(Text::CliAbout.in_language(language));
    command.build();
    command
}

/// Describes the arguments of a command and of all below it.
fn describe(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    command
        .mut_args(|argument| match argument_text(&name, argument.get_id().as_str()) {
            Some(text) => argument.help(text.in_language(language)),
            None => argument,
        })
        .mut_subcommands(|subcommand| {
            let described = describe(subcommand, language);
            match command_text(described.get_name()) {
                Some(text) => described.about(text.in_language(language)),
                None => described,
            }
        })
}

fn argument_text(command: &str, id: &str) -> Option<Text> {
    Some(match (command, id) {
        (_, "data_dir") => Text::CliDataDir,
        (_, "lang") => Text::CliLanguage,
        (_, "demo") => Text::CliDemo,
        (_, "json") => Text::CliJson,
        (_, "name") => Text::CliName,
        (_, "url") => Text::CliUrl,
        ("detect", "key") => Text::CliDetectKey,
        (_, "key") => Text::CliKey,
        (_, "user_id") => Text::CliUserId,
        (_, "access_token") => Text::CliAccessToken,
        (_, "station") => Text::CliStation,
        (_, "site" | "sites") => Text::CliSite,
        (_, "limit") => Text::CliLimit,
        (_, "since") => Text::CliSince,
        (_, "stored") => Text::CliStored,
        (_, "csv") => Text::CliCsv,
        (_, "files") => Text::CliFiles,
        (_, "fail_low") => Text::CliFailLow,
        (_, "record") => Text::CliRecord,
        _ => return None,
    })
}

fn command_text(name: &str) -> Option<Text> {
    Some(match name {
        "sites" => Text::CliSites,
        "add" => Text::CliSitesAdd,
        "remove" => Text::CliSitesRemove,
        "balance" => Text::CliBalance,
        "detect" => Text::CliDetect,
        "logs" => Text::CliLogs,
        "models" => Text::CliModels,
        "checkin" => Text::CliCheckin,
        "replay" => Text::CliReplay,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument of our own, with its way from the top.
    fn undescribed(command: &Command, way: &str, found: &mut Vec<String>) {
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if !["help", "version"].contains(&id) && argument.get_help().is_none() {
                found.push(format!("{way} {id}"));
            }
        }
        for subcommand in command.get_subcommands().filter(|s| s.get_name() != "help") {
            let way = format!("{way} {}", subcommand.get_name());
            if subcommand.get_about().is_none() {
                found.push(way.clone());
            }
            undescribed(subcommand, &way, found);
        }
    }

    #[test]
    fn everything_is_described_in_both_languages() {
        for language in Language::ALL {
            let mut found = Vec::new();
            undescribed(&in_language(language), "", &mut found);
            assert!(found.is_empty(), "{language}: {found:?}");
        }
    }
}
