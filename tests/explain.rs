//! Why other programs report other numbers: what `--explain` says must be what `du` and `df` of this machine say, to the byte.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::Tree;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Output};

/// Runs programs on a tree, all under the same circumstances.
struct Shell<'a> {
    /// Commands in a mount namespace of their own; empty for none.
    mounts: &'a str,
    /// Whether root, who may read everything, becomes somebody else for it.
    drops: bool,
    tree: &'a Path,
}

impl Shell<'_> {
    /// `None`, with the reason printed, where this user may not do it.
    fn run(&self, program: &str, args: &[&str]) -> Option<Output> {
        let is_root = rustix::process::geteuid().is_root();
        let drop =
            if self.drops && is_root { "setpriv --reuid=65534 --regid=65534 --clear-groups --" } else { "" };
        let script = format!("T=$0; {{ {}; }} >&2 || exit 77; exec {drop} \"$@\"", self.mounts_or_nothing());
        let mut command = if self.mounts.is_empty() {
            Command::new("sh")
        } else {
            let mut command = Command::new("unshare");
            command.args(["--mount", "--map-root-user", "sh"]);
            command
        };
        let out = command
            .args(["-c", &script])
            .arg(self.tree)
            .arg(program)
            .args(args)
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&out.stderr);
        if out.status.code() == Some(77) || told.contains("unshare: ") || told.contains("setpriv: not found")
        {
            println!("skipped: {told}");
            return None;
        }
        Some(out)
    }

    fn mounts_or_nothing(&self) -> &str {
        if self.mounts.is_empty() { "true" } else { self.mounts }
    }

    /// What `du` says of all paths together.
    fn du(&self, options: &[&str], paths: &[&str]) -> Option<i128> {
        let args: Vec<&str> = ["-s", "-c", "-B1"].iter().chain(options).chain(paths).copied().collect();
        let out = self.run("du", &args)?;
        let text = String::from_utf8(out.stdout).unwrap();
        let total = text.lines().last().unwrap().strip_suffix("\ttotal").unwrap();
        Some(total.parse().unwrap())
    }

    /// The numbers by name, each of which has to be the sum of its lines; and all that was written.
    fn explained(&self, options: &[&str], paths: &[&str]) -> Option<(BTreeMap<String, i128>, String)> {
        let args: Vec<&str> = ["--explain"].iter().chain(options).chain(paths).copied().collect();
        let out = self.run(common::PROGRAM, &args)?;
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(matches!(out.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&out.stderr));
        let mut numbers = BTreeMap::new();
        for section in text
            .split("\n\n")
            .filter(|section| !section.starts_with("Not counted") && section.contains(" = "))
        {
            let mut lines = section.lines();
            let (name, sum) = figure(lines.next().unwrap());
            let parts: Vec<i128> = lines.map(|line| figure(line).1).collect();
            assert!(parts.is_empty() || parts.iter().sum::<i128>() == sum, "{section}");
            numbers.insert(name, sum);
        }
        Some((numbers, text))
    }
}

/// "du -l   184,410,112  184 MB": the name, and the number behind two spaces.
fn figure(line: &str) -> (String, i128) {
    let mut parts = line.trim().split("  ").filter(|part| !part.is_empty());
    let name = parts.next().unwrap().to_owned();
    let number = parts
        .next()
        .unwrap()
        .trim()
        .trim_start_matches("at least ")
        .trim_start_matches("about ")
        .replace([',', '+'], "");
    (name, number.parse().unwrap_or_else(|_| panic!("{line}")))
}

/// Whether the machine's `du` counts folders in `--apparent-size`, as it did before 9.2. `None` if it is another `du`.
fn counts_folders() -> Option<bool> {
    let out = Command::new("du").arg("--version").output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    let version = text.lines().next()?.strip_prefix("du (GNU coreutils) ")?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    Some((parts.next()??, parts.next()??) < (9, 2))
}

/// Every number of `du` for these paths of the tree.
fn compare(shell: &Shell<'_>, options: &[&str], du_options: &[&str], paths: &[&str]) {
    let Some(counts_folders) = counts_folders() else {
        println!("skipped: du is not that of GNU coreutils");
        return;
    };
    let paths: Vec<String> =
        paths.iter().map(|path| shell.tree.join(path).to_str().unwrap().to_owned()).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let Some((numbers, text)) = shell.explained(options, &paths) else { return };
    let apparent =
        if counts_folders { "du --apparent-size (before 9.2)" } else { "du --apparent-size (9.2 or later)" };
    for (name, own) in [("du", None), ("du -l", Some("-l")), (apparent, Some("--apparent-size"))] {
        let options: Vec<&str> = du_options.iter().copied().chain(own).collect();
        let Some(expected) = shell.du(&options, &paths) else { return };
        assert_eq!(numbers[name], expected, "{name} of {paths:?}:\n{text}");
    }
}

