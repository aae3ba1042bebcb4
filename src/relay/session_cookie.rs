use crate::model::secret::Secret;
use crate::relay::response::Response;

/// The session that a log-in opened, where it stands in a cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCookie {
    pub name: String,
    pub value: Secret,
    /// In seconds; `None` = not told.
    pub lifetime: Option<u64>,
}

impl SessionCookie {
    /// The cookie of this name that an answer sets.
    pub fn of(response: &Response, name: &str) -> Option<Self> {
        let set = response.headers.iter().filter(|(header, _)| header == "set-cookie");
        set.into_iter().find_map(|(_, cookie)| Self::parse(cookie, name))
    }

    /// Reads `name=value; Max-Age=…; …`. An empty value takes a cookie away.
    fn parse(cookie: &str, name: &str) -> Option<Self> {
        let mut parts = cookie.split(';').map(str::trim);
        let (_, value) = parts.next()?.split_once('=').filter(|(known, _)| *known == name)?;
        let is_sendable = !value.is_empty() && value.chars().all(|c| c.is_ascii_graphic());
        let lifetime = parts.find_map(|part| {
            let (attribute, seconds) = part.split_once('=')?;
            attribute.eq_ignore_ascii_case("max-age").then(|| seconds.parse().ok())?
        });
        is_sendable.then(|| Self { name: name.to_owned(), value: Secret::new(value), lifetime })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_cookie_is_found_with_its_lifetime() {
        let headers = [
            ("Set-Cookie", "theme=dark; Path=/"),
            ("Set-Cookie", "session_id=a1b2=; HttpOnly; max-age=86400; Path=/"),
        ];
        let cookie = SessionCookie::of(&Response::new(200, headers, ""), "session_id").unwrap();
        assert_eq!(cookie.value, Secret::new("a1b2="));
        assert_eq!(cookie.lifetime, Some(86_400));
        assert!(!format!("{cookie:?}").contains("a1b2"));
    }

    #[test]
    fn what_opens_no_session_is_none() {
        for cookie in ["session_id=; Max-Age=0", "session_id", "old_session_id=x", "session_id=中"]
        {
            let response = Response::new(200, [("set-cookie", cookie)], "");
            assert_eq!(SessionCookie::of(&response, "session_id"), None, "{cookie}");
        }
    }
}
