//! Dependencies point inwards: what a package may know of the others, and what never gets into the browser. A line
//! missing here is a decision to be taken, so a new package fails this test until it has one.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where its ground is missing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use toml::{Table, Value};

/// What each package may depend on, tests and build scripts apart.
const MAY_KNOW: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("words", &[]),
    ("bindgen", &[]),
    ("audit", &["domain"]),
    ("store", &["domain", "audit"]),
    ("contract", &["domain"]),
    ("service", &["domain", "audit", "store", "contract", "words"]),
    ("directory", &["domain", "audit", "store", "contract", "words", "service"]),
    ("notify", &["domain", "audit", "store", "contract", "words", "service"]),
    ("app", &["domain", "contract", "words"]),
    ("frontend", &["domain", "contract", "app"]),
    ("server", &["domain", "audit", "store", "contract", "words", "service", "directory", "notify", "app"]),
    (
        "testkit",
        &["domain", "audit", "store", "contract", "words", "service", "directory", "notify", "app", "server"],
    ),
];

/// What the browser gets of ours.
const IN_THE_BROWSER: [&str; 3] = ["app", "domain", "frontend"];

/// Databases, runtimes and servers, by the beginning of their names.
const NEVER_IN_THE_BROWSER: [&str; 17] = [
    "sqlx",
    "libsqlite3",
    "rusqlite",
    "tokio",
    "mio",
    "axum",
    "hyper",
    "h2",
    "tower-http",
    "leptos_axum",
    "lettre",
    "rustls",
    "ring",
    "openssl",
    "webauthn",
    "argon2",
    "fluent",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifest(folder: &str) -> Table {
    let path = root().join(folder).join("Cargo.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every package of the workspace with its manifest.
fn packages() -> BTreeMap<String, Table> {
    let members = manifest(".")["workspace"]["members"].as_array().unwrap().clone();
    let manifests = members.iter().map(|folder| manifest(folder.as_str().unwrap()));
    manifests.map(|table| (table["package"]["name"].as_str().unwrap().to_owned(), table)).collect()
}

/// What a manifest depends on outside its tests, also for one target alone.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let places = targets.filter_map(Value::as_table).chain([manifest]);
    let tables = places.flat_map(|place| ["dependencies", "build-dependencies"].map(|kind| place.get(kind)));
    tables.flatten().filter_map(Value::as_table).flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn no_package_knows_one_further_out() {
    let packages = packages();
    let ruled: BTreeMap<&str, &[&str]> = MAY_KNOW.into_iter().collect();
    assert_eq!(
        packages.keys().map(String::as_str).collect::<Vec<_>>(),
        ruled.keys().copied().collect::<Vec<_>>(),
        "packages of the workspace beside those that have a rule here"
    );
    for (name, manifest) in &packages {
        let known = dependencies(manifest);
        let ours: BTreeSet<_> = known.iter().filter(|one| packages.contains_key(*one)).collect();
        let beyond: Vec<_> =
            ours.iter().filter(|one| !ruled[name.as_str()].contains(&one.as_str())).collect();
        assert!(beyond.is_empty(), "{name} knows {beyond:?}, which lie further out");
    }
}

/// The rules themselves have no circle and no shortcut around it: whoever is known is ruled before.
#[test]
fn the_rules_point_inwards() {
    for (at, (name, may_know)) in MAY_KNOW.iter().enumerate() {
        for one in *may_know {
            let inner = MAY_KNOW.iter().position(|(other, _)| other == one);
            assert!(
                inner.is_some_and(|inner| inner < at),
                "{name} may know {one}, which does not lie inside"
            );
        }
    }
}

#[test]
fn nothing_of_the_server_gets_into_the_browser() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "frontend", "--target", "wasm32-unknown-unknown", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{p}", "--locked"])
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains("frontend") && names.contains("leptos"), "no tree: {tree}");
    let ours: Vec<_> = packages().into_keys().filter(|name| names.contains(name.as_str())).collect();
    assert_eq!(ours, IN_THE_BROWSER, "packages of ours in the browser");
    let never: Vec<_> = names
        .iter()
        .filter(|name| NEVER_IN_THE_BROWSER.iter().any(|never| name.starts_with(never)))
        .collect();
    assert!(never.is_empty(), "{never:?} would be sent to the browser");
}
