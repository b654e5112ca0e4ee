//! Trees for the tests of those who draw them, and may not know the sheet.

use super::{Tree, TreeOrder, TreeRows};
use crate::model::{Cancel, FolderId, FolderRecord, RootId};
use crate::store::Sheet;
use std::sync::Arc;

/// A tree of empty folders, each in one with a lower number or picked, with names that go the other way round.
pub fn sample(parents: &[Option<u32>], order: TreeOrder) -> Arc<Tree> {
    let mut sheet = Sheet::default();
    for (id, parent) in parents.iter().enumerate() {
        let name = format!("{:06}", 999_999 - id);
        let (id, root) = (FolderId(id as u32), RootId(id as u32));
        sheet.folders.insert(FolderRecord { id, parent: parent.map(FolderId), root, name: name.as_bytes() });
    }
    let tree = Tree::make(&sheet, TreeRows::default(), order, None, &Cancel::default());
    Arc::new(tree.expect("nobody cancelled it"))
}