fn plain(tree: &Tree) -> Shell<'_> {
    Shell { mounts: "", drops: false, tree: tree.path() }
}

#[test]
fn files_and_folders() {
    let tree = Tree::new();
    tree.file("a", 1).file("b/c", 4096).file("b/d", 4097).file("b/e/empty", 0).folder("b/f/g/h");
    compare(&plain(&tree), &[], &[], &[""]);
    compare(&plain(&tree), &[], &[], &["b", "a"]);
}

#[test]
fn an_empty_folder() {
    compare(&plain(&Tree::new()), &[], &[], &[""]);
}

#[test]
fn hard_links_inside_and_outside() {
    let tree = Tree::new();
    tree.file("in/one", 9000).file("in/two", 5000).file("out/three", 70_000).folder("in/deep");
    for (name, further) in
        [("in/one", "in/deep/one"), ("in/one", "in/uno"), ("in/two", "out/two"), ("out/three", "in/three")]
    {
        fs::hard_link(tree.at(name), tree.at(further)).unwrap();
    }
    compare(&plain(&tree), &[], &[], &["in"]);
    compare(&plain(&tree), &[], &[], &["in", "out"]);
    let (_, text) = plain(&tree).explained(&[], &[tree.at("in").to_str().unwrap()]).unwrap();
    assert!(text.contains("2 files have further names outside these folders"), "{text}");
}

#[test]
fn sparse_files() {
    let tree = Tree::new();
    let mut file = File::create(tree.at("sparse")).unwrap();
    file.set_len(1 << 30).unwrap();
    file.seek(SeekFrom::Start(1 << 20)).unwrap();
    file.write_all(b"in the middle").unwrap();
    file.sync_all().unwrap();
    tree.file("full", 10_000);
    compare(&plain(&tree), &[], &[], &[""]);
    let (numbers, _) = plain(&tree).explained(&[], &[tree.path().to_str().unwrap()]).unwrap();
    assert_eq!(numbers["Length of all files"], (1 << 30) + 10_000);
    assert!(numbers["On disk, each name"] < 1 << 20);
}

