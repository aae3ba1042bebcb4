use crate::model::checkin_setup::CheckinSetup;
use crate::model::money::Unit;
use crate::model::new_site::NewSite;
use crate::model::proxy_setting::ProxySetting;
use crate::model::reading::Reading;
use crate::model::secret::Secret;
use crate::model::site::{BalanceAuth, LastError, LogAuth, Site, SiteType};
use crate::model::site_headers::SiteHeaders;
use crate::model::station_kind::StationKind;
use crate::model::timestamp;
use crate::store::endpoints_record;
use crate::store::json_field::{decimal, flag, number, text, texts};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Reads a site leniently: whatever stands in a field, the site is there.
pub(super) fn read(record: &Map<String, Value>) -> Site {
    let secret = |name| Secret::new(text(record, name));
    Site {
        id: text(record, "id"),
        name: text(record, "name"),
        url: text(record, "url"),
        site_type: SiteType::from_name(&text(record, "type")).unwrap_or_default(),
        tags: texts(record, "tags"),
        notes: text(record, "notes"),
        api_key: secret("api_key"),
        session_cookie: secret("session_cookie"),
        access_token: secret("access_token"),
        login_name: text(record, "login_name"),
        login_password: secret("login_password"),
        user_id: read_user_id(record),
        balance: decimal(record, "balance"),
        balance_unit: Unit::from(text(record, "balance_unit")),
        last_query_time: text(record, "last_query_time"),
        balance_auth: read_balance_auth(record),
        log_auth: read_log_auth(record),
        log_relay: text(record, "proxy"),
        headers: read_headers(record, "headers"),
        endpoints: endpoints_record::read(record.get("endpoints")),
        pinned: flag(record, "pinned"),
        disabled: flag(record, "disabled"),
        excluded_from_totals: flag(record, "excluded_from_totals"),
        low_balance_threshold: decimal(record, "low_balance_threshold")
            .filter(|threshold| *threshold >= Decimal::ZERO),
        station_kind: StationKind::from_name(&text(record, "station_kind")),
        station_kind_fixed: flag(record, "station_kind_fixed"),
        last_reading: record.get("last_reading").and_then(Reading::from_json),
        last_error: record.get("last_error").and_then(read_last_error),
        key_details: record
            .get("key_details")
            .and_then(|details| serde_json::from_value(details.clone()).ok()),
        http_proxy: ProxySetting::parse(&text(record, "http_proxy")),
        checkin: CheckinSetup {
            page: text(record, "checkin_url"),
            path: text(record, "checkin_api_path"),
            headers: read_headers(record, "checkin_headers"),
        },
    }
}

