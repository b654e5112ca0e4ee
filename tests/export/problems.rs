//! The list of problems, as a file of its own.

use crate::common::Tree;
use crate::readers::{Record, csv_rows, foldersheet, json_rows, ran};

#[cfg(target_os = "linux")]
mod refused {
    use crate::common::{Tree, drop_override, os, read};
    use crate::readers::{PROGRAMS, cells, csv_rows, export, json_rows};
    use foldersheet::session::{ExportStatus, Format, Plan, Separator, What};

    /// Two folders that may not be opened, one with a name that is no Unicode.
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
            let status = export(&mut run, &out.at("sheet"), What::Shown, plan);
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
            assert!(!name.ends_with("csv") || first == "operation,path,path_hex,cause,code", "{first}");
        }
    }

    #[test]
    fn a_spreadsheets_list_is_for_people() {
        let (tree, out) = (tree(), Tree::new());
        let mut run = read(&tree);
        let plan =
            Plan { problems: Some(out.at("p.csv")), ..Plan::new(Format::Spreadsheet(Separator::SEMICOLON)) };
        export(&mut run, &out.at("s.csv"), What::Shown, plan);
        let text = std::fs::read_to_string(out.at("p.csv")).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(text.starts_with("What was tried;Where;Where (hex);Why;System's error number\r\n"), "{text}");
        let rows = csv_rows(text.as_bytes(), b';');
        assert!(rows.len() == 2 && rows.iter().all(|row| row["System's error number"] == "13"), "{text}");
    }

    #[test]
    fn a_workbook_has_them_in_a_sheet_of_their_own() {
        let (tree, out) = (tree(), Tree::new());
        let mut run = read(&tree);
        export(&mut run, &out.at("s.xlsx"), What::Shown, Plan::new(Format::Xlsx));
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
        assert_eq!(
            list(&tree, &args, "p.csv"),
            (0, "operation,path,path_hex,cause,code\r\n".to_owned()),
            "{args:?}"
        );
    }
    assert_eq!(list(&tree, &["--out", "s.jsonl"], "p.jsonl"), (0, String::new()));
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
