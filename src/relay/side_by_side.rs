//! A site with a key and an account asks both; here their answers become one finding.

use crate::model::balance::{Balance, Scope, Window};
use crate::model::balance_note::BalanceNote;
use crate::model::key_validity::KeyValidity;
use crate::relay::error::RelayError;
use crate::relay::finding::Finding;
use crate::relay::station::Station;

/// What a key brought: no balance where the station has none to ask for.
pub(super) type KeyOutcome = Result<Option<Balance>, RelayError>;
/// What an account brought.
pub(super) type AccountOutcome = Result<Balance, RelayError>;

/// The account's wallet is the balance, and the key's own limit stands beside it. Where the account
/// tells nothing, the key does.
pub(super) fn put_together(
    station: Station,
    key: Option<KeyOutcome>,
    account: Option<AccountOutcome>,
) -> Finding {
    match (key, account) {
        (key, Some(Ok(wallet))) => {
            let key_valid = validity(key.as_ref());
            Finding::Balance(station, Box::new(beside(wallet, key)), key_valid)
        }
        (Some(Ok(Some(balance))), account) => {
            let note = account.and_then(Result::err).and_then(|error| note(Scope::Account, &error));
            let balance = Balance { note, ..balance };
            Finding::Balance(station, Box::new(balance), KeyValidity::Valid)
        }
        (Some(Ok(None)), _) | (None, None) => Finding::NoBalance(station),
        // A key that cannot be used here says less than what the account was refused for.
        (Some(Err(error)), Some(Err(of_account))) if error.kind.is_skip() => {
            Finding::Failed(Some(station), of_account)
        }
        (Some(Err(error)), _) | (None, Some(Err(error))) => Finding::Failed(Some(station), error),
    }
}

fn validity(key: Option<&KeyOutcome>) -> KeyValidity {
    match key {
        Some(Ok(_)) => KeyValidity::Valid,
        Some(Err(error)) => error.key_valid,
        None => KeyValidity::Unknown,
    }
}

/// The wallet with what the key tells of itself.
fn beside(wallet: Balance, key: Option<KeyOutcome>) -> Balance {
    match key {
        Some(Ok(Some(key))) => with_key(wallet, key),
        Some(Err(error)) => Balance { note: note(Scope::Token, &error), ..wallet },
        Some(Ok(None)) | None => wallet,
    }
}

fn with_key(wallet: Balance, key: Balance) -> Balance {
    let mut windows = wallet.windows;
    windows.extend(key_window(&key).filter(|_| key.unit == wallet.unit));
    Balance {
        windows,
        expires_at: wallet.expires_at.or(key.expires_at),
        today: wallet.today.or(key.today),
        name_of_key: key.name_of_key,
        key_status: key.key_status,
        model_limits: key.model_limits,
        ..wallet
    }
}

/// The limit of the key itself. One without a limit has none to show, and what is not known to be
/// the key's is not shown as its.
fn key_window(key: &Balance) -> Option<Window> {
    let is_its_own = key.scope == Scope::Token && !key.unlimited;
    Some(Window {
        window: "key".to_owned(),
        limit: Some(key.total.filter(|_| is_its_own)?),
        used: key.used,
        ..Window::default()
    })
}

/// A credential that the station has no use for is nothing to note.
fn note(scope: Scope, error: &RelayError) -> Option<BalanceNote> {
    let note = BalanceNote { scope, kind: error.kind, message: error.message.clone() };
    (!error.kind.is_skip()).then_some(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::base_url::BaseUrl;
    use crate::model::error_kind::ErrorKind;
    use crate::model::money::Unit;
    use crate::model::station_kind::StationKind;

    fn station() -> Station {
        let base = BaseUrl::parse("https://relay.example").unwrap();
        Station::new(&base, StationKind::NewApi, "/api/status")
    }

    fn wallet() -> Balance {
        Balance { scope: Scope::Account, remaining: Some(50.into()), ..Balance::default() }
    }

    fn key() -> Balance {
        Balance {
            scope: Scope::Token,
            remaining: Some(8.into()),
            used: Some(2.into()),
            total: Some(10.into()),
            name_of_key: Some("cc".into()),
            expires_at: Some(7),
            ..Balance::default()
        }
    }

    fn balance(key: Option<KeyOutcome>, account: Option<AccountOutcome>) -> (Balance, KeyValidity) {
        match put_together(station(), key, account) {
            Finding::Balance(_, balance, key_valid) => (*balance, key_valid),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_wallet_is_the_balance_and_the_key_s_limit_a_window() {
        let (told, key_valid) = balance(Some(Ok(Some(key()))), Some(Ok(wallet())));
        assert_eq!((told.scope, told.remaining), (Scope::Account, Some(50.into())));
        assert_eq!(key_valid, KeyValidity::Valid);
        let [window] = told.windows.as_slice() else { panic!("{:?}", told.windows) };
        assert_eq!((window.window.as_str(), window.limit), ("key", Some(10.into())));
        assert_eq!((window.used, told.name_of_key.as_deref()), (Some(2.into()), Some("cc")));
        assert_eq!(told.note, None);
    }

    #[test]
    fn what_is_not_the_key_s_own_limit_is_no_window() {
        for key in [
            Balance { unlimited: true, total: None, ..key() },
            Balance { scope: Scope::Unknown, ..key() },
            Balance { unit: Unit::Points, ..key() },
        ] {
            let (told, _) = balance(Some(Ok(Some(key))), Some(Ok(wallet())));
            assert_eq!(told.windows, Vec::new());
        }
    }

    #[test]
    fn a_refused_account_leaves_the_key_s_number_and_a_note() {
        let refused = RelayError::new(ErrorKind::UnauthorizedAccount).with_message("no");
        let (told, _) = balance(Some(Ok(Some(key()))), Some(Err(refused)));
        assert_eq!((told.scope, told.remaining), (Scope::Token, Some(8.into())));
        let note = told.note.unwrap();
        assert_eq!((note.scope, note.kind), (Scope::Account, ErrorKind::UnauthorizedAccount));
        assert_eq!(note.message, "no");
    }

    #[test]
    fn a_refused_key_leaves_the_wallet_and_a_note() {
        let refused = RelayError::new(ErrorKind::InvalidKey).with_key(KeyValidity::Refused);
        let (told, key_valid) = balance(Some(Err(refused)), Some(Ok(wallet())));
        assert_eq!((told.scope, told.remaining), (Scope::Account, Some(50.into())));
        assert_eq!(key_valid, KeyValidity::Refused);
        assert_eq!(told.note.map(|note| note.scope), Some(Scope::Token));
    }

    #[test]
    fn an_account_alone_says_nothing_of_a_key() {
        let (told, key_valid) = balance(None, Some(Ok(wallet())));
        assert_eq!((told.scope, key_valid), (Scope::Account, KeyValidity::Unknown));
        let useless = RelayError::new(ErrorKind::IncompleteSite);
        let (told, _) = balance(Some(Err(useless.clone())), Some(Ok(wallet())));
        assert_eq!(told.note, None, "a key without a use is no failure");
        let refused = RelayError::new(ErrorKind::UnauthorizedAccount);
        let Finding::Failed(_, error) =
            put_together(station(), Some(Err(useless)), Some(Err(refused)))
        else {
            panic!("nothing was told")
        };
        assert_eq!(error.kind, ErrorKind::UnauthorizedAccount);
    }
}
