//! Holds the direction of imports that `ARCHITECTURE.md` describes, by reading the sources.

#![allow(clippy::expect_used, reason = "what cannot be read must fail the test, also in a helper")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// From the ground up. `platform` stands beside `app`: above all that must not import it.
const ROWS: [&str; 11] =
    ["model", "store", "relay", "probe", "worker", "demo", "text", "platform", "app", "ui", "cli"];

/// Outside crates, each with those named after it (`egui_plot`), and who alone may name them.
const CRATES: [(&str, &[&str]); 6] = [
    ("egui", &["ui", "main"]),
    ("eframe", &["ui", "main"]),
    ("reqwest", &["relay"]),
    ("axum", &["demo"]),
    ("rusqlite", &["store"]),
    ("tokio", &["relay", "probe", "worker", "demo", "platform", "cli", "main"]),
];

fn may_import(from: &str, to: &str) -> bool {
    let row = |name| ROWS.iter().position(|row| *row == name);
    match (from, to) {
        _ if from == to => true,
        ("main", _) => true,
        (_, "ui" | "cli") => false,
        ("platform", _) => to == "model",
        ("lib", _) => true,
        _ => row(to) < row(from),
    }
}

/// The words and marks of a source. Comments are gone; what stands in quotes is one quoted word.
fn tokens(stream: TokenStream) -> Vec<String> {
    stream
        .into_iter()
        .flat_map(|tree| match tree {
            TokenTree::Group(group) => {
                let [open, close] =
                    if group.delimiter() == Delimiter::Brace { ["{", "}"] } else { ["(", ")"] };
                [vec![open.to_owned()], tokens(group.stream()), vec![close.to_owned()]].concat()
            }
            other => vec![other.to_string()],
        })
        .collect()
}

/// What stands first after `crate::`, `super::` or this crate's name, also in nested braces.
/// `*` and `self` mean the whole crate.
fn imports(tokens: &[String]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let token = |i: usize| tokens.get(i).map_or("", String::as_str);
    for i in 0..tokens.len() {
        let root = token(i);
        if !["crate", "konata_api", "super"].contains(&root) || token(i + 1) != ":" {
            continue;
        }
        let (mut depth, mut head) = (0, true);
        for j in i + 3..tokens.len() {
            match token(j) {
                "{" => depth += 1,
                "}" => depth -= 1,
                "," if depth == 1 => head = true,
                name if head => {
                    head = false;
                    // `super::*` in a test module stays inside its file.
                    if root != "super" || ROWS.contains(&name) {
                        found.insert(name);
                    }
                }
                _ => {}
            }
            if depth <= 0 {
                break;
            }
        }
    }
    found
}

fn read(source: &str) -> Vec<String> {
    tokens(source.parse().expect("Rust source"))
}

fn violations(layer: &str, source: &str) -> Vec<String> {
    let tokens = read(source);
    let inward = imports(&tokens).into_iter().filter(|to| match *to {
        "*" | "self" => layer != "main",
        to => ROWS.contains(&to) && !may_import(layer, to),
    });
    let outward = tokens.iter().map(String::as_str).filter(|word| {
        CRATES.iter().any(|(name, layers)| {
            let tail = word.strip_prefix(name);
            tail.is_some_and(|t| t.is_empty() || t.starts_with('_')) && !layers.contains(&layer)
        })
    });
    let all: BTreeSet<&str> = inward.chain(outward).collect();
    all.into_iter().map(|to| format!("{layer} must not import {to}")).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("folder of sources");
    let paths = entries.map(|entry| entry.expect("entry").path());
    paths
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
}

#[test]
fn every_source_file_imports_only_from_layers_below() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut wrong, mut seen, mut inner) = (Vec::new(), BTreeSet::new(), 0);
    for file in rust_files(&src) {
        let place = file.strip_prefix(&src).unwrap();
        let first = place.components().next().unwrap().as_os_str().to_str().unwrap();
        let layer = first.trim_end_matches(".rs").to_owned();
        let source = fs::read_to_string(&file).unwrap();
        if !ROWS.contains(&layer.as_str()) && layer != "main" && layer != "lib" {
            wrong.push(format!("{}: {layer} is no layer", place.display()));
        }
        let found = violations(&layer, &source);
        wrong.extend(found.iter().map(|what| format!("{}: {what}", place.display())));
        inner += imports(&read(&source)).len();
        seen.insert(layer);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for entry in fs::read_dir(&src).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        assert!(seen.contains(name.trim_end_matches(".rs")), "nothing was read in src/{name}");
    }
    assert!(seen.contains("model") && inner > 0, "the scan found no import at all");
}

#[test]
fn samples_that_break_a_rule_are_reported() {
    for (layer, source, culprit) in [
        ("model", "use crate::store::Document;", "store"),
        ("relay", "use crate::{model::{Site, money::Unit}, worker::Job};", "worker"),
        ("store", "fn f() { let x: crate :: text::Words = y; }", "text"),
        ("store", "use {std::fs, crate::relay as wire};", "relay"),
        ("store", "use super::super::app::State;", "app"),
        ("store", r##"const A: &str = r#"" // "#; use crate::app;"##, "app"),
        ("store", "const A: char = '\"'; const B: char = '\\''; use crate::app; // '", "app"),
        ("store", "use crate::*;", "*"),
        ("app", "use crate::ui::Window;", "ui"),
        ("lib", "pub use crate::cli::run;", "cli"),
        ("cli", "use crate::ui;", "ui"),
        ("text", "use crate::platform::paths;", "platform"),
        ("platform", "use crate::store::Place;", "store"),
        ("app", "fn wake(ctx: &egui::Context) {}", "egui"),
        ("app", "use egui_plot::Plot;", "egui_plot"),
        ("worker", "use reqwest::Client;", "reqwest"),
        ("relay", "use axum::Router;", "axum"),
        ("store", "#[tokio::test] async fn f() {}", "tokio"),
        ("app", "use tokio_util::sync::CancellationToken;", "tokio_util"),
    ] {
        assert_eq!(violations(layer, source), [format!("{layer} must not import {culprit}")]);
    }
}

#[test]
fn samples_that_keep_the_rules_are_not() {
    for (layer, source) in [
        ("store", "use crate::model::{site::Site, text::Line}; use super::*;"),
        (
            "store",
            "// use crate::app;\n/* crate::ui /* egui */ crate::cli */ fn f<'a>(x: &'a str) {}",
        ),
        (
            "store",
            r##"fn f() { let x = "\" crate::app"; let y = r#"" tokio::x "#; let z = b'"'; }"##,
        ),
        ("app", "use crate::{model::Site, platform::Tray, text, worker::Command};"),
        ("platform", "use crate::model::Settings; use tray_icon::TrayIcon;"),
        ("relay", "pub(in crate::relay) fn f() {} use tokio::time; use crate::store::Document;"),
        ("main", "use konata_api::{cli, ui}; fn main() { eframe::run_native(); }"),
    ] {
        assert_eq!(violations(layer, source), [""; 0], "{source}");
    }
}
