use crate::model::checkin_result::{CheckinResult, CheckinState};
use crate::model::error_kind::ErrorKind;
use crate::model::site::Site;
use crate::model::timestamp;
use rust_decimal::Decimal;

/// One line of the check-in log (签到记录).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckinEntry {
    pub id: String,
    /// `YYYY-MM-DD HH:MM:SS`, local.
    pub time: String,
    pub site_id: String,
    /// As it was called then.
    pub site_name: String,
    /// Today's check-in is made, now or before.
    pub success: bool,
    /// USD; `None` = not told.
    pub awarded_usd: Option<Decimal>,
    /// The station's own words; where it said nothing, the name of the error.
    pub message: String,
}

impl CheckinEntry {
    /// What the log says of a try; `None` for one that never reached the station.
    pub fn of(site: &Site, result: &CheckinResult) -> Option<Self> {
        let error = result.failure.as_ref().map(|failure| failure.kind);
        let is_logged = match result.state {
            CheckinState::Done | CheckinState::Already => true,
            CheckinState::Failed => error != Some(ErrorKind::Cancelled),
            CheckinState::OpenPage | CheckinState::Skipped => false,
        };
        is_logged.then(|| Self {
            id: String::new(),
            time: timestamp::local_date_time(result.time),
            site_id: site.id.clone(),
            site_name: site.name.clone(),
            success: result.state != CheckinState::Failed,
            awarded_usd: match result.state {
                CheckinState::Done => result.award.as_ref().and_then(|award| award.awarded_usd),
                _ => Some(Decimal::ZERO),
            },
            message: message(result),
        })
    }
}

fn message(result: &CheckinResult) -> String {
    match &result.failure {
        Some(failure) if failure.message.is_empty() => failure.kind.name().to_owned(),
        Some(failure) => failure.message.clone(),
        None => result.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::checkin::CheckinAward;
    use crate::model::reading::Failure;

    fn entry(result: &CheckinResult) -> Option<CheckinEntry> {
        CheckinEntry::of(&Site { name: "A".into(), ..Site::default() }, result)
    }

    #[test]
    fn an_award_that_was_not_told_is_not_nought() {
        let done = CheckinResult {
            award: Some(CheckinAward::default()),
            message: "签到成功".into(),
            ..CheckinResult::new(CheckinState::Done, 7)
        };
        let logged = entry(&done).unwrap();
        assert_eq!((logged.awarded_usd, logged.message.as_str()), (None, "签到成功"));
        let already = entry(&CheckinResult::new(CheckinState::Already, 7)).unwrap();
        assert_eq!((already.success, already.awarded_usd), (true, Some(Decimal::ZERO)));
    }

    #[test]
    fn what_never_reached_the_station_is_not_logged() {
        let failed = |kind| {
            let failure = Failure { kind, message: String::new(), http_status: None };
            entry(&CheckinResult::failed(failure, 7))
        };
        assert_eq!(failed(ErrorKind::DisabledSite), None);
        assert_eq!(failed(ErrorKind::Cancelled), None);
        assert_eq!(entry(&CheckinResult::new(CheckinState::OpenPage, 7)), None);
        assert_eq!(failed(ErrorKind::Timeout).unwrap().message, "timeout");
    }
}
