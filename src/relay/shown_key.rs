use crate::model::secret::Secret;
use crate::relay::conversation::Conversation;
use crate::relay::station::Station;

/// A key, and the station that it is shown to.
#[derive(Clone, Copy, Debug)]
pub struct ShownKey<'a> {
    pub conversation: &'a Conversation<'a>,
    pub station: &'a Station,
    pub key: &'a Secret,
}
