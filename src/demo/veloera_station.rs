use crate::demo::call_history::CallHistory;
use crate::demo::family_answers::{FamilyAnswers, looked_up_key};
use crate::demo::family_key::{FamilyKey, QUOTA_PER_UNIT, subscription, usage};
use crate::demo::family_panel::{prices, token_row};
use crate::demo::question::Question;
use crate::demo::station::Station;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

const USER_HEADER: &str = "Veloera-User";
/// What a check-in brings, in quota points.
const AWARD: i32 = QUOTA_PER_UNIT / 2;

/// Veloera of mid-2025 with its daily check-in switched on.
#[derive(Debug)]
pub struct VeloeraStation {
    name: String,
    started: i64,
    keys: BTreeMap<String, FamilyKey>,
    accounts: Mutex<Vec<Account>>,
    answers: FamilyAnswers,
}

/// Amounts are quota points.
#[derive(Debug)]
struct Account {
    id: u32,
    access_token: &'static str,
    name: &'static str,
    quota: i32,
    used: i32,
    checked_in: bool,
}

impl VeloeraStation {
    /// 10.00 USD granted, 1.522588 used.
    pub const KEY: &str = "sk-demoqingluan0000000000000000000000000000000054b3";
    /// 6.00 USD left, not checked in yet: the first check-in brings 0.50.
    pub const USER_ID: u32 = 7;
    pub const ACCESS_TOKEN: &str = "demoveloeraaccess000000000000007";
    /// 2.50 USD left, checked in already.
    pub const OTHER_USER_ID: u32 = 8;
    pub const OTHER_ACCESS_TOKEN: &str = "demoveloeraaccess000000000000008";

    /// A station with the key and the accounts named above.
    pub fn new(name: &str) -> Self {
        let secret = Self::KEY.strip_prefix("sk-").unwrap_or(Self::KEY).to_owned();
        let account = |id, access_token, name, quota, checked_in| Account {
            id,
            access_token,
            name,
            quota,
            used: 761_294,
            checked_in,
        };
        Self {
            name: name.to_owned(),
            started: Timestamp::now().as_second(),
            keys: BTreeMap::from([(secret, FamilyKey::limited("日常", 4_238_706, 761_294))]),
            accounts: Mutex::new(vec![
                account(Self::USER_ID, Self::ACCESS_TOKEN, "ming", 3_000_000, false),
                account(Self::OTHER_USER_ID, Self::OTHER_ACCESS_TOKEN, "hong", 1_250_000, true),
            ]),
            answers: FamilyAnswers::veloera(),
        }
    }

    fn ok(&self, body: &Value) -> Response {
        self.answers.json(StatusCode::OK, body)
    }

    fn status(&self) -> Value {
        json!({ "data": {
            "chats": [],
            "check_in_enabled": true,
            "data_export_default_time": "hour",
            "default_collapse_sidebar": false,
            "demo_site_enabled": false,
            "display_in_currency": true,
            "docs_link": "https://docs.newapi.pro",
            "email_verification": false,
            "enable_data_export": true,
            "enable_drawing": true,
            "enable_online_topup": false,
            "enable_task": true,
            "footer_html": "",
            "github_oauth": false,
            "linuxdo_oauth": false,
            "logo": "",
            "min_topup": 1,
            "oidc_enabled": false,
            "price": 7.3,
            "quota_per_unit": QUOTA_PER_UNIT,
            "self_use_mode_enabled": false,
            "server_address": "http://localhost:3000",
            "setup": true,
            "start_time": self.started,
            "system_name": self.name,
            "telegram_oauth": false,
            "top_up_link": "",
            "turnstile_check": false,
            "turnstile_site_key": "",
            "version": "v0.0.0",
            "wechat_login": false,
        }, "message": "", "success": true })
    }

    fn with_key(&self, question: &Question, told: impl Fn(&FamilyKey) -> Value) -> Response {
        let Some((secret, names_channel)) = looked_up_key(question.authorization()) else {
            return self.answers.key_error(StatusCode::UNAUTHORIZED, "未提供令牌");
        };
        match self.keys.get(secret) {
            None => self.answers.key_error(StatusCode::UNAUTHORIZED, "无效的令牌"),
            Some(_) if names_channel => {
                self.answers.key_error(StatusCode::FORBIDDEN, "普通用户不支持指定渠道")
            }
            Some(key) => self.ok(&told(key)),
        }
    }

