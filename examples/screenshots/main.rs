//! Takes pictures of the window in each of its states, on demo stations:
//! `cargo run --example screenshots -- FOLDER [SCENE…]`. Needs a display.

mod camera;
mod scene;
mod scenes;
mod sites;
mod stage;

use crate::camera::Camera;
use konata_api::platform::display;
use konata_api::text::Text;
use konata_api::ui::{fonts, launch};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: screenshots FOLDER [SCENE…]")?);
    let named: Vec<String> = arguments.map(|name| name.to_string_lossy().into_owned()).collect();
    let scenes = scenes::named(&named)?;
    if !display::is_there() {
        return Err("there is no display to open a window on".into());
    }
    fs::create_dir_all(&folder)?;
    let camera = Camera::new(folder, scenes);
    let failure = camera.failure();
    let options = launch::options(Text::ProgramName.in_language(scene::LANGUAGE), None, None);
    eframe::run_native(
        "konata-api-screenshots",
        options,
        Box::new(move |creation| {
            fonts::install(&creation.egui_ctx);
            Ok(Box::new(camera))
        }),
    )?;
    let failure = failure.lock().ok().and_then(|mut failure| failure.take());
    failure.map_or(Ok(()), |failure| Err(failure.into()))
}
