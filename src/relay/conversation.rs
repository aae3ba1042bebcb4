use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::reading::Attempt;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::http_client::HttpClient;
use crate::relay::redactor::Redactor;
use crate::relay::redirect;
use crate::relay::refusal::{Asked, is_redirect, json_or_refusal};
use crate::relay::request::Request;
use crate::relay::response::Response;
use crate::relay::station_units::StationUnits;
use serde_json::Value;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use url::Url;

/// How many redirects of one request are followed.
const MOST_HOPS: usize = 3;
/// How much of a body is kept to be shown, in bytes.
const SHOWN_BODY: usize = 256 * 1024;
/// Headers whose value is a secret.
const SECRET_HEADERS: [&str; 2] = ["set-cookie", "authorization"];

/// All that one site and its station say to each other in one query, remembered without secrets.
pub struct Conversation<'a> {
    http: &'a HttpClient,
    redactor: Redactor,
    /// Told the path of each request before it is sent.
    on_ask: &'a (dyn Fn(&str) + Send + Sync),
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    exchanges: Vec<Exchange>,
    https_address: Option<String>,
}

/// What remains of a conversation.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    pub exchanges: Vec<Exchange>,
    /// The address to use in place of an http one that was redirected.
    pub https_address: Option<String>,
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

impl<'a> Conversation<'a> {
    pub fn new(
        http: &'a HttpClient,
        redactor: Redactor,
        on_ask: &'a (dyn Fn(&str) + Send + Sync),
    ) -> Self {
        Self { http, redactor, on_ask, log: Mutex::default() }
    }

    pub const fn http(&self) -> &HttpClient {
        self.http
    }

    /// Asks, and reads the JSON of the answer. Refusals are judged with the station's units.
    pub async fn ask<T>(
        &self,
        base: &BaseUrl,
        request: &Request,
        units: &StationUnits,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<T, RelayError> {
        self.exchange(base, request, units, read, |error| error.kind.name()).await
    }

    /// Asks without a key, only to see who answers: what another kind of station would say is
    /// noted as `not_this_kind`.
    pub async fn sound_out<T>(
        &self,
        base: &BaseUrl,
        path: &str,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<T, RelayError> {
        let outcome = |error: &RelayError| {
            if error.is_schema_mismatch() { "not_this_kind" } else { error.kind.name() }
        };
        let request = Request::keyless(path);
        self.exchange(base, &request, &StationUnits::default(), read, outcome).await
    }

    pub fn into_transcript(self) -> Transcript {
        let log = self.log.into_inner().unwrap_or_else(PoisonError::into_inner);
        Transcript { exchanges: log.exchanges, https_address: log.https_address }
    }

    async fn exchange<T>(
        &self,
        base: &BaseUrl,
        request: &Request,
        units: &StationUnits,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
        outcome_of: impl FnOnce(&RelayError) -> &'static str,
    ) -> Result<T, RelayError> {
        (self.on_ask)(&request.path);
        let begun = Instant::now();
        let url = base.join(&request.path);
        let path = url.path().to_owned();
        let sent = self.send(base, url, request).await;
        let result = match &sent {
            Ok(response) => judge(base, &path, response, units, read),
            Err(error) => Err(error.clone()),
        };
        let outcome = result.as_ref().map_or_else(outcome_of, |_| "ok");
        let exchange = self.shown(&path, sent.as_ref().ok(), begun, outcome);
        self.log().exchanges.push(exchange);
        result.map_err(|error| self.cleaned(error))
    }

    async fn send(
        &self,
        base: &BaseUrl,
        mut url: Url,
        request: &Request,
    ) -> Result<Response, RelayError> {
        let mut hops = 0;
        loop {
            let response = self.http.get(url.clone(), &request.auth, base.is_loopback()).await?;
            let next = response
                .header("location")
                .filter(|_| is_redirect(response.status) && hops < MOST_HOPS)
                .and_then(|location| redirect::target(base, &url, location));
            let Some(next) = next else { return Ok(response) };
            if redirect::is_upgrade(&url, &next) {
                self.log().https_address = Some(base.to_string().replacen("http:", "https:", 1));
            }
            url = next;
            hops += 1;
        }
    }

    fn shown(
        &self,
        path: &str,
        response: Option<&Response>,
        begun: Instant,
        outcome: &'static str,
    ) -> Exchange {
        let headers = response.map(|response| response.headers.as_slice()).unwrap_or_default();
        Exchange {
            method: "GET".to_owned(),
            path: self.redactor.clean(path),
            status: response.map(|response| response.status),
            headers: headers
                .iter()
                .filter(|(name, _)| !SECRET_HEADERS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), self.redactor.clean(value)))
                .collect(),
            body: response.map(|response| self.shown_body(response)).unwrap_or_default(),
            elapsed_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            outcome,
        }
    }

    fn shown_body(&self, response: &Response) -> String {
        let text = response.text();
        let end = text.floor_char_boundary(SHOWN_BODY);
        self.redactor.clean(text.get(..end).unwrap_or_default())
    }

    /// Stations repeat keys in their texts.
    fn cleaned(&self, error: RelayError) -> RelayError {
        RelayError {
            message: self.redactor.clean(&error.message),
            location: error.location.map(|location| self.redactor.clean(&location)),
            ..error
        }
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn judge<T>(
    base: &BaseUrl,
    path: &str,
    response: &Response,
    units: &StationUnits,
    read: impl FnOnce(&Response, &Value) -> Option<T>,
) -> Result<T, RelayError> {
    let host = base.host();
    let asked = Asked { path, host: Some(&host), units };
    let json = json_or_refusal(response, asked)?;
    read(response, &json).ok_or_else(|| RelayError {
        http_status: Some(response.status),
        ..RelayError::new(ErrorKind::Unrecognised)
    })
}

impl fmt::Debug for Conversation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversation").finish_non_exhaustive()
    }
}
