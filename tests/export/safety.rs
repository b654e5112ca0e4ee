//! Whatever ends an export leaves the old file or the new one, and nothing else.

use super::{
    FORMATS, Tree, ended, export, export_by, files, no_left_over, program, programs, read, records, said,
    target,
};
use crate::common::Run;
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, ExportStatus, Plan, What};
use std::path::Path;

/// A run with enough rows that an export takes a while.
pub fn many_rows() -> Run {
    use foldersheet::scan::sys::fake::{Act, Fake};
    let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let mut run = Run::on(ScanOptions { workers: 2, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]).until("many rows are there", |session| session.status().found > 300_000);
    run.apply(Command::Stop).finish();
    run
}

#[test]
fn a_cancelled_export_leaves_the_old_file() {
    let mut run = many_rows();
    for (format, ending) in FORMATS {
        let out = Tree::new();
        let target = target(&out, ending);
        std::fs::write(&target, "old").unwrap();
        run.apply(Command::Export { target: target.clone(), what: What::Shown, plan: Plan::new(format) });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        run.apply(Command::CancelExport);
        assert_eq!(ended(&mut run), ExportStatus::Cancelled { target: target.clone() });
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(files(out.path()), [target.file_name().unwrap().to_str().unwrap()]);
    }
}

#[test]
fn what_can_not_be_split_into_so_many_is_refused() {
    let out = Tree::new();
    let status =
        export_by(&mut many_rows(), &out.at("s.csv"), What::Shown, Plan { split: Some(10), ..programs() });
    let ExportStatus::Failed { message, .. } = status else { panic!() };
    assert!(message.contains("and 500 is the most. Split it into longer ones."), "{message}");
    assert!(files(out.path()).is_empty());
}

#[test]
fn the_problems_do_not_take_the_place_of_the_sheet() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let plan = Plan { problems: Some(out.at("s.csv")), ..programs() };
    let ExportStatus::Failed { message, .. } =
        export_by(&mut read(&tree), &out.at("s.csv"), What::Shown, plan)
    else {
        panic!()
    };
    assert!(message.contains("is the file of the sheet itself"), "{message}");
    assert!(files(out.path()).is_empty());
}

/// One that a killed program left: nobody has it open. The names of the others are not quite the same.
#[test]
fn what_a_killed_program_left_is_taken_away_and_nothing_else() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let others = [
        ".foldersheet-abcdefg.part",
        ".foldersheet-abc12.part",
        ".foldersheet-abc123.txt",
        "foldersheet-abc123.part",
    ];
    for name in others.iter().chain(&[".foldersheet-aB3xYz.part"]) {
        out.file(name, 5);
    }
    let locked = out.at(".foldersheet-inuse1.part");
    let in_use = std::fs::File::create(&locked).unwrap();
    in_use.lock().unwrap();
    export(&mut read(&tree), &out.at("s.csv"), What::Shown);
    let mut expected: Vec<&str> = others.into_iter().chain([".foldersheet-inuse1.part", "s.csv"]).collect();
    expected.sort_unstable();
    assert_eq!(files(out.path()), expected);
}

/// Killed again and again, a little later each time, until once it came to its end.
#[cfg(target_os = "linux")]
#[test]
fn a_kill_at_any_moment_leaves_the_old_file_or_the_new_one() {
    use std::io::Read;
    let (tree, out) = (Tree::new(), Tree::new());
    for number in 0..3000 {
        tree.file(format!("{}/{number}", number % 40), 0);
    }
    let target = out.at("s.csv");
    let old = "path\r\nold\r\n";
    std::fs::write(&target, old).unwrap();
    let (mut kills, mut step) = (0, 0);
    loop {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_foldersheet-cli"))
            .arg("--out")
            .arg(&target)
            .args(["--workers", "1", "--sort", "path"])
            .arg(tree.path())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // The line about the folder comes right before the export.
        let mut line = [0; 1];
        child.stderr.as_mut().unwrap().read_exact(&mut line).unwrap();
        // Work, so that the moment moves by some microseconds each time and doesn't depend on a clock.
        (0..step * 2000).for_each(|n| _ = std::hint::black_box(n));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        match std::fs::read_to_string(&target).unwrap() {
            text if text == old => kills += 1,
            _ => {
                assert_eq!(records(&target).len(), 3000);
                if ended.code() == Some(0) || step > 300 {
                    break;
                }
                std::fs::write(&target, old).unwrap();
            }
        }
        step += 1 + step / 8;
    }
    assert!(kills > 3, "{kills} kills before its end");
    // And what may be left of the last kill is gone after the next export.
    program(&[], &target, tree.path(), &[]);
    assert_eq!(files(out.path()), ["s.csv"]);
}

