//! The charts: all of them are counted in one pass.

use super::{bare, median, millis, timed};
use foldersheet::model::{Cancel, Column, RowSet};
use foldersheet::store::Sheet;
use foldersheet::view::charts::{ChartRows, Charts};
use foldersheet::view::{CountLinks, Now, sum};
use std::sync::Arc;

/// What is to be reached, in milliseconds.
const MOST: f64 = 100.0;

/// Counts a sheet's files, all of them and with a third of them shown, beside the sums of the bottom line and a bare pass over the sizes.
pub fn measure(sheet: &Sheet, turns: usize) {
    let (now, cancel, covers) = (Now::here(), Cancel::default(), sheet.rows.len());
    let every_third: RowSet = (0..covers).filter(|row| row % 3 == 0).collect();
    println!("\n{:44} {:>9} {:>9} {:>9}", "milliseconds", "median", "x bare", "to reach");
    for (name, shown) in
        [("charts", None), ("charts of every third row, and of all", Some(Arc::new(every_third)))]
    {
        let times = vec![Column::Modified];
        let rows = ChartRows { covers, shown, count: CountLinks::EachName, times };
        let (mut times, mut ratios, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..turns {
            let bare = timed(|| bare(sheet)).1;
            let took = timed(|| Charts::make(sheet, rows.clone(), &now, &cancel)).1;
            sums.push(timed(|| sum(sheet, covers, rows.shown.as_ref(), rows.count, &cancel)).1);
            times.push(took);
            ratios.push(took.as_secs_f64() / bare.as_secs_f64());
        }
        let (took, ratio) = (millis(median(times)), median(ratios));
        println!(
            "{name:44} {took:9.1} {ratio:9.2} {MOST:9.0}   (the sums alone {:.1})",
            millis(median(sums))
        );
    }
}
