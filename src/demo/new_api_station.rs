use crate::demo::call_history::CallHistory;
use crate::demo::family_answers::{FamilyAnswers, looked_up_key, slash_redirect};
use crate::demo::family_key::{FamilyKey, KeyStanding, json_number, subscription, usage};
use crate::demo::family_panel::prices;
use crate::demo::new_api_account::NewApiAccount;
use crate::demo::new_api_text::NewApiText;
use crate::demo::question::Question;
use crate::demo::rate_limiter::RateLimiter;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const VERSION: &str = "v1.0.0-rc.21";
const MODELS: [&str; 4] =
    ["claude-sonnet-4-5-20250929", "claude-3-7-sonnet-20250219", "gpt-4o", "gpt-4o-mini"];
const CRITICAL_CALLS: usize = 20;
const CRITICAL_SPAN: Duration = Duration::from_mins(20);
/// Sent since 2026-07-21; the rest is rc.21 of ten days before.
const CRITICAL_RETRY_AFTER: u32 = 1200;

/// new-api of mid-2026: one text for every bad key, token usage that tells more, rarely.
#[derive(Debug)]
pub struct NewApiStation {
    name: String,
    display: NewApiDisplay,
    started: i64,
    keys: BTreeMap<String, FamilyKey>,
    critical: RateLimiter,
    /// `None` = whatever access token comes along is wrong.
    account: Option<NewApiAccount>,
    /// Empty = nothing is announced.
    notice: &'static str,
    /// Rows of `announcements` in the status.
    announcements: Value,
    answers: FamilyAnswers,
}

/// The currency in which a station shows money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NewApiDisplay {
    Usd,
    /// With the yuan to a dollar.
    Cny(f64),
}

impl NewApiDisplay {
    fn name(self) -> &'static str {
        match self {
            Self::Usd => "USD",
            Self::Cny(_) => "CNY",
        }
    }

    fn units_per_dollar(self) -> f64 {
        match self {
            Self::Usd => 1.0,
            Self::Cny(rate) => rate,
        }
    }
}

impl NewApiStation {
    /// 30.00 USD granted, 17.589 used.
    pub const LIMITED_KEY: &str = "sk-demoyunquemain000000000000000000000000000000e9c1";
    /// 36.42 USD used.
    pub const UNLIMITED_KEY: &str = "sk-demoyunqueteam000000000000000000000000000000386e";
    /// 0.01 USD granted, 1.50 used: reads like a wrong key but on `/api/usage/token/`.
    pub const USED_UP_KEY: &str = "sk-demoyunquedebt0000000000000000000000000000008072";
    /// On [`NewApiStation::in_yuan`]: 146.00 CNY granted, 53.4725 used.
    pub const YUAN_KEY: &str = "sk-demobeian000000000000000000000000000000000008584";

    /// A station that shows dollars, with the first three keys named above.
    pub fn new(name: &str) -> Self {
        Self::empty(name, NewApiDisplay::Usd)
            .key(Self::LIMITED_KEY, FamilyKey::limited("主号", 6_205_500, 8_794_500))
            .key(Self::UNLIMITED_KEY, FamilyKey::unlimited("团队", 18_210_000))
            .key(Self::USED_UP_KEY, FamilyKey::limited("旧号", -745_000, 750_000))
    }

    /// A station that shows yuan at 7.3 to the dollar, with the last key named above.
    pub fn in_yuan(name: &str) -> Self {
        Self::empty(name, NewApiDisplay::Cny(7.3))
            .key(Self::YUAN_KEY, FamilyKey::limited("北岸", 6_337_500, 3_662_500))
    }

    /// Of [`NewApiStation::with_plan`]: unlimited, paid by the account's plan.
    pub const PLAN_KEY: &str = "sk-demoqixia000000000000000000000000000000000d2c7";
    /// The account there: an empty wallet, and a plan with 7.40 of 10.00 USD left.
    pub const PLAN_USER_ID: u32 = NewApiAccount::USER_ID;
    pub const PLAN_ACCESS_TOKEN: &str = NewApiAccount::ACCESS_TOKEN;

    /// A station with the account and its key named above, prices and a notice.
    pub fn with_plan(name: &str) -> Self {
        Self {
            account: Some(NewApiAccount::new()),
            announcements: announcements(Timestamp::now()),
            notice: "<p><b>国庆活动</b></p><p>月卡八折，详情见 \
                     <a href=\"https://example.com/plans\">套餐页</a>。<br>有问题请发工单。</p>",
            ..Self::empty(name, NewApiDisplay::Usd)
                .key(Self::PLAN_KEY, FamilyKey::unlimited("日常", 1_300_000))
        }
    }

