use directories::BaseDirs;
use std::env;
use std::path::{Path, PathBuf};
use thiserror::Error;

const PROGRAM_NAME: &str = "KonataAPI";
/// Beside the program, as the predecessor has it.
const CONFIG_FOLDER: &str = "config";
/// Each of these in the folder beside the program says that the data belong there.
const SIGNS_OF_DATA: [&str; 3] = ["config.json", "stats.json", "portable"];

/// The system names no home folder, and none was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no data folder was given and the system names none")]
pub struct NoDataFolder;

/// Where the files are: `explicit` where given; else the folder `config` beside the program when
/// it is in use, so that the predecessor's folder and a USB stick work as they are; else the
/// system's data folder. Creates nothing.
pub fn data_folder(explicit: Option<&Path>) -> Result<PathBuf, NoDataFolder> {
    let program = env::current_exe().ok();
    let program_folder = program.as_deref().and_then(Path::parent);
    let system_folder = BaseDirs::new().map(|folders| folders.data_dir().join(PROGRAM_NAME));
    choose_data_folder(explicit, program_folder, system_folder)
}

fn choose_data_folder(
    explicit: Option<&Path>,
    program_folder: Option<&Path>,
    system_folder: Option<PathBuf>,
) -> Result<PathBuf, NoDataFolder> {
    let beside_program = program_folder
        .map(|folder| folder.join(CONFIG_FOLDER))
        .filter(|folder| SIGNS_OF_DATA.iter().any(|sign| folder.join(sign).is_file()));
    explicit.map(Path::to_owned).or(beside_program).or(system_folder).ok_or(NoDataFolder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SYSTEM: &str = "/home/someone/.local/share/KonataAPI";

    #[test]
    fn the_given_folder_wins_over_all() {
        let program = tempfile::tempdir().unwrap();
        fs::create_dir(program.path().join("config")).unwrap();
        fs::write(program.path().join("config/portable"), "").unwrap();
        let given = Path::new("some/folder");
        let chosen = choose_data_folder(Some(given), Some(program.path()), Some(SYSTEM.into()));
        assert_eq!(chosen.as_deref(), Ok(given));
    }

    #[test]
    fn the_folder_beside_the_program_only_when_it_is_in_use() {
        for sign in SIGNS_OF_DATA {
            let program = tempfile::tempdir().unwrap();
            let config = program.path().join("config");
            fs::create_dir(&config).unwrap();
            fs::write(config.join("config.example.json"), "{}").unwrap();
            let chosen = choose_data_folder(None, Some(program.path()), Some(SYSTEM.into()));
            assert_eq!(chosen.as_deref(), Ok(Path::new(SYSTEM)));
            fs::write(config.join(sign), "").unwrap();
            let chosen = choose_data_folder(None, Some(program.path()), Some(SYSTEM.into()));
            assert_eq!(chosen, Ok(config), "{sign}");
        }
    }

    #[test]
    fn no_folder_at_all_is_an_error() {
        assert_eq!(choose_data_folder(None, None, None), Err(NoDataFolder));
    }
}
