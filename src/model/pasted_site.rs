use crate::model::base_url::BaseUrl;
use crate::model::secret::Secret;
use std::mem;

/// More than anybody copies to add a site; the rest is not looked at.
const LONGEST: usize = 20_000;
/// How keys of stations begin.
const KEY_BEGINNINGS: [&str; 6] = ["sk-", "sk_", "cr_", "cr-", "ak-", "ak_"];
/// A shorter word is no key, whatever stands before it.
const SHORTEST_KEY: usize = 8;
/// So many letters and digits in one piece are a key, also where nothing says so. A model has as
/// many in all, but parted by dashes.
const LONG_PIECE: usize = 16;
/// What says that a key follows: in the names of variables and of JSON fields, and in sentences.
const KEY_WORDS: [&str; 7] = ["key", "token", "secret", "bearer", "密钥", "令牌", "秘钥"];
const SCHEMES: [&str; 2] = ["http://", "https://"];
const FILE_ENDINGS: [&str; 9] = ["json", "toml", "yaml", "yml", "md", "txt", "sh", "env", "exe"];

/// The address and the key that stand in a copied text: a message of a station, lines that set
/// environment variables, a piece of JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedSite {
    /// Without query and request path; empty where there is none.
    pub address: String,
    /// Empty where there is none.
    pub key: Secret,
}

/// How sure it is that a word is a key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    Looks,
    Told,
}

/// What a word tells of the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Key,
    /// An address that leads to stations and is none.
    Proxy,
}

impl Told {
    fn by(word: &str) -> Self {
        let lower = word.to_lowercase();
        if KEY_WORDS.iter().any(|name| lower.ends_with(name)) {
            Self::Key
        } else if lower.ends_with("proxy") {
            Self::Proxy
        } else {
            Self::Nothing
        }
    }
}

impl PastedSite {
    /// Takes the first address, one with `http` before one without, and the first word that is
    /// told to be a key or begins like one, before one that only looks like it.
    pub fn find_in(text: &str) -> Self {
        let mut with_scheme = None;
        let mut bare = None;
        let mut key: Option<(Certainty, String)> = None;
        for line in text.chars().take(LONGEST).map(narrow).collect::<String>().lines() {
            let mut told = Told::Nothing;
            for word in words(line) {
                if is_address(&word) {
                    let found = address(&word).filter(|_| told != Told::Proxy);
                    with_scheme = with_scheme.or(found);
                } else if let Some(certainty) = certainty(&word, told == Told::Key) {
                    if key.as_ref().is_none_or(|(known, _)| *known < certainty) {
                        key = Some((certainty, word.clone()));
                    }
                } else if is_host(&word) {
                    bare = bare.or_else(|| address(&word));
                }
                told = Told::by(&word);
            }
        }
        Self {
            address: with_scheme.or(bare).unwrap_or_default(),
            key: Secret::new(key.map(|(_, key)| key).unwrap_or_default()),
        }
    }
}

/// Full-width letters and marks as their ASCII forms.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
        }
        other => other,
    }
}

/// Cuts a line at white space, at marks that are part of no address and no key, where one script
/// goes over into another, and between a name and its value. An address stays whole up to its
/// query.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in line.chars() {
        let changes_script = word.chars().next_back().is_some_and(|l| l.is_ascii() != c.is_ascii());
        if changes_script {
            push_parts(&mut words, &mem::take(&mut word));
        }
        if is_part(c) {
            word.push(c);
        } else {
            push_parts(&mut words, &mem::take(&mut word));
        }
    }
    push_parts(&mut words, &word);
    words
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | '?' | '&' | '#' | '%' | '+' | '~' | '@')
}

