use crate::app::new_site_form::NewSiteForm;

/// What the user did. Views return these; [`App`](super::App) alone applies them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The site list: this row was chosen.
    Select(String),
    /// Ask one site for its balance, again after a failure too.
    QuerySite(String),
    /// Ask every site.
    QueryAll,
    /// End the run under way.
    Cancel,
    /// Open the form for a new site.
    OpenNewSite,
    /// The form for a new site was typed into.
    EditNewSite(NewSiteForm),
    /// Save the new site, then ask it.
    SaveNewSite,
    /// Close the form; what was typed is gone.
    CloseNewSite,
    /// Save the https address that the station offered.
    AcceptHttps { site: String },
    /// The notice with this number was read.
    DismissNotice(u64),
}
