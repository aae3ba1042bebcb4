//! `konata-api`: the window, or one question from the terminal.

use konata_api::cli;
use konata_api::cli::arguments::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = Arguments::of_process();
    match arguments.command.take() {
        Some(command) => cli::run(command, &arguments),
        None => cli::without_window(&arguments, ""),
    }
}
