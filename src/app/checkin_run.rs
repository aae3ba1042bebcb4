use crate::model::checkin_result::CheckinState;
use crate::model::error_kind::ErrorKind;
use crate::model::money::{Money, Unit};
use crate::relay::checkin_query::CheckinReport;
use crate::worker::command::Generation;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sites that are checked in together, and what became of each.
#[derive(Clone, Debug, Default)]
pub struct CheckinRun {
    pub generation: Generation,
    /// The user has asked to end it.
    pub cancelling: bool,
    /// By site id; `None` while it has not ended.
    ends: BTreeMap<String, Option<Arc<CheckinReport>>>,
}

impl CheckinRun {
    /// A run that checks nobody in yet.
    pub fn new(generation: Generation) -> Self {
        Self { generation, ..Self::default() }
    }

    pub(super) fn ask(&mut self, sites: &[String]) {
        self.ends.extend(sites.iter().map(|site| (site.clone(), None)));
    }

    pub(super) fn end(&mut self, site: &str, report: Arc<CheckinReport>) {
        if let Some(end) = self.ends.get_mut(site) {
            *end = Some(report);
        }
    }

    /// Counts only sites that are still there.
    pub(super) fn keep(&mut self, is_there: impl Fn(&String) -> bool) {
        self.ends.retain(|site, _| is_there(site));
    }

    pub fn total(&self) -> usize {
        self.ends.len()
    }

    pub fn done(&self) -> usize {
        self.reports().count()
    }

    pub fn is_ended(&self) -> bool {
        self.done() == self.total()
    }

    /// How many sites are checked in today, now or before.
    pub fn made(&self) -> usize {
        self.ended_as(CheckinState::Done).chain(self.ended_as(CheckinState::Already)).count()
    }

    /// Ids of the sites that ended so, without those that were cancelled.
    pub fn ended_as(&self, state: CheckinState) -> impl Iterator<Item = &str> {
        let is_it = move |report: &CheckinReport| report.result.state == state;
        self.reports()
            .filter(move |(_, report)| is_it(report) && !is_cancelled(report))
            .map(|(site, _)| site)
    }

    pub fn cancelled(&self) -> impl Iterator<Item = &str> {
        self.reports().filter(|(_, report)| is_cancelled(report)).map(|(site, _)| site)
    }

    /// What all check-ins of the run brought, by unit: units are never added up.
    pub fn awarded(&self) -> Vec<Money> {
        let mut sums: BTreeMap<Unit, Decimal> = BTreeMap::new();
        for award in self.reports().filter_map(|(_, report)| report.result.awarded()) {
            let sum = sums.entry(award.unit.clone()).or_default();
            *sum = sum.saturating_add(award.amount);
        }
        sums.into_iter().map(|(unit, amount)| Money::new(amount, unit)).collect()
    }

    fn reports(&self) -> impl Iterator<Item = (&str, &CheckinReport)> {
        self.ends.iter().filter_map(|(site, end)| Some((site.as_str(), end.as_deref()?)))
    }
}

fn is_cancelled(report: &CheckinReport) -> bool {
    report.result.failure.as_ref().is_some_and(|failure| failure.kind == ErrorKind::Cancelled)
}
