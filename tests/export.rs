//! The sheet in a file: what was shown, byte for byte, whole or not at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Run, Tree, os};
use foldersheet::model::ScanOptions;
use foldersheet::session::{Command, ExportStatus, Format, Plan, Separator, What, Written};
use foldersheet::text;
use foldersheet::view::{Column, Order, SortKey};
use std::collections::BTreeMap;
use std::path::Path;

/// CSV for programs.
fn programs() -> Plan {
    Plan::new(Format::Programs(Separator::COMMA))
}

/// Exports and waits for the end.
fn export(run: &mut Run, target: &Path, what: What) -> ExportStatus {
    run.apply(Command::Export { target: target.to_owned(), what, plan: programs() });
    run.until("the export has ended", |session| {
        !matches!(session.status().export, ExportStatus::Writing { .. })
    });
    run.session.status().export.clone()
}

/// The records by column name, as an ordinary reader gives them.
fn records(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

fn no_left_over(folder: &Path) {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().contains("foldersheet")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_is_read_back_equals_the_table() {
    let tree = Tree::new();
    tree.file("a,b.TXT", 3).file("new\nline \"quoted\"", 0).file("d/=1+1", 70_000).file("d/é.tar.gz", 1);
    #[cfg(target_os = "linux")]
    tree.file(os(b"d/bad\xFF.Bin"), 2).link("d/l", "nowhere");
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]);
    run.apply(Command::SetOrder(Order::by(SortKey::down(Column::Size)))).finish();
    let target = out.at("sheet.csv");
    let rows = run.session.sheet().len();
    assert_eq!(
        export(&mut run, &target, What::Shown),
        ExportStatus::Written {
            written: Written { files: vec![target.clone()], rows, problems: None },
            incomplete: None
        }
    );
    let records = records(&target);
    assert_eq!(records.len() as u64, rows);
    for ((path, meta), record) in run.shown().iter().zip(&records) {
        let field = |name: &str| record[name].as_str();
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let raw = match field("path_hex") {
            "" => field("path").as_bytes().to_vec(),
            hex => {
                (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
            }
        };
        assert_eq!(raw, *path);
        assert_eq!(field("path"), text::decoded(path));
        assert_eq!(
            field("path"),
            format!("{}{}{}", field("folder"), std::path::MAIN_SEPARATOR, field("name"))
        );
        assert_eq!(field("kind"), meta.kind.as_str());
        assert_eq!(field("size"), number(meta.size));
        assert_eq!(field("allocated"), number(meta.allocated));
        assert_eq!(field("modified"), text::utc(meta.modified.unwrap()));
        assert_eq!(field("root"), tree.path().to_str().unwrap());
    }
    let extensions: Vec<_> = records.iter().map(|record| record["extension"].clone()).collect();
    assert!(extensions.contains(&"txt".to_owned()) && extensions.contains(&"gz".to_owned()));
    no_left_over(out.path());
}

#[test]
fn the_bytes_are_those_of_rfc_4180() {
    let tree = Tree::new();
    tree.file("a,\"b\".C", 1);
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).finish();
    export(&mut run, &out.at("s.csv"), What::Shown);
    let meta = run.shown()[0].1;
    let root = tree.path().to_str().unwrap();
    let sep = std::path::MAIN_SEPARATOR;
    let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let expected = format!(
        "path,folder,name,extension,kind,size,allocated,modified,created,root,path_hex\r\n\
         \"{root}{sep}a,\"\"b\"\".C\",{root},\"a,\"\"b\"\".C\",c,file,1,{},{},{},{root},\r\n",
        number(meta.allocated),
        text::utc(meta.modified.unwrap()),
        meta.created.map(text::utc).unwrap_or_default(),
    );
    assert_eq!(std::fs::read_to_string(out.at("s.csv")).unwrap(), expected);
}

