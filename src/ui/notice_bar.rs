use crate::app::action::Action;
use crate::app::alarm::Alarm;
use crate::app::notice::{Notice, NoticeContent};
use crate::model::low_balance::LowCause;
use crate::model::site::Site;
use crate::text::{Text, alarm_words, store_words};
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui};

/// What the user should know; stays until dismissed.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    if view.state.notices.is_empty() {
        return;
    }
    let colors = palette(ui);
    let frame = Frame::NONE.fill(colors.low_soft).inner_margin(Margin::symmetric(14, 6));
    Panel::top("notices").frame(frame).resizable(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for notice in &view.state.notices {
            row(ui, view, notice, actions);
        }
    });
}

fn row(ui: &mut Ui, view: &View<'_>, notice: &Notice, actions: &mut Vec<Action>) {
    let colors = palette(ui);
    ui.push_id(notice.number, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if button::dismiss(ui, view.text(Text::DismissNotice)).clicked() {
                actions.push(Action::DismissNotice(notice.number));
            }
            if has_folder(&notice.content)
                && button::quiet(ui, view.text(Text::OpenFolder), true).clicked()
            {
                actions.push(Action::OpenFolder(notice.number));
            }
            if matches!(notice.content, NoticeContent::LowBalance(_)) {
                let show = button::quiet(ui, view.text(Text::AlarmShow), true);
                if button::named(show, view.text(Text::AlarmShowName)).clicked() {
                    actions.push(Action::ShowLow(notice.number));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let dot = egui::vec2(8.0, 8.0);
                let (rect, _) = ui.allocate_exact_size(dot, egui::Sense::hover());
                ui.painter().circle_stroke(rect.center(), 3.5, Stroke::new(2.0, colors.low));
                line::wrapped(ui, &words(view, notice), regular(letters::BODY), colors.text);
            });
        });
    });
}

/// Whether there is a folder to look into.
const fn has_folder(content: &NoticeContent) -> bool {
    matches!(content, NoticeContent::RecordingSaved { .. } | NoticeContent::LogsExported { .. })
}

fn words(view: &View<'_>, notice: &Notice) -> String {
    match &notice.content {
        NoticeContent::Incident(incident) => store_words::incident(incident, view.language),
        NoticeContent::StoreFailed(error) => store_words::failure(error, view.language),
        NoticeContent::BrowserFailed { address } => {
            view.fill(Text::BrowserFailed, &[("address", address)])
        }
        NoticeContent::NothingToPaste => view.text(Text::NothingToPaste).to_owned(),
        NoticeContent::DemoFailed { reason } => {
            view.fill(Text::DemoNotOpened, &[("reason", reason)])
        }
        NoticeContent::RecordingSaved { folder } => {
            view.fill(Text::RecordingSaved, &[("folder", &folder.display())])
        }
        NoticeContent::LogsExported { file } => {
            view.fill(Text::LogsExported, &[("file", &file.display())])
        }
        NoticeContent::LowBalance(alarms) => low_balance(view, alarms),
        NoticeContent::NotificationFailed { reason } => {
            view.fill(Text::NotificationFailed, &[("reason", reason)])
        }
        NoticeContent::JobFailed => view.text(Text::JobFailed).to_owned(),
    }
}

/// Of the sites that are still there.
fn low_balance(view: &View<'_>, alarms: &[Alarm]) -> String {
    let named =
        alarms.iter().filter_map(|alarm| Some((view.state.site(&alarm.site)?, alarm.cause)));
    let named: Vec<(&Site, LowCause)> = named.collect();
    alarm_words::line(&named, view.now, view.language)
}
