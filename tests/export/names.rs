//! Every name that a system allows comes back from every format as it is.

use crate::common::scripted::Fake;
use crate::common::{Run, Tree, os, read};
use crate::readers::{FORMATS, exported};
use foldersheet::export::Format;
use foldersheet::model::ScanOptions;
use std::collections::BTreeSet;

/// What a spreadsheet would run.
const FORMULAS: &[&str] = &[
    "=1+1",
    "=cmd|' C calc'!A0",
    "+1",
    "-1",
    "-rf",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "=\"quoted\",and;more",
    " =1",
    "\u{a0}=1",
    "\u{200b}=1",
    "\"=1\"",
];

/// What it would run if another sign parted the cells, and how it is guarded.
const INSIDE: &[(&str, &str)] = &[
    ("\t=1", "'\t'=1"),
    ("\r=1", "'\r'=1"),
    ("\n=1", "'\n'=1"),
    ("x;=1+41", "x;'=1+41"),
    ("x,+1", "x,'+1"),
    ("x\t=1", "x\t'=1"),
    ("x|@SUM(A1)|y", "x|'@SUM(A1)|y"),
    ("x\n-1", "x\n'-1"),
    ("a\";=1+1", "a\";'=1+1"),
    ("a; \"=1\"", "a;' \"=1\""),
];

/// What it would not.
const PLAIN: &[&str] = &[
    "new\nline",
    "tab\tand\rreturn",
    "both\r\nends",
    "quote\"d",
    "\"",
    "\"\"",
    "comma,semi;colon",
    "'apostrophe",
    "'=1",
    "x =1",
    "a;b;c|d",
    "\u{1b}]0;title\u{7}",
    "c1\u{9b}2J\u{7f}",
    "a\u{202e}cod.exe",
    "zero\u{200b}width",
    "\u{2028}\u{2029}",
    "\u{feff}mark",
    "tag\u{e0041}",
    "CON",
    "a:b",
    "$(id)",
    "`id`",
    "%s%n",
    "1e5",
    "00123",
    "TRUE",
    "null",
    "2024-01-01",
    "trailing.",
    "trailing ",
    " leading",
    " ",
    "\u{a0}",
    "\u{3000}",
    "_x0041_",
    "_x005F_",
    "_x000D_x",
    "\u{1}\u{1f}",
    "non\u{fffe}characters\u{ffff}",
    "<b>&amp;]]>",
    "back\\slash\\xFF",
    "{\"json\":1}",
    ".hidden",
    "e\u{301}",
    "é",
    "É",
    "😀",
];

/// A name that isn't Unicode, and how it is written.
const BYTES: &[(&[u8], &str)] = &[
    (b"a\xFF", "a\\xFF"),
    (b"\xC3(\xA9", "\\xC3(\\xA9"),
    (b"\xED\xA0\x80", "\\xED\\xA0\\x80"),
    (b"=\xFE", "=\\xFE"),
];

fn tree() -> Tree {
    let tree = Tree::new();
    for name in FORMULAS.iter().chain(PLAIN).chain(INSIDE.iter().map(|(name, _)| name)) {
        tree.file(format!("d/{name}"), 1);
    }
    for (name, _) in BYTES {
        tree.file(os(&[b"d/", *name].concat()), 1);
    }
    // Equal to another one once readable.
    tree.file("d/a\\xFF", 1).file(format!("d/{}", "n".repeat(255)), 1);
    tree
}

/// The names as a reader of this format is to find them.
fn expected(is_guarded: bool) -> Vec<String> {
    let guard = if is_guarded { "'" } else { "" };
    let mut names: Vec<String> = PLAIN.iter().map(|name| (*name).to_owned()).collect();
    names.extend(FORMULAS.iter().map(|name| format!("{guard}{name}")));
    names.extend(INSIDE.iter().map(|&(name, guarded)| (if is_guarded { guarded } else { name }).to_owned()));
    names.extend(["a\\xFF", "a\\xFF", "\\xC3(\\xA9", "\\xED\\xA0\\x80"].map(str::to_owned));
    names.extend([format!("{guard}=\\xFE"), "n".repeat(255)]);
    names.sort();
    names
}

