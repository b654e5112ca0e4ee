//! The order of folders by path, as one number each, so that rows are compared by path without building any.

use crate::model::FolderId;
use crate::store::Folders;
use rayon::prelude::*;

/// What stands for 'no parent' when folders are put in order: before every number.
const TOP: u32 = 0;

/// By folder, its place among all: a folder comes before what is in it, and folders in one folder by the bytes of
/// their names. Adding folders changes places but never which of two comes first.
pub fn ranks(folders: &Folders) -> Vec<u32> {
    let parent = |id: u32| folders.get(FolderId(id)).parent.map_or(TOP, |parent| parent.0 + 1);
    let parents: Vec<u32> = (0..folders.len()).map(parent).collect();
    let mut ids: Vec<u32> = (0..folders.len()).collect();
    ids.par_sort_unstable_by(|&a, &b| {
        let name = |id: u32| folders.get(FolderId(id)).name;
        parents[a as usize]
            .cmp(&parents[b as usize])
            .then_with(|| name(a).cmp(name(b)))
            .then_with(|| a.cmp(&b))
    });
    // The children of a folder lie together now; remember where.
    let mut first = vec![0u32; ids.len() + 2];
    for &parent in &parents {
        first[parent as usize + 1] += 1;
    }
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
    let children = |of: u32| first[of as usize] as usize..first[of as usize + 1] as usize;
    let mut ranks = vec![0; ids.len()];
    let mut stack: Vec<u32> = ids[children(TOP)].iter().rev().copied().collect();
    let mut next = 0;
    while let Some(id) = stack.pop() {
        ranks[id as usize] = next;
        next += 1;
        stack.extend(ids[children(id + 1)].iter().rev());
    }
    ranks
}
