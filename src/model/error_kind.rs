use serde::{Deserialize, Serialize};

macro_rules! error_kinds {
    ($( $(#[$doc:meta])* $variant:ident = $name:literal, )*) => {
        /// What went wrong when a station was asked. A value, never a sentence: words are in `text`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ErrorKind {
            $( $(#[$doc])* #[serde(rename = $name)] $variant, )*
        }

        impl ErrorKind {
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The name in files and in JSON.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }
        }
    };
}

error_kinds! {
    // The station answered.
    InvalidKey = "invalid_key",
    KeyMissing = "key_missing",
    KeyExhausted = "key_exhausted",
    KeyExpired = "key_expired",
    KeyDisabled = "key_disabled",
    IpNotAllowed = "ip_not_allowed",
    UserBanned = "user_banned",
    InsufficientBalance = "insufficient_balance",
    SubscriptionMissing = "subscription_missing",
    UsageLimitExceeded = "usage_limit_exceeded",
    UnauthorizedAccount = "unauthorized_account",
    NotLoggedIn = "not_logged_in",
    MissingUserId = "missing_user_id",
    UserIdMismatch = "user_id_mismatch",
    PermissionDenied = "permission_denied",
    WrongAuthPlace = "wrong_auth_place",
    SessionKeyRequired = "session_key_required",
    EndpointMissing = "endpoint_missing",
    BadRequest = "bad_request",
    FeatureDisabled = "feature_disabled",
    /// The key's time begins with the first call, and asking would be one.
    NotActivated = "not_activated",
    AlreadyCheckedIn = "already_checked_in",
    TurnstileRequired = "turnstile_required",
    CaptchaRequired = "captcha_required",
    RateLimited = "rate_limited",
    /// A protection page that a browser could pass.
    WafChallenge = "waf_challenge",
    /// A protection page that refuses.
    WafBlock = "waf_block",
    /// A web page where an API answer was expected.
    HtmlPage = "html_page",
    Redirect = "redirect",
    RedirectLogin = "redirect_login",
    RedirectOtherHost = "redirect_other_host",
    GatewayDown = "gateway_down",
    EmptyBody = "empty_body",
    MalformedBody = "malformed_body",
    /// JSON that fits no known schema.
    Unrecognised = "unrecognised",
    ServerError = "server_error",
    // The station did not answer.
    Dns = "dns",
    ConnectFailed = "connect_failed",
    Tls = "tls",
    ProxyFailed = "proxy_failed",
    Timeout = "timeout",
    ConnectionLost = "connection_lost",
    BodyTooLarge = "body_too_large",
    /// Not HTTP, or endless or too many headers.
    Protocol = "protocol",
    // The station was not asked.
    /// No URL, or no credential that the station could use.
    IncompleteSite = "incomplete_site",
    DisabledSite = "disabled_site",
    /// The service was recognised, and this version cannot ask it yet.
    NotSupported = "not_supported",
    Cancelled = "cancelled",
    /// A job panicked.
    Internal = "internal",
}

impl ErrorKind {
    /// The key is real and the station says that nothing is left for it to spend.
    pub const fn means_exhausted(self) -> bool {
        matches!(self, Self::KeyExhausted | Self::InsufficientBalance | Self::UsageLimitExceeded)
    }

    /// No answer arrived, so nothing was learnt about the station's kind.
    pub const fn is_network(self) -> bool {
        matches!(
            self,
            Self::Dns
                | Self::ConnectFailed
                | Self::Tls
                | Self::ProxyFailed
                | Self::Timeout
                | Self::ConnectionLost
                | Self::BodyTooLarge
                | Self::Protocol
        )
    }

    /// The request was never made.
    pub const fn is_skip(self) -> bool {
        matches!(self, Self::IncompleteSite | Self::DisabledSite | Self::NotSupported)
    }
}
