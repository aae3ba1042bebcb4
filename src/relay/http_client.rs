use crate::model::error_kind::ErrorKind;
use crate::model::proxy_setting::ProxySetting;
use crate::relay::error::RelayError;
use crate::relay::request::{AnswerLength, Auth, Method, Request};
use crate::relay::response::Response;
use futures_util::StreamExt as _;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName,
    HeaderValue, USER_AGENT,
};
use reqwest::redirect::Policy;
use std::collections::HashMap;
use std::error::Error as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// Never changes: stations tie sessions to it.
const OUR_USER_AGENT: &str = "KonataAPI";
const X_API_KEY: HeaderName = HeaderName::from_static("x-api-key");
const JSON_TYPE: &str = "application/json";
/// Larger answers are refused.
const BODY_CAP: usize = 2 * 1024 * 1024;
/// Larger ones are cut where a question may have a long answer.
const LONG_BODY_CAP: usize = 64 * 1024 * 1024;
/// How long a long answer may take in all.
const LONG_ANSWER_TIMEOUT: Duration = Duration::from_mins(2);

/// Sends requests and bounds the answers in time and size. Follows no redirect.
#[derive(Debug)]
pub struct HttpClient {
    connect_timeout: Duration,
    answer_timeout: Duration,
    /// One for each way out, with a pool of connections of its own.
    clients: Mutex<HashMap<ProxySetting, reqwest::Client>>,
    /// The same rules by which the clients find the system's proxy, to say whose fault a failure is.
    system_proxies: Matcher,
}

/// What is sent, and by which way.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// Its path and query stand in the address already.
    pub request: &'a Request,
    /// For addresses of this machine always [`ProxySetting::None`]: no proxy can reach them.
    pub proxy: &'a ProxySetting,
}

impl HttpClient {
    pub fn new(connect_timeout: Duration, answer_timeout: Duration) -> Self {
        let system_proxies = Matcher::from_system();
        Self { connect_timeout, answer_timeout, clients: Mutex::default(), system_proxies }
    }

    /// How long one whole answer may take.
    pub const fn answer_timeout(&self) -> Duration {
        self.answer_timeout
    }

    /// How long an answer of this length may take.
    pub const fn timeout_of(&self, length: AnswerLength) -> Duration {
        match length {
            AnswerLength::Usual => self.answer_timeout,
            AnswerLength::Long => LONG_ANSWER_TIMEOUT,
        }
    }

    /// Sends a request and reads the answer, as much of it as its length allows. Whatever the
    /// length, some of it must come within the usual time.
    pub async fn send(&self, url: Url, sending: Sending<'_>) -> Result<Response, RelayError> {
        let by_proxy = self.goes_by_proxy(&url, sending.proxy);
        let client = self.client(sending.proxy)?;
        let Request { method, body: sent, length, .. } = sending.request;
        let url = sending.request.address(url);
        let request = match method {
            Method::Get => client.get(url),
            Method::Post => client.post(url),
        };
        let request = match sent {
            Some(json) => request.header(CONTENT_TYPE, JSON_TYPE).body(json.to_string()),
            None => request,
        };
        let request = request.headers(headers(sending.request)?).timeout(self.timeout_of(*length));
        let answer = match timeout(self.answer_timeout, request.send()).await {
            Ok(answer) => answer.map_err(|error| unanswered(&error, by_proxy))?,
            Err(_) => return Err(RelayError::new(ErrorKind::Timeout)),
        };
        let status = answer.status().as_u16();
        if by_proxy && status == 407 {
            return Err(RelayError::new(ErrorKind::ProxyFailed));
        }
        let headers = readable(answer.headers());
        match self.body(answer, *length).await {
            Ok((body, truncated)) => Ok(Response { status, headers, body, truncated }),
            // Of a refusal the status says enough.
            Err(ErrorKind::MalformedBody) if status >= 400 => {
                Ok(Response { status, headers, ..Response::default() })
            }
            Err(kind) => Err(RelayError { http_status: Some(status), ..RelayError::new(kind) }),
        }
    }

    /// The body, and whether it was cut.
    async fn body(
        &self,
        answer: reqwest::Response,
        length: AnswerLength,
    ) -> Result<(Vec<u8>, bool), ErrorKind> {
        let cap = match length {
            AnswerLength::Usual => BODY_CAP,
            AnswerLength::Long => LONG_BODY_CAP,
        };
        let mut body = Vec::new();
        let mut chunks = answer.bytes_stream();
        loop {
            let chunk = match timeout(self.answer_timeout, chunks.next()).await {
                Ok(Some(chunk)) => chunk.map_err(|error| cut_off(&error))?,
                Ok(None) => return Ok((body, false)),
                Err(_) => return Err(ErrorKind::Timeout),
            };
            match chunk.split_at_checked(cap - body.len()) {
                None | Some((_, [])) => body.extend_from_slice(&chunk),
                Some(_) if length == AnswerLength::Usual => return Err(ErrorKind::BodyTooLarge),
                Some((fitting, _)) => {
                    body.extend_from_slice(fitting);
                    return Ok((body, true));
                }
            }
        }
    }

