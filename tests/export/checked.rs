//! What an export would refuse is refused before anything is read, by the same words, and the attempt leaves nothing.

use crate::common::{Run, Tree};
use crate::readers::{FORMATS, PROGRAMS, export, listed};
use foldersheet::export::{Format, Plan, check_target};
use foldersheet::model::ScanOptions;
use foldersheet::session::{ExportStatus, RowScope};
use foldersheet::words;
use std::path::Path;

/// What the check and the export itself say; nothing where they go well.
fn both(target: &Path, plan: &Plan) -> [Option<String>; 2] {
    let checked = check_target(Some(target), plan).err().map(|error| words::export_error(&error));
    let mut run = Run::new(ScanOptions::default());
    let exported = match export(&mut run, target, RowScope::Shown, plan.clone()) {
        ExportStatus::Failed { why, .. } => Some(words::export_error(&why)),
        _ => None,
    };
    [checked, exported]
}

/// Both must refuse alike, for this reason, and leave all as it is.
fn are_refused(out: &Tree, target: &str, plan: &Plan, why: &str) {
    let before = listed(out.path());
    let [checked, exported] = both(&out.at(target), plan);
    let said = checked.unwrap_or_else(|| panic!("{target} passed"));
    assert!(said.contains(why), "{said}");
    assert_eq!(Some(said), exported);
    assert_eq!(listed(out.path()), before);
}

#[test]
fn what_the_export_would_refuse_the_check_refuses() {
    let out = Tree::new();
    out.folder("folder").file("file", 3).folder("p.csv").file("o.csv", 1);
    #[cfg(unix)]
    out.link("link", "file");
    for format in FORMATS {
        let plan = Plan::new(format);
        are_refused(&out, "no/s", &plan, "Choose a folder that exists");
        are_refused(&out, "file/s", &plan, "Choose a folder that exists");
        are_refused(&out, "folder", &plan, "is a folder");
        #[cfg(unix)]
        are_refused(&out, "link", &plan, "is a link");
        let with_list = |list: &str| Plan { problems: Some(out.at(list)), ..plan.clone() };
        are_refused(&out, "s", &with_list("no/p"), "Choose a folder that exists");
        are_refused(&out, "s", &with_list("p.csv"), "is a folder");
        are_refused(&out, "s.csv", &with_list("s.csv"), "the sheet itself");
        are_refused(&out, "s", &with_list("p.ods"), "end its name in");
    }
    are_refused(&out, "s.xlsx.gz", &Plan::new(Format::Xlsx), "a workbook is already compressed");
    are_refused(&out, "s.csv.xz", &Plan::new(PROGRAMS), "can't be compressed as .xz");
}

#[test]
fn what_stands_where_a_part_may_have_to_go_is_refused_too() {
    let out = Tree::new();
    out.file("s-1.csv", 3).folder("s-2.csv").folder("t-3.csv");
    let plan = |list: Option<&str>| Plan {
        split: Some(2),
        problems: list.map(|list| out.at(list)),
        ..Plan::new(PROGRAMS)
    };
    let said = |target: &str, list| {
        check_target(Some(&out.at(target)), &plan(list)).map_err(|error| words::export_error(&error))
    };
    assert!(said("s.csv", None).unwrap_err().contains("s-2.csv is a folder"));
    assert_eq!(said("t.csv", None), Ok(()), "nobody knows whether there will be three");
    assert!(said("u.csv", Some("u-7.csv")).unwrap_err().contains("the sheet may need itself"));
    assert_eq!(said("u.csv", Some("u-problems.csv")), Ok(()));
    // The paths of a `Tree` on Windows have nothing behind the last part.
    for path in if cfg!(unix) { &["new/", "s-2.csv/"][..] } else { &[] } {
        let said = words::export_error(&check_target(Some(&out.at(path)), &Plan::new(PROGRAMS)).unwrap_err());
        assert!(said.contains("is the path of a folder") || said.contains("is a folder"), "{said}");
    }
}

