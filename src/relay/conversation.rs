use crate::model::base_url::BaseUrl;
use crate::model::error_kind::ErrorKind;
use crate::model::proxy_setting::ProxySetting;
use crate::model::secret::Secret;
use crate::model::site_headers::SiteHeaders;
use crate::relay::error::RelayError;
use crate::relay::exchange::Exchange;
use crate::relay::http_client::{HttpClient, Sending};
use crate::relay::recorder::Recorder;
use crate::relay::redactor::Redactor;
use crate::relay::redirect;
use crate::relay::refusal::{Asked, is_redirect, json_or_refusal, retry_after};
use crate::relay::request::{Auth, Method, Request};
use crate::relay::response::Response;
use crate::relay::sent_request::SentRequest;
use crate::relay::station_units::StationUnits;
use crate::relay::transcript::Transcript;
use crate::relay::wire_exchange::WireExchange;
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// How many redirects of one request are followed.
const MOST_HOPS: usize = 3;
/// How much of a body is kept to be shown, in bytes.
const SHOWN_BODY: usize = 256 * 1024;
/// Stations that round their wait down to nothing are given a moment all the same.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);
/// Headers whose value is a secret.
const SECRET_HEADERS: [&str; 2] = ["set-cookie", "authorization"];
/// Headers in which stations look for a key.
const KEY_HEADERS: [&str; 5] =
    ["authorization", "x-api-key", "api-key", "x-goog-api-key", "x-litellm-api-key"];

/// All that one site and its station say to each other in one query, remembered without secrets.
pub struct Conversation<'a> {
    http: &'a HttpClient,
    proxy: ProxySetting,
    redactor: Redactor,
    /// Sent along with every request.
    headers: Vec<(String, Secret)>,
    /// Told the path of each request before it is sent.
    on_ask: &'a (dyn Fn(&str) + Send + Sync),
    transcript: Mutex<Transcript>,
    recorder: Option<Recorder>,
}

/// An answer that was only listened to.
#[derive(Debug)]
pub struct Heard<T> {
    pub outcome: Result<T, RelayError>,
    /// There when an answer came, whatever it was.
    pub response: Option<Response>,
}

impl<'a> Conversation<'a> {
    pub fn new(
        http: &'a HttpClient,
        proxy: ProxySetting,
        redactor: Redactor,
        on_ask: &'a (dyn Fn(&str) + Send + Sync),
    ) -> Self {
        Self {
            http,
            proxy,
            redactor,
            headers: Vec::new(),
            on_ask,
            transcript: Mutex::default(),
            recorder: None,
        }
    }

    /// Sends these headers along with every request. What a request sets itself goes before them.
    #[must_use]
    pub fn with_headers(mut self, headers: &SiteHeaders) -> Self {
        self.headers = headers.iter().cloned().collect();
        self
    }

    /// Keeps every answer for a recording too. `names` are what the user is called at the station.
    #[must_use]
    pub fn recorded(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.recorder = Some(Recorder::new(names));
        self
    }

    /// Takes a secret that came up in the conversation out of all that follows.
    pub fn learn_secret(&self, secret: &Secret) {
        self.redactor.learn(secret);
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
        let judge =
            |url: &Url, response: &Response| self.judge(response, asked(url, request, units), read);
        self.exchange(base, request, units, judge, |error| error.kind.name()).await.outcome
    }