/// Writes the fields in which `after` differs from `before`, and no other: what could not be
/// read, or was never changed, stays as it stands in the file. The id names the record and is
/// never written.
pub(super) fn write_changes(record: &mut Map<String, Value>, before: &Site, after: &Site) {
    let mut changes = Changes { record, before, after };
    changes.text("name", |site| &site.name);
    changes.text("url", |site| &site.url);
    changes.write("type", |site| site.site_type, |site| Some(site.site_type.name().into()));
    changes.write("tags", |site| &site.tags, |site| Some(json!(site.tags)));
    changes.text("notes", |site| &site.notes);
    changes.text("api_key", |site| site.api_key.reveal());
    changes.text("session_cookie", |site| site.session_cookie.reveal());
    changes.write("checkin_cookie_updated_at", |site| &site.session_cookie, |_| Some(local_now()));
    changes.text("access_token", |site| site.access_token.reveal());
    changes.text("login_name", |site| &site.login_name);
    changes.text("login_password", |site| site.login_password.reveal());
    changes.text("user_id", |site| &site.user_id);
    changes.write("balance", |site| site.balance, |site| site.balance.and_then(number));
    changes.text("http_proxy", |site| site.http_proxy.field());
    changes.text("balance_unit", |site| unit_name(&site.balance_unit));
    changes.text("last_query_time", |site| &site.last_query_time);
    changes.text("balance_auth_type", |site| balance_auth_name(site.balance_auth));
    changes.text("log_auth_type", |site| log_auth_name(site.log_auth));
    changes.text("proxy", |site| &site.log_relay);
    changes.write("headers", |site| &site.headers, |site| Some(headers_json(&site.headers)));
    changes.flag("pinned", |site| site.pinned);
    changes.flag("disabled", |site| site.disabled);
    changes.flag("excluded_from_totals", |site| site.excluded_from_totals);
    changes.write(
        "low_balance_threshold",
        |site| site.low_balance_threshold,
        |site| site.low_balance_threshold.and_then(number),
    );
    changes.write(
        "station_kind",
        |site| site.station_kind,
        |site| site.station_kind.map(|kind| kind.name().into()),
    );
    changes.flag("station_kind_fixed", |site| site.station_kind_fixed);
    changes.write("last_reading", |site| &site.last_reading, last_reading_json);
    changes.write(
        "last_error",
        |site| site.last_error,
        |site| site.last_error.map(|error| json!({"kind": error.kind, "time": error.time})),
    );
    changes.write(
        "key_details",
        |site| &site.key_details,
        |site| site.key_details.as_ref().map(|details| json!(details)),
    );
    changes.text("checkin_url", |site| &site.checkin.page);
    changes.text("checkin_api_path", |site| &site.checkin.path);
    changes.write(
        "checkin_headers",
        |site| &site.checkin.headers,
        |site| Some(headers_json(&site.checkin.headers)),
    );
    endpoints_record::write_changes(record, "endpoints", &before.endpoints, &after.endpoints);
}

fn local_now() -> Value {
    timestamp::local_date_time(timestamp::now()).into()
}

/// A record with every field that the predecessor expects of a site.
pub(super) fn create(id: String, site: NewSite) -> Map<String, Value> {
    let mut record = Map::new();
    for (name, value) in [
        ("id", id.into()),
        ("name", site.name.into()),
        ("url", site.url.into()),
        ("type", SiteType::Paid.name().into()),
        ("tags", json!([])),
        ("balance", 0.into()),
        ("balance_unit", unit_name(&Unit::Usd).into()),
        ("last_query_time", "".into()),
        ("notes", "".into()),
        ("api_key", site.api_key.reveal().into()),
        ("recharge_records", json!([])),
    ] {
        record.insert(name.to_owned(), value);
    }
    for (name, value) in
        [("user_id", site.user_id.as_str()), ("access_token", site.access_token.reveal())]
    {
        if !value.is_empty() {
            record.insert(name.to_owned(), value.into());
        }
    }
    record
}

/// A record and the two states of its site, to be compared field by field.
struct Changes<'a> {
    record: &'a mut Map<String, Value>,
    before: &'a Site,
    after: &'a Site,
}

