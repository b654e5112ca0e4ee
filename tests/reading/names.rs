//! Every name that a system allows is one row, comes back byte for byte, and is safe to look at.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::{Tree, read};
use foldersheet::text;

#[test]
fn names_that_break_lists_are_plain_data() {
    let names = [
        "new\nline",
        "tab\tand\rreturn",
        "quote\"d",
        "comma,semi;colon",
        "=1+1",
        "+x",
        "-rf",
        "@SUM(1)",
        "CON",
        "$(id)",
        "`id`",
        "%s%n",
        "1e5",
        "00123",
        "TRUE",
        "trailing.",
        "trailing ",
        " ",
        "..hidden",
        "a\\b",
        "＝1",
    ];
    let is_allowed = |name: &&str| !cfg!(windows) || !name.contains(['\n', '\t', '\r', '"', '\\']);
    let names = names.into_iter().filter(is_allowed).collect::<Vec<_>>();
    let tree = Tree::new();
    for name in &names {
        tree.file(name, 1);
    }
    let run = read(&tree);
    let mut expected: Vec<&str> = names.to_vec();
    expected.sort_by_key(|name| name.as_bytes());
    assert_eq!(run.names(tree.path()), expected);
    assert_eq!(run.problems(tree.path()), []);
}

#[test]
fn what_would_drive_a_terminal_or_mislead_is_never_shown_raw() {
    let names = [
        #[cfg(unix)] // Windows has no such names
        "\u{1b}]0;title\u{7}",
        "c1\u{9b}2J",
        "del\u{7f}",
        "a\u{202e}cod.exe",
        "zero\u{200b}width",
        "\u{2028}\u{feff}",
    ];
    let tree = Tree::new();
    for name in names {
        tree.file(name, 1);
    }
    let run = read(&tree);
    assert_eq!(run.rows(tree.path()).len(), names.len());
    for path in run.rows(tree.path()).keys() {
        let shown = text::shown(path);
        assert!(shown.is_ascii() && !shown.chars().any(char::is_control), "{shown}");
        assert!(names.iter().any(|name| name.as_bytes() == path), "the bytes themselves stay");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_told_apart() {
    let tree = Tree::new();
    for name in [&b"caf\xE9"[..], b"caf\xE8", b"\xFF", b"\xED\xA0\x80"] {
        tree.file(crate::common::os(name), 1);
    }
    let run = read(&tree);
    let rows = run.rows(tree.path());
    assert_eq!(rows.len(), 4);
    assert!(rows.contains_key(&b"caf\xE9"[..]) && rows.contains_key(&b"\xED\xA0\x80"[..]));
    let mut shown: Vec<_> = rows.keys().map(|name| text::shown(name)).collect();
    shown.dedup();
    assert_eq!(shown.len(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_in_case_or_form_only_are_separate() {
    let tree = Tree::new();
    let names = ["Readme", "README", "readme", "caf\u{e9}", "cafe\u{301}"];
    for name in names {
        tree.file(name, 1);
    }
    assert_eq!(read(&tree).rows(tree.path()).len(), names.len());
}

#[cfg(unix)]
#[test]
fn the_longest_names_and_paths_longer_than_the_system_takes() {
    use rustix::fs::{Mode, OFlags};
    let tree = Tree::new();
    tree.file("n".repeat(255), 1);
    // 12,000 bytes and more can only be made step by step, each relative to the one before.
    let name = "d".repeat(240);
    let mut at = rustix::fs::open(tree.path(), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()).unwrap();
    for _ in 0..50 {
        rustix::fs::mkdirat(&at, name.as_str(), Mode::RWXU).unwrap();
        at = rustix::fs::openat(&at, name.as_str(), OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty())
            .unwrap();
    }
    rustix::fs::openat(&at, "bottom", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR | Mode::WUSR).unwrap();
    let run = read(&tree);
    let rows = run.rows(tree.path());
    assert_eq!(run.problems(tree.path()), []);
    assert_eq!(rows.len(), 2);
    let longest = rows.keys().map(Vec::len).max().unwrap();
    assert_eq!(longest, 50 * 241 + "bottom".len());
}
