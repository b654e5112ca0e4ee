//! The folders of a sheet by the folder that they are in and their name, for rows of folders that the other sheet has only as folders.

use super::side::Known;
use crate::model::FolderId;
use crate::store::Sheet;
use std::collections::HashMap;

type ByName<'a> = HashMap<(FolderId, &'a [u8]), FolderId>;

/// See the module.
#[derive(Default)]
pub(super) struct ListedFolders<'a> {
    old: ByName<'a>,
    new: ByName<'a>,
}

impl<'a> ListedFolders<'a> {
    /// Of a sheet whose folders are rows where those of the other one aren't; else of none.
    pub(super) fn of(old: &Known<'a>, new: &Known<'a>) -> ListedFolders<'a> {
        let of = |one: &Known<'a>, other: &Known<'a>| {
            if one.lists_folders && !other.lists_folders { by_name(one.sheet) } else { ByName::new() }
        };
        ListedFolders { old: of(old, new), new: of(new, old) }
    }

    /// The folder of the old sheet that is called so.
    pub(super) fn in_old(&self, parent: FolderId, name: &[u8]) -> Option<FolderId> {
        self.old.get(&(parent, name)).copied()
    }

    /// The folder of the new sheet that is called so.
    pub(super) fn in_new(&self, parent: FolderId, name: &[u8]) -> Option<FolderId> {
        self.new.get(&(parent, name)).copied()
    }
}

fn by_name(sheet: &Sheet) -> ByName<'_> {
    let ids = (0..sheet.folders.len()).map(FolderId);
    ids.filter_map(|id| {
        let folder = sheet.folders.get(id);
        Some(((folder.parent?, folder.name), id))
    })
    .collect()
}
