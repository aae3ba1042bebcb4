use crate::model::error_kind::ErrorKind;
use crate::model::reading::{Reading, ReadingState};

/// How one site of a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunOutcome {
    /// Read, exhausted or without a balance to read.
    Answered,
    Failed,
    /// Disabled or incomplete.
    Skipped,
    Cancelled,
}

impl RunOutcome {
    pub const ALL: [Self; 4] = [Self::Answered, Self::Failed, Self::Skipped, Self::Cancelled];

    pub fn of(reading: &Reading) -> Self {
        match reading.state {
            ReadingState::Ok | ReadingState::Exhausted | ReadingState::NoBalance => Self::Answered,
            ReadingState::Skipped => Self::Skipped,
            ReadingState::Blocked | ReadingState::NotAnApi | ReadingState::Error => {
                let cancelled =
                    reading.failure.as_ref().is_some_and(|f| f.kind == ErrorKind::Cancelled);
                if cancelled { Self::Cancelled } else { Self::Failed }
            }
        }
    }

    /// Whether another query may bring what this one did not.
    pub const fn is_worth_a_retry(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled)
    }
}
