//! What a killed program left goes with the next export, and nothing else does, whatever its name.

use crate::common::{Run, Tree, read};
use crate::readers::{FORMATS, PROGRAMS, export, listed, make_old};
use foldersheet::export::Plan;
use foldersheet::session::RowScope;
#[cfg(unix)]
use std::process::Command;

const NAME: &str = ".foldersheet-abc123.part";

/// A folder with one file in it to list.
fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("a", 1);
    tree
}

/// Exports to a folder; gives what is in it then but for the sheet.
fn after_an_export(run: &mut Run, out: &Tree) -> Vec<String> {
    export(run, &out.at("sheet"), RowScope::Shown, Plan::new(PROGRAMS));
    listed(out.path()).into_iter().filter(|name| name != "sheet").collect()
}

#[test]
fn what_a_killed_program_left_is_removed_and_nothing_else() {
    let (tree, out) = (tree(), Tree::new());
    let others = [
        ".foldersheet-abc12.part",
        ".foldersheet-abc1234.part",
        ".foldersheet-abc123.part.bak",
        ".foldersheet-abc-23.part",
        "foldersheet-abc123.part",
        ".foldersheet-abc123.csv",
        ".foldersheet-abc123.old",
        ".othersheet-abc123.part",
    ];
    for name in others {
        out.file(name, 1);
        make_old(&out.at(name));
    }
    out.folder(".foldersheet-folder.part");
    let mut run = read(&tree);
    let mut expected: Vec<_> = others.into_iter().chain([".foldersheet-folder.part", "sheet"]).collect();
    expected.sort_unstable();
    for format in FORMATS {
        for name in [NAME, ".foldersheet-ZZ99zz.part"] {
            out.file(name, 1);
            make_old(&out.at(name));
        }
        export(&mut run, &out.at("sheet"), RowScope::Shown, Plan::new(format));
        assert_eq!(listed(out.path()), expected, "{format:?}");
    }
}

#[test]
fn one_that_was_written_to_just_now_stays() {
    let (tree, out) = (tree(), Tree::new());
    out.file(NAME, 3).file(".foldersheet-future.part", 3);
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    let future = out.at(".foldersheet-future.part");
    std::fs::File::options().append(true).open(future).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(after_an_export(&mut read(&tree), &out), [NAME, ".foldersheet-future.part"]);
}

#[test]
fn the_folder_of_the_list_of_problems_is_searched_too() {
    let (tree, out) = (tree(), Tree::new());
    out.file(format!("lists/{NAME}"), 3).folder("sheets");
    make_old(&out.at("lists").join(NAME));
    let plan = Plan { problems: Some(out.at("lists/p.csv")), ..Plan::new(PROGRAMS) };
    export(&mut read(&tree), &out.at("sheets/s.csv"), RowScope::Shown, plan);
    assert_eq!(listed(&out.at("lists")), ["p.csv"]);
}

#[test]
fn one_that_is_in_use_stays() {
    let (tree, out) = (tree(), Tree::new());
    out.file(NAME, 3);
    make_old(&out.at(NAME));
    // Locks are told apart by who opened the file.
    let used = std::fs::File::open(out.at(NAME)).unwrap();
    used.lock().unwrap();
    let mut run = read(&tree);
    assert_eq!(after_an_export(&mut run, &out), [NAME]);
    // As a program that ends gives it up. Wine calls `unlock` an error where it worked.
    drop(used);
    assert_eq!(after_an_export(&mut run, &out), [""; 0]);
}

/// Makes something old that can't be opened, with no link followed.
#[cfg(unix)]
fn make_any_old(out: &Tree, name: &str) {
    let touched = Command::new("touch").args(["-h", "-t", "202001010000"]).arg(out.at(name)).status();
    assert!(touched.unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_link_a_folder_and_a_file_with_another_name_stay() {
    let (tree, out) = (tree(), Tree::new());
    out.file("precious", 3).link(".foldersheet-link12.part", "precious").folder(".foldersheet-folder.part");
    // A file with a second name is somebody's.
    std::fs::hard_link(out.at("precious"), out.at(".foldersheet-hard12.part")).unwrap();
    let before = listed(out.path());
    before.iter().for_each(|name| make_any_old(&out, name));
    assert_eq!(after_an_export(&mut read(&tree), &out), before);
}

#[cfg(unix)]
#[test]
fn a_pipe_stays_and_nobody_waits_for_its_other_end() {
    let (tree, out) = (tree(), Tree::new());
    let pipe = ".foldersheet-pipe12.part";
    assert!(Command::new("mkfifo").arg(out.at(pipe)).status().unwrap().success());
    make_any_old(&out, pipe);
    assert_eq!(after_an_export(&mut read(&tree), &out), [pipe]);
}

#[cfg(target_os = "linux")]
#[test]
fn another_users_stays() {
    let (tree, out) = (tree(), Tree::new());
    out.file(NAME, 3);
    make_old(&out.at(NAME));
    if !rustix::process::geteuid().is_root() {
        return println!("skipped: only root can give a file away");
    }
    std::os::unix::fs::chown(out.at(NAME), Some(65_534), Some(65_534)).unwrap();
    assert_eq!(after_an_export(&mut read(&tree), &out), [NAME]);
}
