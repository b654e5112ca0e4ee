//! The target holds all of the new sheet or what it held before.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::{Run, Tree, read};
use crate::readers::{FORMATS, PROGRAMS, ended, export, listed, many_rows, records};
use foldersheet::export::Plan;
use foldersheet::model::{Message, ScanOptions};
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::words;

#[test]
fn a_cancelled_export_leaves_the_old_file() {
    let out = Tree::new();
    out.file("sheet", 3);
    let mut run = many_rows();
    for format in FORMATS {
        run.apply(Command::Export {
            target: out.at("sheet"),
            scope: RowScope::Shown,
            plan: Plan::new(format),
        });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        run.apply(Command::CancelExport);
        assert_eq!(ended(&mut run), ExportStatus::Cancelled { target: out.at("sheet") }, "{format:?}");
        assert_eq!(std::fs::read_to_string(out.at("sheet")).unwrap(), "xxx");
        assert_eq!(listed(out.path()), ["sheet"], "{format:?}");
    }
}

/// On Linux the file has no name before it is whole, where the file system can do that.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_to_be_seen_while_an_export_runs() {
    use foldersheet::export::Format;
    let out = Tree::new();
    out.file("sheet", 3);
    if !has_unnamed_files(out.path()) {
        return println!("skipped: this file system has no files without names");
    }
    let mut run = many_rows();
    for format in [PROGRAMS, Format::JsonLines, Format::Xlsx] {
        run.apply(Command::Export {
            target: out.at("sheet"),
            scope: RowScope::Shown,
            plan: Plan::new(format),
        });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        let names = listed(out.path());
        // Still in the middle when it was looked at: by now not all rows are written.
        run.session.tick(std::time::Duration::ZERO);
        let status = run.session.status().export.clone();
        assert!(matches!(status, ExportStatus::Writing { is_finishing: false, .. }), "{status:?}");
        assert_eq!(names, ["sheet"], "{format:?}");
        run.apply(Command::CancelExport);
        ended(&mut run);
    }
}

#[cfg(target_os = "linux")]
pub fn has_unnamed_files(folder: &std::path::Path) -> bool {
    use rustix::fs::{Mode, OFlags};
    rustix::fs::open(folder, OFlags::TMPFILE | OFlags::WRONLY, Mode::RUSR).is_ok()
}

#[test]
fn a_second_export_waits_for_nobody_and_harms_nothing() {
    let out = Tree::new();
    let mut run = many_rows();
    run.apply(Command::Export { target: out.at("first"), scope: RowScope::Shown, plan: Plan::new(PROGRAMS) });
    run.apply(Command::Export {
        target: out.at("second"),
        scope: RowScope::Shown,
        plan: Plan::new(PROGRAMS),
    });
    assert_eq!(run.session.status().message, Some(&Message::ExportIsBusy));
    let status = ended(&mut run);
    assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
    assert_eq!(listed(out.path()), ["first"]);
}

#[test]
fn a_target_that_must_not_be_replaced_is_refused() {
    let out = Tree::new();
    out.folder("folder").file("real", 3);
    #[cfg_attr(not(unix), allow(unused_mut, reason = "more are added there"))]
    let mut targets = vec![(out.at("folder"), "a folder")];
    #[cfg(unix)]
    {
        out.link("link", "real").link("nowhere", "gone");
        let made = std::process::Command::new("mkfifo").arg(out.at("pipe")).status().unwrap();
        assert!(made.success());
        out.link("to-pipe", "pipe").link("to-device", "/dev/null").link("to-output", "/dev/stdout");
        for link in ["link", "nowhere", "to-pipe", "to-device", "to-output"] {
            targets.push((out.at(link), "a link"));
        }
        let _listening = std::os::unix::net::UnixListener::bind(out.at("socket")).unwrap();
        targets.push((out.at("socket"), "a disk or socket"));
    }
    let before = listed(out.path());
    let mut run = Run::new(ScanOptions::default());
    for (target, what) in targets {
        for format in FORMATS {
            let status = export(&mut run, &target, RowScope::Shown, Plan::new(format));
            let ExportStatus::Failed { why, .. } = status else { panic!("{} was written", target.display()) };
            let message = words::export_error(&why);
            assert!(message.contains(what) && message.contains("Choose another file"), "{message}");
        }
    }
    assert_eq!(std::fs::read(out.at("real")).unwrap(), b"xxx");
    assert_eq!(listed(out.path()), before);
}

