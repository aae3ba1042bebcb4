use crate::relay::account_credentials::AccountCredentials;
use crate::relay::conversation::Conversation;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;

/// An account, and the station that it is at.
#[derive(Debug)]
pub struct AccountQuery<'a> {
    pub conversation: &'a Conversation<'a>,
    pub memory: &'a StationMemory,
    pub station: &'a Station,
    pub account: &'a AccountCredentials,
    /// Nobody else tells what was used today.
    pub wants_today: bool,
    /// Unix seconds.
    pub now: i64,
}
