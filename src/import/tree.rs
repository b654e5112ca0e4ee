//! The folders of a list: a number for each, by its path or by the folder it is in, in whatever order they come.

use crate::model::{FolderId, RootId};
use std::hash::{BuildHasher, RandomState};

const NONE: u32 = u32::MAX;

/// A folder that is known.
#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    root: u32,
    /// Where its name is in the arena.
    start: u64,
    len: u32,
    hash: u32,
}

/// All folders. A folder takes the bytes of its name and some 35 more.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    names: Vec<u8>,
    /// Numbers by hash, at twice as many places as are taken or more.
    places: Vec<u32>,
    /// Keyed anew each time: a list that comes from elsewhere can't know which names fall on one place.
    hasher: RandomState,
}

impl Tree {
    /// Without any.
    pub(super) fn new() -> Tree {
        Tree { nodes: Vec::new(), names: Vec::new(), places: vec![NONE; 1024], hasher: RandomState::new() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The root that a folder belongs to.
    #[inline]
    pub(super) fn root(&self, folder: FolderId) -> RootId {
        RootId(self.nodes[folder.0 as usize].root)
    }

    /// The folder that a folder is in; `None` for a root.
    #[inline]
    pub(super) fn parent(&self, folder: FolderId) -> Option<FolderId> {
        let parent = self.nodes[folder.0 as usize].parent;
        (parent != NONE).then_some(FolderId(parent))
    }

    /// Its name; of a root the whole path.
    pub(super) fn name(&self, folder: FolderId) -> &[u8] {
        let node = &self.nodes[folder.0 as usize];
        &self.names[node.start as usize..][..node.len as usize]
    }

    /// The folder with this name in another; `true` if it is a new one. `None` if there are no more numbers.
    pub(super) fn folder(&mut self, parent: FolderId, name: &[u8]) -> Option<(FolderId, bool)> {
        let hash = self.hasher.hash_one((parent.0, name)) as u32;
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let at = self.places[place];
            if at == NONE {
                break;
            }
            let node = &self.nodes[at as usize];
            if node.hash == hash && node.parent == parent.0 && self.name(FolderId(at)) == name {
                return Some((FolderId(at), false));
            }
            place = (place + 1) & mask;
        }
        let root = self.nodes[parent.0 as usize].root;
        let id = self.add(parent.0, root, name, hash)?;
        self.places[place] = id.0;
        if self.nodes.len() * 2 > self.places.len() {
            self.widen();
        }
        Some((id, true))
    }

    /// A root, which no folder is above.
    pub(super) fn add_root(&mut self, root: RootId, path: &[u8]) -> Option<FolderId> {
        self.add(NONE, root.0, path, 0)
    }

    fn add(&mut self, parent: u32, root: u32, name: &[u8], hash: u32) -> Option<FolderId> {
        let id = u32::try_from(self.nodes.len()).ok().filter(|id| *id < NONE)?;
        let node = Node { parent, root, start: self.names.len() as u64, len: name.len() as u32, hash };
        self.names.extend_from_slice(name);
        self.nodes.push(node);
        Some(FolderId(id))
    }

    fn widen(&mut self) {
        let places = self.places.len() * 2;
        self.places.clear();
        self.places.resize(places, NONE);
        for (id, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.parent != NONE) {
            let mut place = node.hash as usize & (places - 1);
            while self.places[place] != NONE {
                place = (place + 1) & (places - 1);
            }
            self.places[place] = id as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn each_path_has_one_number(paths in prop::collection::vec(prop::collection::vec("[ab]{1,2}", 0..6), 0..400)) {
            let mut tree = Tree::new();
            let root = tree.add_root(RootId(0), b"/").unwrap();
            let mut known: HashMap<Vec<String>, FolderId> = HashMap::new();
            for path in &paths {
                let mut at = root;
                for (depth, part) in path.iter().enumerate() {
                    let (id, is_new) = tree.folder(at, part.as_bytes()).unwrap();
                    let before = known.insert(path[..=depth].to_vec(), id);
                    prop_assert_eq!(before, (!is_new).then_some(id));
                    prop_assert_eq!((tree.parent(id), tree.name(id)), (Some(at), part.as_bytes()));
                    at = id;
                }
            }
            prop_assert_eq!(tree.len(), known.len() + 1);
        }
    }

    #[test]
    fn thousands_are_found_again() {
        let mut tree = Tree::new();
        let root = tree.add_root(RootId(7), b"D:\\").unwrap();
        let all: Vec<_> =
            (0..5000).map(|n| tree.folder(root, format!("{n}").as_bytes()).unwrap().0).collect();
        for (n, id) in all.iter().enumerate() {
            assert_eq!(tree.folder(root, format!("{n}").as_bytes()), Some((*id, false)));
            assert_eq!(tree.root(*id), RootId(7));
        }
    }
}