#[test]
fn links_and_what_is_no_file() {
    let tree = Tree::new();
    tree.file("target", 5000)
        .link("short", "target")
        .link("long", "t".repeat(200))
        .link("dangling", "nowhere");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        tree.at("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    fs::hard_link(tree.at("long"), tree.at("long again")).unwrap();
    compare(&plain(&tree), &[], &[], &[""]);
    let (numbers, _) = plain(&tree).explained(&[], &[tree.path().to_str().unwrap()]).unwrap();
    assert_eq!(numbers["Size in Windows Explorer"], 5000, "links count nothing there");
}

#[test]
fn a_folder_of_very_many_names() {
    let tree = Tree::new();
    for number in 0..3000 {
        tree.file(format!("many/{number:0100}"), 0);
    }
    for number in 0..300 {
        tree.folder(format!("folders/{number}"));
    }
    compare(&plain(&tree), &[], &[], &[""]);
}

#[test]
fn folders_that_can_not_be_read() {
    let tree = Tree::new();
    tree.file("open/file", 5000)
        .file("closed/file", 5000)
        .file("closed/in/file", 5000)
        .file("names only/file", 5000);
    for (path, mode) in [("", 0o755), ("open", 0o755), ("closed", 0o000), ("names only", 0o444)] {
        tree.mode(path, mode);
    }
    let shell = Shell { drops: true, ..plain(&tree) };
    compare(&shell, &[], &[], &[""]);
    if let Some((_, text)) = shell.explained(&[], &[tree.path().to_str().unwrap()]) {
        assert!(
            text.contains("folders that could not be read: what is inside is not known")
                || text.contains("1 folder that could not be read"),
            "{text}"
        );
    }
}

/// With `-l`, du counts what is in both of them twice, and that is not compared.
#[test]
fn a_folder_picked_inside_another() {
    let tree = Tree::new();
    tree.file("a/b/c/file", 5000).file("a/file", 1).folder("a/b/d");
    for paths in [&["a", "a/b"][..], &["a/b", "a", "a/b/c"]] {
        let paths: Vec<String> =
            paths.iter().map(|path| tree.at(path).to_str().unwrap().to_owned()).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let (numbers, text) = plain(&tree).explained(&[], &paths).unwrap();
        assert_eq!(Some(numbers["du"]), plain(&tree).du(&[], &paths), "{text}");
    }
}

#[test]
fn another_file_system_inside() {
    let tree = Tree::new();
    tree.file("a/file", 1).folder("a/disk");
    let mounts =
        r#"mount -t tmpfs none "$T/a/disk" && mkdir "$T/a/disk/in" && echo x > "$T/a/disk/in/there""#;
    let shell = Shell { mounts, ..plain(&tree) };
    compare(&shell, &[], &[], &[""]);
    compare(&shell, &["-x"], &["-x"], &[""]);
    // The books of the picked folder's file system don't have what is on the other one.
    let there = tree.at("a/disk");
    let (there, path) = (there.to_str().unwrap(), tree.path().to_str().unwrap());
    if let Some((_, text)) = shell.explained(&[], &[path]) {
        let df = text.split("\n\n").find(|section| section.starts_with("Used, by df")).unwrap();
        let lines = df.lines().map(figure);
        let crossed = lines.filter(|(name, _)| {
            ["On other file systems inside", "Folders on those"].contains(&name.as_str())
        });
        let crossed: i128 = crossed.map(|(_, bytes)| bytes).sum();
        assert_eq!(Some(-crossed), shell.du(&[], &[there]), "{text}");
    }
    if let Some((_, text)) = shell.explained(&["-x"], &[tree.path().to_str().unwrap()]) {
        assert!(!text.contains("On other file systems inside"), "{text}");
        assert!(text.contains("Not counted: 1 folder on another file system: left out, as asked."), "{text}");
    }
}

#[test]
fn what_was_left_out_is_counted_by_reason() {
    let tree = Tree::new();
    tree.file(".hidden", 1)
        .file(".git/config", 1)
        .file("a.tmp", 1)
        .file("b.tmp", 1)
        .file("c.tmp", 1)
        .file("kept", 9000);
    let options = ["--skip-hidden", "--exclude", "*.tmp"];
    let du = ["--exclude=.?*", "--exclude=*.tmp"];
    // The temporary folder's own name begins with a dot, so that it isn't left out with them.
    let shell = plain(&tree);
    let path = tree.path().to_str().unwrap();
    let (numbers, text) = shell.explained(&options, &[path]).unwrap();
    assert_eq!(Some(numbers["du"]), shell.du(&du, &[path]), "{text}");
    assert!(text.contains("Not counted: 2 hidden entries: left out, as asked."), "{text}");
    assert!(text.contains("Not counted: 3 entries that match a pattern: left out, as asked."), "{text}");
}

/// Others write meanwhile: the numbers of `df` before and after are its bounds.
#[test]
fn the_books_of_the_file_system_are_those_of_df() {
    let Some(used) = df() else { return };
    let tree = Tree::new();
    tree.file("a", 100_000);
    let path = tree.path().to_str().unwrap();
    for _ in 0..20 {
        let (before, (numbers, text)) = (df_of(path), plain(&tree).explained(&[], &[path]).unwrap());
        let after = df_of(path);
        if before == after {
            assert_eq!(numbers["Used, by df"], before, "{text}");
            return;
        }
    }
    println!("skipped: others write all the time, {used} bytes so far");
}

fn df() -> Option<i128> {
    let out = Command::new("df").args(["-B1", "--output=used", "/"]).output().ok()?;
    out.status.success().then(|| last_number(&out.stdout))
}

fn df_of(path: &str) -> i128 {
    last_number(&Command::new("df").args(["-B1", "--output=used", path]).output().unwrap().stdout)
}

fn last_number(text: &[u8]) -> i128 {
    String::from_utf8_lossy(text).lines().last().unwrap().trim().parse().unwrap()
}

#[test]
fn it_goes_with_nothing_else() {
    for more in [
        ["--columns", "name"],
        ["--filter", "a"],
        ["--chart", "types"],
        ["--csv", "a.csv.gz"],
        ["--out", "a.xlsx"],
    ] {
        let out = Command::new(common::PROGRAM).arg("--explain").args(more).arg(".").output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{more:?}");
    }
}

#[test]
fn sizes_for_people_are_in_the_units_that_were_asked_for() {
    let tree = Tree::new();
    tree.file("a", 100_000);
    let text = |units: &[&str]| plain(&tree).explained(units, &[tree.path().to_str().unwrap()]).unwrap().1;
    assert!(text(&[]).contains("GB in all") || text(&[]).contains("TB in all"), "{}", text(&[]));
    let binary = text(&["--units", "1024"]);
    assert!(binary.contains("iB in all") && binary.contains("100 kB = 97.7 KiB"), "{binary}");
}

/// Ten trees and more: what they hold comes from a seed, so that all kinds are in one.
#[test]
fn a_tree_of_everything() {
    let tree = Tree::new();
    let mut random = common::random::Random(17);
    let mut folders = vec![String::from("t")];
    for number in 0..400 {
        let above = folders[random.below(folders.len() as u64) as usize].clone();
        match random.below(8) {
            0 | 1 => {
                let folder = format!("{above}/{}", "f".repeat(1 + random.below(60) as usize));
                tree.folder(&folder);
                folders.push(folder);
            }
            2 => drop(tree.link(format!("{above}/l{number}"), "x".repeat(1 + random.below(120) as usize))),
            3 => {
                let file = File::create(tree.at(format!("{above}/s{number}"))).unwrap();
                file.set_len(random.below(1 << 30)).unwrap();
            }
            4 if number > 20 => {
                let (old, new) = (format!("outside/o{number}"), format!("{above}/h{number}"));
                tree.file(&old, random.below(20_000) as usize);
                fs::hard_link(tree.at(&old), tree.at(&new)).unwrap();
                fs::hard_link(tree.at(&new), tree.at(format!("t/again{number}"))).unwrap();
            }
            _ => drop(tree.file(format!("{above}/n{number}"), random.below(30_000) as usize)),
        }
    }
    compare(&plain(&tree), &[], &[], &["t"]);
    compare(&plain(&tree), &[], &[], &["t", "outside"]);
}

#[test]
fn a_deep_tree() {
    let tree = Tree::new();
    let mut path = String::from("d");
    for level in 0..150 {
        path += &format!("/{}", "deep".repeat(1 + level % 5));
        tree.file(format!("{path}/file"), level * 100);
    }
    compare(&plain(&tree), &[], &[], &[""]);
}

#[test]
fn names_of_odd_bytes_and_of_the_longest_kind() {
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::new();
    tree.file("n".repeat(255), 5000).file("new\nline/tab\there", 3).folder("ü".repeat(127));
    for bytes in [&b"latin1-\xe9"[..], b"\xff\xfe", b"half-\xf0\x9f"] {
        let name = std::ffi::OsStr::from_bytes(bytes);
        fs::write(tree.path().join(name), b"x").unwrap();
        let mut folder = name.to_owned();
        folder.push("-folder");
        fs::create_dir(tree.path().join(folder)).unwrap();
    }
    compare(&plain(&tree), &[], &[], &[""]);
}

/// The numbers and lines as programs read them: the same as in the text, and each filter shows as many rows as its line is about.
#[test]
fn as_csv_and_json_it_is_the_same_and_each_filter_shows_its_rows() {
    let tree = Tree::new();
    tree.file("in/one", 9000).file("in/two", 10).file("in/none", 0).link("in/link", "one").folder("in/deep");
    File::create(tree.at("in/sparse")).unwrap().set_len(1 << 22).unwrap();
    fs::hard_link(tree.at("in/one"), tree.at("in/deep/one")).unwrap();
    fs::hard_link(tree.at("in/two"), tree.at("two")).unwrap();
    let folder = tree.at("in");
    let folder = folder.to_str().unwrap();
    let (numbers, _) = plain(&tree).explained(&[], &[folder]).unwrap();
    let run = |args: &[&str]| {
        let out = Command::new(common::PROGRAM).args(args).arg(folder).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let json = tree.at("why.json");
    run(&["--explain", "--out", json.to_str().unwrap()]);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    let of = |row: &str| rows.iter().filter(move |one| one["row"] == row).collect::<Vec<_>>();
    assert_eq!(of("sum").len(), numbers.len());
    for (program, people) in
        [("du", "du"), ("on_disk", "On disk, each name"), ("length", "Length of all files")]
    {
        let sum = of("sum").into_iter().find(|one| one["number"] == program).unwrap()["bytes"].as_i64();
        assert_eq!(sum.map(i128::from), Some(numbers[people]), "{program}");
        let lines = of("line").into_iter().filter(|one| one["number"] == program);
        assert_eq!(Some(lines.map(|one| one["bytes"].as_i64().unwrap()).sum::<i64>()), sum, "{program}");
    }
    let mut kinds = Vec::new();
    for line in of("line").into_iter().chain(of("note")).filter(|line| line["filter"].is_string()) {
        let shown = run(&["--csv", "-", "--filter", line["filter"].as_str().unwrap()]);
        assert_eq!(shown.lines().count() as u64 - 1, line["count"].as_u64().unwrap(), "{line}");
        kinds.push(line["line"].as_str().unwrap().to_owned());
    }
    for kind in ["links", "smaller_on_disk", "rounded_up", "further_names", "names_elsewhere"] {
        assert!(kinds.iter().any(|one| one == kind), "{kind}: {kinds:?}");
    }

    let csv = run(&["--explain", "--csv", "-"]);
    let mut lines = csv.split("\r\n");
    assert_eq!(lines.next(), Some("row,number,line,bytes,bound,count,unknown,filter"));
    let cell = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) if text.contains(',') => format!("\"{text}\""),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let names = ["row", "number", "line", "bytes", "bound", "count", "unknown", "filter"];
    // What others write meanwhile changes the books of the file system.
    let is_steady = |line: &str| !line.contains("file_system") && !line.contains("df_used");
    let expected = rows.iter().map(|row| names.map(|name| cell(&row[name])).join(","));
    let expected: Vec<String> = expected.filter(|line| is_steady(line)).collect();
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && is_steady(line)).collect();
    assert_eq!(lines, expected);
}

