//! The list of problems, as a file of its own.
#![cfg_attr(not(unix), allow(unused_imports, reason = "some are of tests that need Unix"))]

use crate::common::{Tree, read};
use crate::readers::{Record, csv_rows, export, foldersheet, json_rows, ran};
use foldersheet::export::{Format, Plan};
use foldersheet::session::{ExportStatus, RowScope};
use foldersheet::words;

/// The first line of a list for programs.
const PROBLEM_TITLES: &str = "\"operation\",\"path\",\"path_hex\",\"cause\",\"code\"";

#[cfg(target_os = "linux")]
mod refused {
    use super::PROBLEM_TITLES;
    use crate::common::{Tree, drop_override, os, read};
    use crate::readers::{PROGRAMS, cells, csv_rows, export, json_rows};
    use foldersheet::export::{Format, Plan, Separator};
    use foldersheet::session::{ExportStatus, RowScope};

    /// Two folders that may not be opened, one with a name that isn't Unicode.
    fn tree() -> Tree {
        let tree = Tree::new();
        tree.file("a", 1).folder("closed, \"1\"").folder(os(b"closed\xFF"));
        tree.mode("closed, \"1\"", 0).mode(os(b"closed\xFF"), 0);
        drop_override();
        tree
    }

    #[test]
    fn every_problem_is_a_line_with_its_place_and_number() {
        let (tree, out) = (tree(), Tree::new());
        let mut run = read(&tree);
        let base = tree.path().to_str().unwrap();
        for (name, format) in [
            ("p.csv", PROGRAMS),
            ("p.jsonl", PROGRAMS),
            ("q.jsonl", Format::JsonLines),
            ("q.csv", Format::Xlsx),
        ] {
            let plan = Plan { problems: Some(out.at(name)), ..Plan::new(format) };
            let status = export(&mut run, &out.at("sheet"), RowScope::Shown, plan);
            let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
            assert_eq!(written.problems, Some(out.at(name)));
            let text = std::fs::read_to_string(out.at(name)).unwrap();
            let lines =
                if name.ends_with("csv") { csv_rows(text.as_bytes(), b',') } else { json_rows(&text) };
            let hex: String =
                format!("{base}/closed").bytes().chain([0xFF]).map(|b| format!("{b:02x}")).collect();
            let line = |path: &str, hex: &str| {
                [
                    ("operation", "open folder"),
                    ("path", path),
                    ("path_hex", hex),
                    ("cause", "Permission denied"),
                    ("code", "13"),
                ]
                .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                .into()
            };
            let expected =
                [line(&format!("{base}/closed, \"1\""), ""), line(&format!("{base}/closed\\xFF"), &hex)];
            assert_eq!(lines, expected, "{name}");
            let first = text.lines().next().unwrap();
            assert!(!name.ends_with("csv") || first == PROBLEM_TITLES, "{first}");
        }
    }

    #[test]
    fn a_spreadsheets_list_is_for_people() {
        let (tree, out) = (tree(), Tree::new());
        let mut run = read(&tree);
        let plan =
            Plan { problems: Some(out.at("p.csv")), ..Plan::new(Format::Spreadsheet(Separator::SEMICOLON)) };
        export(&mut run, &out.at("s.csv"), RowScope::Shown, plan);
        let text = std::fs::read_to_string(out.at("p.csv")).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let titles = "\"What was tried\";\"Where\";\"Where (hex)\";\"Why\";\"System's error number\"\r\n";
        assert!(text.starts_with(titles), "{text}");
        let rows = csv_rows(text.as_bytes(), b';');
        let numbers: Vec<&str> = rows.iter().map(|row| row["System's error number"].as_str()).collect();
        assert_eq!(numbers, ["13", "13", ""], "{text}");
        // The last line is about the sheet's times.
        assert_eq!(rows[2]["What was tried"], "times");
    }

    #[test]
    fn a_workbook_has_them_in_a_sheet_of_their_own() {
        let (tree, out) = (tree(), Tree::new());
        let mut run = read(&tree);
        export(&mut run, &out.at("s.xlsx"), RowScope::Shown, Plan::new(Format::Xlsx));
        let rows = cells(&out.at("s.xlsx"), "Problems");
        let said: Vec<_> =
            rows[1..].iter().map(|row| (row[0].to_string(), row[3].to_string(), row[4].clone())).collect();
        let line = ("open folder".to_owned(), "Permission denied".to_owned(), calamine::Data::Float(13.0));
        assert_eq!(said, [line.clone(), line]);
        assert!(rows[1][1].to_string().ends_with("/closed, \"1\"") && rows[2][2].to_string().ends_with("ff"));
    }
}

