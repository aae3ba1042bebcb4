use crate::cli::say;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All that was asked was answered.
    Answered,
    /// Some site failed.
    SiteFailed,
    /// Wrong usage, or files that cannot be read or saved.
    Usage,
    /// All that was asked was answered, and some balance is low.
    Low,
}

/// `Err` carries an end that came before the command did its work; its reason is already said.
pub(super) type Outcome = Result<Exit, Exit>;

impl Exit {
    /// Says what is wrong with the usage or the files.
    pub(super) fn usage(message: &str) -> Self {
        say(message);
        Self::Usage
    }

    pub(super) const fn answered_if(all_answered: bool) -> Self {
        if all_answered { Self::Answered } else { Self::SiteFailed }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Answered => Self::SUCCESS,
            Exit::SiteFailed => Self::from(1),
            Exit::Usage => Self::from(2),
            Exit::Low => Self::from(3),
        }
    }
}
