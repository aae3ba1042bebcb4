use crate::model::new_site::NewSite;
use crate::model::site_edit::SiteEdit;

/// Which run of queries something belongs to. A newer run has a larger number.
pub type Generation = u64;

/// What the worker can be asked to do.
#[derive(Clone, Debug)]
pub enum Command {
    /// Ask these sites for their balance, each once.
    Query { generation: Generation, sites: Vec<String> },
    /// End every query that is under way.
    Cancel,
    /// Save a new site; it comes back in [`Event::SiteAdded`](super::event::Event::SiteAdded).
    AddSite(NewSite),
    /// Save the address of a site anew, as its station offered it.
    SetAddress { site: String, url: String },
    /// Remove these sites; [`Event::SitesRemoved`](super::event::Event::SitesRemoved) tells of it.
    RemoveSites(Vec<String>),
    /// Put back what was removed last;
    /// [`Event::SitesRestored`](super::event::Event::SitesRestored) tells of it.
    RestoreSites,
    /// Save whether a site stands above the others.
    SetPinned { site: String, pinned: bool },
    /// Save whether a site is left out of queries and totals.
    SetDisabled { site: String, disabled: bool },
    /// Save what a form changed of a site; told by
    /// [`Event::SiteEdited`](super::event::Event::SiteEdited).
    EditSite { site: String, edit: Box<SiteEdit> },
    /// Ask which models the key of a site opens; told by
    /// [`Event::ConnectivityChecked`](super::event::Event::ConnectivityChecked), with this number.
    CheckConnectivity { check: u64, site: String },
    /// End the newest check of this site.
    CancelCheck { site: String },
}
