//! Two hundred names, each with what is wrong with it on a share of Windows, in OneDrive, on a stick, on a Mac and in an archive.

use super::sheets::faults_of;
use foldersheet::model::Destination;
use std::collections::BTreeMap;

const NAMES: &str = include_str!("names.txt");

#[test]
fn two_hundred_names_have_the_faults_that_their_table_says() {
    let mut lines = 0;
    let mut met = BTreeMap::new();
    for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
        let (name, expected) = line.split_once('\t').unwrap();
        lines += 1;
        let name = bytes(name);
        let mut found: Vec<String> =
            Destination::ALL.into_iter().flat_map(|destination| faults_of(&name, destination)).collect();
        found.sort_unstable();
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{line}");
        found.into_iter().for_each(|fault| *met.entry(fault).or_insert(0) += 1);
    }
    assert!(lines >= 200, "{lines}");
    assert!(met.len() >= 25, "{met:?}");
}

/// A name as it is written: `\xFF` is a byte, and `\u{E9}` a character; `(x*300)` an x three hundred times.
fn bytes(written: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\\x") {
            out.push(u8::from_str_radix(&code[..2], 16).unwrap());
            rest = &code[2..];
        } else if let Some(code) = rest.strip_prefix("\\u{") {
            let (code, behind) = code.split_once('}').unwrap();
            let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = behind;
        } else if let Some((unit, times, behind)) = repeated(rest) {
            out.extend(unit.repeat(times).bytes());
            rest = behind;
        } else {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn repeated(text: &str) -> Option<(&str, usize, &str)> {
    let (inside, behind) = text.strip_prefix('(')?.split_once(')')?;
    let (unit, times) = inside.split_once('*')?;
    Some((unit, times.parse().ok()?, behind))
}
