//! What may not be read is one problem a folder, and the rest goes on. Root's override is dropped first.

use crate::common::{Run, Tree, drop_override, read};
use foldersheet::model::{Kind, Operation};

fn read_without_override(tree: &Tree) -> Run {
    drop_override();
    read(tree)
}

#[test]
fn a_folder_that_may_not_be_opened() {
    let tree = Tree::new();
    tree.file("open/a", 1).file("closed/b", 1).file("z", 1).mode("closed", 0o000);
    let run = read_without_override(&tree);
    assert_eq!(run.names(tree.path()), ["open/a", "z"]);
    assert_eq!(run.problems(tree.path()), [(Operation::OpenFolder, "closed".to_owned())]);
    assert_eq!(run.session.status().roots[0].counts.problems, 1);
    let status = run.session.status();
    assert_eq!(status.problems.get(0).unwrap().cause.code(), Some(13));
}

#[test]
fn a_folder_that_may_be_read_but_not_searched() {
    let tree = Tree::new();
    tree.file("list/a", 1).file("list/b", 1).folder("list/in").link("list/l", "a").mode("list", 0o444);
    let run = read_without_override(&tree);
    let rows = run.rows(tree.path());
    let kinds: Vec<_> = rows.values().map(|meta| (meta.kind, meta.size)).collect();
    assert_eq!(run.names(tree.path()), ["list/a", "list/b", "list/l"]);
    assert_eq!(kinds, [(Kind::File, None), (Kind::File, None), (Kind::Symlink, None)]);
    assert_eq!(run.problems(tree.path()), [(Operation::LookAt, "list".to_owned())]);
}

#[test]
fn a_folder_that_may_be_searched_but_not_read() {
    let tree = Tree::new();
    tree.file("secret/a", 1).file("b", 1).mode("secret", 0o111);
    let run = read_without_override(&tree);
    assert_eq!(run.names(tree.path()), ["b"]);
    assert_eq!(run.problems(tree.path()), [(Operation::OpenFolder, "secret".to_owned())]);
}

#[test]
fn the_picked_folder_itself_may_not_be_opened() {
    let tree = Tree::new();
    tree.file("closed/b", 1).file("open/a", 1).mode("closed", 0o000);
    drop_override();
    let mut run = Run::new(Default::default());
    run.pick(&[tree.at("closed"), tree.at("open")]).finish();
    assert_eq!(run.names(tree.path()), ["open/a"]);
    assert_eq!(run.problems(tree.path()), [(Operation::OpenPicked, "closed".to_owned())]);
}
