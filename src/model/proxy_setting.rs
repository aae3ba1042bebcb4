use crate::model::secret::Secret;

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
}
