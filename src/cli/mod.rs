//! The same questions from a terminal: prints tables, or JSON.

pub mod arguments;
mod balance;
mod checkin;
mod detect;
mod exit;
mod help;
mod logs;
mod logs_table;
mod models;
mod record;
mod replay;
pub mod session;
mod site_choice;
mod sites;
mod table;
mod worker_run;

use crate::cli::arguments::{Arguments, Command, SitesCommand};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::logs::{LogsFormat, LogsOptions};
use crate::cli::session::Session;
use crate::model::new_site::NewSite;
use crate::text::{Language, Text};
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Runs one command and says how it went: 0 all asked were answered, 1 some site failed, 2 wrong
/// usage, or files that cannot be read or saved, 3 some balance is low where that was asked.
pub fn run(command: Command, arguments: &Arguments) -> ExitCode {
    let language = arguments.language();
    match command {
        Command::Replay { files, json } => Ok(replay::run(&files, json, language)),
        Command::Detect { station, key, json } => {
            with_session(arguments, |session| detect::run(session, &station, key.as_ref(), json))
        }
        Command::Sites { command, json } => {
            with_session(arguments, |session| run_sites(session, command, json))
        }
        Command::Balance { sites, json, fail_low, record } => with_session(arguments, |session| {
            let found = balance::run(session, &sites, json, record.as_deref())?;
            Ok(found.exit(fail_low))
        }),
        Command::Checkin { sites, json } => {
            with_session(arguments, |session| checkin::run(session, &sites, json))
        }
        Command::Logs { sites, limit, since, stored, json, csv } => {
            let options =
                LogsOptions { limit, since, stored, format: LogsFormat::of_flags(json, csv) };
            with_session(arguments, |session| logs::run(session, &sites, &options))
        }
        Command::Models { site, json } => {
            with_session(arguments, |session| models::run(session, &site, json))
        }
    }
    .unwrap_or_else(|exit| exit)
    .into()
}

fn run_sites(session: &Session, command: Option<SitesCommand>, json: bool) -> Outcome {
    match command {
        None => Ok(sites::list(session, json)),
        Some(SitesCommand::Add { name, url, key, user_id, access_token, json: own }) => {
            let typed = NewSite {
                name,
                url,
                api_key: key.unwrap_or_default(),
                user_id: user_id.unwrap_or_default(),
                access_token: access_token.unwrap_or_default(),
            };
            sites::add(session, &typed, json || own)
        }
        Some(SitesCommand::Remove { sites, json: own }) => {
            sites::remove(session, &sites, json || own)
        }
    }
}

/// What happens in place of the window, and why: the demo's readings, else what else can be done.
pub fn without_window(arguments: &Arguments, reason: &str) -> ExitCode {
    say(reason);
    if !arguments.common.demo {
        say(Text::UseCommandLine.in_language(arguments.language()));
        return ExitCode::FAILURE;
    }
    let balances = |session: &Session| Ok(balance::run(session, &[], false, None)?.exit(false));
    match with_session(arguments, balances) {
        // Some demo stations fail on purpose.
        Ok(Exit::Answered | Exit::SiteFailed) => ExitCode::SUCCESS,
        Ok(exit) | Err(exit) => exit.into(),
    }
}

fn with_session(arguments: &Arguments, run: impl FnOnce(&Session) -> Outcome) -> Outcome {
    let session = Session::open(arguments)?;
    if session.has_broken_files() {
        return Err(Exit::usage(Text::NothingAsked.in_language(session.language)));
    }
    run(&session)
}

/// Prints a JSON document.
fn print_json(document: &serde_json::Value) {
    print_line(&format!("{document:#}"));
}

/// Prints one line of output. A reader that has gone, as `head` does, is no error.
fn print_line(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints text as it stands, with its own ends of lines.
fn print_text(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Prints a message beside the output.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Where the words of an error come from when there is no session yet.
pub(crate) fn language_or_default(language: Option<Language>) -> Language {
    language.unwrap_or_else(Language::of_system)
}
