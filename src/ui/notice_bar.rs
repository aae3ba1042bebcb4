use crate::app::action::Action;
use crate::app::alarm::Alarm;
use crate::app::notice::{Notice, NoticeContent};
use crate::model::low_balance::LowCause;
use crate::model::site::Site;
use crate::text::{Text, alarm_words, store_words};
use crate::ui::theme::{letters, palette, regular};
use crate::ui::view::View;
use crate::ui::widgets::{button, line};
use egui::{Align, Frame, Layout, Margin, Panel, Sense, Stroke, Ui, vec2};

/// Height of one line.
const LINE: f32 = 22.0;

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
    // The words may need several lines; only as many as they need are taken.
    let least = vec2(ui.available_width(), LINE);
    ui.push_id(notice.number, |ui| {
        ui.allocate_ui_with_layout(least, Layout::right_to_left(Align::Min), |ui| {
            if button::dismiss(ui, view.text(Text::DismissNotice)).clicked() {
                actions.push(Action::DismissNotice(notice.number));
            }
            way_on(ui, view, notice, actions);
            ui.allocate_ui_with_layout(
                ui.available_size(),
                Layout::left_to_right(Align::Min),
                |ui| {
                    let (mark, _) = ui.allocate_exact_size(vec2(8.0, LINE), Sense::hover());
                    ui.painter().circle_stroke(mark.center(), 3.5, Stroke::new(2.0, colors.low));
                    ui.spacing_mut().interact_size.y = LINE;
                    line::wrapped(ui, &words(view, notice), regular(letters::BODY), colors.text);
                },
            );
        });
    });
}

/// What can be done about a notice beside dismissing it.
fn way_on(ui: &mut Ui, view: &View<'_>, notice: &Notice, actions: &mut Vec<Action>) {
    let quiet = |ui: &mut Ui, word| button::quiet(ui, view.text(word), true);
    match &notice.content {
        NoticeContent::RecordingSaved { .. } | NoticeContent::LogsExported { .. }
            if quiet(ui, Text::OpenFolder).clicked() =>
        {
            actions.push(Action::OpenFolder(notice.number));
        }
        NoticeContent::LowBalance(_) => {
            let show = quiet(ui, Text::AlarmShow);
            if button::named(show, view.text(Text::AlarmShowName)).clicked() {
                actions.push(Action::ShowLow(notice.number));
            }
        }
        _ => {}
    }
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

/// Of the sites that are still there, as they stand now.
fn low_balance(view: &View<'_>, alarms: &[Alarm]) -> String {
    let Some(snapshot) = &view.state.snapshot else { return String::new() };
    let named = alarms.iter().filter_map(|alarm| {
        let site = view.state.site(&alarm.site)?;
        let causes = site.low_causes(&snapshot.settings, view.now);
        Some((site, causes.first().copied().unwrap_or(alarm.cause)))
    });
    let named: Vec<(&Site, LowCause)> = named.collect();
    alarm_words::line(&named, view.now, view.language)
}
