//! What the Folder column says of where a row is: the path below the picked folder, and before it which picked folder that is, where there
//! are several.

use crate::model::{Row, name};
use crate::session::Shown;
use crate::store::Root;
use crate::text;

/// Where a row is, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowPlace {
    /// The picked folder, where it has to be said. It ends in a separator where more follows.
    pub root: String,
    /// The rest, as the system's bytes; empty in the picked folder itself.
    pub below: Vec<u8>,
}

impl RowPlace {
    /// Of a row.
    pub(super) fn of(sheet: &Shown<'_>, row: &Row<'_>) -> RowPlace {
        let (root, below) = sheet.place(row);
        // A folder in which nothing was found can't be the place of a row.
        let has_any = |root: &&Root| root.counts.files > 0 || root.counts.folders > 0;
        let are_several = sheet.roots().iter().filter(has_any).nth(1).is_some();
        let is_said = are_several || below.is_empty();
        let mut label = if is_said { label(sheet, root, sheet.separator(row)) } else { Vec::new() };
        if is_said && !below.is_empty() {
            name::push_part_by(&mut label, b"", sheet.separator(row));
        }
        RowPlace { root: text::shown(&label).into_owned(), below }
    }

    /// All of it in one line.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.root, text::shown(&self.below))
    }
}

/// The last name of a picked folder's path, or all of it where another one's is the same.
fn label(sheet: &Shown<'_>, root: &[u8], separator: u8) -> Vec<u8> {
    let own = last(root, separator);
    let alike = sheet.roots().iter().filter(|other| last(name::path_bytes(&other.path), separator) == own);
    if own.is_empty() || alike.count() > 1 { root.to_vec() } else { own.to_vec() }
}

fn last(path: &[u8], separator: u8) -> &[u8] {
    let is_separator = |byte: &u8| *byte == separator || std::path::is_separator(char::from(*byte));
    path.rsplit(is_separator).next().unwrap_or_default()
}
