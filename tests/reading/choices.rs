//! What a person wants left out is left out and counted, and nothing else is.

use crate::common::{Run, Tree, read_with};
use foldersheet::model::ScanOptions;
use foldersheet::scan::{check_patterns, native_pattern};
use foldersheet::session::{Command, Phase};
use foldersheet::words;

#[cfg(unix)]
#[test]
fn hidden_files_and_folders() {
    let tree = Tree::new();
    tree.file(".hidden", 1).file(".git/config", 1).file("a/.b", 1).file("a/c", 1).file("..d", 1);
    let run = read_with(&tree, ScanOptions { skip_hidden: true, ..ScanOptions::default() });
    assert_eq!(run.names(tree.path()), ["a/c"]);
    assert_eq!(run.session.status().totals.left_out.all(), 4);
    assert_eq!(run.session.status().incomplete, None, "it was asked for");
}

#[test]
fn patterns_as_in_gitignore() {
    let tree = Tree::new();
    tree.file("a.tmp", 1).file("b/c.tmp", 1).file("b/keep.tmp", 1).file("target/x", 1).file("b/target/y", 1);
    tree.file("src/z", 1).file("b/src/z", 1);
    let exclude = ["*.tmp", "!keep.tmp", "target/", "/src"].map(str::to_owned).to_vec();
    let run = read_with(&tree, ScanOptions { exclude, ..ScanOptions::default() });
    assert_eq!(run.names(tree.path()), ["b/keep.tmp", "b/src/z"]);
    assert_eq!(run.session.status().totals.left_out.all(), 5);
}

#[test]
fn a_picked_folder_itself_is_never_left_out() {
    let tree = Tree::new();
    tree.file(".git/config", 1);
    let options =
        ScanOptions { skip_hidden: true, exclude: vec![".git".to_owned()], ..ScanOptions::default() };
    let mut run = Run::new(options);
    run.pick(&[tree.at(".git")]).finish();
    assert_eq!(run.names(tree.path()), [".git/config"]);
}

#[test]
fn a_pattern_that_makes_no_sense_is_told_and_changes_nothing() {
    let bad = vec!["[z-a]".to_owned()];
    assert!(check_patterns(&bad).is_err());
    let mut run = Run::new(ScanOptions::default());
    run.apply(Command::SetOptions(ScanOptions { exclude: bad, ..ScanOptions::default() }));
    let status = run.session.status();
    let told = status.message.map(words::message).unwrap_or_default();
    assert!(told.contains("the pattern \"[z-a]\"") && told.contains("z-a ends before it begins"), "{told}");
    assert_eq!(*status.options, ScanOptions::default());
    assert_eq!(status.phase, Phase::Empty);
}

#[test]
fn a_path_of_this_machine_leaves_out_what_is_there() {
    let tree = Tree::new();
    tree.file("t/private/secret", 1).file("t/pub/private/a", 1).file("u/private/b", 1);
    let private = tree.at("t/private").to_str().unwrap().to_owned();
    for exclude in [private.clone(), private.clone() + "/", private.clone() + "/*", private + "/**"] {
        let exclude = native_pattern(&exclude).into_owned();
        let mut run = Run::new(ScanOptions { exclude: vec![exclude.clone()], ..ScanOptions::default() });
        run.pick(&[tree.at("t"), tree.at("u")]).finish();
        assert_eq!(run.names(tree.path()), ["t/pub/private/a", "u/private/b"], "{exclude}");
        assert_eq!(run.session.unmatched_patterns(), [""; 0], "{exclude}");
    }
}

/// The folder may be picked by another way than the one that the pattern names.
#[cfg(unix)]
#[test]
fn a_path_of_this_machine_is_found_through_links_too() {
    let tree = Tree::new();
    tree.file("t/private/secret", 1).file("t/pub", 1).link("way", "t");
    for (picked, excluded) in [("way", "t/private"), ("way", "way/private"), ("t/../t", "t/private")] {
        let exclude = vec![tree.at(excluded).to_str().unwrap().to_owned()];
        let mut run = Run::new(ScanOptions { exclude, ..ScanOptions::default() });
        run.pick(&[tree.at(picked)]).finish();
        assert_eq!(run.session.status().totals.left_out.all(), 1, "{picked} {excluded}");
    }
}
