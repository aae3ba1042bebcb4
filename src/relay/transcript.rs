use crate::model::reading::Attempt;
use crate::relay::exchange::Exchange;

/// What remains of a conversation, without secrets.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    /// In the order of asking.
    pub exchanges: Vec<Exchange>,
    /// An http address led to https, and that worked.
    pub upgraded_to_https: bool,
}

impl Transcript {
    pub fn attempts(&self) -> Vec<Attempt> {
        let attempt = |exchange: &Exchange| Attempt {
            method: exchange.method.clone(),
            path: exchange.path.clone(),
            status: exchange.status,
            outcome: exchange.outcome,
        };
        self.exchanges.iter().map(attempt).collect()
    }
}
