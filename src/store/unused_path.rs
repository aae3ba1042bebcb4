use std::path::PathBuf;

/// The first of `path("")`, `path("-2")`, `path("-3")`, … where nothing stands.
pub(super) fn unused_path(path: impl Fn(&str) -> PathBuf) -> PathBuf {
    let mut candidate = path("");
    let mut number = 2_u32;
    while candidate.symlink_metadata().is_ok() {
        candidate = path(&format!("-{number}"));
        number += 1;
    }
    candidate
}
