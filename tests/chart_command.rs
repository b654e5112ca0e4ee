//! Charts by the real program without a window: what it counts, its forms, its words and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod common;

use common::Tree;
use std::collections::BTreeMap;
use std::fs::{File, read_to_string};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, UNIX_EPOCH};

fn run(args: &[&str], folder: &Path) -> (i32, String, String) {
    run_with(Path::new("/nowhere"), args, folder)
}

/// With this folder for what users write for programs.
fn run_with(configurations: &Path, args: &[&str], folder: &Path) -> (i32, String, String) {
    let mut command = Command::new(common::PROGRAM);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("TZ", "UTC").stdin(Stdio::null());
    command.env("XDG_CONFIG_HOME", configurations);
    let Output { status, stdout, stderr } = command.args(args).arg(folder).output().unwrap();
    (status.code().unwrap_or(-1), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Two images, a text, code, an empty file without an extension, in two folders.
fn tree() -> Tree {
    let tree = Tree::new();
    tree.file("a.png", 3000).file("in, side/B.PNG", 1000).file("in, side/c.txt", 1500);
    tree.file("d.rs", 10).file("none", 0);
    // 15 May 2023 and 2 January 1999, at noon.
    for (name, seconds) in [("a.png", 1_684_152_000), ("d.rs", 915_278_400)] {
        let file = File::options().write(true).open(tree.at(name)).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    }
    tree
}

/// The rows of a CSV by its own cells, of which there are so many, with its numbers.
fn sums(csv: &str, own: usize) -> BTreeMap<Vec<String>, Vec<u64>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let names = record.iter().take(own).map(str::to_owned).collect();
        // A percentile has none.
        let numbers = record.iter().skip(own).filter(|cell| !cell.is_empty());
        (names, numbers.map(|cell| cell.parse().unwrap()).collect())
    });
    rows.collect()
}

