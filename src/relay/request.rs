use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::relay::question::Question;
use serde_json::Value;
use url::Url;

/// What a request does at the station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    #[default]
    Get,
    /// Changes something, or asks with a body.
    Post,
}

impl Method {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Where a secret goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// Nothing secret is sent.
    #[default]
    Keyless,
    /// `Authorization: Bearer …`: capital B, one space; some stations insist on it.
    Bearer(Secret),
    /// `?key=…`: only where the user chose it.
    UrlKey(Secret),
    /// `Authorization: …` without a word before it.
    Raw(Secret),
    /// `x-api-key: …`.
    XApiKey(Secret),
    /// `Cookie: …`, as a browser that is logged in sends it.
    Cookie(Secret),
}

/// How long an answer may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerLength {
    /// A longer one is an error.
    #[default]
    Usual,
    /// A log: it may take its time, and a longer one is cut.
    Long,
}

/// One request to a station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Below the station's base, with its first slash.
    pub path: String,
    pub query: Vec<(&'static str, String)>,
    pub auth: Auth,
    /// Beside those that every request has, and instead of them. Values may be secret.
    pub headers: Vec<(String, Secret)>,
    pub body: Option<Value>,
    /// The answer holds secrets of its own: its body is not kept to be shown.
    pub has_secret_answer: bool,
    pub length: AnswerLength,
    /// The log relay that passes it on, as `{relay}?url=…`: it sees all that the station sees.
    pub relay: Option<Url>,
    /// What is asked, as a recording names it.
    pub question: Question,
    /// The kind that the station is known to be.
    pub kind: Option<StationKind>,
}

impl Request {
    pub fn keyless(path: impl Into<String>) -> Self {
        Self::with_auth(path, Auth::Keyless)
    }

    pub fn with_auth(path: impl Into<String>, auth: Auth) -> Self {
        Self { path: path.into(), auth, ..Self::default() }
    }

    /// The address that is asked in the end for `url`: with the key where it travels there, and
    /// told to the log relay where one passes the request on.
    pub fn address(&self, mut url: Url) -> Url {
        if let Auth::UrlKey(key) = &self.auth {
            url.query_pairs_mut().append_pair("key", key.reveal());
        }
        let Some(mut relay) = self.relay.clone() else { return url };
        relay.query_pairs_mut().append_pair("url", url.as_str());
        relay
    }

    /// The same, saying what it asks of a station of this kind.
    #[must_use]
    pub fn about(self, question: Question, kind: StationKind) -> Self {
        Self { question, kind: Some(kind), ..self }
    }
}
