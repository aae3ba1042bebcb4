use crate::model::base_url::BaseUrl;
use crate::relay::question::Question;
use crate::relay::recording::Recording;
use crate::relay::request::{Auth, Request};
use crate::relay::response::Response;
use crate::relay::stand_ins::StandIns;
use crate::relay::station_units::StationUnits;
use serde_json::{Map, Value, json};

/// A longer body is cut, in bytes.
const RECORDED_BODY: usize = 1024 * 1024;
/// Headers of an answer that are not recorded: they are secret, or no longer true of the body.
const LEFT_OUT: [&str; 5] =
    ["authorization", "content-encoding", "content-length", "set-cookie", "transfer-encoding"];
/// Headers of a request whose values are nobody's secret.
const HARMLESS: [&str; 5] =
    ["accept", "accept-language", "content-type", "user-agent", "x-requested-with"];

/// One request and its answer as they went over the wire, secrets and all, and what was known of
/// the station. Never printed.
pub(super) struct WireExchange {
    pub(super) base: BaseUrl,
    /// With all the headers that were sent for the user's sake.
    pub(super) request: Request,
    pub(super) units: StationUnits,
    pub(super) response: Response,
}

/// The body of an answer as a recording holds it.
struct RecordedBody {
    /// `body` or `body_text`.
    field: &'static str,
    content: Value,
    /// What is not as it was.
    note: Option<&'static str>,
}

impl WireExchange {
    /// Learns the secrets that only this exchange tells.
    pub(super) fn teach(&self, stand_ins: &mut StandIns) {
        stand_ins.learn_host(&self.base);
        for (name, value) in self.secret_headers() {
            if name == "cookie" {
                stand_ins.learn_cookie(value);
            } else {
                stand_ins.learn(value);
            }
        }
        if let Auth::UrlKey(key) = &self.request.auth {
            stand_ins.learn(key.reveal());
        }
        if let Some(body) = &self.request.body {
            stand_ins.learn_fields(body, true);
        }
        if let Some(json) = self.response.json() {
            stand_ins.learn_fields(&json, self.is_secret());
        }
        for cookie in self.session_cookies() {
            stand_ins.learn_cookie(cookie.split(';').next().unwrap_or_default());
        }
    }

    pub(super) fn recording(&self, stand_ins: &mut StandIns) -> Recording {
        let mut context = self.units.to_context();
        if let Some(kind) = self.request.kind {
            context.insert("kind".into(), kind.name().into());
        }
        let body = self.body(stand_ins);
        let mut response = Map::new();
        response.insert("status".into(), self.response.status.into());
        response.insert("headers".into(), self.answer_headers(stand_ins).into());
        response.insert(body.field.into(), body.content);
        let mut document = Map::new();
        document.insert("context".into(), context.into());
        document.insert("endpoint".into(), self.request.question.name().into());
        document.insert("request".into(), self.asked(stand_ins).into());
        document.insert("response".into(), response.into());
        if let Some(note) = body.note {
            document.insert("notes".into(), note.into());
        }
        Recording::new(self.request.question, document)
    }

    fn asked(&self, stand_ins: &mut StandIns) -> Map<String, Value> {
        let request = &self.request;
        let mut query = Map::new();
        for (name, value) in &request.query {
            query.insert((*name).to_owned(), stand_ins.clean(value).into());
        }
        if let Auth::UrlKey(key) = &request.auth {
            query.insert("key".into(), stand_ins.stand_in(key.reveal()).into());
        }
        let mut headers = Map::new();
        for (name, value) in self.sent_headers(stand_ins) {
            headers.insert(name, value.into());
        }
        let mut fields = Map::new();
        fields.insert("base_url".into(), stand_ins.clean(&self.base.to_string()).into());
        let path = self.base.join(&request.path);
        fields.insert("path".into(), stand_ins.clean(path.path()).into());
        fields.insert("method".into(), request.method.name().into());
        fields.insert("query".into(), query.into());
        fields.insert("headers_required".into(), headers.into());
        if let Some(body) = &request.body {
            fields.insert("body".into(), stand_ins.clean_json(body.clone(), true));
        }
        fields
    }

