use konata_api::model::secret::Secret;
use konata_api::relay::request::{Auth, Method, Request};
use serde_json::Value;

/// The recorded request, with its secret where the program would put it.
pub fn request(recorded: &Value) -> Request {
    let fields = |name: &str| recorded[name].as_object().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut request = Request {
        method: if recorded["method"] == "POST" { Method::Post } else { Method::Get },
        query: fields("query").iter().map(|(n, v)| (n.clone().leak() as &str, text(v))).collect(),
        body: recorded.get("body").filter(|body| !body.is_null()).cloned(),
        ..Request::keyless(recorded["path"].as_str().unwrap())
    };
    for (name, value) in &fields("headers_required") {
        let value = text(value);
        match (name.to_ascii_lowercase().as_str(), value.strip_prefix("Bearer ")) {
            ("authorization", Some(key)) => request.auth = Auth::Bearer(Secret::new(key)),
            ("authorization", None) => request.auth = Auth::Raw(Secret::new(value)),
            ("x-api-key", _) => request.auth = Auth::XApiKey(Secret::new(value)),
            ("cookie", _) => request.auth = Auth::Cookie(Secret::new(value)),
            _ => request.headers.push((name.clone(), Secret::new(value))),
        }
    }
    request
}
