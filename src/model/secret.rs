use std::fmt;

/// Shortest secret of which anything is shown; of a shorter one only `…` is.
const SHORTEST_SHOWN: usize = 12;
/// Longest prefix that is shown: `sk-`, `cr_`, `ki2api-`. A longer one is part of the secret itself.
const LONGEST_PREFIX: usize = 8;
const SHOWN_TAIL: usize = 4;

/// A key, cookie, token or password.
///
/// `Debug` and `Display` print the prefix up to the first `-` or `_`, `…` and the last four
/// characters. Only [`Secret::reveal`] gives the text itself.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret in clear: for the wire, the file and a field that the user asked to see.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The form that may be shown anywhere.
    pub fn masked(&self) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        if characters.len() < SHORTEST_SHOWN {
            return "…".to_owned();
        }
        let prefix = characters
            .iter()
            .take(LONGEST_PREFIX)
            .position(|c| matches!(c, '-' | '_'))
            .map_or(0, |separator| separator + 1);
        let head: String = characters.iter().take(prefix).collect();
        let tail: String = characters.iter().skip(characters.len() - SHOWN_TAIL).collect();
        format!("{head}…{tail}")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_prefix_and_last_four() {
        assert_eq!(Secret::new("sk-abcdefghijklmnop3f9c").to_string(), "sk-…3f9c");
        assert_eq!(Secret::new("cr_abcdefghijklmnop3f9c").masked(), "cr_…3f9c");
        assert_eq!(Secret::new("abcdefghijklmnop3f9c").masked(), "…3f9c");
    }

    #[test]
    fn hides_a_late_separator_and_short_secrets() {
        assert_eq!(Secret::new("abcdefghijkl-mnop").masked(), "…mnop");
        assert_eq!(Secret::new("sk-12345678").masked(), "…");
        assert_eq!(format!("{:?}", Secret::new("密钥密钥密钥密钥密钥密钥密")), "…钥密钥密");
    }
}