    /// A station that knows no key.
    pub fn empty(name: &str, display: NewApiDisplay) -> Self {
        Self {
            name: name.to_owned(),
            display,
            started: Timestamp::now().as_second(),
            keys: BTreeMap::new(),
            critical: RateLimiter::new(CRITICAL_CALLS, CRITICAL_SPAN),
            account: None,
            notice: "",
            announcements: json!([]),
            answers: FamilyAnswers::new_api(VERSION),
        }
    }

    /// Adds a key, which holds no dash but the one of `sk-`.
    #[must_use]
    pub fn key(mut self, secret: &str, key: FamilyKey) -> Self {
        let secret = secret.strip_prefix("sk-").unwrap_or(secret);
        self.keys.insert(secret.to_owned(), key);
        self
    }

    fn ok(&self, body: &Value) -> Response {
        self.answers.json(StatusCode::OK, body)
    }

    fn status(&self) -> Value {
        let mut status: Value =
            serde_json::from_str(include_str!("new_api_status.json")).unwrap_or_default();
        if let Some(data) = status.get_mut("data").and_then(Value::as_object_mut) {
            data.insert("system_name".into(), self.name.as_str().into());
            data.insert("start_time".into(), self.started.into());
            data.insert("quota_display_type".into(), self.display.name().into());
            data.insert("announcements".into(), self.announcements.clone());
            if let NewApiDisplay::Cny(rate) = self.display {
                data.insert("usd_exchange_rate".into(), json_number(rate));
            }
        }
        status
    }

    /// The key check of `/v1/*`: one text for every state of a key, and for none.
    fn with_key(&self, question: &Question, told: impl Fn(&FamilyKey) -> Value) -> Response {
        let looked_up = looked_up_key(question.authorization());
        let found = looked_up.and_then(|(secret, names_channel)| {
            let key = self.keys.get(secret).filter(|key| !key.is_used_up())?;
            (key.standing == KeyStanding::Enabled).then_some((key, names_channel))
        });
        match found {
            None => {
                let text = NewApiText::InvalidKey.for_reader(question);
                self.answers.key_error(StatusCode::UNAUTHORIZED, text)
            }
            Some((_, true)) => {
                self.answers.key_error(StatusCode::FORBIDDEN, "普通用户不支持指定渠道")
            }
            Some((key, false)) => self.ok(&told(key)),
        }
    }

    /// The read-only key check: used-up and expired keys are let in. One limiter for all its paths.
    fn with_readable_key(
        &self,
        question: &Question,
        told: impl Fn(&FamilyKey) -> Value,
    ) -> Response {
        if !self.critical.admits(Instant::now()) {
            return self.answers.rate_limited(CRITICAL_RETRY_AFTER);
        }
        let refuse = |text: &str| self.answers.refusal(StatusCode::UNAUTHORIZED, text);
        if question.authorization().is_none() {
            return refuse(NewApiText::KeyMissing.for_reader(question));
        }
        let Some(secret) = question.bearer() else {
            return refuse("Invalid Bearer token");
        };
        match self.keys.get(secret.strip_prefix("sk-").unwrap_or(secret)) {
            None => refuse(NewApiText::InvalidKey.for_reader(question)),
            Some(key) if key.standing == KeyStanding::Disabled => {
                refuse(NewApiText::KeyDisabled.for_reader(question))
            }
            Some(key) => self.ok(&told(key)),
        }
    }

    fn log(&self, key: &FamilyKey) -> Value {
        let history = CallHistory { key_name: &key.name, until: self.started };
        json!({ "data": history.newest_first(), "message": "", "success": true })
    }

    /// What the account is told; who does not open it is refused.
    fn with_account(&self, question: &Question) -> Response {
        let opened = self.account.as_ref().filter(|_| {
            let token = question.bearer();
            let user = question.header("New-Api-User");
            token == Some(NewApiAccount::ACCESS_TOKEN)
                && user == Some(&NewApiAccount::USER_ID.to_string())
        });
        match opened {
            Some(account) => match account.answer(question) {
                Some(told) => self.ok(&told),
                None => self.answers.refusal(StatusCode::OK, "无权进行此操作，权限不足"),
            },
            None => self.refuse_account(question),
        }
    }

