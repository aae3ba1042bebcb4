use crate::model::base_url::BaseUrl;
use crate::model::secret::Secret;
use crate::relay::redactor::{self, KEY_PREFIXES, SHORTEST_SECRET};
use serde_json::{Map, Value};
use std::cmp::Reverse;

const HOST: &str = "relay.example";
const PERSON: &str = "test-user";
const MAIL: &str = "test-user@relay.example";
/// A word of this length that names nothing is taken for a token where an answer holds some.
const SHORTEST_TOKEN: usize = 16;
/// Second labels of hosts below which strangers live: `com.cn`, `co.uk`.
const SHARED_LABELS: [&str; 6] = ["com", "co", "net", "org", "edu", "gov"];
/// Fields that hold a secret, or lead to a person elsewhere.
const SECRET_FIELDS: [&str; 22] = [
    "access_token",
    "aff_code",
    "api_key",
    "apikey",
    "authorization",
    "cookie",
    "discord_id",
    "github_id",
    "invite_code",
    "jwt",
    "key",
    "linux_do_id",
    "oidc_id",
    "password",
    "phone",
    "refresh_token",
    "secret",
    "session",
    "session_id",
    "telegram_id",
    "token",
    "wechat_id",
];
const NAME_FIELDS: [&str; 6] =
    ["display_name", "email", "nickname", "user_email", "user_name", "username"];

/// What stands in a recording in the place of secrets, people and hosts: the same for the same.
#[derive(Default)]
pub(super) struct StandIns {
    /// The longest first: a shorter one may be a part of it.
    known: Vec<Known>,
    count: usize,
}

struct Known {
    text: Secret,
    stand_in: String,
}

impl StandIns {
    /// Replaces this secret from now on, in every form in which it may come back.
    pub(super) fn learn(&mut self, secret: &str) {
        if secret.len() >= SHORTEST_SECRET {
            self.stand_in(secret);
        }
    }

    /// The values of a cookie by themselves, which may be repeated without their names.
    pub(super) fn learn_cookie(&mut self, cookie: &str) {
        for (_, value) in cookie.split(';').filter_map(|pair| pair.split_once('=')) {
            self.learn(value.trim());
        }
        self.learn(cookie.trim());
    }

    pub(super) fn learn_host(&mut self, station: &BaseUrl) {
        let host = station.join("/").host_str().unwrap_or_default().to_owned();
        // A single word stands in ordinary texts too.
        if host.contains(['.', ':']) {
            self.put(&host, HOST);
            if let Some(parent) = parent_domain(&host) {
                self.put(parent, HOST);
            }
        } else {
            self.put(&format!("//{host}"), &format!("//{HOST}"));
        }
        let with_port = station.host();
        if with_port != host {
            self.put(&with_port, HOST);
        }
    }

    /// Learns what the fields of a document hold of secrets; `is_secret` where it is known to.
    pub(super) fn learn_fields(&mut self, json: &Value, is_secret: bool) {
        match json {
            Value::String(text) if is_secret && is_token(text) => self.learn(text),
            Value::Array(values) => {
                for value in values {
                    self.learn_fields(value, is_secret);
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    let name = name.to_ascii_lowercase();
                    let text = value.as_str().unwrap_or_default();
                    if SECRET_FIELDS.contains(&name.as_str()) && is_token(text) {
                        self.learn(text);
                    }
                    self.learn_fields(value, is_secret);
                }
            }
            _ => {}
        }
    }

    /// The stand-in of a whole secret, of whatever length.
    pub(super) fn stand_in(&mut self, secret: &str) -> String {
        if let Some(known) = self.known.iter().find(|known| known.text.reveal() == secret) {
            return known.stand_in.clone();
        }
        self.count += 1;
        let number = self.count;
        let prefix = KEY_PREFIXES.into_iter().find(|prefix| secret.starts_with(prefix));
        let separator = prefix.map_or("-", |prefix| prefix.get(2..).unwrap_or("-"));
        let stand_in = format!("{}test{separator}{number}", prefix.unwrap_or_default());
        if secret.len() < SHORTEST_SECRET {
            return stand_in;
        }
        for form in redactor::forms(secret) {
            let body = prefix.filter(|prefix| !form.starts_with(prefix));
            let shown = body.and_then(|prefix| stand_in.strip_prefix(prefix)).unwrap_or(&stand_in);
            if form.len() >= SHORTEST_SECRET {
                self.put(&form, shown);
            }
        }
        stand_in
    }