/// Exports with a list of problems; gives it and the exit code.
fn list(tree: &Tree, args: &[&str], name: &str) -> (i32, String) {
    let out = Tree::new();
    let mut program = foldersheet();
    program.args(args).arg("--problems").arg(out.at(name));
    let (code, told) = ran(program.arg(tree.path()).current_dir(out.path()));
    (code, std::fs::read_to_string(out.at(name)).unwrap_or_else(|error| panic!("{error}: {told}")))
}

#[test]
fn where_all_went_well_the_list_is_its_titles() {
    let tree = Tree::new();
    tree.file("a", 1);
    for args in [["--csv", "-"], ["--csv", "s.csv"], ["--out", "s.xlsx"], ["--out", "s.jsonl"]] {
        assert_eq!(list(&tree, &args, "p.csv"), (0, format!("{PROBLEM_TITLES}\r\n")), "{args:?}");
    }
    assert_eq!(list(&tree, &["--out", "s.jsonl"], "p.jsonl"), (0, String::new()));
}

/// Writes a sheet and a list with one line, about a folder that is gone; gives the list's bytes.
#[cfg(unix)]
fn one_line(args: &[&str], name: &str) -> Vec<u8> {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let mut program = foldersheet();
    program.args(args).args(["--problems", name]).arg(tree.at("gone")).arg(tree.path());
    let (code, told) = ran(program.current_dir(out.path()));
    assert_eq!(code, 3, "{told}");
    std::fs::read(out.at(name)).unwrap()
}

/// What a list's bytes are: the sign that separates the first two titles, or which format it is.
#[cfg(unix)]
fn kind(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    if bytes.starts_with(b"PK") {
        return "workbook";
    } else if text.starts_with('{') {
        assert_eq!(json_rows(&text).len(), 1);
        return "json";
    }
    let (kind, sign) = [(",", b','), (";", b';'), ("\t", b'\t')]
        .into_iter()
        .find(|(sign, _)| text.starts_with(&format!("\"operation\"{sign}\"path\"{sign}")))
        .unwrap_or_else(|| panic!("{text}"));
    assert_eq!(csv_rows(bytes, sign).len(), 1);
    kind
}

#[cfg(unix)]
#[test]
fn the_list_is_what_its_own_ending_says() {
    for sheet in [
        &["--csv", "s.csv"][..],
        &["--csv", "-"],
        &["--out", "s.tsv"],
        &["--out", "s.xlsx"],
        &["--out", "s.jsonl"],
        &["--out", "-", "--format", "jsonl"],
    ] {
        for (name, expected) in [
            ("p.csv", ","),
            ("p.tsv", "\t"),
            ("p.TSV", "\t"),
            ("p.jsonl", "json"),
            ("p.ndjson", "json"),
            ("p.xlsx", "workbook"),
        ] {
            assert_eq!(kind(&one_line(sheet, name)), expected, "{name} beside {sheet:?}");
        }
    }
    assert_eq!(kind(&one_line(&["--csv", "-", "--separator", ";"], "p.csv")), ";");
}

#[cfg(unix)]
#[test]
fn the_list_is_what_the_sheet_is_where_its_ending_says_nothing() {
    for (sheet, name, expected) in [
        (&["--csv", "s.csv"][..], "problems", ","),
        (&["--csv", "s.csv", "--separator", ";"], "problems.txt", ";"),
        (&["--out", "s.tsv"], "p.2024-05-17", "\t"),
        (&["--out", "s.jsonl"], "p.log", "json"),
        (&["--out", "s.xlsx"], "problems", "workbook"),
    ] {
        assert_eq!(kind(&one_line(sheet, name)), expected, "{name} beside {sheet:?}");
    }
}

#[test]
fn a_workbook_of_problems_has_them_all() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    let mut program = foldersheet();
    program.args(["--csv", "s.csv", "--problems", "p.xlsx"]).arg(tree.at("gone")).arg(tree.path());
    assert_eq!(ran(program.current_dir(out.path())).0, 3);
    let rows = crate::readers::cells(&out.at("p.xlsx"), "Problems");
    let titles: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(titles, ["What was tried", "Where", "Where (hex)", "Why", "System's error number"]);
    assert_eq!((rows.len(), rows[1][1].to_string()), (2, tree.at("gone").to_str().unwrap().to_owned()));
}

