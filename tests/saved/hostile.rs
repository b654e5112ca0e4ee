//! Files that ask for more than they are: no more memory is taken than the file explains, and no more time.

use crate::COUNTED;
use crate::sheets::{odd, opened, saved};
use flate2::{Compress, Compression, Crc, FlushCompress};
use foldersheet::model::SourceError;

/// What an opening may take, in bytes, beside the file: a few parts at their largest, and what other tests take meanwhile.
const MOST: usize = 200 << 20;

/// A part as it stands in an archive.
fn part(name: &str, method: u16, crc: u32, bytes: &[u8], len: u32) -> Vec<u8> {
    let mut out = b"PK\x03\x04".to_vec();
    for number in [20, 0, method, 0, 0x21] {
        out.extend(u16::to_le_bytes(number));
    }
    for number in [crc, bytes.len() as u32, len] {
        out.extend(number.to_le_bytes());
    }
    out.extend((name.len() as u16).to_le_bytes());
    out.extend([0; 2]);
    out.extend(name.bytes());
    out.extend(bytes);
    out
}

/// A part of so many megabytes of one byte, compressed as well as can be: a megabyte that refers to nothing before it, over and over, and
/// an empty end. Its checksum is wrong, which shows at the end only.
fn bomb(name: &str, byte: u8, megabytes: usize) -> Vec<u8> {
    let mut packed = Vec::with_capacity(1 << 16);
    let mut deflate = Compress::new(Compression::new(6), false);
    deflate.compress_vec(&vec![byte; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
    let packed = [packed.repeat(megabytes), vec![3, 0]].concat();
    part(name, 8, 0, &packed, (megabytes << 20) as u32)
}

/// The parts of a saved sheet, by where they begin.
fn parts(file: &[u8]) -> Vec<&[u8]> {
    let mut starts: Vec<usize> = memchr::memmem::find_iter(file, b"PK\x03\x04").collect();
    starts.push(memchr::memmem::find(file, b"PK\x01\x02").unwrap());
    starts.windows(2).map(|range| &file[range[0]..range[1]]).collect()
}

/// What becomes of it, in bounded memory.
fn bounded(what: &str, file: &[u8]) -> Result<(), SourceError> {
    COUNTED.reset_peak_usage();
    let before = COUNTED.current_usage();
    let read = opened(file).1;
    let taken = COUNTED.peak_usage().saturating_sub(before);
    assert!(taken < MOST, "{what}: {} MB for a file of {} kB", taken >> 20, file.len() >> 10);
    read
}

#[test]
fn no_file_takes_more_memory_than_it_explains() {
    let file = saved(&odd(5, 300), None, None);
    let about = parts(&file)[0];
    let is_damage = |read| matches!(read, Err(SourceError::Damaged { rows: 0, .. }));
    let behind = |parts: &[Vec<u8>]| [&[about.to_owned()], parts].concat().concat();
    for (what, parts) in [
        ("four gigabytes in four bytes", vec![part("rows/000000", 8, 0, &[0; 4], u32::MAX)]),
        ("the same, not compressed", vec![part("rows/000000", 0, 0, &[0; 4], u32::MAX)]),
        ("as large as the largest part, of nothing", vec![bomb("rows/000000", 0, 31); 4]),
        ("larger than the largest part", vec![bomb("folders/000000", 0, 400)]),
        ("a gigabyte of JSON in a megabyte", vec![bomb("accounts.json", b'[', 200)]),
        ("empty lines of problems", vec![bomb("problems/000000", b'\n', 30)]),
        ("an index that never ends", vec![bomb("index.json", b' ', 250)]),
    ] {
        assert!(is_damage(bounded(what, &behind(&parts))), "{what}");
    }
    assert!(is_damage(bounded("a text of JSON first", &bomb("about.json", b'[', 250))));
    let table = |rows: u32, columns: u16, rest: &[u8]| {
        let bytes = [&0_u64.to_le_bytes()[..], &rows.to_le_bytes(), &columns.to_le_bytes(), rest].concat();
        let mut crc = Crc::new();
        crc.update(&bytes);
        part("rows/000000", 0, crc.sum(), &bytes, bytes.len() as u32)
    };
    let column = |name: &str, form: u8, bytes: &[u8]| {
        [&[name.len() as u8], name.as_bytes(), &[form], &(bytes.len() as u32).to_le_bytes(), bytes].concat()
    };
    let none = [0; 11];
    for (what, table) in [
        ("four thousand million rows", table(u32::MAX, 1, &column("folder", 1, &none))),
        ("rows without names", table(1 << 16, 1, &column("folder", 1, &none))),
        ("as many columns as there can be", table(1, u16::MAX, &[1, b'x', 1, 0, 0, 0, 0].repeat(65_535))),
    ] {
        assert!(is_damage(bounded(what, &behind(&[table]))), "{what}");
    }
}

#[test]
fn parts_of_nothing_and_what_the_directory_says_make_no_difference() {
    let sheet = odd(6, 300);
    let file = saved(&sheet, None, None);
    let own = parts(&file);
    let empty = part("x", 0, 0, &[], 0).repeat(300_000);
    let many = [own[0], &empty, &own[1..].concat()].concat();
    assert_eq!(bounded("empty parts", &many), Ok(()));
    // Entries that overlap, or point anywhere: another program follows them, and this one reads what stands there.
    let directory = memchr::memmem::find(&file, b"PK\x01\x02").unwrap();
    let mut overlapping = file.clone();
    for at in memchr::memmem::find_iter(&file[directory..], b"PK\x01\x02") {
        overlapping[directory + at + 42..directory + at + 46].copy_from_slice(&7_u32.to_le_bytes());
    }
    let (filled, read) = opened(&overlapping);
    assert_eq!((read, filled.sheet.rows.len()), (Ok(()), sheet.rows.len()));
}
