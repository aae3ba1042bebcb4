use crate::model::error_kind::ErrorKind;
use crate::relay::error::RelayError;
use std::fmt;
use tokio_util::sync::CancellationToken;

/// How a question for a log is followed, and ended, while it is under way.
#[derive(Default)]
pub struct LogWatch {
    /// Told how many rows have come, whenever more have.
    pub on_rows: Option<Box<dyn Fn(usize) + Send + Sync>>,
    /// What came before it is cancelled is the answer.
    pub cancellation: CancellationToken,
}

impl LogWatch {
    pub fn tell(&self, rows: usize) {
        if let Some(on_rows) = &self.on_rows {
            on_rows(rows);
        }
    }

    pub(super) async fn unless_cancelled<T>(
        &self,
        asking: impl Future<Output = Result<T, RelayError>>,
    ) -> Result<T, RelayError> {
        tokio::select! {
            biased;
            () = self.cancellation.cancelled() => Err(RelayError::new(ErrorKind::Cancelled)),
            answer = asking => answer,
        }
    }
}

impl fmt::Debug for LogWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogWatch").finish_non_exhaustive()
    }
}