#[cfg(unix)]
#[test]
fn a_link_on_the_way_to_the_target_is_fine() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    out.folder("real").link("way", "real");
    let mut run = read(&tree);
    for format in FORMATS {
        export(&mut run, &out.at("way/sheet"), RowScope::Shown, Plan::new(format));
        assert_eq!(records(&out.at("real/sheet"), format).len(), 1);
        assert_eq!(listed(&out.at("real")), ["sheet"]);
    }
    assert!(out.at("way").is_symlink());
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let out = Tree::new();
    out.file("file", 1);
    let mut run = Run::new(ScanOptions::default());
    for format in FORMATS {
        let mut message =
            |target: &str| match export(&mut run, &out.at(target), RowScope::Shown, Plan::new(format)) {
                ExportStatus::Failed { why, .. } => words::export_error(&why),
                other => panic!("{other:?}"),
            };
        assert!(message("no/sheet.csv").contains("Choose a folder that exists"));
        assert!(message("file/sheet.csv").contains("Choose a folder that exists"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_to_is_said() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    out.file("closed/sheet", 3).mode("closed", 0o500);
    crate::common::drop_override();
    let mut run = read(&tree);
    for format in FORMATS {
        let status = export(&mut run, &out.at("closed/sheet"), RowScope::Shown, Plan::new(format));
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(
            message.contains("Permission denied") && message.contains("that you may write to"),
            "{message}"
        );
        assert_eq!(std::fs::read_to_string(out.at("closed/sheet")).unwrap(), "xxx");
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_has_a_new_files_mode_and_an_old_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;
    for format in FORMATS {
        let out = Tree::new();
        out.file("old", 1).mode("old", 0o640).file("any", 1);
        let mode = |name: &str| std::fs::metadata(out.at(name)).unwrap().permissions().mode() & 0o777;
        let mut run = Run::new(ScanOptions::default());
        export(&mut run, &out.at("old"), RowScope::Shown, Plan::new(format));
        export(&mut run, &out.at("new"), RowScope::Shown, Plan::new(format));
        assert_eq!(mode("old"), 0o640, "{format:?}");
        assert_eq!(mode("new"), mode("any"), "what the umask leaves");
    }
}

#[cfg(unix)]
#[test]
fn the_umask_of_the_program_is_heeded() {
    use std::os::unix::fs::PermissionsExt;
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    for (umask, mode) in [("077", 0o600), ("027", 0o640), ("002", 0o664)] {
        let script = format!("umask {umask}; \"$0\" --csv \"$1\" \"$2\"");
        let target = out.at(umask);
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, crate::common::PROGRAM]).arg(&target).arg(tree.path());
        assert!(shell.output().unwrap().status.success());
        assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, mode, "umask {umask}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_reads_standard_output_may_have_enough() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let tree = Tree::new();
    let folder = format!("{0}/{0}/{0}", "long".repeat(60));
    for number in 0..600 {
        tree.file(format!("{folder}/{number}"), 0);
    }
    for args in [["--csv", "-"].as_slice(), &["--out", "-", "--format", "jsonl"]] {
        let mut program = crate::readers::foldersheet();
        program.args(args).arg(tree.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        assert!(line.starts_with("\"path\",") || line.starts_with('{'), "{line}");
        // More is written than a pipe holds: some of it meets a closed one.
        drop(reader);
        let out = child.wait_with_output().unwrap();
        let told = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(0), "{told}");
        assert!(told.lines().count() == 1 && told.contains("600 files, 0 problems"), "{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_an_error() {
    let tree = Tree::new();
    tree.file("a", 1);
    for args in [["--csv", "-"].as_slice(), &["--out", "-", "--format", "jsonl"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut program = crate::readers::foldersheet();
        let (code, told) = crate::readers::ran(program.args(args).arg(tree.path()).stdout(full));
        assert_eq!(code, 1);
        assert!(told.contains("could not write standard output: No space left"), "{told}");
    }
}
