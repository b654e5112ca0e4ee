//! One of four picked folders taken out of a sheet and put back, against what cannot be avoided: a look at each row that stays.

use super::sheet::Files;
use super::{median, ms, timed};
use foldersheet::model::RootId;
use foldersheet::store::Sheet;
use std::path::Path;
use std::time::Duration;

const ROOTS: u32 = 4;
/// Rows that come from one picked folder before those of the next: fewer than a block has.
const TURN: u32 = 1000;

pub fn run(rows: u32, turns: usize) {
    let sheet = sheet(rows);
    println!("\nof four picked folders one             ms  to a bare pass");
    let bare = measure(turns, || {
        let mut sum = 0_u64;
        for (_, block) in sheet.rows.blocks() {
            (0..block.len()).for_each(|row| sum += u64::from(block.folder(row).0));
        }
        sum
    });
    println!("a bare pass over the rows' folders {:8.1}      1.00", ms(bare));
    let removing = measure(turns, || sheet.without(&[RootId(1)], &[], &[]));
    println!("taken out                          {:8.1}  {:8.2}", ms(removing), ratio(removing, bare));
    let without = sheet.without(&[RootId(1)], &[], &[]);
    let restoring = measure(turns, || without.sheet.clone().with(&without.removed));
    println!("put back                           {:8.1}  {:8.2}", ms(restoring), ratio(restoring, bare));
}

fn sheet(rows: u32) -> Sheet {
    let mut sheet = Sheet::default();
    let mut sources: Vec<Files> = (0..ROOTS).map(|root| Files::of(RootId(root), ROOTS)).collect();
    for root in 0..ROOTS {
        sheet.roots.add(Path::new(&format!("/srv/share {root}")).into());
    }
    while sheet.rows.len() < rows {
        sources.iter_mut().for_each(|files| files.add(&mut sheet, TURN));
    }
    sheet
}

fn measure<T>(turns: usize, work: impl Fn() -> T) -> Duration {
    median((0..turns.max(3)).map(|_| timed(&work).1).collect())
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
