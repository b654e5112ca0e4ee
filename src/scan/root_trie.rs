//! Which roots are at a path, and which around it: a tree of names, so that a path is gone through once however many of its folders are
//! roots.

use crate::model::{RootId, name};
use std::collections::HashMap;
use std::path::Path;

#[derive(Debug, Default)]
struct TrieNode {
    below: HashMap<Box<[u8]>, usize>,
    roots: Vec<RootId>,
}

/// Roots by their real paths.
#[derive(Debug)]
pub(super) struct RootTrie(Vec<TrieNode>);

impl Default for RootTrie {
    fn default() -> RootTrie {
        RootTrie(vec![TrieNode::default()])
    }
}

impl RootTrie {
    pub(super) fn insert(&mut self, path: &Path, root: RootId) {
        let mut at = 0;
        for part in path.components() {
            let part = name::bytes(part.as_os_str());
            at = match self.0[at].below.get(part) {
                Some(&next) => next,
                None => {
                    let next = self.0.len();
                    self.0.push(TrieNode::default());
                    self.0[at].below.insert(part.into(), next);
                    next
                }
            };
        }
        self.0[at].roots.push(root);
    }

    pub(super) fn remove(&mut self, path: &Path, root: RootId) {
        let mut at = 0;
        for part in path.components() {
            let Some(&next) = self.0[at].below.get(name::bytes(part.as_os_str())) else { return };
            at = next;
        }
        self.0[at].roots.retain(|&of| of != root);
    }

    /// The roots at a path and those above it, the nearest first.
    pub(super) fn around(&self, path: &Path) -> (&[RootId], Vec<RootId>) {
        let mut on_the_way: Vec<&[RootId]> = vec![&self.0[0].roots];
        let mut at = 0;
        let mut is_whole = true;
        for part in path.components() {
            let Some(&next) = self.0[at].below.get(name::bytes(part.as_os_str())) else {
                is_whole = false;
                break;
            };
            at = next;
            on_the_way.push(&self.0[at].roots);
        }
        let here = if is_whole { on_the_way.pop().unwrap_or_default() } else { &[] };
        (here, on_the_way.into_iter().rev().flatten().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_found_at_and_around_a_path() {
        let mut paths = RootTrie::default();
        for (path, root) in [("/", 0), ("/a", 1), ("/a/b/c", 2), ("/a", 3), ("/ab", 4)] {
            paths.insert(Path::new(path), RootId(root));
        }
        let around = |paths: &RootTrie, path: &str| {
            let (here, above) = paths.around(Path::new(path));
            let numbers = |roots: &[RootId]| roots.iter().map(|root| root.0).collect::<Vec<_>>();
            (numbers(here), numbers(&above))
        };
        assert_eq!(around(&paths, "/a"), (vec![1, 3], vec![0]));
        assert_eq!(around(&paths, "/a/b"), (vec![], vec![1, 3, 0]));
        assert_eq!(around(&paths, "/a/b/c/d/e"), (vec![], vec![2, 1, 3, 0]));
        assert_eq!(around(&paths, "/abc"), (vec![], vec![0]));
        assert_eq!(around(&paths, "/"), (vec![0], vec![]));
        paths.remove(Path::new("/a"), RootId(1));
        paths.remove(Path::new("/x/y"), RootId(1));
        assert_eq!(around(&paths, "/a"), (vec![3], vec![0]));
    }
}
