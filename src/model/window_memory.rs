use crate::model::read_notices::ReadNotices;
use crate::model::window_place::WindowPlace;
use std::collections::BTreeSet;

/// What the window remembers from one run to the next. Nothing in it is precious.
///
/// What can be chosen is held by name: which names there are is known above, and one that is not
/// known there counts as not chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WindowMemory {
    pub place: Option<WindowPlace>,
    /// Width of the list of sites in points.
    pub list_width: Option<f32>,
    /// `None` = the language of the system.
    pub language: Option<String>,
    /// Light or dark; `None` = as the system has it.
    pub look: Option<String>,
    pub tab: Option<String>,
    /// What stands below the cards of the balance.
    pub balance_part: Option<String>,
    /// Columns of the log that are left out.
    pub hidden_log_columns: BTreeSet<String>,
    pub sort: Option<String>,
    /// As typed.
    pub search: String,
    pub tags: BTreeSet<String>,
    /// Id of the chosen site.
    pub site: Option<String>,
    pub read_notices: ReadNotices,
}
