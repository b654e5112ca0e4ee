//! What a click on a header makes of the order, and what the header says of it. Pure.

use crate::model::{Column, ValueKind};
use crate::ui::list::titles::Sorted;
use crate::view::{Order, SortKey};

/// How rows are sorted by a column; `None` where they are not.
pub(crate) fn part(order: Order, column: Column) -> Option<Sorted> {
    let numbered = order.keys().count() > 1;
    let (at, key) = (1..).zip(order.keys()).find(|(_, key)| key.column == column)?;
    Some(Sorted { descending: key.descending, number: numbered.then_some(at) })
}

/// The order after a click. Alone the column is the only key: its usual way, then the other one, then by path again. With Shift it is the
/// second key, in the same turns, and the first one only changes its direction.
pub(super) fn next(order: Order, column: Column, shift: bool) -> Order {
    // Every sheet starts ordered by path: the user didn't choose that column as the first of two.
    let Some(first) = order.first.filter(|_| shift && !order.is_by_path()) else {
        let turned = turn(order.first.filter(|key| key.column == column), column);
        return match turned {
            Some(key) => Order { first: Some(key), second: None, ..order },
            None => Order::by_path(order.natural),
        };
    };
    if first.column == column {
        let first = SortKey { descending: !first.descending, ..first };
        return Order { first: Some(first), ..order };
    }
    Order { second: turn(order.second.filter(|key| key.column == column), column), ..order }
}

/// What a first click asks for: the largest and the newest first, and texts from their first one on.
fn usual(column: Column) -> SortKey {
    SortKey { column, descending: column.values().is_compared() }
}

fn turn(key: Option<SortKey>, column: Column) -> Option<SortKey> {
    let usual = usual(column);
    match key {
        None => Some(usual),
        Some(key) if key == usual => Some(SortKey { descending: !usual.descending, ..usual }),
        Some(_) => None,
    }
}

/// What the header's tooltip says.
pub(super) fn hint(order: Order, column: Column) -> String {
    let Some(part) = part(order, column) else {
        let second =
            if order.is_as_found() || order.is_by_path() { "" } else { ", Shift+click to sort by it second" };
        return format!("Click to sort{second}, drag to move");
    };
    if order.is_by_path() {
        return "Sorted by path: by folder, then by name. Click to reverse".to_owned();
    }
    let key = SortKey { column, descending: part.descending };
    let is_usual = key == usual(column);
    let (place, shift) = match part.number {
        None => ("Sorted", ""),
        Some(1) => ("Sorted by this first", ", Shift+click to reverse"),
        Some(_) if is_usual => ("Sorted by this second", ", Shift+click to reverse"),
        Some(_) => ("Sorted by this second", ", Shift+click to stop sorting by it"),
    };
    let click = match (part.number, is_usual) {
        (Some(2), _) => "sort by this alone",
        (None, true) => "reverse",
        (_, true) => "reverse and sort by this alone",
        (_, false) => "sort by path",
    };
    format!("{place}, {}. Click to {click}{shift}", way(key))
}

/// Which way rows go, in the words of what the column has.
fn way(key: SortKey) -> &'static str {
    match (key.column.values(), key.descending) {
        (ValueKind::Bytes | ValueKind::Difference | ValueKind::Count | ValueKind::Code, true) => {
            "largest first"
        }
        (ValueKind::Bytes | ValueKind::Difference | ValueKind::Count | ValueKind::Code, false) => {
            "smallest first"
        }
        (ValueKind::Time, true) => "newest first",
        (ValueKind::Time, false) => "oldest first",
        (_, true) => "last to first",
        (_, false) => "first to last",
    }
}

