use crate::model::new_site::NewSite;

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
}
