use crate::model::change::Change;
use crate::model::clock_time::ClockTime;
use crate::model::settings::Settings;
use rust_decimal::Decimal;
use std::time::Duration;

/// What the user changed of the settings; all else stays as it stands when this is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsEdit {
    pub auto_query: Change<bool>,
    pub interval_minutes: Change<u32>,
    pub query_at_start: Change<bool>,
    pub connect_timeout: Change<Duration>,
    pub answer_timeout: Change<Duration>,
    pub concurrent_origins: Change<usize>,
    pub low_balance_threshold: Change<Decimal>,
    pub low_balance_threshold_cny: Change<Decimal>,
    pub expiry_warning_days: Change<u32>,
    pub notifications: Change<bool>,
    pub quiet: Change<bool>,
    pub quiet_from: Change<ClockTime>,
    pub quiet_to: Change<ClockTime>,
    /// `None` = the usual path, as for the next.
    pub subscription_path: Change<Option<String>>,
    pub usage_path: Change<Option<String>>,
    pub logs_path: Change<Option<String>>,
    pub logs_page_size: Change<usize>,
    pub costly_row: Change<Decimal>,
    /// `None` = for ever.
    pub history_keep_days: Change<Option<u32>>,
}

impl SettingsEdit {
    pub fn apply_to(self, settings: &mut Settings) {
        self.auto_query.apply_to(&mut settings.auto_query.enabled);
        self.interval_minutes.apply_to(&mut settings.auto_query.interval_minutes);
        self.query_at_start.apply_to(&mut settings.auto_query.at_start);
        self.connect_timeout.apply_to(&mut settings.connect_timeout);
        self.answer_timeout.apply_to(&mut settings.answer_timeout);
        self.concurrent_origins.apply_to(&mut settings.concurrent_origins);
        self.low_balance_threshold.apply_to(&mut settings.low_balance_threshold);
        self.low_balance_threshold_cny.apply_to(&mut settings.low_balance_threshold_cny);
        self.expiry_warning_days.apply_to(&mut settings.expiry_warning_days);
        self.notifications.apply_to(&mut settings.notifications);
        self.quiet.apply_to(&mut settings.quiet_hours.enabled);
        self.quiet_from.apply_to(&mut settings.quiet_hours.from);
        self.quiet_to.apply_to(&mut settings.quiet_hours.to);
        self.subscription_path.apply_to(&mut settings.endpoints.balance_subscription);
        self.usage_path.apply_to(&mut settings.endpoints.balance_usage);
        self.logs_path.apply_to(&mut settings.endpoints.logs);
        self.logs_page_size.apply_to(&mut settings.logs_page_size);
        self.costly_row.apply_to(&mut settings.costly_row);
        self.history_keep_days.apply_to(&mut settings.history_keep_days);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::auto_query::AutoQuery;
    use crate::model::endpoint_overrides::EndpointOverrides;
    use crate::model::quiet_hours::QuietHours;

    #[test]
    fn every_field_can_be_edited() {
        let [from, to] = [1, 2].map(ClockTime::on_the_hour);
        let mut settings = Settings::default();
        SettingsEdit::default().apply_to(&mut settings);
        assert_eq!(settings, Settings::default());
        SettingsEdit {
            auto_query: Change::To(true),
            interval_minutes: Change::To(7),
            query_at_start: Change::To(true),
            connect_timeout: Change::To(Duration::from_secs(1)),
            answer_timeout: Change::To(Duration::from_secs(2)),
            concurrent_origins: Change::To(3),
            low_balance_threshold: Change::To(4.into()),
            low_balance_threshold_cny: Change::To(5.into()),
            expiry_warning_days: Change::To(6),
            notifications: Change::To(false),
            quiet: Change::To(true),
            quiet_from: Change::To(from),
            quiet_to: Change::To(to),
            subscription_path: Change::To(Some("/s".into())),
            usage_path: Change::To(Some("/u".into())),
            logs_path: Change::To(Some("/l".into())),
            logs_page_size: Change::To(8),
            costly_row: Change::To(10.into()),
            history_keep_days: Change::To(Some(9)),
        }
        .apply_to(&mut settings);
        let expected = Settings {
            auto_query: AutoQuery { enabled: true, interval_minutes: 7, at_start: true },
            connect_timeout: Duration::from_secs(1),
            answer_timeout: Duration::from_secs(2),
            concurrent_origins: 3,
            low_balance_threshold: 4.into(),
            low_balance_threshold_cny: 5.into(),
            expiry_warning_days: 6,
            notifications: false,
            quiet_hours: QuietHours { enabled: true, from, to },
            endpoints: EndpointOverrides {
                balance_subscription: Some("/s".into()),
                balance_usage: Some("/u".into()),
                logs: Some("/l".into()),
            },
            logs_page_size: 8,
            costly_row: 10.into(),
            history_keep_days: Some(9),
        };
        assert_eq!(settings, expected);
    }
}
