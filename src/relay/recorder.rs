use crate::model::secret::Secret;
use crate::relay::recording::Recording;
use crate::relay::stand_ins::StandIns;
use crate::relay::wire_exchange::WireExchange;
use std::sync::{Mutex, PoisonError};

/// Keeps what went over the wire until the conversation has ended: only then is every secret known
/// that has to be replaced, also in what came before it.
pub(super) struct Recorder {
    /// What the user is called at the station.
    names: Vec<String>,
    /// Each with its place in the conversation.
    exchanges: Mutex<Vec<(usize, WireExchange)>>,
}

impl Recorder {
    pub(super) fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self { names: names.into_iter().collect(), exchanges: Mutex::default() }
    }

    pub(super) fn note(&self, place: usize, exchange: WireExchange) {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).push((place, exchange));
    }

    pub(super) fn into_recordings(self, secrets: &[Secret]) -> Vec<(usize, Recording)> {
        let exchanges = self.exchanges.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut stand_ins = StandIns::default();
        for secret in secrets {
            stand_ins.learn(secret.reveal());
        }
        for name in &self.names {
            stand_ins.learn(name);
        }
        for (_, exchange) in &exchanges {
            exchange.teach(&mut stand_ins);
        }
        let record =
            |(place, exchange): (usize, WireExchange)| (place, exchange.recording(&mut stand_ins));
        exchanges.into_iter().map(record).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base_url::BaseUrl;
    use crate::model::station_kind::StationKind;
    use crate::relay::question::Question;
    use crate::relay::request::{Auth, Request};
    use crate::relay::response::Response;
    use crate::relay::station_units::StationUnits;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::fmt::Write as _;

    fn exchange(request: Request, body: impl Into<Vec<u8>>) -> WireExchange {
        WireExchange {
            base: BaseUrl::parse("https://api.morning-star.test:8443/proxy").unwrap(),
            request,
            units: StationUnits::default(),
            response: Response::new(200, [("set-cookie", "session=hidden-by-name")], body),
        }
    }

    fn recorded(exchanges: Vec<WireExchange>, secrets: &[&str]) -> Vec<Value> {
        let recorder = Recorder::new(["somebody".to_owned()]);
        for (place, exchange) in exchanges.into_iter().enumerate() {
            recorder.note(place, exchange);
        }
        let secrets: Vec<Secret> = secrets.iter().map(|secret| Secret::new(*secret)).collect();
        let recordings = recorder.into_recordings(&secrets);
        let text = |recording: &Recording| recording.to_text("new-api", "case");
        recordings.iter().map(|(_, r)| serde_json::from_str(&text(r)).unwrap()).collect()
    }

    #[test]
    fn a_key_is_the_same_in_the_header_and_wherever_it_is_repeated() {
        let key = "sk-abcdefghijklmnop3f9c";
        let request = Request::with_auth("/v1/usage", Auth::Bearer(Secret::new(key)))
            .about(Question::BalanceKey, StationKind::Sub2api);
        let body = json!({"message": format!("no {key}"), "bare": "abcdefghijklmnop3f9c"});
        let told = recorded(vec![exchange(request, body.to_string())], &[key]).remove(0);
        let sent = told["request"]["headers_required"]["Authorization"].as_str().unwrap();
        let stand_in = sent.strip_prefix("Bearer ").unwrap();
        assert!(stand_in.starts_with("sk-test-"), "{stand_in}");
        assert_eq!(told["response"]["body"]["message"], format!("no {stand_in}"));
        assert_eq!(told["response"]["body"]["bare"], stand_in.strip_prefix("sk-").unwrap());
        assert_eq!(told["context"]["kind"], "sub2api");
        assert_eq!(told["endpoint"], "balance_key");
    }

    #[test]
    fn the_cookie_of_a_log_in_keeps_its_name_and_how_long_it_lives() {
        let log_in =
            Request::keyless("/login").about(Question::Login, StationKind::SiliconFlowPool);
        let mut answered = exchange(log_in, "{}".to_owned());
        let cookie = "session_id=hidden-session-00; Max-Age=86400; Path=/";
        answered.response = Response::new(200, [("set-cookie", cookie)], "{}");
        let told = recorded(vec![answered], &[]).remove(0);
        let kept = told["response"]["headers"]["set-cookie"].as_str().unwrap();
        assert!(
            kept.starts_with("session_id=") && kept.ends_with("; Max-Age=86400; Path=/"),
            "{kept}"
        );
        assert!(!kept.contains("hidden"), "{kept}");
    }

    #[test]
    fn hosts_and_people_are_replaced_and_no_cookie_is_kept() {
        let body = json!({
            "home": "https://www.morning-star.test/x", "api": "https://api.morning-star.test:8443",
            "username": "star", "email": "star@mail.test", "message": "ask somebody or a.b@mail.test.",
        });
        let request = Request::keyless("/api/status");
        let told = recorded(vec![exchange(request, body.to_string())], &[]).remove(0);
        let expected = json!({
            "home": "https://www.relay.example/x", "api": "https://relay.example",
            "username": "test-user", "email": "test-user@relay.example",
            "message": "ask test-1 or test-user@relay.example.",
        });
        assert_eq!(told["response"]["body"], expected);
        assert_eq!(told["request"]["base_url"], "https://relay.example/proxy");
        assert_eq!(told["request"]["path"], "/proxy/api/status");
        assert_eq!(told["response"]["headers"], json!({}));
    }

    #[test]
    fn what_one_answer_tells_of_secrets_is_replaced_in_all_also_in_those_before() {
        let token = "0123456789abcdef0123";
        let before = exchange(Request::keyless("/a"), format!("you are {token}"));
        let request = Request { has_secret_answer: true, ..Request::keyless("/b") };
        let body = json!({"data": {"unheard_of": token, "quota": 12, "group": "default"}});
        let told = recorded(vec![before, exchange(request, body.to_string())], &[]);
        assert_eq!(told[0]["response"]["body_text"], "you are test-2");
        let data = json!({"unheard_of": "test-2", "quota": 12, "group": "default"});
        assert_eq!(told[1]["response"]["body"]["data"], data);
    }

    #[test]
    fn a_body_too_long_is_cut_and_that_is_said() {
        let request = || Request::keyless("/");
        let long = exchange(request(), "站".repeat(400_000));
        let binary = exchange(request(), b"s\0k\0-\0a\0".to_vec());
        let told = recorded(vec![long, binary, exchange(request(), "{}")], &[]);
        let length = told[0]["response"]["body_text"].as_str().unwrap().len();
        assert!((1_000_000..=1_048_576).contains(&length), "{length}");
        assert!(told[0]["notes"].as_str().unwrap().contains("cut"));
        assert_eq!(told[1]["response"]["body_text"], "\u{FFFD}");
        assert!(told[1]["notes"].as_str().unwrap().contains("left out"));
        assert!(told[2].get("notes").is_none());
    }

    /// The ways in which a station may repeat a secret.
    fn repeated(secret: &str, way: usize) -> String {
        let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let mut escaped = String::new();
        for c in secret.chars() {
            write!(escaped, "\\u{:04x}", u32::from(c)).unwrap();
        }
        match way {
            0 => format!("<p>{secret}</p>"),
            1 => json!({"a": [{"b": secret}], secret: true}).to_string(),
            2 => json!(format!("see /x?key={encoded}&y")).to_string(),
            3 => format!("{{\"a\":\"{escaped}\"}}"),
            4 => format!("{{\"cut\":\"{secret}"),
            _ => json!({"data": secret.replace('/', "\\/")}).to_string(),
        }
    }

    fn auth(secret: &str, way: usize) -> Auth {
        let secret = Secret::new(secret);
        match way {
            0 => Auth::Bearer(secret),
            1 => Auth::Raw(secret),
            2 => Auth::XApiKey(secret),
            3 => Auth::UrlKey(secret),
            _ => Auth::Cookie(Secret::new(format!("session={}; theme=dark", secret.reveal()))),
        }
    }

    proptest! {
        #[test]
        fn no_secret_survives_whatever_the_body(
            secret in "(sk-|cr_)?[A-Za-z0-9_/+.-]{12,60}",
            own in "[A-Za-z0-9_-]{12,40}",
            sent in 0..5_usize,
            way in 0..6_usize,
            noise in "\\PC{0,30}",
            bytes in proptest::collection::vec(128..255_u8, 0..4),
        ) {
            let request = Request {
                headers: vec![("X-Own".into(), Secret::new(own.clone()))],
                ..Request::with_auth("/v1/usage", auth(&secret, sent))
            };
            let mut body = repeated(&secret, way).into_bytes();
            if way == 0 {
                body.extend(noise.bytes());
                body.extend(own.bytes());
                body.extend(bytes);
            }
            // Nothing but what was sent tells that these are secrets.
            let told = recorded(vec![exchange(request, body)], &[]).remove(0).to_string();
            prop_assert!(!told.contains(&secret), "{}", told);
            prop_assert!(!told.contains(&own), "{}", told);
            prop_assert!(!told.contains("morning-star"));
        }
    }
}
