use crate::cli::{help, language_or_default};
use crate::model::secret::Secret;
use crate::model::timestamp;
use crate::text::Language;
use clap::{Args, FromArgMatches as _, Parser, Subcommand};
use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;

/// What stands on the command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "konata-api", version, arg_required_else_help = false)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What works with every command and with the window.
#[derive(Clone, Debug, Args)]
pub struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh|en", value_parser = parse_language)]
    pub lang: Option<Language>,
    #[arg(long, global = true, conflicts_with = "data_dir")]
    pub demo: bool,
}

/// One question from the terminal.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    Sites {
        #[command(subcommand)]
        command: Option<SitesCommand>,
        #[arg(long)]
        json: bool,
    },
    Balance {
        #[arg(value_name = "SITE")]
        sites: Vec<String>,
        #[arg(long)]
        json: bool,
        #[arg(long)]
        fail_low: bool,
        #[arg(long, value_name = "DIR")]
        record: Option<PathBuf>,
    },
    Detect {
        #[arg(value_name = "URL|SITE")]
        station: String,
        #[arg(long, value_name = "K", value_parser = parse_secret)]
        key: Option<Secret>,
        #[arg(long)]
        json: bool,
    },
    Logs {
        #[arg(value_name = "SITE")]
        sites: Vec<String>,
        #[arg(long, value_name = "N", value_parser = parse_row_count)]
        limit: Option<usize>,
        #[arg(long, value_name = "DATE", value_parser = parse_local_date)]
        since: Option<i64>,
        #[arg(long)]
        stored: bool,
        #[arg(long)]
        json: bool,
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    Models {
        #[arg(value_name = "SITE")]
        site: String,
        #[arg(long)]
        json: bool,
    },
    Checkin {
        #[arg(value_name = "SITE")]
        sites: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    Replay {
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
}

/// What `sites` can do besides listing.
#[derive(Clone, Debug, Subcommand)]
pub enum SitesCommand {
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "URL")]
        url: String,
        #[arg(long, value_name = "K", value_parser = parse_secret)]
        key: Option<Secret>,
        #[arg(long, value_name = "N")]
        user_id: Option<String>,
        #[arg(long, value_name = "T", value_parser = parse_secret)]
        access_token: Option<Secret>,
        #[arg(long)]
        json: bool,
    },
    Remove {
        #[arg(value_name = "SITE", required = true)]
        sites: Vec<String>,
        #[arg(long)]
        json: bool,
    },
}

impl Arguments {
    /// Reads the arguments of this process. Ends it for `--help`, `--version` and wrong usage.
    pub fn of_process() -> Self {
        let arguments: Vec<OsString> = std::env::args_os().collect();
        match Self::parse_from_process(&arguments) {
            Ok(arguments) => arguments,
            Err(error) => error.exit(),
        }
    }

    fn parse_from_process(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let command = help::in_language(wanted_language(arguments));
        Self::from_arg_matches(&command.try_get_matches_from(arguments)?)
    }

    pub fn language(&self) -> Language {
        language_or_default(self.common.lang)
    }
}

fn parse_language(name: &str) -> Result<Language, String> {
    Language::from_name(name).ok_or_else(|| "zh, en".to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape clap asks for")]
fn parse_secret(text: &str) -> Result<Secret, Infallible> {
    Ok(Secret::new(text))
}

fn parse_row_count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "1, 2, 3 …".to_owned())
}

/// The unix second at which a day begins here.
fn parse_local_date(text: &str) -> Result<i64, String> {
    timestamp::of_local_date(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

/// The language of the help itself, which is needed before the arguments are understood.
fn wanted_language(arguments: &[OsString]) -> Language {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after_flag = texts.windows(2).find_map(|pair| match pair {
        ["--lang", name] => Language::from_name(name),
        _ => None,
    });
    let joined =
        texts.iter().find_map(|text| text.strip_prefix("--lang=").and_then(Language::from_name));
    language_or_default(after_flag.or(joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Arguments, clap::Error> {
        let arguments: Vec<OsString> =
            std::iter::once("konata-api").chain(line.split_whitespace()).map(Into::into).collect();
        Arguments::parse_from_process(&arguments)
    }

    #[test]
    fn common_options_stand_on_either_side_of_the_command() {
        for line in ["--lang en --demo balance --json", "balance --json --demo --lang=en"] {
            let arguments = parsed(line).unwrap();
            assert!(arguments.common.demo, "{line}");
            assert_eq!(arguments.language(), Language::En, "{line}");
            assert!(matches!(arguments.command, Some(Command::Balance { json: true, .. })));
        }
    }

    #[test]
    fn a_date_is_the_begin_of_a_local_day() {
        let Some(Command::Logs { since: Some(since), .. }) =
            parsed("logs --since 2026-11-21").unwrap().command
        else {
            panic!("no logs");
        };
        assert_eq!(timestamp::local_date_time(since), "2026-11-21 00:00:00");
    }

    #[test]
    fn printing_the_arguments_shows_no_secret() {
        for line in [
            "detect relay.example --key sk-hiddenhidden1234",
            "sites add n relay.example --key sk-hiddenhidden1234 --access-token hiddenhidden1234",
        ] {
            let printed = format!("{:?}", parsed(line).unwrap());
            assert!(printed.contains("1234") && !printed.contains("hidden"), "{printed}");
        }
    }

    #[test]
    fn wrong_usage_is_refused() {
        for line in [
            "--demo --data-dir x",
            "--lang fr",
            "models",
            "replay",
            "nonsense",
            "--what",
            "logs --json --csv",
            "logs --limit 0",
            "logs --limit many",
            "logs --since yesterday",
            "logs --since 2026-02-30",
        ] {
            assert_eq!(parsed(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}
