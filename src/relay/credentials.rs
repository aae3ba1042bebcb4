use crate::model::base_url::is_invisible;
use crate::model::secret::Secret;

/// A key as it should be sent: without white space, quotes, `Bearer` and characters that cannot
/// be seen. Never cut or judged by dash, length or alphabet: stations differ.
pub fn clean_key(typed: &Secret) -> Secret {
    let visible: String = typed.reveal().chars().filter(|c| !is_invisible(*c)).collect();
    let text = visible.trim().trim_matches(['"', '\'', '“', '”', '`']).trim();
    let bare = match text.split_at_checked("Bearer ".len()) {
        Some((word, rest)) if word.eq_ignore_ascii_case("Bearer ") => rest.trim(),
        _ => text,
    };
    Secret::new(bare)
}

/// The cookies of a browser's session as they should be sent; the bare value is that of the
/// cookie that the one-api family sets. Empty when no header takes it.
pub fn clean_cookie(typed: &Secret) -> Secret {
    let visible: String = typed.reveal().chars().filter(|c| !is_invisible(*c)).collect();
    let text = visible.trim();
    let is_sendable = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    match text {
        "" => Secret::default(),
        _ if !is_sendable => Secret::default(),
        _ if text.contains('=') => Secret::new(text),
        value => Secret::new(format!("session={value}")),
    }
}

/// Whether a key can stand in a header at all.
pub fn is_sendable(key: &Secret) -> bool {
    !key.is_empty() && key.reveal().chars().all(|c| c.is_ascii_graphic())
}

/// Three dot-parted pieces of base64url: the log-in token of a person, not an API key.
pub fn is_jwt(key: &Secret) -> bool {
    let pieces: Vec<&str> = key.reveal().split('.').collect();
    pieces.len() == 3
        && pieces.iter().all(|piece| {
            piece.len() >= 4
                && piece.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_freed_of_what_copying_added() {
        for typed in [
            "sk-abc-1_2",
            " sk-abc-1_2\n",
            "Bearer sk-abc-1_2",
            "\"sk-abc-1_2\"",
            "sk-abc\u{200B}-1_2",
        ] {
            assert_eq!(clean_key(&Secret::new(typed)).reveal(), "sk-abc-1_2", "{typed}");
        }
    }

    #[test]
    fn cookies_are_sent_as_a_browser_sends_them() {
        let cleaned = |typed: &str| clean_cookie(&Secret::new(typed)).reveal().to_owned();
        assert_eq!(cleaned(" session=a==; x=1\n"), "session=a==; x=1");
        assert_eq!(cleaned("MTc5NTI0"), "session=MTc5NTI0");
        assert!(cleaned("会话").is_empty() && cleaned(" ").is_empty());
    }

    #[test]
    fn a_log_in_token_is_told_from_a_key() {
        assert!(is_jwt(&Secret::new("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl")));
        assert!(!is_jwt(&Secret::new("sk-abcdefgh")));
        assert!(!is_jwt(&Secret::new("a.b.c")));
    }

    #[test]
    fn a_key_that_no_header_takes_is_not_sent() {
        assert!(!is_sendable(&Secret::new("密钥")));
        assert!(!is_sendable(&Secret::new("a\nb")));
        assert!(is_sendable(&Secret::new("sk-abc")));
    }
}