#[test]
fn an_ending_that_cannot_be_honoured_is_refused_before_anything_is_read() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    for (sheet, name) in [
        ("s.csv", "p.ods"),
        ("s.csv", "p.xls"),
        ("s.csv", "p.csv.xz"),
        ("s.csv", "p.xlsx.gz"),
        ("s.jsonl", "p.json"),
        ("s.xlsx", "p.parquet"),
        ("s.xlsx", "p.txt"),
    ] {
        let mut program = foldersheet();
        program.args(["--out", sheet, "--problems", name]).arg(tree.path());
        let (code, told) = ran(program.current_dir(out.path()));
        assert!(code == 2 && told.contains(name) && told.contains(".csv, .tsv, .xlsx or .jsonl"), "{told}");
        // A line about what was read begins with the workers' names.
        assert!(!told.contains("worker-"), "{told}");
        assert!(crate::readers::listed(out.path()).is_empty());
    }
    // As a plan that doesn't come from the command line.
    let plan = Plan { problems: Some(out.at("p.ods")), ..Plan::new(Format::Xlsx) };
    let status = export(&mut read(&tree), &out.at("s.xlsx"), RowScope::Shown, plan);
    let says = |why| words::export_error(&why).contains("end its name in");
    assert!(matches!(status, ExportStatus::Failed { why, .. } if says(why.clone())));
    assert!(crate::readers::listed(out.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_picked_folder_that_is_gone_is_in_the_list_whatever_the_sheet_is() {
    let tree = Tree::new();
    tree.file("a", 1);
    let gone = tree.at("gone").to_str().unwrap().to_owned();
    for args in [["--csv", "-", &gone], ["--out", "s.xlsx", &gone], ["--csv", "s.csv", &gone]] {
        for name in ["p.csv", "p.jsonl"] {
            let (code, text) = list(&tree, &args, name);
            let lines: Vec<Record> =
                if name == "p.csv" { csv_rows(text.as_bytes(), b',') } else { json_rows(&text) };
            assert_eq!((code, lines.len()), (3, 1), "{text}");
            let line = &lines[0];
            assert_eq!(
                [&line["operation"], &line["path"], &line["code"]],
                ["open picked folder", &gone, "2"]
            );
        }
    }
}

#[test]
fn the_list_may_not_be_the_sheets_own_file() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    out.file("s.csv", 3).file("s-2.csv", 3).folder("d");
    #[cfg(unix)]
    out.link("way", ".");
    let whole = out.at("s.csv").to_str().unwrap().to_owned();
    let way = if cfg!(unix) { "way/s.csv" } else { "s.csv" };
    for (sheet, list) in
        [("s.csv", "s.csv"), ("s.csv", "./s.csv"), ("d/../s.csv", "s.csv"), ("s.csv", way), ("s.csv", &whole)]
    {
        let mut program = foldersheet();
        program.args(["--csv", sheet, "--problems", list]).current_dir(out.path());
        let (code, told) = ran(program.arg(tree.path()));
        assert_eq!(code, 1, "{sheet} and {list}: {told}");
        assert!(
            told.contains("the file of the sheet itself") && told.contains("Choose another file"),
            "{told}"
        );
        assert_eq!(std::fs::read(out.at("s.csv")).unwrap(), b"xxx");
    }
    let mut program = foldersheet();
    program.args(["--csv", "s.csv", "--split", "1", "--problems", "./s-2.csv"]).current_dir(out.path());
    tree.file("b", 1);
    let (code, told) = ran(program.arg(tree.path()));
    assert!(code == 1 && told.contains("the file of the sheet itself"), "{told}");
    assert_eq!(std::fs::read(out.at("s-2.csv")).unwrap(), b"xxx");
    assert!(!out.at("s-1.csv").exists());
}

#[test]
fn where_the_list_cannot_be_written_there_is_no_sheet_either() {
    let (tree, out) = (Tree::new(), Tree::new());
    tree.file("a", 1);
    out.file("s.csv", 3);
    let mut program = foldersheet();
    program.arg("--csv").arg(out.at("s.csv")).arg("--problems").arg(out.at("no/p.csv"));
    let (code, told) = ran(program.arg(tree.path()));
    assert_eq!(code, 1);
    assert!(told.contains("Choose a folder that exists"), "{told}");
    assert_eq!(std::fs::read(out.at("s.csv")).unwrap(), b"xxx");
}
