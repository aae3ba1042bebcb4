use std::env;
use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// Starts this program once more, with these arguments. It goes on when this one ends.
pub fn open(arguments: &[&str]) -> io::Result<()> {
    let mut program = Command::new(env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // On Unix a program that has ended stays in the list of processes until somebody asks how.
    thread::Builder::new().name("another window".into()).spawn(move || program.wait())?;
    Ok(())
}
