use crate::demo::family_answers::{FamilyAnswers, looked_up_key, slash_redirect};
use crate::demo::family_key::{FamilyKey, KeyStanding, QUOTA_PER_UNIT, subscription, usage};
use crate::demo::key_ledger::KeyLedger;
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

const MODELS: [&str; 3] = ["gpt-4o", "gpt-4o-mini", "claude-3-5-sonnet-20240620"];

/// one-api of early 2025 that shows dollars.
#[derive(Debug)]
pub struct OneApiStation {
    name: String,
    started: i64,
    keys: KeyLedger,
    answers: FamilyAnswers,
}

impl OneApiStation {
    /// 20.00 USD granted. The first answer to the usage question tells 7.325 used; each later one
    /// tells 0.01 more.
    pub const LIMITED_KEY: &str = "sk-demochenxing00000000000000000000000000000000e8ca";
    pub const UNLIMITED_KEY: &str = "sk-demochenxingunlimited00000000000000000000000e780";
    pub const USED_UP_KEY: &str = "sk-demochenxingempty00000000000000000000000000040a6";
    pub const EXPIRED_KEY: &str = "sk-demochenxingold000000000000000000000000000008fd1";
    pub const DISABLED_KEY: &str = "sk-demochenxingoff00000000000000000000000000000fd46";

    /// A station with the keys named above.
    pub fn new(name: &str) -> Self {
        let half_used = || FamilyKey::limited("日常", 6_337_500, 3_662_500);
        Self::empty(name)
            .key(Self::LIMITED_KEY, half_used().spending(QUOTA_PER_UNIT / 100))
            .key(Self::UNLIMITED_KEY, FamilyKey::unlimited("不限额", 2_000))
            .key(Self::USED_UP_KEY, FamilyKey::limited("用完", 0, 5_000))
            .key(Self::EXPIRED_KEY, half_used().standing(KeyStanding::Expired))
            .key(Self::DISABLED_KEY, half_used().standing(KeyStanding::Disabled))
    }

    /// A station that knows no key.
    pub fn empty(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            started: Timestamp::now().as_second(),
            keys: KeyLedger::default(),
            answers: FamilyAnswers::default(),
        }
    }

    /// Adds a key, which holds no dash but the one of `sk-`.
    #[must_use]
    pub fn key(self, secret: &str, key: FamilyKey) -> Self {
        self.keys.put(secret, key);
        self
    }

    /// Its keys, to be changed while it runs.
    pub fn ledger(&self) -> KeyLedger {
        self.keys.clone()
    }

    fn ok(&self, body: &Value) -> Response {
        self.answers.json(StatusCode::OK, body)
    }

    fn status(&self) -> Value {
        json!({ "data": {
            "chat_link": "",
            "display_in_currency": true,
            "email_verification": false,
            "footer_html": "",
            "github_client_id": "",
            "github_oauth": false,
            "lark_client_id": "",
            "logo": "",
            "oidc": false,
            "oidc_authorization_endpoint": "",
            "oidc_client_id": "",
            "oidc_token_endpoint": "",
            "oidc_userinfo_endpoint": "",
            "oidc_well_known": "",
            "quota_per_unit": QUOTA_PER_UNIT,
            "server_address": "http://localhost:3000",
            "start_time": self.started,
            "system_name": self.name,
            "top_up_link": "",
            "turnstile_check": false,
            "turnstile_site_key": "",
            "version": "v0.6.11-preview.7",
            "wechat_login": false,
            "wechat_qrcode": "",
        }, "message": "", "success": true })
    }

    /// Asks `told` with the key of the question, or refuses as the server's key check does.
    fn with_key(&self, question: &Question, told: impl Fn(&mut FamilyKey) -> Value) -> Response {
        let mut keys = self.keys.lock();
        let Some((secret, names_channel)) = looked_up_key(question.authorization()) else {
            return self.answers.key_error(StatusCode::UNAUTHORIZED, "未提供令牌");
        };
        let Some(key) = keys.get_mut(secret) else {
            return self.answers.key_error(StatusCode::UNAUTHORIZED, "无效的令牌");
        };
        match complaint(key) {
            Some(text) => self.answers.key_error(StatusCode::UNAUTHORIZED, text),
            None if names_channel => {
                self.answers.key_error(StatusCode::FORBIDDEN, "普通用户不支持指定渠道")
            }
            None => self.ok(&told(key)),
        }
    }

    /// This station has no accounts: whatever token comes along is wrong.
    fn refuse_account(&self, question: &Question) -> Response {
        if question.authorization().is_none() {
            let text = "无权进行此操作，未登录且未提供 access token";
            return self.answers.refusal(StatusCode::UNAUTHORIZED, text);
        }
        self.answers.refusal(StatusCode::OK, "无权进行此操作，access token 无效")
    }
}

impl Station for OneApiStation {
    fn answer(&self, question: &Question) -> Response {
        if question.method != Method::GET {
            return self.answers.unknown_path(question, &self.name);
        }
        match question.path.as_str() {
            "/api/status" => self.ok(&self.status()),
            "/api/notice" => self.ok(&json!({ "data": "", "message": "", "success": true })),
            "/v1/dashboard/billing/subscription" | "/dashboard/billing/subscription" => {
                self.with_key(question, |key| subscription(key, 1.0))
            }
            "/v1/dashboard/billing/usage" | "/dashboard/billing/usage" => {
                self.with_key(question, tell_use)
            }
            "/v1/models" => self.with_key(question, |_| models()),
            "/v1/dashboard/billing/subscription/" => {
                slash_redirect("/v1/dashboard/billing/subscription")
            }
            "/v1/dashboard/billing/usage/" => slash_redirect("/v1/dashboard/billing/usage"),
            "/v1/models/" => slash_redirect("/v1/models"),
            "/api/token/" | "/api/log/self" => self.refuse_account(question),
            path if path.starts_with("/api/user/") => self.refuse_account(question),
            _ => self.answers.unknown_path(question, &self.name),
        }
    }
}

fn complaint(key: &FamilyKey) -> Option<&'static str> {
    match key.standing {
        KeyStanding::Disabled => Some("该令牌状态不可用"),
        KeyStanding::Expired => Some("该令牌已过期"),
        KeyStanding::Enabled => key.is_used_up().then_some("该令牌额度已用尽"),
    }
}

/// one-api counts nothing for unlimited keys.
fn tell_use(key: &mut FamilyKey) -> Value {
    let told = usage(if key.unlimited { 0 } else { key.used }, 1.0);
    key.spend();
    told
}

fn models() -> Value {
    let models: Vec<Value> = MODELS.iter().map(|id| model(id)).collect();
    json!({ "data": models, "object": "list" })
}

fn model(id: &str) -> Value {
    json!({
        "id": id,
        "object": "model",
        "created": 1_626_777_600,
        "owned_by": if id.starts_with("gpt") { "openai" } else { "anthropic" },
        "permission": [{
            "id": "modelperm-LwHkVFn8AcMItP432fKKDIKJ",
            "object": "model_permission",
            "created": 1_626_777_600,
            "allow_create_engine": true,
            "allow_sampling": true,
            "allow_logprobs": true,
            "allow_search_indices": false,
            "allow_view": true,
            "allow_fine_tuning": false,
            "organization": "*",
            "group": null,
            "is_blocking": false,
        }],
        "root": id,
        "parent": null,
    })
}