/// A list of files says nothing of what folders take: du's number is more than what is known.
#[test]
fn what_a_list_does_not_say_of_folders_is_no_zero() {
    let tree = Tree::new();
    tree.file("in/a", 100).file("in/deep/b", 5000);
    let list = tree.at("list.csv");
    let list = list.to_str().unwrap();
    let made = Command::new(common::PROGRAM).args(["--csv", list]).arg(tree.at("in")).status().unwrap();
    assert!(made.success());
    let text = plain(&tree).run(common::PROGRAM, &["--explain", "--open", list]).unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let du = text.lines().find(|line| line.starts_with("du  ")).unwrap();
    // Nor whether two names are of one file.
    assert!(du.contains("about "), "{text}");
    let each = text.lines().find(|line| line.starts_with("du -l  ")).unwrap();
    assert!(each.contains("at least "), "{text}");
    assert!(text.contains("Not known: whether 2 files are further names of others."), "{text}");
    assert!(text.contains("2 folders, 2 of unknown size"), "{text}");
    assert!(text.contains("Not counted: 2 folders whose own space is not known"), "{text}");
    assert!(!text.contains("Used, by df"), "the list may be of another machine: {text}");
}

/// Which names of a file are further ones depends on what else is in the sheet.
#[test]
fn the_rows_of_further_names_follow_the_sheet() {
    use foldersheet::model::ScanOptions;
    use foldersheet::session::Command;
    let tree = Tree::new();
    tree.file("a/one", 10).folder("b");
    fs::hard_link(tree.at("a/one"), tree.at("b/one")).unwrap();
    let mut run = common::Run::new(ScanOptions { workers: 1, ..ScanOptions::default() });
    run.apply(Command::SetFilter("links:repeat".into()));
    run.pick(&[tree.at("a")]).finish();
    let shown = |run: &common::Run| {
        let shown = run.session.shown();
        let path = |at| run.session.folder_path(shown.row(shown.number(at).unwrap()).folder);
        (0..shown.len()).map(|at| String::from_utf8(path(at)).unwrap()).collect::<Vec<_>>()
    };
    assert!(shown(&run).is_empty());
    run.apply(Command::SetFilter("links:outside".into())).finish();
    assert_eq!(shown(&run), [tree.at("a").to_str().unwrap()]);
    run.pick(&[tree.at("b")]).finish();
    assert!(shown(&run).is_empty(), "both names are here now");
    run.apply(Command::SetFilter("links:repeat".into())).finish();
    assert_eq!(shown(&run), [tree.at("b").to_str().unwrap()]);
    let first = run.session.status().roots.iter().next().unwrap().id;
    run.apply(Command::Remove(vec![first]));
    run.until("one is left", |session| session.status().roots.len() == 1);
    run.finish();
    assert!(shown(&run).is_empty(), "the other one was taken out");
}
