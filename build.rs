//! Gives the Windows program its icon, version block and manifest. Other systems need nothing.

#![allow(clippy::print_stdout, reason = "cargo reads a build script's directives from stdout")]

use std::env;

const ICON: &str = "assets/icon.ico";
const MANIFEST: &str = "assets/konata-api.manifest";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ICON}");
    println!("cargo::rerun-if-changed={MANIFEST}");

    // `cfg!(windows)` would ask about the machine that compiles.
    if env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    // Where mingw is the linker, winresource finds its windres and ar, also from Linux (by prefix).
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon(ICON)
        .set_manifest_file(MANIFEST)
        .set("ProductName", "此方API查查")
        // Task Manager and the notification area show this text as the program's name.
        .set("FileDescription", "此方API查查")
        .set("InternalName", "konata-api")
        .set("OriginalFilename", "konata-api.exe")
        .set("LegalCopyright", "KonataAPI contributors, MIT");
    if let Err(error) = resource.compile_for("konata-api") {
        // Lacking a resource compiler must not stop someone from working on the code, but no
        // release may go out without icon and manifest.
        let level =
            if env::var("PROFILE").as_deref() == Ok("release") { "error" } else { "warning" };
        println!("cargo::{level}=no icon, version block and manifest in konata-api.exe: {error}");
    }
}
