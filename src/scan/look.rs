//! Looking at the names of a folder: a row of each, the folders among them remembered.

use super::kept::kept;
use super::node::Node;
use super::place::FolderPlace;
use super::root_state::RootState;
use super::roots::PickedNames;
use super::sys::{Disk, FoundName, Names, Stat};
use super::worker::Worker;
use crate::model::{Cause, Column, Consequence, Kind, Location, Meta, Operation, OwnSizes, Reason, Row};
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Entries between two looks at the clock.
const LOOKS: usize = 8;

/// What the entries of a folder have in common.
pub(super) struct Listed<'a, D: Disk> {
    pub root: &'a RootState,
    pub node: &'a Arc<Node<D>>,
    pub handle: &'a Arc<D::Folder>,
    /// The names in it that were picked themselves, and are rows of their own.
    pub picked: Option<&'a PickedNames>,
}

impl<'a, D: Disk> Listed<'a, D> {
    fn place(&self) -> &'a FolderPlace {
        &self.node.place
    }
}

impl<D: Disk> Worker<D> {
    pub(super) fn listed<'a>(
        &self,
        root: &'a RootState,
        node: &'a Arc<Node<D>>,
        handle: &'a Arc<D::Folder>,
    ) -> Listed<'a, D> {
        let picked = node.picked_files(|| self.shared.roots.files_in(root, &node.place));
        Listed { root, node, handle, picked }
    }

    /// Makes rows of names and remembers the folders among them; false if a drive held the worker and the owner took the rest away.
    pub(super) fn look_at_all(
        &mut self,
        root: &RootState,
        node: &Arc<Node<D>>,
        handle: &Arc<D::Folder>,
        names: &Arc<Names>,
        from: usize,
        reads_on: bool,
    ) -> bool {
        if from >= names.len() {
            return true;
        }
        let shared = self.shared.clone();
        let listed = self.listed(root, node, handle);
        self.backlog.lay_out(node, handle, names, from, reads_on);
        loop {
            let index = self.backlog.slot.next_name();
            if index >= names.len() || self.stop.is_set() || root.is_dropped() {
                return self.backlog.looked_at_all();
            }
            if index % LOOKS == LOOKS - 1 {
                self.outbox.flush_if_late(Instant::now());
            }
            let found = names.get(index);
            let is_out = shared.exclusions.leaves_out_name(&node.place, &found, &mut self.scratch);
            if is_out == Some(true) {
                let is_hidden = shared.exclusions.hides(found.name);
                self.leave_out(root, is_hidden);
                continue;
            }
            let looked = match found.stat {
                Some(stat) => Ok(*stat),
                None => shared.disk.stat(handle, names, index),
            };
            match &looked {
                // Perhaps it is gone, perhaps not: that is found out when all of the folder is read.
                Err(error) if error.kind() == io::ErrorKind::NotFound => node.miss(found.name),
                looked => self.take_in(&listed, &found, looked, is_out.is_some()),
            }
        }
    }

    /// Whether an entry is left out for its name, now that its kind is known.
    #[cold]
    fn is_out(&mut self, place: &FolderPlace, found: &FoundName<'_>, kind: Kind) -> bool {
        self.shared.exclusions.leaves_out_kind(place, found.name, kind, &mut self.scratch)
    }

    /// Makes a row of a name, as far as its look returned what it is. `stays` says that its name doesn't leave it out, whatever its kind.
    #[inline(always)] // as every call between the loop and the look's system call: see `Disk::stat`
    pub(super) fn take_in(
        &mut self,
        listed: &Listed<'_, D>,
        found: &FoundName<'_>,
        looked: &io::Result<Stat>,
        stays: bool,
    ) {
        let mut target = None;
        let meta = match looked {
            Ok(stat) if self.shared.exclusions.leaves_out(stat) => return self.leave_out(listed.root, true),
            Ok(stat) if !stays && self.is_out(listed.place(), found, stat.meta.kind) => {
                return self.leave_out(listed.root, false);
            }
            Ok(stat) => {
                if stat.meta.kind == Kind::Folder {
                    self.count_own(listed, stat);
                    self.remember(listed, found.name, stat);
                }
                if stat.meta.kind == Kind::Symlink && self.shared.options.columns.contains(Column::LinkTarget)
                {
                    target = self.read_target(listed, found.name);
                }
                stat.meta
            }
            Err(error) => {
                self.cannot_look_at(listed.node, found.name, error);
                let kind = found.kind.unwrap_or(Kind::File);
                if kind == Kind::Folder {
                    let own = OwnSizes::of(&Meta::unknown(kind));
                    self.outbox.count(listed.root.root, |counts| counts.inner_folders += own);
                }
                if kind == Kind::Folder && error.kind() != io::ErrorKind::PermissionDenied {
                    self.remember(listed, found.name, &Stat::unknown(kind));
                }
                Meta::unknown(kind)
            }
        };
        self.row(listed, found.name, meta, target.as_deref());
    }

    /// A row, unless folders are none or it was picked itself.
    #[inline(always)]
    pub(super) fn row(&mut self, listed: &Listed<'_, D>, name: &[u8], meta: Meta, target: Option<&[u8]>) {
        let is_wanted = meta.kind != Kind::Folder || self.shared.options.folders;
        if is_wanted && listed.picked.is_none_or(|names| !names.contains(name)) {
            let meta = kept(meta, name, self.shared.kept);
            self.outbox.row(listed.root.root, Row { folder: listed.place().id, name, meta, target });
        }
    }

    /// What a link points at. One problem a folder, however many of its links can't be read.
    #[cold]
    fn read_target(&mut self, listed: &Listed<'_, D>, name: &[u8]) -> Option<Vec<u8>> {
        let read = self.shared.disk.link_target(listed.handle, name);
        if let Err(error) = &read
            && !listed.node.link_failed.swap(true, Ordering::Relaxed)
        {
            let place = listed.place();
            let at = Location::in_folder(place.id, name);
            self.outbox.problem(place.root, Operation::ReadLink, at, Cause::from(error));
        }
        read.ok()
    }

    #[cold]
    fn leave_out(&mut self, root: &RootState, is_hidden: bool) {
        self.outbox.count(root.root, |counts| match is_hidden {
            true => counts.left_out.hidden += 1,
            false => counts.left_out.excluded += 1,
        });
    }

    /// Counts what a folder takes itself, whether it can be read or not.
    fn count_own(&mut self, listed: &Listed<'_, D>, stat: &Stat) {
        if !self.shared.exclusions.leaves_out_device(listed.place().identity, stat.identity) {
            let own = OwnSizes::of(&stat.meta);
            let is_elsewhere = listed.place().is_left_by(stat.identity, stat.mount_id);
            self.outbox.count(listed.root.root, |counts| {
                counts.inner_folders += own;
                if is_elsewhere {
                    counts.elsewhere += own;
                }
            });
        }
    }

    fn remember(&mut self, listed: &Listed<'_, D>, name: &[u8], stat: &Stat) {
        let triggers = if stat.automount {
            Some((Operation::Automount, Reason::WouldMount))
        } else if stat.placeholder && !self.shared.options.cloud_folders {
            Some((Operation::CloudFolder, Reason::InCloud))
        } else {
            None
        };
        if let Some((operation, reason)) = triggers {
            let place = listed.place();
            let at = Location::in_folder(place.id, name);
            return self.outbox.problem(place.root, operation, at, reason.into());
        }
        self.backlog.remember(listed.node, listed.handle, name, stat);
    }

    /// One line a folder, however many of its entries can't be looked at.
    fn cannot_look_at(&mut self, node: &Node<D>, name: &[u8], error: &io::Error) {
        if node.look_at_failed.swap(true, Ordering::Relaxed) {
            return;
        }
        let place = &node.place;
        if error.kind() == io::ErrorKind::PermissionDenied {
            let cause = Cause::SystemWith(error.into(), Consequence::NamesOnly);
            return self.outbox.problem(place.root, Operation::LookAt, place.location(), cause);
        }
        let at = Location::in_folder(place.id, name);
        self.outbox.problem(place.root, Operation::LookAt, at, Cause::from(error));
    }
}
