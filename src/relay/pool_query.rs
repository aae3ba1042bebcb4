use crate::model::secret::Secret;
use crate::relay::conversation::Conversation;
use crate::relay::station::Station;

/// A station that may lend what a pool holds, and the key that opened it.
#[derive(Debug)]
pub struct PoolQuery<'a> {
    pub conversation: &'a Conversation<'a>,
    pub station: &'a Station,
    /// `None` where the station did not take it.
    pub key: Option<&'a Secret>,
}
