//! What isn't a regular file is written to in place: devices, named pipes, and what the program was handed open.

use crate::common::{BOUND, Tree, read};
use crate::readers::{FORMATS, PROGRAMS, ended, export, foldersheet, listed, many_rows, ran, records};
use foldersheet::export::{Format, Plan};
use foldersheet::model::export::Note;
use foldersheet::session::{Command, ExportStatus, RowScope};
use foldersheet::words;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, Stdio};
use std::time::Instant;

fn tree() -> Tree {
    let tree = Tree::new();
    (0..50).for_each(|number| _ = tree.file(format!("{number}"), number));
    tree
}

fn pipe(out: &Tree, name: &str) -> PathBuf {
    assert!(Program::new("mkfifo").arg(out.at(name)).status().unwrap().success());
    out.at(name)
}

/// Reads a pipe to its end on a thread of its own.
fn reader(pipe: &Path) -> std::thread::JoinHandle<Vec<u8>> {
    let pipe = pipe.to_owned();
    let read = move || {
        let mut bytes = Vec::new();
        File::open(pipe).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    std::thread::Builder::new().spawn(read).unwrap()
}

#[test]
fn a_named_pipe_gets_what_a_file_would() {
    let tree = tree();
    let mut run = read(&tree);
    for format in FORMATS {
        let out = Tree::new();
        let pipe = pipe(&out, "p");
        let reader = reader(&pipe);
        let status = export(&mut run, &pipe, RowScope::Shown, Plan::new(format));
        let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
        assert_eq!((written.rows, written.notes), (50, vec![]));
        std::fs::write(out.at("copy"), reader.join().unwrap()).unwrap();
        assert_eq!(records(&out.at("copy"), format).len(), 50, "{format:?}");
        assert_eq!(listed(out.path()), ["copy", "p"]);
    }
}

#[test]
fn devices_are_written_to_and_a_full_one_says_so() {
    let (tree, out) = (tree(), Tree::new());
    let mut run = read(&tree);
    for format in FORMATS {
        let both = Plan { problems: Some("/dev/null".into()), ..Plan::new(format) };
        let status = export(&mut run, Path::new("/dev/null"), RowScope::Shown, both);
        assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
        let full = Plan { problems: Some(out.at("p.csv")), ..Plan::new(format) };
        let status = export(&mut run, Path::new("/dev/full"), RowScope::Shown, full);
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(message.starts_with("could not write /dev/full: No space left"), "{message}");
        // The list goes with the sheet.
        assert_eq!(listed(out.path()), [""; 0]);
    }
}

#[test]
fn the_list_of_problems_may_go_to_a_pipe_while_the_sheet_goes_to_a_file() {
    let (tree, out) = (tree(), Tree::new());
    let pipe = pipe(&out, "p.csv");
    let reader = reader(&pipe);
    let plan = Plan { problems: Some(pipe.clone()), ..Plan::new(PROGRAMS) };
    let status = export(&mut read(&tree), &out.at("s.csv"), RowScope::Shown, plan);
    assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
    assert!(reader.join().unwrap().starts_with(b"\"operation\","));
    assert_eq!(records(&out.at("s.csv"), PROGRAMS).len(), 50);
}

#[test]
fn a_pipe_that_nobody_reads_can_be_cancelled() {
    let (tree, out) = (tree(), Tree::new());
    let pipe = pipe(&out, "p");
    let mut run = read(&tree);
    run.apply(Command::Export { target: pipe.clone(), scope: RowScope::Shown, plan: Plan::new(PROGRAMS) });
    assert!(matches!(run.session.status().export, ExportStatus::Writing { .. }));
    run.apply(Command::CancelExport);
    assert_eq!(ended(&mut run), ExportStatus::Cancelled { target: pipe });
}

#[test]
fn a_pipe_whose_reader_stands_still_can_be_cancelled() {
    let out = Tree::new();
    let pipe = pipe(&out, "p");
    let mut run = many_rows();
    for format in [PROGRAMS, Format::JsonLines] {
        run.apply(Command::Export { target: pipe.clone(), scope: RowScope::Shown, plan: Plan::new(format) });
        // Holds it open, and reads no more than its beginning.
        let mut held = File::open(&pipe).unwrap();
        held.read_exact(&mut [0; 10]).unwrap();
        run.apply(Command::CancelExport);
        assert_eq!(ended(&mut run), ExportStatus::Cancelled { target: pipe.clone() }, "{format:?}");
    }
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let out = Tree::new();
    let pipe = pipe(&out, "p");
    let mut run = many_rows();
    let rows = run.session.status().shown;
    run.apply(Command::Export { target: pipe.clone(), scope: RowScope::Shown, plan: Plan::new(PROGRAMS) });
    let mut held = File::open(&pipe).unwrap();
    held.read_exact(&mut [0; 10]).unwrap();
    drop(held);
    let status = ended(&mut run);
    let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
    assert!(written.rows < rows, "{} of {rows}", written.rows);
    assert_eq!(written.notes, [Note::Left { path: pipe }]);
}

#[test]
fn a_part_of_a_workbook_is_a_failure() {
    let out = Tree::new();
    let pipe = pipe(&out, "p");
    let mut run = many_rows();
    run.apply(Command::Export {
        target: pipe.clone(),
        scope: RowScope::Shown,
        plan: Plan::new(Format::Xlsx),
    });
    let mut held = File::open(&pipe).unwrap();
    held.read_exact(&mut [0; 10]).unwrap();
    drop(held);
    let status = ended(&mut run);
    let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
    let message = words::export_error(&why);
    assert!(message.contains("before the workbook was whole"), "{message}");
}

#[test]
fn what_is_no_file_is_not_split() {
    let (tree, out) = (tree(), Tree::new());
    for target in [pipe(&out, "p"), "/dev/null".into(), "/dev/stdout".into()] {
        let plan = Plan { split: Some(10), ..Plan::new(PROGRAMS) };
        let status = export(&mut read(&tree), &target, RowScope::Shown, plan);
        let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
        let message = words::export_error(&why);
        assert!(message.contains("can't be split"), "{message}");
    }
    assert_eq!(listed(out.path()), ["p"]);
}

#[test]
fn another_users_pipe_in_a_shared_folder_gets_nothing() {
    let (tree, out) = (tree(), Tree::new());
    out.folder("shared").mode("shared", 0o1777);
    let pipe = pipe(&out, "shared/s.csv");
    out.mode("shared/s.csv", 0o666);
    if std::os::unix::fs::chown(&pipe, Some(65_534), None).is_err() {
        return println!("skipped: only root can give a pipe away");
    }
    let status = export(&mut read(&tree), &pipe, RowScope::Shown, Plan::new(PROGRAMS));
    let ExportStatus::Failed { why, .. } = status else { panic!("{status:?}") };
    let message = words::export_error(&why);
    assert!(message.contains("another user's pipe"), "{message}");
}

/// Runs the program by a shell, which opens what it is to write to. The exit code, and what was said; `None` where there is no such shell.
fn shell(script: &str, out: &Tree, tree: &Tree) -> Option<(i32, String)> {
    let mut shell = Program::new("bash");
    shell.args(["-c", script, crate::common::PROGRAM]).arg(tree.path()).current_dir(out.path());
    let Ok(ended) = shell.stdin(Stdio::null()).output() else {
        println!("skipped: there is no bash");
        return None;
    };
    Some((ended.status.code().unwrap_or(-1), String::from_utf8(ended.stderr).unwrap()))
}

#[test]
fn what_a_shell_opened_is_written_to_by_its_handle() {
    let tree = tree();
    for (script, name) in [
        ("\"$0\" --csv >(cat > s) \"$1\"; code=$?; wait $!; exit $code", "s"),
        ("\"$0\" --csv /dev/fd/3 \"$1\" 3> s", "s"),
        ("\"$0\" --csv /proc/self/fd/3 \"$1\" 3> s", "s"),
        ("\"$0\" --csv /dev/stdout \"$1\" > s", "s"),
        ("\"$0\" --csv /dev/stdout \"$1\" | cat > s", "s"),
        ("\"$0\" --csv - --problems /dev/fd/3 \"$1\" 3> p > s; head -1 p | grep -q ^.operation || rm s", "s"),
        // What stood there before stays, and what comes after comes behind.
        ("echo begin >> b; \"$0\" --csv /dev/stdout \"$1\" >> b; tail -n +2 b > s", "s"),
        (
            "{ echo begin; \"$0\" --csv /dev/fd/3 \"$1\" 3>&1; echo end; } > b; tail -n +2 b | head -n -1 > s",
            "s",
        ),
    ] {
        let out = Tree::new();
        let Some((code, told)) = shell(script, &out, &tree) else { return };
        assert_eq!((code, records(&out.at(name), PROGRAMS).len()), (0, 50), "{script}: {told}");
    }
}

#[test]
fn a_handle_that_is_closed_or_read_only_is_refused() {
    let (tree, out) = (tree(), Tree::new());
    out.file("in", 3);
    let Some((code, told)) = shell("\"$0\" --csv /dev/fd/3 \"$1\" 3< in", &out, &tree) else { return };
    assert!(code == 1 && told.contains("could not open /dev/fd/3: it is open for reading only"), "{told}");
    let Some((code, told)) = shell("\"$0\" --csv /dev/fd/9 \"$1\"", &out, &tree) else { return };
    assert!(code == 1 && told.contains("/dev/fd/9"), "{told}");
    let Some((code, told)) = shell("\"$0\" --csv /dev/stdout \"$1\" >&-", &out, &tree) else { return };
    assert!(code == 1 && told.contains("could not open /dev/stdout: it is closed"), "{told}");
    assert_eq!(std::fs::read(out.at("in")).unwrap(), b"xxx");
}

/// A terminal of its own, by `script`; what it shows is in a file then.
#[test]
fn a_terminal_gets_nothing_that_it_would_obey() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a\x1b[31mred", 1);
    for (arguments, shown) in
        [("--csv /dev/tty", "[31mred"), ("--out /dev/tty --format xlsx", "takes text only")]
    {
        let command = format!("{} {arguments} {}", crate::common::PROGRAM, tree.path().display());
        let ran = Program::new("script").args(["-qec", &command]).arg(out.at("shown")).output();
        let Ok(_) = ran else { return println!("skipped: there is no script(1)") };
        let text = std::fs::read_to_string(out.at("shown")).unwrap();
        assert!(text.contains(shown) && !text.contains("\x1b[31mred"), "{text:?}");
    }
}

#[test]
fn a_workbook_to_standard_output_is_whole() {
    let (tree, out) = (tree(), Tree::new());
    for script in ["\"$0\" --out - --format xlsx \"$1\" > s", "\"$0\" --out - --format xlsx \"$1\" | cat > s"]
    {
        let Some((code, told)) = shell(script, &out, &tree) else { return };
        assert_eq!((code, records(&out.at("s"), Format::Xlsx).len()), (0, 50), "{told}");
    }
}

/// The system sends a signal too where a file gets too long; the parent process may have it ignored.
#[test]
fn a_limit_on_the_size_of_files_is_told_and_the_old_file_stays() {
    let tree = Tree::new();
    (0..400).for_each(|number| _ = tree.file(format!("a-file-with-a-long-name-{number}"), 0));
    for format in ["csv", "jsonl", "xlsx"] {
        let out = Tree::new();
        out.file("s", 3);
        let script = format!("trap '' XFSZ; ulimit -f 4; \"$0\" --out s --format {format} \"$1\"");
        let Some((code, told)) = shell(&script, &out, &tree) else { return };
        assert!(code == 1 && told.contains("A file may not be that large here"), "{format}: {told}");
        assert!(!told.contains("panicked"), "{told}");
        assert_eq!(
            (std::fs::read(out.at("s")).unwrap(), listed(out.path())),
            (b"xxx".to_vec(), vec!["s".into()])
        );
    }
}

/// In the windowless form Ctrl+C ends the wait for a reader.
#[test]
fn an_interrupt_ends_the_wait_for_a_reader() {
    let (tree, out) = (tree(), Tree::new());
    let pipe = pipe(&out, "p");
    let mut program = foldersheet();
    let mut child = program.arg("--csv").arg(&pipe).arg(tree.path()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = std::io::BufReader::new(child.stderr.take().unwrap());
    // All is read by then.
    std::io::BufRead::read_line(&mut told, &mut String::new()).unwrap();
    let start = Instant::now();
    let id = rustix::process::Pid::from_child(&child);
    while child.try_wait().unwrap().is_none() {
        rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
        std::thread::yield_now();
        assert!(start.elapsed() < BOUND, "it waits");
    }
    assert_eq!(ran(foldersheet().arg("--version")).0, 0);
    assert_eq!(listed(out.path()), ["p"]);
}
