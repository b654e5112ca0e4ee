//! Saved sheets and other programs' lists as sides of a comparison, sources that are paired by hand, and what is said of both.

use super::common::Tree;
use super::{cells, put, run};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

const CHANGED: [(&str, &str); 3] = [("came", "added"), ("gone", "removed"), ("grew", "changed.size")];

/// What a folder was yesterday and is today.
fn trees() -> (Tree, Tree) {
    let (old, new) = (Tree::new(), Tree::new());
    for tree in [&old, &new] {
        put(tree, "d/same", 5, 1_000_000_000);
    }
    put(&old, "d/gone", 6, 1_000_000_000);
    put(&old, "grew", 7, 1_000_000_000);
    put(&new, "grew", 70, 1_000_000_000);
    put(&new, "came", 8, 1_000_000_000);
    (old, new)
}

fn program(args: &[&str]) -> (i32, String) {
    let mut command = Command::new(super::common::PROGRAM);
    let output = command.env_remove("DISPLAY").env("TZ", "UTC").args(args).output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

fn saved(tree: &Tree, at: &Path, more: &[&str]) -> PathBuf {
    let (folder, file) = (tree.path().to_str().unwrap(), at.to_str().unwrap());
    let (code, said) = program(&[&[folder, "--out", file], more].concat());
    assert_eq!(code, 0, "{said}");
    at.to_owned()
}

/// What became of each file, and the code.
fn changes(args: &[&str], old: &Path, new: &Path) -> (i32, BTreeMap<String, String>) {
    let (code, csv, said) = run(&[&["--out", "-"], args].concat(), old, new);
    assert!(!csv.is_empty(), "{said}");
    let rows = cells(&csv, ["change", "kind", "difference"]);
    (code, rows.into_iter().map(|(name, [change, ..])| (name, change)).collect())
}

fn expected() -> BTreeMap<String, String> {
    CHANGED.iter().map(|(name, change)| ((*name).to_owned(), (*change).to_owned())).collect()
}

#[test]
fn saved_sheets_are_compared_as_their_folders_are() {
    let ((old, new), away) = (trees(), Tree::new());
    let was = saved(&old, &away.at("was.foldersheet"), &[]);
    let is = saved(&new, &away.at("is.foldersheet"), &[]);
    let roots = format!("{}={}", old.path().display(), new.path().display());
    for (one, other) in [(&*was, &*is), (&*was, new.path()), (old.path(), &*is)] {
        assert_eq!(changes(&[], one, other), (4, expected()), "{one:?} {other:?}");
        assert_eq!(changes(&["--pair", &roots], one, other), (4, expected()), "{one:?} {other:?}");
    }
    assert_eq!(run(&[], &was, old.path()).0, 0);
}

#[test]
fn lists_of_other_programs_are_compared_with_the_folder() {
    let ((old, new), away) = (trees(), Tree::new());
    let own = away.at("own.csv");
    let (code, said) = program(&[old.path().to_str().unwrap(), "--csv", own.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let wiztree = away.at("wiztree.csv");
    let lines = "File Name,Size,Allocated,Modified,Attributes,Files,Folders\n\
        \"D:\\x\\\",18,18,2001/09/09 01:46:40,16,3,1\n\
        \"D:\\x\\d\\\",11,11,2001/09/09 01:46:40,16,2,0\n\
        \"D:\\x\\d\\same\",5,5,2001/09/09 01:46:40,32,0,0\n\
        \"D:\\x\\d\\gone\",6,6,2001/09/09 01:46:40,32,0,0\n\
        \"D:\\x\\grew\",7,7,2001/09/09 01:46:40,32,0,0\n";
    fs::write(&wiztree, lines).unwrap();
    let ncdu = away.at("ncdu.json");
    let lines = "[1,2,{\"progname\":\"ncdu\",\"progver\":\"1.18\",\"timestamp\":1000000000},\
        [{\"name\":\"/x\",\"asize\":1},[{\"name\":\"d\",\"asize\":1},{\"name\":\"same\",\"asize\":5},\
        {\"name\":\"gone\",\"asize\":6}],{\"name\":\"grew\",\"asize\":7}]]";
    fs::write(&ncdu, lines).unwrap();
    for list in [own, wiztree, ncdu] {
        assert_eq!(changes(&[], &list, new.path()), (4, expected()), "{list:?}");
        let (code, out, said) = run(&["--quiet"], &list, old.path());
        assert_eq!((code, &*out), (0, ""), "{said}");
    }
}

#[test]
fn a_side_that_is_damaged_or_missing_is_never_taken_for_removed_files() {
    let ((old, new), away) = (trees(), Tree::new());
    let was = saved(&old, &away.at("was.foldersheet"), &[]);
    let is = saved(&new, &away.at("is.foldersheet"), &["--filter", "grew"]);
    // Saved under a filter: what it lacks is not gone.
    let (code, found) = changes(&[], &was, &is);
    assert_eq!((code, found.get("gone").map(String::as_str)), (3, Some("unknown")), "{found:?}");
    let (code, _, said) = run(&[], &away.at("none.foldersheet"), new.path());
    assert_eq!(code, 1, "{said}");
    fs::write(&was, b"PK\x03\x04 and nothing of a sheet").unwrap();
    let (code, _, said) = run(&[], &was, new.path());
    assert_eq!(code, 1, "{said}");
}

#[test]
fn sources_are_paired_by_hand() {
    let (one, other) = (Tree::new(), Tree::new());
    for (tree, names) in [(&one, ["left", "right"]), (&other, ["west", "east"])] {
        put(tree, &format!("{}/left file", names[0]), 5, 1_000_000_000);
        put(tree, &format!("{}/right file", names[1]), 6, 1_000_000_000);
    }
    let away = Tree::new();
    let old = away.at("old.foldersheet");
    let paths = |tree: &Tree, names: [&str; 2]| names.map(|name| tree.at(name).to_str().unwrap().to_owned());
    let [left, right] = paths(&one, ["left", "right"]);
    let (code, said) = program(&[&left, &right, "--out", old.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let [west, east] = paths(&other, ["west", "east"]);
    let compared = |more: &[&str]| {
        let own = ["--compare", old.to_str().unwrap(), &east, &west, "--quiet"];
        program(&[&own[..], more].concat())
    };
    // By their order: the new ones are the other way round.
    assert_eq!(compared(&[]).0, 4);
    let (code, said) = compared(&["--pair", "left=west", "--pair", "right=east"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = compared(&["--pair", "left=north"]);
    assert_eq!(code, 2);
    assert!(said.contains("the new sheet has no source north") && said.contains(&east), "{said}");
    assert_eq!(compared(&["--pair", "left=west", "--pair", "left=east"]).0, 2);
    assert_eq!(compared(&["--pair", "left"]).0, 2);
    // The one that is left is said to have been left.
    let (_, said) = program(&["--compare", old.to_str().unwrap(), &west]);
    assert!(said.contains(&format!("{right} has no counterpart in the new sheet")), "{said}");
}

#[test]
fn times_an_hour_apart_are_explained_and_can_count_as_the_same() {
    let (old, new) = (Tree::new(), Tree::new());
    for name in ["a", "b", "c"] {
        put(&old, name, 5, 1_000_000_000);
        put(&new, name, 5, 1_000_003_600);
    }
    let (code, _, said) = run(&[], old.path(), new.path());
    assert_eq!(code, 4);
    assert!(said.contains("3 files differ by exactly one hour") && said.contains("--ignore hour"), "{said}");
    let (code, _, said) = run(&["--ignore", "hour"], old.path(), new.path());
    assert_eq!(code, 0);
    assert!(!said.contains("hour"), "{said}");
}

#[test]
fn a_link_that_leads_elsewhere_has_changed() {
    let ((old, new), away) = (trees(), Tree::new());
    for (tree, target) in [(&old, "here"), (&new, "over there")] {
        symlink("nowhere", tree.at("kept link")).unwrap();
        symlink(target, tree.at("link")).unwrap();
    }
    let with = ["--columns", "path,link_target"];
    let was = saved(&old, &away.at("was.foldersheet"), &with);
    let is = saved(&new, &away.at("is.foldersheet"), &with);
    let (_, found) = changes(&["--ignore", "times"], &was, &is);
    assert_eq!(found.get("link").map(String::as_str), Some("changed.target"), "{found:?}");
    assert_eq!(found.get("kept link"), None);
}

#[test]
fn a_comparison_is_not_saved_as_a_sheet() {
    let (old, new) = trees();
    let file = new.at("changes.foldersheet");
    let (code, _, said) = run(&["--out", file.to_str().unwrap()], old.path(), new.path());
    assert_eq!(code, 2);
    assert!(said.contains("can't be saved as a .foldersheet"), "{said}");
    assert!(!file.exists());
}
