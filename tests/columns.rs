//! The further columns against what `find` and `stat` say of the same files, through the real program.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use common::{Run, Tree, os};
use foldersheet::model::{BlockBuilder, Column, Facts, ScanOptions};
use foldersheet::store::Rows;
use serde_json::Value;
use std::collections::BTreeMap;
use std::os::unix::fs::{FileExt, chown, symlink};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The rows that the program writes with these arguments, by path.
fn rows(args: &[&str], folder: &Path) -> BTreeMap<String, Value> {
    let written = program(args, folder);
    let rows = written.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| (row["path"].as_str().unwrap().to_owned(), row)).collect()
}

/// What the program writes, as JSON Lines.
fn program(args: &[&str], folder: &Path) -> String {
    let mut program = Command::new(common::PROGRAM);
    program.args(["--out", "-", "--format", "jsonl"]).args(args).arg(folder);
    let output = program.output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The names that rows have in an order, or with a filter.
fn names(args: &[&str], folder: &Path) -> Vec<String> {
    let written = program(args, folder);
    let rows = written.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// What `find` says of every file below a folder: for each the values of `%p` and these directives.
fn find(folder: &Path, directives: &[&str]) -> Vec<Vec<Vec<u8>>> {
    let format = [&["%p"], directives].concat().join("\\0") + "\\0\\0";
    let output =
        Command::new("find").arg(folder).args(["!", "-type", "d", "-printf", &format]).output().unwrap();
    let mut records = Vec::new();
    let mut fields: Vec<Vec<u8>> = Vec::new();
    for field in output.stdout.split(|&byte| byte == 0) {
        if fields.len() == directives.len() + 1 {
            records.push(std::mem::take(&mut fields));
            continue;
        }
        fields.push(field.to_vec());
    }
    records
}

/// A tree with all that a column may have to say.
fn hard_tree() -> Tree {
    let tree = Tree::new();
    tree.file("plain.txt", 10).file("deep/a/b/c/d/e/f.txt", 3).file(".hidden", 1);
    for (name, mode) in
        [("none", 0), ("all", 0o777), ("setuid", 0o4755), ("setgid", 0o2610), ("sticky", 0o1666)]
    {
        tree.file(name, 0).mode(name, mode);
    }
    tree.file("twice", 5);
    std::fs::hard_link(tree.at("twice"), tree.at("deep/twice again")).unwrap();
    symlink("nowhere", tree.at("dangling")).unwrap();
    symlink("../Ü😀 \n\u{202e}", tree.at("deep/odd")).unwrap();
    symlink(os(b"/not\xFFunicode"), tree.at("deep/a/bytes")).unwrap();
    symlink("x".repeat(4000), tree.at("deep/a/long")).unwrap();
    symlink(tree.path(), tree.at("deep/up")).unwrap();
    std::fs::write(tree.path().join(os(b"not\xFFunicode")), b"x").unwrap();
    tree.file("Ü😀.png", 2);
    let file = std::fs::File::create(tree.at("old")).unwrap();
    file.write_all_at(b"old", 0).unwrap();
    let times = std::fs::FileTimes::new();
    let (before, later) =
        (UNIX_EPOCH - Duration::from_millis(1500), UNIX_EPOCH + Duration::from_secs(5_000_000_000));
    file.set_times(times.set_modified(before).set_accessed(later)).unwrap();
    let file = std::fs::File::create(tree.at("future")).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(10 * 86_400)).unwrap();
    // An owner and a group without a name, where that may be set.
    tree.file("nobody's", 1);
    let _ = chown(tree.at("nobody's"), Some(4_000_000_001), Some(4_000_000_002));
    tree
}

/// Every column of a folder equals what `find` says.
fn is_as_found(folder: &Path) {
    let directives = ["%m", "%u", "%g", "%n", "%i", "%D", "%A@", "%C@", "%T@", "%f"];
    let found = find(folder, &directives);
    let own = rows(&["--columns", "all"], folder);
    assert!(!found.is_empty());
    assert_eq!(own.len(), found.len());
    // Only now: to read a link is an access.
    let targets = find(folder, &["%l"]);
    for (fields, target) in found.into_iter().zip(targets) {
        let path = foldersheet::text::decoded(&fields[0]).into_owned();
        let row = own.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
        let said = |at: usize| String::from_utf8_lossy(&fields[at + 1]).into_owned();
        for (at, column) in ["mode", "owner", "group"].into_iter().enumerate() {
            assert_eq!(row[column], said(at), "{column} of {path}");
        }
        for (at, column) in [(3, "links"), (4, "inode"), (5, "device")] {
            assert_eq!(row[column].as_u64(), said(at).parse().ok(), "{column} of {path}");
        }
        for (at, column) in [(6, "accessed"), (7, "changed"), (8, "modified")] {
            // `find` writes the whole seconds, rounded down, and then the rest of them.
            let seconds: i64 = said(at).split('.').next().unwrap().parse().unwrap();
            let own: jiff::Timestamp = row[column].as_str().unwrap().parse().unwrap();
            assert_eq!(own.as_second(), seconds, "{column} of {path}");
        }
        let below = fields[0].strip_prefix(folder.as_os_str().as_encoded_bytes()).unwrap();
        let depth = below.iter().filter(|&&byte| byte == b'/').count() as u64;
        let length =
            |bytes: &[u8], count: fn(&str) -> usize| Some(count(&String::from_utf8_lossy(bytes)) as u64);
        let chars = |text: &str| text.chars().count();
        let units = |text: &str| text.encode_utf16().count();
        for (column, expected) in [
            ("depth", Some(depth)),
            ("path_length", length(&fields[0], chars)),
            ("path_utf16", length(&fields[0], units)),
            ("name_length", length(&fields[10], chars)),
            ("name_utf16", length(&fields[10], units)),
        ] {
            assert_eq!(row[column].as_u64(), expected, "{column} of {path}");
        }
        assert_eq!(target[0], fields[0]);
        let target = &target[1];
        let text = foldersheet::text::decoded(target).into_owned();
        let (text, hex) = match (target.is_empty(), std::str::from_utf8(target).is_ok()) {
            (true, _) => (Value::Null, Value::Null),
            (_, true) => (text.into(), Value::Null),
            _ => (text.into(), target.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()),
        };
        assert_eq!((&row["link_target"], &row["link_target_hex"]), (&text, &hex), "{path}");
        let is_hidden = fields[10].starts_with(b".");
        let attributes = row["attributes"].as_str().unwrap();
        assert_eq!(attributes.split(' ').any(|word| word == "hidden"), is_hidden, "{path}: {attributes}");
    }
}

#[test]
fn every_column_is_what_find_says_of_a_hard_tree() {
    is_as_found(hard_tree().path());
}

#[test]
fn every_column_is_what_find_says_of_the_system_s_programs() {
    is_as_found(Path::new("/usr/bin"));
}

/// `cargo test --test columns of_all_of_usr -- --ignored`
#[test]
#[ignore = "it takes a minute without optimisation, and fails where files are installed or links read meanwhile"]
fn every_column_is_what_find_says_of_all_of_usr() {
    is_as_found(Path::new("/usr"));
}

#[test]
fn a_name_of_the_system_s_own_directory_stands_for_an_owner() {
    let tree = Tree::new();
    tree.file("a", 1);
    let said = |format: &str| {
        let output = Command::new("stat").args(["--format", format]).arg(tree.at("a")).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let (user, group, number) = (said("%U"), said("%G"), said("%u"));
    let row = |args: &[&str]| rows(&[&["--columns", "path,owner,group"], args].concat(), tree.path());
    let written = row(&[]);
    assert_eq!((&written[tree.at("a").to_str().unwrap()]["owner"]), &Value::from(user.as_str()));
    assert_eq!((&written[tree.at("a").to_str().unwrap()]["group"]), &Value::from(group.as_str()));
    for (filter, count) in [
        (format!("owner:{user}"), 1),
        (format!("owner:{number}"), 1),
        (format!("group:x,{}", group.to_uppercase()), 1),
        (format!("-owner:{user}"), 0),
        ("owner:no-such-user".to_owned(), 0),
    ] {
        assert_eq!(row(&["--filter", &filter]).len(), count, "{filter}");
    }
}

#[test]
fn a_filter_asks_for_each_column() {
    let tree = hard_tree();
    let found = |filter: &str| {
        let mut found = names(&["--columns", "name", "--filter", filter], tree.path());
        found.sort();
        found
    };
    for (filter, expected) in [
        ("mode:777 -kind:symlink", &["all"][..]),
        ("mode:setuid", &["setuid"]),
        ("mode:setgid,4755", &["setgid", "setuid"]),
        ("mode:sticky", &["sticky"]),
        ("mode:0", &["none"]),
        ("mode:world-writable kind:file", &["all", "sticky"]),
        ("mode:executable kind:file", &["all", "setgid", "setuid"]),
        ("mode:read-only", &["none"]),
        ("links:>1", &["twice", "twice again"]),
        ("depth:>2 kind:file", &["f.txt"]),
        ("depth:7", &["f.txt"]),
        ("namelength:>10", &["not\\xFFunicode", "twice again"]),
        ("nameutf16:7 ext:png", &["Ü😀.png"]),
        ("namelength:6 ext:png", &["Ü😀.png"]),
        ("attr:hidden", &[".hidden"]),
        ("target:NOWHERE", &["dangling"]),
        ("target:*here", &["dangling"]),
        ("target:xx -target:nowhere", &["long"]),
        ("target:/^\\.\\.\\/ü/", &["odd"]),
        ("kind:symlink -target:*", &[]),
        ("accessed:>2100", &["old"]),
        ("changed:>2100", &[]),
        ("changed:>2020 name:plain.txt", &["plain.txt"]),
        ("age:>30y", &["old"]),
        ("age:<30 name:future", &["future"]),
        ("age:0 name:plain.txt", &["plain.txt"]),
        ("age:1..2", &[]),
    ] {
        assert_eq!(found(filter), expected, "{filter}");
    }
    let length = tree.path().to_str().unwrap().len() + "/deep/a/b/c/d/e/f.txt".len();
    assert_eq!(found(&format!("pathlength:{length} name:f.txt")), ["f.txt"]);
    assert_eq!(found(&format!("pathutf16:>={length} name:f.txt")), ["f.txt"]);
    let inode = Command::new("stat").args(["--format", "%i"]).arg(tree.at("plain.txt")).output().unwrap();
    let inode = String::from_utf8(inode.stdout).unwrap();
    assert_eq!(found(&format!("inode:{}", inode.trim())), ["plain.txt"]);
}

#[test]
fn rows_are_ordered_by_each_column() {
    let tree = hard_tree();
    for column in [
        "accessed",
        "changed",
        "age",
        "mode",
        "links",
        "inode",
        "device",
        "depth",
        "path_length",
        "name_length",
        "path_utf16",
        "name_utf16",
        "attributes",
        "owner",
        "group",
    ] {
        for (minus, is_descending) in [("", false), ("-", true)] {
            let order = format!("{minus}{column}");
            let written = program(&["--columns", column, "--sort", &order], tree.path());
            let values: Vec<Value> = written
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).unwrap()[column].clone())
                .collect();
            assert!(values.len() > 10 && values.iter().all(|value| !value.is_null()), "{column}: {values:?}");
            let in_order = |pair: &[Value]| {
                let (a, b) = if is_descending { (&pair[1], &pair[0]) } else { (&pair[0], &pair[1]) };
                match (a.as_i64(), b.as_i64(), a.as_str(), b.as_str(), column) {
                    (Some(a), Some(b), ..) => a <= b,
                    (_, _, Some(a), Some(b), "mode") => {
                        u16::from_str_radix(a, 8).unwrap() <= u16::from_str_radix(b, 8).unwrap()
                    }
                    // A number stands behind all names.
                    (_, _, Some(a), Some(b), "owner" | "group") => {
                        (a.parse::<u32>().is_ok(), a.to_lowercase())
                            <= (b.parse::<u32>().is_ok(), b.to_lowercase())
                    }
                    (_, _, Some(a), Some(b), _) => a <= b,
                    _ => false,
                }
            };
            assert!(values.windows(2).all(in_order), "{order}: {values:?}");
        }
    }
}