/// A file that has no name yet can't be a row of the sheet, nor half a file for anybody else.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_seen_before_the_file_is_whole() {
    let out = Tree::new();
    let mut run = many_rows();
    let target = out.at("s.csv");
    run.apply(Command::Export { target: target.clone(), what: What::Shown, plan: programs() });
    let (mut seen, mut looks) = (Vec::new(), 0);
    while !target.exists() {
        run.session.tick(std::time::Duration::ZERO);
        seen.extend(files(out.path()));
        looks += 1;
    }
    ended(&mut run);
    seen.retain(|name| name != "s.csv");
    // Only for the moment of the rename.
    assert!(looks > 3 && seen.len() <= 1, "{seen:?} in {looks} looks");
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_has_enough_ends_it_quietly() {
    for format in ["csv", "jsonl"] {
        let script = "\"$0\" --out - --format \"$1\" /usr 2>\"$2\" | head -n 3; echo \"${PIPESTATUS[0]}\"";
        let out = Tree::new();
        let done = std::process::Command::new("bash")
            .args(["-c", script, env!("CARGO_BIN_EXE_foldersheet-cli"), format])
            .arg(out.at("said"))
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&done.stdout).into_owned();
        let told = std::fs::read_to_string(out.at("said")).unwrap();
        assert_eq!(shown.lines().count(), 4, "{shown}");
        assert!(["0", "3"].contains(&shown.lines().last().unwrap()), "{shown}{told}");
        assert!(!told.to_lowercase().contains("pipe") && !told.contains("could not write"), "{told}");
    }
}

#[test]
fn a_target_that_must_not_be_replaced_is_refused() {
    let out = Tree::new();
    out.folder("folder").file("real", 3);
    let mut targets = vec![(out.at("folder"), "a folder")];
    #[cfg(unix)]
    {
        out.link("link", "real");
        targets.push((out.at("link"), "a link"));
        targets.push(("/dev/full".into(), "a device"));
    }
    let mut run = Run::new(ScanOptions::default());
    for (target, what) in targets {
        let ExportStatus::Failed { message, .. } = export(&mut run, &target, What::Shown) else {
            panic!("{} was written", target.display());
        };
        assert!(message.contains(what) && message.contains("Choose another file"), "{message}");
    }
    assert_eq!(std::fs::read(out.at("real")).unwrap(), b"xxx");
    no_left_over(out.path());
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    let target = out.at("no/sheet.csv");
    let ExportStatus::Failed { message, .. } = export(&mut run, &target, What::Shown) else { panic!() };
    assert!(message.contains("Choose a folder that exists"), "{message}");
}

/// A file system of 128 KiB in a mount namespace of its own, where this user may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_and_says_what_to_do() {
    let tree = Tree::new();
    for number in 0..3000 {
        tree.file(format!("a-file-with-a-long-name-{number}"), 0);
    }
    for (_, ending) in FORMATS {
        let small = Tree::new();
        let script = "mount -t tmpfs -o size=128k none \"$1\" && printf old > \"$1/sheet.$3\" && \
                      { \"$0\" --out \"$1/sheet.$3\" \"$2\"; echo \"exit $?\"; cat \"$1/sheet.$3\"; echo; ls -A \"$1\"; }";
        let out = std::process::Command::new("unshare")
            .args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_foldersheet")])
            .args([small.path(), tree.path(), Path::new(ending)])
            .output();
        let Ok(out) = out else { return println!("skipped: there is no unshare") };
        let (told, shown) = (said(&out), String::from_utf8_lossy(&out.stdout));
        if !shown.contains("exit ") {
            return println!("skipped: this user may not mount: {told}");
        }
        assert_eq!(shown, format!("exit 1\nold\nsheet.{ending}\n"), "{told}");
        assert!(told.contains("No space left") && told.contains("Free some space"), "{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_has_a_new_files_mode_and_an_old_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let out = Tree::new();
    out.file("old.csv", 1).mode("old.csv", 0o640).file("open.csv", 1).mode("open.csv", 0o666).file("any", 1);
    let mode = |name: &str| std::fs::metadata(out.at(name)).unwrap().permissions().mode() & 0o777;
    let mut run = Run::new(ScanOptions::default());
    export(&mut run, &out.at("old.csv"), What::Shown);
    export(&mut run, &out.at("open.csv"), What::Shown);
    export(&mut run, &out.at("new.csv"), What::Shown);
    assert_eq!((mode("old.csv"), mode("open.csv")), (0o640, 0o666));
    assert_eq!(mode("new.csv"), mode("any"), "what the umask leaves");
}
