use crate::model::base_url::{BaseUrl, BaseUrlError};
use crate::model::new_site::NewSite;
use crate::model::pasted_site::PastedSite;
use crate::model::secret::Secret;
use crate::model::shown_address::shown_address;
use crate::relay::credentials::clean_key;
use std::fmt;

/// What stands in the fields for a new site.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewSiteForm {
    /// Empty = named after the host.
    pub name: String,
    pub url: String,
    pub key: Secret,
    /// Filled from pasted text, which the user has to look over.
    pub pasted: bool,
}

/// What is wrong with a form, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewSiteProblems {
    pub url: Option<BaseUrlError>,
}

impl NewSiteForm {
    pub fn problems(&self) -> NewSiteProblems {
        NewSiteProblems { url: BaseUrl::parse(&self.url).err() }
    }

    /// A form filled from pasted text; `None` where nothing of use stands in it.
    pub fn from_pasted(text: &str) -> Option<Self> {
        let PastedSite { address, key } = PastedSite::find_in(text);
        let form = Self { url: address, key, pasted: true, ..Self::default() };
        (!form.url.is_empty() || !form.key.is_empty()).then_some(form)
    }

    /// The site to save; `None` while something is wrong.
    pub fn to_site(&self) -> Option<NewSite> {
        let base = BaseUrl::parse(&self.url).ok()?;
        let name = self.name.trim();
        Some(NewSite {
            name: if name.is_empty() { base.host() } else { name.to_owned() },
            url: self.url.trim().to_owned(),
            api_key: clean_key(&self.key),
            ..NewSite::default()
        })
    }
}

/// The address as it may be shown.
impl fmt::Debug for NewSiteForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSiteForm")
            .field("name", &self.name)
            .field("url", &shown_address(&self.url))
            .field("key", &self.key)
            .field("pasted", &self.pasted)
            .finish()
    }
}