/// Adds what a run of marks and letters holds: before an address, the address, its query.
fn push_parts(words: &mut Vec<String>, word: &str) {
    let lower = word.to_ascii_lowercase();
    let scheme = SCHEMES.iter().filter_map(|scheme| lower.find(scheme)).min();
    if scheme.is_none() && is_address(word) {
        // Of another kind, such as `ftp://`.
        return words.push(word.to_owned());
    }
    let (before, address) = word.split_at(scheme.unwrap_or(word.len()));
    let (address, query) = match address.split_once(['?', '#']) {
        Some((address, query)) => (address, query),
        None => (address, ""),
    };
    push_assignment(words, before);
    words.push(address.trim_end_matches(['.', ':', '=', '-']).to_owned());
    for part in query.split(['&', '#']) {
        push_assignment(words, part);
    }
    words.retain(|word| !word.is_empty());
}

/// `name=value` and `name:value` are two words; `host:port` is one.
fn push_assignment(words: &mut Vec<String>, text: &str) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let (prefix, name) = match name.split_once(':') {
        Some((prefix, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => (prefix, rest),
        _ => ("", name),
    };
    for part in [prefix, name, value] {
        words.push(part.trim_matches(['.', ':', '=', '?', '&', '#', '/', '@']).to_owned());
    }
}

fn is_address(word: &str) -> bool {
    word.contains("://")
}

fn address(word: &str) -> Option<String> {
    BaseUrl::parse(word).ok().map(|base| base.to_string())
}

/// Whether a word without `http` is an address all the same, such as `api.relay.example/v1`.
fn is_host(word: &str) -> bool {
    let host = word.split(['/', ':']).next().unwrap_or_default();
    let Some((rest, last)) = host.rsplit_once('.') else { return false };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    last.len() >= 2
        && last.chars().all(|c| c.is_ascii_alphabetic())
        && !FILE_ENDINGS.contains(&last.to_ascii_lowercase().as_str())
        && rest.split('.').all(is_label)
}

fn certainty(word: &str, is_told: bool) -> Option<Certainty> {
    let lower = word.to_ascii_lowercase();
    let may_be = word.len() >= SHORTEST_KEY && word.is_ascii() && !names_variable(word);
    if !may_be {
        return None;
    }
    let begins_like_key = KEY_BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning));
    if begins_like_key || is_told && !is_host(word) {
        return Some(Certainty::Told);
    }
    let is_long = |piece: &str| {
        piece.len() >= LONG_PIECE
            && piece.chars().any(|c| c.is_ascii_digit())
            && piece.chars().any(|c| c.is_ascii_alphabetic())
    };
    let pieces = || word.split(|c: char| !c.is_ascii_alphanumeric());
    (!word.contains('/') && pieces().any(is_long)).then_some(Certainty::Looks)
}

