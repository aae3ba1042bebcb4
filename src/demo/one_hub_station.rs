use crate::demo::family_answers::{FamilyAnswers, looked_up_key};
use crate::demo::family_key::{FamilyKey, QUOTA_PER_UNIT, subscription, usage};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// one-hub of early 2026, with prices for everybody to see.
#[derive(Debug)]
pub struct OneHubStation {
    name: String,
    started: i64,
    keys: BTreeMap<&'static str, FamilyKey>,
    /// What the account behind all keys holds: an unlimited key shows it as its own.
    account: FamilyKey,
    answers: FamilyAnswers,
}

impl OneHubStation {
    /// 5.00 USD granted, 1.75 used.
    pub const LIMITED_KEY: &str = "sk-DemoChenghaiMai_demochenghaimain0000000000000000000000031c7";
    /// Shows the account: 22.00 USD granted, 2.8319 used.
    pub const UNLIMITED_KEY: &str =
        "sk-DemoChenghaiAll_demochenghaiunlimited00000000000000000009ad2";

    /// A station with the keys named above.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            started: Timestamp::now().as_second(),
            keys: BTreeMap::from([
                (Self::LIMITED_KEY, FamilyKey::limited("日常", 1_625_000, 875_000)),
                (Self::UNLIMITED_KEY, FamilyKey::unlimited("不限额", 300_000)),
            ]),
            account: FamilyKey::limited("账户", 9_584_050, 1_415_950),
            answers: FamilyAnswers::one_hub(),
        }
    }

    fn ok(&self, body: &Value) -> Response {
        self.answers.json(StatusCode::OK, body)
    }

    fn status(&self) -> Value {
        succeeded(&json!({
            "EnableSafe": false,
            "PaymentMinAmount": 1,
            "PaymentUSDRate": 7.3,
            "RechargeDiscount": "",
            "UptimeDomain": "",
            "UptimeEnabled": false,
            "UptimePageName": "",
            "UserInvoiceMonth": false,
            "analytics_code": "",
            "chat_link": "",
            "chat_links": "",
            "display_in_currency": true,
            "email_verification": false,
            "footer_html": "",
            "github_oauth": false,
            "language": "zh_CN",
            "lark_client_id": "",
            "lark_login": false,
            "logo": "",
            "mj_notify_enabled": false,
            "oidc_auth": false,
            "quota_per_unit": QUOTA_PER_UNIT,
            "server_address": "http://localhost:3000",
            "start_time": self.started,
            "system_name": self.name,
            "top_up_link": "",
            "turnstile_check": false,
            "turnstile_site_key": "",
            "version": "v0.0.0",
            "wechat_login": false,
        }))
    }

    /// Keys hold dashes of their own: what separates a channel from them is another sign.
    fn with_key(&self, question: &Question, told: impl Fn(&FamilyKey) -> Value) -> Response {
        let key = question.bearer().and_then(|secret| self.keys.get(secret));
        match key {
            None => self.answers.key_error(StatusCode::UNAUTHORIZED, "无效的令牌"),
            Some(key) if key.unlimited => self.ok(&told(&self.account)),
            Some(key) => self.ok(&told(key)),
        }
    }

    /// This station has no accounts: whatever token comes along is wrong.
    fn refuse_account(&self, question: &Question) -> Response {
        if looked_up_key(question.authorization()).is_none() {
            let text = "无权进行此操作，未登录且未提供 access token";
            return self.answers.refusal(StatusCode::UNAUTHORIZED, text);
        }
        self.answers.refusal(StatusCode::OK, "无权进行此操作，access token 无效")
    }
}

impl Station for OneHubStation {
    fn answer(&self, question: &Question) -> Response {
        if question.method != Method::GET {
            return self.answers.unknown_path(question, &self.name);
        }
        match question.path.as_str() {
            "/api/status" => self.ok(&self.status()),
            "/api/notice" => self.ok(&succeeded(&"".into())),
            "/api/available_model" => self.ok(&succeeded(&prices())),
            "/api/user_group_map" => self.ok(&succeeded(&groups())),
            "/v1/dashboard/billing/subscription" | "/dashboard/billing/subscription" => {
                self.with_key(question, |key| subscription(key, 1.0))
            }
            "/v1/dashboard/billing/usage" | "/dashboard/billing/usage" => {
                self.with_key(question, |key| usage(key.used, 1.0))
            }
            "/v1/models" => self.with_key(question, |_| models()),
            "/api/token/" | "/api/log/self" => self.refuse_account(question),
            path if path.starts_with("/api/user/") => self.refuse_account(question),
            _ => self.answers.unknown_path(question, &self.name),
        }
    }
}

fn succeeded(data: &Value) -> Value {
    json!({ "data": data, "message": "", "success": true })
}

/// The last one was never priced.
fn prices() -> Value {
    let price = |kind: &str, input: f64, output: f64| json!({ "channel_type": 1, "input": input, "locked": false, "output": output, "type": kind });
    let model = |owner: &str, price: Value| json!({ "groups": ["default"], "owned_by": owner, "price": price });
    json!({
        "gpt-4o": model("OpenAI", price("tokens", 1.25, 5.0)),
        "mj_imagine": model("Midjourney", price("times", 50.0, 50.0)),
        "claude-sonnet-4-5-20250929": model("Anthropic", price("tokens", 30.0, 30.0)),
    })
}

fn groups() -> Value {
    json!({ "default": { "name": "默认", "ratio": 1 }, "vip": { "name": "VIP", "ratio": 0.8 } })
}

fn models() -> Value {
    let model = |id: &str, owner: &str| json!({ "created": 1_677_649_963, "id": id, "object": "model", "owned_by": owner });
    let models = [model("gpt-4o", "OpenAI"), model("claude-sonnet-4-5-20250929", "Anthropic")];
    json!({ "data": models, "object": "list" })
}
