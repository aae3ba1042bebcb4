//! `konata-api`: the window, or one question from the terminal.

// A double click opens no terminal beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use konata_api::app::notifier::Notifier;
use konata_api::app::{App, remembering};
use konata_api::cli;
use konata_api::cli::arguments::Arguments;
use konata_api::cli::session::Session;
use konata_api::platform::{console, display, notification};
use konata_api::text::Text;
use konata_api::ui::launch;
use konata_api::worker;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

/// The drawing in `assets/icon.svg`.
const ICON: &[u8] = include_bytes!("../assets/icon.png");

fn main() -> ExitCode {
    console::attach_to_parent();
    let mut arguments = Arguments::of_process();
    if let Some(command) = arguments.command.take() {
        return cli::run(command, &arguments);
    }
    let language = arguments.language();
    if !display::is_there() {
        return cli::without_window(&arguments, Text::NoDisplay.in_language(language));
    }
    match show_window(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let reason = Text::WindowFailed.fill(language, &[("reason", &reason)]);
            cli::without_window(&arguments, &reason)
        }
    }
}

/// Opens the window and returns when it is closed; the reason in words when it cannot open.
fn show_window(arguments: &Arguments) -> Result<(), String> {
    let session = Session::try_open(arguments)?;
    // The worker starts before there is a window to wake.
    let waker = Arc::new(OnceLock::<launch::Waker>::new());
    let wake = {
        let waker = Arc::clone(&waker);
        move || {
            if let Some(wake) = waker.get() {
                wake();
            }
        }
    };
    let incidents = session.incidents.clone();
    let link = worker::start(Arc::clone(&session.store), incidents, wake)
        .map_err(|error| Text::WorkerFailed.fill(session.language, &[("reason", &error.kind())]))?;
    let memory = session.store.window_memory();
    let language = remembering::first_language(arguments.common.lang, &memory);
    let language = language.unwrap_or(session.language);
    let name = if arguments.common.demo { Text::DemoName } else { Text::ProgramName };
    let icon = eframe::icon_data::from_png_bytes(ICON).ok();
    let start = move |wake: launch::Waker| {
        // Set once: this closure runs once.
        let _ = waker.set(Arc::clone(&wake));
        let notifier = Notifier::new(
            move |told| notification::show(name.in_language(language), &told.title, &told.body),
            move || wake(),
        );
        App::new(link).with_notifier(notifier)
    };
    launch::run(name, language, memory, icon, start).map_err(|error| error.to_string())
}
