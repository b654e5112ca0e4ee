//! The filter after a click on a cell: its text with another term, which is quoted rightly whatever the cell has. Pure.

use crate::model::{Column, Row, name};
use crate::session::Shown;
use crate::text;
use crate::view::{exact, only_term, with_terms};

/// The filter that shows only what has this row's extension.
pub(super) fn only_extension(filter: &str, row: &Row<'_>) -> String {
    only_term(filter, &exact::extension(&text::lowered(name::extension(row.name))))
}

/// The filter that leaves out what has the same as this row in a column.
pub(super) fn without(filter: &str, sheet: &Shown<'_>, row: &Row<'_>, column: Column) -> String {
    let term = match column {
        Column::Folder => exact::folder(&sheet.folder_path(row), sheet.separator(row)),
        Column::Extension => exact::extension(&text::lowered(name::extension(row.name))),
        Column::Kind => format!("kind:{}", row.meta.kind.as_str()),
        Column::Category => match sheet.categories().of(row.meta.kind, row.name) {
            Some(category) => format!("category:{}", category.as_str()),
            // A folder has none.
            None => exact::name(row.name),
        },
        _ => exact::name(row.name),
    };
    with_terms(filter, &format!("-{term}"))
}
