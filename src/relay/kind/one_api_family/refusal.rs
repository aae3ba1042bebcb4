use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Money;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::kind::one_api_family::{checkin, logs, status, token_usage};
use crate::relay::refusal::{Asked, key_is_good};
use crate::relay::response::Response;
use rust_decimal::Decimal;

/// Words of the family and what they mean, the more telling ones first. Texts follow the language
/// that was asked for, or do not, so both languages are matched.
const MEANINGS: [(&[&str], ErrorKind, KeyValidity); 12] = [
    (&["额度已用尽", "TokenStatusExhausted"], ErrorKind::KeyExhausted, KeyValidity::Valid),
    (&["已过期", "token has expired"], ErrorKind::KeyExpired, KeyValidity::Valid),
    (&["状态不可用", "status is unavailable"], ErrorKind::KeyDisabled, KeyValidity::Valid),
    (&["用户已被封禁", "User has been banned"], ErrorKind::UserBanned, KeyValidity::Unknown),
    (
        &["指定网段", "IP 不在令牌允许", "is not allowed to access"],
        ErrorKind::IpNotAllowed,
        KeyValidity::Valid,
    ),
    // The key's group is closed or gone.
    (&["无权访问", "已被弃用"], ErrorKind::PermissionDenied, KeyValidity::Valid),
    (
        &["未提供令牌", "Token not provided", "未提供 Authorization"],
        ErrorKind::KeyMissing,
        KeyValidity::Unknown,
    ),
    (
        &["未登录且未提供", "not logged in and no access token"],
        ErrorKind::NotLoggedIn,
        KeyValidity::Unknown,
    ),
    (
        &["access token 无效", "invalid access token"],
        ErrorKind::UnauthorizedAccount,
        KeyValidity::Unknown,
    ),
    (&["Invalid Bearer token"], ErrorKind::WrongAuthPlace, KeyValidity::Unknown),
    (
        &["令牌验证失败", "获取信息失败", "获取用户信息失败"],
        ErrorKind::ServerError,
        KeyValidity::Unknown,
    ),
    // A log is asked for too many rows, or for too old ones.
    (&["参数不能超过", "不能早于"], ErrorKind::BadRequest, KeyValidity::Unknown),
];

/// A dash in the key is read as a channel suffix.
const SUFFIXED_KEY: [&str; 3] =
    ["普通用户不支持指定渠道", "获取令牌信息失败", "Failed to get token info"];

/// What a text or code of the family means.
pub fn meaning(response: &Response, body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
    let message = body.message.as_str();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if body.code_text() == "insufficient_user_quota" {
        return Some(key_is_good(ErrorKind::InsufficientBalance));
    }
    if asked.path.ends_with(logs::KEY_PATH)
        && let Some(kind) = of_key_log(message, asked)
    {
        return Some(RelayError::new(kind));
    }
    let of_account = account_code(body.code_text()).or_else(|| user_header(message));
    if let Some(kind) = of_account {
        return Some(RelayError::new(kind));
    }
    if let Some((_, kind, key_valid)) = MEANINGS.iter().find(|(words, ..)| says(words)) {
        let left = debt(message, asked).filter(|_| *kind == ErrorKind::KeyExhausted);
        return Some(RelayError { left, ..RelayError::new(*kind).with_key(*key_valid) });
    }
    if says_invalid_token(message) {
        let key_valid = validity_of_refused(response, body, asked);
        return Some(RelayError::new(ErrorKind::InvalidKey).with_key(key_valid));
    }
    if says(&SUFFIXED_KEY) {
        return Some(RelayError::new(ErrorKind::InvalidKey));
    }
    if message.starts_with("Invalid URL (") {
        return Some(RelayError::new(ErrorKind::EndpointMissing));
    }
    checkin::meaning(body, asked)
}

/// A log that was asked for with a key says so in the words of other questions.
fn of_key_log(message: &str, asked: Asked<'_>) -> Option<ErrorKind> {
    if message == "record not found" {
        // Builds that look at the address alone say it of every key in a header.
        let by_header = ErrorKind::WrongAuthPlace;
        return Some(if asked.key_in_url { ErrorKind::InvalidKey } else { by_header });
    }
    // The key was taken for the token of an account.
    let is_of_account =
        ["access token 无效", "invalid access token"].iter().any(|words| message.contains(words));
    is_of_account.then_some(ErrorKind::WrongAuthPlace)
}

/// What new-api says of an account since 2026-07-20.
fn account_code(code: &str) -> Option<ErrorKind> {
    match code {
        "AUTH_UNAUTHORIZED" => Some(ErrorKind::UnauthorizedAccount),
        "AUTH_SESSION_REVOKED" | "AUTH_TOKEN_EXPIRED" => Some(ErrorKind::NotLoggedIn),
        "AUTH_USER_DISABLED" => Some(ErrorKind::UserBanned),
        "AUTH_INSUFFICIENT_PRIVILEGE" => Some(ErrorKind::PermissionDenied),
        "AUTH_INTERNAL_ERROR" => Some(ErrorKind::ServerError),
        _ => None,
    }
}

/// The header that tells the user is missing, or tells another one.
fn user_header(message: &str) -> Option<ErrorKind> {
    let lower_case = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower_case.contains(word));
    if !says(&["-user", "user-id"]) {
        return None;
    }
    if says(&["格式错误", "format error", "不匹配", "does not match"]) {
        return Some(ErrorKind::UserIdMismatch);
    }
    says(&["未提供", "not provided"]).then_some(ErrorKind::MissingUserId)
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
