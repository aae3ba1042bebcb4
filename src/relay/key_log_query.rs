use crate::model::secret::Secret;
use crate::relay::conversation::Conversation;
use crate::relay::station::Station;

/// A key whose log is wanted, and the station that it is shown to.
#[derive(Clone, Copy, Debug)]
pub struct KeyLogQuery<'a> {
    pub conversation: &'a Conversation<'a>,
    pub station: &'a Station,
    pub key: &'a Secret,
}
