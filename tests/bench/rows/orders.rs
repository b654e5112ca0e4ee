//! From a click on a header to the view.

use super::baselines::{self, Names, Pair};
use super::{median, ms, timed};
use foldersheet::model::{Cancel, Column};
use foldersheet::store::Sheet;
use foldersheet::view::{Maker, Order, SortKey, Spec, Ties, View};
use std::time::Duration;

fn ordered(maker: &mut Maker, store: &Sheet, order: Order, ties: Ties) -> View {
    let spec = Spec { order, ..Spec::default() };
    maker.make(store, &spec, ties, None, &Cancel::default()).unwrap()
}

pub fn run(store: &Sheet, turns: usize) {
    println!("\norder                        ms   baseline ms   ratio  to reach");
    let mut maker = Maker::default();
    let (_, time) = timed(|| maker.prepare(store, false, &Cancel::default()).unwrap());
    println!(
        "{:22} {:8.0}                             (once, when a sheet is whole)",
        "order of paths",
        ms(time)
    );
    let names = Names::new(store);
    let row = |row: u32| store.row(row).meta;
    let sizes = baselines::pairs(store, |at| row(at).size.unwrap());
    let times = baselines::pairs(store, |at| row(at).modified.unwrap() as u64);
    let by_name = || timed(|| names.sort()).1;
    for (column, baseline) in [(Column::Size, &sizes), (Column::Modified, &times)] {
        for key in [SortKey::up(column), SortKey::down(column)] {
            measure(&mut maker, store, Order::by(key), turns, 1.5, || radix(baseline));
        }
    }
    for column in [Column::Name, Column::Folder, Column::Extension] {
        for key in [SortKey::up(column), SortKey::down(column)] {
            measure(&mut maker, store, Order::by(key), turns, 1.3, by_name);
        }
    }
    let (_, time) = timed(|| maker.prepare(store, true, &Cancel::default()).unwrap());
    println!("{:22} {:8.0}                             (the same by value)", "order of paths", ms(time));
    for column in [Column::Name, Column::Folder, Column::Extension] {
        let order = Order { natural: true, ..Order::by(SortKey::up(column)) };
        measure(&mut maker, store, order, turns, 1.3, by_name);
    }
    let two =
        Order { second: Some(SortKey::down(Column::Size)), ..Order::by(SortKey::up(Column::Extension)) };
    measure(&mut maker, store, two, turns, 1.3, by_name);
}

fn radix(pairs: &[Pair]) -> Duration {
    let mut pairs = pairs.to_vec();
    timed(|| baselines::radix(&mut pairs)).1
}

fn measure(
    maker: &mut Maker,
    store: &Sheet,
    order: Order,
    turns: usize,
    reach: f64,
    baseline: impl Fn() -> Duration,
) {
    let turn = |_| {
        // So that the order is not the one that is kept.
        ordered(
            maker,
            store,
            Order { natural: order.natural, ..Order::by(SortKey::up(Column::Kind)) },
            Ties::Path,
        );
        let (_, time) = timed(|| ordered(maker, store, order, Ties::Path));
        (time, baseline())
    };
    let turns: Vec<(Duration, Duration)> = (0..turns).map(turn).collect();
    let ratio = median(turns.iter().map(|(ours, plain)| ours.as_secs_f64() / plain.as_secs_f64()).collect());
    let by_value = if order.natural { " by value" } else { "" };
    let name: Vec<String> = order
        .keys()
        .map(|key| format!("{}{}", if key.descending { "-" } else { "" }, key.column.as_str()))
        .collect();
    let (ours, plain) =
        (median(turns.iter().map(|t| t.0).collect()), median(turns.iter().map(|t| t.1).collect()));
    println!(
        "{:22} {:8.0} {:13.0} {:7.2} {:9.1}",
        name.join(",") + by_value,
        ms(ours),
        ms(plain),
        ratio,
        reach
    );
}
