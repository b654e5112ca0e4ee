//! The lines of the tree: the picked folders, and below each expanded one the folders in it. Made anew when there is another
//! tree, and else changed only where one is expanded or collapsed, so that a frame costs nothing. Pure.

use crate::model::{FolderId, RowSet};
use crate::view::Tree;
use std::sync::{Arc, Weak};

/// So many picked folders, at most, are expanded at first: with more, the first screen would not show that there are others.
const FEW: usize = 3;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The folder.
    pub folder: FolderId,
    /// How many folders it is in, up to the picked one.
    pub depth: u32,
    /// Which it is of the lines that are in the same folder, from 0,
    pub place: u32,
    /// and how many these are.
    pub of: u32,
}

/// All lines of what is expanded.
#[derive(Default)]
pub(crate) struct Lines {
    /// The tree that they are of. Weak: the session has it freed off the event loop.
    tree: Weak<Tree>,
    lines: Vec<Line>,
    /// By their numbers, which are as dense as those of rows. Also of folders whose parent is collapsed.
    expanded: RowSet,
    /// The picked folders that were expanded at first, or were not to be.
    begun: RowSet,
}

impl Lines {
    /// Takes up a tree; whether lines may have moved.
    pub(super) fn follow(&mut self, tree: &Arc<Tree>) -> bool {
        let now = Arc::downgrade(tree);
        if self.tree.ptr_eq(&now) {
            return false;
        }
        self.tree = now;
        let is_few = tree.roots().len() + tree.unread_in(None).len() <= FEW;
        for &root in tree.roots() {
            if has_children(tree, root) && !self.begun.contains(root.0) {
                self.begun.insert(root.0);
                if is_few {
                    self.set_expanded(root, true);
                }
            }
        }
        self.lines = self.below(tree, None, 0);
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
        if !has_children(tree, line.folder) || self.is_expanded(line.folder) {
            return;
        }
        self.set_expanded(line.folder, true);
        let below = self.below(tree, Some(line.folder), line.depth + 1);
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
        if expanded { self.expanded.insert(folder.0) } else { self.expanded.remove(folder.0) }
    }

    /// The lines of what is in a folder, or of the picked ones, and of what is expanded in them. Without recursion: folders may be
    /// thousands deep.
    fn below(&self, tree: &Tree, parent: Option<FolderId>, depth: u32) -> Vec<Line> {
        let level = |parent: Option<FolderId>| {
            let read = parent.map_or_else(|| tree.roots(), |parent| tree.children(parent));
            let unread = tree.unread_in(parent);
            ((0..).zip(read.iter().chain(unread)), (read.len() + unread.len()) as u32)
        };
        let mut levels = vec![level(parent)];
        let mut lines = Vec::with_capacity(levels[0].1 as usize);
        while let Some((inside, of)) = levels.last_mut() {
            let of = *of;
            match inside.next() {
                None => _ = levels.pop(),
                Some((place, &folder)) => {
                    lines.push(Line { folder, depth: depth + levels.len() as u32 - 1, place, of });
                    if self.is_expanded(folder) {
                        levels.push(level(Some(folder)));
                    }
                }
            }
        }
        lines
    }
}

/// Whether there is a line for anything in a folder.
pub(super) fn has_children(tree: &Tree, folder: FolderId) -> bool {
    !tree.children(folder).is_empty() || !tree.unread_in(Some(folder)).is_empty()
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
        let of = folders.len() as u32;
        let one = |(place, &folder): (u32, &FolderId)| {
            let below = if expanded.contains(&folder) { tree.children(folder) } else { &[] };
            let line = Line { folder, depth, place, of };
            [vec![line], expected(tree, below, expanded, depth + 1)].concat()
        };
        (0..).zip(folders).flat_map(one).collect()
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
            let mut expanded: Vec<FolderId> =
                lines.lines.iter().map(|line| line.folder).filter(|folder| lines.is_expanded(*folder)).collect();
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
