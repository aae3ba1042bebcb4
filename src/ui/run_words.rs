use crate::app::run_filter::RunFilter;
use crate::app::run_outcome::RunOutcome;
use crate::text::Text;
use crate::ui::view::View;

/// How an outcome of a run is called.
pub const fn outcome(outcome: RunOutcome) -> Text {
    match outcome {
        RunOutcome::Answered => Text::RunAnswered,
        RunOutcome::Failed => Text::RunFailed,
        RunOutcome::Skipped => Text::RunSkipped,
        RunOutcome::Cancelled => Text::RunCancelled,
    }
}

/// What the list is filtered by, and how many sites that is.
pub fn filter(view: &View<'_>, filter: &RunFilter) -> (&'static str, usize) {
    let word = match filter {
        RunFilter::Outcome(which) => outcome(*which),
        RunFilter::AskedAgain(_) => Text::AskedAgain,
    };
    let run = view.state.run.as_ref();
    let sites = view.state.sites().iter().filter(|site| filter.shows(&site.id, run));
    (view.text(word), sites.count())
}
