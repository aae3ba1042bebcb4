use crate::model::error_kind::ErrorKind;
use crate::model::reading::{Reading, ReadingState};
use crate::worker::command::Generation;

/// One run of queries, under way or ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub generation: Generation,
    pub total: usize,
    /// Read, exhausted or without a balance to read.
    pub answered: usize,
    pub failed: usize,
    /// Disabled or incomplete.
    pub skipped: usize,
    pub cancelled: usize,
    /// The user has asked to end it.
    pub cancelling: bool,
}

impl Run {
    pub const fn done(&self) -> usize {
        self.answered + self.failed + self.skipped + self.cancelled
    }

    pub const fn is_ended(&self) -> bool {
        self.done() >= self.total
    }

    pub fn count(&mut self, reading: &Reading) {
        match reading.state {
            ReadingState::Ok | ReadingState::Exhausted | ReadingState::NoBalance => {
                self.answered += 1;
            }
            ReadingState::Skipped => self.skipped += 1,
            ReadingState::Blocked | ReadingState::NotAnApi | ReadingState::Error => {
                let cancelled =
                    reading.failure.as_ref().is_some_and(|f| f.kind == ErrorKind::Cancelled);
                if cancelled { self.cancelled += 1 } else { self.failed += 1 }
            }
        }
    }
}
