//! The design tokens: the only file that names a colour or a measure of the look.
#![expect(clippy::disallowed_methods, reason = "this is the token file")]

use egui::{Color32, FontFamily, FontId};

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Color32,
    /// Cards, the site list, dialogs.
    pub panel: Color32,
    /// Fields and inset areas on a panel.
    pub raised: Color32,
    pub line: Color32,
    pub faint_line: Color32,
    pub text: Color32,
    pub muted: Color32,
    /// Also stale values.
    pub faint: Color32,
    /// Text, lines and meters.
    pub accent: Color32,
    /// Primary buttons; carries [`Palette::on_accent`].
    pub accent_fill: Color32,
    pub accent_fill_hovered: Color32,
    pub on_accent: Color32,
    /// The chosen row, chips that are on.
    pub accent_soft: Color32,
    pub ok: Color32,
    pub low: Color32,
    pub bad: Color32,
    pub ok_soft: Color32,
    pub low_soft: Color32,
    pub bad_soft: Color32,
    /// Sites that cost nothing.
    pub free: Color32,
    pub free_soft: Color32,
    /// Sites that stand on a plan.
    pub subscription: Color32,
    pub subscription_soft: Color32,
    /// What stands beside each other in a chart, in this order.
    pub series: [Color32; 5],
    /// Less to more of one thing.
    pub heat: [Color32; 5],
    /// A row or button under the pointer.
    pub hovered: Color32,
    /// Dims what lies behind a dialog.
    pub backdrop: Color32,
    pub shadow: Color32,
}

pub const LIGHT: Palette = Palette {
    background: rgb(0xF5_F6_F8),
    panel: rgb(0xFF_FF_FF),
    raised: rgb(0xFA_FB_FC),
    line: rgb(0xE3_E6_EB),
    faint_line: rgb(0xEE_F0_F3),
    text: rgb(0x1B_21_30),
    muted: rgb(0x59_61_73),
    faint: rgb(0x62_6A_7C),
    accent: rgb(0x2F_5F_CB),
    accent_fill: rgb(0x3A_6F_E0),
    accent_fill_hovered: rgb(0x2F_62_CE),
    on_accent: rgb(0xFF_FF_FF),
    accent_soft: rgb(0xE8_EF_FD),
    ok: rgb(0x17_76_4A),
    low: rgb(0x8F_5C_0E),
    bad: rgb(0xBE_31_31),
    ok_soft: rgb(0xE5_F4_EC),
    low_soft: rgb(0xFB_F0_DC),
    bad_soft: rgb(0xFD_ED_ED),
    free: rgb(0x0B_6B_60),
    free_soft: rgb(0xDF_F3_F0),
    subscription: rgb(0x6F_42_B8),
    subscription_soft: rgb(0xF1_EB_FB),
    series: [rgb(0x3A_6F_E0), rgb(0x12_A5_94), rgb(0xE3_8B_2C), rgb(0x91_63_D6), rgb(0xD0_52_7F)],
    heat: [rgb(0xD3_E0_FA), rgb(0xAA_C0_EF), rgb(0x81_A0_E3), rgb(0x58_80_D7), rgb(0x2F_5F_CB)],
    hovered: rgb(0xF2_F4_F7),
    backdrop: Color32::from_rgba_premultiplied(5, 6, 9, 102),
    shadow: Color32::from_black_alpha(36),
};

pub const DARK: Palette = Palette {
    background: rgb(0x14_17_1D),
    panel: rgb(0x1B_1F_27),
    raised: rgb(0x20_25_2E),
    line: rgb(0x2E_34_3F),
    faint_line: rgb(0x26_2B_35),
    text: rgb(0xE6_E9_EF),
    muted: rgb(0xA0_A9_B8),
    faint: rgb(0x95_9E_AE),
    accent: rgb(0x7D_A3_F7),
    accent_fill: rgb(0x3A_6F_E0),
    accent_fill_hovered: rgb(0x2F_62_CE),
    on_accent: rgb(0xFF_FF_FF),
    accent_soft: rgb(0x24_31_50),
    ok: rgb(0x4C_C3_8A),
    low: rgb(0xE2_A8_4B),
    bad: rgb(0xF5_85_85),
    ok_soft: rgb(0x1C_33_2A),
    low_soft: rgb(0x38_2D_1B),
    bad_soft: rgb(0x3A_23_28),
    free: rgb(0x3C_CA_B9),
    free_soft: rgb(0x17_32_2F),
    subscription: rgb(0xB1_8A_EF),
    subscription_soft: rgb(0x2D_25_42),
    series: [rgb(0x6C_97_F5), rgb(0x3C_CA_B9), rgb(0xF0_A5_52), rgb(0xB1_8A_EF), rgb(0xEA_7F_A6)],
    heat: [rgb(0x2B_3C_66), rgb(0x40_56_8A), rgb(0x54_6F_AF), rgb(0x69_89_D3), rgb(0x7D_A3_F7)],
    hovered: rgb(0x23_28_33),
    backdrop: Color32::from_rgba_premultiplied(4, 5, 7, 153),
    shadow: Color32::from_black_alpha(110),
};

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The colours of the theme that `ui` is drawn in.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Distances in points, in steps of 4.
pub mod space {
    pub const TINY: f32 = 4.0;
    /// Inside a control, between things that belong together.
    pub const INSIDE: f32 = 8.0;
    /// Between cards.
    pub const BETWEEN: f32 = 12.0;
    /// Inside a card.
    pub const CARD: f32 = 16.0;
    /// From the edge of the page.
    pub const PAGE: f32 = 20.0;
}

