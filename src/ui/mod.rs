//! The window: draws the state, returns actions. No network, no disk, no waiting.

pub mod failure_banner;
mod first_size;
pub mod fonts;
pub mod https_offer;
pub mod launch;
pub mod list_tools;
pub mod new_site_dialog;
pub mod notice_bar;
pub mod raw_answers;
pub mod result_cards;
pub mod shortcut;
pub mod sidebar;
pub mod site_details;
pub mod site_header;
pub mod site_limits;
pub mod site_page;
pub mod site_row;
pub mod site_summary;
pub mod statistics_page;
pub mod status_bar;
pub mod style;
pub mod tab_bar;
pub mod theme;
pub mod trail;
pub mod view;
pub mod widgets;
pub mod window;
