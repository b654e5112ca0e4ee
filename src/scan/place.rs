//! Where a folder that is being walked is: its name, and the chain of the folders above it.

use super::patterns::MatchState;
use super::sys::Identity;
use crate::model::{FolderId, Location, RootId, name};
use std::sync::Arc;

/// Where a folder is. A chain up to the picked folder, whose name is its whole path.
#[derive(Debug)]
pub struct FolderPlace {
    pub id: FolderId,
    pub root: RootId,
    pub parent: Option<Arc<FolderPlace>>,
    pub name: Box<[u8]>,
    /// `None` if the system has no such number.
    pub identity: Option<Identity>,
    /// The number of the mount it is on; `None` if the system has no such number.
    pub mount: Option<u64>,
    /// How far the names on the way to it come in the patterns of what is left out; `None` if there are no patterns.
    pub patterns: Option<MatchState>,
    /// The nearest folder above it that is on another mount; `None` if no mount was crossed on the way from the picked folder. Where
    /// mounts have no numbers, each that may be one counts.
    pub across: Option<Arc<FolderPlace>>,
}

impl FolderPlace {
    /// Bytes that the folder takes while it is walked.
    pub fn bytes(&self) -> i64 {
        // Its node, and what the two `Arc`s and three allocations take beside their contents; about, whatever the disk.
        const AROUND: usize = 256;
        let above = self.parent.as_ref().and_then(|parent| parent.patterns.as_ref());
        let is_shared = |own: &MatchState| above.is_some_and(|above| Arc::ptr_eq(above, own));
        let patterns = self.patterns.as_ref().filter(|own| !is_shared(own)).map_or(0, |own| own.len() * 8);
        (size_of::<FolderPlace>() + AROUND + self.name.len() + patterns) as i64
    }

    /// The whole path.
    pub fn path(&self) -> Vec<u8> {
        let mut parts = vec![&*self.name];
        let mut at = &self.parent;
        while let Some(place) = at {
            parts.push(&place.name);
            at = &place.parent;
        }
        let mut path = Vec::new();
        for part in parts.into_iter().rev() {
            name::push_part(&mut path, part);
        }
        path
    }

    /// Whether an entry in it with this identity, on this mount, is on another file system than the picked folder. `false` if the system has
    /// no such numbers. A part of a file system that has a device number of its own, but no mount, is not another one.
    pub fn is_left_by(&self, identity: Option<Identity>, mount: Option<u64>) -> bool {
        let mut first = self;
        while let Some(above) = &first.across {
            first = above;
        }
        let is_other_mount = mount.is_none() || mount != first.mount;
        is_other_mount
            && matches!((first.identity, identity), (Some(first), Some(entry)) if first.device != entry.device)
    }

    /// Where it is for a problem: its folder is in the sheet already.
    pub fn location(&self) -> Location {
        Location { folder: self.parent.as_ref().map(|parent| parent.id), name: self.name.clone() }
    }

    /// The same, where its identity is known only once it is open.
    pub fn with_identity(&self, identity: Option<Identity>) -> FolderPlace {
        let (parent, across) = (self.parent.clone(), self.across.clone());
        let (name, patterns) = (self.name.clone(), self.patterns.clone());
        FolderPlace { identity, parent, across, name, patterns, ..*self }
    }

    /// Whether it is one of the folders it is in. Only another mount can make it so: the system allows no hard link to a folder, and
    /// on one mount a folder has one path. Equal numbers on one mount are not a loop: some file systems pass on the numbers of several
    /// others (bindfs, mergerfs). So those above the last crossing alone are asked, which keeps the cost off the depth below it.
    pub fn is_loop(&self) -> bool {
        let Some(identity) = self.identity else { return false };
        let mut at = self.across.as_deref();
        while let Some(place) = at {
            if place.identity == Some(identity) && (self.mount.is_none() || place.mount != self.mount) {
                return true;
            }
            at = place.parent.as_deref();
        }
        false
    }

    /// Whether one of the folders above it is this one.
    pub fn is_in(&self, folder: Identity) -> bool {
        std::iter::successors(self.parent.as_deref(), |place| place.parent.as_deref())
            .any(|place| place.identity == Some(folder))
    }

    /// Takes the parent for the chain to be dropped one by one. What is across a mount stands further up that chain, so letting go of it
    /// here frees nothing.
    fn take_parent(&mut self) -> Option<Arc<FolderPlace>> {
        let parent = self.parent.take();
        self.across = None;
        parent
    }
}

impl Drop for FolderPlace {
    fn drop(&mut self) {
        drop_chain(self.take_parent(), FolderPlace::take_parent);
    }
}

/// Drops a chain of single owners one by one: the compiler's own drop would recurse once a level.
pub(super) fn drop_chain<T>(mut next: Option<Arc<T>>, take_parent: impl Fn(&mut T) -> Option<Arc<T>>) {
    while let Some(mut link) = next.and_then(Arc::into_inner) {
        next = take_parent(&mut link);
    }
}
