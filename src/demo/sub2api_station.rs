use crate::demo::call_history::CallHistory;
use crate::demo::family_answers::{json_response, slash_redirect};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Where unknown paths are plain 404s; everywhere else the web page answers.
const API_PREFIXES: [&str; 6] = ["/api/", "/v1/", "/v1beta/", "/setup/", "/health", "/responses"];
const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"><title>Sub2API</title></head><body><div id=\"app\"></div></body></html>\n";
const PLAN_DAYS: i64 = 30;

/// sub2api of 2026 with a wallet, a subscription and one account.
#[derive(Debug)]
pub struct Sub2apiStation {
    name: String,
    /// Unix seconds.
    started: i64,
    plan_ends: Timestamp,
}

impl Sub2apiStation {
    /// Spends the account's wallet: 18.42 USD left, 11.58 used by this key, 0.42 of it today.
    pub const WALLET_KEY: &str = "sk-demoqingniao-wallet-5b1e0c7d92a84f3692";
    /// Spends a plan: 2.50 of 10 USD today, 30 of 50 this week, 61.20 this month without a limit.
    pub const SUBSCRIPTION_KEY: &str = "sk-demoqingniao-month-8c24ab90e6f14d7715";
    /// What the log-in of the account gives; its balance is the wallet's.
    pub const ACCOUNT_JWT: &str =
        "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoyLCJkZW1vIjp0cnVlfQ.ZGVtby1zdGF0aW9uLW9ubHk";
    pub const ACCOUNT_EMAIL: &str = "xiaoming@example.com";
    pub const ACCOUNT_PASSWORD: &str = "demo-password";

    pub fn new(name: &str) -> Self {
        let plan = SignedDuration::from_hours(24 * PLAN_DAYS);
        Self {
            name: name.to_owned(),
            started: Timestamp::now().as_second(),
            plan_ends: Timestamp::now().saturating_add(plan).unwrap_or(Timestamp::MAX),
        }
    }

    fn settings(&self) -> Value {
        json!({
            "registration_enabled": true,
            "email_verify_enabled": true,
            "turnstile_enabled": false,
            "turnstile_site_key": "",
            "site_name": self.name,
            "site_logo": "",
            "site_subtitle": "Claude Code",
            "api_base_url": "",
            "contact_info": "",
            "doc_url": "",
            "version": "0.1.31",
        })
    }

    fn subscription_usage(&self) -> Value {
        json!({
            "isValid": true,
            "mode": "unrestricted",
            "planName": "Pro",
            "remaining": 7.5,
            "unit": "USD",
            "subscription": {
                "daily_limit_usd": 10,
                "daily_usage_usd": 2.5,
                "expires_at": self.plan_ends.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
                "monthly_limit_usd": null,
                "monthly_usage_usd": 61.2,
                "weekly_limit_usd": 50,
                "weekly_usage_usd": 30,
            },
        })
    }

    /// The key check, then `wallet` or `subscription`.
    fn with_key(
        question: &Question,
        wallet: impl Fn() -> Value,
        subscription: impl Fn() -> Value,
    ) -> Response {
        if question.has_parameter("key") || question.has_parameter("api_key") {
            return coded(
                StatusCode::BAD_REQUEST,
                "api_key_in_query_deprecated",
                "API key in query parameter is deprecated. Please use Authorization header instead.",
            );
        }
        let key = question
            .bearer()
            .or_else(|| question.header("x-api-key"))
            .or_else(|| question.header("x-goog-api-key"));
        match key {
            Some(Self::WALLET_KEY) => json_response(StatusCode::OK, &wallet()),
            Some(Self::SUBSCRIPTION_KEY) => json_response(StatusCode::OK, &subscription()),
            Some(_) => coded(StatusCode::UNAUTHORIZED, "INVALID_API_KEY", "Invalid API key"),
            None => coded(
                StatusCode::UNAUTHORIZED,
                "API_KEY_REQUIRED",
                "API key is required in Authorization header (Bearer scheme), x-api-key header, x-goog-api-key header, or key/api_key query parameter",
            ),
        }
    }

    fn with_account(question: &Question, data: impl Fn() -> Value) -> Response {
        match (question.authorization(), question.bearer()) {
            (None, _) => {
                coded(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "Authorization header is required")
            }
            (_, Some(Self::ACCOUNT_JWT)) => panel(&data()),
            (_, Some(_)) => coded(StatusCode::UNAUTHORIZED, "INVALID_TOKEN", "Invalid token"),
            (_, None) => coded(
                StatusCode::UNAUTHORIZED,
                "INVALID_AUTH_HEADER",
                "Authorization header format must be 'Bearer {token}'",
            ),
        }
    }

