//! Makes a tree of a snapshot, from nothing or from the tree before.

use super::Tree;
use super::children::Children;
use super::order::{Comparer, TreeOrder};
use super::parents::Parents;
use super::rows::TreeRows;
use super::sums::Sums;
use super::unread::UnreadFolders;
use crate::model::Cancel;
use crate::store::Sheet;
use crate::view::pool;

impl Tree {
    /// The tree of `sheet` over `rows`; `None` if cancelled.
    ///
    /// `before` is an earlier tree of the same sheet: if its filter was the same, only the rows that came since are read.
    pub fn make(
        sheet: &Sheet,
        rows: TreeRows,
        order: TreeOrder,
        before: Option<&Tree>,
        cancel: &Cancel,
    ) -> Option<Tree> {
        pool::run(|| make(sheet, rows, order, before, cancel))
    }
}

fn make(
    sheet: &Sheet,
    rows: TreeRows,
    order: TreeOrder,
    before: Option<&Tree>,
    cancel: &Cancel,
) -> Option<Tree> {
    let parents = Parents::of(&sheet.folders, before.map(|tree| &tree.parents));
    let summed = before.filter(|tree| tree.filter == rows.filter && tree.covers <= rows.covers);
    let summed = summed.map(|tree| (&tree.sums, tree.covers));
    let sums = Sums::of(sheet, &rows, &parents, summed, cancel)?;
    let comparer = Comparer { order, sums: &sums, folders: &sheet.folders };
    let gathered =
        before.filter(|tree| tree.parents.known() == parents.known() && tree.parents.len() == parents.len());
    let children = Children::ordered(&parents, &comparer, gathered.map(|tree| &tree.children), cancel)?;
    let unread = UnreadFolders::of(sheet, &parents, &children);
    let TreeRows { filter, covers, .. } = rows;
    Some(Tree { filter, covers, order, parents, sums, children, unread })
}