pub mod radius {
    pub const CONTROL: u8 = 6;
    pub const CARD: u8 = 8;
    pub const CHIP: u8 = 9;
    pub const BADGE: u8 = 5;
}

/// Heights and widths in points.
pub mod size {
    pub const CONTROL: f32 = 30.0;
    pub const TABLE_ROW: f32 = 29.0;
    pub const SITE_ROW: f32 = 54.0;
    pub const STATUS_BAR: f32 = 30.0;
    pub const LIST_BAR: f32 = 46.0;
    pub const PAGE_HEADER: f32 = 59.0;
    pub const TABS: f32 = 30.0;
    pub const CHIP: f32 = 20.0;
    pub const BADGE: f32 = 18.0;
    pub const METER: f32 = 6.0;
    pub const MARK: f32 = 10.0;
    pub const ACCENT_BAR: f32 = 3.0;
    pub const SIDEBAR: f32 = 304.0;
    pub const SIDEBAR_MIN: f32 = 244.0;
    pub const SIDEBAR_MAX: f32 = 440.0;
    /// Where a page puts its details beside the rest.
    pub const TWO_COLUMNS: f32 = 780.0;
    pub const DETAILS: f32 = 348.0;
    pub const DIALOG: f32 = 440.0;
}

/// Letter sizes in points.
pub mod letters {
    pub const BADGE: f32 = 11.0;
    pub const MUTED: f32 = 12.0;
    pub const BODY: f32 = 13.0;
    pub const NAME: f32 = 13.5;
    pub const HEADING: f32 = 18.0;
    pub const FIGURE: f32 = 22.0;
}

/// The family of headings and figures.
pub const BOLD: &str = "bold";

pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

pub fn monospace(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn assert_readable(theme: &str, pairs: &[(&str, Color32, &str, Color32)], least: f64) {
        for (text, color, surface, behind) in pairs {
            let ratio = contrast(*color, *behind);
            assert!(ratio >= least, "{theme}: {text} on {surface} is {ratio:.2} : 1");
        }
    }

    #[test]
    fn every_text_can_be_read_on_every_surface_that_it_stands_on() {
        for (theme, p) in [("light", LIGHT), ("dark", DARK)] {
            let surfaces = [
                ("background", p.background),
                ("panel", p.panel),
                ("raised", p.raised),
                ("hovered", p.hovered),
                ("accent_soft", p.accent_soft),
            ];
            let texts = [
                ("text", p.text),
                ("muted", p.muted),
                ("faint", p.faint),
                ("accent", p.accent),
                ("ok", p.ok),
                ("low", p.low),
                ("bad", p.bad),
            ];
            let mut pairs: Vec<_> = texts
                .iter()
                .flat_map(|text| surfaces.map(|surface| (text.0, text.1, surface.0, surface.1)))
                .collect();
            pairs.extend([
                ("on_accent", p.on_accent, "accent_fill", p.accent_fill),
                ("on_accent", p.on_accent, "accent_fill_hovered", p.accent_fill_hovered),
                ("ok", p.ok, "ok_soft", p.ok_soft),
                ("low", p.low, "low_soft", p.low_soft),
                ("bad", p.bad, "bad_soft", p.bad_soft),
                ("free", p.free, "free_soft", p.free_soft),
                ("subscription", p.subscription, "subscription_soft", p.subscription_soft),
                ("text", p.text, "low_soft", p.low_soft),
                ("text", p.text, "bad_soft", p.bad_soft),
                ("muted", p.muted, "faint_line", p.faint_line),
            ]);
            assert_readable(theme, &pairs, 4.5);
        }
    }

    #[test]
    fn more_stands_out_more() {
        for (theme, p) in [("light", LIGHT), ("dark", DARK)] {
            let steps: Vec<f64> = p.heat.iter().map(|step| contrast(*step, p.panel)).collect();
            assert!(steps.is_sorted() && steps[0] >= 1.3, "{theme}: {steps:?}");
        }
    }

    #[test]
    fn a_meter_stands_out_from_its_track() {
        for (theme, p) in [("light", LIGHT), ("dark", DARK)] {
            let fills = [("accent", p.accent), ("low", p.low), ("bad", p.bad)];
            let pairs = fills.map(|(name, fill)| (name, fill, "faint_line", p.faint_line));
            assert_readable(theme, &pairs, 3.0);
        }
    }
}
