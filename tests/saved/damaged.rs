//! Files that were cut, changed or put together from pieces: each is either read whole, or ends in an error after rows that are all true.

use crate::common::random::Random;
use crate::sheets::{WholeRow, odd, opened, row, saved};
use foldersheet::model::{RootPhase, Shortfall, SourceError};

/// Of so many different files.
const FILES: u64 = 4;

/// The file with something wrong in it.
fn damaged(file: &[u8], random: &mut Random) -> Vec<u8> {
    let mut file = file.to_vec();
    let mut place = |len: usize| random.below(len as u64) as usize;
    match place(6) {
        0 => file.truncate(place(file.len())),
        1 => {
            let at = place(file.len());
            file[at] ^= 1 << place(8);
        }
        2 => {
            let at = place(file.len());
            file[at] = place(256) as u8;
        }
        3 => {
            let (one, other, len) = (place(file.len()), place(file.len()), 1 + place(64));
            let end = file.len();
            for step in 0..len.min(end - one).min(end - other) {
                file.swap(one + step, other + step);
            }
        }
        4 => {
            let (at, len) = (place(file.len()), 1 + place(200));
            let end = file.len().min(at + len);
            file.drain(at..end);
        }
        _ => {
            // A part in the place of another, or twice.
            let starts: Vec<usize> = memchr::memmem::find_iter(&file, b"PK\x03\x04").collect();
            let (from, to) = (place(starts.len()), place(starts.len()));
            let end = starts.get(from + 1).copied().unwrap_or(file.len());
            let part = file[starts[from]..end].to_vec();
            let at = starts[to];
            file.splice(at..at, part);
        }
    }
    file
}

fn check(rows: &[WholeRow], file: &[u8]) -> bool {
    let (filled, read) = opened(file);
    let back = &filled.sheet;
    // What came is what was there.
    assert!(back.rows.len() as usize <= rows.len());
    for (number, own) in (0..back.rows.len()).zip(rows) {
        assert_eq!(&row(back, number), own);
    }
    match read {
        Ok(()) => assert_eq!(back.rows.len() as usize, rows.len()),
        Err(SourceError::Damaged { rows, byte }) => {
            assert!(rows == u64::from(back.rows.len()) && byte <= file.len() as u64);
            let is_said = |phase: &RootPhase| match phase {
                RootPhase::Incomplete(Shortfall::DamagedFile { rows: own }) => *own == rows,
                phase => matches!(phase, RootPhase::Failed | RootPhase::ListedIn(_)),
            };
            assert!(back.roots.iter().all(|root| is_said(&root.phase)));
        }
        Err(SourceError::NotRecognised | SourceError::TooNew { .. }) => assert!(back.roots.is_empty()),
        Err(error) => panic!("{error:?}"),
    }
    read.is_ok()
}

#[test]
fn no_damage_goes_unseen_or_brings_anything_down() {
    try_damages(2_000);
}

#[test]
#[ignore = "a minute or two"]
fn a_hundred_thousand_damages_go_as_well() {
    try_damages(100_000);
}

fn try_damages(damages: u64) {
    std::thread::scope(|scope| {
        for seed in 0..FILES {
            scope.spawn(move || {
                let sheet = odd(seed, 40);
                let rows: Vec<WholeRow> = (0..sheet.rows.len()).map(|number| row(&sheet, number)).collect();
                let file = saved(&sheet, None, None);
                assert!(check(&rows, &file));
                let mut random = Random(seed);
                let tries = damages / FILES;
                let whole = (0..tries).filter(|_| check(&rows, &damaged(&file, &mut random))).count();
                // The directory at the end, what is for people, and the days of the parts can be damaged without harm.
                assert!((whole as u64) < tries / 2, "{whole}");
            });
        }
    });
}
