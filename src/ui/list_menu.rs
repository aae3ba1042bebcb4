use crate::app::action::Action;
use crate::app::look::Look;
use crate::app::site_list::shown_sites;
use crate::text::{Language, Text};
use crate::ui::paste;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::{button, line};
use egui::{Align2, Button, Key, Popup, RectAlign, Ui, vec2};

const WIDTH: f32 = 184.0;

/// The button for all that concerns the whole list and the window, and its menu.
pub fn show(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let more = button::icon(ui, view.text(Text::MoreOfList), size::CONTROL);
    icon::paint(ui.painter(), more.rect.center(), Icon::More, palette(ui).text);
    let was_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&more));
    // Whoever leaves the menu by key is where they came from.
    if was_open && ui.input(|input| input.key_pressed(Key::Escape)) {
        more.request_focus();
    }
    Popup::menu(&more).align(RectAlign::TOP_END).show(|ui| {
        ui.set_min_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().button_padding.x = space::INSIDE;
        sites(ui, view, actions);
        if item(ui, view.text(Text::Settings), Shortcut::Settings.name(ui), None) {
            actions.push(Action::OpenSettings);
        }
        ui.separator();
        heading(ui, view, Text::LanguageTitle);
        for language in Language::ALL {
            let name = Text::LanguageName.in_language(language);
            if choice(ui, name, language == view.language) {
                actions.push(Action::ChooseLanguage(language));
            }
        }
        ui.separator();
        heading(ui, view, Text::LookTitle);
        for look in Look::ALL {
            if choice(ui, view.text(look_word(look)), look == view.state.look) {
                actions.push(Action::ChooseLook(look));
            }
        }
    });
}

fn sites(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    let paste_keys = Shortcut::Paste.name(ui);
    if item(ui, view.text(Text::PasteSite), paste_keys, None) {
        paste::ask(ui);
    }
    let shown = shown_sites(view.state).len();
    let why_not = (shown < 2).then(|| view.text(Text::WhyNotSeveral));
    if item(ui, view.text(Text::MarkAll), Shortcut::MarkAll.name(ui), why_not) {
        actions.push(Action::MarkAll);
    }
    let marked = &view.state.marked;
    let (word, sites) = match view.state.selected_site() {
        _ if !marked.is_empty() => {
            let word = view.fill(Text::RemoveMarked, &[("count", &marked.len())]);
            (word, marked.iter().cloned().collect())
        }
        Some(site) => {
            (view.fill(Text::RemoveSiteNamed, &[("name", &site.name)]), vec![site.id.clone()])
        }
        None => (view.text(Text::RemoveSite).to_owned(), Vec::new()),
    };
    let why_not = sites.is_empty().then(|| view.text(Text::WhyNoSites));
    if item(ui, &word, Shortcut::RemoveSite.name(ui), why_not) {
        actions.push(Action::RemoveSites(sites));
    }
}

fn heading(ui: &mut Ui, view: &View<'_>, word: Text) {
    ui.horizontal(|ui| {
        ui.add_space(space::INSIDE);
        line::caption(ui, view.text(word), regular(letters::MUTED), palette(ui).muted);
    });
}

/// Draws a line of the menu; tells whether it was pressed.
fn item(ui: &mut Ui, word: &str, keys: String, why_not: Option<&str>) -> bool {
    let line = Button::new(word).shortcut_text(keys).truncate();
    let response = button::named(ui.add_enabled(why_not.is_none(), line), word);
    let response = match why_not {
        Some(why) => response.on_disabled_hover_text(why),
        None => response,
    };
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

/// Draws one of several that exclude each other; tells whether it was pressed. The chosen one has
/// a mark, not a colour alone.
fn choice(ui: &mut Ui, word: &str, is_chosen: bool) -> bool {
    let response = ui.add(Button::selectable(is_chosen, word).min_size(vec2(WIDTH, 0.0)));
    if is_chosen {
        let right =
            Align2::RIGHT_CENTER.pos_in_rect(&response.rect) - vec2(space::INSIDE + 6.0, 0.0);
        icon::paint(ui.painter(), right, Icon::Chosen, palette(ui).accent);
    }
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

const fn look_word(look: Look) -> Text {
    match look {
        Look::System => Text::LookSystem,
        Look::Light => Text::LookLight,
        Look::Dark => Text::LookDark,
    }
}
