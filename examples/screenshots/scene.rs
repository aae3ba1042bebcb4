use crate::sites::Sites;
use egui::{Vec2, vec2};
use konata_api::app::action::Action;
use konata_api::app::look::Look;
use konata_api::app::state::State;
use konata_api::text::Language;

/// The language of a scene that names no other.
pub(crate) const LANGUAGE: Language = Language::Zh;
/// The size of the mock-ups.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// A state of the window that is worth a picture, and how to get there.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// Also of the file.
    pub(crate) name: &'static str,
    pub(crate) sites: Sites,
    pub(crate) language: Language,
    pub(crate) look: Look,
    /// In points.
    pub(crate) size: Vec2,
    /// One after the other.
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Act(fn(&State) -> Action),
    Await(fn(&State) -> bool),
}

impl Scene {
    /// A scene of the window just opened, Chinese and light.
    pub(crate) fn new(name: &'static str, sites: Sites) -> Self {
        let steps = vec![Step::Await(|state| state.snapshot.is_some())];
        Self { name, sites, language: LANGUAGE, look: Look::Light, size: SIZE, steps }
    }

    pub(crate) fn dark(self) -> Self {
        Self { look: Look::Dark, ..self }
    }

    pub(crate) fn english(self) -> Self {
        Self { language: Language::En, ..self }
    }

    pub(crate) fn sized(self, width: f32, height: f32) -> Self {
        Self { size: vec2(width, height), ..self }
    }

    pub(crate) fn act(mut self, act: fn(&State) -> Action) -> Self {
        self.steps.push(Step::Act(act));
        self
    }

    pub(crate) fn wait(mut self, is_so: fn(&State) -> bool) -> Self {
        self.steps.push(Step::Await(is_so));
        self
    }
}
