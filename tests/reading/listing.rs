//! Every file is a row, with the sizes and times that the system has.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::{Tree, read, read_with};
use foldersheet::model::{Kind, ScanOptions};

#[test]
fn every_file_of_a_small_tree() {
    let tree = Tree::new();
    tree.file("a.txt", 3).file("b/c.txt", 0).file("b/d/e", 70_000).folder("empty/inside");
    let run = read(&tree);
    assert_eq!(run.names(tree.path()), ["a.txt", "b/c.txt", "b/d/e"]);
    assert_eq!(run.problems(tree.path()), []);
    let sizes: Vec<_> = run.rows(tree.path()).values().map(|meta| meta.size).collect();
    assert_eq!(sizes, [Some(3), Some(0), Some(70_000)]);
    let totals = run.session.status().totals;
    assert_eq!((totals.files, totals.folders, totals.bytes), (3, 5, 70_003));
}

#[test]
fn folders_are_rows_where_asked_for() {
    let tree = Tree::new();
    tree.file("a/b/c", 1).folder("empty");
    let run = read_with(&tree, ScanOptions { folders: true, ..ScanOptions::default() });
    assert_eq!(run.names(tree.path()), ["a", "a/b", "a/b/c", "empty"]);
    assert_eq!(run.rows(tree.path())[&b"a"[..]].kind, Kind::Folder);
    assert_eq!(run.session.status().totals.files, 1);
}

#[test]
fn one_flat_folder_is_shared_by_the_workers() {
    // Wine looks for each new name, in any case, among all that are there.
    const FILES: usize = if cfg!(windows) { 3_000 } else { 20_000 };
    let tree = Tree::new();
    for number in 0..FILES {
        tree.file(format!("file-{number:05}"), 0);
    }
    // A busy machine may let one worker do it all before another gets its turn.
    let shared = (0..20).any(|_| {
        let run = read_with(&tree, ScanOptions { workers: 4, ..ScanOptions::default() });
        assert_eq!(run.rows(tree.path()).len(), FILES);
        run.session.status().roots[0].workers.len() > 1
    });
    assert!(shared);
}

#[test]
fn a_deep_chain_with_few_handles_to_spare() {
    let tree = Tree::new();
    let mut path = std::path::PathBuf::new();
    for level in 0..300 {
        path.push("d");
        tree.file(path.join(format!("f{level}")), 0);
        tree.folder(path.join("side"));
    }
    let run = read_with(&tree, ScanOptions { workers: 3, ..ScanOptions::default() });
    assert_eq!(run.rows(tree.path()).len(), 300);
    assert_eq!(run.problems(tree.path()), []);
}

#[cfg(target_os = "linux")]
fn equals_find(dir: &std::path::Path) {
    use crate::common::{Run, find};
    let Some(found) = find(dir) else { return println!("skipped: there is no find") };
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[dir]).finish();
    let mut rows = 0;
    for (path, meta) in run.shown() {
        rows += 1;
        let name = String::from_utf8_lossy(&path);
        let [size, allocated, modified, created] =
            found.get(&path).unwrap_or_else(|| panic!("not in find: {name}"));
        assert_eq!(meta.size.map(|size| size as i64), *size, "{name}");
        assert_eq!(meta.allocated.map(|size| size as i64), *allocated, "{name}");
        assert_eq!(meta.modified, *modified, "{name}");
        assert_eq!(meta.created, *created, "{name}");
    }
    assert_eq!(rows, found.len());
}

#[cfg(target_os = "linux")]
#[test]
fn equals_find_on_a_tree_of_many_shapes() {
    let tree = Tree::new();
    for folder in 0..40 {
        for file in 0..folder * 7 % 50 {
            tree.file(format!("{folder}/{}/f{file}", folder % 5), file * 100);
        }
    }
    tree.link("to-nowhere", "nowhere").file("big", 3_000_000);
    std::fs::hard_link(tree.at("big"), tree.at("big-too")).unwrap();
    equals_find(tree.path());
}

#[cfg(target_os = "linux")]
#[test]
fn equals_find_on_the_systems_own_files() {
    equals_find(std::path::Path::new("/usr"));
}
