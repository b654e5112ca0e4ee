//! File systems inside file systems, in a mount namespace of the test's own; skipped, with the reason, where this user may make none.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use common::mounted::{Seen, listed};

#[test]
fn a_bind_mount_into_its_own_ancestor_is_a_loop_and_no_loop() {
    let tree = Tree::new();
    tree.file("a/b/file", 1).folder("a/b/again").file("z", 1);
    let Some(Seen { paths, told, code, .. }) = listed(&tree, r#"mount --bind "$T/a" "$T/a/b/again""#, "")
    else {
        return;
    };
    assert_eq!(paths, ["z", "a/b/file"], "{told}");
    assert!(told.contains("problem: loop: ") && told.contains("/a/b/again: "), "{told}");
    assert_eq!(code, 3);
}

#[test]
fn a_bind_mount_of_the_picked_folder_inside_itself() {
    let tree = Tree::new();
    tree.file("a/file", 1).folder("a/again");
    let Some(Seen { paths, told, .. }) = listed(&tree, r#"mount --bind "$T" "$T/a/again""#, "") else {
        return;
    };
    assert_eq!(paths, ["a/file"], "{told}");
    assert!(told.contains("problem: loop: "), "{told}");
}

#[test]
fn another_file_system_inside_is_entered() {
    let tree = Tree::new();
    tree.file("a/file", 1).folder("a/disk");
    let mounts =
        r#"mount -t tmpfs none "$T/a/disk" && mkdir "$T/a/disk/in" && echo x > "$T/a/disk/in/there""#;
    let Some(Seen { paths, told, code, .. }) = listed(&tree, mounts, "") else { return };
    assert_eq!(paths, ["a/file", "a/disk/in/there"], "{told}");
    assert_eq!(code, 0);
    let Some(Seen { paths, told, code, .. }) = listed(&tree, mounts, "-x") else { return };
    assert_eq!(paths, ["a/file"], "staying on one file system: {told}");
    assert_eq!(code, 0);
}

#[test]
fn two_file_systems_with_the_same_inode_numbers_hide_nothing_from_each_other() {
    let tree = Tree::new();
    tree.folder("one").folder("two");
    let fill = |name: &str| {
        format!(r#"mount -t tmpfs none "$T/{name}" && mkdir "$T/{name}/in" && echo x > "$T/{name}/in/there""#)
    };
    let mounts = format!("{} && {}", fill("one"), fill("two"));
    let Some(Seen { paths, told, .. }) = listed(&tree, &mounts, "") else { return };
    assert_eq!(paths, ["one/in/there", "two/in/there"], "{told}");
}

#[test]
fn a_kernel_file_system_inside_is_named_and_skipped() {
    let tree = Tree::new();
    tree.file("file", 1).folder("proc");
    let Some(Seen { paths, told, code, .. }) =
        listed(&tree, r#"mount -t proc none "$T/proc" || mount --bind /proc "$T/proc""#, "")
    else {
        return;
    };
    assert_eq!(paths, ["file"], "{told}");
    assert!(told.contains("note: kernel file system, skipped: ") && told.contains("/proc: proc "), "{told}");
    assert_eq!(code, 0, "what the user did not ask for is not a problem: {told}");
}

/// What is picked beside the tree itself, in both orders, with few workers and many: the same rows each time.
fn picked_is_always(tree: &Tree, mounts: &str, picked: [&str; 2], expected: &[&str]) -> Option<()> {
    for workers in [1, 2, 8] {
        for [one, other] in [picked, [picked[1], picked[0]]] {
            let options = format!(r#"--workers {workers} "$T/{one}" "$T/{other}""#);
            for _ in 0..5 {
                let Seen { mut paths, told, .. } = listed(tree, mounts, &options)?;
                paths.sort();
                assert_eq!(paths, expected, "{options}: {told}");
            }
        }
    }
    Some(())
}

#[test]
fn a_mount_that_is_picked_is_there_though_the_folder_around_it_stays_on_its_file_system() {
    let tree = Tree::new();
    tree.file("a/file", 1).folder("a/disk");
    let mounts = r#"mount -t tmpfs none "$T/a/disk" && echo x > "$T/a/disk/there""#;
    for picked in [r#""$T/a/disk""#, r#""$T/a/disk" "$T/a/disk/there""#] {
        let Some(seen) = listed(&tree, mounts, &format!("-x {picked}")) else { return };
        let Seen { mut paths, told, code, .. } = seen;
        paths.sort();
        assert_eq!(paths, ["a/disk/there", "a/file"], "{told}");
        assert_eq!(code, 0);
    }
}

#[test]
fn a_bind_mount_and_its_source_are_both_there() {
    let tree = Tree::new();
    tree.file("source/in/x", 1).file("z", 1).folder("bind");
    let mounts = r#"mount --bind "$T/source" "$T/bind""#;
    picked_is_always(&tree, mounts, ["source", "bind"], &["bind/in/x", "source/in/x", "z"]);
    let mounts = r#"mount --bind "$T/source/in" "$T/bind""#;
    picked_is_always(&tree, mounts, ["source", "bind"], &["bind/x", "source/in/x", "z"]);
}

#[test]
fn what_one_mount_shows_and_another_hides_is_there() {
    let tree = Tree::new();
    tree.file("source/disk/below", 1).folder("bind");
    // The bind mount shows what the disk is mounted over.
    let mounts = r#"mount -t tmpfs none "$T/source/disk" && echo x > "$T/source/disk/above" && mount --bind "$T/source" "$T/bind""#;
    picked_is_always(&tree, mounts, ["source", "bind"], &["bind/disk/below", "source/disk/above"]);
}

#[test]
fn a_picked_file_that_something_is_mounted_on_is_there_once() {
    let tree = Tree::new();
    tree.file("a/file", 1).file("a/other", 1).file("source", 1);
    let mounts = r#"mount --bind "$T/source" "$T/a/file""#;
    picked_is_always(&tree, mounts, ["a", "a/file"], &["a/file", "a/other", "source"]);
}
