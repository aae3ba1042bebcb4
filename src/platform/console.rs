/// Ties the program to the terminal that started it, so that what it prints is seen. On Windows a
/// program with a window has no terminal of its own; piped output works without this.
#[cfg(windows)]
#[allow(unsafe_code, reason = "a call of the system without a safe form; it takes no pointer")]
pub fn attach_to_parent() {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
    // SAFETY: no memory is shared with the call. It fails where there is no terminal, which is
    // how a double click starts the program.
    unsafe {
        AttachConsole(ATTACH_PARENT_PROCESS);
    }
}

/// Elsewhere a program keeps its terminal.
#[cfg(not(windows))]
pub const fn attach_to_parent() {}
