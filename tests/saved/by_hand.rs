//! Saved sheets as another program might write them, after the description of the format alone; and as a later version of this one might.

use crate::sheets::{opened, row};
use foldersheet::model::{Column, Kind, RootPhase, SourceError};
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The bytes of a table.
fn table(rows: u32, columns: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = rows.to_le_bytes().to_vec();
    out.extend((columns.len() as u16).to_le_bytes());
    for (name, form, bytes) in columns {
        out.push(name.len() as u8);
        out.extend(name.bytes());
        out.push(*form);
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
    }
    out
}

fn texts(all: &[&[u8]]) -> Vec<u8> {
    all.iter().flat_map(|text| [text, &b"\0"[..]].concat()).collect()
}

/// Numbers that are all there, by their distance from one below them all, in as many bytes as wanted.
fn numbers(low: u64, width: usize, all: &[u64]) -> Vec<u8> {
    let mut out = vec![0, 0];
    out.extend(low.to_le_bytes());
    out.push(width as u8);
    for byte in 0..width {
        out.extend(all.iter().map(|number| ((number - low) >> (8 * byte)) as u8));
    }
    out
}

/// Numbers of which the others are missing, as differences from the one before.
fn some(rows: usize, all: &[(usize, u64)]) -> Vec<u8> {
    let mut out = vec![1];
    let mut words = vec![0_u64; rows.div_ceil(64)];
    all.iter().for_each(|(at, _)| words[at / 64] |= 1 << (at % 64));
    words.iter().for_each(|word| out.extend(word.to_le_bytes()));
    out.push(1);
    out.extend(1000_u64.to_le_bytes());
    out.push(8);
    let mut before = 1000;
    let codes: Vec<u64> = all
        .iter()
        .map(|(_, number)| {
            let difference = number.wrapping_sub(before) as i64;
            before = *number;
            if difference < 0 { (difference.unsigned_abs() << 1) - 1 } else { 2 * difference as u64 }
        })
        .collect();
    (0..8).for_each(|byte| out.extend(codes.iter().map(|code| (code >> (8 * byte)) as u8)));
    out
}

/// Differences from another column in the same row, all of them zero.
fn beside(way: u8, other: &str) -> Vec<u8> {
    [&[0, way, other.len() as u8], other.as_bytes(), &[0]].concat()
}

fn about(version: u32) -> Value {
    json!({
        "format": "foldersheet",
        "version": version,
        "program": "Foldersheet 9.9",
        "colour": { "of": ["the", "folders"] },
        "as_of": 1_795_000_000,
        "options": { "folders": false, "exclude": ["*.tmp"], "columns": ["inode", "mood"], "patience": 7 },
        "roots": [{
            "path": "/data", "phase": "done", "elapsed_seconds": 1.5, "mood": "good",
            "counts": { "files": 3, "bytes": 5010, "allocated": 16384, "folders": 2, "moods": 9 },
        }],
    })
}

const ORDERED: u64 = 1 << 63;

fn rows() -> Vec<u8> {
    let (texts_form, numbers_form, some_texts, future) = (0, 1, 2, 77);
    let lengths = some(3, &[(2, 8)]);
    let columns = [
        ("mood", numbers_form, numbers(0, 1, &[1, 2, 3])),
        ("name", texts_form, texts(&[b"a", b"b\xff", b"l"])),
        ("folder", numbers_form, numbers(0, 1, &[0, 1, 1])),
        ("kind", numbers_form, numbers(0, 1, &[0, 0, Kind::Symlink as u64])),
        ("size", numbers_form, numbers(2, 2, &[5000, 2, 8])),
        ("scent", future, b"anything at all".to_vec()),
        ("allocated", numbers_form, beside(3, "size")),
        ("modified", numbers_form, some(3, &[(0, ORDERED + 99), (2, ORDERED - 1)])),
        ("created", numbers_form, beside(2, "modified")),
        (
            "link_target",
            some_texts,
            [&(lengths.len() as u32).to_le_bytes()[..], &lengths, b"/there/x"].concat(),
        ),
        ("sha256", some_texts, b"another form of it".to_vec()),
        ("inode", numbers_form, some(3, &[(1, 42)])),
        ("read", numbers_form, numbers(0, 1, &[0b1001, 0b1001, 0b1111_0001])),
    ];
    [&0_u64.to_le_bytes()[..], &table(3, &columns)].concat()
}

