//! A sheet that grows by a million rows a second, shown in order and filtered all the while.

use super::sheet::Files;
use super::{median, ms, timed};
use foldersheet::model::{Cancel, Column};
use foldersheet::store::Sheet;
use foldersheet::view::{Filter, Maker, Order, SortKey, Spec, Ties, View};
use std::time::Duration;

/// Rows that come in between two views: those of a fifth of a second.
const STEP: u32 = 200_000;

pub fn run(rows: u32) {
    println!(
        "\na sheet that grows, {STEP} rows at a time          ms a view, the last ten   ms all views   ms one view of all"
    );
    let by = |key| Order::by(key);
    for (name, text, order) in [
        ("as found, filtered", "report", Order::default()),
        ("by size", "", by(SortKey::down(Column::Size))),
        ("by size, filtered", "jpg", by(SortKey::down(Column::Size))),
        ("by time", "", by(SortKey::up(Column::Modified))),
        ("by name", "", by(SortKey::up(Column::Name))),
        ("by path", "", Order::by_path(false)),
        ("by path, as the window begins", "", Order::by_path(true)),
    ] {
        let spec = Spec { filter: Filter::parse(text).unwrap(), order, within: None };
        let (times, store) = grow(rows, &spec);
        let last: Vec<f64> = times[times.len().saturating_sub(10)..].iter().map(|time| ms(*time)).collect();
        let all: Duration = times.iter().sum();
        let (_, once) =
            timed(|| Maker::default().make(&store, &spec, Ties::Found, None, &Cancel::default()).unwrap());
        let most = last.iter().copied().fold(0.0, f64::max);
        println!("{name:45} {:8.0}, at most {:4.0} {:15.0} {:15.0}", median(last), most, ms(all), ms(once));
    }
}

fn grow(rows: u32, spec: &Spec) -> (Vec<Duration>, Sheet) {
    let (mut store, mut files, mut maker) = (Sheet::default(), Files::new(), Maker::default());
    let mut view = View::nothing(spec.clone());
    let mut times = Vec::new();
    while store.rows.len() < rows {
        let more = STEP.min(rows - store.rows.len());
        files.add(&mut store, more);
        // The session clones the store as it does for every job.
        let (made, time) =
            timed(|| maker.make(&store.clone(), spec, Ties::Found, Some(&view), &Cancel::default()).unwrap());
        view = made;
        times.push(time);
    }
    (times, store)
}
