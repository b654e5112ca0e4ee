//! Rows as cells: what each column holds, before a format writes it.

use super::Field;
use crate::model::{FolderId, Row, name};
use crate::store::Store;
use crate::text;
use std::borrow::Cow;
use std::path::PathBuf;

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
pub(super) struct InFolder {
    id: FolderId,
    bytes: Vec<u8>,
    /// The folder's path.
    pub path: String,
    /// What stands before the name in the path of a row.
    pub prefix: String,
    /// The picked folder.
    pub root: String,
}

/// Makes cells, and remembers the folder of the last row: rows of one folder mostly come together.
pub(super) struct Cells<'a> {
    store: &'a Store,
    roots: &'a [PathBuf],
    folder: InFolder,
}

impl<'a> Cells<'a> {
    /// `roots` are the picked paths by their number.
    pub fn new(store: &'a Store, roots: &'a [PathBuf]) -> Cells<'a> {
        let none = InFolder {
            id: FolderId(u32::MAX),
            bytes: Vec::new(),
            path: String::new(),
            prefix: String::new(),
            root: String::new(),
        };
        Cells { store, roots, folder: none }
    }

    /// Makes this the folder of the next row. Gives whether it is another one than before.
    pub fn enter(&mut self, id: FolderId) -> bool {
        if self.folder.id == id {
            return false;
        }
        let mut bytes = self.store.folders.path(id);
        let path = text::decoded(&bytes).into_owned();
        let length = bytes.len();
        name::push_part(&mut bytes, b"");
        let prefix = text::decoded(&bytes).into_owned();
        bytes.truncate(length);
        let root = self.roots.get(self.store.root(id).0 as usize);
        let root = root.map(|path| text::decoded(name::path_bytes(path)).into_owned()).unwrap_or_default();
        self.folder = InFolder { id, bytes, path, prefix, root };
        true
    }

    /// The folder that was entered last.
    pub fn folder(&self) -> &InFolder {
        &self.folder
    }

    /// What a row of the entered folder has in a column.
    pub fn cell<'c>(&'c self, row: &Row<'c>, field: Field) -> Cell<'c> {
        let meta = &row.meta;
        match field {
            Field::Path => Cell::Text((self.folder.prefix.clone() + &text::decoded(row.name)).into()),
            Field::Folder => Cell::Text(self.folder.path.as_str().into()),
            Field::Name => Cell::Text(text::decoded(row.name)),
            Field::Extension => Cell::Text(extension(row.name)),
            Field::Kind => Cell::Text(meta.kind.as_str().into()),
            Field::Size => Cell::number(meta.size),
            Field::Allocated => Cell::number(meta.allocated),
            Field::Modified => Cell::time(meta.modified),
            Field::Created => Cell::time(meta.created),
            Field::Root => Cell::Text(self.folder.root.as_str().into()),
            Field::PathHex => self.path_hex(row).map_or(Cell::Empty, |hex| Cell::Text(hex.into())),
        }
    }

    fn path_hex(&self, row: &Row<'_>) -> Option<String> {
        let is_unicode = |bytes| std::str::from_utf8(bytes).is_ok();
        if is_unicode(row.name) && is_unicode(&self.folder.bytes) {
            return None;
        }
        let mut path = self.folder.bytes.clone();
        name::push_part(&mut path, row.name);
        Some(text::hex(&path))
    }
}

/// The extension of a name, in lower case.
pub(super) fn extension(of: &[u8]) -> Cow<'_, str> {
    let extension = name::extension(of);
    if extension.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return text::decoded(extension);
    }
    text::decoded(&text::folded(extension)).into_owned().into()
}
