//! From a letter in the filter box to the view.

use super::baselines::Names;
use super::{median, ms, timed};
use foldersheet::model::{Cancel, Column};
use foldersheet::store::Sheet;
use foldersheet::view::{Filter, Maker, Order, SortKey, Spec, Ties, View};
use std::time::Duration;

/// What is typed, letter by letter; the rest is pasted.
const TYPED: [&str; 3] = ["report", "holiday", "img_2019"];
const PASTED: [&str; 6] = ["e", "jpg", "reports/", "img -2019 jpg", "zzzz", "invoice OR holiday"];

/// The view of a filter.
pub fn view(maker: &mut Maker, store: &Sheet, text: &str, before: Option<&View>) -> View {
    in_order(maker, store, text, Order::default(), before)
}

fn in_order(maker: &mut Maker, store: &Sheet, text: &str, order: Order, before: Option<&View>) -> View {
    let spec = Spec { filter: Filter::parse(text).unwrap(), order, within: None };
    maker.make(store, &spec, Ties::Path, before, &Cancel::default()).unwrap()
}

pub fn run(store: &Sheet, turns: usize) {
    let names = Names::new(store);
    let reading = median((0..turns).map(|_| timed(|| names.read()).1).collect());
    println!("\nreading all name bytes takes {:.1} ms, on all threads", ms(reading));
    let mut maker = Maker::default();
    let (_, time) = timed(|| view(&mut maker, store, "zzzz", None));
    println!("the first filter, which folds all names, takes {:.0} ms", ms(time));
    let by_size = Order::by(SortKey::down(Column::Size));
    let typed = TYPED.iter().flat_map(|word| (1..=word.len()).map(|end| &word[..end]));
    let all: Vec<&str> = typed.chain(PASTED).collect();
    println!("\nfilter                 rows found       ms   ms by size   one search ms  to reach");
    for text in all {
        let plain: Vec<Duration> = (0..turns).map(|_| timed(|| names.search(text.as_bytes())).1).collect();
        let as_found = measure(&mut maker, store, text, Order::default(), turns);
        in_order(&mut maker, store, "", by_size, None);
        let sorted = measure(&mut maker, store, text, by_size, turns);
        let reach = if text.len() < 3 { 50 } else { 20 };
        println!(
            "{text:20} {:12} {:8.1} {:12.1} {:15.1} {reach:9}",
            as_found.0,
            ms(as_found.1),
            ms(sorted.1),
            ms(median(plain))
        );
    }
}

fn measure(maker: &mut Maker, store: &Sheet, text: &str, order: Order, turns: usize) -> (u64, Duration) {
    let mut found = 0;
    let turn = |_| {
        let before = in_order(maker, store, "zzzz", order, None);
        let (view, time) = timed(|| in_order(maker, store, text, order, Some(&before)));
        found = view.len();
        time
    };
    let times = (0..turns).map(turn).collect();
    (found, median(times))
}
