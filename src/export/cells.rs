//! Rows as cells: what each column holds, before a format writes it.

use super::Field;
use crate::model::{FolderId, RootId, Row, name};
use crate::store::Sheet;
use crate::text;
use std::borrow::Cow;

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A text, as it is but for bytes that are no Unicode.
    Text(Cow<'a, str>),
    /// A number of bytes, or a code.
    Number(i128),
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    Time(i64),
}

impl Cell<'_> {
    fn number(value: Option<u64>) -> Self {
        value.map_or(Cell::Empty, |value| Cell::Number(value.into()))
    }

    fn time(value: Option<i64>) -> Self {
        value.map_or(Cell::Empty, Cell::Time)
    }
}

/// What the rows of one folder have alike.
#[derive(Default)]
pub(super) struct InFolder {
    id: Option<FolderId>,
    /// The folder's path, and the separator behind it.
    bytes: Vec<u8>,
    is_unicode: bool,
    text: String,
    /// How much of the text is the folder's own path.
    length: usize,
    root_id: Option<RootId>,
    root: String,
}

impl InFolder {
    /// The folder's path.
    pub(super) fn path(&self) -> &str {
        &self.text[..self.length]
    }

    /// What stands before the name in the path of a row.
    pub(super) fn prefix(&self) -> &str {
        &self.text
    }

    /// The picked folder.
    pub(super) fn root(&self) -> &str {
        &self.root
    }
}

/// Makes cells, and remembers the folder of the last row: rows of one folder mostly come together.
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    folder: InFolder,
}

impl<'a> Cells<'a> {
    /// No folder is entered yet.
    pub(super) fn new(sheet: &'a Sheet) -> Cells<'a> {
        Cells { sheet, folder: InFolder::default() }
    }

    /// Makes this the folder of the next row. Gives whether it is another one than before.
    pub(super) fn enter(&mut self, id: FolderId) -> bool {
        let folder = &mut self.folder;
        if folder.id.replace(id) == Some(id) {
            return false;
        }
        folder.bytes.clear();
        self.sheet.folders.push_path(id, &mut folder.bytes);
        let is_apart = folder.bytes.last().is_some_and(|&last| last != name::SEPARATOR);
        name::push_part(&mut folder.bytes, b"");
        let text = text::decoded(&folder.bytes);
        folder.is_unicode = matches!(text, Cow::Borrowed(_));
        folder.text.clear();
        folder.text.push_str(&text);
        folder.length = text.len() - usize::from(is_apart);
        let root = self.sheet.root(id);
        if folder.root_id.replace(root) != Some(root) {
            let path = self.sheet.roots.with_id(root);
            let path = path.map_or(&[][..], |root| name::path_bytes(&root.path));
            folder.root = text::decoded(path).into_owned();
        }
        true
    }

    /// The folder that was entered last.
    pub(super) fn folder(&self) -> &InFolder {
        &self.folder
    }

    /// What a row of the entered folder has in a column.
    pub(super) fn cell<'c>(&'c self, row: &Row<'c>, field: Field) -> Cell<'c> {
        let meta = &row.meta;
        match field {
            Field::Path => Cell::Text((self.folder.text.clone() + &text::decoded(row.name)).into()),
            Field::Folder => Cell::Text(self.folder.path().into()),
            Field::Name => Cell::Text(text::decoded(row.name)),
            Field::Extension => Cell::Text(extension(row.name)),
            Field::Kind => Cell::Text(meta.kind.as_str().into()),
            Field::Size => Cell::number(meta.size),
            Field::Allocated => Cell::number(meta.allocated),
            Field::Modified => Cell::time(meta.modified),
            Field::Created => Cell::time(meta.created),
            Field::Root => Cell::Text(self.folder.root().into()),
            Field::PathHex => {
                let is_name_unicode = std::str::from_utf8(row.name).is_ok();
                self.path_hex(row, is_name_unicode).map_or(Cell::Empty, |hex| Cell::Text(hex.into()))
            }
        }
    }

    /// The path's bytes in hexadecimal; none where it is Unicode.
    pub(super) fn path_hex(&self, row: &Row<'_>, is_name_unicode: bool) -> Option<String> {
        if is_name_unicode && self.folder.is_unicode {
            return None;
        }
        Some(text::hex(&self.folder.bytes) + &text::hex(row.name))
    }
}

/// The extension of a name, in small letters.
pub(super) fn extension(of: &[u8]) -> Cow<'_, str> {
    match text::lowered(name::extension(of)) {
        Cow::Borrowed(extension) => text::decoded(extension),
        Cow::Owned(extension) => text::decoded(&extension).into_owned().into(),
    }
}
