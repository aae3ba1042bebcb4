use crate::model::secret::Secret;
use crate::model::site_headers::is_secret_name;
use crate::relay::http_client::headers;
use crate::relay::redactor::Redactor;
use crate::relay::request::{Auth, Request};
use serde_json::Value;
use url::Url;

/// The mark of something hidden, as it stands in an address, and in an address within one.
const HIDDEN_IN_ADDRESS: [&str; 2] = ["%25E2%2580%25A6", "%E2%80%A6"];

/// A request as it went out and as it may be shown: every secret is masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentRequest {
    /// With its query; that of the log relay, where one passes the request on.
    pub address: String,
    /// In the order of their names, without those that only the connection needs.
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

impl SentRequest {
    /// `url` is the station's own address with its query.
    pub(super) fn of(url: &Url, request: &Request, redactor: &Redactor) -> Self {
        let auth = match &request.auth {
            Auth::UrlKey(_) => Auth::UrlKey(Secret::new("…")),
            auth => auth.clone(),
        };
        let relay = request.relay.clone().map(without_password);
        let address = Request { auth, relay, ..request.clone() }.address(url.clone());
        let mut sent = headers(request).unwrap_or_default();
        let mut shown: Vec<(String, String)> = sent
            .drain()
            .filter_map(|(name, value)| Some((name?, value)))
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                let shown = shown_value(name.as_str(), &value, redactor);
                (name.as_str().to_owned(), shown)
            })
            .collect();
        shown.sort();
        Self {
            address: shown_address(&address, redactor),
            headers: shown,
            body: request.body.as_ref().map(|body| shown_body(body, redactor)),
        }
    }
}

/// It is the user's own for the log relay, and belongs to no site.
fn without_password(mut relay: Url) -> Url {
    if relay.password().is_some() {
        // Only an address without a host takes none, and it could not be asked.
        let _: Result<(), ()> = relay.set_password(Some("…"));
    }
    relay
}

fn shown_address(address: &Url, redactor: &Redactor) -> String {
    let cleaned = redactor.clean(address.as_str());
    HIDDEN_IN_ADDRESS.iter().fold(cleaned, |address, hidden| address.replace(hidden, "…"))
}

/// Of a secret value only the word before it stays, as `Bearer` is one.
fn shown_value(name: &str, value: &str, redactor: &Redactor) -> String {
    if !is_secret_name(name) {
        return redactor.clean(value);
    }
    match value.split_once(' ') {
        Some((scheme, secret)) if name == "authorization" => {
            format!("{scheme} {}", Secret::new(secret).masked())
        }
        _ => Secret::new(value).masked(),
    }
}

/// Short passwords are not looked for in texts, so their field is hidden by its name.
fn shown_body(body: &Value, redactor: &Redactor) -> String {
    let mut body = body.clone();
    if let Some(password) = body.get_mut("password") {
        *password = "…".into();
    }
    redactor.clean_json(&mut body);
    body.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const KEY: &str = "sk-mine-0123456789";

    fn sent(request: &Request) -> SentRequest {
        let url = Url::parse("https://relay.example/api/log?page=1").unwrap();
        SentRequest::of(&url, request, &Redactor::new([Secret::new(KEY)]))
    }

    fn header<'a>(sent: &'a SentRequest, name: &str) -> Option<&'a str> {
        sent.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_key_is_masked_wherever_it_travels() {
        let key = Secret::new(KEY);
        for auth in [
            Auth::Bearer(key.clone()),
            Auth::UrlKey(key.clone()),
            Auth::Raw(key.clone()),
            Auth::XApiKey(key.clone()),
            Auth::Cookie(Secret::new(format!("session={KEY}"))),
        ] {
            let relay = Some(Url::parse("https://pass.example/fetch").unwrap());
            for relay in [None, relay] {
                let request = Request { relay, ..Request::with_auth("/api/log", auth.clone()) };
                let shown = format!("{:?}", sent(&request));
                assert!(!shown.contains("0123456") && shown.contains('…'), "{shown}");
            }
        }
    }

    #[test]
    fn an_address_is_shown_as_it_is_asked() {
        let auth = Auth::UrlKey(Secret::new(KEY));
        let direct = Request::with_auth("/api/log", auth);
        assert_eq!(sent(&direct).address, "https://relay.example/api/log?page=1&key=…");
        let relay = Some(Url::parse("https://me:hidden@pass.example/fetch?a=b").unwrap());
        let relayed = sent(&Request { relay, ..direct });
        assert_eq!(
            relayed.address,
            "https://me:…@pass.example/fetch?a=b&url=https%3A%2F%2Frelay.example%2Fapi%2Flog%3Fpage%3D1%26key%3D…"
        );
    }

    #[test]
    fn ordinary_headers_are_shown_and_secret_ones_are_not() {
        let named = |name: &str, value: &str| (name.to_owned(), Secret::new(value));
        let request = Request {
            headers: vec![
                named("User-Agent", "mine/1"),
                named("X-Gateway-Token", "hidden"),
                named("Authorization", "Basic aGlkZGVuaGlkZGVu"),
            ],
            body: Some(json!({"username": "me", "password": "tiny", "note": KEY})),
            ..Request::keyless("/api/log")
        };
        let sent = sent(&request);
        assert_eq!(header(&sent, "user-agent"), Some("mine/1"));
        assert_eq!(header(&sent, "x-gateway-token"), Some("…"));
        assert_eq!(header(&sent, "authorization"), Some("Basic …ZGVu"));
        assert_eq!(header(&sent, "accept-language"), Some("zh-CN"));
        assert_eq!(
            sent.body.as_deref(),
            Some(r#"{"username":"me","password":"…","note":"sk-…6789"}"#)
        );
    }
}
