use crate::app::App;
use crate::model::error_kind::ErrorKind;
use crate::relay::details_query::DetailsReport;
use crate::worker::command::Command;
use std::sync::Arc;

/// What a site's station told beside the balance, and whether it is being asked.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// That of the newest question, never used twice.
    pub number: u64,
    pub under_way: bool,
    pub report: Option<Arc<DetailsReport>>,
}

impl App {
    pub(super) fn ask_details(&mut self, site: String) {
        let known = self.state.details.entry(site.clone()).or_default();
        if known.under_way {
            return;
        }
        self.details_so_far += 1;
        known.number = self.details_so_far;
        known.under_way = true;
        self.worker.send(Command::AskDetails { number: known.number, site });
    }

    /// A cancelled question tells nothing about the station, so an earlier report stays.
    pub(super) fn keep_details(&mut self, number: u64, site: &str, report: Arc<DetailsReport>) {
        let known = self.state.details.get_mut(site);
        if let Some(known) = known.filter(|known| known.number == number) {
            known.under_way = false;
            if !report.details.as_ref().is_err_and(|error| error.kind == ErrorKind::Cancelled) {
                known.report = Some(report);
            }
        }
    }
}
