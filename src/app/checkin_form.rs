use crate::app::form_changes::{changed, changed_text, rebased};
use crate::model::base_url::{BaseUrl, BaseUrlError};
use crate::model::checkin_edit::CheckinEdit;
use crate::model::header_lines::{self, HeaderLineError};
use crate::model::request_path::{PathError, path_problem};
use crate::model::secret::Secret;
use crate::model::shown_address::shown_address;
use crate::model::site::Site;
use std::fmt;

/// What stands in the fields for the daily check-in of a site.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CheckinForm {
    /// Empty = none, as for the next.
    pub page: String,
    pub path: String,
    /// `Name: value`, one to a line.
    pub headers: Secret,
}

/// What is wrong with them, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckinProblems {
    pub page: Option<BaseUrlError>,
    pub path: Option<PathError>,
    pub headers: Option<HeaderLineError>,
}

impl CheckinForm {
    pub fn of(site: &Site) -> Self {
        Self {
            page: site.checkin.page.clone(),
            path: site.checkin.path.clone(),
            headers: header_lines::write(&site.checkin.headers),
        }
    }

    /// Whether no field holds anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is wrong with what was changed since `base`.
    pub fn problems(&self, base: &Self) -> CheckinProblems {
        let page = BaseUrl::parse(&self.page).err();
        let headers = header_lines::parse(self.headers.reveal()).err();
        CheckinProblems {
            page: page.filter(|error| *error != BaseUrlError::Empty && self.page != base.page),
            path: path_problem(&self.path).filter(|_| self.path != base.path),
            headers: headers.filter(|_| self.headers != base.headers),
        }
    }

    /// What was changed since `base`, which holds nothing wrong.
    pub fn edit(&self, base: &Self) -> CheckinEdit {
        CheckinEdit {
            page: changed_text(&base.page, &self.page),
            path: changed_text(&base.path, &self.path),
            headers: changed(&base.headers, &self.headers, |lines| {
                header_lines::parse(lines.reveal()).unwrap_or_default()
            }),
        }
    }

    /// The same over another base.
    #[must_use]
    pub fn rebased(self, from: &Self, to: &Self) -> Self {
        rebased!(self, from, to; page, path, headers)
    }
}

/// The page as it may be shown.
impl fmt::Debug for CheckinForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckinForm")
            .field("page", &shown_address(&self.page))
            .field("path", &shown_address(&self.path))
            .field("headers", &self.headers)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::change::Change;
    use crate::model::header_lines::HeaderMistake;

    fn form(page: &str, path: &str, headers: &str) -> CheckinForm {
        CheckinForm { page: page.into(), path: path.into(), headers: Secret::new(headers) }
    }

    #[test]
    fn only_what_was_touched_is_edited() {
        let base = CheckinForm::of(&Site::default());
        assert!(base.is_empty() && base.edit(&base).is_kept());
        let typed = form(" a.example/console ", " /api/sign ", "X-Way: in\n");
        assert_eq!(typed.problems(&base), CheckinProblems::default());
        let expected = CheckinEdit {
            page: Change::To("a.example/console".into()),
            path: Change::To("/api/sign".into()),
            headers: Change::To([("X-Way".to_owned(), Secret::new("in"))].into_iter().collect()),
        };
        assert_eq!(typed.edit(&base), expected);
        assert_eq!(base.problems(&typed), CheckinProblems::default(), "empty is no mistake");
    }

    #[test]
    fn mistakes_are_told_field_by_field_unless_they_stood_there_before() {
        let odd = form("file:///etc/passwd", "sign", "X-Way");
        let problems = CheckinProblems {
            page: Some(BaseUrlError::NotHttp),
            path: Some(PathError::NoSlash),
            headers: Some(HeaderLineError { line: 1, mistake: HeaderMistake::NoColon }),
        };
        assert_eq!(odd.problems(&CheckinForm::default()), problems);
        assert_eq!(odd.problems(&odd), CheckinProblems::default());
    }

    #[test]
    fn another_base_shows_in_fields_that_were_not_touched() {
        let base = CheckinForm::default();
        let rebased = form("", "/mine", "").rebased(&base, &form("theirs.example", "/theirs", ""));
        assert_eq!(rebased, form("theirs.example", "/mine", ""));
    }

    #[test]
    fn printing_a_form_shows_no_secret() {
        let page = "ftp://user:hidden@relay.example/?key=hidden";
        let printed = format!("{:?}", form(page, "/x?key=hidden", "Cookie: hiddenhidden1234"));
        assert!(printed.contains("relay.example") && !printed.contains("hidden"), "{printed}");
    }
}
