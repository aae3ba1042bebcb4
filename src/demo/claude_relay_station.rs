use crate::demo::family_answers::json_response;
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// How long a window of the limited key is, in minutes.
const WINDOW_MINUTES: i64 = 300;
/// How much of it is left when the station starts.
const WINDOW_LEFT: SignedDuration = SignedDuration::from_mins(140);

/// claude-relay-service of 2026 with a few keys. Amounts are USD.
#[derive(Debug)]
pub struct ClaudeRelayStation {
    window_ends: Timestamp,
}

/// A key as the server knows it. 0 is no limit.
#[derive(Clone, Copy, Debug)]
struct RelayKey {
    key: &'static str,
    /// Whoever has it reads everything about the key.
    id: &'static str,
    name: &'static str,
    /// In 5 hours, in a day, in a week of Claude models and in all, with what was used of each.
    window: [f64; 2],
    day: [f64; 2],
    week: [f64; 2],
    total: [f64; 2],
    is_activated: bool,
}

const KEYS: [RelayKey; 4] = [
    RelayKey {
        window: [5.0, 1.25],
        day: [10.0, 3.4],
        week: [40.0, 21.5],
        total: [0.0, 61.8],
        ..RelayKey::new(
            ClaudeRelayStation::LIMITED_KEY,
            "3f0c1a52-9d7e-4b61-8a35-c2e9d04f7716",
            "小明 主号",
        )
    },
    RelayKey {
        week: [30.0, 27.6],
        total: [0.0, 112.3],
        ..RelayKey::new(
            ClaudeRelayStation::WEEKLY_KEY,
            "84b7e6d1-20ca-4f39-b5d8-61f07a93ce42",
            "小明 周限",
        )
    },
    RelayKey {
        total: [20.0, 20.35],
        ..RelayKey::new(
            ClaudeRelayStation::OVERSPENT_KEY,
            "c95d2e08-741b-4a6f-9e13-d8b04f62a57e",
            "小明 旧号",
        )
    },
    RelayKey {
        total: [30.0, 0.0],
        is_activated: false,
        ..RelayKey::new(
            ClaudeRelayStation::FRESH_KEY,
            "e71a94b3-58fc-4d20-a6c7-0b3d9f1e8245",
            "小明 新号",
        )
    },
];

impl RelayKey {
    const fn new(key: &'static str, id: &'static str, name: &'static str) -> Self {
        let (window, day, week, total) = ([0.0; 2], [0.0; 2], [0.0; 2], [0.0; 2]);
        Self { key, id, name, window, day, week, total, is_activated: true }
    }
}

impl Default for ClaudeRelayStation {
    fn default() -> Self {
        let window_ends = Timestamp::now().saturating_add(WINDOW_LEFT).unwrap_or(Timestamp::MAX);
        Self { window_ends }
    }
}

impl ClaudeRelayStation {
    /// 3.75 of 5 left in this window, 6.60 of 10 today, 18.50 of 40 this week; 61.80 used in all.
    pub const LIMITED_KEY: &str = "cr_demobailu0limited5c81f7d2e94b30a6";
    /// 2.40 of 30 left this week, which only the key's id tells; 112.30 used in all.
    pub const WEEKLY_KEY: &str = "cr_demobailu0weekly7a29c4e81d06f35b";
    /// 20.35 of 20 used.
    pub const OVERSPENT_KEY: &str = "cr_demobailu0overspent2e6b90d4c7a18f";
    /// 30 left. Its time begins with the first call below `/api`.
    pub const FRESH_KEY: &str = "cr_demobailu0fresh91d3a7f5c2e80b64";

