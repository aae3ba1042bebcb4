use std::fmt;
use thiserror::Error;
use url::Url;

/// Request tails that users paste along with an address.
const KNOWN_TAILS: [&str; 4] = ["/chat/completions", "/messages", "/responses", "/models"];
const VERSION_TAILS: [&str; 2] = ["/v1", "/v1beta"];

/// Why a text is no address of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BaseUrlError {
    #[error("no address")]
    Empty,
    #[error("not an http or https address")]
    NotHttp,
    #[error("the address holds a user name or password")]
    HoldsCredentials,
    #[error("not an address")]
    Malformed,
}

/// The address of a station as the user means it, whatever was pasted.
///
/// Spaces, full-width characters, a missing scheme, query, fragment, a known request path and one
/// `/v1` are taken care of. Any other path stays as the first candidate, because some stations
/// live below a prefix; the bare origin is the second.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    pasted: Url,
}

/// Scheme, host and port of a station. Sites that share it sit on one station.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin(String);

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl BaseUrl {
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let text = halfwidth(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(BaseUrlError::Empty);
        }
        let with_scheme =
            if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut url = Url::parse(&with_scheme).map_err(|_| BaseUrlError::Malformed)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::NotHttp);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::HoldsCredentials);
        }
        if url.host_str().is_none_or(|host| host.trim_matches('.').is_empty()) {
            return Err(BaseUrlError::Malformed);
        }
        url.set_query(None);
        url.set_fragment(None);
        let prefix = without_known_tail(url.path()).to_owned();
        url.set_path(&prefix);
        Ok(Self { pasted: url })
    }

    pub fn origin(&self) -> Origin {
        Origin(self.pasted.origin().ascii_serialization())
    }

    /// Whether the host is this machine, which no proxy can reach.
    pub fn is_loopback(&self) -> bool {
        match self.pasted.host() {
            Some(url::Host::Domain(domain)) => {
                let domain = domain.trim_end_matches('.');
                domain == "localhost" || domain.ends_with(".localhost")
            }
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => {
                let mapped = address.to_ipv4_mapped();
                address.is_loopback() || mapped.is_some_and(|address| address.is_loopback())
            }
            None => false,
        }
    }

    /// Host, with the port where it is not the scheme's own.
    pub fn host(&self) -> String {
        let host = self.pasted.host_str().unwrap_or_default();
        match self.pasted.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The path that the user pasted, without its end slash; empty for most stations.
    pub fn prefix(&self) -> &str {
        self.pasted.path().trim_end_matches('/')
    }

    /// The same station without the prefix.
    #[must_use]
    pub fn bare(&self) -> Self {
        let mut pasted = self.pasted.clone();
        pasted.set_path("/");
        Self { pasted }
    }

    /// The same address with https, where it has http.
    pub fn with_https(&self) -> Option<Self> {
        let mut pasted = self.pasted.clone();
        let is_http = pasted.scheme() == "http" && pasted.set_scheme("https").is_ok();
        is_http.then_some(Self { pasted })
    }

    /// The bases worth trying: with the prefix first, then without.
    pub fn candidates(&self) -> Vec<Self> {
        if self.prefix().is_empty() { vec![self.clone()] } else { vec![self.clone(), self.bare()] }
    }

    /// The full address of `path`, which begins with a slash and may hold a query.
    pub fn join(&self, path: &str) -> Url {
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        let mut url = self.pasted.clone();
        url.set_path(&format!("{}{path}", self.prefix()));
        url.set_query(query);
        url
    }
}

/// Without an end slash: `https://relay.example`, `https://relay.example/prefix`.
impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pasted.as_str().trim_end_matches('/'))
    }
}

fn without_known_tail(path: &str) -> &str {
    let mut path = path.trim_end_matches('/');
    for tail in KNOWN_TAILS {
        if let Some(rest) = path.strip_suffix(tail) {
            path = rest;
            break;
        }
    }
    for tail in VERSION_TAILS {
        if let Some(rest) = path.strip_suffix(tail) {
            return rest.trim_end_matches('/');
        }
    }
    path
}

/// Full-width letters and marks as their ASCII forms, without the characters that cannot be seen.
fn halfwidth(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '\u{3000}' => ' ',
            '。' => '.',
            '\u{FF01}'..='\u{FF5E}' => {
                u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
            }
            other => other,
        })
        .collect()
}

/// Zero-width characters and the byte order mark, which come along with copied text.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn base(text: &str) -> String {
        BaseUrl::parse(text).unwrap().to_string()
    }

    #[test]
    fn every_form_that_users_paste() {
        for text in [
            "https://relay.example",
            "https://relay.example/",
            "https://relay.example/v1",
            "https://relay.example/v1/",
            "https://relay.example/v1beta",
            "https://relay.example/v1/chat/completions",
            "https://relay.example/v1/messages?beta=true",
            "https://relay.example/v1/models#top",
            "  relay.example ",
            "ｈｔｔｐｓ：／／ｒｅｌａｙ．ｅｘａｍｐｌｅ／ｖ１",
            "relay。example",
            "\u{200B}https://relay.example\u{FEFF}",
            "HTTPS://Relay.Example:443",
        ] {
            assert_eq!(base(text), "https://relay.example", "{text}");
        }
    }

    #[test]
    fn a_prefix_is_tried_before_the_bare_origin() {
        let base = BaseUrl::parse("https://relay.example/relay/v1/").unwrap();
        let candidates: Vec<String> = base.candidates().iter().map(ToString::to_string).collect();
        assert_eq!(candidates, ["https://relay.example/relay", "https://relay.example"]);
        assert_eq!(base.join("/v1/models").as_str(), "https://relay.example/relay/v1/models");
        assert_eq!(base.bare().join("/v1/usage?key=a").query(), Some("key=a"));
    }

    #[test]
    fn bad_addresses_are_told_apart() {
        assert_eq!(BaseUrl::parse("  "), Err(BaseUrlError::Empty));
        assert_eq!(BaseUrl::parse("ftp://relay.example"), Err(BaseUrlError::NotHttp));
        assert_eq!(
            BaseUrl::parse("https://u:p@relay.example"),
            Err(BaseUrlError::HoldsCredentials)
        );
        assert_eq!(BaseUrl::parse("https://"), Err(BaseUrlError::Malformed));
        assert_eq!(BaseUrl::parse("https://a b"), Err(BaseUrlError::Malformed));
    }

    #[test]
    fn loopback_is_seen_in_every_spelling() {
        for text in [
            "http://127.0.0.1:3000",
            "http://[::1]:3000",
            "http://localhost",
            "http://127.9.9.9",
            "http://localhost.:1",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(BaseUrl::parse(text).unwrap().is_loopback(), "{text}");
        }
        assert!(!BaseUrl::parse("https://localhost.example").unwrap().is_loopback());
    }

    proptest! {
        #[test]
        fn no_text_panics_and_parsing_settles(text in "\\PC{0,60}") {
            if let Ok(base) = BaseUrl::parse(&text) {
                let again = BaseUrl::parse(&base.to_string());
                prop_assert_eq!(again.map(|b| b.origin()), Ok(base.origin()));
            }
        }
    }
}
