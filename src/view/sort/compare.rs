//! Which of two rows comes first. For a few comparisons: to find a row in a view, to merge new rows in, to order a handful.

use super::ranks::compare_names;
use super::texts::Texts;
use super::values::Values;
use crate::model::{Column, FolderId, ValueKind};
use crate::store::{Folders, Sheet};
use crate::view::{Order, SortKey, Ties};
use std::cmp::Ordering;

/// The total order of a snapshot's rows.
#[derive(Clone, Copy)]
pub(crate) struct Comparison<'a> {
    sheet: &'a Sheet,
    order: Order,
    ties: Ties,
}

impl<'a> Comparison<'a> {
    /// The order of `store`, with the rows that the keys don't tell apart in this order.
    pub(crate) fn new(sheet: &'a Sheet, order: Order, ties: Ties) -> Comparison<'a> {
        // In a folder names follow, whatever comes in.
        let ties = if order.has(Column::Folder) { Ties::Path } else { ties };
        Comparison { sheet, order, ties }
    }

    /// Equal only for a row and itself.
    pub(crate) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.by_keys(self.order.keys(), a, b).then_with(|| self.ties(a, b))
    }

    /// The same for rows that the first key doesn't tell apart.
    pub(crate) fn compare_rest(&self, a: u32, b: u32) -> Ordering {
        self.by_keys(self.order.keys().skip(1), a, b).then_with(|| self.ties(a, b))
    }

    fn by_keys(&self, keys: impl Iterator<Item = SortKey>, a: u32, b: u32) -> Ordering {
        keys.map(|key| self.by_key(key, a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    fn by_key(&self, key: SortKey, a: u32, b: u32) -> Ordering {
        let SortKey { column, descending } = key;
        match column.values() {
            ValueKind::Text => {
                Texts::new(self.sheet, column, self.order.collation()).compare(a, b, descending)
            }
            ValueKind::Path => {
                let order = self.compare_folders(self.folder(a), self.folder(b));
                if descending { order.reverse() } else { order }
            }
            _ => {
                let values = Values::new(self.sheet, column, &[]);
                match (values.of(a), values.of(b)) {
                    (Some(a), Some(b)) if descending => b.cmp(&a),
                    (Some(a), Some(b)) => a.cmp(&b),
                    (a, b) => a.is_none().cmp(&b.is_none()),
                }
            }
        }
    }

    fn ties(&self, a: u32, b: u32) -> Ordering {
        if self.ties == Ties::Found {
            return a.cmp(&b);
        }
        let name = |row| self.sheet.row(row).name;
        self.compare_folders(self.folder(a), self.folder(b))
            .then_with(|| compare_names(name(a), name(b), self.order.natural))
            .then(a.cmp(&b))
    }

    fn compare_folders(&self, a: FolderId, b: FolderId) -> Ordering {
        compare_folders(&self.sheet.folders, a, b, self.order.natural)
    }

    fn folder(&self, row: u32) -> FolderId {
        let (block, index) = self.sheet.rows.locate(row);
        block.folder(index)
    }
}

/// Which of two folders' paths comes first, found along their parents. A folder comes before what is in it.
fn compare_folders(folders: &Folders, a: FolderId, b: FolderId, natural: bool) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    let parent = |id: FolderId| folders.get(id).parent;
    let depth = |id: FolderId| std::iter::successors(Some(id), |&id| parent(id)).count();
    let (a_depth, b_depth) = (depth(a), depth(b));
    let least = a_depth.min(b_depth);
    let lifted = |id: FolderId, by: usize| (0..by).try_fold(id, |id, _| parent(id)).unwrap_or(id);
    let (mut x, mut y) = (lifted(a, a_depth - least), lifted(b, b_depth - least));
    if x == y {
        return a_depth.cmp(&b_depth);
    }
    while let (Some(above_x), Some(above_y)) = (parent(x), parent(y))
        && above_x != above_y
    {
        (x, y) = (above_x, above_y);
    }
    compare_names(folders.get(x).name, folders.get(y).name, natural).then(x.cmp(&y))
}
