//! Checking a site's connection.

use crate::app::App;
use crate::model::error_kind::ErrorKind;
use crate::relay::connectivity_verdict::ConnectivityVerdict;
use crate::relay::models_query::ModelsReport;
use crate::worker::command::Command;
use std::sync::Arc;

impl App {
    pub(super) fn check_connectivity(&mut self, site: String) {
        let known = self.state.connectivity.entry(site.clone()).or_default();
        if known.under_way {
            return;
        }
        self.checks_so_far += 1;
        known.check = self.checks_so_far;
        known.under_way = true;
        known.cancelling = false;
        self.worker.send(Command::CheckConnectivity { check: known.check, site });
    }

    pub(super) fn cancel_check(&mut self, site: String) {
        let known = self.state.connectivity.get_mut(&site);
        if let Some(known) = known.filter(|known| known.under_way && !known.cancelling) {
            known.cancelling = true;
            self.worker.send(Command::CancelCheck { site });
        }
    }

    /// A cancelled check tells nothing about the station, so an earlier report stays.
    pub(super) fn keep_report(&mut self, check: u64, site: &str, report: Arc<ModelsReport>) {
        let known = self.state.connectivity.get_mut(site);
        if let Some(known) = known.filter(|known| known.check == check) {
            known.under_way = false;
            if report.verdict() != ConnectivityVerdict::Failed(ErrorKind::Cancelled) {
                known.report = Some(report);
            }
        }
    }
}
