//! The low-balance alarm: when it is raised, and where it is seen.

use crate::app::App;
use crate::app::list_view::ListView;
use crate::app::notice::{Notice, NoticeContent};
use crate::app::notifier::Notification;
use crate::app::settings_draft::NotificationTest;
use crate::app::state::State;
use crate::app::tab::Tab;
use crate::model::low_balance::{LowCause, LowRule};
use crate::model::settings::Settings;
use crate::model::site::Site;
use crate::text::alarm_words;
use crate::worker::command::Command;
use crate::worker::event::Snapshot;
use std::collections::HashSet;

/// What became low, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Id of the site.
    pub site: String,
    pub cause: LowCause,
}

impl App {
    /// Notes which sites have a newer reading than before: those are judged. What was read before
    /// the program was opened is no news.
    pub(super) fn note_new_readings(&mut self, snapshot: &Snapshot) {
        let has_news = |site: &Site| {
            let before = self.state.site(&site.id);
            site.last_reading.is_some()
                && before.is_some_and(|before| before.last_reading != site.last_reading)
        };
        let news = snapshot.sites.iter().filter(|site| has_news(site));
        let news: Vec<String> = news.map(|site| site.id.clone()).collect();
        self.to_judge.extend(news);
    }

    /// Judges what is new once the run under way is over, so that its alarms come together, and
    /// what was held back once the quiet hours are. Tells whether something was told.
    pub(super) fn judge_alarms(&mut self, now: i64) -> bool {
        if self.state.is_running() {
            return false;
        }
        let Some(Snapshot { sites, settings }) = self.state.snapshot.clone() else { return false };
        let is_quiet = settings.quiet_hours.end_at(now).is_some();
        let mut to_judge = std::mem::take(&mut self.to_judge);
        if !is_quiet {
            to_judge.extend(self.alarms.held.iter().cloned());
        }
        let before = self.looked_at.replace(now).unwrap_or(now);
        let comes_near = |site: &&Site| {
            ends_near_from(site, &settings, now).is_some_and(|near| before < near && near <= now)
        };
        to_judge.extend(sites.iter().filter(comes_near).map(|site| site.id.clone()));
        if to_judge.is_empty() {
            return false;
        }
        let before = self.alarms.clone();
        let mut raised = Vec::new();
        for site in sites.iter().filter(|site| to_judge.contains(&site.id)) {
            if let Some(cause) = self.alarms.judge(site, &settings, now, is_quiet) {
                raised.push(Alarm { site: site.id.clone(), cause });
            }
        }
        if self.alarms == before {
            return false;
        }
        self.worker.send(Command::RememberAlarms(Box::new(self.alarms.clone())));
        self.drop_settled_alarms();
        self.raise(raised, settings.notifications);
        true
    }

    /// When there may be something to tell that nobody asks for: the end of the quiet hours where
    /// something waits for it, or when the next key or plan comes near its end.
    pub(super) fn next_alarm(&self, now: i64) -> Option<i64> {
        let Snapshot { sites, settings } = self.state.snapshot.as_ref()?;
        let quiet_end = settings.quiet_hours.end_at(now).filter(|_| !self.alarms.held.is_empty());
        let ends = sites.iter().filter_map(|site| ends_near_from(site, settings, now));
        ends.filter(|near| *near > now).chain(quiet_end).min()
    }

    fn raise(&mut self, raised: Vec<Alarm>, shows_notification: bool) {
        if raised.is_empty() {
            return;
        }
        if shows_notification {
            let named = raised
                .iter()
                .filter_map(|alarm| Some((self.state.site(&alarm.site)?, alarm.cause)));
            let named: Vec<(&Site, LowCause)> = named.collect();
            let language = self.state.language;
            let title = alarm_words::title(&named, language);
            let body = alarm_words::body(&named, self.state.now, language);
            self.notifier.show(Notification { title, body, is_test: false });
        }
        let shown = self.state.notices.iter_mut().find_map(|notice| match &mut notice.content {
            NoticeContent::LowBalance(alarms) => Some(alarms),
            _ => None,
        });
        match shown {
            Some(alarms) => {
                alarms.retain(|alarm| raised.iter().all(|newer| newer.site != alarm.site));
                alarms.extend(raised);
            }
            None => self.notify(NoticeContent::LowBalance(raised)),
        }
    }

    /// The notice names only what still asks for attention, and only sites that are there.
    pub(super) fn drop_settled_alarms(&mut self) {
        let (memory, State { notices, snapshot, .. }) = (&self.alarms, &mut self.state);
        let sites = snapshot.iter().flat_map(|snapshot| snapshot.sites.iter());
        let sites: HashSet<&str> = sites.map(|site| site.id.as_str()).collect();
        notices.retain_mut(|notice| match &mut notice.content {
            NoticeContent::LowBalance(alarms) => {
                alarms.retain(|alarm| {
                    memory.has_raised(&alarm.site) && sites.contains(alarm.site.as_str())
                });
                !alarms.is_empty()
            }
            _ => true,
        });
    }

    /// Shows what the notice with this number tells of: the site, or all that are low.
    pub(super) fn show_low(&mut self, notice: u64) {
        let is_it = |one: &&Notice| one.number == notice;
        let Some(Notice { content: NoticeContent::LowBalance(alarms), .. }) =
            self.state.notices.iter().find(is_it)
        else {
            return;
        };
        let first = alarms.first().map(|alarm| alarm.site.clone());
        let several = alarms.len() > 1;
        self.change_list(ListView::clear_filters);
        if several {
            self.change_list(|list| list.only_low = true);
        }
        if let Some(site) = first.filter(|site| self.state.site(site).is_some()) {
            self.select(site);
            self.state.tab = Tab::Balance;
        }
    }

    /// Tells whether something became of a notification. A system that shows none is told of once.
    pub(super) fn follow_notifications(&mut self) -> bool {
        let mut came = false;
        while let Some(outcome) = self.notifier.next_outcome() {
            came = true;
            if outcome.is_test {
                if let Some(draft) = &mut self.state.settings {
                    draft.test = Some(NotificationTest::Ended(outcome.shown));
                }
            } else if let Err(reason) = outcome.shown
                && !self.told_no_notification
            {
                self.told_no_notification = true;
                self.notify(NoticeContent::NotificationFailed { reason });
            }
        }
        came
    }

    /// Lets the user see what an alarm looks like.
    pub(super) fn test_notification(&mut self) {
        let Some(draft) = &mut self.state.settings else { return };
        if draft.test == Some(NotificationTest::UnderWay) {
            return;
        }
        draft.test = Some(NotificationTest::UnderWay);
        let (title, body) = alarm_words::test(self.state.language);
        self.notifier.show(Notification { title, body, is_test: true });
    }
}

/// When what the site holds comes to be about to end, in unix seconds.
fn ends_near_from(site: &Site, settings: &Settings, now: i64) -> Option<i64> {
    let balance = site.read_balance().filter(|balance| balance.expires_at.is_some())?;
    LowRule::of(site, settings, now).ends_near_from(balance, now)
}
