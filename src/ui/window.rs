use crate::app::App;
use crate::app::action::Action;
use crate::app::closing::Closing;
use crate::app::tab::Tab;
use crate::model::timestamp;
use crate::text::Language;
use crate::ui::closing_dialog::ClosingDialog;
use crate::ui::copied_note::CopiedNote;
use crate::ui::first_size::FirstSize;
use crate::ui::new_site_dialog::NewSiteDialog;
use crate::ui::shortcut::Shortcut;
use crate::ui::sidebar::Sidebar;
use crate::ui::site_page::SitePage;
use crate::ui::view::View;
use crate::ui::{failure_banner, launch, notice_bar, status_bar, style, tab_bar};
use eframe::Frame;
use egui::{Context, Ui, ViewportCommand, Visuals};
use std::time::Duration;

/// The finest step of an age on screen.
const CLOCK_STEP: Duration = Duration::from_mins(1);
/// When a browser that does not start has said so.
const BROWSER_TELLS: Duration = Duration::from_secs(1);

/// The window: receives what the worker tells, draws the state, applies what the user did.
#[derive(Debug)]
pub struct Window {
    app: App,
    language: Language,
    /// Now, in unix seconds.
    clock: fn() -> i64,
    first_size: FirstSize,
    sidebar: Sidebar,
    page: SitePage,
    new_site: NewSiteDialog,
    closing: ClosingDialog,
    copied: CopiedNote,
    /// The system was told to close the window.
    is_closing: bool,
}

impl Window {
    /// Gives `ctx` the look of the program. Its fonts must be set already: the bold family of
    /// [`fonts::definitions`](crate::ui::fonts::definitions) is used from the first frame on.
    pub fn new(ctx: &Context, app: App, language: Language) -> Self {
        style::apply(ctx);
        Self {
            app,
            language,
            clock: timestamp::now,
            first_size: FirstSize::default(),
            sidebar: Sidebar::default(),
            page: SitePage::default(),
            new_site: NewSiteDialog::default(),
            closing: ClosingDialog::default(),
            copied: CopiedNote::default(),
            is_closing: false,
        }
    }

    /// The same window with another clock, for tests and pictures.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> i64) -> Self {
        self.clock = clock;
        self
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// Does what the user did, or what a picture needs.
    pub fn apply(&mut self, action: Action) {
        if matches!(action, Action::EditSite(_)) {
            self.page.focus_form();
        }
        self.app.apply(action);
    }

    fn draw(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let view = View { state: self.app.state(), language: self.language, now: (self.clock)() };
        if !view.state.has_dialog() {
            shortcuts(ui, &view, &mut actions);
        }
        status_bar::show(ui, &view, &mut self.copied, &mut actions);
        notice_bar::show(ui, &view, &mut actions);
        self.sidebar.show(ui, &view, &mut actions);
        self.page.show(ui, &view, &mut actions);
        self.new_site.show(ui, &view, &mut actions);
        self.closing.show(ui, &view, &mut actions);
        self.copied.watch(ui);
        actions
    }

    /// Lets the window close unless that loses something; then the user is asked first.
    fn close_or_ask(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) {
            if !self.app.may_close() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            }
        } else if self.app.state().closing == Some(Closing::Agreed) && !self.is_closing {
            self.is_closing = true;
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut Frame) {
        if self.app.receive() {
            ctx.request_repaint();
        }
        self.close_or_ask(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        self.first_size.fit(ui);
        let actions = self.draw(ui);
        if !actions.is_empty() {
            ui.request_repaint();
        }
        if actions.iter().any(|action| matches!(action, Action::OpenSite(_))) {
            ui.request_repaint_after(BROWSER_TELLS);
        }
        for action in actions {
            self.apply(action);
        }
        if !self.app.state().sites().is_empty() {
            ui.request_repaint_after(CLOCK_STEP);
        }
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        launch::clear_color(visuals)
    }
}

fn shortcuts(ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    if Shortcut::AddSite.take(ui) {
        actions.push(Action::OpenNewSite);
    }
    if Shortcut::SaveForm.take(ui)
        && view.state.tab == Tab::Statistics
        && let Some(site) = view.state.selected_site()
    {
        actions.push(Action::SaveForm(site.id.clone()));
    }
    for tab in Tab::ALL {
        if tab_bar::shortcut(tab).take(ui) {
            actions.push(Action::ChooseTab(tab));
        }
    }
    // A field undoes what was typed.
    if !ui.text_edit_focused() && Shortcut::Undo.take(ui) {
        actions.push(Action::UndoRemoval);
    }
    if Shortcut::QueryAll.take(ui) && !view.state.is_running() {
        actions.push(Action::QueryAll);
    }
    if Shortcut::QuerySite.take(ui)
        && let Some(site) = view.state.selected_site()
        && failure_banner::may_ask(view, site).0
    {
        actions.push(Action::QuerySite(site.id.clone()));
    }
}
