//! What has a name in a folder, and what is in the way of replacing it.

use crate::model::export::Obstacle;
use std::time::SystemTime;

/// What a name stands for, looked at without following a link.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub kind: FileKind,
    /// Which file it is, whatever it is called; `None` where the system doesn't tell.
    pub id: Option<Id>,
    /// Names of this file; 1 where the system doesn't tell.
    pub links: u64,
    /// `None` where the system doesn't tell.
    pub modified: Option<SystemTime>,
    /// Whose it is; `None` where files have no owner in this sense.
    pub owner: Option<Owner>,
    /// Whether it is immutable or can only be added to, so that it can't be renamed or removed.
    pub is_protected: bool,
    /// Whether something is mounted on it, so that it can't be renamed or removed.
    pub is_mount: bool,
    /// What Windows calls a file's attributes, such as hidden; 0 elsewhere.
    #[cfg_attr(not(windows), allow(dead_code, reason = "there are none"))]
    pub attributes: u32,
}

/// Device and inode number.
pub(super) type Id = (u64, u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    File,
    Folder,
    Link,
    /// A device that takes one byte after the other, such as a terminal.
    Device,
    /// A named pipe.
    Pipe,
    /// A socket, a disk, or what the system has besides.
    Other,
}

/// An owner, a group and the bits of the mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    pub user: u32,
    pub group: u32,
    pub mode: u32,
}

/// The group or everybody may write.
const OTHERS_WRITE: u32 = 0o022;

/// Others can't remove or rename somebody's files in a folder with this bit, as `/tmp` has it.
const STICKY: u32 = 0o1000;

impl Look {
    /// Why this must not be replaced, if so. A link is not followed: what it points at was not chosen.
    pub(super) fn not_replaceable(&self) -> Option<Obstacle> {
        match self.kind {
            FileKind::File => None,
            FileKind::Folder => Some(Obstacle::Folder),
            FileKind::Link => Some(Obstacle::Link),
            FileKind::Device | FileKind::Pipe => Some(Obstacle::Stream),
            FileKind::Other => Some(Obstacle::Special),
        }
    }

    /// Whether it is written to instead of being replaced.
    pub(super) fn is_stream(&self) -> bool {
        matches!(self.kind, FileKind::Device | FileKind::Pipe)
    }

    /// Why this pipe, in that folder, must not get the rows of `user`, if so: in a folder that others write to, anybody can put one where a
    /// sheet is expected, and read it (`proc(5)`, `protected_fifos`).
    pub(super) fn is_a_trap(&self, folder: &Look, user: u32) -> Option<Obstacle> {
        let (own, folder) = (self.owner?, folder.owner?);
        let is_strange = own.user != user && own.user != folder.user;
        let is_trap = self.kind == FileKind::Pipe && folder.mode & OTHERS_WRITE != 0 && is_strange;
        is_trap.then_some(Obstacle::AnothersPipe)
    }

    /// Why this, in that folder, can't be replaced, as far as that can be told without trying. `user` is who tries; `None` if that user
    /// may replace anybody's file.
    pub(super) fn refuses(&self, folder: &Look, user: Option<u32>) -> Option<Obstacle> {
        let is_another = |owner: Option<Owner>| user.is_some() && owner.map(|owner| owner.user) != user;
        if let Some(what) = self.not_replaceable() {
            Some(what)
        } else if self.is_protected {
            Some(Obstacle::Protected)
        } else if self.is_mount {
            Some(Obstacle::Mounted)
        } else if folder.owner.is_some_and(|owner| owner.mode & STICKY != 0)
            && is_another(self.owner)
            && is_another(folder.owner)
        {
            Some(Obstacle::AnothersFile)
        } else {
            None
        }
    }
}

/// A file of this user's, with one name.
#[cfg(test)]
pub(super) fn owned(user: u32, mode: u32) -> Look {
    Look {
        kind: FileKind::File,
        id: None,
        links: 1,
        modified: None,
        owner: Some(Owner { user, group: user, mode }),
        is_protected: false,
        is_mount: false,
        attributes: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_that_somebody_else_put_there_gets_nothing() {
        let (me, other, third) = (7, 8, 9);
        for (pipe, folder, mode, is_trap) in [
            (other, 0, 0o1777, true),
            (other, third, 0o775, true),
            (other, 0, 0o755, false),
            (me, 0, 0o1777, false),
            (0, 0, 0o1777, false),
        ] {
            let pipe = Look { kind: FileKind::Pipe, ..owned(pipe, 0o666) };
            let said = pipe.is_a_trap(&owned(folder, mode), me);
            assert_eq!(said.is_some(), is_trap, "{pipe:?} in {folder}'s {mode:o}");
        }
    }

    /// By `unlink(2)`, EPERM, and `rename(2)`.
    #[test]
    fn in_a_sticky_folder_only_three_may_replace_a_file() {
        let (me, other, third) = (7, 8, 9);
        for (file, folder, mode, user, refused) in [
            (other, third, 0o1777, Some(me), true),
            (me, third, 0o1777, Some(me), false),
            (other, me, 0o1777, Some(me), false),
            (other, third, 0o1777, None, false),
            (other, third, 0o777, Some(me), false),
        ] {
            let said = owned(file, 0o644).refuses(&owned(folder, mode), user);
            assert_eq!(said.is_some(), refused, "{file} in {folder}, {mode:o}, by {user:?}: {said:?}");
        }
    }

    #[test]
    fn what_is_protected_or_no_file_is_refused_to_everybody() {
        let folder = owned(0, 0o755);
        let looks = [
            Look { is_protected: true, ..owned(0, 0o644) },
            Look { is_mount: true, ..owned(0, 0o644) },
            Look { kind: FileKind::Folder, ..owned(0, 0o644) },
            Look { kind: FileKind::Link, ..owned(0, 0o644) },
            Look { kind: FileKind::Other, ..owned(0, 0o644) },
            Look { kind: FileKind::Pipe, ..owned(0, 0o644) },
            Look { kind: FileKind::Device, ..owned(0, 0o644) },
        ];
        assert!(looks.iter().all(|look| look.refuses(&folder, None).is_some()));
        assert_eq!(owned(0, 0o644).refuses(&folder, None), None);
    }
}
