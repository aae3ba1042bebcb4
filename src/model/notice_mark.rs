use crate::model::base_url::Origin;
use std::fmt;

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// By what a text that a station announced is known again. Tells neither the station nor the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoticeMark(u64);

impl NoticeMark {
    /// Of this text at this station. White space at the ends makes no other text.
    pub fn of(station: &Origin, text: &str) -> Self {
        let station = station.to_string();
        // FNV-1a: the same in every build, which the hasher of the standard library is not.
        let bytes = station.bytes().chain([b'\n']).chain(text.trim().bytes());
        Self(bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
    }

    /// Reads what [`NoticeMark`] shows as.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok())?.map(Self)
    }
}

impl fmt::Display for NoticeMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for NoticeMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base_url::BaseUrl;

    fn mark(url: &str, text: &str) -> NoticeMark {
        NoticeMark::of(&BaseUrl::parse(url).unwrap().origin(), text)
    }

    #[test]
    fn a_text_is_known_again_at_its_station_only() {
        let here = mark("https://relay.example/v1", "今晚维护");
        assert_eq!(here, mark("https://relay.example", "今晚维护\n"));
        assert_ne!(here, mark("https://relay.example", "今晚不维护"));
        assert_ne!(here, mark("https://other.example", "今晚维护"));
        assert_eq!(here.to_string(), "e28247de1ea4a78f", "the same in every build");
    }

    #[test]
    fn what_is_shown_is_read_again() {
        let here = mark("https://relay.example", "a");
        assert_eq!(NoticeMark::parse(&here.to_string()), Some(here));
        for odd in ["", "12", "zzzzzzzzzzzzzzzz", "+123456789012345", "０123456789012345"] {
            assert_eq!(
                NoticeMark::parse(odd).filter(|mark| mark.to_string() == odd),
                None,
                "{odd}"
            );
        }
    }
}
