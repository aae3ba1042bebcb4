use crate::model::balance::Scope;
use crate::model::key_validity::KeyValidity;
use crate::model::reading::ReadingState;
use crate::model::site_health::SiteHealth;
use crate::text::language::Language;
use crate::text::table::Text;

pub const fn health(health: SiteHealth) -> Text {
    match health {
        SiteHealth::Ok => Text::HealthOk,
        SiteHealth::Low => Text::HealthLow,
        SiteHealth::Failed => Text::HealthFailed,
        SiteHealth::Stale => Text::HealthStale,
        SiteHealth::Unasked => Text::HealthUnasked,
        SiteHealth::Disabled => Text::HealthDisabled,
    }
}

pub const fn scope(scope: Scope) -> Text {
    match scope {
        Scope::Token => Text::ScopeKey,
        Scope::Account => Text::ScopeAccount,
        Scope::Subscription => Text::ScopeSubscription,
        Scope::Unknown => Text::ScopeUnknown,
    }
}

pub const fn reading_state(state: ReadingState) -> Text {
    match state {
        ReadingState::Ok => Text::StateOk,
        ReadingState::Exhausted => Text::StateExhausted,
        ReadingState::NoBalance => Text::StateNoBalance,
        ReadingState::Blocked => Text::StateBlocked,
        ReadingState::NotAnApi => Text::StateNotAnApi,
        ReadingState::Skipped => Text::StateSkipped,
        ReadingState::Error => Text::StateError,
    }
}

pub const fn key_validity(validity: KeyValidity) -> Text {
    match validity {
        KeyValidity::Valid => Text::KeyValid,
        KeyValidity::Refused => Text::KeyRefused,
        KeyValidity::Unknown => Text::KeyUnproven,
    }
}

/// The name of a limit's span: `5h` → `5 小时`, `key` → `密钥限额`. A span that is not known is
/// shown as it stands.
pub fn window(name: &str, language: Language) -> String {
    let text = match name {
        "total" => Text::WindowTotal,
        "key" => Text::WindowKey,
        "plan" => Text::WindowPlan,
        span => return window_span(span, language).unwrap_or_else(|| span.to_owned()),
    };
    text.in_language(language).to_owned()
}

fn window_span(span: &str, language: Language) -> Option<String> {
    let unit = span.chars().last()?;
    let count: u32 = span.strip_suffix(unit)?.parse().ok()?;
    let text = match unit {
        'm' => Text::WindowMinutes,
        'h' => Text::WindowHours,
        'd' => Text::WindowDays,
        _ => return None,
    };
    Some(text.fill(language, &[("count", &count)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_named() {
        assert_eq!(window("5h", Language::Zh), "5 小时");
        assert_eq!(window("7d", Language::En), "7 d");
        assert_eq!(window("90m", Language::Zh), "90 分钟");
        assert_eq!(window("key", Language::En), "Key limit");
        assert_eq!(window("monthly", Language::Zh), "monthly");
        assert_eq!(window("", Language::Zh), "");
    }
}
