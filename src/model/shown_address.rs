use crate::model::base_url::BaseUrl;

/// What may begin a query or a fragment; full-width forms are taken for the narrow ones.
const TAIL_MARKS: [char; 4] = ['?', '？', '#', '＃'];
const AFTER_CREDENTIALS: [char; 2] = ['@', '＠'];

/// A typed address as it may be shown: without user name, password, query and fragment.
pub fn shown_address(typed: &str) -> String {
    if let Ok(base) = BaseUrl::parse(typed) {
        return base.to_string();
    }
    // First what stands before the host: a password may hold any of the marks.
    let (mark, rest) = match typed.rsplit_once(AFTER_CREDENTIALS) {
        Some((_, rest)) => ("…@", rest),
        None => ("", typed),
    };
    let shown = rest.split(TAIL_MARKS).next().unwrap_or_default();
    format!("{mark}{shown}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_shows_what_opens_a_door() {
        for (typed, shown) in [
            ("relay.example/v1?key=sk-secret", "https://relay.example"),
            ("ftp://relay.example/?key=sk-secret", "ftp://relay.example/"),
            ("ftp://relay.example/#sk-secret", "ftp://relay.example/"),
            ("ftp://relay.example/？key=sk-secret", "ftp://relay.example/"),
            ("https://user:secret@relay.example/a", "…@relay.example/a"),
            ("https://user:secret＠relay.example?key=secret", "…@relay.example"),
            ("https://user:sec?ret@relay.example", "…@relay.example"),
            ("no address", "no address"),
            ("", ""),
        ] {
            assert_eq!(shown_address(typed), shown);
        }
    }
}
