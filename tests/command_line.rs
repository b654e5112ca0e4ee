//! The real program without a window: its output, its words and its exit codes.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn foldersheet() -> Command {
    let mut command = Command::new(common::PROGRAM);
    command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// The `path` column of a sheet on standard output, below `base`.
fn paths(stdout: &str, base: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(stdout.as_bytes());
    let base = format!("{}{}", base.display(), std::path::MAIN_SEPARATOR);
    reader.records().map(|record| record.unwrap()[0].replace(&base, "").replace('\\', "/")).collect()
}

#[test]
fn a_sheet_on_standard_output() {
    let tree = Tree::new();
    tree.file("b/x", 5).file("a", 70);
    let (code, stdout, stderr) = run(foldersheet().args(["--csv", "-", "--sort", "path"]).arg(tree.path()));
    assert_eq!(code, 0);
    assert_eq!(paths(&stdout, tree.path()), ["a", "b/x"]);
    assert!(stderr.contains(&format!("2 files, 0 problems in {}", tree.path().display())), "{stderr}");
    assert!(stderr.starts_with("worker-"), "{stderr}");
}

#[test]
fn a_sheet_in_a_file_and_nothing_on_standard_output() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let target = out.at("sheet.csv");
    let (code, stdout, stderr) = run(foldersheet().arg("--csv").arg(&target).arg(tree.path()));
    assert_eq!((code, stdout.as_str()), (0, ""));
    assert!(stderr.contains("wrote 1 row to "), "{stderr}");
    assert_eq!(paths(&std::fs::read_to_string(target).unwrap(), tree.path()), ["a"]);
}

#[test]
fn numbers_in_names_are_ordered_by_their_digits_or_by_their_value() {
    let tree = Tree::new();
    tree.file("v10.md", 1).file("v2.md", 1).file("V1.md", 1).file("f10/a", 1).file("f9/a", 1);
    let read = |args: &[&str]| {
        let (code, stdout, stderr) = run(foldersheet().args(["--csv", "-"]).args(args).arg(tree.path()));
        assert_eq!(code, 0, "{stderr}");
        paths(&stdout, tree.path())
    };
    assert_eq!(read(&["--sort", "name", "--filter", "ext:md"]), ["V1.md", "v10.md", "v2.md"]);
    assert_eq!(read(&["--sort", "name", "--natural", "--filter", "ext:md"]), ["V1.md", "v2.md", "v10.md"]);
    assert_eq!(read(&["--sort", "path"]), ["V1.md", "v10.md", "v2.md", "f10/a", "f9/a"]);
    assert_eq!(read(&["--sort", "path", "--natural"]), ["V1.md", "v2.md", "v10.md", "f9/a", "f10/a"]);
    // Paths tell equal rows apart.
    assert_eq!(read(&["--sort", "-size", "--natural", "--filter", "name:a"]), ["f9/a", "f10/a"]);
}

#[test]
fn files_are_classed_by_their_extensions() {
    let tree = Tree::new();
    tree.file("a.JPG", 1).file("b.mkv", 1).file("c.rs", 1).file("d", 1).file("f.png/e.pdf", 1);
    let read = |args: &[&str]| {
        let (code, stdout, stderr) = run(foldersheet().args(["--csv", "-"]).args(args).arg(tree.path()));
        assert_eq!(code, 0, "{stderr}");
        stdout
    };
    let classed = read(&["--columns", "name,category", "--sort", "category"]);
    let lines: Vec<&str> = classed.lines().collect();
    assert_eq!(
        lines,
        ["\"name\",\"category\"", "a.JPG,image", "b.mkv,video", "e.pdf,document", "c.rs,code", "d,other"]
    );
    assert_eq!(
        paths(&read(&["--filter", "category:image,video", "--sort", "name"]), tree.path()),
        ["a.JPG", "b.mkv"]
    );
    assert_eq!(
        paths(&read(&["--filter", "-category:image,video,code", "--sort", "name"]), tree.path()),
        ["d", "f.png/e.pdf"]
    );
    let folder = read(&["--folders", "--columns", "name,category", "--filter", "kind:folder"]);
    assert!(folder.lines().any(|line| line == "f.png,"), "{folder}");
    // Programs may go by the place of a column: what came later is there where it is asked for.
    let usual = read(&[]);
    assert_eq!(usual.lines().next().unwrap().split(',').count(), 11, "{usual}");
    let (code, _, stderr) =
        run(foldersheet().args(["--csv", "-", "--filter", "category:imgae"]).arg(tree.path()));
    assert_eq!(code, 2);
    assert!(stderr.contains("imgae") && stderr.contains("write image, video, audio"), "{stderr}");
}

