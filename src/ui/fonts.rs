use crate::ui::theme::BOLD;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use egui_system_font_provider::SystemFontProvider;
use fontique::{
    Attributes, Collection, CollectionOptions, FallbackKey, FontStyle, FontWeight, FontWidth,
    QueryFamily, QueryFont, QueryStatus, Script, SourceCache, SourceCacheOptions,
};
use std::sync::Arc;

/// Names of stations are mostly Chinese whatever the language of the window, so Han letters always
/// have their Simplified Chinese shapes.
const LOCALE: &str = "zh-CN";
/// By this character a system font is taken for a Simplified Chinese one.
const SAMPLE: char = '额';
/// Simplified Chinese sans-serifs by name, the usual one of each system first. Asked for by language
/// alone, fontconfig answers with the Japanese face of Noto unless the locale is Chinese.
const FAMILIES: [&str; 8] = [
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
];
/// fontique confuses `zh-CN` with its default Han font, which may be the Japanese one.
const SIMPLIFIED_CHINESE: &str = "zh-SG";

/// Takes the letters of `ctx` from the system: one Chinese sans-serif for all text, so that names
/// and figures share one design, its bold face for headings, and for any character that it lacks
/// whatever font has it.
pub fn install(ctx: &Context) {
    let mut system = SystemFonts::new();
    let regular = system.face(FontWeight::NORMAL);
    let bold = system.face(FontWeight::BOLD);
    ctx.set_fonts(definitions(regular, bold));
    let provider = SystemFontProvider::new().with_locale(Some(LOCALE));
    ctx.add_font_provider(Arc::new(provider));
}

/// egui's own fonts with these before them. Without a bold face the regular one stands in.
pub fn definitions(regular: Option<FontData>, bold: Option<FontData>) -> FontDefinitions {
    const REGULAR_FACE: &str = "text";
    const BOLD_FACE: &str = "text bold";

    let mut fonts = FontDefinitions::default();
    let mut proportional =
        fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut monospace = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    if let Some(face) = regular {
        fonts.font_data.insert(REGULAR_FACE.to_owned(), Arc::new(face));
        proportional.insert(0, REGULAR_FACE.to_owned());
        monospace.push(REGULAR_FACE.to_owned());
    }
    let mut headings = proportional.clone();
    if let Some(face) = bold {
        fonts.font_data.insert(BOLD_FACE.to_owned(), Arc::new(face));
        headings.insert(0, BOLD_FACE.to_owned());
    }
    fonts.families.insert(FontFamily::Proportional, proportional);
    fonts.families.insert(FontFamily::Monospace, monospace);
    fonts.families.insert(FontFamily::Name(BOLD.into()), headings);
    fonts
}

struct SystemFonts {
    collection: Collection,
    files: SourceCache,
}

impl SystemFonts {
    fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: true };
        Self {
            collection: Collection::new(options),
            files: SourceCache::new(SourceCacheOptions::default()),
        }
    }

    /// The system's Simplified Chinese sans-serif in this weight; mapped into memory, not copied.
    fn face(&mut self, weight: FontWeight) -> Option<FontData> {
        let locale = fontique::Language::parse(SIMPLIFIED_CHINESE).ok();
        let mut query = self.collection.query(&mut self.files);
        query.set_families(FAMILIES.map(QueryFamily::Named));
        query.set_fallbacks(FallbackKey::new(Script::from_bytes(*b"Hani"), locale.as_ref()));
        query.set_attributes(Attributes::new(FontWidth::NORMAL, FontStyle::Normal, weight));
        let mut found = None;
        query.matches_with(|font| {
            if has_sample(font) {
                found = Some(font.clone());
                QueryStatus::Stop
            } else {
                QueryStatus::Continue
            }
        });
        let font = found?;
        let (file, _) = font.blob.into_raw_parts();
        Some(FontData::from_blob(file, font.index))
    }
}

fn has_sample(font: &QueryFont) -> bool {
    font.charmap().and_then(|glyphs| glyphs.map(SAMPLE)).is_some_and(|glyph| glyph != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_bound_without_any_system_font() {
        let fonts = definitions(None, None);
        for family in
            [FontFamily::Proportional, FontFamily::Monospace, FontFamily::Name(BOLD.into())]
        {
            assert!(!fonts.families[&family].is_empty(), "{family:?}");
        }
    }
}
