//! The columns that count what is above a row: how deep it lies, how long its path is.

use crate::model::{Column, FolderId};
use crate::store::Folders;
use crate::text;

/// Longer than any name of any file system, in bytes.
const LONGEST_NAME: u64 = u16::MAX as u64;

/// What a name adds to the number in a column of [`Column::is_of_place`].
pub(super) fn of_name(column: Column, name: &[u8]) -> u64 {
    match column {
        Column::PathLength | Column::NameLength => text::characters(name) as u64,
        Column::PathUtf16 | Column::NameUtf16 => text::utf16_units(name) as u64,
        _ => 1,
    }
}

/// What the folders above add to it, with the separator before the name.
pub(super) fn of_folder(column: Column, folders: &Folders, id: FolderId) -> u64 {
    let (mut sum, separator) = (0, folders.separator(id));
    let mut next = Some(id);
    while let Some(folder) = next.map(|id| folders.get(id)) {
        next = folder.parent;
        sum += step(column, folder.name, next.is_none(), separator);
    }
    sum
}

/// What one folder on the way adds.
fn step(column: Column, own: &[u8], is_top: bool, separator: u8) -> u64 {
    match column {
        Column::NameLength | Column::NameUtf16 => 0,
        // The picked folder itself.
        Column::Depth => u64::from(!is_top),
        // The root of a file system ends in a separator of its own.
        column => of_name(column, own) + u64::from(own.last().is_some_and(|&last| last != separator)),
    }
}

/// The same of every folder, by number.
pub(super) fn of_folders(column: Column, folders: &Folders) -> Vec<u32> {
    let mut sums: Vec<u32> = Vec::with_capacity(folders.len() as usize);
    for id in 0..folders.len() {
        let folder = folders.get(FolderId(id));
        // A folder is numbered before those in it.
        let above = folder.parent.and_then(|parent| sums.get(parent.0 as usize)).copied().unwrap_or(0);
        let own = step(column, folder.name, folder.parent.is_none(), folders.separator(FolderId(id)));
        sums.push(above.saturating_add(u32::try_from(own).unwrap_or(u32::MAX)));
    }
    sums
}

/// No number in the column is below the first or above the second, where folders add so much.
pub(super) fn bounds(folders: &[u32]) -> (u64, u64) {
    (0, u64::from(folders.iter().copied().max().unwrap_or(0)) + LONGEST_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FolderRecord, RootId, name};

    #[test]
    fn a_path_is_as_long_as_it_is_written() {
        let mut folders = Folders::default();
        let (top, deep) = if cfg!(windows) { (r"C:\", r"D:\srv\data") } else { ("/", "/srv/data") };
        for (id, parent, name) in
            [(0, None, top), (1, Some(0), "ä"), (2, Some(1), "😀"), (3, None, deep), (4, Some(3), "x")]
        {
            let parent = parent.map(FolderId);
            folders.insert(FolderRecord { id: FolderId(id), parent, root: RootId(0), name: name.as_bytes() });
        }
        for id in 0..folders.len() {
            let mut path = folders.path(FolderId(id));
            name::push_part(&mut path, b"n");
            let path = String::from_utf8(path).unwrap();
            for (column, expected) in [
                (Column::PathLength, path.chars().count()),
                (Column::PathUtf16, path.encode_utf16().count()),
                (Column::NameLength, 1),
                (Column::Depth, [1, 2, 3, 1, 2][id as usize]),
            ] {
                let above = of_folder(column, &folders, FolderId(id));
                assert_eq!(above + of_name(column, b"n"), expected as u64, "{path} {column:?}");
                assert_eq!(u64::from(of_folders(column, &folders)[id as usize]), above, "{path} {column:?}");
            }
        }
    }
}
