use std::fmt;

/// The languages that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Zh,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.name() == name)
    }

    /// The language of the system: Chinese for any `zh…`, else English.
    /// Chinese also where the system does not say.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::default(), |locale| Self::of_locale(&locale))
    }

    fn of_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        let says_nothing = ["c", "posix"].contains(&locale.split('.').next().unwrap_or_default());
        if says_nothing || locale.starts_with("zh") { Self::Zh } else { Self::En }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for language in Language::ALL {
            assert_eq!(Language::from_name(language.name()), Some(language));
        }
        assert_eq!(Language::from_name("fr"), None);
    }

    #[test]
    fn every_chinese_locale_is_chinese_and_so_is_none_at_all() {
        for locale in ["zh-CN", "zh_TW.UTF-8", "ZH", "zh-Hans-SG", "C.UTF-8", "POSIX"] {
            assert_eq!(Language::of_locale(locale), Language::Zh, "{locale}");
        }
        assert_eq!(Language::of_locale("en-US"), Language::En);
        assert_eq!(Language::of_locale("de-DE"), Language::En);
    }
}
