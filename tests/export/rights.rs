//! Who may read the sheet: whose rights it takes over, and whose it doesn't.

use crate::common::{Tree, read};
use crate::readers::{FORMATS, PROGRAMS, export, foldersheet};
use foldersheet::export::Plan;
use foldersheet::session::{ExportStatus, RowScope};
use std::os::unix::fs::{MetadataExt, chown};
use std::process::Command;

const NOBODY: u32 = 65_534;

fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("a", 1);
    tree
}

/// Owner, group and mode.
fn rights(out: &Tree, name: &str) -> (u32, u32, u32) {
    let found = out.at(name).metadata().unwrap();
    (found.uid(), found.gid(), found.mode() & 0o7777)
}

/// A folder and an old sheet in it, each with an owner and a mode; `None` where this user can't give files away.
fn given((folder, folder_mode): (u32, u32), (file, file_mode): (u32, u32)) -> Option<Tree> {
    let out = Tree::new();
    out.file("s", 3).mode("s", file_mode).mode(".", folder_mode);
    let is_root = rustix::process::geteuid().is_root();
    let give = |path: &str, to: u32| chown(out.at(path), Some(to), Some(to)).is_ok();
    (is_root && give("s", file) && give(".", folder)).then_some(out)
}

#[test]
fn root_keeps_owner_group_and_mode_where_nobody_else_chose_them() {
    let tree = tree();
    let mut run = read(&tree);
    for (folder, file) in [
        ((NOBODY, 0o755), (NOBODY, 0o640)),
        ((NOBODY, 0o775), (NOBODY, 0o600)),
        ((0, 0o700), (1000, 0o640)),
        ((0, 0o755), (1000, 0o664)),
        ((NOBODY, 0o1777), (0, 0o604)),
    ] {
        for format in FORMATS {
            let Some(out) = given(folder, file) else {
                return println!("skipped: only root can give a file away");
            };
            let before = rights(&out, "s");
            let status = export(&mut run, &out.at("s"), RowScope::Shown, Plan::new(format));
            assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
            assert_eq!(rights(&out, "s"), before, "{folder:?} {format:?}");
        }
    }
}

#[test]
fn whoever_was_first_in_a_shared_folder_does_not_choose_the_sheets_rights() {
    let tree = tree();
    let mut run = read(&tree);
    let fresh = Tree::new();
    fresh.file("any", 1);
    let new = rights(&fresh, "any");
    for (folder, file) in [
        ((0, 0o1777), (NOBODY, 0o666)),
        ((0, 0o777), (NOBODY, 0o666)),
        ((0, 0o775), (NOBODY, 0o600)),
        ((1000, 0o755), (NOBODY, 0o666)),
    ] {
        for split in [None, Some(1)] {
            let Some(out) = given(folder, file) else {
                return println!("skipped: only root can give a file away");
            };
            // A part and the sheet's only file.
            std::fs::copy(out.at("s"), out.at("s-1")).unwrap();
            out.mode("s-1", file.1);
            chown(out.at("s-1"), Some(file.0), Some(file.0)).unwrap();
            let plan = Plan {
                split,
                problems: Some(out.at("s-1")).filter(|_| split.is_none()),
                ..Plan::new(PROGRAMS)
            };
            export(&mut run, &out.at("s"), RowScope::Shown, plan);
            let name = if split.is_none() { "s-1" } else { "s" };
            assert_eq!((rights(&out, "s"), rights(&out, name)), (new, new), "{folder:?} {file:?}");
        }
    }
}

#[test]
fn a_hard_link_in_a_shared_folder_does_not_either() {
    let (tree, out) = (tree(), Tree::new());
    out.file("own", 3).mode("own", 0o666).folder("shared").mode("shared", 0o1777);
    std::fs::hard_link(out.at("own"), out.at("shared/s")).unwrap();
    out.file("any", 1);
    export(&mut read(&tree), &out.at("shared/s"), RowScope::Shown, Plan::new(PROGRAMS));
    assert_eq!(rights(&out, "shared/s"), rights(&out, "any"));
    assert_eq!(out.at("own").metadata().unwrap().len(), 3);
}

/// As any user who isn't root, in a process of its own.
#[test]
fn a_user_takes_over_only_what_is_the_users_own() {
    let (tree, out) = (tree(), Tree::new());
    out.mode(".", 0o777).file("theirs", 3).mode("theirs", 0o666).file("own", 3).mode("own", 0o604);
    tree.mode(".", 0o755);
    if !rustix::process::geteuid().is_root() {
        return println!("skipped: only root can become another user");
    }
    chown(out.at("own"), Some(NOBODY), Some(NOBODY)).unwrap();
    // A group that its owner isn't in.
    out.file("group", 3).mode("group", 0o664);
    chown(out.at("group"), Some(NOBODY), Some(0)).unwrap();
    let program = foldersheet();
    let run = |args: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c"]);
        command.arg("umask 077; exec \"$0\" \"$@\"").arg(program.get_program()).args(args);
        command.output().is_ok_and(|ended| ended.status.success())
    };
    if !run(&["--version"]) {
        return println!("skipped: another user can't run the program where it is");
    }
    for name in ["theirs", "own", "new", "group"] {
        assert!(run(&["--csv", out.at(name).to_str().unwrap(), tree.path().to_str().unwrap()]), "{name}");
    }
    // Another group gets what everybody had.
    let modes = ["theirs", "own", "new", "group"].map(|name| rights(&out, name));
    assert_eq!(modes, [0o600, 0o604, 0o600, 0o644].map(|mode| (NOBODY, NOBODY, mode)));
}

#[test]
fn the_group_of_ones_own_file_is_kept() {
    let (tree, out) = (tree(), Tree::new());
    out.file("s", 3).mode("s", 0o640);
    if chown(out.at("s"), None, Some(NOBODY)).is_err() {
        return println!("skipped: this user is in one group only");
    }
    let before = rights(&out, "s");
    export(&mut read(&tree), &out.at("s"), RowScope::Shown, Plan::new(PROGRAMS));
    assert_eq!(rights(&out, "s"), before);
}
