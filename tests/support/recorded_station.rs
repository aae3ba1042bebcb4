use super::fixture::Fixture;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, Uri};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::sync::Arc;
use url::form_urlencoded;

/// Answers as a scenario's recordings do, over real HTTP: what a recording requires of a request
/// is really required.
#[derive(Debug)]
pub struct RecordedStation {
    exchanges: Vec<Fixture>,
    unlisted: String,
}

struct Asked {
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
}

impl RecordedStation {
    pub fn of_scenario(scenario: &Fixture) -> Self {
        let ids = scenario.json["exchanges"].as_array().unwrap();
        Self {
            exchanges: ids.iter().map(|id| Fixture::load(id.as_str().unwrap())).collect(),
            unlisted: scenario.json["unlisted"].as_str().unwrap().to_owned(),
        }
    }

    /// Answers this one exchange.
    pub fn of_exchange(exchange: Fixture) -> Self {
        Self { exchanges: vec![exchange], unlisted: "404_text".to_owned() }
    }

    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(Arc::new(self))
    }

    fn find(&self, asked: &Asked) -> Option<&Fixture> {
        // The more a recording requires, the more it is meant.
        let requirements = |fixture: &&Fixture| {
            let request = &fixture.json["request"];
            let count = |name: &str| request[name].as_object().map_or(0, serde_json::Map::len);
            count("headers_required") + count("query") + count("body")
        };
        self.exchanges.iter().filter(|fixture| asked.fits(fixture)).max_by_key(requirements)
    }
}

impl Asked {
    fn fits(&self, fixture: &Fixture) -> bool {
        let request = &fixture.json["request"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let fields = |name: &str| request[name].as_object().cloned().unwrap_or_default();
        let sent: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        request["method"] == self.method.as_str()
            && request["path"] == self.path.as_str()
            && fields("headers_required").iter().all(|(name, value)| {
                self.headers.get(name).is_some_and(|sent| sent.as_bytes() == text(value).as_bytes())
            })
            && fields("query").iter().all(|(name, value)| {
                self.query.iter().any(|(known, sent)| known == name && *sent == text(value))
            })
            && fields("body").iter().all(|(name, value)| sent.get(name) == Some(value))
    }
}

async fn answer(
    State(station): State<Arc<RecordedStation>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let query = query.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let path = uri.path().to_owned();
    let asked = Asked { method, path, query, headers, body };
    match station.find(&asked) {
        Some(fixture) => recorded(&fixture.json["response"]),
        None => unlisted(&station.unlisted, &asked.path),
    }
}

fn recorded(response: &Value) -> Response<Body> {
    let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
    let mut builder = Response::builder().status(status);
    for (name, value) in response["headers"].as_object().into_iter().flatten() {
        if !name.eq_ignore_ascii_case("content-length") {
            builder = builder.header(name, value.as_str().unwrap());
        }
    }
    let text = |name: &str| response.get(name).and_then(Value::as_str);
    let body = match (response.get("body"), text("body_text"), text("body_base64")) {
        (Some(json), ..) => json.to_string().into_bytes(),
        (None, Some(text), _) => text.as_bytes().to_vec(),
        (None, None, Some(encoded)) => BASE64_STANDARD.decode(encoded).unwrap(),
        (None, None, None) => Vec::new(),
    };
    builder.body(Body::from(body)).unwrap()
}

/// What a station says to paths that no recording names.
fn unlisted(habit: &str, path: &str) -> Response<Body> {
    let crs_404 = json!({
        "error": "Not Found",
        "message": format!("Route {path} not found"),
        "timestamp": "2026-11-06T21:20:00.000Z",
    })
    .to_string();
    let (status, content_type, body) = match habit {
        "404_text" => (404, "text/plain", "404 page not found"),
        "crs_json_404" => (404, "application/json", crs_404.as_str()),
        "fastapi_404" => (404, "application/json", r#"{"detail":"Not Found"}"#),
        "pool_html_404" => (404, "text/html", "<!DOCTYPE html><title>页面未找到</title>"),
        "spa_html_200" => (200, "text/html", "<!doctype html><html><title>Page</title></html>"),
        "cloudflare_challenge" => {
            return Response::builder()
                .status(403)
                .header("content-type", "text/html")
                .header("cf-mitigated", "challenge")
                .body(Body::from("<!DOCTYPE html><title>Just a moment...</title>"))
                .unwrap();
        }
        other => panic!("the habit {other} is not known"),
    };
    Response::builder()
        .status(status)
        .header("content-type", content_type)
        .body(Body::from(body.to_owned()))
        .unwrap()
}
