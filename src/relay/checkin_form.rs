use crate::model::checkin_setup::CheckinSetup;
use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::relay::account_credentials::AccountCredentials;
use crate::relay::kind;
use crate::relay::request::{Auth, Method, Request};
use serde_json::json;
use std::borrow::Cow;

/// How a station takes the daily check-in. The default is the most usual way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckinForm {
    pub path: Cow<'static, str>,
    pub status_path: Option<&'static str>,
    /// Whether the station's status tells that it is switched on.
    pub has_switch: bool,
    /// It is asked for as a page of the station would ask.
    pub as_page: bool,
    /// The access token goes without a word before it.
    pub is_raw: bool,
}

impl Default for CheckinForm {
    fn default() -> Self {
        Self {
            path: CheckinSetup::USUAL_PATH.into(),
            status_path: Some(CheckinSetup::USUAL_PATH),
            has_switch: true,
            as_page: false,
            is_raw: false,
        }
    }
}

impl CheckinForm {
    /// The form of a station kind, at the path that the user chose in its place; `None` where the
    /// kind knows no check-in. What the predecessor asks by default
    /// is nobody's choice where the kind has a form of its own.
    pub fn of(kind: Option<StationKind>, setup: &CheckinSetup) -> Option<Self> {
        let kind = kind.unwrap_or(kind::MOST_LIKELY);
        let own = kind::software(kind).checkin_form(kind);
        match setup.path() {
            Some(path) if path != CheckinSetup::USUAL_PATH || own.is_none() => {
                Some(Self { has_switch: false, ..Self::at(path, own) })
            }
            _ => own,
        }
    }

    /// The form that a known path has with its own kind.
    fn at(path: String, own: Option<Self>) -> Self {
        let mut known = own.clone().into_iter().chain(kind::checkin_forms());
        let like = known.find(|form| form.path == path);
        let is_raw = own.is_some_and(|own| own.is_raw);
        like.unwrap_or(Self { path: path.into(), status_path: None, is_raw, ..Self::default() })
    }

    /// Asks how this month's check-ins stand; `None` where there is no such question.
    pub fn status_request(&self, account: &AccountOf<'_>) -> Option<Request> {
        let path = self.status_path?;
        let month = timestamp::local_month(timestamp::now());
        let query = if path == CheckinSetup::USUAL_PATH { vec![("month", month)] } else { vec![] };
        Some(Request { query, ..self.to_account(path, account)? })
    }

    /// Checks in; `None` where the account is not one that this station lets in.
    pub fn request(&self, account: &AccountOf<'_>) -> Option<Request> {
        let mut request = self.to_account(&self.path, account)?;
        if self.as_page {
            let name = "X-Requested-With".to_owned();
            request.headers.insert(0, (name, Secret::new("XMLHttpRequest")));
            request.body = Some(json!({}));
        }
        Some(Request { method: Method::Post, ..request })
    }

    /// With the user id under the names that the kind reads, and what the user set for check-ins.
    fn to_account(&self, path: &str, account: &AccountOf<'_>) -> Option<Request> {
        let auth = match (&account.credentials.access_token, &account.credentials.session_cookie) {
            (Some(token), _) if self.is_raw => Auth::Raw(token.clone()),
            (Some(token), _) => Auth::Bearer(token.clone()),
            (None, Some(cookie)) => Auth::Cookie(cookie.clone()),
            (None, None) => return None,
        };
        let software = kind::software(account.kind);
        let mut headers = software.user_headers(account.kind, &account.credentials.user_id);
        headers.extend(account.setup.headers.iter().cloned());
        Some(Request { headers, ..Request::with_auth(path, auth) })
    }
}

/// An account at a station of some kind, and what the user set about its check-in.
#[derive(Clone, Copy, Debug)]
pub struct AccountOf<'a> {
    pub credentials: &'a AccountCredentials,
    pub kind: StationKind,
    pub setup: &'a CheckinSetup,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(path: &str) -> CheckinSetup {
        CheckinSetup { path: path.into(), ..CheckinSetup::default() }
    }

    fn paths(kind: Option<StationKind>, path: &str) -> Option<(String, Option<&'static str>)> {
        let form = CheckinForm::of(kind, &setup(path))?;
        Some((form.path.into_owned(), form.status_path))
    }

    #[test]
    fn each_kind_has_its_form_or_none() {
        let new_api = Some(("/api/user/checkin".into(), Some("/api/user/checkin")));
        let veloera = Some(("/api/user/check_in".into(), Some("/api/user/check_in_status")));
        for kind in [Some(StationKind::NewApi), Some(StationKind::OneApiFamily), None] {
            assert_eq!(paths(kind, ""), new_api, "{kind:?}");
        }
        assert_eq!(paths(Some(StationKind::Veloera), ""), veloera);
        let any_router = Some(("/api/user/sign_in".into(), None));
        assert_eq!(paths(Some(StationKind::AnyRouter), ""), any_router);
        assert_eq!(paths(Some(StationKind::VoApiV2), ""), Some(("/api/check_in".into(), None)));
        for kind in [StationKind::OneApi, StationKind::OneHub, StationKind::Sub2api] {
            assert_eq!(paths(Some(kind), ""), None, "{kind:?}");
        }
    }

    #[test]
    fn a_chosen_path_wins_but_the_usual_one_is_no_choice() {
        let veloera = paths(Some(StationKind::Veloera), "");
        assert_eq!(paths(Some(StationKind::Veloera), "api/user/checkin"), veloera);
        assert_eq!(paths(Some(StationKind::NewApi), "/api/user/check_in"), veloera);
        let own = Some(("/api/clock".to_owned(), None));
        assert_eq!(paths(Some(StationKind::Veloera), "/api/clock"), own);
        assert_eq!(paths(Some(StationKind::OneHub), "/api/clock"), own);
        assert!(paths(Some(StationKind::OneHub), "/api/user/checkin").is_some());
    }

    fn request(kind: StationKind, setup: &CheckinSetup) -> Request {
        let credentials = AccountCredentials {
            access_token: Some(Secret::new("token")),
            user_id: "7".into(),
            ..AccountCredentials::default()
        };
        let account = AccountOf { credentials: &credentials, kind, setup };
        CheckinForm::of(Some(kind), setup).unwrap().request(&account).unwrap()
    }

    #[test]
    fn each_kind_is_shown_the_account_in_its_way() {
        let token = || Secret::new("token");
        let veloera = request(StationKind::Veloera, &setup(""));
        assert_eq!((veloera.method, veloera.auth), (Method::Post, Auth::Bearer(token())));
        assert_eq!(veloera.headers, [("Veloera-User".to_owned(), Secret::new("7"))]);
        assert_eq!(request(StationKind::VoApiV2, &setup("")).auth, Auth::Raw(token()));
        assert_eq!(request(StationKind::VoApiV2, &setup("/other")).auth, Auth::Raw(token()));
    }

    #[test]
    fn a_sign_in_looks_like_a_page_s_and_what_the_user_set_comes_last() {
        let own = ("x-requested-with".to_owned(), Secret::new("own"));
        let setup = CheckinSetup { headers: [own.clone()].into_iter().collect(), ..setup("") };
        let request = request(StationKind::AnyRouter, &setup);
        assert_eq!(request.body, Some(json!({})));
        assert_eq!(request.headers.first().unwrap().1.reveal(), "XMLHttpRequest");
        assert_eq!(request.headers.last(), Some(&own), "it is the one that is sent");
    }
}