    fn refuse_account(&self, question: &Question) -> Response {
        let (status, text) = match question.authorization() {
            None => (StatusCode::UNAUTHORIZED, NewApiText::AccountMissing),
            Some(_) => (StatusCode::OK, NewApiText::AccountTokenInvalid),
        };
        self.answers.refusal(status, text.for_reader(question))
    }

    /// The model list reads `x-api-key` too when Anthropic's version comes along.
    fn models(&self, question: &Question) -> Response {
        let anthropic = question.header("anthropic-version").and(question.header("x-api-key"));
        let Some(key) = anthropic else {
            return self.with_key(question, |_| openai_models());
        };
        let mut as_bearer = question.clone();
        if let Ok(value) = format!("Bearer {key}").parse() {
            as_bearer.headers.insert(axum::http::header::AUTHORIZATION, value);
        }
        self.with_key(&as_bearer, |_| anthropic_models())
    }
}

impl Station for NewApiStation {
    fn answer(&self, question: &Question) -> Response {
        let units = self.display.units_per_dollar();
        if question.method != Method::GET {
            return if question.path == "/api/user/checkin" {
                self.refuse_account(question)
            } else {
                self.answers.unknown_path(question, &self.name)
            };
        }
        match question.path.as_str() {
            "/api/status" => self.ok(&self.status()),
            "/api/notice" => {
                self.ok(&json!({ "data": self.notice, "message": "", "success": true }))
            }
            "/api/pricing" if self.account.is_some() => self.ok(&prices()),
            "/v1/dashboard/billing/subscription" | "/dashboard/billing/subscription" => {
                self.with_key(question, |key| subscription(key, units))
            }
            "/v1/dashboard/billing/usage" | "/dashboard/billing/usage" => {
                self.with_key(question, |key| usage(key.used, units))
            }
            "/v1/models" => self.models(question),
            "/api/usage/token/" => self.with_readable_key(question, token_usage),
            "/api/usage/token" => slash_redirect("/api/usage/token/"),
            "/api/log/token" => self.with_readable_key(question, |key| self.log(key)),
            "/v1/dashboard/billing/subscription/" => {
                slash_redirect("/v1/dashboard/billing/subscription")
            }
            "/v1/dashboard/billing/usage/" => slash_redirect("/v1/dashboard/billing/usage"),
            "/v1/models/" => slash_redirect("/v1/models"),
            "/api/token/" | "/api/log/self" | "/api/log/self/stat" | "/api/subscription/self" => {
                self.with_account(question)
            }
            path if path.starts_with("/api/user/") => self.with_account(question),
            _ => self.answers.unknown_path(question, &self.name),
        }
    }
}

/// Points, whatever the display.
fn token_usage(key: &FamilyKey) -> Value {
    json!({ "code": true, "data": {
        "expires_at": 0,
        "model_limits": {},
        "model_limits_enabled": false,
        "name": key.name,
        "object": "token_usage",
        "total_available": key.remaining,
        "total_granted": key.granted(),
        "total_used": key.used,
        "unlimited_quota": key.unlimited,
    }, "message": "ok" })
}

fn openai_models() -> Value {
    let models: Vec<Value> = MODELS
        .iter()
        .map(|id| {
            let (owner, endpoints) = if id.starts_with("claude") {
                ("claude", json!(["anthropic", "openai"]))
            } else {
                ("openai", json!(["openai"]))
            };
            json!({
                "created": 1_626_777_600,
                "id": id,
                "object": "model",
                "owned_by": owner,
                "supported_endpoint_types": endpoints,
            })
        })
        .collect();
    json!({ "data": models, "object": "list", "success": true })
}

fn anthropic_models() -> Value {
    let models: Vec<Value> = MODELS
        .iter()
        .map(|id| {
            json!({
                "id": id,
                "created_at": "2021-07-20T10:40:00Z",
                "display_name": id,
                "type": "model",
            })
        })
        .collect();
    json!({
        "data": models,
        "first_id": MODELS.first(),
        "has_more": false,
        "last_id": MODELS.last(),
    })
}

/// Two rows, of a day and of twenty days before now.
fn announcements(now: Timestamp) -> Value {
    let ago = |days: i64| (now - (24 * days).hours()).to_string();
    json!([
        {
            "id": 1,
            "content": "新增 claude-sonnet-4-5 渠道，分组 **vip** 可用。",
            "publishDate": ago(20),
            "type": "success",
            "extra": "",
        },
        {
            "id": 2,
            "content": "今晚 23:00 维护约 20 分钟，期间请求会失败，不扣费。",
            "publishDate": ago(1),
            "type": "warning",
            "extra": "维护窗口可能顺延",
        },
    ])
}