#[test]
fn options_choose_rows_and_order() {
    let tree = Tree::new();
    tree.file("big.txt", 300).file("small.txt", 1).file("f/other.md", 20);
    let read = |args: &[&str]| {
        let (code, stdout, stderr) = run(foldersheet().args(["--csv", "-"]).args(args).arg(tree.path()));
        assert_eq!(code, 0, "{stderr}");
        paths(&stdout, tree.path())
    };
    assert_eq!(read(&["--sort", "size"]), ["small.txt", "f/other.md", "big.txt"]);
    assert_eq!(read(&["--sort", "size", "--reverse"]), ["big.txt", "f/other.md", "small.txt"]);
    assert_eq!(read(&["--sort", "-size,name"]), ["big.txt", "f/other.md", "small.txt"]);
    assert_eq!(read(&["--sort", "kind,-name"]), ["small.txt", "f/other.md", "big.txt"]);
    assert_eq!(read(&["--filter", "TXT", "--sort", "name"]), ["big.txt", "small.txt"]);
    assert_eq!(read(&["--filter", "f/oth"]), ["f/other.md"]);
    // A filter may begin as an option does.
    assert_eq!(read(&["--filter", "-x/y"]).len(), 3);
    assert_eq!(
        read(&["--folders", "--sort", "name", "--workers", "3"]),
        ["big.txt", "f", "f/other.md", "small.txt"]
    );
}

#[test]
fn the_same_bytes_whatever_the_workers_did() {
    let tree = Tree::new();
    for number in 0..600 {
        tree.file(format!("{}/{}/{number}", number % 7, number % 11), number % 3);
    }
    let sheet = |workers: &str| {
        let sorted = ["--csv", "-", "--sort", "size", "--workers", workers];
        run(foldersheet().args(sorted).arg(tree.path())).1
    };
    let first = sheet("1");
    assert_eq!(first.lines().count(), 601);
    for workers in ["2", "3", "8", "8"] {
        assert_eq!(sheet(workers), first);
    }
}

#[test]
fn problems_are_on_standard_error_and_never_in_the_sheet() {
    let tree = Tree::new();
    tree.file("a", 1);
    let (code, stdout, stderr) =
        run(foldersheet().args(["--csv", "-"]).arg(tree.path()).arg(tree.at("gone")));
    assert_eq!(code, 3);
    assert_eq!(paths(&stdout, tree.path()), ["a"]);
    assert!(stderr.contains("problem: open picked folder: "), "{stderr}");
    assert!(stderr.contains("the sheet is incomplete: 1 folder could not be read"), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_on_standard_error_drives_a_terminal() {
    use std::os::unix::fs::PermissionsExt;
    let tree = Tree::new();
    let evil = common::os(b"\x1b]0;owned\x07\xFF");
    tree.folder(&evil);
    let (_, _, stderr) =
        run(foldersheet().args(["--csv", "-"]).arg(tree.at(&evil)).arg(tree.at("\u{9b}31mgone")));
    assert!(stderr.lines().all(|line| !line.chars().any(char::is_control)), "{stderr:?}");
    assert!(stderr.contains("\\u{1B}]0;owned\\u{7}\\xFF"), "{stderr}");
    std::fs::set_permissions(tree.at(&evil), std::fs::Permissions::from_mode(0o700)).unwrap();
}

/// What is invisible, or would make one name look like another.
#[cfg(unix)]
#[test]
fn no_name_is_told_with_what_nobody_sees() {
    let unseen = "\u{a0}\u{ad}\u{34f}\u{115f}\u{200c}\u{200d}\u{2003}\u{2800}\u{3000}\u{3164}\u{fe0f}\u{fffc}\u{13430}\u{1bca0}\u{e0100}\u{e01ef}";
    let tree = Tree::new();
    tree.file("a", 1);
    let mut program = foldersheet();
    program.args(["--csv", "-"]).arg(tree.path());
    program.args(unseen.chars().map(|c| tree.at(format!("invoice{c}.pdf"))));
    program.args(["gone ", "gone", "\u{301}gone", "a\\u{200B}b", "a\u{200b}b"].map(|name| tree.at(name)));
    let (code, _, stderr) = run(&mut program);
    assert_eq!(code, 3);
    let mut told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("problem: ")).collect();
    assert_eq!(told.len(), unseen.chars().count() + 5, "{stderr}");
    assert!(
        told.iter().all(|line| !line.contains(|c: char| unseen.contains(c) || c == '\u{301}')),
        "{stderr}"
    );
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), unseen.chars().count() + 5, "two names are told as one: {stderr}");
}

