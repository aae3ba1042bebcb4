use crate::app::action::Action;
use crate::app::new_site_form::NewSiteForm;
use crate::model::secret::Secret;
use crate::text::{Text, address_words};
use crate::ui::theme::{bold, letters, palette, regular, size, space};
use crate::ui::view::View;
use crate::ui::widgets::form_field::{self, FIELD_MARGIN, edit, field};
use crate::ui::widgets::{button, line};
use egui::{
    Align, Event, Frame, Id, ImeEvent, Key, Layout, Margin, Modal, Rect, Response, Ui, vec2,
};

/// The form for a new site. The draft lives in the state; here is only how it is being shown.
#[derive(Clone, Debug, Default)]
pub struct NewSiteDialog {
    open: bool,
    key_revealed: bool,
    /// Saving was tried, so an empty address is a mistake and not just a beginning.
    tried: bool,
    /// An input method is composing; its Enter chooses characters.
    composing: bool,
}

/// What a press of Enter means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enter {
    NotPressed,
    Saves,
    /// It chose characters of an input method.
    Composes,
}

impl NewSiteDialog {
    pub fn show(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(form) = &view.state.new_site else {
            *self = Self::default();
            return;
        };
        let opened = !self.open;
        self.open = true;
        let enter = self.take_enter(ui);
        let colors = palette(ui);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("new site"))
            .backdrop_color(colors.backdrop)
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(size::DIALOG - 40.0);
                ui.spacing_mut().item_spacing = vec2(space::INSIDE, space::BETWEEN);
                line::caption(ui, view.text(Text::NewSite), bold(letters::HEADING), colors.text);
                pasted_note(ui, view, form);
                let left_by_enter = self.fields(ui, view, form, opened, enter, actions);
                let note = view.text(Text::NewSiteNote);
                line::wrapped(ui, note, regular(letters::MUTED), colors.muted);
                let save = buttons(ui, view, form, actions);
                save || left_by_enter
            });
        if modal.inner {
            self.tried = true;
            if why_not_saved(view, form).is_none() {
                actions.push(Action::SaveNewSite);
            }
        }
        // A click beside the dialog must not throw a typed key away, so only Esc and the button do.
        if modal.is_top_modal && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape))
        {
            actions.push(Action::CloseNewSite);
        }
    }

    /// Follows the input method and tells what a press of Enter means.
    fn take_enter(&mut self, ui: &Ui) -> Enter {
        let was_composing = self.composing;
        let mut spoken_to_input_method = false;
        let enter = ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => {
                        self.composing = !text.is_empty();
                        spoken_to_input_method = true;
                    }
                    Event::Ime(_) => {
                        self.composing = false;
                        spoken_to_input_method = true;
                    }
                    _ => {}
                }
            }
            input.key_pressed(Key::Enter)
        });
        match enter {
            false => Enter::NotPressed,
            true if was_composing || spoken_to_input_method => Enter::Composes,
            true => Enter::Saves,
        }
    }

    /// Draws the fields. Tells whether Enter was pressed in one of them.
    fn fields(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        form: &NewSiteForm,
        opened: bool,
        enter: Enter,
        actions: &mut Vec<Action>,
    ) -> bool {
        let mut draft = form.clone();
        let mut submitted = false;
        let may_save = why_not_saved(view, form).is_none();
        let mut watch = |field: &Response| {
            let left = field.lost_focus() && enter != Enter::NotPressed;
            submitted |= left && enter == Enter::Saves;
            // A field gives the focus up at Enter, also where nothing comes of it.
            if left && (enter == Enter::Composes || !may_save) {
                field.request_focus();
            }
        };

        let address = field(ui, view.text(Text::Address), |ui, width| {
            let hint = view.text(Text::SiteAddressHint);
            ui.add(edit(&mut draft.url, hint, width))
        });
        if opened {
            address.request_focus();
        }
        watch(&address);
        if self.tried || !form.url.trim().is_empty() {
            address_problem(ui, view, form);
        }

        let mut key = form.key.reveal().to_owned();
        let key_field = field(ui, view.text(Text::Key), |ui, width| {
            let hint = view.text(Text::SiteKeyHint);
            let field = edit(&mut key, hint, width)
                .margin(Margin { right: 58, ..FIELD_MARGIN })
                .password(!self.key_revealed);
            let response = ui.add(field);
            self.reveal_button(ui, view, response.rect);
            response
        });
        watch(&key_field);
        if key_field.changed() {
            draft.key = Secret::new(key.trim());
        }

        let name = field(ui, view.text(Text::SiteName), |ui, width| {
            ui.add(edit(&mut draft.name, view.text(Text::SiteNameHint), width))
        });
        watch(&name);

        if draft != *form {
            actions.push(Action::EditNewSite(draft));
        }
        submitted
    }

    /// At the right end of the field, inside it.
    fn reveal_button(&mut self, ui: &mut Ui, view: &View<'_>, field: Rect) {
        let (word, name) = if self.key_revealed {
            (Text::Hide, Text::HideKey)
        } else {
            (Text::Show, Text::ShowKey)
        };
        form_field::inside(ui, field, |ui| {
            if form_field::word_inside(ui, view.text(word), view.text(name), true).clicked() {
                self.key_revealed = !self.key_revealed;
            }
        });
    }
}

fn address_problem(ui: &mut Ui, view: &View<'_>, form: &NewSiteForm) {
    let Some(problem) = form.problems().url else { return };
    let color = palette(ui).bad;
    form_field::note(ui, view.text(address_words::address_problem(problem)), color);
}

/// What was pasted is looked over before it is saved.
fn pasted_note(ui: &mut Ui, view: &View<'_>, form: &NewSiteForm) {
    if !form.pasted {
        return;
    }
    let colors = palette(ui);
    let (word, color) = if form.url.trim().is_empty() {
        (Text::PastedNoAddress, colors.low)
    } else {
        (Text::PastedCheck, colors.muted)
    };
    line::wrapped(ui, view.text(word), regular(letters::MUTED), color);
}

/// Why the form cannot be saved now.
fn why_not_saved(view: &View<'_>, form: &NewSiteForm) -> Option<Text> {
    if view.state.saving_new_site {
        return Some(Text::SavingSite);
    }
    form.problems().url.map(address_words::address_problem)
}

/// Draws the buttons. Tells whether the one that saves was pressed.
fn buttons(ui: &mut Ui, view: &View<'_>, form: &NewSiteForm, actions: &mut Vec<Action>) -> bool {
    let why_not = why_not_saved(view, form);
    let wanted = vec2(ui.available_width(), size::CONTROL);
    ui.allocate_ui_with_layout(wanted, Layout::right_to_left(Align::Center), |ui| {
        let save = button::primary(ui, view.text(Text::SaveAndQuery), why_not.is_none());
        let save = match why_not {
            Some(why) => save.on_disabled_hover_text(view.text(why)),
            None => save,
        };
        if button::secondary(ui, view.text(Text::Discard), true).clicked() {
            actions.push(Action::CloseNewSite);
        }
        save.clicked()
    })
    .inner
}