/// `ANTHROPIC_AUTH_TOKEN`.
fn names_variable(word: &str) -> bool {
    word.contains('_')
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "sk-Abc123Def456Ghi789Jkl012";

    fn found(text: &str) -> (String, String) {
        let site = PastedSite::find_in(text);
        (site.address, site.key.reveal().to_owned())
    }

    #[test]
    fn every_form_in_which_stations_hand_out_access() {
        for text in [
            "https://relay.example sk-Abc123Def456Ghi789Jkl012",
            "sk-Abc123Def456Ghi789Jkl012\nhttps://relay.example/v1\n",
            "地址：https://relay.example/v1/chat/completions，密钥：sk-Abc123Def456Ghi789Jkl012。",
            "网址https://relay.example密钥sk-Abc123Def456Ghi789Jkl012祝好",
            "export OPENAI_BASE_URL=https://relay.example/v1\nexport OPENAI_API_KEY=sk-Abc123Def456Ghi789Jkl012",
            "set ANTHROPIC_BASE_URL=https://relay.example\r\nset ANTHROPIC_AUTH_TOKEN=sk-Abc123Def456Ghi789Jkl012",
            "$env:ANTHROPIC_BASE_URL = \"https://relay.example\"\n$env:ANTHROPIC_AUTH_TOKEN = \"sk-Abc123Def456Ghi789Jkl012\"",
            r#"{"env": {"ANTHROPIC_AUTH_TOKEN": "sk-Abc123Def456Ghi789Jkl012", "ANTHROPIC_BASE_URL": "https://relay.example"}}"#,
            r#"{"baseURL":"https://relay.example/v1","apiKey":"sk-Abc123Def456Ghi789Jkl012","model":"claude-sonnet-4-5-20250929"}"#,
            "curl https://relay.example/v1/models -H 'Authorization: Bearer sk-Abc123Def456Ghi789Jkl012'",
            "https://relay.example/?key=sk-Abc123Def456Ghi789Jkl012&lang=zh",
            "ｈｔｔｐｓ：／／ｒｅｌａｙ．ｅｘａｍｐｌｅ　sk-Abc123Def456Ghi789Jkl012",
            "`relay.example` | `sk-Abc123Def456Ghi789Jkl012`",
            "写进 settings.json：relay.example/v1 key:sk-Abc123Def456Ghi789Jkl012",
            "<https://relay.example>, (sk-Abc123Def456Ghi789Jkl012)",
        ] {
            assert_eq!(found(text), ("https://relay.example".to_owned(), KEY.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_port_and_a_prefix_stay() {
        assert_eq!(
            found("http://127.0.0.1:3000/relay sk-12345678").0,
            "http://127.0.0.1:3000/relay"
        );
        assert_eq!(found("relay.example:8443").0, "https://relay.example:8443");
    }

    #[test]
    fn a_key_of_any_shape_is_found_where_it_is_told_to_be_one() {
        for (text, key) in [
            ("令牌：abcdefgh1", "abcdefgh1"),
            ("token: plainwords", "plainwords"),
            ("API_KEY=cr_0123456789abcdef", "cr_0123456789abcdef"),
            ("0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        ] {
            assert_eq!(found(text).1, key, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_not_taken_for_one() {
        for text in [
            "claude-sonnet-4-5-20250929 gpt-5.1-codex",
            "API_KEY=\nANTHROPIC_BASE_URL=https://relay.example",
            "https://relay.example/0123456789abcdef0123456789abcdef",
            "key: relay.example",
            "密钥请到后台查看",
            "token short",
        ] {
            assert_eq!(found(text).1, "", "{text}");
        }
    }

    #[test]
    fn a_key_that_is_told_wins_over_one_that_looks_like_it() {
        let text = "order 0123456789abcdef0123 key sk-Abc123Def456Ghi789Jkl012 key other-key-9";
        assert_eq!(found(text).1, KEY);
    }

    #[test]
    fn the_first_real_address_wins() {
        let text =
            "see relay.test, https://user:word@bad.example https://a.example https://b.example";
        assert_eq!(found(text).0, "https://a.example");
    }

    #[test]
    fn a_proxy_is_no_station() {
        for text in [
            "export https_proxy=http://127.0.0.1:7890\nexport BASE_URL=https://relay.example",
            r#"{"HTTP_PROXY": "http://127.0.0.1:7890", "BASE_URL": "https://relay.example"}"#,
        ] {
            assert_eq!(found(text).0, "https://relay.example", "{text}");
        }
    }

    #[test]
    fn a_text_without_either_gives_nothing() {
        for text in ["", "  \n", "你好，今天天气不错", "hello there", "http://", "ftp://a.example"]
        {
            assert_eq!(found(text), (String::new(), String::new()), "{text}");
        }
    }

    #[test]
    fn printing_shows_no_key() {
        let printed = format!("{:?}", PastedSite::find_in(&format!("https://relay.example {KEY}")));
        assert!(printed.contains("l012") && !printed.contains("Abc123"), "{printed}");
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_found_is_sound(text in "(?s).{0,200}") {
            let site = PastedSite::find_in(&text);
            prop_assert!(site.address.is_empty() || BaseUrl::parse(&site.address).is_ok());
            prop_assert!(site.key.reveal().chars().all(|c| c.is_ascii_graphic()));
        }

        #[test]
        fn nothing_around_them_hides_address_and_key(
            before in "[ \\n，。：“（]{0,5}", between in "[ \\n，；、]{1,5}", after in "[ \\n，。”）]{0,5}",
        ) {
            let text = format!("{before}https://relay.example/v1{between}{KEY}{after}");
            prop_assert_eq!(found(&text), ("https://relay.example".to_owned(), KEY.to_owned()));
        }
    }
}
