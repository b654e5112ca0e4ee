//! Columns as arguments: those to write, and the order of the rows by them.

use crate::model::Column;
use crate::view::{Order, SortKey};

/// Columns, as one argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnList(pub Vec<Column>);

/// What `--help` says of the order.
pub(super) fn sort_help() -> String {
    format!(
        "Order rows by COLUMN, or by two with a comma between as in `-size,name`; `-` before one turns it round \
         [default: as they are found] [columns: {}]",
        sortable()
    )
}

fn sortable() -> String {
    let names: Vec<&str> = Column::TABLE.map(Column::as_str).into_iter().chain(["path"]).collect();
    names.join(", ")
}

/// One key or two, the first one first.
pub(super) fn order(text: &str) -> Result<Order, String> {
    let keys = text.split(',').map(key).collect::<Result<Vec<_>, _>>()?;
    match keys[..] {
        [first] => Ok(Order::by(first)),
        [first, second] if first.column == second.column => {
            Err(format!("`{}` is there twice", first.column.as_str()))
        }
        [first, second] => Ok(Order { second: Some(second), ..Order::by(first) }),
        _ => Err("two columns at most".to_owned()),
    }
}

/// A column by the name that it has in the sheet; a path is ordered by its folder and then its name.
fn key(text: &str) -> Result<SortKey, String> {
    let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
    let column = match name {
        "path" => Some(Column::Folder),
        _ => Column::named(name).filter(|column| column.is_in_table()),
    };
    let column = column.ok_or_else(|| format!("no column is called `{name}`; there are {}", sortable()))?;
    Ok(SortKey { column, descending })
}

/// What `--help` says of the columns.
pub(super) fn columns_help() -> String {
    format!(
        "Columns to write, with commas between; `all` for every one [default: {}] [columns: {}]",
        Column::USUAL.map(Column::as_str).join(","),
        names()
    )
}

fn names() -> String {
    Column::ALL.map(Column::as_str).join(", ")
}

/// The columns of a text, by the names that they have in the sheet.
///
/// # Errors
/// If there is none with a name, or one is there twice.
pub(super) fn columns(text: &str) -> Result<ColumnList, String> {
    if text.trim() == "all" {
        return Ok(ColumnList(Column::ALL.to_vec()));
    }
    let mut columns = Vec::new();
    for name in text.split(',').map(str::trim) {
        let column = Column::named(name);
        let column = column.ok_or_else(|| format!("no column is called `{name}`; there are {}", names()))?;
        if columns.contains(&column) {
            return Err(format!("`{name}` is there twice"));
        }
        columns.push(column);
    }
    Ok(ColumnList(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_that_makes_no_sense_is_refused() {
        for (text, why) in [
            ("colour", "no column is called `colour`; there are name, "),
            ("--reverse", "no column is called `-reverse`"),
            ("size,", "no column is called ``"),
            ("size,-size", "`size` is there twice"),
            ("size,name,kind", "two columns at most"),
        ] {
            assert!(order(text).unwrap_err().starts_with(why), "{text}");
        }
    }
}
