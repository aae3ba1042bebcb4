use crate::model::change::Change;
use crate::model::site::Site;
use crate::model::site_headers::SiteHeaders;

/// What the user changed of a site's daily check-in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckinEdit {
    pub page: Change<String>,
    pub path: Change<String>,
    pub headers: Change<SiteHeaders>,
}

impl CheckinEdit {
    pub fn is_kept(&self) -> bool {
        *self == Self::default()
    }

    pub fn apply_to(self, site: &mut Site) {
        self.page.apply_to(&mut site.checkin.page);
        self.path.apply_to(&mut site.checkin.path);
        self.headers.apply_to(&mut site.checkin.headers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::checkin_setup::CheckinSetup;
    use crate::model::secret::Secret;

    #[test]
    fn every_field_can_be_edited() {
        let headers: SiteHeaders = [("X-Way".to_owned(), Secret::new("in"))].into_iter().collect();
        let mut site = Site::default();
        let edit = CheckinEdit {
            page: Change::To("https://a.example/console".into()),
            path: Change::To("/api/sign".into()),
            headers: Change::To(headers.clone()),
        };
        assert!(!edit.is_kept());
        edit.apply_to(&mut site);
        let checkin = CheckinSetup {
            page: "https://a.example/console".into(),
            path: "/api/sign".into(),
            headers,
        };
        let expected = Site { checkin, ..Site::default() };
        assert!(site == expected);
        CheckinEdit::default().apply_to(&mut site);
        assert!(site == expected && CheckinEdit::default().is_kept());
    }
}