    fn goes_by_proxy(&self, url: &Url, proxy: &ProxySetting) -> bool {
        match proxy {
            ProxySetting::None => false,
            ProxySetting::Url(_) => true,
            ProxySetting::System => {
                let uri = url.as_str().parse();
                uri.is_ok_and(|uri| self.system_proxies.intercept(&uri).is_some())
            }
        }
    }

    fn client(&self, proxy: &ProxySetting) -> Result<reqwest::Client, RelayError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(proxy) {
            return Ok(client.clone());
        }
        let builder = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .timeout(self.answer_timeout)
            .redirect(Policy::none());
        let builder = match proxy {
            ProxySetting::System => builder,
            ProxySetting::None => builder.no_proxy(),
            ProxySetting::Url(url) => {
                let proxy = reqwest::Proxy::all(url.reveal())
                    .map_err(|_| RelayError::new(ErrorKind::ProxyFailed))?;
                builder.no_proxy().proxy(proxy)
            }
        };
        let client = builder.build().map_err(|_| RelayError::new(ErrorKind::Internal))?;
        clients.insert(proxy.clone(), client.clone());
        Ok(client)
    }
}

/// What is sent beside the address and the body, as long as it can be sent.
pub(super) fn headers(request: &Request) -> Result<HeaderMap, RelayError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_static(OUR_USER_AGENT));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    // new-api answers in English otherwise, since 2026-02.
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN"));
    let unsendable = || RelayError::new(ErrorKind::InvalidKey);
    match &request.auth {
        Auth::Bearer(key) => {
            let value = secret_value(&format!("Bearer {}", key.reveal())).ok_or_else(unsendable)?;
            headers.insert(AUTHORIZATION, value);
        }
        Auth::Raw(token) => {
            headers.insert(AUTHORIZATION, secret_value(token.reveal()).ok_or_else(unsendable)?);
        }
        Auth::XApiKey(key) => {
            headers.insert(X_API_KEY, secret_value(key.reveal()).ok_or_else(unsendable)?);
        }
        Auth::Cookie(cookie) => {
            headers.insert(COOKIE, secret_value(cookie.reveal()).ok_or_else(unsendable)?);
        }
        Auth::Keyless | Auth::UrlKey(_) => {}
    }
    for (name, value) in &request.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        let (Ok(name), Some(value)) = (name, secret_value(value.reveal())) else {
            return Err(RelayError::new(ErrorKind::IncompleteSite));
        };
        headers.insert(name, value);
    }
    Ok(headers)
}

/// `None` for what no header takes.
fn secret_value(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}

/// Why no answer came. Only the cause is kept: the error's own text holds the address, and with
/// it a key that stands there.
fn unanswered(error: &reqwest::Error, by_proxy: bool) -> RelayError {
    if error.is_timeout() {
        return RelayError::new(ErrorKind::Timeout);
    }
    let causes = causes(error);
    let tells = |signs: &[&str]| signs.iter().any(|sign| causes.contains(sign));
    let kind = if tells(&["certificate", "corrupt message", "fatal alert", "peer is incompatible"])
    {
        ErrorKind::Tls
    } else if by_proxy && (error.is_connect() || tells(&["proxy", "tunnel", "socks"])) {
        ErrorKind::ProxyFailed
    } else if tells(&["dns error", "failed to lookup address"]) {
        ErrorKind::Dns
    } else if tells(&["tls", "handshake"]) {
        ErrorKind::Tls
    } else if error.is_connect() {
        ErrorKind::ConnectFailed
    } else if tells(&["invalid http", "parse", "too many headers", "message head is too large"]) {
        ErrorKind::Protocol
    } else {
        ErrorKind::ConnectionLost
    };
    RelayError::new(kind)
}

/// Why an answer that had begun did not end.
fn cut_off(error: &reqwest::Error) -> ErrorKind {
    if error.is_timeout() {
        ErrorKind::Timeout
    } else if error.is_decode() && !causes(error).contains("from connection") {
        // It could not be unpacked.
        ErrorKind::MalformedBody
    } else {
        ErrorKind::ConnectionLost
    }
}

/// The texts of all causes behind an error, in lower case, without its own.
fn causes(error: &reqwest::Error) -> String {
    let mut texts = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push_str(&error.to_string().to_lowercase());
        texts.push('\n');
        cause = error.source();
    }
    texts
}
