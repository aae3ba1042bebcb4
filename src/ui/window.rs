use crate::app::App;
use crate::app::action::Action;
use crate::app::closing::Closing;
use crate::app::look::Look;
use crate::app::show_action::ShowAction;
use crate::app::tab::Tab;
use crate::model::timestamp;
use crate::model::window_memory::WindowMemory;
use crate::text::{Language, Text};
use crate::ui::back_on_screen::BackOnScreen;
use crate::ui::closing_dialog::ClosingDialog;
use crate::ui::copied_note::CopiedNote;
use crate::ui::first_size::FirstSize;
use crate::ui::memory_watch::MemoryWatch;
use crate::ui::new_site_dialog::NewSiteDialog;
use crate::ui::run_summary_dialog::RunSummaryDialog;
use crate::ui::settings_dialog::SettingsDialog;
use crate::ui::shortcut::Shortcut;
use crate::ui::sidebar::Sidebar;
use crate::ui::site_page::SitePage;
use crate::ui::view::View;
use crate::ui::{failure_banner, launch, notice_bar, paste, status_bar, style, tab_bar};
use eframe::Frame;
use egui::{Context, ThemePreference, Ui, ViewportCommand, Visuals};
use std::time::Duration;

/// The finest step of an age on screen.
const CLOCK_STEP: Duration = Duration::from_mins(1);
/// When a browser that does not start has said so.
const BROWSER_TELLS: Duration = Duration::from_secs(1);

/// The window: receives what the worker tells, draws the state, applies what the user did.
#[derive(Debug)]
pub struct Window {
    app: App,
    /// What stands in the frame.
    name: Text,
    /// In which language it stands there.
    name_language: Language,
    /// Nothing is remembered without.
    memory: Option<MemoryWatch>,
    back_on_screen: BackOnScreen,
    /// Now, in unix seconds.
    clock: fn() -> i64,
    first_size: FirstSize,
    sidebar: Sidebar,
    page: SitePage,
    new_site: NewSiteDialog,
    run_summary: RunSummaryDialog,
    settings: SettingsDialog,
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
            app: app.speaking(language),
            name: Text::ProgramName,
            name_language: language,
            memory: None,
            back_on_screen: BackOnScreen::default(),
            clock: timestamp::now,
            first_size: FirstSize::default(),
            sidebar: Sidebar::default(),
            page: SitePage::default(),
            new_site: NewSiteDialog::default(),
            run_summary: RunSummaryDialog::default(),
            settings: SettingsDialog::default(),
            closing: ClosingDialog::default(),
            copied: CopiedNote::default(),
            is_closing: false,
        }
    }

    /// The same window with another clock, for tests and pictures.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> i64) -> Self {
        self.clock = clock;
        self.app = self.app.with_clock(clock);
        self
    }

    /// The same window with another name in its frame.
    #[must_use]
    pub fn named(mut self, name: Text) -> Self {
        self.name = name;
        self
    }

    /// The same window as it was left the last time, but for its language and its place, with
    /// which it begins; and what changes from now on is remembered.
    #[must_use]
    pub fn remembering(mut self, memory: WindowMemory) -> Self {
        self.app = self.app.recalling(&memory);
        self.sidebar = Sidebar::with_width(memory.list_width);
        if let Some(place) = &memory.place {
            self.first_size = FirstSize::remembered(place.maximized);
        }
        self.memory = Some(MemoryWatch::new(memory));
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

    /// Language and look take effect at once, also outside of what is drawn here.
    fn show_choices(&mut self, ctx: &Context) {
        let state = self.app.state();
        let theme = match state.look {
            Look::System => ThemePreference::System,
            Look::Light => ThemePreference::Light,
            Look::Dark => ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != theme {
            ctx.set_theme(theme);
        }
        if self.name_language != state.language {
            self.name_language = state.language;
            let name = self.name.in_language(self.name_language);
            ctx.send_viewport_cmd(ViewportCommand::Title(name.to_owned()));
        }
    }

    fn draw(&mut self, ui: &mut Ui) -> Vec<Action> {
        let mut actions = Vec::new();
        let view = View {
            state: self.app.state(),
            language: self.app.state().language,
            now: (self.clock)(),
        };
        if !view.state.has_dialog() {
            paste::take(ui, &mut actions);
            shortcuts(ui, &view, &mut actions);
        }
        status_bar::show(ui, &view, &mut self.copied, &mut actions);
        notice_bar::show(ui, &view, &mut actions);
        self.sidebar.show(ui, &view, &mut actions);
        self.page.show(ui, &view, &mut actions);
        self.new_site.show(ui, &view, &mut actions);
        self.run_summary.show(ui, &view, &mut actions);
        self.settings.show(ui, &view, &mut actions);
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
        self.show_choices(ctx);
        self.close_or_ask(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.first_size.fit(ui);
        self.back_on_screen.look(ui, frame);
        let actions = self.draw(ui);
        if !actions.is_empty() {
            ui.request_repaint();
        }
        let opens_browser =
            |action: &Action| matches!(action, Action::OpenSite(_) | Action::OpenCheckinPage(_));
        if actions.iter().any(opens_browser) {
            ui.request_repaint_after(BROWSER_TELLS);
        }
        for action in actions {
            self.apply(action);
        }
        if !self.app.state().sites().is_empty() {
            ui.request_repaint_after(CLOCK_STEP);
        }
        if let Some(memory) = &mut self.memory {
            memory.look(ui, &self.app, self.sidebar.width());
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(memory) = &mut self.memory {
            memory.finish(&self.app);
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
    if Shortcut::Settings.take(ui) {
        actions.push(Action::OpenSettings);
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
    if Shortcut::RunSummary.take(ui) {
        actions.push(Action::Show(ShowAction::RunSummary));
    }
    if Shortcut::QuerySite.take(ui)
        && let Some(site) = view.state.selected_site()
        && failure_banner::may_ask(view, site).0
    {
        actions.push(Action::QuerySite(site.id.clone()));
    }
}
