use crate::demo::fast_api::{ok, refusal};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};

const MODELS: [&str; 2] = ["claude-sonnet-4-5-20250929", "claude-3-5-haiku-20241022"];

/// `Ki2API` 3.1 with three accounts: one is exhausted, one is in use, one was not called yet.
#[derive(Debug)]
pub struct Ki2ApiStation {
    started: i64,
    /// Whether the first account is still marked as one that does not answer.
    is_exhausted: AtomicBool,
}

impl Ki2ApiStation {
    /// The only key.
    pub const KEY: &str = "ki2api-demokiro-7c1f0b92a4";
    /// What it tells of the token of each account, where a client has no use for it.
    pub const TOKEN_PREVIEW: &str = "aorAAAAAGdemo000000a...";

    pub fn new() -> Self {
        Self { started: Timestamp::now().as_second(), is_exhausted: AtomicBool::new(true) }
    }

    fn token_status(&self) -> Value {
        let is_exhausted = self.is_exhausted.load(Ordering::Relaxed);
        let token = |last_used: i64, is_exhausted: bool| {
            json!({
                "cached_at": self.started - 600,
                "last_used": last_used,
                "is_exhausted": is_exhausted,
                "error_count": 0,
                "age_seconds": 600,
            })
        };
        let config = |index: usize, auth_type: &str| {
            json!({
                "index": index,
                "auth_type": auth_type,
                "disabled": false,
                "refresh_token_preview": Self::TOKEN_PREVIEW,
            })
        };
        json!({
            "service": "Ki2API",
            "token_manager": {
                "total_configs": 3,
                "current_index": 1,
                "tokens": {
                    "0": token(self.started - 200, is_exhausted),
                    "1": token(self.started - 10, false),
                },
            },
            "configs": [config(0, "Social"), config(1, "Social"), config(2, "IdC")],
        })
    }

    fn reset(&self) -> Value {
        self.is_exhausted.store(false, Ordering::Relaxed);
        json!({ "status": "ok" })
    }
}

impl Default for Ki2ApiStation {
    fn default() -> Self {
        Self::new()
    }
}

impl Station for Ki2ApiStation {
    fn answer(&self, question: &Question) -> Response {
        match (&question.method, question.path.as_str()) {
            (&Method::GET, "/") => ok(&root()),
            (&Method::GET, "/health") => {
                ok(&json!({ "status": "healthy", "service": "Ki2API", "token_configs": 3 }))
            }
            (&Method::GET, "/v1/models") => with_key(question, models),
            (&Method::GET, "/v1/token/status") => with_key(question, || self.token_status()),
            (&Method::POST, "/v1/token/reset") => with_key(question, || self.reset()),
            _ => refusal(StatusCode::NOT_FOUND, &"Not Found".into()),
        }
    }
}

fn with_key(question: &Question, told: impl FnOnce() -> Value) -> Response {
    let complaint = match (question.authorization(), question.bearer()) {
        (_, Some(Ki2ApiStation::KEY)) => return ok(&told()),
        (None, _) => "You didn't provide an API key.",
        (_, None) => "Invalid API key format. Expected 'Bearer <key>'",
        (_, Some(_)) => "Invalid API key provided",
    };
    let error = json!({ "error": {
        "message": complaint,
        "type": "invalid_request_error",
        "param": null,
        "code": "invalid_api_key",
    }});
    refusal(StatusCode::UNAUTHORIZED, &error)
}

fn root() -> Value {
    json!({
        "service": "Ki2API",
        "description": "OpenAI-compatible API for Claude Sonnet 4 via AWS CodeWhisperer",
        "version": "3.1.0",
        "endpoints": {
            "models": "/v1/models",
            "chat": "/v1/chat/completions",
            "health": "/health",
            "token_status": "/v1/token/status",
            "token_reset": "/v1/token/reset",
        },
        "features": { "streaming": true, "tools": true, "multi_account_rotation": true },
    })
}

fn models() -> Value {
    let model = |id| json!({ "id": id, "object": "model", "created": 0, "owned_by": "ki2api" });
    json!({ "object": "list", "data": MODELS.map(model) })
}
