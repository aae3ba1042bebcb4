use crate::model::site_headers::SiteHeaders;

/// What the user set about the daily check-in of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckinSetup {
    /// The page to open in a browser, where the check-in is made by hand; empty = none.
    pub page: String,
    /// The path to ask instead of the station kind's own; empty = none.
    pub path: String,
    /// Headers sent along, instead of the usual ones of the same name.
    pub headers: SiteHeaders,
}

impl CheckinSetup {
    /// What the predecessor asks where nothing else is set.
    pub const USUAL_PATH: &'static str = "/api/user/checkin";

    /// Whether the user named a way to check in.
    pub fn is_set(&self) -> bool {
        self.page().is_some() || self.path().is_some()
    }

    /// The page to open by hand, as a web address; nothing else is opened.
    pub fn page(&self) -> Option<String> {
        let page = self.page.trim();
        match page.split_once("://") {
            Some((scheme, _)) => ["http", "https"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
                .then(|| page.to_owned()),
            None => (!page.is_empty()).then(|| format!("https://{page}")),
        }
    }

    /// The path to ask, with its first slash.
    pub fn path(&self) -> Option<String> {
        let path = self.path.trim().trim_start_matches('/');
        (!path.is_empty()).then(|| format!("/{path}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_no_setting() {
        let blank =
            CheckinSetup { page: " ".into(), path: " / ".into(), ..CheckinSetup::default() };
        assert!(!blank.is_set() && blank.page().is_none() && blank.path().is_none());
        let path = |path: &str| CheckinSetup { path: path.into(), ..blank.clone() }.path();
        assert_eq!(path("api/sign "), Some("/api/sign".to_owned()));
    }

    #[test]
    fn only_web_pages_are_opened() {
        let page =
            |page: &str| CheckinSetup { page: page.into(), ..CheckinSetup::default() }.page();
        assert_eq!(page(" HTTPS://a.example/x?y#z "), Some("HTTPS://a.example/x?y#z".into()));
        assert_eq!(page("a.example/console"), Some("https://a.example/console".into()));
        for other in ["file:///etc/passwd", "javascript://x", "://x", " "] {
            assert_eq!(page(other), None, "{other}");
        }
    }
}
