use crate::demo::fast_api::{ok, page, refusal};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

const SESSION: &str = "session_id=5d41402abc4b2a76b9719d911017c592";
const MODELS: [&str; 3] = ["deepseek-ai/DeepSeek-V3", "deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-32B"];
/// Hundredths of a yuan that each key of the pool has left.
const LEFT: [i64; 12] =
    [12_000, 8_850, 14_010, 9_990, 10_500, 7_730, 11_020, 13_300, 6_480, 9_000, 8_130, 9_400];
const CALLS: i64 = 23;
const ROWS_OF_PAGE: usize = 10;

/// `SiliconFlow` API Proxy with twelve keys, which its administrator is told of.
#[derive(Debug)]
pub struct SiliconFlowPoolStation {
    started: i64,
}

impl SiliconFlowPoolStation {
    /// What a caller sends; it opens neither money nor calls.
    pub const CALLER_KEY: &str = "sk-demoguijicaller0000000000000000000000000000b3d7";
    pub const ADMIN_NAME: &str = "admin";
    pub const ADMIN_PASSWORD: &str = "demo-pool-password";

    pub fn new() -> Self {
        Self { started: Timestamp::now().as_second() }
    }

    fn health(&self) -> Value {
        json!({
            "status": "healthy",
            "database": "connected",
            "api_keys": "available",
            "api_keys_count": LEFT.len(),
            "auto_refresh": {
                "enabled": true,
                "running": true,
                "last_run_time": self.started,
                "run_count": 1,
                "error_count": 0,
                "last_error": null,
                "last_batch": { "processed": LEFT.len(), "removed": 0, "errors": 0 },
                "time_since_last_run": 1.5,
                "next_run_in": 3598.5,
            },
            "timestamp": self.started,
        })
    }

    fn keys(&self, page: usize) -> Value {
        let rows = LEFT.iter().enumerate().map(|(place, left)| {
            json!({
                "key": pool_key(place),
                "add_time": self.started - 86_400,
                "balance": yuan(*left),
                "usage_count": 2,
                "enabled": true,
            })
        });
        paged("keys", rows.collect(), page)
    }

    fn logs(&self, page: usize) -> Value {
        let rows = (0..CALLS).map(|place| {
            let key = usize::try_from(place).unwrap_or_default() % LEFT.len();
            json!({
                "api_key": pool_key(key),
                "model": MODELS[0],
                "call_time": self.started - 60 * place,
                "input_tokens": 100,
                "output_tokens": 50,
                "total_tokens": 150,
            })
        });
        paged("logs", rows.collect(), page)
    }
}

impl Default for SiliconFlowPoolStation {
    fn default() -> Self {
        Self::new()
    }
}

impl Station for SiliconFlowPoolStation {
    fn answer(&self, question: &Question) -> Response {
        match (&question.method, question.path.as_str()) {
            (&Method::GET, "/health") => ok(&self.health()),
            (&Method::POST, "/login") => log_in(question),
            (&Method::GET, "/api/stats/overview") => with_session(question, overview),
            (&Method::GET, "/api/stats/daily") => with_session(question, today),
            (&Method::GET, "/api/keys") => {
                with_session(question, || self.keys(page_number(question)))
            }
            (&Method::GET, "/logs") => with_session(question, || self.logs(page_number(question))),
            (&Method::GET, "/v1/models") => ok(&models()),
            _ => page(StatusCode::NOT_FOUND, "页面未找到 - 硅基 KEY 池"),
        }
    }
}

fn log_in(question: &Question) -> Response {
    let sent: Value = serde_json::from_slice(&question.body).unwrap_or_default();
    let field = |name: &str| sent.get(name).and_then(Value::as_str);
    let is_admin = field("username") == Some(SiliconFlowPoolStation::ADMIN_NAME)
        && field("password") == Some(SiliconFlowPoolStation::ADMIN_PASSWORD);
    if !is_admin {
        return closed(question);
    }
    let mut response = ok(&json!({ "message": "登录成功" }));
    let cookie = format!("{SESSION}; HttpOnly; Max-Age=86400; Path=/; SameSite=lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn with_session(question: &Question, told: impl FnOnce() -> Value) -> Response {
    let sent = question.header("cookie").unwrap_or_default();
    let is_open = sent.split(';').any(|cookie| cookie.trim() == SESSION);
    if is_open { ok(&told()) } else { closed(question) }
}

/// JSON for those who ask for nothing else, a page for browsers.
fn closed(question: &Question) -> Response {
    if question.header("accept") == Some("application/json") {
        return refusal(StatusCode::UNAUTHORIZED, &"未授权访问，请先登录".into());
    }
    page(StatusCode::UNAUTHORIZED, "需要登录 - 硅基 KEY 池")
}

fn overview() -> Value {
    json!({
        "key_count": LEFT.len(),
        "total_balance": yuan(LEFT.iter().sum()),
        "total_calls": CALLS,
        "total_tokens": CALLS * 150,
    })
}

fn today() -> Value {
    json!({
        "labels": ["0", "1"],
        "calls": [CALLS, 0],
        "input_tokens": [CALLS * 100, 0],
        "output_tokens": [CALLS * 50, 0],
        "model_labels": [MODELS[0]],
        "model_tokens": [CALLS * 150],
    })
}

fn models() -> Value {
    let model = |id| json!({ "id": id, "object": "model", "created": 0, "owned_by": "" });
    json!({ "object": "list", "data": MODELS.map(model) })
}

fn pool_key(place: usize) -> String {
    format!("sk-demoguijipool00000000000000000000000000000000{place:04}")
}

/// The number that the program writes, in binary.
#[expect(clippy::cast_precision_loss, reason = "small amounts")]
fn yuan(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// One page of a list, from 1; past its end there are no rows.
fn paged(name: &str, rows: Vec<Value>, page: usize) -> Value {
    let total = rows.len();
    let skipped = page.saturating_sub(1).saturating_mul(ROWS_OF_PAGE);
    let rows: Vec<Value> = rows.into_iter().skip(skipped).take(ROWS_OF_PAGE).collect();
    json!({ name: rows, "total": total, "page": page, "page_size": ROWS_OF_PAGE })
}

fn page_number(question: &Question) -> usize {
    let mut pairs = question.query.split('&').filter_map(|pair| pair.strip_prefix("page="));
    pairs.next_back().and_then(|page| page.parse().ok()).unwrap_or(1)
}
