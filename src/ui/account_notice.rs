use crate::app::action::Action;
use crate::app::show_action::ShowAction;
use crate::model::announcement::{Announcement, AnnouncementLevel};
use crate::model::base_url::Origin;
use crate::model::notice_mark::NoticeMark;
use crate::model::read_notices::ReadNotices;
use crate::model::timestamp;
use crate::relay::details_query::StationDetails;
use crate::text::{Text, plain_text::plain_text};
use crate::ui::account_part;
use crate::ui::theme::{Palette, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::{button, chip, line};
use egui::{Color32, ScrollArea, Sense, Ui, vec2};

/// Longer notices scroll by themselves.
const MOST_HEIGHT: f32 = 220.0;

/// Nobody reads more, in bytes.
const LONGEST: usize = 50_000;

/// Of the mark of what is not read.
const DOT: f32 = 3.5;

/// What a station announces, as plain text.
#[derive(Clone, Debug, Default)]
pub struct AccountNotice {
    texts: Vec<NoticeText>,
}

/// One of the texts.
#[derive(Clone, Debug)]
struct NoticeText {
    text: String,
    remark: Option<String>,
    level: AnnouncementLevel,
    published_at: Option<i64>,
    mark: NoticeMark,
    /// It was not read when the details came. The mark of it stays while it is looked at.
    is_new: bool,
}

impl AccountNotice {
    /// Reads the tags out of what this station told; the notice comes before the announcements.
    pub fn of(details: &StationDetails, station: &Origin, read: &ReadNotices) -> Self {
        let notice = details.notice.as_ref().and_then(|told| told.as_ref().ok());
        let notice = notice.map(|text| Announcement { text: text.clone(), ..<_>::default() });
        let told = notice.iter().chain(&details.announcements);
        let texts = told.map(|told| {
            let mark = NoticeMark::of(station, &told.text);
            NoticeText {
                text: plain_text(beginning(&told.text)),
                remark: told.remark.as_deref().map(plain_text),
                level: told.level,
                published_at: told.published_at,
                mark,
                is_new: !read.has(mark),
            }
        });
        Self { texts: texts.filter(|one| !one.text.is_empty()).collect() }
    }

    /// The texts that are not read yet.
    pub fn unread(&self, view: &View<'_>) -> Vec<NoticeMark> {
        let marks = self.texts.iter().map(|one| one.mark);
        marks.filter(|mark| !view.state.read_notices.has(*mark)).collect()
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        details: &StationDetails,
        actions: &mut Vec<Action>,
    ) {
        let title = view.text(Text::StationNotice);
        let failure = details.notice.as_ref().and_then(|told| told.as_ref().err());
        if self.texts.is_empty() {
            return match (&details.notice, failure) {
                (_, Some(error)) => account_part::failure(ui, view, title, error),
                (None, _) => account_part::note(ui, title, view.text(Text::NoticeNotOffered)),
                (Some(_), _) => account_part::note(ui, title, view.text(Text::NoNotice)),
            };
        }
        let title = match self.texts.iter().filter(|one| one.is_new).count() {
            0 => title.to_owned(),
            count => view.fill(Text::NoticesUnread, &[("title", &title), ("count", &count)]),
        };
        account_part::words(ui, &title, |ui| {
            let is_any_new = self.texts.iter().any(|one| one.is_new);
            let all_read =
                is_any_new && button::quiet(ui, view.text(Text::ReadNotices), true).clicked();
            let mut read = self.texts(ui, view);
            if all_read {
                self.texts.iter_mut().for_each(|one| one.is_new = false);
                read = self.unread(view);
            }
            if let Some(error) = failure {
                account_part::failure_words(ui, view, error);
            }
            if !read.is_empty() {
                actions.push(Action::Show(ShowAction::ReadNotices(read)));
            }
        });
    }

    /// Draws the texts. Gives those whose end is in sight and that were not read before.
    fn texts(&self, ui: &mut Ui, view: &View<'_>) -> Vec<NoticeMark> {
        let unread = self.unread(view);
        let mut read = Vec::new();
        ScrollArea::vertical()
            .id_salt("notice")
            .max_height(MOST_HEIGHT)
            .min_scrolled_height(MOST_HEIGHT)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::TINY;
                for (index, one) in self.texts.iter().enumerate() {
                    if index > 0 {
                        ui.separator();
                    }
                    let ends_at = one.show(ui, view);
                    let is_in_sight = ui.clip_rect().y_range().contains(ends_at);
                    if is_in_sight && !ui.is_sizing_pass() && unread.contains(&one.mark) {
                        read.push(one.mark);
                    }
                }
            });
        read
    }
}

impl NoticeText {
    /// Draws it. Gives where it ends.
    fn show(&self, ui: &mut Ui, view: &View<'_>) -> f32 {
        let colors = palette(ui);
        let level = level(colors, self.level);
        if self.is_new || level.is_some() || self.published_at.is_some() {
            ui.horizontal(|ui| {
                ui.set_min_height(size::CHIP);
                if self.is_new {
                    let (dot, _) =
                        ui.allocate_exact_size(vec2(2.0 * DOT, 2.0 * DOT), Sense::hover());
                    ui.painter().circle_filled(dot.center(), DOT, colors.accent);
                    let word = view.text(Text::NoticeUnread);
                    line::caption(ui, word, regular(letters::MUTED), colors.accent);
                }
                if let Some((word, color, fill)) = level {
                    chip::chip(ui, view.text(word), color, fill);
                }
                if let Some(time) = self.published_at {
                    let (date, age) = (timestamp::local_date(time), view.age(time));
                    let words = view.fill(Text::NoticePublished, &[("date", &date), ("age", &age)]);
                    line::caption(ui, &words, regular(letters::MUTED), colors.muted);
                }
            });
        }
        let mut end = line::wrapped(ui, &self.text, regular(letters::BODY), colors.text);
        if let Some(remark) = &self.remark {
            end = line::wrapped(ui, remark, regular(letters::MUTED), colors.muted);
        }
        end.rect.bottom()
    }
}

/// The word of a level and its colours; none of a plain one.
const fn level(colors: &Palette, level: AnnouncementLevel) -> Option<(Text, Color32, Color32)> {
    match level {
        AnnouncementLevel::Plain => None,
        AnnouncementLevel::Ongoing => {
            Some((Text::AnnouncementOngoing, colors.accent, colors.accent_soft))
        }
        AnnouncementLevel::Success => Some((Text::AnnouncementSuccess, colors.ok, colors.ok_soft)),
        AnnouncementLevel::Warning => {
            Some((Text::AnnouncementWarning, colors.low, colors.low_soft))
        }
        AnnouncementLevel::Error => Some((Text::AnnouncementError, colors.bad, colors.bad_soft)),
    }
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}
