use crate::scene::{Scene, Step};
use crate::stage::Stage;
use eframe::Frame;
use egui::{ColorImage, Context, Event, RawInput, Ui, ViewportCommand, Visuals};
use image::ExtendedColorType;
use std::collections::VecDeque;
use std::error::Error;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a scene may take before the pictures are given up.
const PATIENCE: Duration = Duration::from_secs(40);
/// What fades or slides has come to rest after this.
const REST: Duration = Duration::from_millis(600);

/// Plays one scene after the other in one window, and takes a picture at the end of each.
pub(crate) struct Camera {
    folder: PathBuf,
    scenes: VecDeque<Scene>,
    playing: Option<Playing>,
    take: Sender<Arc<ColorImage>>,
    taken: Receiver<Arc<ColorImage>>,
    failure: Arc<Mutex<Option<String>>>,
}

/// A scene on its way to its picture.
struct Playing {
    scene: Scene,
    stage: Stage,
    steps: VecDeque<Step>,
    begun: Instant,
    /// When its last step was done.
    resting_since: Option<Instant>,
    is_asked_for: bool,
}

impl Camera {
    pub(crate) fn new(folder: PathBuf, scenes: Vec<Scene>) -> Self {
        let (take, taken) = channel();
        let scenes = scenes.into();
        Self { folder, scenes, playing: None, take, taken, failure: Arc::default() }
    }

    /// Where it says what went wrong, once the window is closed.
    pub(crate) fn failure(&self) -> Arc<Mutex<Option<String>>> {
        Arc::clone(&self.failure)
    }

    /// Opens the next scene when there is none; closes the window after the last.
    fn begin(&mut self, ctx: &Context) -> Result<(), Box<dyn Error>> {
        if self.playing.is_some() {
            return Ok(());
        }
        let Some(scene) = self.scenes.pop_front() else {
            ctx.send_viewport_cmd(ViewportCommand::Close);
            return Ok(());
        };
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(scene.size));
        self.playing = Some(Playing {
            stage: Stage::set(ctx, &scene)?,
            steps: scene.steps.clone().into(),
            begun: Instant::now(),
            resting_since: None,
            is_asked_for: false,
            scene,
        });
        Ok(())
    }

    /// Goes on with the scene after a frame of it was drawn.
    fn go_on(&mut self, ctx: &Context) -> Result<(), Box<dyn Error>> {
        let Some(playing) = &mut self.playing else { return Ok(()) };
        let name = playing.scene.name;
        if playing.begun.elapsed() > PATIENCE {
            return Err(format!("the scene {name} did not come to its end").into());
        }
        playing.take_steps();
        if playing.is_at_rest(ctx) && !playing.is_asked_for {
            playing.is_asked_for = true;
            let (take, waker) = (self.take.clone(), ctx.clone());
            ctx.request_screenshot(move |picture| {
                // Nobody looks at a picture that comes after the end.
                let _ = take.send(picture);
                waker.request_repaint();
            });
        }
        if let Ok(picture) = self.taken.try_recv() {
            let [width, height] = picture.size.map(u32::try_from);
            let file = self.folder.join(name).with_extension("png");
            let format = ExtendedColorType::Rgba8;
            image::save_buffer(&file, picture.as_raw(), width?, height?, format)?;
            self.playing = None;
        }
        ctx.request_repaint();
        Ok(())
    }

    fn give_up(&mut self, ctx: &Context, error: &dyn Error) {
        if let Ok(mut failure) = self.failure.lock() {
            *failure = Some(error.to_string());
        }
        self.playing = None;
        self.scenes.clear();
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

impl Playing {
    fn take_steps(&mut self) {
        while let Some(step) = self.steps.front() {
            match step {
                Step::Await(is_so) if !is_so(self.stage.state()) => return,
                Step::Await(_) => {}
                Step::Act(act) => self.stage.act(*act),
            }
            self.steps.pop_front();
        }
    }

    fn is_at_rest(&mut self, ctx: &Context) -> bool {
        let has_size = (ctx.viewport_rect().size() - self.scene.size).length() < 1.0;
        if !self.steps.is_empty() || !has_size {
            return false;
        }
        self.resting_since.get_or_insert_with(Instant::now).elapsed() > REST
    }
}

impl eframe::App for Camera {
    fn logic(&mut self, ctx: &Context, frame: &mut Frame) {
        if let Err(error) = self.begin(ctx) {
            self.give_up(ctx, error.as_ref());
        }
        if let Some(playing) = &mut self.playing {
            playing.stage.window().logic(ctx, frame);
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        if let Some(playing) = &mut self.playing {
            playing.stage.window().ui(ui, frame);
        }
        let ctx = ui.ctx().clone();
        if let Err(error) = self.go_on(&ctx) {
            self.give_up(&ctx, error.as_ref());
        }
    }

    /// Whoever sits before the screen has no part in the picture.
    fn raw_input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.events = vec![Event::PointerGone];
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        konata_api::ui::launch::clear_color(visuals)
    }
}
