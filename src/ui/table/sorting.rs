//! What a click on a header makes of the order, and what the header says of it. Pure.

use crate::model::Column;
use crate::ui::list::titles::Sorted;
use crate::view::{Order, SortKey};

/// How rows are sorted by a column; `None` where they are not.
pub(crate) fn part(order: Order, column: Column) -> Option<Sorted> {
    let numbered = order.keys().count() > 1;
    let (at, key) = (1..).zip(order.keys()).find(|(_, key)| key.column == column)?;
    Some(Sorted { descending: key.descending, number: numbered.then_some(at) })
}

/// The order after a click. Alone the column is the only key: up, then down, then none. With Shift it is the second key, in the same
/// turns, and the first one only changes its direction.
pub(super) fn next(order: Order, column: Column, shift: bool) -> Order {
    let Some(first) = order.first.filter(|_| shift) else {
        let turned = turn(order.first.filter(|key| key.column == column), column);
        return Order { first: turned, second: None, ..order };
    };
    if first.column == column {
        let first = SortKey { descending: !first.descending, ..first };
        return Order { first: Some(first), ..order };
    }
    Order { second: turn(order.second.filter(|key| key.column == column), column), ..order }
}

fn turn(key: Option<SortKey>, column: Column) -> Option<SortKey> {
    match key {
        None => Some(SortKey::up(column)),
        Some(key) if !key.descending => Some(SortKey::down(column)),
        Some(_) => None,
    }
}

/// What the header's tooltip says.
pub(super) fn hint(order: Order, column: Column) -> String {
    let Some(part) = part(order, column) else {
        let second = if order.is_as_found() { "" } else { ", Shift+click to sort by it second" };
        return format!("Click to sort{second}, drag to move");
    };
    let way = if part.descending { "last to first" } else { "first to last" };
    let (place, shift) = match part.number {
        None => ("Sorted", ""),
        Some(1) => ("Sorted by this first", ", Shift+click to reverse"),
        Some(_) if part.descending => ("Sorted by this second", ", Shift+click to sort no more by it"),
        Some(_) => ("Sorted by this second", ", Shift+click to reverse"),
    };
    let click = match part {
        Sorted { number: Some(2), .. } => "sort by this alone",
        Sorted { descending: false, number: None } => "reverse",
        Sorted { descending: false, .. } => "reverse and sort by this alone",
        _ => "have rows in the order in which they were found",
    };
    format!("{place}, {way}. Click to {click}{shift}")
}

/// The same for who can't see the arrow.
pub(crate) fn described(part: Sorted) -> &'static str {
    match part.number {
        None => "sorted",
        Some(1) => "first sort key",
        Some(_) => "second sort key",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Kind, Name, Size};

    const UP: Order = Order::by(SortKey::up(Size));
    const DOWN: Order = Order::by(SortKey::down(Size));

    fn two(first: Order, second: SortKey) -> Order {
        Order { second: Some(second), ..first }
    }

    #[test]
    fn the_third_click_is_the_order_of_finding() {
        for (before, expected) in [(Order::default(), UP), (UP, DOWN), (DOWN, Order::default())] {
            assert_eq!(next(before, Size, false), expected);
        }
        assert_eq!(next(UP, Name, false), Order::by(SortKey::up(Name)));
    }

    #[test]
    fn shift_turns_the_second_key_and_keeps_the_first() {
        let (up, down) = (two(UP, SortKey::up(Name)), two(UP, SortKey::down(Name)));
        for (before, column, expected) in [
            (UP, Name, up),
            (up, Name, down),
            (down, Name, UP),
            (up, Kind, two(UP, SortKey::up(Kind))),
            (up, Size, two(DOWN, SortKey::up(Name))),
            (UP, Size, DOWN),
            (DOWN, Size, UP),
            (Order::default(), Size, UP),
        ] {
            assert_eq!(next(before, column, true), expected, "{before:?} {column:?}");
        }
    }

    #[test]
    fn a_click_alone_drops_the_second_key() {
        let both = two(UP, SortKey::up(Name));
        assert_eq!(next(both, Size, false), DOWN);
        assert_eq!(next(both, Name, false), Order::by(SortKey::up(Name)));
        assert_eq!(next(two(DOWN, SortKey::up(Name)), Size, false), Order::default());
    }

    #[test]
    fn keys_are_numbered_where_there_are_two() {
        let both = two(DOWN, SortKey::up(Name));
        assert_eq!(part(UP, Size), Some(Sorted { descending: false, number: None }));
        assert_eq!(part(both, Size), Some(Sorted { descending: true, number: Some(1) }));
        assert_eq!(part(both, Name), Some(Sorted { descending: false, number: Some(2) }));
        assert_eq!(part(both, Kind), None);
        assert_eq!(hint(Order::default(), Size), "Click to sort, drag to move");
        assert_eq!(hint(UP, Size), "Sorted, first to last. Click to reverse");
        assert_eq!(hint(UP, Name), "Click to sort, Shift+click to sort by it second, drag to move");
        assert_eq!(
            hint(both, Name),
            "Sorted by this second, first to last. Click to sort by this alone, Shift+click to reverse"
        );
    }
}
