use crate::model::endpoint_overrides::EndpointOverrides;
use crate::model::key_details::{KeyDetails, ToldDetails};
use crate::model::pool_status::PoolStatus;
use crate::model::reading::Reading;
use crate::model::secret::Secret;
use crate::model::site::{BalanceAuth, Site};
use crate::relay::conversation::Conversation;
use crate::relay::request::Auth;
use crate::relay::station::Station;
use crate::relay::station_memory::StationMemory;
use std::sync::{Mutex, PoisonError};

/// A key, the station that it is shown to, and what was known of both before.
#[derive(Debug)]
pub struct KeyQuery<'a> {
    pub conversation: &'a Conversation<'a>,
    pub memory: &'a StationMemory,
    pub station: &'a Station,
    pub key: &'a Secret,
    pub endpoints: &'a EndpointOverrides,
    pub balance_auth: BalanceAuth,
    pub known: &'a Known<'a>,
}

/// What the site's record tells, and what this query adds to it.
#[derive(Debug)]
pub struct Known<'a> {
    /// The last good reading.
    pub last_reading: Option<&'a Reading>,
    details: Option<&'a KeyDetails>,
    /// Unix seconds.
    pub now: i64,
    newer_details: Mutex<Option<KeyDetails>>,
    pool: Mutex<Option<PoolStatus>>,
}

impl<'a> Known<'a> {
    pub fn of(site: &'a Site, now: i64) -> Self {
        Self {
            last_reading: site.last_reading.as_ref(),
            details: site.key_details.as_ref(),
            now,
            newer_details: Mutex::default(),
            pool: Mutex::default(),
        }
    }

    /// What this query told of the station's pool.
    pub fn pool(&self) -> Option<PoolStatus> {
        *self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note_pool(&self, told: Option<PoolStatus>) {
        *self.pool.lock().unwrap_or_else(PoisonError::into_inner) = told;
    }

    /// What this query told of the key.
    pub fn into_newer_details(self) -> Option<KeyDetails> {
        self.newer_details.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyQuery<'_> {
    /// Where the key goes on questions about money.
    pub fn auth(&self) -> Auth {
        match self.balance_auth {
            BalanceAuth::Automatic => Auth::Bearer(self.key.clone()),
            BalanceAuth::UrlKey => Auth::UrlKey(self.key.clone()),
            BalanceAuth::XApiKey => Auth::XApiKey(self.key.clone()),
        }
    }

    /// What an earlier query told of this key.
    pub fn told_details(&self) -> Option<&ToldDetails> {
        self.known.details?.told_of(self.key)
    }

    /// Whether the details of this key were asked for within a day, this query included.
    pub fn asked_details_lately(&self) -> bool {
        self.asked_details_now()
            || self.known.details.is_some_and(|known| known.is_fresh(self.key, self.known.now))
    }

    /// Whether this query asked for the details already.
    pub fn asked_details_now(&self) -> bool {
        self.known.newer_details.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Notes that the details were asked for, and what they were where that was told.
    pub fn note_details(&self, told: Option<ToldDetails>) {
        let details = KeyDetails::new(self.key, self.known.now, told);
        *self.known.newer_details.lock().unwrap_or_else(PoisonError::into_inner) = Some(details);
    }
}
