//! About columns that a system leaves empty.

use crate::model::Column;

/// Why columns are empty for what is read on Windows.
pub fn empty_on_windows(columns: &[Column]) -> String {
    let titles = columns.iter().map(|column| column.title()).collect::<Vec<_>>().join(", ");
    let verb = if columns.len() == 1 { "stays" } else { "stay" };
    format!(
        "{titles} {verb} empty for what is read on Windows: a folder's list doesn't have it there, and to open every file \
         for it would take many times as long"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_is_named() {
        assert!(empty_on_windows(&[Column::Owner]).starts_with("Owner stays empty for"));
        let all: Vec<Column> = Column::ALL.into_iter().filter(|one| one.is_empty_on_windows()).collect();
        let words = empty_on_windows(&all);
        assert!(all.len() == 4 && all.iter().all(|column| words.contains(column.title())), "{words}");
        assert!(words.contains(" stay empty"), "{words}");
    }
}
