/// Paths that the user set in place of a station kind's own. Each begins with a slash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointOverrides {
    pub balance_subscription: Option<String>,
    pub balance_usage: Option<String>,
    /// Where the log of a key is asked for.
    pub logs: Option<String>,
}

impl EndpointOverrides {
    pub const SUBSCRIPTION_DEFAULT: &'static str = "/v1/dashboard/billing/subscription";
    pub const USAGE_DEFAULT: &'static str = "/v1/dashboard/billing/usage";
    pub const LOGS_DEFAULT: &'static str = "/api/log/token";

    pub const fn is_empty(&self) -> bool {
        self.balance_subscription.is_none() && self.balance_usage.is_none() && self.logs.is_none()
    }

    /// These paths where set, else the ones of `fallback`.
    #[must_use]
    pub fn or(&self, fallback: &Self) -> Self {
        Self {
            balance_subscription: self
                .balance_subscription
                .clone()
                .or_else(|| fallback.balance_subscription.clone()),
            balance_usage: self.balance_usage.clone().or_else(|| fallback.balance_usage.clone()),
            logs: self.logs.clone().or_else(|| fallback.logs.clone()),
        }
    }

    pub fn subscription_path(&self) -> &str {
        self.balance_subscription.as_deref().unwrap_or(Self::SUBSCRIPTION_DEFAULT)
    }

    pub fn logs_path(&self) -> &str {
        self.logs.as_deref().unwrap_or(Self::LOGS_DEFAULT)
    }

    pub fn usage_path(&self) -> &str {
        self.balance_usage.as_deref().unwrap_or(Self::USAGE_DEFAULT)
    }
}
