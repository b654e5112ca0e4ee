//! The lines of the tree: the picked folders, and below each expanded one the folders in it. Made anew when there is another
//! tree, and else changed only where one is expanded or collapsed, so that a frame costs nothing. Pure.

use crate::model::{FolderId, RowSet};
use crate::view::Tree;
use std::sync::{Arc, Weak};

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The folder.
    pub folder: FolderId,
    /// How many folders it is in, up to the picked one.
    pub depth: u32,
}

/// All lines of what is expanded.
#[derive(Default)]
pub(crate) struct Lines {
    /// The tree that they are of. Weak: the session has it freed off the event loop.
    tree: Weak<Tree>,
    lines: Vec<Line>,
    /// By their numbers, which are as dense as those of rows. Also of folders whose parent is collapsed.
    expanded: RowSet,
    /// Whether something was ever expanded, by a person or for one.
    is_begun: bool,
}

impl Lines {
    /// Takes up a tree; whether lines may have moved.
    pub(super) fn follow(&mut self, tree: &Arc<Tree>) -> bool {
        let now = Arc::downgrade(tree);
        if self.tree.ptr_eq(&now) {
            return false;
        }
        self.tree = now;
        // A lone picked folder says nothing that isn't in it.
        if !self.is_begun
            && let [only] = tree.roots()
            && !tree.children(*only).is_empty()
        {
            self.set_expanded(*only, true);
        }
        self.lines = self.below(tree, tree.roots(), 0);
        true
    }

    /// Forgets which folder is which: the sheet is emptied.
    pub(super) fn forget(&mut self) {
        *self = Lines::default();
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.lines.len()
    }

    /// The line at a position.
    pub(super) fn get(&self, at: usize) -> Option<Line> {
        self.lines.get(at).copied()
    }

    /// Where a folder is, if what it is in is expanded. Looks at all lines.
    pub(crate) fn find(&self, folder: FolderId) -> Option<usize> {
        self.lines.iter().position(|line| line.folder == folder)
    }

    /// The line of the folder that the one at a position is in.
    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.get(at)?.depth;
        self.lines[..at].iter().rposition(|line| line.depth < depth)
    }

    /// Whether a folder is expanded.
    pub(super) fn is_expanded(&self, folder: FolderId) -> bool {
        self.expanded.contains(folder.0)
    }

    /// Expands the folder of a line, which has folders in it and isn't expanded.
    pub(super) fn expand(&mut self, tree: &Tree, at: usize) {
        let Some(line) = self.get(at) else { return };
        let children = tree.children(line.folder);
        if children.is_empty() || self.is_expanded(line.folder) {
            return;
        }
        self.set_expanded(line.folder, true);
        let below = self.below(tree, children, line.depth + 1);
        self.lines.splice(at + 1..at + 1, below);
    }

    /// Collapses the folder of a line. What is expanded below it is so again when it is expanded.
    pub(super) fn collapse(&mut self, at: usize) {
        let Some(line) = self.get(at) else { return };
        if !self.is_expanded(line.folder) {
            return;
        }
        self.set_expanded(line.folder, false);
        let below = self.lines[at + 1..].iter().take_while(|other| other.depth > line.depth).count();
        self.lines.drain(at + 1..at + 1 + below);
    }

    fn set_expanded(&mut self, folder: FolderId, expanded: bool) {
        self.is_begun = true;
        if expanded { self.expanded.insert(folder.0) } else { self.expanded.remove(folder.0) }
    }

    /// The lines of `folders` and of what is expanded in them. Without recursion: folders may be thousands deep.
    fn below(&self, tree: &Tree, folders: &[FolderId], depth: u32) -> Vec<Line> {
        let mut lines = Vec::with_capacity(folders.len());
        let mut levels = vec![folders.iter()];
        while let Some(level) = levels.last_mut() {
            match level.next() {
                None => {
                    levels.pop();
                }
                Some(&folder) => {
                    lines.push(Line { folder, depth: depth + levels.len() as u32 - 1 });
                    if self.is_expanded(folder) {
                        levels.push(tree.children(folder).iter());
                    }
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{TreeKey, TreeOrder, sample_tree};
    use proptest::prelude::*;

    /// Every fifth folder is a picked one.
    fn tree(parents: &[usize], order: TreeOrder) -> Arc<Tree> {
        let parent = |(id, parent): (usize, &usize)| (id % 5 > 0).then(|| (parent % id) as u32);
        let parents: Vec<_> = parents.iter().enumerate().map(parent).collect();
        sample_tree(&parents, order)
    }

    fn expected(tree: &Tree, folders: &[FolderId], expanded: &[FolderId], depth: u32) -> Vec<Line> {
        let one = |&folder: &FolderId| {
            let below = if expanded.contains(&folder) { tree.children(folder) } else { &[] };
            let line = Line { folder, depth };
            [vec![line], expected(tree, below, expanded, depth + 1)].concat()
        };
        folders.iter().flat_map(one).collect()
    }

    proptest! {
        #[test]
        fn lines_are_those_of_what_is_expanded(
            parents in prop::collection::vec(any::<usize>(), 6..30),
            steps in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let (mut now, other) = (
                tree(&parents, TreeOrder::by(TreeKey::Name)),
                tree(&parents, TreeOrder { descending: true, ..TreeOrder::by(TreeKey::Name) }),
            );
            let mut lines = Lines::default();
            prop_assert!(lines.follow(&now));
            let mut expanded = Vec::new();
            for (step, at) in steps.iter().enumerate() {
                let at = at.index(lines.count());
                let folder = lines.get(at).unwrap().folder;
                if lines.is_expanded(folder) {
                    lines.collapse(at);
                    expanded.retain(|other| *other != folder);
                } else {
                    lines.expand(&now, at);
                    if !now.children(folder).is_empty() {
                        expanded.push(folder);
                    }
                }
                if step % 7 == 6 {
                    now = if step % 2 == 0 { other.clone() } else { now };
                    lines.follow(&now);
                }
                prop_assert!(!lines.follow(&now));
                prop_assert_eq!(&lines.lines, &expected(&now, now.roots(), &expanded, 0));
                let parent = lines.parent(at).map(|at| lines.get(at).unwrap().folder);
                prop_assert_eq!(parent, now.parent(lines.get(at).unwrap().folder));
            }
        }
    }

    #[test]
    fn a_lone_picked_folder_is_open_from_the_start() {
        let tree = tree(&[0; 3], TreeOrder::default());
        let mut lines = Lines::default();
        lines.follow(&tree);
        assert_eq!(lines.count(), 1 + tree.children(FolderId(0)).len());
        lines.collapse(0);
        lines.follow(&tree);
        assert_eq!(lines.count(), 1);
    }
}
