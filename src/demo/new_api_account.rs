use crate::demo::call_history::CallHistory;
use crate::demo::family_key::FamilyKey;
use crate::demo::family_panel::token_row;
use crate::demo::question::Question;
use jiff::Timestamp;
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

/// An account of a new-api station whose wallet is empty while a plan pays for its calls.
#[derive(Debug)]
pub(super) struct NewApiAccount {
    started: i64,
}

impl NewApiAccount {
    pub(super) const USER_ID: u32 = 2;
    pub(super) const ACCESS_TOKEN: &str = "demoqixiaaccess00000000000000002";

    pub(super) fn new() -> Self {
        Self { started: Timestamp::now().as_second() }
    }

    /// What a question tells the account; `None` where its path is none of the account's.
    pub(super) fn answer(&self, question: &Question) -> Option<Value> {
        let data = match question.path.as_str() {
            "/api/user/self" => myself(),
            "/api/subscription/self" => self.plans(),
            "/api/token/" => self.keys(),
            "/api/log/self" => self.history().family_page(question),
            "/api/log/self/stat" => json!({ "quota": 310_000, "rpm": 0, "tpm": 0 }),
            _ => return None,
        };
        Some(json!({ "data": data, "message": "", "success": true }))
    }

    fn history(&self) -> CallHistory<'static> {
        CallHistory { key_name: "日常", until: self.started }
    }

    /// 2.60 of 10.00 USD are used; full again tomorrow, gone in 30 days.
    fn plans(&self) -> Value {
        let plan = json!({ "subscription": {
            "id": 1,
            "user_id": Self::USER_ID,
            "plan_id": 1,
            "amount_total": 5_000_000,
            "amount_used": 1_300_000,
            "start_time": self.started,
            "end_time": self.started + 30 * DAY,
            "status": "active",
            "source": "order",
            "last_reset_time": self.started,
            "next_reset_time": self.started + DAY,
            "allow_wallet_overflow": true,
            "created_at": self.started,
            "updated_at": self.started,
        } });
        json!({
            "all_subscriptions": [plan],
            "billing_preference": "subscription_first",
            "subscriptions": [plan],
        })
    }

    fn keys(&self) -> Value {
        let masked = "demo**********0000";
        let rows = [
            token_row(1, &FamilyKey::unlimited("日常", 1_300_000), masked, 1, -1),
            token_row(
                2,
                &FamilyKey::limited("给同事", 950_000, 50_000),
                masked,
                1,
                self.started + 20 * DAY,
            ),
            token_row(
                3,
                &FamilyKey::limited("试用", 12_000, 488_000),
                masked,
                3,
                self.started - DAY,
            ),
            token_row(4, &FamilyKey::limited("旧脚本", -4_000, 504_000), masked, 4, -1),
            token_row(5, &FamilyKey::limited("备用", 500_000, 0), masked, 2, -1),
        ];
        json!({ "items": rows, "page": 1, "page_size": 100, "total": rows.len() })
    }
}

/// Nothing is in the wallet.
fn myself() -> Value {
    json!({
        "id": NewApiAccount::USER_ID,
        "username": "xia",
        "display_name": "小夏",
        "email": "",
        "group": "default",
        "quota": 0,
        "used_quota": 1_300_000,
        "request_count": 41,
        "role": 1,
        "status": 1,
        "aff_code": "jSwq",
        "inviter_id": 0,
    })
}
