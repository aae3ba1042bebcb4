use super::fixture::Fixture;
use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::routing::get;
use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::station_options::StationOptions;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use url::form_urlencoded;

/// The time of the newest row that was there at the start.
pub const NEWEST: i64 = 1_700_000_000;
/// From one row to the next.
pub const APART: i64 = 60;
pub const TOKEN: &str = "test-access-token-0001";

/// A station whose account has a log.
pub struct LogStation {
    pub station: DemoStation,
    log: Arc<Log>,
}

struct Log {
    rows: Mutex<i64>,
    /// From this page on it never answers.
    silent_from: Mutex<u64>,
    /// From this page on it fails.
    failing_from: Mutex<u64>,
    asked: Mutex<Vec<String>>,
}

impl LogStation {
    /// Its account made so many calls, the newest first at [`NEWEST`].
    pub fn start(rows: i64) -> Self {
        Self::like("new-api/status-new", rows)
    }

    /// One that tells its state as in this recording.
    pub fn like(status: &str, rows: i64) -> Self {
        let log = Arc::new(Log {
            rows: Mutex::new(rows),
            silent_from: Mutex::new(u64::MAX),
            failing_from: Mutex::new(u64::MAX),
            asked: Mutex::default(),
        });
        let status = Fixture::load(status).json["response"]["body"].to_string();
        let router = Router::new()
            .route("/api/log/self", get(page))
            .with_state(Arc::clone(&log))
            .route("/api/status", get(move || std::future::ready(status.clone())));
        Self { station: DemoStation::serve(router, StationOptions::new()).unwrap(), log }
    }

    pub fn be_silent_from(&self, page: u64) {
        *self.log.silent_from.lock().unwrap() = page;
    }

    pub fn fail_from(&self, page: u64) {
        *self.log.failing_from.lock().unwrap() = page;
    }

    /// What was asked for of the log, with its query.
    pub fn asked(&self) -> Vec<String> {
        self.log.asked.lock().unwrap().clone()
    }

    /// A record of `stats.json` that has access to the account.
    pub fn site(&self, id: &str) -> Value {
        json!({
            "id": id, "name": id, "url": self.station.base_url(), "api_key": "",
            "user_id": "2", "access_token": TOKEN,
        })
    }
}

async fn page(State(log): State<Arc<Log>>, uri: Uri) -> String {
    log.asked.lock().unwrap().push(uri.to_string());
    let query = uri.query().unwrap_or_default();
    let parameters: HashMap<String, String> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let number = |name: &str| parameters.get(name).and_then(|text| text.parse::<i64>().ok());
    let until = number("end_timestamp").unwrap_or(i64::MAX);
    let size = number("page_size").or(number("size")).unwrap_or(10);
    let page = number("p").or(number("page")).unwrap_or(1);
    let asked = u64::try_from(page).unwrap();
    if asked >= *log.silent_from.lock().unwrap() {
        return std::future::pending().await;
    }
    if asked >= *log.failing_from.lock().unwrap() {
        return json!({"success": false, "message": "数据库错误"}).to_string();
    }
    let times = (0..*log.rows.lock().unwrap()).map(|index| NEWEST - index * APART);
    let held: Vec<i64> = times.filter(|time| *time <= until).collect();
    let total = held.len();
    let begin = usize::try_from((page - 1) * size).unwrap();
    let rows: Vec<Value> =
        held.into_iter().skip(begin).take(usize::try_from(size).unwrap()).map(row).collect();
    if number("size").is_some() {
        return json!({"success": true, "data":
            {"data": rows, "page": page, "size": size, "total_count": total}})
        .to_string();
    }
    json!({"success": true, "data":
        {"items": rows, "page": page, "page_size": size, "total": total}})
    .to_string()
}

fn row(time: i64) -> Value {
    json!({
        "created_at": time, "type": 2, "model_name": format!("m{time}"), "token_name": "k",
        "quota": 500, "prompt_tokens": 10, "completion_tokens": 2, "use_time": 1,
    })
}
