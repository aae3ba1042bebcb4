use crate::demo::family_answers::json_response;
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// When the budget of the limited key begins anew.
const BUDGET_LEFT: SignedDuration = SignedDuration::from_hours(24 * 9);
/// By which the station knows the key.
const BUDGET_KEY_HASH: &str = "1c919dcf837e50d9e7d3197734d6cab99bdb66a695babc3d68c62063c531d678";
const NO_KEY: &str = "Authentication Error, No api key passed in.";
const ROLE: &str = "Authentication Error, Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=/spend/logs. Your role=unknown. Your user_id=*******";

/// `LiteLLM` of 2026 with one user, who has three keys. Amounts are USD.
#[derive(Debug)]
pub struct LiteLlmStation {
    budget_resets: Timestamp,
}

impl Default for LiteLlmStation {
    fn default() -> Self {
        let resets = Timestamp::now().saturating_add(BUDGET_LEFT).unwrap_or(Timestamp::MAX);
        Self { budget_resets: resets }
    }
}

impl LiteLlmStation {
    /// 16.60 of 25 left for these 30 days.
    pub const BUDGET_KEY: &str = "sk-demoshiliu-budget-6d20b8e3a1f94c57";
    /// No budget of its own: its owner has 62.75 of 100 left.
    pub const OWNER_KEY: &str = "sk-demoshiliu-owner-94f1c7a05be83d26";
    /// 5.02 of 5 spent: everything but `/key/info` refuses it.
    pub const OVERSPENT_KEY: &str = "sk-demoshiliu-spent-b37e0a9d52c6f814";
    /// The operator's own, of which nothing is counted.
    pub const MASTER_KEY: &str = "sk-demoshiliu-master-0e85d3c9a62b71f4";

    fn with_key(&self, question: &Question) -> Response {
        let Some(key) = question.bearer() else {
            return refused(StatusCode::UNAUTHORIZED, "auth_error", NO_KEY);
        };
        let path = question.path.as_str();
        match (path, key) {
            ("/key/info", Self::BUDGET_KEY) => told(&self.budget_key()),
            ("/key/info", Self::OWNER_KEY) => told(&key_info("owner", 31.9, None)),
            ("/key/info", Self::OVERSPENT_KEY) => told(&key_info("spent", 5.02, Some(5.0))),
            ("/key/info", Self::MASTER_KEY) => {
                refused(StatusCode::NOT_FOUND, "not_found_error", "Key not found in database")
            }
            (_, Self::OVERSPENT_KEY) => refused(
                StatusCode::UNPROCESSABLE_ENTITY,
                "budget_exceeded",
                "Budget has been exceeded! Key=spent (sk-...f814) Current cost: 5.02, Max budget: 5.0",
            ),
            ("/spend/logs", Self::BUDGET_KEY)
                if question.parameter("api_key").as_deref() == Some(BUDGET_KEY_HASH) =>
            {
                told(&spend_logs())
            }
            ("/user/info", Self::BUDGET_KEY | Self::OWNER_KEY) => told(&user_info()),
            ("/v1/models", Self::BUDGET_KEY | Self::OWNER_KEY | Self::MASTER_KEY) => {
                told(&models())
            }
            (_, Self::BUDGET_KEY | Self::OWNER_KEY) => {
                refused(StatusCode::UNAUTHORIZED, "auth_error", ROLE)
            }
            _ => refused(
                StatusCode::UNAUTHORIZED,
                "token_not_found_in_db",
                "Authentication Error, Invalid proxy server token passed. Received API Key = sk-..., Key Hash (Token) =0d62f396c1317066f55a96086517047c737087c61eb2bf016b72e6298927b15b. Unable to find token in cache or `LiteLLM_VerificationTokenTable`",
            ),
        }
    }

    fn budget_key(&self) -> Value {
        let mut answer = key_info("budget", 8.4, Some(25.0));
        if let Some(info) = answer.get_mut("info") {
            info["budget_duration"] = "30d".into();
            info["budget_reset_at"] = self.budget_resets.to_string().into();
        }
        answer
    }
}

impl Station for LiteLlmStation {
    fn answer(&self, question: &Question) -> Response {
        match (&question.method, question.path.as_str()) {
            (&Method::GET, "/health/liveliness") => told(&json!("I'm alive!")),
            (&Method::GET, "/health/readiness") => told(&json!({
                "status": "connected", "db": "connected", "litellm_version": "1.74.9"
            })),
            (
                &Method::GET,
                "/health" | "/key/info" | "/user/info" | "/v1/models" | "/spend/logs",
            ) => self.with_key(question),
            _ => json_response(StatusCode::NOT_FOUND, &json!({ "detail": "Not Found" })),
        }
    }
}

fn told(body: &Value) -> Response {
    json_response(StatusCode::OK, body)
}

/// The code is a text, whatever the error.
fn refused(status: StatusCode, error_type: &str, message: &str) -> Response {
    let error = json!({
        "message": message, "type": error_type, "param": "None", "code": status.as_str()
    });
    json_response(status, &json!({ "error": error }))
}

fn key_info(name: &str, spend: f64, max_budget: Option<f64>) -> Value {
    json!({
        "key": BUDGET_KEY_HASH,
        "info": {
            "key_alias": name,
            "spend": spend,
            "expires": null,
            "models": [],
            "user_id": "xiaoming",
            "max_budget": max_budget,
            "budget_duration": null,
            "budget_reset_at": null,
            "litellm_budget_table": null,
        },
    })
}

fn user_info() -> Value {
    json!({
        "user_id": "xiaoming",
        "user_info": {
            "user_id": "xiaoming",
            "user_email": "xiaoming@example.com",
            "max_budget": 100,
            "spend": 37.25,
            "budget_duration": null,
            "budget_reset_at": null,
        },
        "keys": [],
        "teams": [],
    })
}

fn models() -> Value {
    json!({ "object": "list", "data": [
        { "id": "gpt-4o-mini", "object": "model", "created": 1_677_610_602, "owned_by": "openai" },
        { "id": "qwen3-max", "object": "model", "created": 1_677_610_602, "owned_by": "openai" },
    ]})
}

/// A request that was refused, and two that were paid for; the oldest first.
fn spend_logs() -> Value {
    let now = Timestamp::now();
    let row = |minutes_ago: i64, spend: f64, status: &str| {
        let begun = now.saturating_sub(SignedDuration::from_mins(minutes_ago)).unwrap_or(now);
        json!({
            "request_id": format!("chatcmpl-demo-{minutes_ago}"),
            "api_key": BUDGET_KEY_HASH,
            "spend": spend,
            "prompt_tokens": if spend > 0.0 { 100 } else { 0 },
            "completion_tokens": if spend > 0.0 { 50 } else { 0 },
            "startTime": begun.to_string(),
            "request_duration_ms": 48,
            "model": "openai/gpt-4o-mini",
            "model_group": "gpt-4o-mini",
            "metadata": { "user_api_key_alias": "budget", "status": status },
        })
    };
    json!([row(30, 0.0, "failure"), row(12, 0.045, "success"), row(3, 0.03, "success")])
}
