//! A disk that is full, at any point of an export: a file system of a size in a mount namespace of its own.

use crate::common::Tree;
use crate::readers::{FORMATS, records};
use foldersheet::export::{Format, Separator};
use std::process::Command;

/// Mounts it, writes, and says what then is there; what was written goes to `$4`.
const SCRIPT: &str = "\
    mount -t tmpfs -o size=$2 none \"$1\" || exit 9
    printf old > \"$1/sheet\"
    printf old > \"$1/problems\"
    \"$0\" --out \"$1/sheet\" --sort path $5 \"$3\"
    echo \"exit $?\"
    ls -A \"$1\"
    cat \"$1/sheet\" > \"$4\"";

/// Exports to a disk of a size: exit code and names, or none where this user may not mount.
fn export_to(size: &str, tree: &Tree, result: &Tree, args: &str) -> Option<(String, String)> {
    let small = Tree::new();
    let out = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", SCRIPT, crate::common::PROGRAM])
        .args([
            small.path().as_os_str(),
            size.as_ref(),
            tree.path().as_os_str(),
            result.at("copy").as_os_str(),
        ])
        .arg(args)
        .output();
    let Ok(out) = out else {
        println!("skipped: there is no unshare");
        return None;
    };
    let (shown, told) =
        (String::from_utf8(out.stdout).unwrap(), String::from_utf8_lossy(&out.stderr).into_owned());
    if !shown.contains("exit ") {
        println!("skipped: this user may not mount: {told}");
        return None;
    }
    Some((shown, told))
}

fn tree() -> Tree {
    let tree = Tree::new();
    for number in 0..2000 {
        tree.file(format!("a-file-with-a-long-name-{number}"), 0);
    }
    tree
}

fn args(format: Format) -> &'static str {
    match format {
        Format::Programs(Separator::TAB) => "--format csv --separator tab",
        Format::Programs(Separator::SEMICOLON) => "--format csv --separator semicolon",
        Format::Programs(_) => "--format csv",
        Format::Spreadsheet(Separator::SEMICOLON) => "--format csv --preset spreadsheet --separator ;",
        Format::Spreadsheet(_) => "--format csv --preset spreadsheet",
        Format::Xlsx => "--format xlsx",
        Format::JsonLines => "--format jsonl",
        Format::SavedSheet => "--format foldersheet",
    }
}

#[test]
fn a_full_disk_leaves_the_old_file_and_says_what_to_do() {
    let (tree, result) = (tree(), Tree::new());
    for format in FORMATS {
        let Some((shown, told)) = export_to("64k", &tree, &result, args(format)) else { return };
        assert_eq!(shown, "exit 1\nproblems\nsheet\n", "{format:?}: {told}");
        assert_eq!(std::fs::read_to_string(result.at("copy")).unwrap(), "old");
        assert!(told.contains("No space left") && told.contains("Free some space"), "{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}

/// A workbook has temporary files of its own, which may be the ones that don't fit.
#[test]
fn a_disk_that_is_full_at_any_point_of_a_workbook() {
    let (tree, result) = (tree(), Tree::new());
    let mut written = 0;
    for size in ["128k", "1000k", "1400k", "1500k", "1600k", "1700k", "4m"] {
        let Some((shown, told)) = export_to(size, &tree, &result, "--format xlsx") else { return };
        assert!(shown.ends_with("\nproblems\nsheet\n"), "{size}: {shown}{told}");
        assert!(!told.contains("panicked"), "{told}");
        if shown.starts_with("exit 0") {
            written += 1;
            assert_eq!(records(&result.at("copy"), Format::Xlsx).len(), 2000);
        } else {
            assert!(shown.starts_with("exit 1") && told.contains("Free some space"), "{size}: {shown}{told}");
            assert_eq!(std::fs::read_to_string(result.at("copy")).unwrap(), "old");
        }
    }
    assert!((1..7).contains(&written), "{written} of them were written");
}

#[test]
fn of_several_files_all_or_none_fit() {
    let (tree, result) = (tree(), Tree::new());
    let Some((shown, told)) = export_to("300k", &tree, &result, "--format csv --split 700") else { return };
    assert_eq!(shown, "exit 1\nproblems\nsheet\n", "{told}");
    let Some((shown, told)) = export_to("4m", &tree, &result, "--format csv --split 700") else { return };
    assert_eq!(shown, "exit 0\nproblems\nsheet\nsheet-1\nsheet-2\nsheet-3\n", "{told}");
}
