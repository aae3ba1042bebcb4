use crate::model::checkin::{CheckinAward, CheckinStatus};
use crate::model::error_kind::ErrorKind;
use crate::model::station_kind::StationKind;
use crate::relay::checkin_form::CheckinForm;
use crate::relay::error::RelayError;
use crate::relay::error_body::ErrorBody;
use crate::relay::lenient;
use crate::relay::refusal::Asked;
use crate::relay::station_units::StationUnits;
use serde_json::Value;

/// `AnyRouter` answers here, and says "already" by saying nothing.
const SIGN_IN_PATH: &str = "/api/user/sign_in";
const VELOERA_PATH: &str = "/api/user/check_in";
const VELOERA_STATUS_PATH: &str = "/api/user/check_in_status";

/// Words of a check-in that did not happen. They are Chinese whatever language is asked for; the
/// English ones are of forks.
const MEANINGS: [(&[&str], ErrorKind); 4] = [
    (
        &[
            "已签到",
            "已经签到",
            "already checked",
            "already check",
            "checked in today",
            "already signed",
        ],
        ErrorKind::AlreadyCheckedIn,
    ),
    (&["签到功能未启用", "签到功能未开启", "签到功能已关闭"], ErrorKind::FeatureDisabled),
    (&["turnstile"], ErrorKind::TurnstileRequired),
    (&["验证码", "captcha"], ErrorKind::CaptchaRequired),
];

/// How a member takes the check-in; `None` where it knows none.
pub fn form(kind: StationKind) -> Option<CheckinForm> {
    match kind {
        StationKind::NewApi | StationKind::OneApiFamily => Some(CheckinForm::default()),
        StationKind::Wong => Some(CheckinForm { has_switch: false, ..CheckinForm::default() }),
        StationKind::Veloera => Some(CheckinForm {
            path: VELOERA_PATH.into(),
            status_path: Some(VELOERA_STATUS_PATH),
            ..CheckinForm::default()
        }),
        StationKind::AnyRouter => Some(CheckinForm {
            path: SIGN_IN_PATH.into(),
            status_path: None,
            has_switch: false,
            as_page: true,
            ..CheckinForm::default()
        }),
        _ => None,
    }
}

/// Reads how an account's check-in stands: new-api tells a month, Veloera and WONG the day.
pub fn parse_status(json: &Value, units: &StationUnits) -> Option<CheckinStatus> {
    let data = succeeded(json)?.get("data")?;
    let flag = |place: &str| data.pointer(place).and_then(Value::as_bool);
    let checked_in_today = flag("/stats/checked_in_today")
        .or_else(|| flag("/checked_in"))
        .or_else(|| flag("/can_check_in").map(|can| !can))?;
    let number = |place: &str| data.pointer(place).and_then(lenient::decimal);
    Some(CheckinStatus {
        offered: flag("/enabled"),
        checked_in_today,
        count_month: data.pointer("/stats/checkin_count").and_then(lenient::count),
        total_awarded: number("/stats/total_quota").map(|points| units.from_points(points)),
    })
}

/// Reads what a check-in brought, in quota points on the wire: `quota_awarded` (new-api) or
/// `quota` (Veloera, WONG).
pub fn parse(json: &Value, units: &StationUnits) -> Option<CheckinAward> {
    let data = succeeded(json)?.get("data").unwrap_or(&Value::Null);
    let points = data.get("quota_awarded").or_else(|| data.get("quota")).and_then(lenient::decimal);
    Some(CheckinAward {
        awarded: points.map(|points| units.from_points(points)),
        awarded_usd: points
            .zip(units.quota_per_unit)
            .and_then(|(points, per_unit)| points.checked_div(per_unit).map(lenient::tidy)),
        date: data.get("checkin_date").and_then(lenient::text),
        message: message(json),
    })
}

/// A refusal about the check-in.
pub fn meaning(body: &ErrorBody, asked: Asked<'_>) -> Option<RelayError> {
    let message = body.message.to_lowercase();
    let by_words =
        MEANINGS.iter().find(|(words, _)| words.iter().any(|word| message.contains(word)));
    if let Some((_, kind)) = by_words {
        return Some(RelayError::new(*kind));
    }
    let lacks_route = is_user_route(asked.path) && message.contains("权限不足");
    lacks_route.then(|| RelayError::new(ErrorKind::EndpointMissing))
}

/// "Already" in an answer that looks like a success.
pub fn hidden_refusal(json: &Value, asked: Asked<'_>) -> Option<RelayError> {
    let says_nothing = succeeded(json).is_some()
        && message(json).is_empty()
        && json.get("data").is_none_or(Value::is_null);
    (asked.path.ends_with(SIGN_IN_PATH) && says_nothing)
        .then(|| RelayError::new(ErrorKind::AlreadyCheckedIn))
}

/// Where a server lacks the word after `/api/user/`, the admin's question for a user of that id
/// answers.
fn is_user_route(path: &str) -> bool {
    let word = path.split_once("/api/user/").map_or("", |(_, word)| word);
    !word.is_empty() && word != "self" && !word.contains('/')
}

fn succeeded(json: &Value) -> Option<&Value> {
    (json.get("success") == Some(&Value::Bool(true))).then_some(json)
}

fn message(json: &Value) -> String {
    json.get("message").and_then(lenient::text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(message: &str, path: &str) -> Option<ErrorKind> {
        let body = ErrorBody { message: message.into(), ..ErrorBody::default() };
        let units = StationUnits::default();
        meaning(&body, Asked { path, url: None, key_in_url: false, kind: None, units: &units })
            .map(|error| error.kind)
    }

    #[test]
    fn a_check_in_that_did_not_happen_says_why() {
        for (message, kind) in [
            ("今日已签到", ErrorKind::AlreadyCheckedIn),
            ("你今天已经签到过了", ErrorKind::AlreadyCheckedIn),
            ("You have already signed in today", ErrorKind::AlreadyCheckedIn),
            ("签到功能未启用", ErrorKind::FeatureDisabled),
            ("Turnstile token 为空", ErrorKind::TurnstileRequired),
            ("请输入图形验证码", ErrorKind::CaptchaRequired),
        ] {
            assert_eq!(told(message, "/api/user/checkin"), Some(kind), "{message}");
        }
        assert_eq!(told("数据库错误", "/api/user/checkin"), None);
    }

    #[test]
    fn a_missing_right_is_a_missing_route_only_where_a_word_stands_for_a_user() {
        let text = "无权进行此操作，权限不足";
        for path in ["/api/user/checkin", "/relay/api/user/check_in_status"] {
            assert_eq!(told(text, path), Some(ErrorKind::EndpointMissing), "{path}");
        }
        for path in ["/api/user/self", "/api/user/", "/api/token/", "/api/user/a/b"] {
            assert_eq!(told(text, path), None, "{path}");
        }
    }

    #[test]
    fn an_award_that_is_not_told_is_not_nought() {
        let units = StationUnits::of(&json!({"quota_per_unit": 500_000}));
        for data in [json!(null), json!({}), json!({"quota": null}), json!({"quota": "?"})] {
            let award = parse(&json!({"success": true, "data": data}), &units).unwrap();
            assert_eq!((award.awarded, award.awarded_usd), (None, None), "{data}");
        }
        assert_eq!(parse(&json!({"success": false, "data": {"quota": 1}}), &units), None);
    }
}
