//! What time brings: the next turn of the timer, and what could not be told before.

use crate::app::App;
use crate::app::run::Run;
use crate::worker::command::Command;

impl App {
    /// Looks at the clock. Tells whether something came of it.
    pub(super) fn follow_time(&mut self) -> bool {
        let now = (self.clock)();
        self.state.now = now;
        let is_busy = |run: &Run| run.total() > 1 && !run.is_ended();
        let is_busy = self.state.run.as_ref().is_some_and(is_busy);
        let has_come = self.timer.take_turn(now, is_busy);
        if has_come {
            self.query_by_timer();
        }
        self.state.next_query = self.timer.next();
        let told = self.judge_alarms(now);
        self.set_clock(now);
        has_come || told
    }

    /// Asks every site that is not disabled. The rows that the user looks at stay.
    fn query_by_timer(&mut self) {
        let sites = self.state.sites().iter().filter(|site| !site.disabled);
        let sites = sites.map(|site| site.id.clone()).collect();
        self.query_beside(sites);
    }

    /// The worker wakes the window also where nobody looks at it.
    fn set_clock(&mut self, now: i64) {
        let wanted = [self.timer.next(), self.next_alarm(now)].into_iter().flatten().min();
        if wanted != self.clock_set_to {
            self.clock_set_to = wanted;
            self.worker.send(Command::WakeAt(wanted));
        }
    }
}
