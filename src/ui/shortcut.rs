use egui::{Key, KeyboardShortcut, Modifiers, Ui};

/// The keys of the window. A control that does the same names its keys when pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    AddSite,
    FindSite,
    QuerySite,
    QueryAll,
    RunSummary,
    SaveForm,
    TabStatistics,
    TabBalance,
    /// In the list.
    RemoveSite,
    /// In the list.
    MarkAll,
    ClearMarks,
    Undo,
    /// The system's own; it comes as pasted text and not as a press.
    Paste,
    TabTests,
    Settings,
}

impl Shortcut {
    const fn keys(self) -> KeyboardShortcut {
        match self {
            Self::AddSite => KeyboardShortcut::new(Modifiers::COMMAND, Key::N),
            Self::FindSite => KeyboardShortcut::new(Modifiers::COMMAND, Key::F),
            Self::QuerySite => KeyboardShortcut::new(Modifiers::NONE, Key::F5),
            Self::QueryAll => KeyboardShortcut::new(Modifiers::COMMAND, Key::F5),
            Self::RunSummary => KeyboardShortcut::new(Modifiers::COMMAND, Key::R),
            Self::SaveForm => KeyboardShortcut::new(Modifiers::COMMAND, Key::S),
            Self::TabStatistics => KeyboardShortcut::new(Modifiers::COMMAND, Key::Num1),
            Self::TabBalance => KeyboardShortcut::new(Modifiers::COMMAND, Key::Num2),
            Self::RemoveSite => KeyboardShortcut::new(Modifiers::NONE, Key::Delete),
            Self::MarkAll => KeyboardShortcut::new(Modifiers::COMMAND, Key::A),
            Self::ClearMarks => KeyboardShortcut::new(Modifiers::NONE, Key::Escape),
            Self::Undo => KeyboardShortcut::new(Modifiers::COMMAND, Key::Z),
            Self::Paste => KeyboardShortcut::new(Modifiers::COMMAND, Key::V),
            Self::Settings => KeyboardShortcut::new(Modifiers::COMMAND, Key::Comma),
            Self::TabTests => KeyboardShortcut::new(Modifiers::COMMAND, Key::Num3),
        }
    }

    /// Whether the keys were pressed; whoever asks has taken the press.
    pub fn take(self, ui: &Ui) -> bool {
        ui.input_mut(|input| input.consume_shortcut(&self.keys()))
    }

    /// The keys by name, as this system writes them.
    pub fn name(self, ui: &Ui) -> String {
        ui.ctx().format_shortcut(&self.keys())
    }
}