    fn get(&self, question: &Question) -> Response {
        match question.path.as_str() {
            "/api/v1/settings/public" => panel(&self.settings()),
            "/api/v1/auth/me" => Self::with_account(question, account),
            "/api/v1/keys" => Self::with_account(question, keys),
            "/api/v1/usage" => Self::with_account(question, || {
                let history = CallHistory { key_name: "钱包", until: self.started };
                history.sub2api_page(question)
            }),
            "/api/v1/subscriptions/progress" => Self::with_account(question, || json!([])),
            "/setup/status" => json_response(
                StatusCode::OK,
                &json!({ "code": 0, "data": { "needs_setup": false, "step": "completed" } }),
            ),
            "/health" => json_response(StatusCode::OK, &json!({ "status": "ok" })),
            "/v1/usage" => Self::with_key(question, wallet_usage, || self.subscription_usage()),
            "/v1/models" => Self::with_key(question, models, models),
            "/v1/" => slash_redirect("/v1"),
            _ => not_found(),
        }
    }
}

impl Station for Sub2apiStation {
    fn answer(&self, question: &Question) -> Response {
        let path = question.path.as_str();
        if !API_PREFIXES.iter().any(|prefix| path.starts_with(prefix)) {
            return Html(PAGE).into_response();
        }
        match (&question.method, path) {
            (&Method::GET, _) => self.get(question),
            (&Method::POST, "/api/v1/auth/login") => log_in(question),
            _ => not_found(),
        }
    }
}

fn panel(data: &Value) -> Response {
    json_response(StatusCode::OK, &json!({ "code": 0, "message": "success", "data": data }))
}

/// What the middleware says: a code that is a word.
fn coded(status: StatusCode, code: &str, message: &str) -> Response {
    json_response(status, &json!({ "code": code, "message": message }))
}

fn not_found() -> Response {
    let plain = [(header::CONTENT_TYPE, "text/plain")];
    (StatusCode::NOT_FOUND, plain, "404 page not found").into_response()
}

fn log_in(question: &Question) -> Response {
    let sent: Value = serde_json::from_slice(&question.body).unwrap_or_default();
    let field = |name: &str| sent.get(name).and_then(Value::as_str);
    if field("email") == Some(Sub2apiStation::ACCOUNT_EMAIL)
        && field("password") == Some(Sub2apiStation::ACCOUNT_PASSWORD)
    {
        return panel(&json!({
            "access_token": Sub2apiStation::ACCOUNT_JWT,
            "token_type": "Bearer",
            "user": account(),
        }));
    }
    let refused = json!({
        "code": 401,
        "message": "invalid email or password",
        "reason": "INVALID_CREDENTIALS",
    });
    json_response(StatusCode::UNAUTHORIZED, &refused)
}

fn account() -> Value {
    json!({
        "id": 2,
        "email": Sub2apiStation::ACCOUNT_EMAIL,
        "username": "xiaoming",
        "wechat": "",
        "notes": "",
        "role": "user",
        "balance": 18.42,
        "concurrency": 5,
        "status": "active",
        "allowed_groups": null,
        "created_at": "2026-03-02T13:43:52.20369+08:00",
        "updated_at": "2026-11-20T13:44:20.331828+08:00",
    })
}

/// With the keys in clear, as the server tells them.
fn keys() -> Value {
    let row = |id: u32, name: &str, key: &str, quota: f64, used: f64| {
        json!({
            "id": id,
            "name": name,
            "key": key,
            "status": "active",
            "quota": quota,
            "quota_used": used,
            "expires_at": null,
            "group": { "id": id, "name": name },
        })
    };
    json!({
        "items": [
            row(1, "钱包", Sub2apiStation::WALLET_KEY, 0.0, 11.58),
            row(2, "月卡", Sub2apiStation::SUBSCRIPTION_KEY, 0.0, 61.2),
        ],
        "total": 2,
        "page": 1,
        "page_size": 100,
        "pages": 1,
    })
}

fn wallet_usage() -> Value {
    json!({
        "balance": 18.42,
        "isValid": true,
        "mode": "unrestricted",
        "planName": "钱包余额",
        "remaining": 18.42,
        "unit": "USD",
        "usage": {
            "average_duration_ms": 5321.7,
            "rpm": 0,
            "today": {
                "actual_cost": 0.42,
                "cache_creation_tokens": 0,
                "cache_read_tokens": 12_000,
                "cost": 0.84,
                "input_tokens": 900,
                "output_tokens": 450,
                "requests": 3,
                "total_tokens": 13_350,
            },
            "total": {
                "actual_cost": 11.58,
                "cache_creation_tokens": 40_000,
                "cache_read_tokens": 2_100_000,
                "cost": 23.16,
                "input_tokens": 81_000,
                "output_tokens": 52_000,
                "requests": 640,
                "total_tokens": 2_273_000,
            },
            "tpm": 0,
        },
    })
}

fn models() -> Value {
    json!({ "data": [
        {
            "id": "claude-opus-4-5-20251101",
            "type": "model",
            "display_name": "Claude Opus 4.5",
            "created_at": "2025-11-01T00:00:00Z",
        },
        {
            "id": "claude-sonnet-4-5-20250929",
            "type": "model",
            "display_name": "Claude Sonnet 4.5",
            "created_at": "2025-09-29T00:00:00Z",
        },
    ], "object": "list" })
}
