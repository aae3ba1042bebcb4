use crate::text::language::Language;
use std::fmt::{self, Display};

/// Adds texts, each with its Chinese and its English, and lists them in `TEXTS`.
macro_rules! texts {
    ($( $(#[$doc:meta])* $name:ident = $zh:literal | $en:literal, )*) => {
        #[allow(non_upper_case_globals, reason = "they are used like the variants of an enum")]
        impl Text {
            $(
                $(#[$doc])*
                pub const $name: Self = Self::new(stringify!($name), $zh, $en);
            )*
        }

        pub(super) const TEXTS: &[Text] = &[ $( Text::$name, )* ];
    };
}

mod command_line;
mod list;
mod logs;
mod run;
mod settings;
mod site_form;
mod site_page;
mod values;
mod window;

/// A text of the program. Parts in `{braces}` are filled in by [`Text::fill`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text {
    name: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Text {
    const fn new(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { name, zh, en }
    }

    pub fn all() -> impl Iterator<Item = Self> {
        [
            command_line::TEXTS,
            list::TEXTS,
            logs::TEXTS,
            run::TEXTS,
            settings::TEXTS,
            site_form::TEXTS,
            site_page::TEXTS,
            values::TEXTS,
            window::TEXTS,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }

    /// The text with its `{placeholders}` replaced by the values of the same name.
    pub fn fill(self, language: Language, values: &[(&str, &dyn Display)]) -> String {
        let mut text = String::new();
        let mut rest = self.in_language(language);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                text.push_str(&value.to_string());
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests;
