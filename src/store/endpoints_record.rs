use crate::model::endpoint_overrides::EndpointOverrides;
use crate::store::json_field;
use serde_json::{Map, Value};

const SUBSCRIPTION: &str = "balance_subscription";
const USAGE: &str = "balance_usage";
const LOGS: &str = "logs";

/// Reads `endpoints` of a site or `api_endpoints` of the settings. What the predecessor wrote by
/// default is nobody's choice, so it is no override.
pub(super) fn read(endpoints: Option<&Value>) -> EndpointOverrides {
    let Some(Value::Object(paths)) = endpoints else { return EndpointOverrides::default() };
    EndpointOverrides {
        balance_subscription: path(paths, SUBSCRIPTION, EndpointOverrides::SUBSCRIPTION_DEFAULT),
        balance_usage: path(paths, USAGE, EndpointOverrides::USAGE_DEFAULT),
        logs: path(paths, LOGS, EndpointOverrides::LOGS_DEFAULT),
    }
}

fn path(paths: &Map<String, Value>, name: &str, default: &str) -> Option<String> {
    let path = json_field::text(paths, name);
    let path = path.trim().trim_start_matches('/');
    let path = format!("/{path}");
    (path != "/" && path != default).then_some(path)
}

/// Writes the paths that changed into `record[name]`; what else stands there stays.
pub(super) fn write_changes(
    record: &mut Map<String, Value>,
    name: &str,
    before: &EndpointOverrides,
    after: &EndpointOverrides,
) {
    if before == after {
        return;
    }
    let endpoints = record.entry(name).or_insert_with(|| Map::new().into());
    if !endpoints.is_object() {
        *endpoints = Map::new().into();
    }
    let Some(paths) = endpoints.as_object_mut() else { return };
    let [old, new] = [before, after].map(|paths| paths.balance_subscription.as_ref());
    write_path(paths, SUBSCRIPTION, old, new);
    let [old, new] = [before, after].map(|paths| paths.balance_usage.as_ref());
    write_path(paths, USAGE, old, new);
    let [old, new] = [before, after].map(|paths| paths.logs.as_ref());
    write_path(paths, LOGS, old, new);
}

fn write_path(
    paths: &mut Map<String, Value>,
    name: &str,
    before: Option<&String>,
    after: Option<&String>,
) {
    match after {
        _ if before == after => {}
        Some(path) => {
            paths.insert(name.to_owned(), path.as_str().into());
        }
        None => {
            paths.shift_remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn defaults_and_blanks_are_no_override() {
        let endpoints = json!({
            "balance_subscription": "/v1/dashboard/billing/subscription",
            "balance_usage": "  ",
            "logs": "/api/log/token",
        });
        assert_eq!(read(Some(&endpoints)), EndpointOverrides::default());
        assert_eq!(read(Some(&json!("odd"))), EndpointOverrides::default());
        assert_eq!(read(None), EndpointOverrides::default());
    }

    #[test]
    fn a_path_begins_with_one_slash() {
        let read = read(Some(&json!({"balance_usage": "usage/all", "balance_subscription": "/s"})));
        assert_eq!(read.balance_usage.as_deref(), Some("/usage/all"));
        assert_eq!(read.balance_subscription.as_deref(), Some("/s"));
    }

    #[test]
    fn writes_only_the_path_that_changed() {
        let mut record = Map::new();
        let odd = json!({
            "balance_subscription": "s", "logs": "/l", "other": 7, "balance_usage": "/u"
        });
        record.insert("endpoints".into(), odd);
        let before = read(record.get("endpoints"));
        let logs = Some("/logs".to_owned());
        let after = EndpointOverrides { balance_usage: None, logs, ..before.clone() };
        write_changes(&mut record, "endpoints", &before, &after);
        assert_eq!(
            Value::Object(record).to_string(),
            r#"{"endpoints":{"balance_subscription":"s","logs":"/logs","other":7}}"#
        );
    }
}