    /// The text without secrets, words that look like a key or a session, addresses of people, and
    /// hosts.
    pub(super) fn clean(&mut self, text: &str) -> String {
        let mut cleaned = text.to_owned();
        for known in &self.known {
            if cleaned.contains(known.text.reveal()) {
                cleaned = cleaned.replace(known.text.reveal(), &known.stand_in);
            }
        }
        let cleaned = redactor::replace_key_words(&cleaned, |key, _| {
            // What stands in for a key looks like one in an address.
            let is_ours = self.known.iter().any(|known| known.stand_in == key);
            if is_ours { key.to_owned() } else { self.stand_in(key) }
        });
        without_mail_addresses(&cleaned)
    }

    /// A cookie keeps the names in it.
    pub(super) fn clean_cookie(&mut self, cookie: &str) -> String {
        let pairs = cookie.split(';').map(|pair| match pair.trim().split_once('=') {
            Some((name, value)) => format!("{name}={}", self.stand_in(value)),
            None => self.stand_in(pair.trim()),
        });
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// A cookie that an answer sets keeps its name and how long it lives.
    pub(super) fn clean_new_cookie(&mut self, cookie: &str) -> String {
        let (pair, life) = cookie.split_once(';').unwrap_or((cookie, ""));
        let pair = self.clean_cookie(pair);
        let life = life.trim();
        if life.is_empty() { pair } else { format!("{pair}; {}", self.clean(life)) }
    }

    /// The same for every text of a document, names of fields included; `is_secret` where it is
    /// known to hold secrets.
    pub(super) fn clean_json(&mut self, json: Value, is_secret: bool) -> Value {
        match json {
            Value::String(text) if is_secret && is_token(&text) => self.stand_in(&text).into(),
            Value::String(text) => self.clean(&text).into(),
            Value::Array(values) => {
                values.into_iter().map(|value| self.clean_json(value, is_secret)).collect()
            }
            Value::Object(fields) => self.clean_fields(fields, is_secret).into(),
            // A password of digits.
            Value::Number(number) => {
                let digits = number.to_string();
                let known = self.known.iter().find(|known| known.text.reveal() == digits);
                known.map_or(Value::Number(number), |known| known.stand_in.clone().into())
            }
            other => other,
        }
    }

    fn clean_fields(&mut self, fields: Map<String, Value>, is_secret: bool) -> Map<String, Value> {
        let cleaned = fields.into_iter().map(|(name, value)| {
            let known_name = name.to_ascii_lowercase();
            let value = match value {
                // Nothing, or what the station masked itself.
                Value::String(text) if text.is_empty() || text.contains("**") => {
                    self.clean(&text).into()
                }
                Value::String(text) if SECRET_FIELDS.contains(&known_name.as_str()) => {
                    self.stand_in(&text).into()
                }
                Value::String(text) if NAME_FIELDS.contains(&known_name.as_str()) => {
                    if text.contains('@') { MAIL.into() } else { PERSON.into() }
                }
                other => self.clean_json(other, is_secret),
            };
            (self.clean(&name), value)
        });
        cleaned.collect()
    }

    fn put(&mut self, text: &str, stand_in: &str) {
        if self.known.iter().any(|known| known.text.reveal() == text) {
            return;
        }
        let stand_in = stand_in.to_owned();
        self.known.push(Known { text: Secret::new(text), stand_in });
        self.known.sort_by_key(|known| Reverse(known.text.reveal().len()));
    }
}

/// The domain that a host belongs to: others of the same owner stand below it.
fn parent_domain(host: &str) -> Option<&str> {
    let (_, parent) = host.split_once('.')?;
    let (first, rest) = parent.split_once('.')?;
    let is_address = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | ']'));
    (!is_address && !SHARED_LABELS.contains(&first)).then_some(parent)
}

/// Long, and of the characters of which tokens are made.
fn is_token(text: &str) -> bool {
    text.len() >= SHORTEST_TOKEN
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.+/=".contains(c))
}

fn without_mail_addresses(text: &str) -> String {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        let name = before.trim_end_matches(is_of_address);
        let host_end = after.find(|c| !is_of_address(c)).unwrap_or(after.len());
        let (host, beyond) = after.split_at(host_end);
        let host_alone = host.trim_end_matches('.');
        if name.len() < before.len() && host_alone.contains('.') {
            kept.push_str(name);
            kept.push_str(MAIL);
            kept.push_str(host.get(host_alone.len()..).unwrap_or_default());
            rest = beyond;
        } else {
            kept.push_str(before);
            kept.push('@');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}
