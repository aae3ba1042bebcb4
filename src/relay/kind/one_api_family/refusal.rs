use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Money;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::one_api_family::{status, token_usage};
use crate::relay::refusal::{Asked, key_is_good};
use crate::relay::response::Response;
use rust_decimal::Decimal;

/// What a text of the family means. Texts follow the language that was asked for, or do not, so
/// both languages are matched; the more telling ones first.
pub fn meaning(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
    let message = body.message.as_str();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let error = if says(&["额度已用尽", "TokenStatusExhausted"]) {
        RelayError { left: debt(message, asked), ..key_is_good(ErrorKind::KeyExhausted) }
    } else if says(&["已过期", "token has expired"]) {
        key_is_good(ErrorKind::KeyExpired)
    } else if says(&["状态不可用", "status is unavailable"]) {
        key_is_good(ErrorKind::KeyDisabled)
    } else if says(&["用户已被封禁", "User has been banned"]) {
        RelayError::new(ErrorKind::UserBanned)
    } else if says(&["指定网段", "IP 不在令牌允许", "is not allowed to access"]) {
        key_is_good(ErrorKind::IpNotAllowed)
    } else if says(&["已被弃用"]) || message.contains("无权访问") && message.contains("分组")
    {
        key_is_good(ErrorKind::PermissionDenied)
    } else if body.code_text() == "insufficient_user_quota" {
        key_is_good(ErrorKind::InsufficientBalance)
    } else if says(&["未提供令牌", "Token not provided", "未提供 Authorization"]) {
        RelayError::new(ErrorKind::KeyMissing)
    } else if says(&["Invalid Bearer token"]) {
        RelayError::new(ErrorKind::WrongAuthPlace)
    } else if says_invalid_token(message) {
        RelayError::new(ErrorKind::InvalidKey).with_key(validity_of_refused(response, body, asked))
    } else if says(&["普通用户不支持指定渠道", "获取令牌信息失败", "Failed to get token info"])
    {
        // A dash in the key is read as a channel suffix.
        RelayError::new(ErrorKind::InvalidKey)
    } else if says(&["令牌验证失败", "获取信息失败", "获取用户信息失败"]) {
        RelayError::new(ErrorKind::ServerError)
    } else if message.starts_with("Invalid URL (") {
        RelayError::new(ErrorKind::EndpointMissing)
    } else {
        return None;
    };
    Some(error)
}

/// Whether a refusal reads as of an unknown key, in any of its languages.
pub fn says_invalid_token(message: &str) -> bool {
    ["无效的令牌", "無效的令牌", "Invalid token"].iter().any(|words| message.contains(words))
}

/// Whether "invalid token" may be believed. On `/v1/*` new-api says it of every state of a key
/// since 2026-04, one-hub and done-hub of a banned account and of no key too.
fn validity_of_refused(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> KeyValidity {
    if asked.path.contains(token_usage::PATH.trim_end_matches('/')) {
        return KeyValidity::Refused;
    }
    match status::kind_by_signs(response, Some(body)) {
        Some(StationKind::OneApi | StationKind::Veloera | StationKind::ChatApi) => {
            KeyValidity::Refused
        }
        Some(StationKind::NewApi) if response.new_api_version().is_none() => KeyValidity::Refused,
        _ => KeyValidity::Unknown,
    }
}

/// new-api and Veloera write the exact points once: `RemainQuota = -1200`.
fn debt(message: &str, asked: Asked<'_>) -> Option<Money> {
    let (_, rest) = message.split_once("RemainQuota = ")?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let points: Decimal = rest.get(..end)?.parse().ok()?;
    Some(asked.units.from_points(points))
}
