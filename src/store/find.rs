//! Looking for paths: whether what was picked late is there already.

use super::{Folders, Rows, Sheet};
use crate::model::{FolderId, RootId};
use std::collections::HashMap;

/// A path below a picked folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathToFind {
    /// The picked folder.
    pub top: RootId,
    /// The names on the way; at least one.
    pub path: Vec<Box<[u8]>>,
    /// Whether it is a folder, which is there if it was listed. Anything else is there if it has a row.
    pub is_folder: bool,
}

impl PathToFind {
    /// The folder that has to be there, and the name that has to be a row in it.
    fn parts(&self) -> (&[Box<[u8]>], Option<&[u8]>) {
        match (self.is_folder, self.path.split_last()) {
            (false, Some((name, folders))) => (folders, Some(name)),
            _ => (&self.path, None),
        }
    }
}

impl Sheet {
    /// Whether each of these is there; what is `None` isn't. Goes through the folders once, and through those blocks that can have rows of
    /// wanted files, however many are asked for.
    pub fn find(&self, wanted: &[Option<PathToFind>]) -> Vec<bool> {
        let folders = find_folders(&self.folders, wanted);
        let mut found: Vec<bool> = folders.iter().map(Option::is_some).collect();
        let mut files: HashMap<(FolderId, &[u8]), Vec<usize>> = HashMap::new();
        for (at, (wanted, folder)) in wanted.iter().zip(&folders).enumerate() {
            let name = wanted.as_ref().and_then(|wanted| wanted.parts().1);
            if let (Some(folder), Some(name)) = (folder, name) {
                found[at] = false;
                files.entry((*folder, name)).or_default().push(at);
            }
        }
        find_rows(&self.rows, &files, &mut found);
        found
    }
}

/// The folder that each lies in, or is.
pub(super) fn find_folders<'a>(
    folders: &'a Folders,
    wanted: &'a [Option<PathToFind>],
) -> Vec<Option<FolderId>> {
    /// Which one, and how many of its names are found.
    type Here = Vec<(usize, usize)>;
    let mut found = vec![None; wanted.len()];
    let mut tops: HashMap<RootId, Here> = HashMap::new();
    for (at, wanted) in wanted.iter().enumerate() {
        if let Some(wanted) = wanted {
            tops.entry(wanted.top).or_default().push((at, 0));
        }
    }
    if tops.is_empty() {
        return found;
    }
    // A folder has a larger number than the one it is in, so one pass comes to each after its parent.
    let mut below: HashMap<(FolderId, &[u8]), Here> = HashMap::new();
    for id in (0..folders.len()).map(FolderId) {
        let folder = folders.get(id);
        let here = match folder.parent {
            None if folder.name.is_empty() => None,
            None => tops.get(&folder.root).cloned(),
            Some(parent) => below.remove(&(parent, folder.name)),
        };
        for (at, names) in here.into_iter().flatten() {
            let Some((path, _)) = wanted[at].as_ref().map(PathToFind::parts) else { continue };
            match path.get(names) {
                None => found[at] = Some(id),
                Some(next) => below.entry((id, next)).or_default().push((at, names + 1)),
            }
        }
    }
    found
}

fn find_rows(rows: &Rows, files: &HashMap<(FolderId, &[u8]), Vec<usize>>, found: &mut [bool]) {
    let Some(low) = files.keys().map(|(folder, _)| *folder).min() else { return };
    let high = files.keys().map(|(folder, _)| *folder).max().unwrap_or(low);
    for (_, block) in rows.blocks() {
        let (lowest, highest) = block.folder_bounds();
        if highest < low || lowest > high {
            continue;
        }
        for index in 0..block.len() {
            let folder = block.folder(index);
            if folder >= low && folder <= high {
                for &at in files.get(&(folder, block.name(index))).into_iter().flatten() {
                    found[at] = true;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockBuilder, FolderRecord, Kind, Meta, Row};

    fn wanted(top: u32, path: &str, is_folder: bool) -> Option<PathToFind> {
        let path = path.split('/').map(|name| name.as_bytes().into()).collect();
        Some(PathToFind { top: RootId(top), path, is_folder })
    }

    #[test]
    fn what_was_listed_is_found_and_nothing_else() {
        let mut sheet = Sheet::default();
        // `/r` with `a/b` and `a/c`, and `/s` with `a`.
        let folders: [(u32, Option<u32>, u32, &[u8]); 5] = [
            (0, None, 0, b"/r"),
            (1, None, 1, b"/s"),
            (2, Some(0), 0, b"a"),
            (4, Some(2), 0, b"b"),
            (5, Some(1), 1, b"a"),
        ];
        for (id, parent, root, name) in folders {
            sheet.folders.insert(FolderRecord {
                id: FolderId(id),
                parent: parent.map(FolderId),
                root: RootId(root),
                name,
            });
        }
        let mut builder = BlockBuilder::default();
        for (folder, name) in [(2, "x"), (4, "x"), (1, "y")] {
            let meta = Meta::unknown(Kind::File);
            builder.push(Row { folder: FolderId(folder), name: name.as_bytes(), meta, target: None });
        }
        sheet.rows.push(builder.take());
        let cases = [
            (wanted(0, "a", true), true),
            (wanted(0, "a/b", true), true),
            (wanted(0, "a/b", true), true),
            (wanted(0, "a/c", true), false),
            (wanted(0, "b", true), false),
            (wanted(1, "a", true), true),
            (wanted(1, "a/b", true), false),
            (wanted(0, "a/x", false), true),
            (wanted(0, "a/b/x", false), true),
            (wanted(0, "a/b/y", false), false),
            (wanted(0, "x", false), false),
            (wanted(1, "y", false), true),
            (wanted(2, "y", false), false),
            (None, false),
        ];
        let (wanted, expected): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
        assert_eq!(sheet.find(&wanted), expected);
    }
}
