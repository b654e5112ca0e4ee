//! Random names against the rules as `oracle` has them.

use super::oracle::{Named, among, expected};
use super::sheets::{Names, check, faults, wish};
use foldersheet::model::{CheckWish, Destination, FolderId, Kind};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Pieces of which names are made that meet the rules.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<Vec<u8>> = [
        "con",
        "CON",
        "nul",
        "com1",
        "COM0",
        "lpt9",
        "LPT\u{B2}",
        "com\u{B9}",
        ".",
        ".",
        " ",
        "~",
        "~$",
        "-",
        "_",
        "_vti_",
        "_VTI_",
        "forms",
        "Forms",
        ".lock",
        "desktop",
        ".ini",
        "<",
        ":",
        "\"",
        "\\",
        "|",
        "?",
        "*",
        "\u{1}",
        "\u{1F}",
        "\u{7F}",
        "a",
        "A",
        "b.txt",
        "x",
        "\u{E9}",
        "e\u{301}",
        "E\u{301}",
        "\u{C9}",
        "u\u{308}",
        "\u{FC}",
        "\u{DF}",
        "K",
        "\u{212A}",
        "\u{1F600}",
        "\u{20AC}",
        "#%&",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    prop_oneof![
        30 => prop::sample::select(pieces),
        1 => Just(b"\xE9".to_vec()),
        1 => Just(b"\xFF\xFE".to_vec()),
        1 => (100usize..256).prop_map(|times| vec![b'l'; times]),
        1 => (60usize..100).prop_map(|times| "\u{20AC}".repeat(times).into_bytes()),
    ]
}

fn name() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(piece(), 1..5).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![8 => Just(Kind::File), 2 => Just(Kind::Folder), 1 => prop::sample::select(Kind::ALL.to_vec())]
}

fn size() -> impl Strategy<Value = Option<u64>> {
    let near = |most: u64| (most - 1)..(most + 2);
    prop_oneof![Just(None), Just(Some(0)), near((4 << 30) - 1).prop_map(Some), near(250 << 30).prop_map(Some)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn every_fault_and_no_other(
        rows in prop::collection::vec((name(), kind(), size()), 1..8),
        folders in prop::collection::vec(name(), 0..4),
        prefix in prop::sample::select(vec!["", "sites/x/Shared Documents", r"C:\Users\ana\OneDrive", r"D:\"]),
    ) {
        let mut names = Names { lists_folders: true, ..Names::new() };
        let mut folder = FolderId(0);
        let own = if prefix.is_empty() { 0 } else { prefix.trim_end_matches('\\').len() + 1 };
        let (mut before, mut bytes_before) = (own, own);
        for name in &folders {
            folder = names.folder(folder, name);
            before += String::from_utf8_lossy(name).encode_utf16().count() + 1;
            bytes_before += name.len() + 1;
        }
        let unique: BTreeSet<Vec<u8>> = rows.iter().map(|(name, ..)| name.clone()).collect();
        prop_assume!(unique.len() == rows.len());
        for (name, kind, size) in &rows {
            names.entry(folder, name, *kind, *size);
        }
        let sheet = names.done();
        let wish = CheckWish { prefix: prefix.to_owned(), ..wish(&Destination::ALL) };
        let found = faults(&sheet, &check(&sheet, &wish)).split_off(folders.len());
        let all: Vec<Vec<u8>> = rows.iter().map(|(name, ..)| name.clone()).collect();
        let mut wanted = vec![BTreeSet::new(); rows.len()];
        for destination in Destination::ALL {
            let among = among(&all, destination);
            for ((wanted, (name, kind, size)), among) in wanted.iter_mut().zip(&rows).zip(among) {
                let is_local = prefix.contains(':');
                let named = Named {
                    name, kind: *kind, size: *size, is_top: folders.is_empty(), before, bytes_before, is_local, prefix: own,
                };
                wanted.extend(expected(&named, destination));
                wanted.extend(among);
            }
        }
        for ((found, wanted), (name, ..)) in found.iter().zip(&wanted).zip(&rows) {
            prop_assert_eq!(found, wanted, "{}", String::from_utf8_lossy(name));
        }
    }
}
