//! The arrows between the rooms, held by reading every `use` and every path that names a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/names.rs"]
mod names;
#[path = "layers/sentences.rs"]
mod sentences;
#[path = "layers/sources.rs"]
mod sources;

use sources::sources;
use std::collections::BTreeSet;
use std::path::Path;

/// A room, and the rooms it may import. `main` are the programs. The map in `src/lib.rs` quotes this.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli", "ui"]),
    (
        "ui",
        &[
            "session",
            "kept",
            "export",
            "import",
            "scan",
            "view",
            "store",
            "words",
            "text",
            "category_file",
            "model",
            "settings_file",
        ],
    ),
    (
        "cli",
        &[
            "session",
            "kept",
            "export",
            "import",
            "scan",
            "view",
            "store",
            "words",
            "text",
            "category_file",
            "model",
        ],
    ),
    ("session", &["kept", "export", "archive", "import", "view", "scan", "store", "text", "model"]),
    ("kept", &["archive", "store", "text", "model"]),
    ("export", &["archive", "view", "store", "words", "text", "model"]),
    ("archive", &["store", "words", "text", "model"]),
    ("import", &["text", "model"]),
    ("view", &["store", "text", "model"]),
    ("scan", &["model"]),
    ("store", &["model"]),
    ("words", &["text", "model"]),
    ("text", &["model"]),
    ("category_file", &["model"]),
    ("model", &[]),
    ("settings_file", &[]),
];

/// Ways to look at the disk that need no `std::fs`.
const LOOKS: [&str; 12] = [
    ".exists()",
    ".try_exists()",
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    "Path::exists",
    "Path::is_file",
    "Path::is_dir",
    "metadata()",
    "canonicalize(",
    "read_link",
    ".read_dir(",
];

/// What a room may not name, and why.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("main", &["std::fs", "egui", "scan", "export"]),
    ("model", &["std::fs", "std::thread", "egui", "crossbeam"]),
    ("text", &["std::fs", "std::thread", "egui", "std::io"]),
    ("words", &["std::fs", "std::thread", "egui", "std::io"]),
    ("store", &["std::fs", "std::thread", "egui", "crossbeam"]),
    ("view", &["std::fs", "egui"]),
    ("export", &["egui"]),
    ("session", &["egui", "std::fs"]),
    ("kept", &["std::thread", "egui", "crossbeam"]),
    ("archive", &["egui"]),
    ("import", &["egui"]),
    // What they need of the system stands in the scan's own list.
    ("cli", &["egui", "std::fs", "scan::sys"]),
    ("category_file", &["std::thread", "egui", "crossbeam"]),
    ("settings_file", &["std::thread", "egui", "crossbeam"]),
    ("ui", &["std::fs", "scan::sys"]),
];

/// The rooms that a text names after `crate::`, or `foldersheet::` in a program, in braces too.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    let outside = code.match_indices("foldersheet::");
    for (at, found) in code.match_indices("crate::").chain(outside) {
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
    let sources = sources();
    for (room, allowed) in ARROWS {
        assert!(sources.iter().any(|source| source.room() == *room), "no file in {room}");
        for source in sources.iter().filter(|source| source.room() == *room) {
            for other in named_rooms(&source.code) {
                let is_room = ARROWS.iter().any(|(name, _)| *name == other);
                let fine = !is_room || other == *room || allowed.contains(&other.as_str());
                assert!(fine, "{} imports {other}", source.path.display());
            }
        }
    }
    let rooms: BTreeSet<&str> = sources.iter().map(|source| source.room()).collect();
    let known = |room: &str| room == "lib" || ARROWS.iter().any(|(name, _)| *name == room);
    assert!(rooms.iter().all(|room| known(room)), "a room without arrows: {rooms:?}");
}

#[test]
fn the_map_quotes_the_arrows() {
    let map = include_str!("../src/lib.rs");
    let lines = map.lines().filter_map(|line| line.strip_prefix("//! ")?.split_once(" -> "));
    let quoted: Vec<(&str, Vec<&str>)> =
        lines.map(|(room, others)| (room.trim(), others.split(", ").collect())).collect();
    let importing = ARROWS.iter().filter(|(_, others)| !others.is_empty());
    let arrows: Vec<(&str, Vec<&str>)> = importing.map(|(room, others)| (*room, others.to_vec())).collect();
    assert_eq!(quoted, arrows);
}

#[test]
fn no_arrow_runs_backwards() {
    let place = |room: &str| ARROWS.iter().position(|(name, _)| *name == room).unwrap();
    for (room, others) in ARROWS {
        assert!(others.iter().all(|other| place(other) > place(room)), "{room} imports what stands above it");
    }
}

#[test]
fn a_room_names_nothing_that_is_not_its_business() {
    for source in sources() {
        let forbidden = FORBIDDEN.iter().filter(|(of, _)| *of == source.room()).flat_map(|(_, names)| *names);
        for name in forbidden {
            assert!(!source.code.contains(name), "{} names {name}", source.path.display());
        }
    }
}

#[test]
fn the_disk_is_read_in_one_place() {
    let calls = ["rustix::fs", "read_dir", "openat", "statx"];
    // Giving files their names, rights and attributes, taking left-over ones away, standard output and what else was handed over open, and
    // in the end the folder of kept sheets: no reading of what was picked.
    let writes = [
        "file/unix.rs",
        "file/by_path.rs",
        "file/rights.rs",
        "file/attributes.rs",
        "file/handed.rs",
        "file/stream.rs",
        "output/mod.rs",
    ];
    for source in sources() {
        let path = &source.path;
        let is_sys = path.starts_with("scan/sys");
        let is_write = writes.iter().any(|file| path.ends_with(Path::new("export").join(file)));
        let is_write = is_write || path.ends_with("kept/list.rs");
        let calls = calls.iter().filter(|call| !is_sys && !is_write && source.code.contains(**call));
        assert_eq!(calls.collect::<Vec<_>>(), [&""; 0], "{}", path.display());
        // What an export replaces, the two files of the program itself, and the sheets that it keeps.
        let looks_at_its_own = ["export", "category_file", "settings_file", "kept"].contains(&source.room());
        let looks = LOOKS.iter().filter(|look| !is_sys && !looks_at_its_own && source.code.contains(**look));
        assert_eq!(looks.collect::<Vec<_>>(), [&""; 0], "{}", path.display());
    }
}

#[test]
fn files_stay_small() {
    for source in sources() {
        let lines = source.code.lines().count();
        assert!(lines <= 600, "{} has {lines} lines: a room that wants a wall", source.path.display());
    }
}

#[test]
fn the_reader_of_uses_sees_braces_and_paths() {
    let code = "use crate::{model::{Kind, Row}, text};\nlet x = crate::store::Sheet::default();";
    assert_eq!(named_rooms(code).into_iter().collect::<Vec<_>>(), ["model", "store", "text"]);
    assert_eq!(named_rooms("use foldersheet::cli::{self, Args};").into_iter().collect::<Vec<_>>(), ["cli"]);
}