#[cfg(unix)]
#[test]
fn no_argument_is_told_as_it_is() {
    let evil = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}";
    for arguments in [
        vec![format!("--{evil}")],
        vec!["--csv".into(), "-".into(), "--sort".into(), evil.into(), "x".into()],
        vec!["--workers".into(), evil.into(), "x".into()],
        vec!["--csv".into(), "-".into(), "--columns".into(), format!("name,{evil}"), "x".into()],
        vec!["--out".into(), format!("x{evil}"), "x".into()],
    ] {
        for program in [common::PROGRAM, env!("CARGO_BIN_EXE_foldersheet-cli")] {
            let mut program = Command::new(program);
            let (code, stdout, stderr) =
                run(program.args(&arguments).env("CLICOLOR_FORCE", "1").stdin(Stdio::null()));
            assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
            assert!(stderr.contains("\\u{1B}]0;owned\\u{7}\\u{9B}2J\\u{202E}"), "{stderr:?}");
            assert!(
                !stderr.contains("\u{1b}]0") && !stderr.contains(['\u{7}', '\u{9b}', '\u{202e}']),
                "{stderr:?}"
            );
        }
    }
}

#[test]
fn wrong_usage_is_told() {
    for args in [
        &["--csv"][..],
        &["--csv", "-"],
        &["--nonsense"],
        &["--workers", "0", "x"],
        &["--sort", "colour", "x"],
        &["--sort", "size,name,kind", "x"],
        &["--reverse"],
    ] {
        let (code, stdout, stderr) = run(foldersheet().args(args));
        assert_eq!((code, stdout.as_str()), (2, ""), "{args:?}");
        assert!(stderr.contains("--help"), "{stderr}");
    }
    let (code, stdout, _) = run(foldersheet().arg("--version"));
    assert_eq!((code, stdout), (0, format!("{} {}\n", common::PROGRAM_NAME, env!("CARGO_PKG_VERSION"))));
    assert!(run(foldersheet().arg("--help")).1.contains("Exit codes"));
}

#[test]
fn a_mistake_in_the_filter_is_pointed_at() {
    let tree = Tree::new();
    for (filter, lines) in [
        ("é size:>10xb b", ["  é size:>10xb b", "          ^^^^"]),
        ("modified:", ["  modified:", "  ^^^^^^^^^"]),
        ("/a(b/", ["  /a(b/", "    ^"]),
        ("\u{1b}[2J size:", ["  \\u{1B}[2J size:", "            ^^^^^"]),
    ] {
        let arguments = ["--csv", "-", "--filter", filter];
        let (code, stdout, stderr) = run(foldersheet().args(arguments).arg(tree.path()));
        assert_eq!((code, stdout.as_str()), (2, ""), "{filter}");
        let found: Vec<&str> = stderr.lines().filter(|line| line.starts_with("  ")).collect();
        assert_eq!(found, lines, "{stderr}");
        assert!(stderr.contains("--help"), "{stderr}");
    }
    let help = run(foldersheet().arg("--help")).1;
    for form in ["*.jpg", "ext:pdf,docx", "size:>10mb", "modified:<30d", "a b OR c"] {
        assert!(help.contains(form), "{help}");
    }
}

#[test]
fn a_pattern_that_left_nothing_out_is_named() {
    let tree = Tree::new();
    tree.file("t/a.jpg", 1).file("t/b.png", 1);
    let exclude = ["--exclude", "*.{jpg,png}", "--exclude", "t/b.png", "--exclude", "./b.png"];
    let (code, _, stderr) =
        run(foldersheet().current_dir(tree.path()).args(["--csv", "-"]).args(exclude).arg("t"));
    assert_eq!(code, 0, "{stderr}");
    let notes: Vec<&str> = stderr.lines().filter(|line| line.starts_with("note: --exclude ")).collect();
    assert_eq!(notes.len(), 2, "{stderr}");
    assert!(notes[0].contains("'*.{jpg,png}' matched nothing; braces are ordinary characters"), "{stderr}");
    assert!(
        notes[1].contains("'t/b.png' matched nothing; ") && notes[1].contains("Try '/b.png'"),
        "{stderr}"
    );
}

