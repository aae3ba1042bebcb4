use crate::model::base_url::BaseUrl;
use crate::relay::conversation::{Conversation, Heard};
use crate::relay::error::RelayError;
use crate::relay::refusal::is_redirect;
use crate::relay::response::Response;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// One address that is asked without a key who it is, by one kind's questions after the other's.
#[derive(Debug)]
pub struct Sounding<'a> {
    conversation: &'a Conversation<'a>,
    pub base: &'a BaseUrl,
    impressions: Mutex<Vec<Impression>>,
}

/// What an answer was like that named nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impression {
    /// JSON, or a plain 404.
    LikeAnApi,
    /// A page, a redirect or nothing.
    Otherwise { is_page: bool, error: RelayError },
}

impl<'a> Sounding<'a> {
    pub fn new(conversation: &'a Conversation<'a>, base: &'a BaseUrl) -> Self {
        Self { conversation, base, impressions: Mutex::default() }
    }

    /// Asks one question. An error is one that says nothing of the kind and ends all sounding.
    pub async fn ask<T>(
        &self,
        path: &str,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<Heard<T>, RelayError> {
        let heard = self.conversation.sound_out(self.base, path, read).await;
        if let Err(error) = &heard.outcome {
            if error.says_nothing_of_the_kind() {
                return Err(error.clone());
            }
            let impression = Impression::of(heard.response.as_ref(), error);
            self.impressions.lock().unwrap_or_else(PoisonError::into_inner).push(impression);
        }
        Ok(heard)
    }

    /// What the answers that named nobody were like, in the order of asking.
    pub fn into_impressions(self) -> Vec<Impression> {
        self.impressions.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Impression {
    fn of(response: Option<&Response>, error: &RelayError) -> Self {
        match response {
            Some(response) if is_like_an_api(response) => Self::LikeAnApi,
            _ => Self::Otherwise {
                is_page: response.is_some_and(Response::is_page),
                error: error.clone(),
            },
        }
    }
}

/// JSON, or a plain 404.
fn is_like_an_api(response: &Response) -> bool {
    let is_plain_404 = response.status == 404 && !response.is_page() && !response.text().is_empty();
    !is_redirect(response.status) && (response.json().is_some() || is_plain_404)
}
