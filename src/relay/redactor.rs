use crate::model::secret::Secret;
use serde_json::{Map, Value};
use std::sync::{PoisonError, RwLock};

/// Shorter texts are not looked for: they would stand in ordinary words.
pub(super) const SHORTEST_SECRET: usize = 6;
/// Prefixes of keys that stations echo, in whoever's name.
pub(super) const KEY_PREFIXES: [&str; 2] = ["sk-", "cr_"];
/// A word with such a prefix is taken for a key from this many characters behind it.
const SHORTEST_KEY_BODY: usize = 12;
/// Parameters of an address whose value is a key, in whatever text the address is repeated.
const KEY_PARAMETERS: [&str; 2] = ["key", "api_key"];
/// Digits of the hash by which some stations know a key.
const HASH_DIGITS: usize = 64;

/// Takes secrets out of what comes from the wire.
#[derive(Debug, Default)]
pub struct Redactor {
    replacements: RwLock<Vec<Replacement>>,
    /// As they were learnt.
    secrets: RwLock<Vec<Secret>>,
}

/// A text to look for, and what stands in its place.
#[derive(Clone, Debug)]
struct Replacement {
    secret: Secret,
    masked: String,
}

impl Redactor {
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        let redactor = Self::default();
        for secret in secrets {
            redactor.learn(&secret);
        }
        redactor
    }

    /// Takes this secret out from now on too.
    pub fn learn(&self, secret: &Secret) {
        self.secrets.write().unwrap_or_else(PoisonError::into_inner).push(secret.clone());
        let mut replacements = self.replacements.write().unwrap_or_else(PoisonError::into_inner);
        for form in forms(secret.reveal()) {
            if form.len() >= SHORTEST_SECRET {
                let masked = secret.masked();
                replacements.push(Replacement { secret: Secret::new(form), masked });
            }
        }
        // The longest first: a shorter one may be a part of it.
        replacements.sort_by_key(|one| std::cmp::Reverse(one.secret.reveal().len()));
        replacements.dedup_by(|a, b| a.secret == b.secret);
    }

    /// Everything learnt so far.
    pub fn secrets(&self) -> Vec<Secret> {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The text without the secrets, and without any word that looks like somebody's key.
    pub fn clean(&self, text: &str) -> String {
        let mut cleaned = text.to_owned();
        let replacements = self.replacements.read().unwrap_or_else(PoisonError::into_inner);
        for Replacement { secret, masked } in replacements.iter() {
            if cleaned.contains(secret.reveal()) {
                cleaned = cleaned.replace(secret.reveal(), masked);
            }
        }
        replace_key_words(&cleaned, |key, in_address| {
            if in_address { "…".to_owned() } else { Secret::new(key).masked() }
        })
    }

    /// The same for every text of a document, names of fields included.
    pub fn clean_json(&self, json: &mut Value) {
        match json {
            Value::String(text) => *text = self.clean(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.clean_json(value)),
            Value::Object(fields) => self.clean_fields(fields),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    pub fn clean_fields(&self, fields: &mut Map<String, Value>) {
        let cleaned = std::mem::take(fields).into_iter().map(|(name, mut value)| {
            self.clean_json(&mut value);
            (self.clean(&name), value)
        });
        *fields = cleaned.collect();
    }
}

/// The ways in which a secret comes back: as sent, percent-encoded in either case, with JSON's
/// escaped slash, without its prefix.
pub(super) fn forms(secret: &str) -> Vec<String> {
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let mut forms =
        vec![secret.to_owned(), lower_case_escapes(&encoded), encoded, secret.replace('/', "\\/")];
    for prefix in KEY_PREFIXES {
        if let Some(body) = secret.strip_prefix(prefix).filter(|b| b.len() >= SHORTEST_KEY_BODY) {
            forms.push(body.to_owned());
        }
    }
    forms
}

/// `%2F` as `%2f`.
fn lower_case_escapes(encoded: &str) -> String {
    let mut escape = 0;
    encoded
        .chars()
        .map(|c| {
            escape = if c == '%' { 2 } else { escape };
            if c != '%' && escape > 0 {
                escape -= 1;
                return c.to_ascii_lowercase();
            }
            c
        })
        .collect()
}

/// Puts something else in the place of every word that looks like somebody's key; `replace` is told
/// whether it stands in an address as one, and may be of any length then.
pub(super) fn replace_key_words(
    text: &str,
    mut replace: impl FnMut(&str, bool) -> String,
) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from_word) = rest.split_at(start);
        replaced.push_str(before);
        let end = from_word.find(|c| !is_word(c)).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(end);
        let in_address = is_key_in_address(&replaced);
        let is_key = looks_like_key(word) || replaced.ends_with('=') && is_hash(word);
        replaced.push_str(&if in_address || is_key {
            replace(word, in_address)
        } else {
            word.to_owned()
        });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/// Whether a text ends where the key of a repeated address begins: `?key=`.
fn is_key_in_address(before: &str) -> bool {
    let name = before.strip_suffix('=').and_then(|before| before.rsplit_once(['?', '&']));
    name.is_some_and(|(_, name)| KEY_PARAMETERS.contains(&name))
}

fn is_hash(word: &str) -> bool {
    word.len() == HASH_DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn looks_like_key(word: &str) -> bool {
    KEY_PREFIXES
        .iter()
        .any(|prefix| word.strip_prefix(prefix).is_some_and(|body| body.len() >= SHORTEST_KEY_BODY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn own_secrets_vanish_in_every_form() {
        let redactor = Redactor::new([Secret::new("sk-my own/secret+key")]);
        let cleaned = redactor.clean(
            "?key=sk-my+own%2Fsecret%2Bkey sk-my+own%2fsecret%2bkey sk-my own/secret+key \
             sk-my own\\/secret+key",
        );
        assert!(!cleaned.contains("secret"), "{cleaned}");
    }

    #[test]
    fn what_is_learnt_later_vanishes_from_then_on() {
        let redactor = Redactor::new([Secret::new("session")]);
        redactor.learn(&Secret::new("session-of-today"));
        let cleaned = redactor.clean("it is session-of-today");
        assert!(!cleaned.contains("today"), "the longer one goes first: {cleaned}");
    }

    #[test]
    fn keys_of_others_vanish_too() {
        let cleaned =
            Redactor::default().clean(r#"{"key":"sk-abcdefghijklmnop3f9c","task":"sk-test"}"#);
        assert_eq!(cleaned, r#"{"key":"sk-…3f9c","task":"sk-test"}"#);
    }

    #[test]
    fn keys_in_repeated_addresses_vanish_however_short() {
        let cleaned = Redactor::default().clean("Route /a?key=cr_x&monkey=b&api_key=c-d not found");
        assert_eq!(cleaned, "Route /a?key=…&monkey=b&api_key=… not found");
    }

    #[test]
    fn hashes_of_keys_vanish_from_texts() {
        let hash = "0d62f396c1317066f55a96086517047c737087c61eb2bf016b72e6298927b15b";
        let cleaned = Redactor::default().clean(&format!("Key Hash (Token) ={hash}. No"));
        assert_eq!(cleaned, "Key Hash (Token) =…b15b. No");
        assert_eq!(Redactor::default().clean(hash), hash, "a document may need it");
    }

    #[test]
    fn documents_are_cleaned_in_names_and_values() {
        let mut json = serde_json::json!({"sk-mine-0123": ["is sk-mine-0123", 7], "a": null});
        Redactor::new([Secret::new("sk-mine-0123")]).clean_json(&mut json);
        assert_eq!(json, serde_json::json!({"sk-…0123": ["is sk-…0123", 7], "a": null}));
    }

    proptest! {
        #[test]
        fn no_secret_survives(
            secret in "[A-Za-z0-9_-]{8,60}", before in "\\PC{0,20}", after in "\\PC{0,20}"
        ) {
            let redactor = Redactor::new([Secret::new(secret.clone())]);
            let cleaned = redactor.clean(&format!("{before}{secret}{after}"));
            prop_assert!(!cleaned.contains(&secret));
        }
    }
}