#[test]
fn a_good_sheet_is_kept_where_no_folder_opens() {
    let tree = Tree::new();
    tree.file("nas/a", 1).file("nas/b", 1).folder("empty");
    for format in ["csv", "xlsx", "jsonl"] {
        let target = tree.at(format!("sheet.{format}"));
        let read = |folders: &[&str]| {
            let folders = folders.iter().map(|folder| tree.at(folder));
            run(foldersheet().arg("--out").arg(&target).args(folders))
        };
        assert_eq!(read(&["nas"]).0, 0);
        let before = std::fs::read(&target).unwrap();
        // The last has a mount point that nothing is mounted on.
        for gone in [&["gone"][..], &["gone", "away"], &["gone", "empty"]] {
            let (code, _, stderr) = read(gone);
            assert_eq!(code, 1, "{stderr}");
            assert!(
                stderr.contains("nothing was written, and ") && stderr.contains(" is as it was"),
                "{stderr}"
            );
            assert_eq!(std::fs::read(&target).unwrap(), before);
        }
        // What was found is worth a sheet.
        assert_eq!(read(&["gone", "nas"]).0, 3);
    }
    let (code, stdout, stderr) = run(foldersheet().args(["--csv", "-"]).arg(tree.at("gone")));
    assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
}

#[test]
fn a_target_that_cannot_be_written_fails() {
    let tree = Tree::new();
    tree.file("a", 1);
    let (code, _, stderr) =
        run(foldersheet().arg("--csv").arg(tree.at("no/such/sheet.csv")).arg(tree.path()));
    assert_eq!(code, 1);
    assert!(stderr.contains("could not create a file beside"), "{stderr}");
}

#[cfg(all(feature = "window", target_os = "linux"))]
#[test]
fn without_a_display_the_window_says_so_and_shows_the_windowless_form() {
    let (code, stdout, stderr) = run(&mut foldersheet());
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("No display") && stderr.contains("--csv"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn output_that_is_closed_early_ends_quietly() {
    let command = format!("'{}' --csv - /usr 2>/dev/null | head -n 1", common::PROGRAM);
    let (code, stdout, _) = run(Command::new("sh").args(["-c", &command]));
    assert_eq!((code, stdout.lines().count()), (0, 1));
}

/// Processor time that a process has used, in hundredths of a second; none when it has ended. See proc_pid_stat(5).
#[cfg(target_os = "linux")]
fn cpu_ticks(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    (fields[0] != "Z").then(|| fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_writes_what_was_found_and_says_so() {
    let out = Tree::new();
    let target = out.at("sheet.csv");
    let arguments = ["--workers", "1", "/usr"];
    let mut child =
        foldersheet().arg("--csv").arg(&target).args(arguments).stderr(Stdio::piped()).spawn().unwrap();
    let start = std::time::Instant::now();
    // In the middle: it has worked for a while, and not for as long as the whole takes.
    loop {
        match cpu_ticks(child.id()) {
            Some(0..5) => assert!(start.elapsed() < common::BOUND, "it does nothing"),
            Some(_) => break,
            None => {
                child.wait().unwrap();
                return println!("skipped: /usr is too small to be stopped in the middle of it");
            }
        }
        std::thread::yield_now();
    }
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let out = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(130), "{told}");
    assert!(told.contains("stopped: incomplete") && told.contains("the sheet is incomplete"), "{told}");
    assert!(csv::Reader::from_path(&target).unwrap().records().count() > 0);
}

#[test]
fn each_program_calls_itself_by_its_own_name() {
    for (program, name) in
        [(common::PROGRAM, common::PROGRAM_NAME), (env!("CARGO_BIN_EXE_foldersheet-cli"), "foldersheet-cli")]
    {
        let (code, _, stderr) = run(Command::new(program).arg("--nonsense"));
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains(&format!("Usage: {name} ")), "{stderr}");
        let (code, stdout, _) = run(Command::new(program).arg("--version"));
        assert_eq!((code, stdout), (0, format!("{name} {}\n", env!("CARGO_PKG_VERSION"))));
    }
    let (code, _, stderr) = run(Command::new(env!("CARGO_BIN_EXE_foldersheet-cli")).arg("."));
    assert_eq!(code, 2);
    assert!(
        stderr.contains("this program has no window") && stderr.contains("Usage: foldersheet-cli "),
        "{stderr}"
    );
}
