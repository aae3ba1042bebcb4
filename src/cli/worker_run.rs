use crate::cli::exit::Exit;
use crate::cli::say;
use crate::cli::session::Session;
use crate::text::{Text, store_words};
use crate::worker;
use crate::worker::command::Command;
use crate::worker::event::Event;
use std::sync::Arc;

/// Lets a worker do one thing, until `on_event` has said of so many events that they were an end.
/// What happens to the files is told beside the output. Gives whether all of it is on the disk.
pub(super) fn run_worker(
    session: &Session,
    command: Command,
    ends: usize,
    mut on_event: impl FnMut(Event) -> bool,
) -> Result<bool, Exit> {
    let language = session.language;
    let link = worker::start(Arc::clone(&session.store), Vec::new(), || ()).map_err(|error| {
        Exit::usage(&Text::WorkerFailed.fill(language, &[("reason", &error.kind())]))
    })?;
    link.send(command);
    let mut ended = 0;
    let mut saved = true;
    while ended < ends {
        match link.wait_event() {
            Some(Event::StoreFailed(error)) => {
                saved = false;
                say(&store_words::failure(&error, language));
            }
            Some(Event::Incident(incident)) => say(&store_words::incident(&incident, language)),
            Some(Event::JobFailed) => {
                saved = false;
                say(Text::JobFailed.in_language(language));
            }
            Some(event) => ended += usize::from(on_event(event)),
            None => break,
        }
    }
    Ok(saved)
}
