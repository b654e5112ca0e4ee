//! One row as the fields of a record.

use crate::model::{FolderId, Row, name};
use crate::store::Store;
use crate::text;
use std::borrow::Cow;
use std::path::PathBuf;

/// The columns, in the order in which `Records::write` writes them. Fixed: programs read them by name.
pub const HEADER: [&str; 11] = [
    "path",
    "folder",
    "name",
    "extension",
    "kind",
    "size",
    "allocated",
    "modified",
    "created",
    "root",
    "path_hex",
];

/// Makes records, and remembers the folder of the last one: rows of one folder mostly come together.
pub struct Records<'a> {
    store: &'a Store,
    roots: &'a [PathBuf],
    folder: Option<(FolderId, Vec<u8>)>,
    path: Vec<u8>,
}

impl<'a> Records<'a> {
    /// `roots` are the picked paths by their number.
    pub fn new(store: &'a Store, roots: &'a [PathBuf]) -> Records<'a> {
        Records { store, roots, folder: None, path: Vec::new() }
    }

    /// Writes the fields of one row, one after another.
    pub fn write<E>(&mut self, row: &Row<'_>, mut field: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let folders = &self.store.folders;
        if self.folder.as_ref().is_none_or(|(id, _)| *id != row.folder) {
            self.folder = Some((row.folder, folders.path(row.folder)));
        }
        let folder = self.folder.as_ref().map_or(&[][..], |(_, path)| path);
        let root = self.roots.get(folders.get(row.folder).root.0 as usize);
        let root = root.map(|path| name::path_bytes(path)).unwrap_or_default();
        self.path.clear();
        self.path.extend_from_slice(folder);
        name::push_part(&mut self.path, row.name);
        let meta = &row.meta;
        field(&text::decoded(&self.path))?;
        field(&text::decoded(folder))?;
        field(&text::decoded(row.name))?;
        field(&extension(row))?;
        field(meta.kind.as_str())?;
        field(&number(meta.size))?;
        field(&number(meta.allocated))?;
        field(&meta.modified.map(text::utc).unwrap_or_default())?;
        field(&meta.created.map(text::utc).unwrap_or_default())?;
        field(&text::decoded(root))?;
        let is_unicode = std::str::from_utf8(&self.path).is_ok();
        field(&if is_unicode { String::new() } else { text::hex(&self.path) })
    }
}

fn number(value: Option<u64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn extension<'a>(row: &Row<'a>) -> Cow<'a, str> {
    let extension = text::decoded(name::extension(row.name));
    if extension.chars().any(char::is_uppercase) { extension.to_lowercase().into() } else { extension }
}
