//! What stands on the input queue, and what a worker keeps for itself.

use super::group::Group;
use super::node::{InUse, Node};
use super::root_state::RootState;
use super::roots::Entering;
use super::sys::{Disk, Identity, Names, Stat};
use crate::model::Request;
use std::sync::Arc;

/// One piece of work on the input queue. Each counts on its picked folder's number of open tasks.
pub(super) enum Task<D: Disk> {
    /// A path that was picked together with others, to be looked at: which of the group.
    Look(Arc<Group>, usize, Request, Arc<RootState>),
    /// A picked path, with how it stands to the others if that is known.
    Picked(Request, Arc<RootState>, Option<Entering>),
    /// Sub-folders that another worker remembered, the oldest first.
    Folders(Arc<RootState>, Vec<Remembered<D>>),
    /// Names of a folder, to be looked at from this one on.
    Piece { root: Arc<RootState>, node: InUse<D>, names: Arc<Names>, from: usize },
    /// The rest of a folder that another worker began to read. Its handle knows how far that one came.
    Rest { root: Arc<RootState>, node: Arc<Node<D>>, handle: Arc<D::Folder> },
}

impl<D: Disk> Task<D> {
    /// Names of a folder for another worker to look at.
    pub(super) fn piece(
        root: &Arc<RootState>,
        node: &Arc<Node<D>>,
        handle: &Arc<D::Folder>,
        names: Arc<Names>,
        from: usize,
    ) -> Task<D> {
        node.part_added();
        Task::Piece { root: root.clone(), node: InUse::new(node, handle), names, from }
    }

    /// The rest of a folder for another worker to read.
    pub(super) fn rest(root: &Arc<RootState>, node: Arc<Node<D>>, handle: Arc<D::Folder>) -> Task<D> {
        node.part_added();
        Task::Rest { root: root.clone(), node, handle }
    }
}

#[derive(Clone, Copy)]
struct SubFolder {
    /// Where its name begins in the arena.
    start: u32,
    identity: Option<Identity>,
}

/// A sub-folder with what is known of it, taken from what was remembered.
pub(super) struct Next {
    pub name: Box<[u8]>,
    pub identity: Option<Identity>,
    pub crossing: Option<Crossing>,
}

/// Another mount than that of the folder above, with its number where the system has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Crossing(pub Option<u64>);

impl Crossing {
    /// Where one is entered from a folder on `above`.
    fn of(stat: &Stat, above: Option<u64>) -> Option<Crossing> {
        (stat.mount && (stat.mount_id.is_none() || stat.mount_id != above)).then_some(Crossing(stat.mount_id))
    }
}

/// Sub-folders of one folder that are still to be listed, in a few bytes each: there may be a million.
pub(super) struct Remembered<D: Disk> {
    pub parent: InUse<D>,
    names: Vec<u8>,
    folders: Vec<SubFolder>,
    /// By place in `folders`, in order: the few that are on another mount.
    crossings: Vec<(u32, Crossing)>,
}

impl<D: Disk> Remembered<D> {
    pub(super) fn new(parent: InUse<D>) -> Remembered<D> {
        Remembered { parent, names: Vec::new(), folders: Vec::new(), crossings: Vec::new() }
    }

    /// Returns the bytes that it takes.
    pub(super) fn push(&mut self, name: &[u8], stat: &Stat) -> i64 {
        if let Some(crossing) = Crossing::of(stat, self.parent.place.mount) {
            self.crossings.push((self.folders.len() as u32, crossing));
        }
        self.folders.push(SubFolder { start: self.names.len() as u32, identity: stat.identity });
        self.names.extend_from_slice(name);
        bytes(name.len())
    }

    /// Bytes that they take.
    pub(super) fn bytes(&self) -> i64 {
        bytes(self.names.len()) + bytes(0) * (self.folders.len() as i64 - 1)
    }

    /// Takes the last one.
    pub(super) fn pop(&mut self) -> Option<Next> {
        let SubFolder { start, identity } = self.folders.pop()?;
        let name = self.names.split_off(start as usize).into_boxed_slice();
        let at = self.folders.len() as u32;
        let crossing = self.crossings.pop_if(|(of, _)| *of == at).map(|(_, crossing)| crossing);
        Some(Next { name, identity, crossing })
    }

    /// Whether one more name can be numbered.
    pub(super) fn has_room(&self) -> bool {
        self.names.len() < 1 << 31
    }

    pub(super) fn len(&self) -> usize {
        self.folders.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// Takes off the last `count`, which are at most all.
    pub(super) fn split_last(&mut self, count: usize) -> Remembered<D> {
        let at = self.folders.len() - count;
        let start = self.folders.get(at).map_or(self.names.len(), |folder| folder.start as usize);
        let mut folders = self.folders.split_off(at);
        for folder in &mut folders {
            folder.start -= start as u32;
        }
        let first = self.crossings.partition_point(|(of, _)| (*of as usize) < at);
        let mut crossings = self.crossings.split_off(first);
        for (of, _) in &mut crossings {
            *of -= at as u32;
        }
        Remembered { parent: self.parent.clone(), names: self.names.split_off(start), folders, crossings }
    }
}

/// Bytes that a remembered folder takes with a name of this length.
fn bytes(name: usize) -> i64 {
    (name + size_of::<SubFolder>()) as i64
}

impl Next {
    /// Bytes that it took while it was remembered.
    pub(super) fn bytes(&self) -> i64 {
        bytes(self.name.len())
    }
}