    /// Asks a question whose answer is not read as one document, as that of a log is. What `read`
    /// takes from it, it frees of secrets itself.
    pub async fn ask_raw<T>(
        &self,
        base: &BaseUrl,
        request: &Request,
        units: &StationUnits,
        read: impl FnOnce(&Response, Asked<'_>, &Redactor) -> Result<T, RelayError>,
    ) -> Heard<T> {
        let judge = |url: &Url, response: &Response| {
            read(response, asked(url, request, units), &self.redactor)
        };
        self.exchange(base, request, units, judge, |error| error.kind.name()).await
    }

    /// Asks without a key, only to see who answers: what another kind of station would say is
    /// noted as `not_this_kind`.
    pub async fn sound_out<T>(
        &self,
        base: &BaseUrl,
        request: &Request,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Heard<T> {
        let outcome = |error: &RelayError| {
            if error.is_schema_mismatch() { "not_this_kind" } else { error.kind.name() }
        };
        let units = StationUnits::default();
        let judge = |url: &Url, response: &Response| {
            self.judge(response, asked(url, request, &units), read)
        };
        self.exchange(base, request, &units, judge, outcome).await
    }

    /// Ends the conversation.
    pub fn into_transcript(self) -> Transcript {
        let mut transcript = self.transcript.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(recorder) = self.recorder {
            for (place, recording) in recorder.into_recordings(&self.redactor.secrets()) {
                if let Some(exchange) = transcript.exchanges.get_mut(place) {
                    exchange.recording = Some(Arc::new(recording));
                }
            }
        }
        transcript
    }

    async fn exchange<T>(
        &self,
        base: &BaseUrl,
        request: &Request,
        units: &StationUnits,
        judge: impl FnOnce(&Url, &Response) -> Result<T, RelayError>,
        outcome_of: impl FnOnce(&RelayError) -> &'static str,
    ) -> Heard<T> {
        let request = &self.with_own_headers(request);
        let mut url = base.join(&request.path);
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let deadline = Instant::now() + self.http.timeout_of(request.length);
        let mut attempt = self.attempt(base, &url, request, deadline).await;
        if let Some(wait) = attempt.polite_wait(request.method, deadline) {
            self.complete(&attempt, request, ErrorKind::RateLimited.name());
            tokio::time::sleep(wait).await;
            let repeated = self.attempt(base, &url, request, deadline).await;
            let sent = repeated.sent.or(attempt.sent);
            attempt = SendAttempt { sent, ..repeated };
        }
        let outcome = attempt
            .sent
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|response| judge(&url, response))
            .map_err(|error| self.cleaned(error));
        if let (Some(recorder), Ok(response)) = (&self.recorder, &attempt.sent) {
            recorder.note(
                attempt.place,
                WireExchange {
                    base: base.clone(),
                    request: request.clone(),
                    units: units.clone(),
                    response: response.clone(),
                },
            );
        }
        let word = outcome.as_ref().map_or_else(outcome_of, |_| "ok");
        self.complete(&attempt, request, word);
        Heard { outcome, response: attempt.sent.ok() }
    }

    /// Sends a request once, redirects included.
    async fn attempt(
        &self,
        base: &BaseUrl,
        url: &Url,
        request: &Request,
        deadline: Instant,
    ) -> SendAttempt {
        let path = self.redactor.clean(url.path());
        (self.on_ask)(&path);
        let place = self.note(request, path, SentRequest::of(url, request, &self.redactor));
        let begun = Instant::now();
        let sending = self.send(base, url.clone(), request);
        let sent = match tokio::time::timeout_at(deadline.into(), sending).await {
            Ok(sent) => sent,
            Err(_) => Err(RelayError::new(ErrorKind::Timeout)),
        };
        SendAttempt { place, elapsed: begun.elapsed(), sent }
    }

    async fn send(
        &self,
        base: &BaseUrl,
        mut url: Url,
        request: &Request,
    ) -> Result<Response, RelayError> {
        let proxy = if base.is_loopback() { &ProxySetting::None } else { &self.proxy };
        if let Some(relay) = &request.relay {
            // It is given the whole address, and the key with it.
            let is_here = BaseUrl::parse(relay.as_str()).is_ok_and(|relay| relay.is_loopback());
            let proxy = if is_here { &ProxySetting::None } else { &self.proxy };
            return self.http.send(url, Sending { request, proxy }).await;
        }
        let sending = Sending { request, proxy };
        let mut upgraded = false;
        let mut hops = 0;
        loop {
            let response = self.http.send(url.clone(), sending).await?;
            let next = response
                .header("location")
                .filter(|_| is_redirect(response.status) && hops < MOST_HOPS)
                .and_then(|location| redirect::target(base, &url, location))
                .filter(|next| may_repeat(request.method, response.status, &url, next));
            let Some(next) = next else {
                self.transcript().upgraded_to_https |= upgraded;
                return Ok(response);
            };
            upgraded |= redirect::is_upgrade(&url, &next);
            url = next;
            hops += 1;
        }
    }

    /// With the site's own headers. A request without a key goes without the keys among them too:
    /// a station can make those pay for a question that anybody may ask.
    fn with_own_headers(&self, request: &Request) -> Request {
        let may_go =
            |header: &&(String, Secret)| request.auth != Auth::Keyless || !holds_key(header);
        let own = self.headers.iter().filter(may_go);
        let headers = own.chain(&request.headers).cloned().collect();
        Request { headers, ..request.clone() }
    }

    /// Reads an answer, which is freed of secrets before anything is taken from it.
    fn judge<T>(
        &self,
        response: &Response,
        asked: Asked<'_>,
        read: impl FnOnce(&Response, &Value) -> Option<T>,
    ) -> Result<T, RelayError> {
        let mut json = json_or_refusal(response, asked)?;
        self.redactor.clean_json(&mut json);
        read(response, &json).ok_or_else(|| RelayError {
            http_status: Some(response.status),
            ..RelayError::new(ErrorKind::Unrecognised)
        })
    }

    /// Notes a request before it is sent, as one that is never answered. Gives its place.
    fn note(&self, request: &Request, path: String, sent: SentRequest) -> usize {
        let mut transcript = self.transcript();
        transcript.exchanges.push(Exchange {
            method: request.method.name().to_owned(),
            path,
            sent,
            status: None,
            headers: Vec::new(),
            body: String::new(),
            elapsed_ms: 0,
            outcome: ErrorKind::Timeout.name(),
            recording: None,
        });
        transcript.exchanges.len() - 1
    }

    /// Notes what came of it.
    fn complete(&self, attempt: &SendAttempt, request: &Request, outcome: &'static str) {
        let shown = attempt.sent.as_ref().ok().map(|response| self.shown(response, request));
        let mut transcript = self.transcript();
        if let Some(exchange) = transcript.exchanges.get_mut(attempt.place) {
            if let Some(shown) = shown {
                exchange.status = Some(shown.status);
                exchange.body = shown.text().into_owned();
                exchange.headers = shown.headers;
            }
            let elapsed = attempt.elapsed.as_millis();
            exchange.elapsed_ms = u64::try_from(elapsed).unwrap_or(u64::MAX);
            exchange.outcome = outcome;
        }
    }

    /// An answer as it may be shown.
    fn shown(&self, response: &Response, request: &Request) -> Response {
        let headers = response
            .headers
            .iter()
            .filter(|(name, _)| !SECRET_HEADERS.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), self.redactor.clean(value)))
            .collect();
        // A refusal holds no secrets but those that were sent.
        let is_secret = request.has_secret_answer && response.status < 400;
        let body = if is_secret { String::new() } else { self.shown_body(response) };
        Response { status: response.status, headers, body: body.into_bytes(), truncated: false }
    }

    /// Cleaned before it is cut: half a key would not be found.
    fn shown_body(&self, response: &Response) -> String {
        let mut cleaned = self.redactor.clean(&response.text());
        cleaned.truncate(cleaned.floor_char_boundary(SHOWN_BODY));
        cleaned
    }

    /// Stations repeat keys in their texts.
    fn cleaned(&self, mut error: RelayError) -> RelayError {
        if let Some(code) = &mut error.code {
            self.redactor.clean_json(code);
        }
        RelayError {
            message: self.redactor.clean(&error.message),
            location: error.location.map(|location| self.redactor.clean(&location)),
            ..error
        }
    }

    fn transcript(&self) -> MutexGuard<'_, Transcript> {
        self.transcript.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an answer from this address is judged by.