#[test]
fn what_can_be_written_passes_and_leaves_nothing() {
    let out = Tree::new();
    out.file("old.csv", 3).file("p.csv", 3).file("s-1.csv", 3);
    for format in FORMATS {
        for split in [None, Some(2)] {
            let problems = Some(out.at("p.csv"));
            // Whether other files may be replaced is asked later.
            let plan = Plan { split, problems, replace_others: false, ..Plan::new(format) };
            check_target(Some(&out.at("old.csv")), &plan).unwrap();
            check_target(Some(&out.at("s.csv")), &plan).unwrap();
            check_target(None, &plan).unwrap();
        }
    }
    assert_eq!(listed(out.path()), ["old.csv", "p.csv", "s-1.csv"]);
    assert_eq!(std::fs::read(out.at("old.csv")).unwrap(), b"xxx");
}

#[test]
fn with_standard_output_the_list_is_checked() {
    let out = Tree::new();
    let plan = Plan { problems: Some(out.at("no/p.csv")), ..Plan::new(PROGRAMS) };
    let said = words::export_error(&check_target(None, &plan).unwrap_err());
    assert!(said.contains("Choose a folder that exists"), "{said}");
}

#[test]
fn of_a_sheet_that_may_be_split_both_names_are_checked() {
    let out = Tree::new();
    out.folder("a-1.csv").folder("b.csv");
    let plan = Plan { split: Some(2), ..Plan::new(PROGRAMS) };
    for name in ["a.csv", "b.csv"] {
        let said = words::export_error(&check_target(Some(&out.at(name)), &plan).unwrap_err());
        assert!(said.contains("is a folder"), "{name}: {said}");
    }
    check_target(Some(&out.at("a.csv")), &Plan::new(PROGRAMS)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_and_a_file_that_may_not_be_written_to_are_refused() {
    let out = Tree::new();
    out.file("closed/s", 3).mode("closed", 0o500).file("s", 3).mode("s", 0o444);
    #[cfg(target_os = "linux")]
    crate::common::drop_override();
    for format in FORMATS {
        are_refused(&out, "closed/new", &Plan::new(format), "Choose a folder that you may write to");
        are_refused(&out, "s", &Plan::new(format), "a file that you may not write to");
    }
    assert_eq!(std::fs::read(out.at("s")).unwrap(), b"xxx");
}

/// As a part, and as the list beside a sheet.
#[cfg(unix)]
#[test]
fn a_read_only_file_beside_the_target_is_refused_too() {
    let (tree, out) = (Tree::new(), Tree::new());
    (0..3).for_each(|number| _ = tree.file(format!("{number}"), 0));
    out.file("s-2", 3).mode("s-2", 0o444).file("p", 3).mode("p", 0o444);
    #[cfg(target_os = "linux")]
    crate::common::drop_override();
    let mut run = crate::common::read(&tree);
    let split = Plan { split: Some(1), ..Plan::new(PROGRAMS) };
    let list = Plan { problems: Some(out.at("p")), ..Plan::new(PROGRAMS) };
    for plan in [split, list] {
        let status = export(&mut run, &out.at("s"), RowScope::Shown, plan);
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(message.contains("that you may not write to"), "{message}");
        assert_eq!(listed(out.path()), ["p", "s-2"]);
    }
}

/// A disk without room for one file more, or that is mounted read-only: in a mount namespace of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_place_without_room_for_an_empty_file_is_refused() {
    const SCRIPT: &str = "mount -t tmpfs -o $2 none \"$1\" || exit 9\n\
        test -z \"$3\" || mount -o remount,$3 \"$1\" || exit 9\n\
        \"$0\" --csv \"$1/s.csv\" /usr/bin; echo \"exit $?\"";
    for (options, then, why) in
        [("nr_inodes=1", "", "Free some space"), ("size=1m", "ro", "Choose a folder that you may write to")]
    {
        let out = Tree::new();
        let ran = std::process::Command::new("unshare")
            .args(["--mount", "--map-root-user", "sh", "-c", SCRIPT, crate::common::PROGRAM])
            .args([out.path().as_os_str(), options.as_ref(), then.as_ref()])
            .output();
        let Ok(ran) = ran else { return println!("skipped: there is no unshare") };
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        if !String::from_utf8_lossy(&ran.stdout).contains("exit 1") {
            return println!("skipped: this user may not mount: {told}");
        }
        assert!(told.contains(why), "{told}");
    }
}
