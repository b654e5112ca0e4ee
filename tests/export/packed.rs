//! Compressed sheets: read back by `gzip`, `zstd` and Python, which must find one member or frame and every row in it.

use crate::common::{Tree, read};
use crate::readers::{PROGRAMS, csv_rows, export, foldersheet, json_rows, listed, many_rows, ran, records};
use foldersheet::export::Plan;
use foldersheet::session::{Command, ExportStatus, RowScope};
use std::path::Path;
use std::process::{Command as Program, Stdio};

/// What another program makes of a file; `None` where it isn't there.
fn unpacked(tool: &str, file: &Path) -> Option<Vec<u8>> {
    let out = Program::new(tool).args(["-d", "-c"]).stdin(std::fs::File::open(file).unwrap()).output();
    let Ok(out) = out else {
        println!("skipped: there is no {tool}");
        return None;
    };
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    Some(out.stdout)
}

fn tree() -> Tree {
    let tree = Tree::new();
    (0..300).for_each(|number| _ = tree.file(format!("f{number}"), number));
    tree
}

fn tool(name: &str) -> &'static str {
    if name.ends_with(".gz") { "gzip" } else { "zstd" }
}

#[test]
fn the_ending_says_how_a_sheet_is_compressed() {
    let (tree, out) = (tree(), Tree::new());
    for (option, name, is_json) in [
        ("--out", "s.csv.gz", false),
        ("--out", "s.tsv.GZ", false),
        ("--out", "s.jsonl.gz", true),
        ("--out", "s.csv.zst", false),
        ("--out", "s.ndjson.zst", true),
        ("--csv", "s.csv.gz", false),
        ("--csv", "s.zst", false),
    ] {
        let problems = format!("p-{}", name.to_lowercase());
        let mut program = foldersheet();
        program.arg(option).arg(out.at(name)).arg("--problems").arg(out.at(&problems));
        let (code, told) = ran(program.args(["--sort", "name"]).arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        let lower = name.to_lowercase();
        let Some(text) = unpacked(tool(&lower), &out.at(name)) else { return };
        let separator = if lower.contains(".tsv") { b'\t' } else { b',' };
        let rows = match is_json {
            true => json_rows(&String::from_utf8(text).unwrap()),
            false => csv_rows(&text, separator),
        };
        assert_eq!(rows.len(), 300, "{name}");
        assert_eq!(rows[0]["name"], "f0");
        let Some(list) = unpacked(tool(&lower), &out.at(&problems)) else { return };
        assert_eq!(list.is_empty(), is_json, "{problems}");
    }
}

/// Many pieces by several threads; a reader that stops at the first member's end would show a part as the whole.
#[test]
fn a_long_sheet_is_one_member_and_the_same_each_time() {
    const ONE: &str = "import sys, zlib\n\
        d = zlib.decompressobj(31)\n\
        n = d.decompress(open(sys.argv[1], 'rb').read()).count(b'\\n')\n\
        print(d.eof, len(d.unused_data), n)";
    let mut run = many_rows();
    let rows = run.session.status().shown;
    let out = Tree::new();
    for name in ["s.csv.gz", "s.csv.zst"] {
        let status = export(&mut run, &out.at(name), RowScope::Shown, Plan::new(PROGRAMS));
        assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
        let Some(text) = unpacked(tool(name), &out.at(name)) else { return };
        let plain = out.at("plain.csv");
        export(&mut run, &plain, RowScope::Shown, Plan::new(PROGRAMS));
        assert!(text == std::fs::read(&plain).unwrap(), "{name}");
        let once = std::fs::read(out.at(name)).unwrap();
        assert!(once.len() * 3 < text.len(), "{} of {} bytes", once.len(), text.len());
        export(&mut run, &out.at(name), RowScope::Shown, Plan::new(PROGRAMS));
        assert!(std::fs::read(out.at(name)).unwrap() == once, "{name} differs from time to time");
    }
    let Ok(python) = Program::new("python3").args(["-c", ONE]).arg(out.at("s.csv.gz")).output() else {
        return println!("skipped: there is no python3");
    };
    let said = String::from_utf8(python.stdout).unwrap();
    assert_eq!(said.trim(), format!("True 0 {}", rows + 1));
    let Ok(zstd) = Program::new("zstd").arg("-lv").arg(out.at("s.csv.zst")).output() else { return };
    let said = String::from_utf8_lossy(&zstd.stdout).into_owned();
    assert!(said.contains("Frames: 1\n") && said.contains("Check: XXH64"), "{said}");
}

#[test]
fn each_part_is_compressed_by_itself() {
    let (tree, out) = (tree(), Tree::new());
    for extension in ["csv.gz", "csv.zst"] {
        let target = out.at(format!("s.b.{extension}"));
        let plan = Plan { split: Some(120), ..Plan::new(PROGRAMS) };
        let status = export(&mut read(&tree), &target, RowScope::Shown, plan);
        let ExportStatus::Written { written, .. } = status else { panic!("{status:?}") };
        let parts = [1, 2, 3].map(|number| out.at(format!("s.b-{number}.{extension}")));
        assert_eq!(written.files, parts);
        for (part, count) in parts.iter().zip([120, 120, 60]) {
            let Some(text) = unpacked(tool(extension), part) else { return };
            assert_eq!(csv_rows(&text, b',').len(), count);
        }
    }
}

#[test]
fn an_empty_sheet_is_a_whole_file_too() {
    let (tree, out) = (Tree::new(), Tree::new());
    for name in ["s.csv.gz", "s.jsonl.gz", "s.csv.zst", "s.jsonl.zst"] {
        let (code, told) = ran(foldersheet().arg("--out").arg(out.at(name)).arg(tree.path()));
        assert_eq!(code, 0, "{told}");
        let Some(text) = unpacked(tool(name), &out.at(name)) else { return };
        assert_eq!(text.is_empty(), name.contains("jsonl"), "{name}");
    }
}

#[test]
fn a_pipe_is_compressed_by_its_name_as_well() {
    let (tree, out) = (tree(), Tree::new());
    for name in ["s.csv.gz", "s.csv.zst"] {
        assert!(Program::new("mkfifo").arg(out.at(name)).status().unwrap().success());
        let copy = std::fs::File::create(out.at("copy")).unwrap();
        let mut cat = Program::new("cat").arg(out.at(name)).stdout(copy).spawn().unwrap();
        let status = export(&mut read(&tree), &out.at(name), RowScope::Shown, Plan::new(PROGRAMS));
        assert!(matches!(status, ExportStatus::Written { .. }), "{status:?}");
        assert!(cat.wait().unwrap().success());
        let Some(text) = unpacked(tool(name), &out.at("copy")) else { return };
        assert_eq!(csv_rows(&text, b',').len(), 300);
    }
}

#[test]
fn a_compressed_export_that_ends_early_leaves_the_old_file() {
    let (mut run, noise) = (many_rows(), tree_of_noise());
    for name in ["s.csv.gz", "s.csv.zst"] {
        let out = Tree::new();
        out.file(name, 3);
        run.apply(Command::Export {
            target: out.at(name),
            scope: RowScope::Shown,
            plan: Plan::new(PROGRAMS),
        });
        run.until("it has begun", |session| {
            !matches!(session.status().export, ExportStatus::Writing { written: 0, .. })
        });
        run.apply(Command::CancelExport);
        let status = crate::readers::ended(&mut run);
        assert_eq!(status, ExportStatus::Cancelled { target: out.at(name) });
        assert_eq!(
            (std::fs::read(out.at(name)).unwrap(), listed(out.path())),
            (b"xxx".to_vec(), vec![name.into()])
        );
        let script = format!("trap '' XFSZ; ulimit -f 1; exec \"$0\" --csv {name} \"$1\"");
        let mut shell = Program::new("bash");
        shell.args(["-c", &script, crate::common::PROGRAM]).arg(noise.path());
        let ended = shell.current_dir(out.path()).stdin(Stdio::null()).output();
        let Ok(ended) = ended else { return println!("skipped: there is no bash") };
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(
            ended.status.code() == Some(1) && told.contains("A file may not be that large here"),
            "{told}"
        );
        assert!(!told.contains("panicked") && std::fs::read(out.at(name)).unwrap() == b"xxx");
    }
}

/// Names that don't shrink.
fn tree_of_noise() -> Tree {
    let tree = Tree::new();
    let mut state = 7_u64;
    for _ in 0..200 {
        let mut name = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            name += &format!("{:08x}", state >> 32);
        }
        tree.file(name, 0);
    }
    tree
}

#[test]
fn a_name_that_would_be_untrue_is_refused_before_anything_is_read() {
    let (tree, out) = (tree(), Tree::new());
    for (args, why) in [
        (["--out", "s.xlsx.gz"].as_slice(), "a workbook is already compressed"),
        (&["--csv", "s.csv.xz"], "can't be compressed as .xz"),
        (&["--out", "s.gz"], "ends in none of"),
        (&["--csv", "s.csv", "--problems", "p.csv.bz2"], "end its name in"),
    ] {
        let (code, told) = ran(foldersheet().args(args).arg(tree.path()).current_dir(out.path()));
        assert!(code == 2 && told.contains(why), "{told}");
        assert_eq!(listed(out.path()), [""; 0]);
    }
}

#[test]
fn a_plain_name_is_plain() {
    let (tree, out) = (tree(), Tree::new());
    export(&mut read(&tree), &out.at("gz.csv"), RowScope::Shown, Plan::new(PROGRAMS));
    assert_eq!(records(&out.at("gz.csv"), PROGRAMS).len(), 300);
}
