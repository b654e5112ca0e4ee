//! Names that no format may mangle, drop or run.

use super::made::{file, store, write};
use super::{FORMATS, Tree, cells, column, target};
use foldersheet::session::{Format, Plan};

/// Each is a file's whole name. What is expected of each format is said below, and not by the program.
const NAMES: [&[u8]; 50] = [
    b"plain.txt",
    b"new\nline",
    b"tab\there",
    b"return\rhere",
    b"crlf\r\nhere",
    b"\"quoted\"",
    b"a,b",
    b"a;b",
    b"a|b",
    b"'quote",
    b"=1+1",
    b"+1",
    b"-rf",
    b"@SUM(A1)",
    b"\t=1",
    b"\r=1",
    b"\n=1",
    "＝1".as_bytes(),
    "＋1".as_bytes(),
    "－1".as_bytes(),
    "＠x".as_bytes(),
    b"x.=cmd|' /C calc'!A0",
    b"\x1b]0;title\x07",
    b"\x7f\x01\x1f",
    "\u{9b}31m".as_bytes(),
    "invoice\u{202e}fdp.exe".as_bytes(),
    "zero\u{200b}width".as_bytes(),
    "\u{2028}\u{2029}".as_bytes(),
    "\u{feff}mark".as_bytes(),
    "\u{e0041}tag".as_bytes(),
    "\u{fffe}\u{ffff}".as_bytes(),
    "日本語.TXT".as_bytes(),
    "ÜBER.ÄÖ".as_bytes(),
    "e\u{301}".as_bytes(),
    "é".as_bytes(),
    b"CON",
    b"a:b",
    b"$(id)",
    b"%s",
    b"1e5",
    b"00123",
    b"TRUE",
    b"2024-01-02",
    b"trailing. ",
    b" leading",
    b"_x0041_",
    b"<b>&amp;</b>",
    b"back\\slash",
    b"bad\xFFbyte.\xC3",
    b"bad\xFEbyte.\xC3",
];

/// As a sheet has it: each byte that belongs to no character becomes `\xHH`.
fn readable(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        out += chunk.valid();
        chunk.invalid().iter().for_each(|byte| out += &format!("\\x{byte:02X}"));
    }
    out
}

fn hex(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(_) => String::new(),
        Err(_) => b"/r/".iter().chain(name).map(|byte| format!("{byte:02x}")).collect(),
    }
}

#[test]
fn every_name_comes_back_from_every_format() {
    let out = Tree::new();
    let store = store(NAMES.iter().map(|name| (*name, file(7))));
    for (format, ending) in FORMATS {
        let target = target(&out, ending);
        write(&store, Plan::new(format), &target);
        let rows = cells(&target, format);
        assert_eq!(rows.len(), NAMES.len() + 1, "{format:?}");
        let names = column(&rows, ["Name", "name"]);
        let paths = column(&rows, ["Path", "path"]);
        let hexes = column(&rows, ["Path (hex)", "path_hex"]);
        for (at, name) in NAMES.iter().enumerate() {
            let guarded = name.first().is_some_and(|first| b"=+-@\t\r\n".contains(first))
                || ["＝", "＋", "－", "＠"].iter().any(|sign| name.starts_with(sign.as_bytes()));
            let guard = if guarded && matches!(format, Format::Spreadsheet(_)) { "'" } else { "" };
            assert_eq!(names[at], format!("{guard}{}", readable(name)), "{format:?}");
            assert_eq!(paths[at], format!("/r/{}", readable(name)), "{format:?}: a path is never guarded");
            assert_eq!(hexes[at], hex(name), "{format:?}");
        }
    }
}

#[test]
fn an_extension_is_guarded_as_a_name_is() {
    let out = Tree::new();
    let store = store([(&b"x.=CMD"[..], file(1)), (b"x.-A", file(1)), (b"x.Y", file(1))]);
    for (format, expected) in [
        (FORMATS[0].0, ["'=cmd", "'-a", "y"]),
        (FORMATS[1].0, ["=cmd", "-a", "y"]),
        (FORMATS[2].0, ["=cmd", "-a", "y"]),
    ] {
        write(&store, Plan::new(format), &out.at("sheet"));
        assert_eq!(
            column(&cells(&out.at("sheet"), format), ["Extension", "extension"]),
            expected,
            "{format:?}"
        );
    }
}

/// A path of 12 kB fits in every format; one that is longer than a workbook's cell is cut there and nowhere else, and that is said.
#[test]
fn long_paths_are_whole_or_said_to_be_cut() {
    let out = Tree::new();
    let (long, longer) = ("x".repeat(12_000), "y".repeat(40_000));
    let store =
        store([(long.as_bytes(), file(1)), (longer.as_bytes(), file(1)), (&[b'z'; 255][..], file(1))]);
    for (format, ending) in FORMATS {
        let target = target(&out, ending);
        write(&store, Plan::new(format), &target);
        let paths = column(&cells(&target, format), ["Path", "path"]);
        assert_eq!(paths[0], format!("/r/{long}"), "{format:?}");
        if format == Format::Xlsx {
            assert!(paths[1].starts_with("/r/yyy") && paths[1].ends_with("y…"));
            let about = super::sheet(&target, "About");
            let cut = about.iter().find(|line| line[0] == "Cells cut short").unwrap();
            assert!(cut[1].starts_with("2: a cell holds 32767"), "path and name: {cut:?}");
        } else {
            assert_eq!(paths[1], format!("/r/{longer}"), "{format:?}");
        }
    }
}
