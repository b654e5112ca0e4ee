//! The comparison by the real program without a window: its exit codes, its table, its columns, and other programs that compare folders.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;
#[path = "compare_command/sides.rs"]
mod sides;

use common::Tree;
use common::random::Random;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

fn run(args: &[&str], old: &Path, new: &Path) -> (i32, String, String) {
    let mut command = Command::new(common::PROGRAM);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("TZ", "UTC").stdin(Stdio::null());
    let command = command.arg("--compare").args([old, new]).args(args);
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

fn set_time(path: &Path, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    std::fs::File::options().read(true).open(path).unwrap().set_modified(time).unwrap();
}

fn put(tree: &Tree, path: &str, bytes: usize, time: u64) {
    tree.file(path, bytes);
    set_time(&tree.at(path), time);
}

fn trees() -> (Tree, Tree) {
    let (old, new) = (Tree::new(), Tree::new());
    for tree in [&old, &new] {
        put(tree, "same", 3, 1_000_000_000);
    }
    put(&old, "d/grew", 10, 1_000_000_001);
    put(&new, "d/grew", 2_000_010, 1_000_000_002);
    put(&old, "d/touched", 4, 1_000_000_003);
    put(&new, "d/touched", 4, 1_000_003_603);
    put(&old, "gone/a", 7, 1_000_000_004);
    put(&new, "came/b", 8, 1_000_000_005);
    put(&old, "moves", 9, 1_000_000_006);
    put(&new, "d/moves", 9, 1_000_000_006);
    (old, new)
}

fn cells(csv: &str, columns: [&str; 3]) -> BTreeMap<String, [String; 3]> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let at = |title: &str| titles.iter().position(|own| own == title).unwrap();
    let (name, wanted) = (at("name"), columns.map(at));
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        (record[name].to_owned(), wanted.map(|at| record[at].to_owned()))
    });
    rows.collect()
}

#[test]
fn the_code_tells_same_from_different_and_from_what_could_not_be_compared() {
    let (old, new) = trees();
    let (code, table, _) = run(&[], old.path(), old.path());
    assert_eq!((code, &*table), (0, "No difference: 5 files the same\n"));
    let (code, table, stderr) = run(&["--quiet"], old.path(), new.path());
    assert_eq!((code, &*table), (4, ""), "{stderr}");
    let (code, _, stderr) = run(&[], &old.at("missing"), new.path());
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("nothing was compared"), "{stderr}");
    assert_eq!(run(&["--only", "nonsense"], old.path(), new.path()).0, 2);
    let (code, _, stderr) = run(&["--filter", "change:nonsense"], old.path(), new.path());
    assert!(code == 2 && stderr.contains("is not a change"), "{stderr}");
}

#[test]
fn the_table_has_a_line_for_each_difference_and_one_for_each_whole_folder() {
    let (old, new) = trees();
    let (_, table, _) = run(&[], old.path(), new.path());
    let mut lines = table.lines();
    assert_eq!(
        lines.next().unwrap(),
        "+2.00 MB: 8 B added (1 file), 7 B removed (1 file), 2.00 MB grown (1 file), 1 file moved, 1 file with another time only"
    );
    let rest: BTreeSet<String> =
        lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let expected = [
        "changed.size +2.00 MB d/grew",
        "changed.time d/touched",
        "folder added +8 B came/ (1 file)",
        "folder removed -7 B gone/ (1 file)",
        "moved.likely d/moves (was moves)",
    ];
    assert_eq!(rest, expected.map(str::to_owned).into());
    let (_, table, _) = run(&["--ignore", "hour"], old.path(), new.path());
    assert!(!table.contains("touched"), "{table}");
}

