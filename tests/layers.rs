//! The arrows between the rooms, held by reading every `use` and every path that names a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A room, and the rooms it may import.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("words", &["text", "model"]),
    ("store", &["model"]),
    ("scan", &["model"]),
    ("view", &["store", "text", "model"]),
    ("export", &["view", "store", "words", "text", "model"]),
    ("session", &["export", "view", "store", "scan", "text", "model"]),
    ("cli", &["session", "view", "store", "words", "text", "model"]),
    ("settings_file", &[]),
    ("ui", &["session", "view", "store", "words", "text", "model", "settings_file"]),
];

/// What a room may not name, and why.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("model", &["std::fs", "std::thread", "egui", "crossbeam"]),
    ("text", &["std::fs", "std::thread", "egui", "std::io"]),
    ("words", &["std::fs", "std::thread", "egui", "std::io"]),
    ("store", &["std::fs", "std::thread", "egui", "crossbeam"]),
    ("view", &["std::fs", "egui"]),
    ("export", &["egui"]),
    ("session", &["egui", "std::fs"]),
    ("cli", &["egui", "std::fs"]),
    ("settings_file", &["std::thread", "egui", "crossbeam"]),
    ("ui", &["std::fs"]),
];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its room and its text without comments.
fn files() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    let file = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        (room.trim_end_matches(".rs").to_owned(), path.clone(), code.collect::<Vec<_>>().join("\n"))
    };
    found.into_iter().map(file).collect()
}

/// The rooms that a text names after `crate::`, in braces too.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            None => {
                rooms.insert(word(rest));
            }
            Some(list) => {
                let (mut depth, mut start) = (1, true);
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' => start = depth == 1,
                        c if start && c.is_alphanumeric() => {
                            rooms.insert(word(&list[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    rooms
}

#[test]
fn a_room_imports_only_what_stands_to_its_right() {
    let files = files();
    for (room, allowed) in ARROWS {
        assert!(files.iter().any(|(of, ..)| of == room), "no file in {room}");
        for (_, path, code) in files.iter().filter(|(of, ..)| of == room) {
            for other in named_rooms(code) {
                let is_room = ARROWS.iter().any(|(name, _)| *name == other);
                let fine = !is_room || other == *room || allowed.contains(&other.as_str());
                assert!(fine, "{} imports {other}", path.display());
            }
        }
    }
    let rooms: BTreeSet<&str> = files.iter().map(|(room, ..)| room.as_str()).collect();
    let known =
        |room: &str| ARROWS.iter().any(|(name, _)| *name == room) || ["lib", "main", "bin"].contains(&room);
    assert!(rooms.iter().all(|room| known(room)), "a room without arrows: {rooms:?}");
}

#[test]
fn a_room_names_nothing_that_is_not_its_business() {
    for (room, path, code) in files() {
        let forbidden = FORBIDDEN.iter().find(|(of, _)| *of == room).map_or(&[][..], |(_, names)| names);
        for name in forbidden {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_disk_is_read_in_one_place() {
    let calls = ["rustix::fs", "read_dir", "openat", "statx", "canonicalize"];
    // Giving files their names, rights and attributes, taking left-over ones away, standard output and what else was handed over open: no
    // reading of what was picked.
    let writes = [
        "file/unix.rs",
        "file/by_path.rs",
        "file/rights.rs",
        "file/attributes.rs",
        "file/handed.rs",
        "file/stream.rs",
        "file/commit_tests.rs",
        "output/mod.rs",
    ];
    for (room, path, code) in files() {
        let reads = calls.iter().any(|call| code.contains(call));
        let is_write = writes.iter().any(|file| path.ends_with(Path::new("export").join(file)));
        assert!(
            !reads || is_write || path.components().any(|part| part.as_os_str() == "sys"),
            "{room}: {}",
            path.display()
        );
    }
}

#[test]
fn files_stay_small() {
    for (_, path, code) in files() {
        let lines = code.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: a room that wants a wall", path.display());
    }
}

#[test]
fn the_reader_of_uses_sees_braces_and_paths() {
    let code = "use crate::{model::{Kind, Row}, text};\nlet x = crate::store::Store::default();";
    assert_eq!(named_rooms(code).into_iter().collect::<Vec<_>>(), ["model", "store", "text"]);
}