#[test]
fn shown_is_the_filters_matches_and_everything_is_everything() {
    let tree = Tree::new();
    tree.file("one.txt", 1).file("two.txt", 2).file("three.md", 3);
    let out = Tree::new();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).apply(Command::SetFilter(".TXT".to_owned())).finish();
    export(&mut run, &out.at("shown.csv"), What::Shown);
    export(&mut run, &out.at("all.csv"), What::Everything);
    assert_eq!(records(&out.at("shown.csv")).len(), 2);
    assert_eq!(records(&out.at("all.csv")).len(), 3);
}

#[test]
fn a_sheet_that_is_not_whole_says_why() {
    let tree = Tree::new();
    tree.file("a", 1);
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path().to_owned(), tree.at("gone")]).finish();
    let target = tree.at("sheet.csv");
    let ExportStatus::Written { incomplete, .. } = export(&mut run, &target, What::Shown) else { panic!() };
    assert_eq!(incomplete.as_deref(), Some("1 folder could not be read"));
}

/// A run with enough rows that an export takes a while.
fn many_rows() -> Run {
    use foldersheet::scan::sys::fake::{Act, Fake};
    let disk = || Fake::new().file("/r/f/x", 1).act("/r/f", Act::Endless);
    let mut run = Run::on(ScanOptions { workers: 2, ..ScanOptions::default() }, disk);
    run.pick(&["/r"]).until("many rows are there", |session| session.status().found > 300_000);
    run.apply(Command::Stop).finish();
    run
}

#[test]
fn a_cancelled_export_leaves_the_old_file() {
    let out = Tree::new();
    let target = out.at("sheet.csv");
    std::fs::write(&target, "old").unwrap();
    let mut run = many_rows();
    run.apply(Command::Export { target: target.clone(), what: What::Shown, plan: programs() });
    run.until("it has begun", |session| {
        !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
    });
    run.apply(Command::CancelExport);
    run.until("it has ended", |session| !matches!(session.status().export, ExportStatus::Writing { .. }));
    assert_eq!(*run.session.status().export, ExportStatus::Cancelled { target: target.clone() });
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
    no_left_over(out.path());
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

/// A file system of 64 KiB in a mount namespace of its own, where this user may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_file_and_says_what_to_do() {
    let tree = Tree::new();
    for number in 0..2000 {
        tree.file(format!("a-file-with-a-long-name-{number}"), 0);
    }
    let small = Tree::new();
    let script = "mount -t tmpfs -o size=64k none \"$1\" && printf old > \"$1/sheet.csv\" && \
                  { \"$0\" --csv \"$1/sheet.csv\" \"$2\"; echo \"exit $?\"; cat \"$1/sheet.csv\"; echo; ls -A \"$1\"; }";
    let out = std::process::Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_foldersheet")])
        .args([small.path(), tree.path()])
        .output();
    let Ok(out) = out else { return println!("skipped: there is no unshare") };
    let (told, shown) = (String::from_utf8_lossy(&out.stderr), String::from_utf8_lossy(&out.stdout));
    if !shown.contains("exit ") {
        return println!("skipped: this user may not mount: {told}");
    }
    assert_eq!(shown, "exit 1\nold\nsheet.csv\n", "{told}");
    assert!(told.contains("No space left") && told.contains("Free some space"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_a_new_files_mode_and_an_old_one_keeps_its_own() {
    use std::os::unix::fs::PermissionsExt;
    let out = Tree::new();
    out.file("old.csv", 1).mode("old.csv", 0o640).file("any", 1);
    let mode = |name: &str| std::fs::metadata(out.at(name)).unwrap().permissions().mode() & 0o777;
    let mut run = Run::new(ScanOptions::default());
    export(&mut run, &out.at("old.csv"), What::Shown);
    export(&mut run, &out.at("new.csv"), What::Shown);
    assert_eq!(mode("old.csv"), 0o640);
    assert_eq!(mode("new.csv"), mode("any"), "what the umask leaves");
}
