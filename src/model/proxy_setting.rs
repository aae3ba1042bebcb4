use crate::model::secret::Secret;
use url::Url;

/// What a proxy may speak.
const SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];

/// Why no request can go by a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyError {
    Empty,
    /// Neither HTTP nor SOCKS5.
    UnknownScheme,
    Malformed,
}

/// Which way a site's requests take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProxySetting {
    /// By the proxy of the environment or the system, where there is one.
    #[default]
    System,
    /// Straight.
    None,
    /// By this proxy: `http://…` or `socks5://…`. May hold a password.
    Url(Secret),
}

impl ProxySetting {
    /// Reads the field `http_proxy`: empty is the system's, `none` is none.
    pub fn parse(text: &str) -> Self {
        match text.trim() {
            "" => Self::System,
            none if none.eq_ignore_ascii_case("none") => Self::None,
            url => Self::Url(Secret::new(url)),
        }
    }

    /// What is wrong with it; only an address can be wrong.
    pub fn problem(&self) -> Option<ProxyError> {
        let Self::Url(address) = self else { return None };
        let address = address.reveal().trim();
        if address.is_empty() {
            return Some(ProxyError::Empty);
        }
        let is_known =
            |scheme: &str| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
        match address.split_once("://") {
            Some((scheme, _)) if is_known(scheme) => {}
            _ => return Some(ProxyError::UnknownScheme),
        }
        let has_host = Url::parse(address).is_ok_and(|url| {
            url.host_str().is_some_and(|host| !host.is_empty()) && matches!(url.path(), "" | "/")
        });
        (!has_host).then_some(ProxyError::Malformed)
    }

    /// The text of the field.
    pub fn field(&self) -> &str {
        match self {
            Self::System => "",
            Self::None => "none",
            Self::Url(url) => url.reveal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_survives() {
        for (text, setting) in [
            ("", ProxySetting::System),
            ("none", ProxySetting::None),
            ("socks5://a:1", ProxySetting::Url(Secret::new("socks5://a:1"))),
        ] {
            assert_eq!(ProxySetting::parse(text), setting);
            assert_eq!(setting.field(), text);
        }
        assert_eq!(ProxySetting::parse(" None "), ProxySetting::None);
    }

    #[test]
    fn a_proxy_has_a_scheme_and_a_host() {
        let problem = |url: &str| ProxySetting::Url(Secret::new(url)).problem();
        for good in ["http://127.0.0.1:7890", " SOCKS5://user:pass@proxy.example:1080/ "] {
            assert_eq!(problem(good), None, "{good}");
        }
        assert_eq!(problem(" "), Some(ProxyError::Empty));
        for other in ["127.0.0.1:7890", "ftp://proxy.example", "localhost:1"] {
            assert_eq!(problem(other), Some(ProxyError::UnknownScheme), "{other}");
        }
        for odd in ["socks5://", "http://:7890", "http://a b:1", "http://a:99999", "http://a/x"] {
            assert_eq!(problem(odd), Some(ProxyError::Malformed), "{odd}");
        }
        assert_eq!((ProxySetting::System.problem(), ProxySetting::None.problem()), (None, None));
    }
}
