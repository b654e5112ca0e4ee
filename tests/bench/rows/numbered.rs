//! Rows with a number each and no count of names, as Windows lists them: what the numbers take in memory, and how long it takes to find the
//! names of one file, against a plain map of all numbers.

use super::sheet::Random;
use super::{median, ms, resident, timed};
use foldersheet::model::{BlockBuilder, Cancel, Facts, FolderId, Kind, Meta, Row};
use foldersheet::store::Sheet;
use foldersheet::view::find_same_files;
use std::collections::HashMap;
use std::time::Duration;

const DEVICE: u64 = 0x1A2B_3C4D;
/// Files in two folders.
const FILES: u64 = 25;

pub fn run(rows: u32, turns: usize) {
    let bytes = |with: fn(u64) -> Option<u64>| sheet(rows, with).heap_bytes() as f64 / f64::from(rows);
    let bare = bytes(|_| None);
    println!("\nnumbers of files that have no count of names      bytes a row");
    println!(
        "of NTFS, each place in its table used once     {:13.2}",
        bytes(|place| Some(place | 1 << 48)) - bare
    );
    println!("of NTFS, places used up to some hundred times  {:13.2}", bytes(used) - bare);
    println!("as scattered as can be                         {:13.2}", bytes(scattered) - bare);
    let sheet = sheet(rows, used);
    let before = resident();
    let (found, _) = timed(|| find_same_files(&sheet, &Cancel::default()).unwrap());
    let grown = resident().saturating_sub(before) as f64 / f64::from(rows);
    println!("found: names in {} of {} blocks", found.blocks.len(), sheet.rows.blocks().count());
    println!("the names of one file                             ms  to a map   bytes a row kept");
    let search = measure(turns, || find_same_files(&sheet, &Cancel::default()).unwrap().blocks.len());
    let map = measure(turns, || {
        let mut names: HashMap<(u64, u64), u32> = HashMap::new();
        for (_, block) in sheet.rows.blocks() {
            block.each_uncounted(|_, device, number| *names.entry((device, number)).or_default() += 1);
        }
        names.len()
    });
    println!(
        "found by their numbers                    {:10.1}  {:8.2} {grown:8.2}",
        ms(search),
        search.as_secs_f64() / map.as_secs_f64()
    );
    println!("a map of all numbers                      {:10.1}      1.00", ms(map));
}

/// The higher 16 bits of a number of NTFS: most places were used once or a few times, and some very often.
fn used(place: u64) -> Option<u64> {
    let random = Random(place).next();
    let times = match random % 16 {
        0..=7 => 1,
        8..=13 => 2 + random / 16 % 10,
        _ => 2 + random / 16 % 300,
    };
    Some(place | times << 48)
}

fn scattered(place: u64) -> Option<u64> {
    Some(Random(place).next() | 1)
}

/// Files in folders: those of one mostly stand one behind the other in the table of the file system, wherever its folder was made, and some
/// take places that were freed. One in forty is a further name of a file.
fn sheet(rows: u32, number: impl Fn(u64) -> Option<u64>) -> Sheet {
    let (mut sheet, mut builder, mut random) = (Sheet::default(), BlockBuilder::default(), Random(1));
    // Folders have 16 places each behind the first that are freed ones. An odd factor leaves no two at one place.
    let folders = (u64::from(rows) * 2 / FILES + 1).next_power_of_two();
    let spread = |at: u64, most: u64| at.wrapping_mul(0x9E37_79B9_7F4A_7C15 | 1) % most;
    let freed = u64::from(rows).next_power_of_two();
    for row in 0..u64::from(rows) {
        let own = |row: u64| {
            let folder = row * 2 / FILES;
            match Random(row).next() % 10 {
                0 => 1 + spread(row, freed),
                _ => 1 + freed + spread(folder, folders) * 16 + row % 16,
            }
        };
        let place = if random.next() % 40 == 0 { own(random.next() % (row + 1)) } else { own(row) };
        let facts = Facts { device: Some(DEVICE), inode: number(place), ..Facts::UNKNOWN };
        let meta = Meta { size: Some(place % 9999), created: Some(5), facts, ..Meta::unknown(Kind::File) };
        let folder = FolderId((row * 2 / FILES) as u32);
        builder.push(Row { folder, name: b"IMG_20240101_0001.jpg", meta, target: None });
        if builder.is_full() {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    sheet
}

fn measure<T>(turns: usize, work: impl Fn() -> T) -> Duration {
    median((0..turns.max(3)).map(|_| timed(&work).1).collect())
}