fn key(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn types_and_sizes_count_each_file_once() {
    let tree = tree();
    let (code, csv, stderr) = run(&["--chart", "types", "--csv", "-"], tree.path());
    assert_eq!(code, 0, "{stderr}");
    assert!(
        csv.starts_with(
            "row,category,extension,extension_hex,files,size,allocated,size_unknown,allocated_unknown\r\n"
        ),
        "{csv}"
    );
    let rows = sums(&csv, 4);
    let expected: &[(&[&str], [u64; 2])] = &[
        (&["category", "image", "", ""], [2, 4000]),
        (&["extension", "image", "png", ""], [2, 4000]),
        (&["category", "document", "", ""], [1, 1500]),
        (&["extension", "document", "txt", ""], [1, 1500]),
        (&["category", "code", "", ""], [1, 10]),
        (&["extension", "code", "rs", ""], [1, 10]),
        (&["category", "other", "", ""], [1, 0]),
        (&["extension", "other", "", ""], [1, 0]),
    ];
    assert_eq!(rows.len(), expected.len(), "{csv}");
    for (cells, counts) in expected {
        assert_eq!(rows[&key(cells)][..2], *counts, "{csv}");
    }
    let (_, csv, _) = run(&["--chart", "sizes", "--csv", "-"], tree.path());
    let rows = sums(&csv, 3);
    assert_eq!(rows[&key(&["bin", "0", "1"])][..2], [1, 0], "{csv}");
    assert_eq!(rows[&key(&["bin", "8", "16"])][..2], [1, 10], "{csv}");
    assert_eq!(rows[&key(&["bin", "512", "1024"])][..2], [1, 1000], "{csv}");
    assert_eq!(rows[&key(&["bin", "1024", "2048"])][..2], [1, 1500], "{csv}");
    assert_eq!(rows[&key(&["bin", "2048", "4096"])][..2], [1, 3000], "{csv}");
    assert_eq!(rows.values().filter_map(|sums| sums.first()).sum::<u64>(), 5);
    // Of 0, 10, 1000, 1500 and 3000: the second, the third, the fourth and the last one, to 1.6 %.
    let percentile = |percent: &str| {
        let name = format!("percentile_{percent}");
        let (cells, sums) = rows.iter().find(|(cells, _)| cells[0] == name).expect("a percentile");
        assert!(sums.is_empty() && cells[2].is_empty(), "{csv}");
        cells[1].parse::<u64>().unwrap()
    };
    assert_eq!(percentile("25"), 10);
    for (percent, size) in [("50", 1000u64), ("75", 1500), ("95", 3000), ("99", 3000)] {
        assert!(percentile(percent).abs_diff(size) <= size / 60, "{percent}: {csv}");
    }
}

#[test]
fn years_are_those_of_the_files_and_folders_hold_what_is_below() {
    let tree = tree();
    let (code, csv, stderr) = run(&["--chart", "years", "--csv", "-"], tree.path());
    assert_eq!(code, 0, "{stderr}");
    let rows = sums(&csv, 4);
    assert_eq!(rows[&key(&["month", "modified", "2023", "05"])][..2], [1, 3000], "{csv}");
    assert_eq!(rows[&key(&["year", "modified", "2023", ""])][..2], [1, 3000], "{csv}");
    assert_eq!(rows[&key(&["month", "modified", "1999", "01"])][..2], [1, 10], "{csv}");
    for time in ["modified", "created"] {
        let files = rows.iter().filter(|(cells, _)| cells[0] == "year" && cells[1] == time);
        assert_eq!(files.map(|(_, sums)| sums[0]).sum::<u64>(), 5, "{csv}");
    }
    let (_, csv, _) = run(&["--chart", "folders", "--csv", "-"], tree.path());
    let rows = sums(&csv, 3);
    let (whole, inner) = (tree.path().to_str().unwrap().to_owned(), tree.at("in, side"));
    let inner = inner.to_str().unwrap();
    assert_eq!(rows[&key(&["direct", &whole, ""])][..2], [3, 3010], "{csv}");
    assert_eq!(rows[&key(&["whole", &whole, ""])][..2], [5, 5510], "{csv}");
    assert_eq!(rows[&key(&["direct", inner, ""])][..2], [2, 2500], "{csv}");
}

#[test]
fn a_filter_is_obeyed_and_all_stands_beside_it() {
    let (tree, out) = (tree(), Tree::new());
    let target = out.at("types.json");
    let args = ["--chart", "types", "--filter", "size:>=1500", "--out", target.to_str().unwrap()];
    let (code, stdout, stderr) = run(&args, tree.path());
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(stderr.contains("wrote a chart of 2 files to "), "{stderr}");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&read_to_string(&target).unwrap()).unwrap();
    let png = rows.iter().find(|row| row["extension"] == "png").unwrap();
    let images = rows.iter().find(|row| row["row"] == "category" && row["category"] == "image").unwrap();
    assert!(images["extension"].is_null() && images["files"] == 1, "{images}");
    assert_eq!((&png["files"], &png["size"]), (&1.into(), &3000.into()), "{png}");
    assert_eq!((&png["all_files"], &png["all_size"]), (&2.into(), &4000.into()), "{png}");
}