    fn post(&self, question: &Question) -> Response {
        let sent: Value = serde_json::from_slice(&question.body).unwrap_or_default();
        let field = |name: &str| sent.get(name).and_then(Value::as_str);
        let known = |secret: fn(&RelayKey) -> &'static str, value: Option<&str>| {
            KEYS.into_iter().find(|key| Some(secret(key)) == value)
        };
        let (by_id, by_key) =
            (known(|key| key.id, field("apiId")), known(|key| key.key, field("apiKey")));
        match (question.path.as_str(), field("apiId"), field("apiKey")) {
            ("/apiStats/api/user-stats", Some(_), _) => match by_id {
                Some(key) => told(&self.stats(key, true)),
                None => refused(
                    StatusCode::NOT_FOUND,
                    "API key not found",
                    "The specified API key does not exist",
                ),
            },
            ("/apiStats/api/user-stats" | "/apiStats/api/get-key-id", None, None) => refused(
                StatusCode::BAD_REQUEST,
                "API Key or ID is required",
                "Please provide your API Key or API ID",
            ),
            (path @ ("/apiStats/api/user-stats" | "/apiStats/api/get-key-id"), ..) => {
                match by_key {
                    Some(key) if path.ends_with("get-key-id") => told(&json!({ "id": key.id })),
                    Some(key) => told(&self.stats(key, false)),
                    None => {
                        refused(StatusCode::UNAUTHORIZED, "Invalid API key", "API key not found")
                    }
                }
            }
            _ => missing(question),
        }
    }

    /// Asked by key, the use of a week is read from the wrong counter.
    fn stats(&self, key: RelayKey, by_id: bool) -> Value {
        let runs = key.window[0] > 0.0;
        json!({
            "id": key.id,
            "name": key.name,
            "isActive": true,
            "expiresAt": "",
            "expirationMode": if key.is_activated { "fixed" } else { "activation" },
            "isActivated": key.is_activated,
            "activationDays": if key.is_activated { 0 } else { 30 },
            "permissions": if by_id { json!("[]") } else { json!([]) },
            "usage": { "total": { "requests": 640, "allTokens": 2_273_000, "cost": key.total[1] } },
            "limits": {
                "rateLimitWindow": if runs { WINDOW_MINUTES } else { 0 },
                "rateLimitRequests": 0,
                "rateLimitCost": key.window[0],
                "dailyCostLimit": key.day[0],
                "weeklyOpusCostLimit": key.week[0],
                "totalCostLimit": key.total[0],
                "currentWindowCost": key.window[1],
                "currentDailyCost": key.day[1],
                "weeklyOpusCost": if by_id { key.week[1] } else { 0.0 },
                "currentTotalCost": key.total[1],
                "currentWindowRequests": 12,
                "windowEndTime": runs.then(|| self.window_ends.as_millisecond()),
            },
            "serviceRates": {},
        })
    }
}

impl Station for ClaudeRelayStation {
    fn answer(&self, question: &Question) -> Response {
        match (&question.method, question.path.as_str()) {
            (&Method::GET, "/") => {
                (StatusCode::FOUND, [(header::LOCATION, "/admin-next/api-stats")]).into_response()
            }
            (&Method::GET, "/health") => json_response(
                StatusCode::OK,
                &json!({
                    "status": "healthy", "service": "claude-relay-service", "version": "1.1.314"
                }),
            ),
            (&Method::GET, "/api/v1/models") => with_key(question, models),
            (&Method::GET, "/api/v1/usage") => with_key(question, last_calls),
            (&Method::POST, _) => self.post(question),
            _ => missing(question),
        }
    }
}

fn with_key(question: &Question, answer: fn() -> Value) -> Response {
    let key = question.bearer().or_else(|| question.header("x-api-key"));
    match KEYS.into_iter().find(|known| Some(known.key) == key) {
        Some(_) => json_response(StatusCode::OK, &answer()),
        None if key.is_none() => refused(
            StatusCode::UNAUTHORIZED,
            "Missing API key",
            "Please provide an API key in the x-api-key, x-goog-api-key, or Authorization header",
        ),
        None => refused(StatusCode::UNAUTHORIZED, "Invalid API key", "API key not found"),
    }
}

fn told(data: &Value) -> Response {
    json_response(StatusCode::OK, &json!({ "success": true, "data": data }))
}

fn refused(status: StatusCode, error: &str, message: &str) -> Response {
    json_response(status, &json!({ "error": error, "message": message }))
}

/// Repeats the whole address.
fn missing(question: &Question) -> Response {
    let query = if question.query.is_empty() { "" } else { "?" };
    let route = format!("{}{query}{}", question.path, question.query);
    let body = json!({
        "error": "Not Found",
        "message": format!("Route {route} not found"),
        "timestamp": Timestamp::now().to_string(),
    });
    json_response(StatusCode::NOT_FOUND, &body)
}

fn models() -> Value {
    json!({ "object": "list", "data": [
        {
            "id": "claude-opus-4-5-20251101",
            "object": "model",
            "created": 1_795_239_264,
            "owned_by": "anthropic",
        },
        {
            "id": "claude-sonnet-4-5-20250929",
            "object": "model",
            "created": 1_795_239_264,
            "owned_by": "anthropic",
        },
    ]})
}

/// Counters, and the last calls with the newest first.
fn last_calls() -> Value {
    let now = Timestamp::now();
    let call = |minutes_ago: i64, model: &str, cost: f64| {
        let ago = SignedDuration::from_mins(minutes_ago);
        json!({
            "timestamp": now.saturating_sub(ago).unwrap_or(now).to_string(),
            "model": model,
            "requestId": format!("demo{minutes_ago}"),
            "statusCode": 200,
            "stream": true,
            "durationMs": 5_312,
            "inputTokens": 1_000,
            "outputTokens": 500,
            "cacheCreateTokens": 200,
            "cacheReadTokens": 3_000,
            "cost": cost,
        })
    };
    let counted = json!({ "requests": 640, "allTokens": 2_273_000 });
    json!({
        "usage": {
            "total": counted,
            "daily": counted,
            "recentRecords": [
                call(4, "claude-sonnet-4-5-20250929", 0.01215),
                call(9, "claude-opus-4-5-20251101", 0.02025),
            ],
        },
        "limits": { "tokens": 0, "requests": 0 },
        "timestamp": now.to_string(),
    })
}
