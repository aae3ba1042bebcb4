use crate::model::site::SiteType;
use crate::ui::theme::{Palette, palette};
use crate::ui::widgets::badge::Badge;
use egui::{Color32, Ui};

/// What the user says a site is, in its own colour. `word` is how the type is called.
pub fn badge_of(ui: &Ui, site_type: SiteType, word: &str) -> Badge {
    let (color, fill) = colors(palette(ui), site_type);
    Badge::filled(ui, word, color, fill)
}

const fn colors(colors: &Palette, site_type: SiteType) -> (Color32, Color32) {
    match site_type {
        SiteType::Paid => (colors.accent, colors.accent_soft),
        SiteType::Free => (colors.free, colors.free_soft),
        SiteType::Subscription => (colors.subscription, colors.subscription_soft),
    }
}
