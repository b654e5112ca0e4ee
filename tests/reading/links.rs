//! Links, hard links and special files are rows; nothing is followed, nothing is opened but folders.
#![cfg(unix)]

use crate::common::{Tree, meta_kinds, read, read_with};
use foldersheet::model::{Kind, ScanOptions};

#[test]
fn links_are_rows_and_not_entered() {
    let tree = Tree::new();
    tree.file("real/file", 1);
    for (name, target) in [
        ("self", "self"),
        ("dot", "."),
        ("up", ".."),
        ("top", "/"),
        ("nowhere", "no/where"),
        ("into", "real"),
    ] {
        tree.link(name, target);
    }
    tree.link("long", "x/".repeat(2000));
    let run = read(&tree);
    let kinds = meta_kinds(&run.rows(tree.path()));
    assert_eq!(kinds.len(), 8);
    assert_eq!(kinds.iter().filter(|(_, kind)| *kind == Kind::Symlink).count(), 7);
    assert!(kinds.contains(&("real/file".to_owned(), Kind::File)));
    assert_eq!(run.problems(tree.path()), []);
    assert_eq!(run.rows(tree.path())[&b"long"[..]].size, Some(4000));
}

#[test]
fn a_hard_link_is_a_row_for_each_name() {
    let tree = Tree::new();
    tree.file("one", 10).folder("deep");
    std::fs::hard_link(tree.at("one"), tree.at("deep/two")).unwrap();
    let run = read(&tree);
    assert_eq!(run.names(tree.path()), ["deep/two", "one"]);
    assert_eq!(run.session.status().totals.bytes, 20);
}

/// Makes a device for characters and one for blocks, where the user may.
#[cfg(target_os = "linux")]
fn has_devices(tree: &Tree) -> bool {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, tree.at("null"), FileType::CharacterDevice, Mode::RUSR, 0x103).is_ok()
        && mknodat(CWD, tree.at("disk"), FileType::BlockDevice, Mode::RUSR, 0x700).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_devices(_: &Tree) -> bool {
    false
}

#[test]
fn special_files_are_rows_and_never_opened() {
    let tree = Tree::new();
    // Opening a pipe without a writer would wait for ever.
    assert!(std::process::Command::new("mkfifo").arg(tree.at("pipe")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(tree.at("socket")).unwrap();
    let mut expected = vec![("pipe".to_owned(), Kind::Fifo), ("socket".to_owned(), Kind::Socket)];
    if has_devices(&tree) {
        expected.insert(0, ("null".to_owned(), Kind::Char));
        expected.insert(0, ("disk".to_owned(), Kind::Block));
    } else {
        println!("devices left out: this user may not make any");
    }
    let run = read(&tree);
    assert_eq!(meta_kinds(&run.rows(tree.path())), expected);
    assert_eq!(run.problems(tree.path()), []);
}

#[test]
fn sparse_files_have_two_sizes() {
    let tree = Tree::new();
    tree.file("sparse", 0);
    let file = std::fs::File::options().write(true).open(tree.at("sparse")).unwrap();
    let wanted = 8 << 40;
    if file.set_len(wanted).is_err() {
        return println!("skipped: this file system holds no file of 8 TiB");
    }
    let meta = read(&tree).rows(tree.path())[&b"sparse"[..]];
    assert_eq!(meta.size, Some(wanted));
    assert!(meta.allocated.unwrap() < 1 << 20);
}

#[test]
fn times_before_1970_and_far_ahead_are_exact() {
    use std::time::{Duration, SystemTime};
    let tree = Tree::new();
    let seconds = [-1i64, -2_000_000_000, 0, 4_000_000_000, 15_000_000_000];
    let mut expected = Vec::new();
    for (number, &at) in seconds.iter().enumerate() {
        tree.file(number.to_string(), 0);
        let span = Duration::from_secs(at.unsigned_abs());
        let time = if at < 0 { SystemTime::UNIX_EPOCH - span } else { SystemTime::UNIX_EPOCH + span };
        let file = std::fs::File::options().write(true).open(tree.at(number.to_string())).unwrap();
        file.set_modified(time).unwrap();
        // A file system with a smaller range keeps the nearest it can; the oracle is what it kept.
        let kept = file.metadata().unwrap();
        expected.push(std::os::unix::fs::MetadataExt::mtime(&kept));
    }
    let run = read(&tree);
    let modified: Vec<i64> = run.rows(tree.path()).values().map(|meta| meta.modified.unwrap()).collect();
    assert_eq!(modified, expected);
}

#[test]
fn a_file_with_several_names_knows_the_others() {
    let tree = Tree::new();
    tree.file("a", 5).file("alone", 5).folder("f/g");
    std::fs::hard_link(tree.at("a"), tree.at("f/b")).unwrap();
    let out = Tree::new();
    std::fs::hard_link(tree.at("a"), out.at("out of what was picked")).unwrap();
    let run = read_with(&tree, ScanOptions { folders: true, ..ScanOptions::default() });
    let rows = run.rows(tree.path());
    let links = |name: &[u8]| rows[name].links;
    let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(tree.at("a")).unwrap());
    assert_eq!(links(b"a").map(|links| (links.count, links.inode)), Some((Some(3), inode)));
    assert_eq!(links(b"f/b"), links(b"a"));
    assert_eq!((links(b"alone"), links(b"f")), (None, None), "a folder's count is of its sub-folders");
}