impl<'a> Changes<'a> {
    /// `to_json` gives `None` for a field that is to be absent.
    fn write<T: PartialEq>(
        &mut self,
        name: &str,
        field: impl Fn(&'a Site) -> T,
        to_json: impl FnOnce(&'a Site) -> Option<Value>,
    ) {
        if field(self.before) == field(self.after) {
            return;
        }
        if let Some(value) = to_json(self.after) {
            self.record.insert(name.to_owned(), value);
        } else {
            // The other way to remove would move the last field into the gap.
            self.record.shift_remove(name);
        }
    }

    fn text(&mut self, name: &str, field: impl Fn(&'a Site) -> &'a str) {
        self.write(name, &field, |site| Some(field(site).into()));
    }

    fn flag(&mut self, name: &str, field: impl Fn(&'a Site) -> bool) {
        self.write(name, &field, |site| Some(field(site).into()));
    }
}

/// The `balance` object of the command line: who the site was, then the reading without its trail.
fn last_reading_json(site: &Site) -> Option<Value> {
    let reading = Reading { tried: Vec::new(), ..site.last_reading.clone()? };
    let mut json = Map::new();
    json.insert("id".into(), site.id.as_str().into());
    json.insert("name".into(), site.name.as_str().into());
    json.insert("base_url".into(), site.shown_address().into());
    json.extend(reading.to_json());
    Some(json.into())
}

fn read_last_error(json: &Value) -> Option<LastError> {
    serde_json::from_value(json.clone()).ok()
}

/// The predecessor knows the id for the check-in only.
fn read_user_id(record: &Map<String, Value>) -> String {
    let name = if record.contains_key("user_id") { "user_id" } else { "checkin_user_id" };
    text(record, name)
}

/// `bearer` is what the predecessor writes by default, so only the other word is a choice.
fn read_balance_auth(record: &Map<String, Value>) -> BalanceAuth {
    match text(record, "balance_auth_type").as_str() {
        "url_key" => BalanceAuth::UrlKey,
        "x_api_key" => BalanceAuth::XApiKey,
        _ => BalanceAuth::Automatic,
    }
}

fn balance_auth_name(auth: BalanceAuth) -> &'static str {
    match auth {
        BalanceAuth::Automatic => "bearer",
        BalanceAuth::UrlKey => "url_key",
        BalanceAuth::XApiKey => "x_api_key",
    }
}

/// `url_key` is what the predecessor writes by default, so it is no choice; `query` is the choice
/// of the same place.
fn read_log_auth(record: &Map<String, Value>) -> LogAuth {
    match text(record, "log_auth_type").as_str() {
        "bearer" => LogAuth::Bearer,
        "query" => LogAuth::UrlKey,
        "x_api_key" => LogAuth::XApiKey,
        _ => LogAuth::Automatic,
    }
}

fn log_auth_name(auth: LogAuth) -> &'static str {
    match auth {
        LogAuth::Automatic => "url_key",
        LogAuth::Bearer => "bearer",
        LogAuth::UrlKey => "query",
        LogAuth::XApiKey => "x_api_key",
    }
}

fn read_headers(record: &Map<String, Value>, name: &str) -> SiteHeaders {
    let headers = record.get(name).and_then(Value::as_object);
    let named = headers.into_iter().flat_map(|headers| {
        headers.keys().map(|name| (name.clone(), Secret::new(text(headers, name))))
    });
    named.collect()
}

fn headers_json(headers: &SiteHeaders) -> Value {
    let fields = headers.iter().map(|(name, value)| (name.clone(), value.reveal().into()));
    Value::Object(fields.collect())
}

/// The predecessor knows quota points as `Token`.
fn unit_name(unit: &Unit) -> &str {
    match unit {
        Unit::Points => "Token",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::Balance;
    use crate::model::endpoint_overrides::EndpointOverrides;
    use crate::model::error_kind::ErrorKind;
    use crate::model::key_details::KeyDetails;
    use crate::model::key_validity::KeyValidity;
    use crate::model::reading::{Attempt, ReadingState};

    fn record(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    fn reading() -> Reading {
        Reading {
            kind: Some(StationKind::NewApi),
            state: ReadingState::Ok,
            balance: Some(Balance {
                remaining: Some("12.6750".parse().unwrap()),
                unit: Unit::Cny,
                ..Balance::default()
            }),
            pool: None,
            kinds_possible: Vec::new(),
            key_valid: KeyValidity::Valid,
            time: 1_795_240_066,
            elapsed_ms: 410,
            failure: None,
            tried: Vec::new(),
        }
    }

    fn every_field() -> Site {
        Site {
            id: "5f0c1a2b".into(),
            name: "站点".into(),
            url: "https://relay.example/v1".into(),
            site_type: SiteType::Subscription,
            tags: vec!["a".into(), "b".into()],
            notes: "n".into(),
            api_key: Secret::new("sk-key"),
            session_cookie: Secret::new("session=1"),
            access_token: Secret::new("token"),
            login_name: "me@example.com".into(),
            login_password: Secret::new("password"),
            user_id: "42".into(),
            balance: Some("12.3400".parse().unwrap()),
            balance_unit: Unit::Points,
            last_query_time: "2026-11-21 07:53:00".into(),
            balance_auth: BalanceAuth::UrlKey,
            log_auth: LogAuth::Bearer,
            log_relay: "https://relay.example/fetch".into(),
            headers: [("X-Way".to_owned(), Secret::new("in"))].into_iter().collect(),
            endpoints: EndpointOverrides {
                balance_subscription: Some("/s".into()),
                balance_usage: Some("/u".into()),
                logs: Some("/l".into()),
            },
            pinned: true,
            disabled: true,
            excluded_from_totals: true,
            low_balance_threshold: Some(5.into()),
            station_kind: Some(StationKind::Veloera),
            station_kind_fixed: true,
            last_reading: Some(reading()),
            last_error: Some(LastError { kind: ErrorKind::Timeout, time: 7 }),
            key_details: Some(KeyDetails::new(&Secret::new("sk-test-key-000000"), 8, None)),
            http_proxy: ProxySetting::None,
            checkin: CheckinSetup {
                page: "https://relay.example/console".into(),
                path: "/api/user/sign_in".into(),
                headers: [("X-Requested-With".to_owned(), Secret::new("XMLHttpRequest"))]
                    .into_iter()
                    .collect(),
            },
        }
    }

    #[test]
    fn every_field_survives_writing_and_reading() {
        let mut record = record(r#"{"id":"5f0c1a2b"}"#);
        let before = read(&record);
        write_changes(&mut record, &before, &every_field());
        assert_eq!(read(&record), every_field());
        write_changes(&mut record, &every_field(), &before);
        assert_eq!(read(&record), before);
    }

    #[test]
    fn the_words_are_the_predecessors() {
        let mut record = record(r#"{"id":"5f0c1a2b"}"#);
        let before = read(&record);
        write_changes(&mut record, &before, &every_field());
        assert_eq!(record["type"], "subscription");
        assert_eq!(record["balance_unit"], "Token");
        assert_eq!(record["balance"].to_string(), "12.3400");
        assert_eq!(record["balance_auth_type"], "url_key");
        assert_eq!(record["station_kind"], "veloera");
        assert_eq!(record["last_error"], json!({"kind": "timeout", "time": 7}));
        assert_eq!(record["checkin_url"], "https://relay.example/console");
        assert_eq!(record["checkin_api_path"], "/api/user/sign_in");
        assert_eq!(record["checkin_headers"], json!({"X-Requested-With": "XMLHttpRequest"}));
    }

    #[test]
    fn where_a_key_goes_is_a_choice_only_where_the_predecessor_does_not_write_it_anyway() {
        let auth = |json: &str| {
            let site = read(&record(json));
            (site.balance_auth, site.log_auth)
        };
        let by_default = r#"{"balance_auth_type":"bearer","log_auth_type":"url_key"}"#;
        assert_eq!(auth(by_default), (BalanceAuth::Automatic, LogAuth::Automatic));
        assert_eq!(auth("{}"), auth(by_default));
        let chosen = r#"{"balance_auth_type":"url_key","log_auth_type":"bearer"}"#;
        assert_eq!(auth(chosen), (BalanceAuth::UrlKey, LogAuth::Bearer));
    }

    #[test]
    fn every_place_of_a_key_survives_writing_and_reading() {
        for (balance_auth, log_auth) in [
            (BalanceAuth::XApiKey, LogAuth::XApiKey),
            (BalanceAuth::UrlKey, LogAuth::UrlKey),
            (BalanceAuth::Automatic, LogAuth::Bearer),
        ] {
            let mut record = Map::new();
            let before = read(&record);
            let after = Site { balance_auth, log_auth, ..before.clone() };
            write_changes(&mut record, &before, &after);
            assert!(read(&record) == after, "{balance_auth:?} {log_auth:?}");
        }
    }

    #[test]
    fn a_new_cookie_has_its_time() {
        let mut record = record(r#"{"id":"1","checkin_cookie_updated_at":"2026-02-08 09:30:12"}"#);
        let before = read(&record);
        let renamed = Site { name: "A".into(), ..before.clone() };
        write_changes(&mut record, &before, &renamed);
        assert_eq!(record["checkin_cookie_updated_at"], "2026-02-08 09:30:12");
        let after = Site { session_cookie: Secret::new("session=2"), ..renamed.clone() };
        write_changes(&mut record, &renamed, &after);
        let written = record["checkin_cookie_updated_at"].as_str().unwrap();
        assert!(written > "2026-02-08 09:30:12" && written.len() == 19, "{written}");
    }

    #[test]
    fn a_wrong_type_loses_nothing_and_stays_until_its_field_is_changed() {
        let odd = r#"{"id":"1","name":7,"type":"vip","tags":"a, b","balance":"12.5","pinned":"yes","api_key":null,"endpoints":[1],"last_reading":{"state":"new"},"station_kind":"crs","low_balance_threshold":-3,"balance_auth_type":0,"checkin_user_id":42}"#;
        let mut record = record(odd);
        let before = read(&record);
        assert_eq!(before.name, "7");
        assert_eq!(before.tags, ["a", "b"]);
        assert_eq!(before.balance, Some("12.5".parse().unwrap()));
        assert_eq!(before.low_balance_threshold, None);
        let after = Site { notes: "new".into(), ..before.clone() };
        write_changes(&mut record, &before, &after);
        let expected = odd.replace("42}", "42,\"notes\":\"new\"}");
        assert_eq!(serde_json::to_string(&record).unwrap(), expected);
        let last = Site { balance: Some(3.into()), ..after.clone() };
        write_changes(&mut record, &after, &last);
        assert_eq!(record["balance"].to_string(), "3");
    }

    #[test]
    fn a_user_id_may_be_a_number_and_may_come_from_the_predecessor() {
        for (json, expected) in [
            (r#"{"user_id":42,"checkin_user_id":7}"#, "42"),
            (r#"{"user_id":"u-42"}"#, "u-42"),
            (r#"{"checkin_user_id":7}"#, "7"),
            (r#"{"user_id":"","checkin_user_id":7}"#, ""),
            ("{}", ""),
        ] {
            assert_eq!(read(&record(json)).user_id, expected, "{json}");
        }
    }

    #[test]
    fn what_opens_the_account_is_written_only_where_it_is_told() {
        let bare = create("1".into(), NewSite::default());
        assert!(!bare.contains_key("user_id") && !bare.contains_key("access_token"));
        let access_token = Secret::new("token");
        let told = NewSite { user_id: "42".into(), access_token, ..NewSite::default() };
        let site = read(&create("1".into(), told));
        assert_eq!((site.user_id.as_str(), site.access_token.reveal()), ("42", "token"));
    }

    #[test]
    fn the_last_reading_says_whose_it_is_and_not_how_it_came_about() {
        let attempt = Attempt {
            method: "GET".into(),
            path: "/v1/usage".into(),
            status: Some(200),
            outcome: "ok",
        };
        let mut site = every_field();
        site.last_reading = Some(Reading { tried: vec![attempt], ..reading() });
        let mut record = Map::new();
        write_changes(&mut record, &Site::default(), &site);
        let json = record["last_reading"].to_string();
        let start =
            r#"{"id":"5f0c1a2b","name":"站点","base_url":"https://relay.example","kind":"new-api""#;
        assert!(json.starts_with(start), "{json}");
        assert!(json.contains(r#""balance":12.6750"#), "{json}");
        assert!(!json.contains("tried"), "{json}");
    }

    #[test]
    fn removing_a_field_keeps_the_order_of_the_others() {
        let mut record = record(r#"{"a":1,"last_error":{"kind":"timeout","time":1},"b":2,"c":3}"#);
        let before = read(&record);
        write_changes(&mut record, &before, &Site { last_error: None, ..before.clone() });
        assert_eq!(serde_json::to_string(&record).unwrap(), r#"{"a":1,"b":2,"c":3}"#);
    }
}
