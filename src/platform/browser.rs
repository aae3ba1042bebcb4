use std::io;

/// Shows an address in the user's browser. May take a quarter of a second, in which the system
/// has told of most failures.
pub fn open(address: &str) -> io::Result<()> {
    open::that_detached(address)
}