fn asked<'a>(url: &'a Url, request: &Request, units: &'a StationUnits) -> Asked<'a> {
    let key_in_url = matches!(request.auth, Auth::UrlKey(_));
    Asked { path: url.path(), url: Some(url), key_in_url, kind: request.kind, units }
}

/// The password for a gateway in front of the station is no key.
fn holds_key((name, value): &(String, Secret)) -> bool {
    let is_named = KEY_HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known));
    let word = value.reveal().split_whitespace().next().unwrap_or_default();
    is_named && !word.eq_ignore_ascii_case("basic")
}

/// One request that was sent, noted at its place in the transcript.
struct SendAttempt {
    place: usize,
    elapsed: Duration,
    sent: Result<Response, RelayError>,
}

impl SendAttempt {
    /// How long to wait before asking once more, where the station asked for a wait that ends
    /// before the deadline. What changes something is not repeated.
    fn polite_wait(&self, method: Method, deadline: Instant) -> Option<Duration> {
        let refused = self.sent.as_ref().ok().filter(|response| response.status == 429)?;
        let wait = Duration::from_secs(retry_after(refused)?).max(SHORTEST_WAIT);
        let room = deadline.saturating_duration_since(Instant::now());
        (method == Method::Get && wait < room).then_some(wait)
    }
}

/// A redirect turns most methods into GET. A POST is repeated only where the redirect says so, or
/// where what answered was not the station yet.
fn may_repeat(method: Method, status: u16, requested: &Url, next: &Url) -> bool {
    method == Method::Get || matches!(status, 307 | 308) || redirect::is_upgrade(requested, next)
}

impl fmt::Debug for Conversation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversation").finish_non_exhaustive()
    }
}
