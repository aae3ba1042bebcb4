use crate::model::base_url::BaseUrl;
use url::Url;

/// Where a redirect may be followed to, with the same method and headers.
///
/// Only when the target differs from the request by an end slash, or by http turned into https on
/// the same host and default ports. A path prefix that the station lost is put back; the query
/// stays that of the request. Anything else would carry the key to where the user did not send it.
pub fn target(base: &BaseUrl, requested: &Url, location: &str) -> Option<Url> {
    let proposed = requested.join(location).ok()?;
    let upgrades = is_upgrade(requested, &proposed);
    if proposed.origin() != requested.origin() && !upgrades {
        return None;
    }
    let path = same_path(requested.path(), proposed.path()).or_else(|| {
        same_path(requested.path(), &format!("{}{}", base.prefix(), proposed.path()))
    })?;
    let mut target = proposed;
    target.set_path(&path);
    target.set_query(requested.query());
    target.set_fragment(None);
    (target != *requested).then_some(target)
}

/// The proposed path, when it is the requested one but for end slashes.
fn same_path(requested: &str, proposed: &str) -> Option<String> {
    (requested.trim_end_matches('/') == proposed.trim_end_matches('/')).then(|| proposed.to_owned())
}

pub fn is_upgrade(requested: &Url, proposed: &Url) -> bool {
    requested.scheme() == "http"
        && proposed.scheme() == "https"
        && requested.host_str() == proposed.host_str()
        && requested.port().is_none()
        && proposed.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(base: &str, path: &str, location: &str) -> Option<String> {
        let base = BaseUrl::parse(base).unwrap();
        target(&base, &base.join(path), location).map(String::from)
    }

    #[test]
    fn an_end_slash_is_followed_and_a_lost_prefix_put_back() {
        assert_eq!(
            followed("https://a.example", "/api/usage/token", "/api/usage/token/").as_deref(),
            Some("https://a.example/api/usage/token/")
        );
        assert_eq!(
            followed("https://a.example/relay", "/api/usage/token", "/api/usage/token/").as_deref(),
            Some("https://a.example/relay/api/usage/token/")
        );
        assert_eq!(
            followed("https://a.example", "/x/?key=k", "/x").as_deref(),
            Some("https://a.example/x?key=k")
        );
    }

    #[test]
    fn https_is_followed_on_the_same_host_and_default_ports_only() {
        assert_eq!(
            followed("http://a.example", "/x", "https://a.example/x").as_deref(),
            Some("https://a.example/x")
        );
        assert_eq!(followed("http://a.example:8080", "/x", "https://a.example/x"), None);
        assert_eq!(followed("http://a.example", "/x", "https://b.example/x"), None);
        assert_eq!(followed("https://a.example", "/x", "http://a.example/x"), None);
    }

    #[test]
    fn nothing_else_is_followed() {
        for location in
            ["/y", "/x", "https://b.example/x/", "/login?next=/x", "//b.example/x/", "::"]
        {
            assert_eq!(followed("https://a.example", "/x", location), None, "{location}");
        }
    }
}
