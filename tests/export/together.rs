//! Several files take their places together, or none does. (`commit` in the library fails each single step.)
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::Tree;
use crate::readers::{PROGRAMS, ended, listed, many_rows};
use foldersheet::export::{Format, Plan};
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::words;
#[cfg(unix)]
use std::os::unix::fs::symlink;
use std::path::Path;

const OLD: [&str; 5] = ["p.csv", "s-1.csv", "s-2.csv", "s-3.csv", "s.csv"];

/// Six rows, and old files wherever an export of them goes.
fn trees() -> (Tree, Tree) {
    let (tree, out) = (Tree::new(), Tree::new());
    for number in 0..6 {
        tree.file(format!("{number}"), 0);
    }
    for (number, name) in (1..).zip(OLD) {
        out.file(name, number);
    }
    (tree, out)
}

/// What only root can make, or only Linux has a call for.
#[cfg(target_os = "linux")]
mod refused {
    use super::{OLD, trees};
    use crate::common::{Tree, drop_override, read};
    use crate::readers::{FORMATS, export, listed};
    use foldersheet::export::Plan;
    use foldersheet::session::{ExportStatus, RowScope};
    use foldersheet::words;
    use std::os::unix::fs::chown;

    const NOBODY: u32 = 65_534;

    /// Whether all files of a folder are as [`trees`] made them, and no others are there.
    fn is_as_it_was(out: &Tree) -> bool {
        let is_old = |(number, name): (u64, &str)| out.at(name).metadata().unwrap().len() == number;
        (1..).zip(OLD).all(is_old) && listed(out.path()) == OLD
    }

    /// Exports in three parts, and as one file with its list; each must be refused, and nothing replaced.
    fn all_are_refused(tree: &Tree, out: &Tree, why: &str) {
        let mut run = read(tree);
        for format in FORMATS {
            let split = Plan { split: Some(2), ..Plan::new(format) };
            let listed = Plan { problems: Some(out.at("p.csv")), ..Plan::new(format) };
            for plan in [split, listed] {
                let status = export(&mut run, &out.at("s.csv"), RowScope::Shown, plan);
                let ExportStatus::Failed { why: error, .. } = status else { panic!("{status:?}") };
                let message = words::export_error(&error);
                assert!(message.contains(why) && message.contains("Choose another file"), "{message}");
                assert!(is_as_it_was(out), "{format:?}: {:?}", listed_sizes(out));
            }
        }
    }

    fn listed_sizes(out: &Tree) -> Vec<(String, u64)> {
        let size = |name: String| (name.clone(), out.at(name).metadata().unwrap().len());
        listed(out.path()).into_iter().map(size).collect()
    }

    #[test]
    fn another_users_file_in_a_folder_like_tmp_is_refused_before_any_is_replaced() {
        let (tree, out) = trees();
        out.mode(".", 0o1777);
        if !rustix::process::geteuid().is_root() {
            return println!("skipped: only root can give a file away");
        }
        for others in [".", "s-3.csv", "p.csv"] {
            chown(out.at(others), Some(NOBODY), None).unwrap();
        }
        drop_override();
        all_are_refused(&tree, &out, "another user's file in a folder where only its owner may replace it");
    }

    #[test]
    fn a_file_that_is_protected_from_changes_is_refused_before_any_is_replaced() {
        use rustix::fs::{IFlags, ioctl_getflags, ioctl_setflags};
        for flag in [IFlags::IMMUTABLE, IFlags::APPEND] {
            let (tree, out) = trees();
            let files = ["s-3.csv", "p.csv"].map(|name| std::fs::File::open(out.at(name)).unwrap());
            let set = |file, is_on: bool| {
                let flags = ioctl_getflags(file)?;
                ioctl_setflags(file, if is_on { flags | flag } else { flags - flag })
            };
            let are_set = files.iter().all(|file| set(file, true).is_ok());
            let refused = std::panic::catch_unwind(|| {
                if are_set {
                    all_are_refused(&tree, &out, "protected from every change");
                }
            });
            files.iter().for_each(|file| _ = set(file, false));
            if !are_set {
                return println!("skipped: this user or file system can't protect a file");
            }
            refused.unwrap();
        }
    }
}

#[test]
#[cfg_attr(not(unix), allow(clippy::single_element_loop, reason = "on Unix there are two"))]
fn a_target_that_becomes_something_else_while_it_is_written_is_refused() {
    for (what, becomes) in [
        ("a folder", (|path| std::fs::create_dir(path).unwrap()) as fn(&Path)),
        #[cfg(unix)]
        ("a link", |path| symlink("s.csv", path).unwrap()),
    ] {
        let (_, out) = trees();
        let mut run = many_rows();
        let rows = run.session.status().shown;
        let plan = Plan { split: Some(rows.div_ceil(3)), ..Plan::new(PROGRAMS) };
        run.apply(Command::Export { target: out.at("s.csv"), scope: RowScope::Shown, plan });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        std::fs::remove_file(out.at("s-3.csv")).unwrap();
        becomes(&out.at("s-3.csv"));
        let status = ended(&mut run);
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(message.contains(&format!("s-3.csv is {what}")), "{message}");
        let sizes =
            ["p.csv", "s-1.csv", "s-2.csv", "s.csv"].map(|name| out.at(name).metadata().unwrap().len());
        assert_eq!((sizes, listed(out.path()).len()), ([1, 2, 3, 5], 5));
    }
}

/// The folder is held, whatever becomes of its path: no later step goes elsewhere.
#[cfg(unix)] // elsewhere a path is all there is
#[test]
fn a_folder_that_is_swapped_while_it_is_written_to_is_still_where_the_sheet_goes() {
    for format in [PROGRAMS, Format::JsonLines, Format::Xlsx] {
        let out = Tree::new();
        out.folder("in").folder("other").file("other/s-1.csv", 1);
        let mut run = many_rows();
        let rows = run.session.status().shown;
        let plan = Plan { split: Some(rows.div_ceil(2)), ..Plan::new(format) };
        run.apply(Command::Export { target: out.at("in/s.csv"), scope: RowScope::Shown, plan });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        std::fs::rename(out.at("in"), out.at("moved")).unwrap();
        symlink("other", out.at("in")).unwrap();
        let status = ended(&mut run);
        assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
        assert_eq!(listed(&out.at("moved")), ["s-1.csv", "s-2.csv"], "{format:?}");
        assert_eq!(
            (listed(&out.at("other")), out.at("other/s-1.csv").metadata().unwrap().len()),
            (vec!["s-1.csv".to_owned()], 1)
        );
    }
}

#[test]
fn a_folder_that_is_removed_while_it_is_written_to_is_an_error() {
    let out = Tree::new();
    out.folder("in");
    let mut run = many_rows();
    run.apply(Command::Export {
        target: out.at("in/s.csv"),
        scope: RowScope::Shown,
        plan: Plan::new(PROGRAMS),
    });
    run.until("it has begun", |session| {
        !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
    });
    if std::fs::remove_dir(out.at("in")).is_err() {
        return println!("skipped: this file system has no files without names");
    }
    let status = ended(&mut run);
    let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
    let message = words::export_error(&why);
    assert!(message.contains("Every file is as it was. Choose a folder that exists"), "{message}");
}