#[test]
fn columns_come_in_the_order_in_which_they_are_named_and_in_every_format() {
    let tree = hard_tree();
    for extension in ["csv", "jsonl", "tsv"] {
        let out = tree.at(format!("sheet.{extension}"));
        let status = Command::new(common::PROGRAM)
            .args(["--columns", "mode,name,links,depth,owner", "--filter", "name:setuid", "--out"])
            .arg(&out)
            .arg(tree.path())
            .status();
        assert!(status.unwrap().success());
        let text = std::fs::read_to_string(&out).unwrap();
        let owner = Command::new("stat").args(["--format", "%U"]).arg(tree.at("setuid")).output().unwrap();
        let owner = String::from_utf8(owner.stdout).unwrap();
        let (owner, last) = (owner.trim(), text.lines().last().unwrap());
        let expected = match extension {
            "csv" => format!("4755,setuid,1,1,{owner}"),
            "tsv" => format!("4755\tsetuid\t1\t1\t{owner}"),
            _ => format!(r#"{{"mode":"4755","name":"setuid","links":1,"depth":1,"owner":"{owner}"}}"#),
        };
        assert_eq!(last, expected);
        std::fs::remove_file(out).unwrap();
    }
}

#[test]
fn the_targets_of_links_are_written_and_ordered_in_every_format() {
    let tree = Tree::new();
    tree.file("a file", 1);
    for (name, target) in [("1", "b,\"c\""), ("2", "B"), ("3", "=1+1"), ("4", "a\nb")] {
        symlink(target, tree.at(name)).unwrap();
    }
    symlink(os(b"z\xFF"), tree.at("5")).unwrap();
    let written = |args: &[&str]| {
        let mut program = Command::new(common::PROGRAM);
        program.args(["--columns", "name,link_target,link_target_hex", "--sort", "link_target"]).args(args);
        String::from_utf8(program.arg(tree.path()).output().unwrap().stdout).unwrap()
    };
    let csv = written(&["--out", "-", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    let expected = [
        ["3", "=1+1", ""],
        ["4", "a\nb", ""],
        ["2", "B", ""],
        ["1", "b,\"c\"", ""],
        ["5", "z\\xFF", "7aff"],
        ["a file", "", ""],
    ];
    assert_eq!(records, expected);
    let lines = written(&["--out", "-", "--format", "jsonl", "--reverse"]);
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(last, serde_json::json!({"name": "a file", "link_target": null, "link_target_hex": null}));
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["link_target_hex"], "7aff");
    // For people, what a spreadsheet would run is guarded.
    let people = written(&["--out", "-", "--format", "csv", "--preset", "spreadsheet"]);
    assert!(people.contains("'=1+1"), "{people}");
}

#[test]
fn targets_take_room_where_there_are_links_alone() {
    let taken = |folder: &Path, is_asked: bool| {
        let columns = [Column::LinkTarget].into_iter().filter(|_| is_asked).collect();
        let mut run = Run::new(ScanOptions { workers: 1, columns, ..ScanOptions::default() });
        run.pick(&[folder]).finish();
        let shown = run.session.shown();
        let mut builder = BlockBuilder::default();
        let (mut links, mut bytes) = (0, 0);
        for row in (0..shown.len()).filter_map(|at| shown.number(at)).map(|number| shown.row(number)) {
            links += usize::from(row.target.is_some());
            bytes += row.target.map_or(0, <[u8]>::len);
            builder.push(row);
        }
        (builder.take().heap_bytes(), links, bytes)
    };
    let tree = Tree::new();
    for n in 0..500 {
        tree.file(format!("{n:03}"), 1);
    }
    assert_eq!(taken(tree.path(), true), taken(tree.path(), false), "without links nothing");
    for n in 0..100 {
        tree.link(format!("link {n:03}"), format!("{n:03}"));
    }
    let ((without, none, _), (with, links, bytes)) = (taken(tree.path(), false), taken(tree.path(), true));
    assert_eq!((none, links, bytes), (0, 100, 300));
    assert!(with - without <= bytes + links * 4 + 200, "{} bytes", with - without);
}

/// What the facts of a system's own files take in memory: what every sheet keeps, and all that can be asked for.
#[test]
fn all_facts_together_take_at_most_twelve_bytes_a_row() {
    let facts = |columns: &[Column]| {
        let columns = columns.iter().copied().collect();
        let mut run = Run::new(ScanOptions { workers: 2, columns, ..ScanOptions::default() });
        run.pick(&["/usr/lib", "/usr/share"]).finish();
        let shown = run.session.shown();
        let rows: Vec<u32> = (0..shown.len()).filter_map(|at| shown.number(at)).collect();
        let taken = |has_facts: bool| {
            let (mut packed, mut builder) = (Rows::default(), BlockBuilder::default());
            for &number in &rows {
                let mut row = shown.row(number);
                row.meta.facts = if has_facts { row.meta.facts } else { Facts::UNKNOWN };
                builder.push(row);
                if builder.is_full() {
                    packed.push(builder.take());
                }
            }
            packed.push(builder.take());
            packed.heap_bytes()
        };
        (taken(true) - taken(false)) as f64 / rows.len() as f64
    };
    let (always, all) = (facts(&[]), facts(&[Column::Inode, Column::Accessed, Column::Changed]));
    println!("{always:.2} bytes a row always, {all:.2} with all that is read on request");
    assert!(always <= 2.0, "{always} bytes a row in every sheet");
    assert!(all <= 12.0, "{all} bytes a row");
}

#[test]
fn a_mistake_in_a_filter_says_what_there_is() {
    let tree = Tree::new();
    for (filter, told) in [
        ("mode:888", "write 777, setuid"),
        ("mode:", "A permission is needed"),
        ("attr:hiden", "readonly, hidden"),
        ("owner:", "A name or number is needed"),
        ("age:2020-01", "is not an age"),
        ("links:>x", "is not a number"),
        ("perm:777", "Is mode: meant?"),
        ("atime:2020", "Is accessed: meant?"),
    ] {
        let mut program = Command::new(common::PROGRAM);
        let output = program.args(["--csv", "-", "--filter", filter]).arg(tree.path()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(told), "{filter}: {said}");
    }
}
