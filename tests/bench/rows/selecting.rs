//! Selections of millions of rows.

use super::{median, ms, timed};
use foldersheet::model::{Cancel, Column, RowSet};
use foldersheet::store::Sheet;
use foldersheet::view::{CountLinks, Maker, Order, SortKey, Spec, Ties, sum};
use std::sync::Arc;
use std::time::Duration;

pub fn run(store: &Sheet, turns: usize) {
    println!("\nselection                          ms  to reach");
    let rows = store.rows.len();
    let spec = Spec { order: Order::by(SortKey::down(Column::Size)), ..Spec::default() };
    let mut maker = Maker::default();
    let view = maker.make(store, &spec, Ties::Path, None, &Cancel::default()).unwrap();
    let all = RowSet::all(rows);
    let third: RowSet = (0..rows).filter(|row| row % 3 == 0).collect();
    measure("select all", turns, || RowSet::all(rows));
    measure("invert", turns, || {
        let mut flipped = third.clone();
        flipped.flip(&all);
        flipped
    });
    // The longest that is gone through: of a range over more than half, `Sheet::insert` goes through the other rows.
    measure("shift-range over half of it", turns, || {
        let mut range = RowSet::default();
        (0..view.len() / 2).filter_map(|position| view.get(position)).for_each(|row| range.insert(row));
        range
    });
    measure("count", turns, || third.len());
    let sets = [Arc::new(third), Arc::new(all)];
    for (name, set) in
        [("sum of a third", Some(&sets[0])), ("sum of all", Some(&sets[1])), ("sum of all, no set", None)]
    {
        let total = || sum(store, rows, set, CountLinks::EachName, &Cancel::default()).unwrap();
        measure(name, turns, total);
    }
}

fn measure<T>(name: &str, turns: usize, work: impl Fn() -> T) {
    let times: Vec<Duration> = (0..turns.max(5)).map(|_| timed(&work).1).collect();
    println!("{name:32} {:8.2}      50.0", ms(median(times)));
}
