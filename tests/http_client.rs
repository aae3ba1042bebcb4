//! The HTTP client against servers that misbehave below HTTP, and its way past proxies.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "only for tests")]

use konata_api::demo::demo_station::DemoStation;
use konata_api::demo::one_api_station::OneApiStation;
use konata_api::demo::station_options::StationOptions;
use konata_api::model::base_url::BaseUrl;
use konata_api::model::error_kind::ErrorKind;
use konata_api::model::proxy_setting::ProxySetting;
use konata_api::model::secret::Secret;
use konata_api::relay::error::RelayError;
use konata_api::relay::http_client::{HttpClient, Sending};
use konata_api::relay::request::{AnswerLength, Request};
use konata_api::relay::response::Response;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

/// A server that reads one request and then does as the test says with the connection.
fn server(answer: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            let _ = connection.read(&mut [0; 4096]);
            answer(connection);
        }
    });
    format!("http://{address}")
}

/// A server that sends these bytes and closes.
fn sending(bytes: impl Into<Vec<u8>>) -> String {
    let bytes = bytes.into();
    server(move |mut connection| {
        // The client may have hung up by now.
        let _ = connection.write_all(&bytes);
    })
}

async fn get(url: &str) -> Result<Response, RelayError> {
    get_of_length(url, AnswerLength::Usual).await
}

async fn get_of_length(url: &str, length: AnswerLength) -> Result<Response, RelayError> {
    let client = HttpClient::new(Duration::from_secs(1), Duration::from_secs(1));
    let base = BaseUrl::parse(url).unwrap();
    let request = &Request { length, ..Request::keyless("/") };
    client.send(base.join("/"), Sending { request, proxy: &ProxySetting::None }).await
}

async fn error(url: &str) -> ErrorKind {
    get(url).await.unwrap_err().kind
}

fn ok_with_length(length: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn every_missing_answer_has_its_own_kind() {
    let closed = {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.local_addr().unwrap()
    };
    assert_eq!(error(&format!("http://{closed}")).await, ErrorKind::ConnectFailed);
    assert_eq!(error(&sending("")).await, ErrorKind::ConnectionLost);
    assert_eq!(error(&sending("SSH-2.0-OpenSSH_9.2\r\n")).await, ErrorKind::Protocol);
    let endless_header = [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'a'; 1 << 20]].concat();
    assert_eq!(error(&sending(endless_header)).await, ErrorKind::Protocol);
    let many_headers = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: a\r\n".repeat(5_000));
    assert_eq!(error(&sending(many_headers)).await, ErrorKind::Protocol);
    let cut_short = [ok_with_length(100), b"{".to_vec()].concat();
    assert_eq!(error(&sending(cut_short)).await, ErrorKind::ConnectionLost);
    let silent = server(|_| std::thread::sleep(Duration::from_secs(3)));
    assert_eq!(error(&silent).await, ErrorKind::Timeout);
    let not_tls = sending("HTTP/1.1 400 Bad Request\r\n\r\n").replace("http:", "https:");
    assert_eq!(error(&not_tls).await, ErrorKind::Tls);
}

#[tokio::test]
async fn an_answer_that_trickles_is_bounded_as_a_whole() {
    let trickle = server(|mut connection| {
        let _ = connection.write_all(&ok_with_length(1_000));
        for _ in 0..50 {
            std::thread::sleep(Duration::from_millis(100));
            if connection.write_all(b" ").is_err() {
                return;
            }
        }
    });
    assert_eq!(error(&trickle).await, ErrorKind::Timeout);
}