fn folders() -> Vec<u8> {
    let columns = [
        ("name", 0, texts(&[b"/data", b"sub"])),
        ("root", 1, numbers(0, 0, &[0, 0])),
        ("smell", 9, vec![1, 2, 3]),
        ("parent", 1, numbers(0, 1, &[0, 1])),
        ("ended", 1, numbers(0, 1, &[1, 0])),
        ("place", 1, numbers(0, 0, &[0, 0])),
    ];
    [&0_u64.to_le_bytes()[..], &table(2, &columns)].concat()
}

fn problems() -> Vec<u8> {
    let lines = [
        json!({ "operation": "open folder", "name": "x", "folder": 1, "root": 0, "cause": { "system": "Permission denied", "code": 13, "mood": 1 }, "weather": "fine" }),
        json!({ "operation": "sing", "name": "y", "folder": 1, "root": 0, "cause": { "reason": "out of breath" } }),
    ];
    lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes()
}

/// An archive of these parts, and an index of some.
fn archive(parts: &[(&str, Vec<u8>)], rows: u64, folders: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut index = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let method = if name.len().is_multiple_of(2) {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        index.push(json!({ "name": name, "crc32": crc.sum(), "bytes": bytes.len(), "mood": 0 }));
    };
    parts.iter().for_each(|(name, bytes)| put(name, bytes));
    let index = json!({ "parts": index, "rows": rows, "folders": folders, "songs": 12 });
    zip.start_file("index.json", SimpleFileOptions::default()).unwrap();
    zip.write_all(index.to_string().as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn of_later(version: u32) -> Vec<u8> {
    let parts = [
        ("about.json", about(version).to_string().into_bytes()),
        ("thumbnails/000000", vec![7; 100_000]),
        ("problems/000000", problems()),
        ("folders/000000", folders()),
        ("rows/notes.txt", b"no rows".to_vec()),
        ("rows/000000", rows()),
        ("hashes/000000", Vec::new()),
    ];
    archive(&parts, 3, 2)
}

#[test]
fn what_is_known_of_a_later_file_is_kept_and_the_rest_is_skipped() {
    let (filled, read) = opened(&of_later(1));
    assert_eq!(read, Ok(()));
    let sheet = &filled.sheet;
    let root = &sheet.roots[0];
    assert_eq!((root.phase.clone(), root.counts.files, root.counts.folders), (RootPhase::Done, 3, 2));
    assert_eq!((sheet.totals.bytes, sheet.totals.allocated), (5010, 16384));
    let rows: Vec<_> = (0..sheet.rows.len()).map(|number| row(sheet, number)).collect();
    // It doesn't tell what stands between the parts of its paths: what does here.
    let slash = std::path::MAIN_SEPARATOR as u8;
    let slashed = |path: &[u8]| path.iter().map(|&byte| if byte == slash { b'/' } else { byte }).collect();
    let paths: Vec<Vec<u8>> = rows.iter().map(|row| slashed(&row.0)).collect();
    assert_eq!(paths, [&b"/data/a"[..], b"/data/sub/b\xff", b"/data/sub/l"]);
    let values = |at: usize| {
        let meta = rows[at].2;
        (meta.kind, meta.size, meta.allocated, meta.modified, meta.created)
    };
    assert_eq!(values(0), (Kind::File, Some(5000), Some(8192), Some(99), Some(99)));
    // Beside a missing number is zero.
    assert_eq!(values(1), (Kind::File, Some(2), Some(4096), None, Some(i64::MIN)));
    assert_eq!(values(2), (Kind::Symlink, Some(8), Some(4096), Some(-1), Some(-1)));
    assert_eq!((rows[2].3.as_deref(), rows[0].3.as_deref()), (Some(&b"/there/x"[..]), None));
    assert_eq!((rows[1].2.facts.inode, rows[0].2.facts.inode), (Some(42), None));
    let was_read = |at: usize, column| rows[at].2.facts.read.contains(column);
    assert!(was_read(0, Column::Inode) && was_read(0, Column::LinkTarget) && !was_read(0, Column::Accessed));
    assert!(sheet.folders.is_ended(foldersheet::model::FolderId(0)) && sheet.folders.ended() == 1);
    let options = sheet.options.as_ref().unwrap();
    assert_eq!(
        (&*options.exclude, options.columns.contains(Column::Inode)),
        (&["*.tmp".to_owned()][..], true)
    );
    let said: Vec<String> =
        sheet.problems.iter().map(|problem| foldersheet::words::why(&problem.cause).into_owned()).collect();
    assert_eq!(sheet.problems.len(), 2);
    assert!(said[0].contains("Permission denied") && said[1].contains("out of breath"), "{said:?}");
    assert_eq!(sheet.origin.as_ref().unwrap().program.as_deref(), Some("Foldersheet 9.9"));
}

#[test]
fn a_later_version_is_refused_and_named() {
    let (filled, read) = opened(&of_later(2));
    assert_eq!(read, Err(SourceError::TooNew { version: 2 }));
    assert!(filled.sheet.roots.is_empty() && filled.sheet.rows.is_empty());
    let why = foldersheet::model::NotOpened::Refused(SourceError::TooNew { version: 2 });
    let said = foldersheet::words::not_opened("x.foldersheet".as_ref(), &why);
    assert!(said.contains("x.foldersheet") && said.contains("newer"), "{said}");
}

#[test]
fn numbers_that_lead_in_circles_or_nowhere_are_damage() {
    let with = |columns: &[(&str, u8, Vec<u8>)]| {
        let whole = [
            ("name", 0, texts(&[b"a"])),
            ("folder", 1, numbers(0, 0, &[0])),
            ("kind", 1, numbers(0, 0, &[0])),
        ];
        let rows = [&0_u64.to_le_bytes()[..], &table(1, &[&whole[..], columns].concat())].concat();
        let parts = [
            ("about.json", about(1).to_string().into_bytes()),
            ("folders/000000", folders()),
            ("rows/000000", rows),
        ];
        opened(&archive(&parts, 1, 2)).1
    };
    assert_eq!(with(&[("size", 1, numbers(7, 0, &[7]))]), Ok(()));
    for columns in [
        // Beside itself, each other, what is not there, what comes later, and what is beside something itself.
        &[("size", 1, beside(2, "size"))][..],
        &[("size", 1, beside(2, "allocated")), ("allocated", 1, beside(2, "size"))],
        &[("size", 1, beside(2, "mood"))],
        &[("size", 1, beside(2, "modified")), ("modified", 1, numbers(1, 0, &[1]))],
        &[
            ("size", 1, numbers(1, 0, &[1])),
            ("modified", 1, beside(2, "size")),
            ("created", 1, beside(2, "modified")),
        ],
        // Of another form than any that is known, a way that is not known, too short, too long, too wide, bits of no row.
        &[("size", 77, vec![1, 2, 3])],
        &[("size", 1, vec![0, 9, 0])],
        &[("size", 1, vec![0, 0, 0])],
        &[("size", 1, [numbers(7, 0, &[7]), vec![0]].concat())],
        &[("size", 1, vec![0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
        &[("size", 1, [vec![1, 2, 0, 0, 0, 0, 0, 0, 0], vec![0; 11]].concat())],
        // A mode of more than 16 bits, and one name of a file that has several.
        &[("mode", 1, numbers(1 << 16, 0, &[1 << 16]))],
        &[
            ("hard_links", 1, numbers(1, 0, &[1])),
            ("hard_links_device", 1, numbers(1, 0, &[1])),
            ("hard_links_inode", 1, numbers(1, 0, &[1])),
        ],
        &[("hard_links", 1, numbers(2, 0, &[2]))],
    ] {
        assert!(matches!(with(columns), Err(SourceError::Damaged { rows: 0, .. })), "{columns:?}");
    }
}