#[test]
fn without_a_file_it_is_a_table_on_standard_output() {
    let (code, stdout, stderr) = run(&["--chart", "types"], tree().path());
    assert_eq!(code, 0, "{stderr}");
    let words: Vec<Vec<&str>> = stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["files", "size", "category", "extension"], "{stdout}");
    for end in [["image", "png"], ["image", "all"]] {
        assert!(words.iter().any(|line| line[0] == "2" && line.ends_with(&end)), "{stdout}");
    }
    assert!(words.iter().any(|line| line[0] == "1" && line.ends_with(&["other", "(none)"])), "{stdout}");
    let (_, stdout, _) = run(&["--chart", "sizes"], tree().path());
    assert!(stdout.lines().last().unwrap().starts_with("99 % of the files have at most 2.9"), "{stdout}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_there_in_hexadecimal_too() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::new();
    tree.file(OsStr::from_bytes(b"f\xFF/a.x\xE9"), 3);
    let (code, csv, stderr) = run(&["--chart", "types", "--csv", "-"], tree.path());
    assert_eq!(code, 0, "{stderr}");
    assert!(
        csv.lines().any(|line| line.starts_with("extension,other,") && line.contains(",78e9,1,3,")),
        "{csv}"
    );
    let (_, csv, _) = run(&["--chart", "folders", "--csv", "-"], tree.path());
    let folder = tree.at(OsStr::from_bytes(b"f\xFF"));
    let hex: String = folder.as_os_str().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(csv.contains(&format!(",{hex},1,3,")), "{csv}");
}

#[test]
fn what_does_not_go_together_is_refused_and_writes_nothing() {
    let (tree, out) = (tree(), Tree::new());
    let file = |name: &str| out.at(name).to_str().unwrap().to_owned();
    for (args, word) in [
        (vec!["--chart", "kinds"], "types"),
        (vec!["--chart", "types", "--map", &file("a.png")], "--map"),
        (vec!["--chart", "types", "--csv", &file("a.csv"), "--columns", "name"], "--columns"),
        (vec!["--chart", "types", "--sort", "size"], "--sort"),
        (vec!["--chart", "types", "--out", &file("a.xlsx")], ".json"),
        (vec!["--chart", "types", "--csv", &file("a.csv.gz")], "not compressed"),
    ] {
        let (code, stdout, stderr) = run(&args, tree.path());
        assert_eq!((code, stdout.as_str()), (2, ""), "{args:?}: {stderr}");
        assert!(stderr.contains(word), "{args:?}: {stderr}");
    }
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    let (code, _, stderr) = run(&["--chart", "types", "--csv", &file("gone/a.csv")], tree.path());
    assert_eq!(code, 1, "{stderr}");
    assert!(stderr.contains("Nothing was read."), "{stderr}");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn own_categories_win_and_a_mistake_in_them_says_where() {
    let (tree, own) = (tree(), Tree::new());
    own.folder("foldersheet");
    let usual = own.at("foldersheet/categories.txt");
    let chart = |args: &[&str]| {
        let (code, csv, stderr) =
            run_with(own.path(), &[&["--chart", "types", "--csv", "-"], args].concat(), tree.path());
        (code, [csv.contains("image,png"), csv.contains("data,png")], stderr)
    };
    assert_eq!(chart(&[]).1, [true, false]);
    std::fs::write(&usual, "# mine\n[data]\npng\n").unwrap();
    assert_eq!(chart(&[]).1, [false, true]);
    let filtered = chart(&["--filter", "category:data"]);
    assert_eq!(filtered.1, [false, true], "the filter goes by them, too: {}", filtered.2);
    std::fs::write(&usual, "[data]\npng\n[imgae]\n").unwrap();
    let (code, classed, stderr) = chart(&[]);
    assert_eq!((code, classed), (0, [true, false]), "{stderr}");
    for part in [
        "The built-in categories are used",
        "foldersheet/categories.txt, line 3: [imgae] is not a category",
        "[image], ",
    ] {
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
    // A file that was named is what is wanted, or nothing.
    let named = own.at("named.txt");
    let (code, _, stderr) = chart(&["--categories", named.to_str().unwrap()]);
    assert!(code == 2 && stderr.contains("there is no such file"), "{code} {stderr}");
    std::fs::write(&named, "[code]\npng").unwrap();
    let (code, csv, _) = run_with(
        own.path(),
        &["--csv", "-", "--columns", "name,category", "--categories", named.to_str().unwrap()],
        tree.path(),
    );
    assert!(code == 0 && csv.contains("a.png,code"), "{csv}");
}