    /// Asks `told` with the account of the question, or refuses as the server's account check does.
    fn with_account(
        &self,
        question: &Question,
        told: impl FnOnce(&mut Account) -> Result<Value, &'static str>,
    ) -> Response {
        let Some(token) = question.authorization() else {
            let text = "无权进行此操作，未登录且未提供 access token";
            return self.answers.refusal(StatusCode::UNAUTHORIZED, text);
        };
        let token = token.strip_prefix("Bearer ").unwrap_or(token);
        let mut accounts = self.accounts();
        let Some(account) = accounts.iter_mut().find(|one| one.access_token == token) else {
            return self.answers.refusal(StatusCode::OK, "无权进行此操作，access token 无效");
        };
        let Some(user) = question.header(USER_HEADER) else {
            let text = format!("无权进行此操作，未提供 {USER_HEADER}");
            return self.answers.refusal(StatusCode::UNAUTHORIZED, &text);
        };
        if user != account.id.to_string() {
            let text = format!("无权进行此操作，{USER_HEADER} 与登录用户不匹配");
            return self.answers.refusal(StatusCode::UNAUTHORIZED, &text);
        }
        match told(account) {
            Ok(body) => self.ok(&body),
            Err(text) => self.answers.refusal(StatusCode::OK, text),
        }
    }

    /// With the keys in clear, as the server tells them.
    fn key_list(&self) -> Value {
        let rows = self.keys.iter().zip(1..);
        let rows = rows.map(|((secret, key), id)| token_row(id, key, secret, 1, -1));
        succeeded(&rows.collect())
    }

    fn accounts(&self) -> MutexGuard<'_, Vec<Account>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Station for VeloeraStation {
    fn answer(&self, question: &Question) -> Response {
        match (&question.method, question.path.as_str()) {
            (&Method::GET, "/api/status") => self.ok(&self.status()),
            (&Method::GET, "/api/notice") => self.ok(&succeeded(&"每天签到送 $0.50".into())),
            (&Method::GET, "/v1/dashboard/billing/subscription") => {
                self.with_key(question, |key| subscription(key, 1.0))
            }
            (&Method::GET, "/v1/dashboard/billing/usage") => {
                self.with_key(question, |key| usage(key.used, 1.0))
            }
            (&Method::GET, "/v1/models") => self.with_key(question, |_| models()),
            (&Method::GET, "/api/user/self") => self.with_account(question, |a| Ok(myself(a))),
            (&Method::GET, "/api/log/self") => self.with_account(question, |account| {
                let history = CallHistory { key_name: account.name, until: self.started };
                Ok(succeeded(&history.family_page(question)))
            }),
            (&Method::GET, "/api/pricing") => self.ok(&prices()),
            (&Method::GET, "/api/token/") => self.with_account(question, |_| Ok(self.key_list())),
            (&Method::GET, "/api/user/check_in_status") => self.with_account(question, |account| {
                Ok(succeeded(&json!({ "can_check_in": !account.checked_in })))
            }),
            (&Method::POST, "/api/user/check_in") => self.with_account(question, check_in),
            (&Method::GET, path) if path.starts_with("/api/user/") => {
                self.with_account(question, |_| Err("无权进行此操作，权限不足"))
            }
            _ => self.answers.unknown_path(question, &self.name),
        }
    }
}

/// Once a day; a day here lasts as long as the station.
fn check_in(account: &mut Account) -> Result<Value, &'static str> {
    if account.checked_in {
        return Err("你今天已经签到过了");
    }
    account.checked_in = true;
    account.quota += AWARD;
    let award = json!({ "quota": AWARD });
    Ok(json!({ "data": award, "message": "签到成功", "success": true }))
}

/// With the access token in clear, as the server tells it.
fn myself(account: &Account) -> Value {
    succeeded(&json!({
        "id": account.id,
        "username": account.name,
        "password": "",
        "display_name": account.name,
        "role": 1,
        "status": 1,
        "email": "",
        "access_token": account.access_token,
        "quota": account.quota,
        "used_quota": account.used,
        "request_count": 6,
        "group": "default",
        "aff_code": "ZMFR",
        "inviter_id": 0,
        "DeletedAt": null,
        "setting": "",
        "last_check_in_time": null,
    }))
}

fn succeeded(data: &Value) -> Value {
    json!({ "data": data, "message": "", "success": true })
}

fn models() -> Value {
    let model = |id: &str| {
        json!({
            "id": id,
            "object": "model",
            "created": 1_626_777_600,
            "owned_by": "custom",
            "permission": null,
            "root": id,
            "parent": null,
        })
    };
    let models = ["gpt-4o", "claude-3-7-sonnet-20250219"].map(model);
    json!({ "data": models, "success": true })
}
