use crate::model::account_key::{AccountKey, AccountKeyStatus};
use crate::text::table::Text;

/// How a key of an account stands at `now` (unix seconds). Some programs call a key good that has
/// expired.
pub fn key_status(key: &AccountKey, now: i64) -> Option<AccountKeyStatus> {
    let has_expired = key.expires_at.is_some_and(|time| time <= now);
    match key.status {
        Some(AccountKeyStatus::Enabled) if has_expired => Some(AccountKeyStatus::Expired),
        status => status,
    }
}

pub const fn status(status: AccountKeyStatus) -> Text {
    match status {
        AccountKeyStatus::Enabled => Text::AccountKeyEnabled,
        AccountKeyStatus::Disabled => Text::AccountKeyDisabled,
        AccountKeyStatus::Expired => Text::AccountKeyExpired,
        AccountKeyStatus::Exhausted => Text::AccountKeyExhausted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_past_its_end_is_not_called_good() {
        let key = |status, expires_at| AccountKey { status, expires_at, ..AccountKey::default() };
        let enabled = Some(AccountKeyStatus::Enabled);
        assert_eq!(key_status(&key(enabled, Some(5)), 5), Some(AccountKeyStatus::Expired));
        assert_eq!(key_status(&key(enabled, Some(6)), 5), enabled);
        assert_eq!(key_status(&key(enabled, None), 5), enabled);
        assert_eq!(key_status(&key(None, Some(1)), 5), None);
    }
}