#[tokio::test]
async fn a_body_is_taken_up_to_two_mebibytes() {
    const CAP: usize = 2 * 1024 * 1024;
    let full = [ok_with_length(CAP), vec![b' '; CAP]].concat();
    assert_eq!(get(&sending(full)).await.unwrap().body.len(), CAP);
    let larger = [ok_with_length(CAP + 1), vec![b' '; CAP + 1]].concat();
    assert_eq!(error(&sending(larger)).await, ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn a_long_answer_is_cut_at_its_cap() {
    const CAP: usize = 64 * 1024 * 1024;
    for (length, truncated) in [(CAP, false), (CAP + 1, true)] {
        let body = sending([ok_with_length(length), vec![b' '; length]].concat());
        let answer = get_of_length(&body, AnswerLength::Long).await.unwrap();
        assert_eq!((answer.body.len(), answer.truncated), (CAP, truncated));
    }
}

#[tokio::test]
async fn a_long_answer_may_take_longer_but_must_go_on() {
    let trickle = server(|mut connection| {
        let _ = connection.write_all(&ok_with_length(15));
        for _ in 0..15 {
            std::thread::sleep(Duration::from_millis(100));
            let _ = connection.write_all(b" ");
        }
    });
    let answer = get_of_length(&trickle, AnswerLength::Long).await.unwrap();
    assert_eq!(answer.body.len(), 15);
    for begun in [Vec::new(), ok_with_length(100), [ok_with_length(100), b"{".to_vec()].concat()] {
        let stuck = server(move |mut connection| {
            let _ = connection.write_all(&begun);
            std::thread::sleep(Duration::from_secs(5));
        });
        let answer = get_of_length(&stuck, AnswerLength::Long).await;
        assert_eq!(answer.unwrap_err().kind, ErrorKind::Timeout);
    }
}

#[tokio::test]
async fn packed_answers_are_unpacked() {
    // `{"packed":true}` by gzip.
    let packed: &[u8] = &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 72, 76, 206, 78, 77, 81, 178, 42, 41, 42, 77,
        173, 5, 0, 137, 224, 181, 220, 15, 0, 0, 0,
    ];
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        packed.len()
    );
    let answer = get(&sending([head.as_bytes(), packed].concat())).await.unwrap();
    assert_eq!(answer.text(), r#"{"packed":true}"#);
    let spoilt: Vec<u8> = packed.iter().map(|byte| byte ^ 0x55).collect();
    let answer = error(&sending([head.as_bytes(), &spoilt].concat())).await;
    assert_eq!(answer, ErrorKind::MalformedBody);
}

/// Runs `balance` on one site with these proxies set.
fn balance_by_proxy(url: &str, proxy: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let stats = serde_json::json!({"sites": [
        {"id": "a", "url": url, "api_key": OneApiStation::LIMITED_KEY}
    ]});
    std::fs::write(folder.path().join("stats.json"), stats.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_konata-api"))
        .args(["balance", "--json", "--data-dir", folder.path().to_str().unwrap()])
        .env("HTTP_PROXY", proxy)
        .env("http_proxy", proxy)
        .env("HTTPS_PROXY", proxy)
        .env("https_proxy", proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    document["sites"][0].clone()
}

#[test]
fn addresses_of_this_machine_are_never_asked_by_a_proxy() {
    let station = DemoStation::start(OneApiStation::new("a"), StationOptions::new()).unwrap();
    let dead = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let proxy = format!("http://{dead}");
    assert_eq!(balance_by_proxy(&station.base_url(), &proxy)["state"], "ok");
    for url in ["http://relay.example", "https://relay.example"] {
        let read = balance_by_proxy(url, &proxy);
        assert_eq!(read["error"]["kind"], "proxy_failed", "{url}: {read}");
    }
}

#[test]
fn a_proxy_that_wants_a_password_is_the_one_that_failed() {
    let proxy = sending("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    let read = balance_by_proxy("http://relay.example", &proxy);
    assert_eq!(read["error"]["kind"], "proxy_failed", "{read}");
}

#[tokio::test]
async fn a_site_s_own_proxy_is_used_and_a_senseless_one_told() {
    let proxy = sending("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue");
    for (setting, expected) in [
        (proxy, Ok(200)),
        ("http://127.0.0.1:1".to_owned(), Err(ErrorKind::ProxyFailed)),
        ("socks5://127.0.0.1:1".to_owned(), Err(ErrorKind::ProxyFailed)),
        ("nonsense://".to_owned(), Err(ErrorKind::ProxyFailed)),
    ] {
        let client = HttpClient::new(Duration::from_secs(1), Duration::from_secs(1));
        let proxy = ProxySetting::Url(Secret::new(setting.clone()));
        let sending = Sending { request: &Request::keyless("/"), proxy: &proxy };
        let url = BaseUrl::parse("http://relay.example").unwrap().join("/");
        let answer = client.send(url, sending).await;
        let told = answer.map(|response| response.status).map_err(|error| error.kind);
        assert_eq!(told, expected, "{setting}");
    }
}

#[tokio::test]
async fn of_a_refusal_with_a_spoilt_body_the_status_is_told() {
    let spoilt = "HTTP/1.1 503 x\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope";
    let answer = get(&sending(spoilt)).await.unwrap();
    assert_eq!((answer.status, answer.body.len()), (503, 0));
}

#[tokio::test]
async fn tls_that_is_refused_is_no_refused_connection() {
    // Alerts of a server: internal error, unrecognised name, protocol version.
    for alert in [80, 112, 70] {
        let url = sending([21, 3, 3, 0, 2, 2, alert]).replace("http:", "https:");
        assert_eq!(error(&url).await, ErrorKind::Tls, "{alert}");
    }
}

#[test]
fn other_addresses_are_asked_by_the_system_s_proxy() {
    let proxy = sending(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\
         Content-Length: 5\r\n\r\n\"hi!\"",
    );
    let read = balance_by_proxy("http://relay.example", &proxy);
    let tried = read["tried"].as_array().unwrap();
    assert!(!tried.is_empty() && tried.iter().all(|one| one["status"] == 200), "{read}");
}
