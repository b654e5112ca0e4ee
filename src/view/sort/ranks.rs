//! The order of folders by path, as one number each, so that rows are compared by path without building any.

use crate::model::FolderId;
use crate::store::Folders;
use crate::text::Collation;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::ops::Range;

/// What stands for 'no parent' when folders are put in order: before every number.
const TOP: u32 = 0;

/// A folder with what is compared first: its parent's number plus one, and the beginning of its name.
#[derive(Clone, Copy)]
struct Child {
    parent: u32,
    id: u32,
    name: u64,
}

/// Which of two names comes first in a path: by their bytes, or as names are ordered where numbers have their value.
pub(super) fn compare_names(a: &[u8], b: &[u8], natural: bool) -> Ordering {
    if natural { Collation::Natural.compare(a, b).then_with(|| a.cmp(b)) } else { a.cmp(b) }
}

/// By folder, its place among all: a folder comes before what is in it, and folders in one folder by the bytes of
/// their names or with numbers by their value. Adding folders changes places but never which of two comes first.
pub(super) fn ranks(folders: &Folders, natural: bool) -> Vec<u32> {
    let child = |folded: &mut Vec<u8>, id| child(folders, id, natural, folded);
    let mut children: Vec<Child> = (0..folders.len()).into_par_iter().map_init(Vec::new, child).collect();
    children.par_sort_unstable_by(|a, b| {
        let name = |child: &Child| folders.get(FolderId(child.id)).name;
        let names = || compare_names(name(a), name(b), natural);
        (a.parent, a.name).cmp(&(b.parent, b.name)).then_with(names).then(a.id.cmp(&b.id))
    });
    // The children of a folder lie together now; remember where.
    let mut first = vec![0u32; children.len() + 2];
    for child in &children {
        first[child.parent as usize + 1] += 1;
    }
    for i in 1..first.len() {
        first[i] += first[i - 1];
    }
    let of = |parent: u32| first[parent as usize] as usize..first[parent as usize + 1] as usize;
    let mut ranks = vec![0; children.len()];
    let mut open: Vec<Range<usize>> = vec![of(TOP)];
    let mut next = 0;
    while let Some(siblings) = open.last_mut() {
        let Some(at) = siblings.next() else {
            open.pop();
            continue;
        };
        let id = children[at].id;
        ranks[id as usize] = next;
        next += 1;
        open.push(of(id + 1));
    }
    ranks
}

fn child(folders: &Folders, id: u32, natural: bool, folded: &mut Vec<u8>) -> Child {
    let folder = folders.get(FolderId(id));
    let mut name = [0; 8];
    if natural {
        name = Collation::Natural.part(folder.name, 0, folded);
    } else {
        let len = folder.name.len().min(8);
        name[..len].copy_from_slice(&folder.name[..len]);
    }
    Child { parent: folder.parent.map_or(TOP, |parent| parent.0 + 1), id, name: u64::from_be_bytes(name) }
}
