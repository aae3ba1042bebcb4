use crate::model::error_kind::ErrorKind;
use crate::model::key_validity::KeyValidity;
use crate::model::money::Money;
use crate::model::reading::Failure;
use serde_json::Value;
use thiserror::Error;

/// Why a question got no answer that counts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", kind.name())]
pub struct RelayError {
    pub kind: ErrorKind,
    /// The station's own words; empty where it said nothing.
    pub message: String,
    /// The station's own code, a text or a number.
    pub code: Option<Value>,
    pub http_status: Option<u16>,
    pub key_valid: KeyValidity,
    /// What the refusal tells to be left, mostly a debt.
    pub left: Option<Money>,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Seconds, from the header of a 429.
    pub retry_after: Option<u64>,
}

impl RelayError {
    pub fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            message: String::new(),
            code: None,
            http_status: None,
            key_valid: KeyValidity::Unknown,
            left: None,
            location: None,
            retry_after: None,
        }
    }

    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    #[must_use]
    pub fn with_key(mut self, key_valid: KeyValidity) -> Self {
        self.key_valid = key_valid;
        self
    }

    pub fn to_failure(&self) -> Failure {
        Failure { kind: self.kind, message: self.message.clone(), http_status: self.http_status }
    }

    /// It hides who answers: no answer at all, a protection page, a rate limit, a broken gateway.
    pub const fn says_nothing_of_the_kind(&self) -> bool {
        self.kind.is_network()
            || matches!(
                self.kind,
                ErrorKind::RateLimited
                    | ErrorKind::GatewayDown
                    | ErrorKind::ServerError
                    | ErrorKind::WafChallenge
                    | ErrorKind::WafBlock
            )
    }

    /// The account's token, session or password does not open the account.
    pub const fn refuses_account(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::UnauthorizedAccount | ErrorKind::NotLoggedIn | ErrorKind::UserBanned
        )
    }

    /// The question does not exist at this station, or a page stands in its place: the station
    /// is of another kind than thought, or nothing is wrong with key and network at least.
    pub const fn is_schema_mismatch(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::EndpointMissing
                | ErrorKind::HtmlPage
                | ErrorKind::Unrecognised
                | ErrorKind::MalformedBody
                | ErrorKind::EmptyBody
        )
    }
}
