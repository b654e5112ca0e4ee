//! Makes a tree of a snapshot, from nothing or from the tree before.

use super::Tree;
use super::children::Children;
use super::links::Links;
use super::order::{Comparer, TreeOrder};
use super::sums::Sums;
use super::wanted::Wanted;
use crate::model::Cancel;
use crate::store::Sheet;
use crate::view::pool;

impl Tree {
    /// The tree of `store` over the `wanted` rows; `None` if cancelled.
    ///
    /// `before` is an earlier tree of the same sheet: if its filter was the same, only the rows that came since are read.
    pub fn make(
        sheet: &Sheet,
        wanted: Wanted,
        order: TreeOrder,
        before: Option<&Tree>,
        cancel: &Cancel,
    ) -> Option<Tree> {
        pool::run(|| make(sheet, wanted, order, before, cancel))
    }
}

fn make(
    sheet: &Sheet,
    wanted: Wanted,
    order: TreeOrder,
    before: Option<&Tree>,
    cancel: &Cancel,
) -> Option<Tree> {
    let links = Links::of(&sheet.folders, before.map(|tree| &tree.links));
    let summed = before.filter(|tree| tree.filter == wanted.filter && tree.covers <= wanted.covers);
    let summed = summed.map(|tree| (&tree.sums, tree.covers));
    let sums = Sums::of(sheet, &wanted, &links, summed, cancel)?;
    let comparer = Comparer { order, sums: &sums, folders: &sheet.folders };
    let gathered =
        before.filter(|tree| tree.links.known() == links.known() && tree.links.len() == links.len());
    let children = Children::ordered(&links, &comparer, gathered.map(|tree| &tree.children), cancel)?;
    let Wanted { filter, covers, .. } = wanted;
    Some(Tree { filter, covers, order, links, sums, children })
}
