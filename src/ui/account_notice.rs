use crate::relay::details_query::StationDetails;
use crate::text::{Text, plain_text::plain_text};
use crate::ui::account_part;
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::line;
use egui::{ScrollArea, Ui};

/// Longer notices scroll by themselves.
const MOST_HEIGHT: f32 = 220.0;

/// Nobody reads more, in bytes.
const LONGEST: usize = 50_000;

/// What a station announces, as plain text.
#[derive(Clone, Debug, Default)]
pub struct AccountNotice {
    texts: Vec<String>,
}

impl AccountNotice {
    /// Reads the tags out of what was told; the notice comes before the announcements.
    pub fn of(details: &StationDetails) -> Self {
        let notice = details.notice.as_ref().and_then(|told| told.as_ref().ok());
        let told = notice.into_iter().chain(&details.announcements);
        let texts = told.map(|text| plain_text(beginning(text))).filter(|text| !text.is_empty());
        Self { texts: texts.collect() }
    }

    pub fn show(&self, ui: &mut Ui, view: &View<'_>, details: &StationDetails) {
        let title = view.text(Text::StationNotice);
        let failure = details.notice.as_ref().and_then(|told| told.as_ref().err());
        if self.texts.is_empty() {
            return match (&details.notice, failure) {
                (_, Some(error)) => account_part::failure(ui, view, title, error),
                (None, _) => account_part::note(ui, title, view.text(Text::NoticeNotOffered)),
                (Some(_), _) => account_part::note(ui, title, view.text(Text::NoNotice)),
            };
        }
        account_part::words(ui, title, |ui| {
            ScrollArea::vertical()
                .id_salt("notice")
                .max_height(MOST_HEIGHT)
                .min_scrolled_height(MOST_HEIGHT)
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    for (index, text) in self.texts.iter().enumerate() {
                        if index > 0 {
                            ui.separator();
                        }
                        line::wrapped(ui, text, regular(letters::BODY), palette(ui).text);
                    }
                });
            if let Some(error) = failure {
                account_part::failure_words(ui, view, error);
            }
        });
    }
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}