    /// Every header that holds a secret, its name in lower case; of `Authorization` without the
    /// word before it.
    fn secret_headers(&self) -> Vec<(String, &str)> {
        let credential = match &self.request.auth {
            Auth::Bearer(secret) | Auth::Raw(secret) => Some(("authorization", secret)),
            Auth::XApiKey(secret) => Some(("x-api-key", secret)),
            Auth::Cookie(secret) => Some(("cookie", secret)),
            Auth::Keyless | Auth::UrlKey(_) => None,
        };
        let credential = credential.map(|(name, secret)| (name.to_owned(), secret.reveal()));
        let own = self.request.headers.iter().map(|(name, value)| {
            let value = value.reveal();
            (name.to_ascii_lowercase(), value.strip_prefix("Bearer ").unwrap_or(value))
        });
        credential.into_iter().chain(own).filter(|(name, value)| is_secret(name, value)).collect()
    }

    fn sent_headers(&self, stand_ins: &mut StandIns) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, value) in &self.request.headers {
            let value = value.reveal();
            let shown = match (name.to_ascii_lowercase().as_str(), value.strip_prefix("Bearer ")) {
                ("cookie", _) => stand_ins.clean_cookie(value),
                (name, Some(token)) if is_secret(name, token) => {
                    format!("Bearer {}", stand_ins.stand_in(token))
                }
                (name, None) if is_secret(name, value) => stand_ins.stand_in(value),
                _ => stand_ins.clean(value),
            };
            headers.push((name.clone(), shown));
        }
        let credential = match &self.request.auth {
            Auth::Bearer(key) => {
                Some(("Authorization", format!("Bearer {}", stand_ins.stand_in(key.reveal()))))
            }
            Auth::Raw(token) => Some(("Authorization", stand_ins.stand_in(token.reveal()))),
            Auth::XApiKey(key) => Some(("x-api-key", stand_ins.stand_in(key.reveal()))),
            Auth::Cookie(cookie) => Some(("Cookie", stand_ins.clean_cookie(cookie.reveal()))),
            Auth::Keyless | Auth::UrlKey(_) => None,
        };
        headers.extend(credential.map(|(name, value)| (name.to_owned(), value)));
        headers
    }

    /// What a log-in answers with, where that is a cookie.
    fn session_cookies(&self) -> impl Iterator<Item = &str> {
        let is_log_in = self.request.question == Question::Login;
        let headers = self.response.headers.iter().filter(move |_| is_log_in);
        headers.filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str())
    }

    fn answer_headers(&self, stand_ins: &mut StandIns) -> Map<String, Value> {
        let mut headers = Map::new();
        if let Some(cookie) = self.session_cookies().next() {
            headers.insert("set-cookie".into(), stand_ins.clean_new_cookie(cookie).into());
        }
        for (name, value) in &self.response.headers {
            if !LEFT_OUT.contains(&name.as_str()) && !headers.contains_key(name) {
                headers.insert(name.clone(), stand_ins.clean(value).into());
            }
        }
        headers
    }

    /// A refusal holds no secrets but those that were sent.
    fn is_secret(&self) -> bool {
        self.request.has_secret_answer && self.response.status < 400
    }

    /// Cleaned before it is cut: half a key would not be found.
    fn body(&self, stand_ins: &mut StandIns) -> RecordedBody {
        let text = self.response.text();
        if text.contains('\0') {
            return RecordedBody {
                field: "body_text",
                content: char::REPLACEMENT_CHARACTER.to_string().into(),
                note: Some("The body is no text and was left out."),
            };
        }
        let cleaned = match self.response.json() {
            Some(json) => stand_ins.clean_json(json, self.is_secret()),
            None => Value::Null,
        };
        // Without JSON, and for the JSON `null`, which says the same as no body in a recording.
        if cleaned.is_null() {
            return cut(stand_ins.clean(&text));
        }
        let written = cleaned.to_string();
        if written.len() > RECORDED_BODY {
            return cut(written);
        }
        RecordedBody { field: "body", content: cleaned, note: None }
    }
}

fn cut(mut text: String) -> RecordedBody {
    let is_cut = text.len() > RECORDED_BODY;
    text.truncate(text.floor_char_boundary(RECORDED_BODY));
    RecordedBody {
        field: "body_text",
        content: json!(text),
        note: is_cut.then_some("The body was longer than 1 MiB and is cut."),
    }
}

/// A user id is not: the answer tells it too.
fn is_secret(header: &str, value: &str) -> bool {
    !HARMLESS.contains(&header) && !value.chars().all(|c| c.is_ascii_digit())
}
