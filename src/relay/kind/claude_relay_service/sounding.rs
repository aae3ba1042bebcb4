use crate::model::base_url::BaseUrl;
use crate::model::station_kind::StationKind;
use crate::relay::error::RelayError;
use crate::relay::kind::claude_relay_service::status;
use crate::relay::response::Response;
use crate::relay::sounding::Sounding;
use crate::relay::station::Station;
use serde_json::Value;

/// Its 404 tells already, whoever asked for the path; else its health does, also a bad one.
pub async fn sound_out(sounding: &Sounding<'_>) -> Result<Option<Station>, RelayError> {
    if let Some(station) = recognised(sounding) {
        return Ok(Some(station));
    }
    let heard = sounding.hear(status::HEALTH_PATH).await;
    match recognised(sounding) {
        Some(station) => Ok(Some(station)),
        None => heard.map(|()| None),
    }
}

fn recognised(sounding: &Sounding<'_>) -> Option<Station> {
    let answer = sounding.answer_that(|response| {
        response.json().is_some_and(|json| status::shows_itself(response, &json))
    })?;
    let json = answer.response.json()?;
    let base = root(sounding.base, &answer.path, &answer.response, &json);
    Some(match status::parse_health(&json) {
        Some(told) => Station::with_status(&base, told, &answer.path),
        None => Station::new(&base, StationKind::ClaudeRelayService, &answer.path),
    })
}

/// Users paste an address with the path of a relay, while all questions lie at the origin. Only
/// where a proxy in front takes the pasted path off, it has to stay: the server saw less than was
/// asked for.
fn root(base: &BaseUrl, path: &str, response: &Response, json: &Value) -> BaseUrl {
    match status::missing_route(response, json) {
        Some(route) if route != base.join(path).path() => base.clone(),
        _ => base.bare(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_pasted_path_goes_unless_a_proxy_takes_it_off() {
        let pasted = BaseUrl::parse("https://relay.example/api").unwrap();
        let root_when = |seen: &str| {
            let json = json!({
                "error": "Not Found", "message": format!("Route {seen} not found"), "timestamp": "x"
            });
            let response = Response::new(404, [], json.to_string());
            root(&pasted, "/api/status", &response, &json)
        };
        assert_eq!(root_when("/api/api/status"), pasted.bare());
        assert_eq!(root_when("/api/status"), pasted);
    }
}
