//! How rows are ordered.

use crate::model::Column;

/// How rows are ordered, as in "size descending, then name, numbers by value": by these columns, each with whether its largest come first.
/// `natural` tells that numbers in texts are ordered by their value.
pub fn order(keys: impl IntoIterator<Item = (Column, bool)>, natural: bool) -> String {
    let key = |(column, descending): (Column, bool)| {
        let way = if descending { " descending" } else { "" };
        format!("{}{way}", column.as_str())
    };
    let keys: Vec<String> = keys.into_iter().map(key).collect();
    if keys.is_empty() {
        return "as found".to_owned();
    }
    let natural = if natural { ", numbers by value" } else { "" };
    keys.join(", then ") + natural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_one_after_another() {
        assert_eq!(order([], true), "as found");
        assert_eq!(order([(Column::Name, false)], false), "name");
        assert_eq!(
            order([(Column::Size, true), (Column::Name, false)], true),
            "size descending, then name, numbers by value"
        );
    }
}
