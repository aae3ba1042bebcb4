use crate::app::site_form::{SiteForm, SiteFormProblems};
use crate::model::site::Site;
use crate::text::Text;
use crate::ui::site_form::fields::Fields;
use crate::ui::site_form::{account, checkin, connection};
use crate::ui::theme::space;
use crate::ui::widgets::section;
use egui::Ui;
use std::collections::HashSet;

/// A part of the form that most users never need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    Account,
    Connection,
    Checkin,
}

impl Section {
    pub const ALL: [Self; 3] = [Self::Account, Self::Connection, Self::Checkin];

    /// Draws the line that opens it and, where it is open or holds a mistake, its fields. Tells
    /// whether they are seen.
    pub fn show(
        self,
        ui: &mut Ui,
        fields: &mut Fields<'_>,
        site: &Site,
        form: &mut SiteForm,
        open: &mut HashSet<Self>,
    ) -> bool {
        let is_wrong = self.is_wrong(&fields.problems);
        let is_open = is_wrong || open.contains(&self);
        ui.separator();
        ui.add_space(-space::TINY);
        let summary = self.summary(fields, form);
        if section::header(ui, fields.text(self.title()), &summary, is_open).clicked() {
            if is_open {
                open.remove(&self);
            } else {
                open.insert(self);
            }
        }
        if is_open {
            match self {
                Self::Account => account::show(ui, fields, &mut form.account),
                Self::Connection => {
                    connection::show(ui, fields, site, &form.url, &mut form.connection);
                }
                Self::Checkin => checkin::show(ui, fields, &mut form.checkin),
            }
        }
        is_open
    }

    pub fn is_empty(self, form: &SiteForm) -> bool {
        match self {
            Self::Account => form.account.is_empty(),
            Self::Connection => form.connection.is_empty(),
            Self::Checkin => form.checkin.is_empty(),
        }
    }

    fn is_wrong(self, problems: &SiteFormProblems) -> bool {
        match self {
            Self::Account => problems.account != <_>::default(),
            Self::Connection => problems.connection != <_>::default(),
            Self::Checkin => problems.checkin != <_>::default(),
        }
    }

    const fn title(self) -> Text {
        match self {
            Self::Account => Text::SectionAccount,
            Self::Connection => Text::SectionConnection,
            Self::Checkin => Text::SectionCheckin,
        }
    }

    /// What is filled in, else what could be.
    fn summary(self, fields: &Fields<'_>, form: &SiteForm) -> String {
        let (filled, purpose) = match self {
            Self::Account => (account::filled(&form.account), Text::AccountSummary),
            Self::Connection => (connection::filled(&form.connection), Text::ConnectionSummary),
            Self::Checkin => (checkin::filled(&form.checkin), Text::CheckinSummary),
        };
        if filled.is_empty() {
            return fields.text(purpose).to_owned();
        }
        let names: Vec<&str> = filled.into_iter().map(|name| fields.text(name)).collect();
        names.join(" · ")
    }
}
