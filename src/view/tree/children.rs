//! The folders in each folder, in order: all in one column, those of one folder together.

use super::order::Comparer;
use super::parents::Parents;
use crate::model::{Cancel, FolderId};
use rayon::prelude::*;
use std::ops::Range;

/// Folders that one thread puts in order before it asks again whether that is still wanted.
const PIECE: usize = 4096;

/// The folders in each folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Children {
    roots: Vec<FolderId>,
    ids: Vec<FolderId>,
    /// By folder: where those in it begin in `ids`. They end where the next folder's begin.
    first: Vec<u32>,
}

impl Children {
    /// Puts the folders into those they are in, and in order there; `None` if cancelled. `before` are the same folders, in
    /// another order or in one that has hardly changed.
    pub(super) fn ordered(
        parents: &Parents,
        comparer: &Comparer<'_>,
        before: Option<&Children>,
        cancel: &Cancel,
    ) -> Option<Children> {
        let mut children = before.map_or_else(|| gathered(parents), Children::clone);
        children.roots = parents.roots();
        sort_one(&mut children.roots, &mut Vec::new(), comparer);
        let Children { ids, first, .. } = &mut children;
        sort(ids, first, 0..parents.len(), comparer, cancel);
        (!cancel.is_set()).then_some(children)
    }

    /// Only the picked folders.
    pub(super) fn only_roots(parents: &Parents) -> Children {
        Children { roots: parents.roots(), ..Children::default() }
    }

    /// The folders in each folder, in the order of their numbers.
    pub(super) fn as_found(parents: &Parents) -> Children {
        Children { roots: parents.roots(), ..gathered(parents) }
    }

    pub(super) fn roots(&self) -> &[FolderId] {
        &self.roots
    }

    pub(super) fn of(&self, folder: FolderId) -> &[FolderId] {
        let at = folder.0 as usize;
        match self.first.get(at..at + 2) {
            Some(&[start, end]) => &self.ids[start as usize..end as usize],
            _ => &[],
        }
    }

    pub(super) fn heap_bytes(&self) -> usize {
        (self.roots.capacity() + self.ids.capacity() + self.first.capacity()) * 4
    }
}

/// By counting how many there are in each folder.
fn gathered(parents: &Parents) -> Children {
    let mut first = vec![0u32; parents.len() + 2];
    // Two further on than it belongs: the places then move the beginnings to where they belong.
    for (_, parent) in parents.pairs() {
        first[parent.0 as usize + 2] += 1;
    }
    for at in 2..first.len() {
        first[at] += first[at - 1];
    }
    let all = first.last().copied().unwrap_or_default() as usize;
    let mut ids = vec![FolderId(0); all];
    for (folder, parent) in parents.pairs() {
        let place = &mut first[parent.0 as usize + 1];
        ids[*place as usize] = folder;
        *place += 1;
    }
    first.pop();
    Children { roots: Vec::new(), ids, first }
}

/// Puts the children of each folder of `folders` in order. `ids` are exactly theirs.
fn sort(
    ids: &mut [FolderId],
    first: &[u32],
    folders: Range<usize>,
    comparer: &Comparer<'_>,
    cancel: &Cancel,
) {
    if cancel.is_set() {
        return;
    }
    let start = |folder: usize| first[folder] as usize - first[folders.start] as usize;
    if ids.len() > PIECE && folders.len() > 1 {
        let middle = folders.start + folders.len() / 2;
        let (left, right) = ids.split_at_mut(start(middle));
        rayon::join(
            || sort(left, first, folders.start..middle, comparer, cancel),
            || sort(right, first, middle..folders.end, comparer, cancel),
        );
        return;
    }
    let mut keyed = Vec::new();
    for folder in folders.clone() {
        sort_one(&mut ids[start(folder)..start(folder + 1)], &mut keyed, comparer);
    }
}

fn sort_one(ids: &mut [FolderId], keyed: &mut Vec<(u64, FolderId)>, comparer: &Comparer<'_>) {
    if ids.len() < 2 {
        return;
    }
    let before =
        |a: &(u64, FolderId), b: &(u64, FolderId)| a.0.cmp(&b.0).then_with(|| comparer.tie(a.1, b.1));
    keyed.clear();
    keyed.extend(ids.iter().map(|&id| (comparer.key(id), id)));
    if keyed.is_sorted_by(|a, b| before(a, b).is_lt()) {
        return;
    }
    if keyed.len() > PIECE {
        keyed.par_sort_unstable_by(before);
    } else {
        keyed.sort_unstable_by(before);
    }
    ids.iter_mut().zip(keyed).for_each(|(id, (_, sorted))| *id = *sorted);
}
