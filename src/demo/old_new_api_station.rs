use crate::demo::call_history::CallHistory;
use crate::demo::family_answers::{FamilyAnswers, looked_up_key};
use crate::demo::family_key::{FamilyKey, subscription, usage};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const MODELS: [&str; 3] = ["claude-3-7-sonnet-20250219", "gpt-4o", "gpt-4o-mini"];

/// new-api of 2025-04, as some stations keep it for years: the log of a key is asked for by
/// `?key=`, and there are no details of keys.
#[derive(Debug)]
pub struct OldNewApiStation {
    name: String,
    started: i64,
    keys: BTreeMap<String, FamilyKey>,
    answers: FamilyAnswers,
}

impl OldNewApiStation {
    /// 20.00 USD granted, 8.90 used.
    pub const LIMITED_KEY: &str = "sk-demolaoqiao0000000000000000000000000000000004ba7";

    pub fn new(name: &str) -> Self {
        let key = FamilyKey::limited("老桥", 5_550_000, 4_450_000);
        let secret = Self::LIMITED_KEY.strip_prefix("sk-").unwrap_or(Self::LIMITED_KEY);
        Self {
            name: name.to_owned(),
            started: Timestamp::now().as_second(),
            keys: BTreeMap::from([(secret.to_owned(), key)]),
            answers: FamilyAnswers::old_new_api(),
        }
    }

    fn ok(&self, body: &Value) -> Response {
        self.answers.json(StatusCode::OK, body)
    }

    fn status(&self) -> Value {
        let mut status: Value =
            serde_json::from_str(include_str!("old_new_api_status.json")).unwrap_or_default();
        if let Some(data) = status.get_mut("data").and_then(Value::as_object_mut) {
            data.insert("system_name".into(), self.name.as_str().into());
            data.insert("start_time".into(), self.started.into());
        }
        status
    }

    fn with_key(&self, question: &Question, told: impl Fn(&FamilyKey) -> Value) -> Response {
        let refuse = |text| self.answers.key_error(StatusCode::UNAUTHORIZED, text);
        let Some((secret, names_channel)) = looked_up_key(question.authorization()) else {
            return refuse("未提供令牌");
        };
        match self.keys.get(secret) {
            None => refuse("无效的令牌"),
            Some(_) if names_channel => {
                self.answers.key_error(StatusCode::FORBIDDEN, "普通用户不支持指定渠道")
            }
            Some(key) => self.ok(&told(key)),
        }
    }

    /// Looks at the address alone: an unknown key has no rows, and no key has none either.
    fn key_log(&self, question: &Question) -> Response {
        let secret = question.parameter("key").unwrap_or_default();
        let key = self.keys.get(secret.strip_prefix("sk-").unwrap_or(&secret));
        let rows = key.map_or_else(
            || json!([]),
            |key| CallHistory { key_name: &key.name, until: self.started }.oldest_first(),
        );
        self.ok(&json!({ "data": rows, "message": "", "success": true }))
    }

    /// This station has no accounts: whatever token comes along is wrong.
    fn refuse_account(&self, question: &Question) -> Response {
        let (status, text) = match question.authorization() {
            None => (StatusCode::UNAUTHORIZED, "无权进行此操作，未登录且未提供 access token"),
            Some(_) => (StatusCode::OK, "无权进行此操作，access token 无效"),
        };
        self.answers.refusal(status, text)
    }
}

impl Station for OldNewApiStation {
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
                self.with_key(question, |key| usage(key.used, 1.0))
            }
            "/v1/models" => self.with_key(question, |_| models()),
            "/api/log/token" => self.key_log(question),
            "/api/token/" | "/api/log/self" => self.refuse_account(question),
            path if path.starts_with("/api/user/") => self.refuse_account(question),
            _ => self.answers.unknown_path(question, &self.name),
        }
    }
}

/// Without an `object`, as builds of that year list them.
fn models() -> Value {
    let model = |id: &&str| json!({ "created": 1_626_777_600, "id": id, "object": "model", "owned_by": "openai" });
    json!({ "data": MODELS.iter().map(model).collect::<Vec<_>>(), "success": true })
}