#[test]
fn a_sheet_has_both_sides_and_only_what_was_asked_for() {
    let (old, new) = trees();
    let columns = ["change", "size_before", "size_after"];
    let cell = |cells: [&str; 3]| cells.map(str::to_owned);
    let (code, csv, stderr) = run(&["--out", "-", "--only", "changed,removed"], old.path(), new.path());
    assert_eq!(code, 4, "{stderr}");
    let expected = [
        ("grew", cell(["changed.size", "10", "2000010"])),
        ("touched", cell(["changed.time", "4", "4"])),
        ("gone", cell(["removed", "", ""])),
        ("a", cell(["removed", "7", ""])),
    ];
    assert_eq!(cells(&csv, columns), expected.map(|(name, cells)| (name.to_owned(), cells)).into());
    assert!(stderr.contains("+2.00 MB: 8 B added"), "{stderr}");
    let (_, csv, _) = run(&["--out", "-", "--filter", "grew:>1mb OR change:moved"], old.path(), new.path());
    assert_eq!(cells(&csv, columns).into_keys().collect::<Vec<_>>(), ["grew", "moves"]);
    let (_, csv, _) = run(&["--out", "-", "--sort", "-difference"], old.path(), new.path());
    assert!(csv.lines().nth(1).unwrap().contains("/d/grew,"), "{csv}");
    let (_, csv, _) = run(&["--out", "-", "--only", "moved"], old.path(), new.path());
    let was = cells(&csv, ["was_at", "difference", "modified_before"]);
    let path = old.at("moves").to_str().unwrap().to_owned();
    assert_eq!(was["moves"], [path, "0".to_owned(), "2001-09-09T01:46:46Z".to_owned()]);
    let (_, lines, _) = run(&["--out", "-", "--format", "jsonl", "--only", "added"], old.path(), new.path());
    assert!(lines.contains(r#""change":"added","size_before":null,"size_after":8"#), "{lines}");
}

#[test]
fn a_folder_that_could_not_be_read_is_not_removed_and_the_code_says_so() {
    let (old, new) = trees();
    for tree in [&old, &new] {
        put(tree, "locked/x", 1, 1_000_000_000);
    }
    new.mode("locked", 0);
    if std::fs::read_dir(new.at("locked")).is_ok() {
        println!("not tested: this user may read any folder");
        return;
    }
    let (code, table, stderr) = run(&[], old.path(), new.path());
    assert_eq!(code, 3, "{stderr}");
    assert!(table.contains("1 folder with 1 file can’t be compared"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("unknown") && line.ends_with("locked/x")), "{table}");
}

/// Two trees that differ at random, with no moves.
fn random_trees(seed: u64) -> (Tree, Tree) {
    let (old, new) = (Tree::new(), Tree::new());
    let mut random = Random(seed);
    for number in 0..300 {
        let path = format!("d{}/e{}/f{number}", random.below(9), random.below(3));
        let (bytes, time) = (random.below(50) as usize, 1_000_000_000 + 10 * number);
        let change = random.below(10);
        if change != 0 {
            put(&old, &path, bytes, time);
        }
        match change {
            1 => {}
            2 => put(&new, &path, bytes + 1, time),
            3 => put(&new, &path, bytes, time + 100_000),
            _ => put(&new, &path, bytes, time),
        }
    }
    (old, new)
}

/// The paths of files by what became of them.
fn found(old: &Tree, new: &Tree) -> BTreeMap<String, String> {
    let (_, csv, stderr) = run(&["--out", "-", "--filter", "-kind:folder"], old.path(), new.path());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let titles = reader.headers().unwrap_or_else(|_| panic!("{stderr}")).clone();
    let change = titles.iter().position(|title| title == "change").unwrap();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let path = Path::new(&record[0]).strip_prefix(new.path()).unwrap().to_str().unwrap().to_owned();
        (path, record[change].to_owned())
    });
    rows.collect()
}

#[test]
fn rsync_finds_the_same() {
    let Ok(version) = Command::new("rsync").arg("--version").output() else {
        println!("not tested: there is no rsync");
        return;
    };
    assert!(version.status.success());
    for seed in 0..4 {
        let (old, new) = random_trees(seed);
        let slashed = |tree: &Tree| format!("{}/", tree.path().display());
        // What would have to be done to make the old one like the new one.
        let mut command = Command::new("rsync");
        let command = command.args(["-n", "-i", "-rt", "--delete", "--modify-window=2"]);
        let output = command.args([slashed(&new), slashed(&old)]).output().unwrap();
        let mut theirs = BTreeMap::new();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let (code, path) = line.split_once(' ').unwrap();
            let path = path.trim_start();
            if path.ends_with('/') {
                continue;
            }
            let change = match code {
                "*deleting" => "removed",
                code if code.contains("+++") => "added",
                code if code.as_bytes()[3] == b's' => "changed.size",
                _ => "changed.time",
            };
            theirs.insert(path.to_owned(), change.to_owned());
        }
        assert_eq!(found(&old, &new), theirs, "seed {seed}");
    }
}

#[test]
fn diff_finds_the_same_names() {
    let Ok(version) = Command::new("diff").arg("--version").output() else {
        println!("not tested: there is no diff");
        return;
    };
    assert!(version.status.success());
    for seed in 10..14 {
        let (old, new) = random_trees(seed);
        let output =
            Command::new("diff").env("LC_ALL", "C").args(["-rq"]).args([old.path(), new.path()]).output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        let mut theirs: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for line in text.lines() {
            if let Some((folder, name)) = line.strip_prefix("Only in ").and_then(|rest| rest.split_once(": "))
            {
                let (side, top) = match folder.starts_with(old.path().to_str().unwrap()) {
                    true => ("removed", old.path()),
                    false => ("added", new.path()),
                };
                let path = Path::new(folder).join(name);
                // Of a whole folder diff names that alone.
                for entry in walk(&path) {
                    let below = entry.strip_prefix(top.to_str().unwrap()).unwrap()[1..].to_owned();
                    theirs.entry(side).or_default().insert(below);
                }
            } else if let Some((file, _)) =
                line.strip_prefix("Files ").and_then(|rest| rest.split_once(" and "))
            {
                let below = file.strip_prefix(old.path().to_str().unwrap()).unwrap()[1..].to_owned();
                theirs.entry("changed.size").or_default().insert(below);
            }
        }
        let mut ours: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (path, change) in found(&old, &new) {
            // It compares contents, which these trees leave as they are where only the time differs.
            if let Some(change) =
                ["added", "removed", "changed.size"].into_iter().find(|known| *known == change)
            {
                ours.entry(change).or_default().insert(path);
            }
        }
        assert_eq!(ours, theirs, "seed {seed}");
    }
}

/// The files at a path and below it.
fn walk(path: &Path) -> Vec<String> {
    if !path.is_dir() {
        return vec![path.to_str().unwrap().to_owned()];
    }
    std::fs::read_dir(path).unwrap().flat_map(|entry| walk(&entry.unwrap().path())).collect()
}
