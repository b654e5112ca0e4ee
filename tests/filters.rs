//! The filter from its text to the rows, in the windowless form and in a session as the window has it. The oracle is `find`.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;
#[path = "filters/letters.rs"]
mod letters;

use common::{Run, Tree};
use foldersheet::model::ScanOptions;
use foldersheet::session::Command;
use std::collections::BTreeSet;
use std::path::Path;
use std::process;
use std::time::{Duration, SystemTime};

/// Filters, each with what `find` calls the same.
const ALIKE: &[(&str, &str)] = &[
    ("report", "-ipath */*report*"),
    ("report 2024", "-ipath */*report* -ipath *2024*"),
    ("\"two words\"", "-ipath *two[[:space:]]words*"),
    ("*.TXT", "-iname *.txt"),
    ("img_*", "-iname img_*"),
    ("img_?.jpg", "-iname img_?.jpg"),
    ("ext:pdf,txt", "( -iname *.pdf -o -iname *.txt ) ! -name .txt"),
    ("ext:", "( ! -name *.* -o -name .[!.]* ! -name .*.* )"),
    ("size:>1kb", "-size +1000c"),
    ("size:1kb..2kb", "-size +999c -size -2001c"),
    ("size:0", "-size 0c"),
    ("modified:<30d", "-mtime -30"),
    ("modified:>1y", "-mtime +365"),
    ("kind:symlink", "-type l"),
    ("-report", "! -ipath */*report*"),
    ("name:report", "-iname *report*"),
    ("reports/jan", "-ipath *reports/jan*"),
    ("path:reports/*.txt", "-ipath */reports/*.txt"),
    ("/^img_[0-9]\\./", "-iregex .*/img_[0-9]\\.[^/]*"),
    ("ext:jpg OR report size:>1kb", "( -iname *.jpg -o -ipath */*report* -size +1000c )"),
    ("größe", "-iname *größe*"),
];

fn tree() -> Tree {
    let tree = Tree::new();
    let days = |days: u64| SystemTime::now() - Duration::from_secs(days * 86_400 + 600);
    for (path, bytes, age) in [
        ("reports/January 2024.txt", 1000, 10),
        ("reports/jan.pdf", 1001, 400),
        ("reports/old/two words.txt", 2000, 29),
        ("other/Report-2024.TXT", 2001, 31),
        ("other/two-words", 0, 0),
        ("other/.txt", 1, 366),
        ("other/.hidden.txt", 999, 364),
        ("photos/IMG_1.jpg", 5000, 3),
        ("photos/img_22.JPG", 4000, 3),
        ("photos/größe.png", 0, 1),
        ("photos/archive.tar.gz", 70_000, 1),
        ("photos/no extension", 12, 1),
    ] {
        tree.file(path, bytes);
        let file = std::fs::File::options().write(true).open(tree.at(path)).unwrap();
        file.set_modified(days(age)).unwrap();
    }
    tree.link("photos/link to a report", "../reports/jan.pdf");
    tree
}

/// Paths below `base` that `find` lists.
fn found(base: &Path, tests: &str) -> Option<BTreeSet<String>> {
    let mut find = process::Command::new("find");
    find.arg(base).args(["!", "-type", "d"]).args(tests.split(' '));
    let output = find.args(["-printf", "%P\\n"]).env("LC_ALL", "C.UTF-8").output().ok()?;
    assert!(output.status.success(), "{tests}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

fn windowless(base: &Path, filter: &str) -> BTreeSet<String> {
    let mut program = process::Command::new(common::PROGRAM);
    let output = program.args(["--csv", "-"]).arg(format!("--filter={filter}")).arg(base).output().unwrap();
    assert!(output.status.success(), "{filter}: {}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let below = |path: &str| path.strip_prefix(&format!("{}/", base.display())).unwrap().to_owned();
    reader.records().map(|record| below(&record.unwrap()[0])).collect()
}

#[test]
fn the_window_and_the_windowless_form_find_what_find_finds() {
    let tree = tree();
    // The picked folder's path is a part of the rows' paths; it must not hold what is looked for.
    assert!(!tree.path().to_str().unwrap().to_lowercase().contains("report"));
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).finish();
    for (filter, tests) in ALIKE {
        let listed = windowless(tree.path(), filter);
        run.apply(Command::SetFilter((*filter).to_owned())).finish();
        let below = |path: Vec<u8>| {
            let path = String::from_utf8(path).unwrap();
            path.strip_prefix(&format!("{}/", tree.path().display())).unwrap().to_owned()
        };
        let shown: BTreeSet<String> = run.shown().into_iter().map(|(path, _)| below(path)).collect();
        assert_eq!(run.session.mistake(), None, "{filter}");
        assert_eq!(shown, listed, "{filter}: the window and the windowless form");
        match found(tree.path(), tests) {
            Some(expected) => {
                assert!(!expected.is_empty(), "{filter} is a test of nothing");
                assert_eq!(shown, expected, "{filter}: what find lists");
            }
            None => println!("skipped: there is no find here"),
        }
    }
}

#[test]
fn a_mistake_leaves_what_was_shown() {
    let tree = tree();
    let mut run = Run::new(ScanOptions::default());
    run.pick(&[tree.path()]).apply(Command::SetFilter("ext:pdf".to_owned())).finish();
    assert_eq!(run.shown().len(), 1);
    run.apply(Command::SetFilter("ext:pdf size:>huge".to_owned())).finish();
    assert_eq!(run.session.mistake().unwrap().at, 14..18);
    assert_eq!((run.shown().len(), run.session.filter()), (1, "ext:pdf size:>huge"));
    run.apply(Command::SetFilter("ext:pdf size:>1mb".to_owned())).finish();
    assert_eq!((run.session.mistake(), run.shown().len()), (None, 0));
}
