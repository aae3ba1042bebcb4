use crate::demo::family_key::FamilyKey;
use serde_json::{Value, json};

/// Points to a token at a ratio of 1; the second number is how much dearer output is.
const RATIOS: [(&str, f64, f64); 22] = [
    ("claude-opus-4-5-20251101", 2.5, 5.0),
    ("claude-sonnet-4-5-20250929", 1.5, 5.0),
    ("claude-haiku-4-5-20251001", 0.5, 5.0),
    ("claude-3-7-sonnet-20250219", 1.5, 5.0),
    ("gpt-5.1", 0.625, 8.0),
    ("gpt-5.1-codex", 0.625, 8.0),
    ("gpt-5-mini", 0.125, 8.0),
    ("gpt-5-nano", 0.025, 8.0),
    ("gpt-4.1", 1.0, 4.0),
    ("gpt-4.1-mini", 0.2, 4.0),
    ("gpt-4o", 1.25, 4.0),
    ("gpt-4o-mini", 0.075, 4.0),
    ("o3", 1.0, 4.0),
    ("o4-mini", 0.55, 4.0),
    ("gemini-2.5-pro", 0.625, 8.0),
    ("gemini-2.5-flash", 0.15, 8.333_333),
    ("deepseek-chat", 0.135, 4.07),
    ("deepseek-reasoner", 0.275, 3.98),
    ("qwen3-max", 0.6, 5.0),
    ("kimi-k2-0905-preview", 0.3, 4.17),
    ("glm-4.6", 0.3, 3.67),
    // Nobody priced this one.
    ("some-new-model", 37.5, 1.0),
];

/// `GET /api/pricing` of new-api and Veloera.
pub(super) fn prices() -> Value {
    let by_token = RATIOS.iter().map(|(model, ratio, completion)| {
        json!({
            "model_name": model,
            "quota_type": 0,
            "model_ratio": ratio,
            "model_price": 0,
            "owner_by": "",
            "completion_ratio": completion,
            "enable_groups": ["default", "vip"],
        })
    });
    let by_call = json!({
        "model_name": "mj_imagine",
        "quota_type": 1,
        "model_ratio": 0,
        "model_price": 0.1,
        "owner_by": "",
        "completion_ratio": 0,
        "enable_groups": ["default"],
    });
    json!({
        "data": by_token.chain([by_call]).collect::<Vec<_>>(),
        "group_ratio": { "default": 1, "vip": 0.8 },
        "success": true,
        "usable_group": { "default": "默认分组", "vip": "VIP" },
    })
}

/// A row of `GET /api/token/`. `status` is 1 on, 2 off, 3 expired, 4 used up; `expires_at` is in
/// unix seconds, -1 = never.
pub(super) fn token_row(
    id: u32,
    key: &FamilyKey,
    shown_key: &str,
    status: u8,
    expires_at: i64,
) -> Value {
    json!({
        "id": id,
        "key": shown_key,
        "status": status,
        "name": key.name,
        "created_time": 1_790_000_000,
        "accessed_time": 1_795_000_000,
        "expired_time": expires_at,
        "remain_quota": key.remaining,
        "unlimited_quota": key.unlimited,
        "model_limits_enabled": false,
        "model_limits": "",
        "allow_ips": "",
        "used_quota": key.used,
        "group": "default",
        "DeletedAt": null,
    })
}