#[test]
fn every_name_comes_back_from_every_format() {
    let tree = tree();
    let mut run = read(&tree);
    let folder = tree.at("d").to_str().unwrap().to_owned();
    for format in FORMATS {
        let records = exported(&mut run, format);
        let mut names: Vec<_> = records.iter().map(|record| record["name"].clone()).collect();
        names.sort();
        let is_guarded = matches!(format, Format::Spreadsheet(_));
        assert_eq!(names, expected(is_guarded), "{format:?}");
        // A path is guarded by its root.
        for record in &records {
            let name = record["name"].as_str();
            let is_own = !is_guarded || PLAIN.contains(&name);
            let name = name.strip_prefix('\'').filter(|_| !is_own).unwrap_or(name);
            assert_eq!(record["path"], format!("{folder}/{name}"), "{format:?}");
            assert_eq!((record["folder"].as_str(), record["size"].as_str()), (folder.as_str(), "1"));
        }
    }
}

#[test]
fn names_that_look_equal_are_told_apart_by_their_bytes() {
    let tree = tree();
    let mut run = read(&tree);
    let hex = |name: &[u8]| -> String {
        let path = [tree.path().as_os_str().as_encoded_bytes(), b"/d/", name].concat();
        path.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let mut written: BTreeSet<String> = BYTES.iter().map(|(name, _)| hex(name)).collect();
    written.insert(String::new());
    for format in FORMATS {
        let records = exported(&mut run, format);
        let found: BTreeSet<_> = records.iter().map(|record| record["path_hex"].clone()).collect();
        assert_eq!(found, written, "{format:?}");
        for (name, readable) in BYTES {
            let record = records.iter().find(|record| record["path_hex"] == hex(name)).unwrap();
            assert!(record["path"].ends_with(&format!("/d/{readable}")), "{format:?}");
        }
        let alike = records.iter().filter(|record| record["name"] == "a\\xFF");
        let mut hexes: Vec<_> = alike.map(|record| record["path_hex"].as_str()).collect();
        hexes.sort_unstable();
        assert_eq!(hexes, ["", hex(b"a\xFF").as_str()], "{format:?}");
    }
}

#[test]
fn a_path_beyond_what_a_system_call_takes_is_whole() {
    for levels in [20, 50] {
        let path = format!("/r{}/=deep", format!("/{}", "d".repeat(240)).repeat(levels));
        let own = path.clone();
        let mut run = Run::on(ScanOptions::default(), move || Fake::new().file(&own, 3));
        run.pick(&["/r"]).finish();
        for format in FORMATS {
            let records = exported(&mut run, format);
            assert_eq!(records.len(), 1);
            assert!(records[0]["path"] == path, "{format:?}");
            assert!(path.strip_suffix("/=deep") == Some(&records[0]["folder"]), "{format:?}");
        }
    }
}

#[test]
fn extensions_are_in_lower_case_and_may_be_empty() {
    let names = ["A.TXT", "no", "a.", ".hidden", "b.tar.GZ", "c.É", "d.=1", "e.a b", "f.x,y"];
    let tree = Tree::new();
    for name in names {
        tree.file(name, 0);
    }
    let mut run = read(&tree);
    for format in FORMATS {
        let mut found: Vec<_> = exported(&mut run, format)
            .into_iter()
            .map(|record| (record["name"].clone(), record["extension"].clone()))
            .collect();
        found.sort();
        let formula = if matches!(format, Format::Spreadsheet(_)) { "'=1" } else { "=1" };
        let extensions = ["", "txt", "", "gz", "é", formula, "a b", "x,y", ""];
        let sorted = [".hidden", "A.TXT", "a.", "b.tar.GZ", "c.É", "d.=1", "e.a b", "f.x,y", "no"];
        let expected = sorted.map(str::to_owned).into_iter().zip(extensions.map(str::to_owned));
        assert_eq!(found, expected.collect::<Vec<_>>(), "{format:?}");
    }
}

#[test]
fn numbers_and_dates_are_never_guarded() {
    let tree = Tree::new();
    tree.file("a", 5);
    // Before 1970, where a clumsy date would begin with a minus.
    let early = std::time::UNIX_EPOCH - std::time::Duration::from_secs(86_400 * 365 * 20);
    std::fs::File::options().append(true).open(tree.at("a")).unwrap().set_modified(early).unwrap();
    let mut run = read(&tree);
    for format in FORMATS {
        let record = &exported(&mut run, format)[0];
        assert_eq!(record["size"], "5", "{format:?}");
        assert!(record["modified"].starts_with("1950-01-"), "{format:?}: {}", record["modified"]);
        assert!(["allocated", "created"].iter().all(|name| !record[*name].contains('\'')), "{format:?}");
    }
}