/// The same for a screen reader, which says the direction on its own.
pub(crate) fn described(order: Order, part: Sorted) -> &'static str {
    match part.number {
        None if order.is_by_path() => "sorted by path",
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
    fn the_third_click_is_the_order_of_paths_again() {
        let by_path = Order::by_path(false);
        for (before, expected) in [(Order::default(), DOWN), (by_path, DOWN), (DOWN, UP), (UP, by_path)] {
            assert_eq!(next(before, Size, false), expected);
        }
        let (up, down) = (Order::by(SortKey::up(Name)), Order::by(SortKey::down(Name)));
        for (before, expected) in [(by_path, up), (up, down), (down, by_path)] {
            assert_eq!(next(before, Name, false), expected);
        }
        let turned = Order::by(SortKey::down(Column::Folder));
        assert_eq!(
            (next(by_path, Column::Folder, false), next(turned, Column::Folder, false)),
            (turned, by_path)
        );
        let natural = Order { natural: true, ..UP };
        assert_eq!(next(natural, Size, false), Order::by_path(true), "numbers stay as they were chosen");
    }

    #[test]
    fn the_largest_and_the_newest_come_first() {
        for column in Column::TABLE {
            let first = next(Order::by_path(false), column, false).first.unwrap();
            let is_word = matches!(
                column,
                Name | Kind
                    | Column::Extension
                    | Column::Category
                    | Column::Mode
                    | Column::Owner
                    | Column::Group
                    | Column::Attributes
                    | Column::Problem
                    | Column::Suggestion
                    | Column::LinkTarget
                    | Column::Change
                    | Column::WasAt
            );
            // By the folder rows are ordered already.
            assert_eq!(first.descending, !is_word, "{column:?}");
        }
    }

    #[test]
    fn shift_turns_the_second_key_and_keeps_the_first() {
        let (up, down) = (two(UP, SortKey::up(Name)), two(UP, SortKey::down(Name)));
        for (before, column, expected) in [
            (UP, Name, up),
            (up, Name, down),
            (down, Name, UP),
            (up, Kind, two(UP, SortKey::up(Kind))),
            (up, Column::Modified, two(UP, SortKey::down(Column::Modified))),
            (up, Size, two(DOWN, SortKey::up(Name))),
            (UP, Size, DOWN),
            (DOWN, Size, UP),
            (Order::default(), Size, DOWN),
            (Order::by_path(false), Size, DOWN),
        ] {
            assert_eq!(next(before, column, true), expected, "{before:?} {column:?}");
        }
    }

    #[test]
    fn a_click_alone_drops_the_second_key() {
        let both = two(DOWN, SortKey::up(Name));
        assert_eq!(next(both, Size, false), UP);
        assert_eq!(next(both, Name, false), Order::by(SortKey::up(Name)));
        assert_eq!(next(two(UP, SortKey::up(Name)), Size, false), Order::by_path(false));
    }

    #[test]
    fn keys_are_numbered_where_there_are_two() {
        let both = two(DOWN, SortKey::up(Name));
        assert_eq!(part(UP, Size), Some(Sorted { descending: false, number: None }));
        assert_eq!(part(both, Size), Some(Sorted { descending: true, number: Some(1) }));
        assert_eq!(part(both, Name), Some(Sorted { descending: false, number: Some(2) }));
        assert_eq!(part(both, Kind), None);
        assert_eq!(hint(Order::default(), Size), "Click to sort, drag to move");
        assert_eq!(hint(Order::by_path(true), Size), "Click to sort, drag to move");
        assert_eq!(hint(DOWN, Size), "Sorted, largest first. Click to reverse");
        assert_eq!(hint(UP, Size), "Sorted, smallest first. Click to sort by path");
        assert_eq!(hint(UP, Name), "Click to sort, Shift+click to sort by it second, drag to move");
        assert_eq!(
            hint(Order::by_path(true), Column::Folder),
            "Sorted by path: by folder, then by name. Click to reverse"
        );
        assert_eq!(
            hint(both, Name),
            "Sorted by this second, first to last. Click to sort by this alone, Shift+click to reverse"
        );
    }
}
