use crate::model::secret::Secret;
use std::fmt;

/// What names of headers say that they hold a secret.
const SECRET_WORDS: [&str; 5] = ["auth", "cookie", "token", "key", "secret"];

/// Headers that the user wants to go along with every request of a site.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SiteHeaders(Vec<(String, Secret)>);

impl SiteHeaders {
    pub fn iter(&self) -> impl Iterator<Item = &(String, Secret)> {
        self.0.iter()
    }

    /// Values whose names say that they are secret: hiding every value would hide ordinary words.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.0.iter().filter(|(name, _)| is_secret_name(name)).map(|(_, value)| value)
    }
}

/// Whether the name of a header says that its value is secret.
pub fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET_WORDS.iter().any(|word| name.contains(word))
}

impl FromIterator<(String, Secret)> for SiteHeaders {
    fn from_iter<T: IntoIterator<Item = (String, Secret)>>(headers: T) -> Self {
        Self(headers.into_iter().collect())
    }
}

/// The names only.
impl fmt::Debug for SiteHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_the_name_of_their_header_and_never_printed() {
        let headers: SiteHeaders = [("X-Auth-Token", "hidden-1"), ("User-Agent", "hidden-2")]
            .map(|(name, value)| (name.to_owned(), Secret::new(value)))
            .into_iter()
            .collect();
        let secrets: Vec<&str> = headers.secrets().map(Secret::reveal).collect();
        assert_eq!(secrets, ["hidden-1"]);
        assert_eq!(format!("{headers:?}"), r#"["X-Auth-Token", "User-Agent"]"#);
    }
}
