//! The order of rows in words, for the settings: `-size,name` is by size, the largest first, and then by name.

use crate::model::Column;
use crate::view::{Order, SortKey};

/// The words of an order, for [`restore`].
pub(crate) fn to_words(order: Order) -> String {
    let word = |key: SortKey| format!("{}{}", if key.descending { "-" } else { "" }, key.column.as_str());
    order.keys().map(word).collect::<Vec<_>>().join(",")
}

/// The order that [`to_words`] wrote, with numbers by their digits; `None` where it isn't understood, or has no key.
pub(crate) fn restore(words: &str) -> Option<Order> {
    let key = |word: &str| {
        let (descending, name) = word.strip_prefix('-').map_or((false, word), |name| (true, name));
        let column = Column::named(name).filter(|column| column.is_in_table())?;
        Some(SortKey { column, descending })
    };
    let keys: Option<Vec<SortKey>> = words.split(',').map(key).collect();
    match keys?[..] {
        [first] => Some(Order::by(first)),
        [first, second] if first.column != second.column => {
            Some(Order { second: Some(second), ..Order::by(first) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_comes_back_and_nonsense_is_none() {
        let by_size = Order::by(SortKey::down(Column::Size));
        let two = Order { second: Some(SortKey::up(Column::Name)), ..by_size };
        for order in [by_size, two, Order::by_path(false)] {
            assert_eq!(restore(&to_words(order)), Some(order));
        }
        assert_eq!(to_words(two), "-size,name");
        for words in ["", "-", "nope", "size,", "size,size", "size,name,kind", "path_hex"] {
            assert_eq!(restore(words), None, "{words}");
        }
    }
}
