use crate::model::base_url::BaseUrl;
use crate::relay::conversation::{Conversation, Heard};
use crate::relay::error::RelayError;
use crate::relay::question::Question;
use crate::relay::refusal::is_redirect;
use crate::relay::request::Request;
use crate::relay::response::Response;
use serde_json::Value;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One address that is asked without a key who it is, by one kind's questions after the other's.
#[derive(Debug)]
pub struct Sounding<'a> {
    conversation: &'a Conversation<'a>,
    pub base: &'a BaseUrl,
    impressions: Mutex<Vec<Impression>>,
    answers: Mutex<Vec<SoundedAnswer>>,
}

/// What came back to one question.
#[derive(Clone, Debug)]
pub struct SoundedAnswer {
    pub path: String,
    pub response: Response,
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
        Self { conversation, base, impressions: Mutex::default(), answers: Mutex::default() }
    }

    /// Asks what a station tells about itself, see [`Sounding::ask`].
    pub async fn ask_status<T>(
        &self,
        path: &str,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<Heard<T>, RelayError> {
        let request = Request { question: Question::Status, ..Request::keyless(path) };
        self.ask_by(&request, read).await
    }

    /// Asks one question. An error is one that says nothing of the kind and ends all sounding.
    pub async fn ask<T>(
        &self,
        path: &str,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<Heard<T>, RelayError> {
        self.ask_by(&Request::keyless(path), read).await
    }

    async fn ask_by<T>(
        &self,
        request: &Request,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<Heard<T>, RelayError> {
        let heard = self.send(request, read).await?;
        if let Err(error) = &heard.outcome {
            let impression = Impression::of(heard.response.as_ref(), error);
            lock(&self.impressions).push(impression);
        }
        Ok(heard)
    }

    /// Asks a question that several kinds know, once for all of them. What came back is found by
    /// [`Sounding::answer_that`], also where this is an error.
    pub async fn hear(&self, path: &str) -> Result<(), RelayError> {
        if lock(&self.answers).iter().any(|answer| answer.path == path) {
            return Ok(());
        }
        let heard = self.send(&Request::keyless(path), |_, _| Some(())).await?;
        // A plain word, as many programs answer here, speaks neither for an API nor against it.
        let is_elsewhere = |response: &Response| response.is_page() || is_redirect(response.status);
        if let (Err(error), Some(response)) = (&heard.outcome, &heard.response)
            && is_elsewhere(response)
        {
            lock(&self.impressions).push(Impression::of(Some(response), error));
        }
        Ok(())
    }

    async fn send<T>(
        &self,
        request: &Request,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<Heard<T>, RelayError> {
        let heard = self.conversation.sound_out(self.base, request, read).await;
        if let Some(response) = heard.response.clone() {
            lock(&self.answers).push(SoundedAnswer { path: request.path.clone(), response });
        }
        match &heard.outcome {
            Err(error) if error.says_nothing_of_the_kind() => Err(error.clone()),
            _ => Ok(heard),
        }
    }

    /// The first answer so far that shows somebody, whoever asked for it.
    pub fn answer_that(&self, shows: impl Fn(&Response) -> bool) -> Option<SoundedAnswer> {
        lock(&self.answers).iter().find(|answer| shows(&answer.response)).cloned()
    }

    /// What the answers that named nobody were like, in the order of asking.
    pub fn into_impressions(self) -> Vec<Impression> {
        self.impressions.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
