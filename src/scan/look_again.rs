//! Names that their folder lists and that are not found when they are looked at.
//!
//! Most were removed in between, which isn't a fault: they are counted. But some drives list names that they never find
//! again: a mount that can't translate them (SMB, vfat, NTFS), a damaged folder. These must not vanish without a word. So when all of a folder
//! is read and some of its names were not found, it is read once more, and those that it still lists are looked at again. What is never
//! found and always listed is a row of which nothing is known, and a problem; what isn't listed any more has vanished.

use super::look::Listed;
use super::missing::Missing;
use super::node::Node;
use super::root_state::RootState;
use super::sys::{Disk, Names};
use super::worker::Worker;
use crate::model::{Cause, Consequence, Kind, Location, Meta, Operation, Reason};
use std::io;
use std::sync::Arc;
use std::time::Instant;

/// How often a folder is read again. In a folder whose files come and go all the time, a name can be listed and gone at the look; that it is so
/// every time is what makes the difference.
const ROUNDS: usize = 4;

/// Names that a folder lists each time and that are found at no look.
#[derive(Default)]
struct Unfindable {
    first: Option<Box<[u8]>>,
    count: u64,
}

impl<D: Disk> Worker<D> {
    /// A part of a folder is done. The worker that does the last one looks for what was not found; `handle` is the folder, where it could be opened.
    pub(super) fn part_done(
        &mut self,
        root: &RootState,
        node: &Arc<Node<D>>,
        handle: Option<&Arc<D::Folder>>,
    ) {
        if let Some(missing) = node.part_done() {
            self.look_for(root, node, handle, missing);
        }
        self.one_ended(root, node);
    }

    /// A part of a folder or a sub-folder in it has come to its end, and with the last of them the folder, and perhaps those that it is in.
    /// Where a stop may have cut it short, it counts as not ended for good.
    pub(super) fn one_ended(&mut self, root: &RootState, node: &Arc<Node<D>>) {
        if self.stop.is_set() || root.is_dropped() {
            return;
        }
        let mut at = Some(node);
        while let Some(node) = at.filter(|node| node.one_ended()) {
            self.outbox.ended(node.place.id);
            at = node.parent();
        }
    }

    fn look_for(
        &mut self,
        root: &RootState,
        node: &Arc<Node<D>>,
        handle: Option<&Arc<D::Folder>>,
        mut missing: Box<Missing>,
    ) {
        let mut unfindable = Unfindable::default();
        for round in 1..=ROUNDS {
            if missing.is_empty() || self.stop.is_set() {
                break;
            }
            let last = (round == ROUNDS).then_some(&mut unfindable);
            if let Err(error) = self.look_again(root, node, handle, &mut missing, last) {
                self.cannot_look_again(root, node, &missing, &error);
                break;
            }
        }
        if let Some(name) = unfindable.first {
            let cause = Reason::ListedNotFound(unfindable.count - 1).into();
            let at = Location::in_folder(node.place.id, &name);
            self.outbox.problem(root.root, Operation::LookAt, at, cause);
        }
    }

    /// Reads the folder from its beginning and looks at what was missing; what is missing after that is in there again. In the last round
    /// that is a row, and `unfindable`.
    fn look_again(
        &mut self,
        root: &RootState,
        node: &Arc<Node<D>>,
        handle: Option<&Arc<D::Folder>>,
        missing: &mut Missing,
        mut unfindable: Option<&mut Unfindable>,
    ) -> io::Result<()> {
        let disk = self.shared.disk.clone();
        let handle = Arc::new(self.with_handles(|last| match handle {
            Some(handle) => disk.open_again(handle),
            None => disk.open_again(&*node.open(&disk, last)?),
        })?);
        let listed = self.listed(root, node, &handle);
        let (mut names, mut still) = (Names::default(), missing.none_yet());
        loop {
            let goes_on = disk.read(&handle, &mut names)?;
            self.backlog.slot.answered();
            for index in 0..names.len() {
                let found = names.get(index);
                if self.stop.is_set() {
                    return Ok(());
                }
                if !missing.remove(found.name) {
                    continue;
                }
                let looked = disk.stat(&handle, &names, index);
                self.backlog.slot.answered();
                match (&looked, &mut unfindable) {
                    (Err(error), None) if error.kind() == io::ErrorKind::NotFound => {
                        still.insert(found.name);
                    }
                    (Err(error), Some(unfindable)) if error.kind() == io::ErrorKind::NotFound => {
                        self.unfindable(&listed, found.name, found.kind, unfindable);
                    }
                    // Not kept from the first look: whether its name alone leaves it out.
                    (looked, _) => self.take_in(&listed, &found, looked, false),
                }
            }
            self.outbox.flush_if_late(Instant::now());
            if !goes_on {
                break;
            }
        }
        let vanished = missing.len();
        self.outbox.count(root.root, |counts| counts.vanished += vanished);
        *missing = still;
        Ok(())
    }

    fn unfindable(
        &mut self,
        listed: &Listed<'_, D>,
        name: &[u8],
        kind: Option<Kind>,
        unfindable: &mut Unfindable,
    ) {
        let kind = kind.unwrap_or(Kind::File);
        self.row(listed, name, Meta::unknown(kind), None);
        if kind == Kind::Folder {
            // All that is in it is missing, and it may be no row: it is named by itself.
            let cause = Reason::FolderListedNotFound.into();
            let at = Location::in_folder(listed.node.place.id, name);
            return self.outbox.problem(listed.root.root, Operation::LookAt, at, cause);
        }
        unfindable.first.get_or_insert_with(|| name.into());
        unfindable.count += 1;
    }

    /// The folder can't be read a second time: if it is gone, so is all that was in it; otherwise that is unknown.
    fn cannot_look_again(&mut self, root: &RootState, node: &Node<D>, missing: &Missing, error: &io::Error) {
        let count = missing.len();
        if error.kind() == io::ErrorKind::NotFound {
            return self.outbox.count(root.root, |counts| counts.vanished += count);
        }
        // A sheet has no more rows than that.
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let cause = Cause::SystemWith(error.into(), Consequence::NamesNotFound(count));
        self.outbox.problem(root.root, Operation::ReadFolder, node.place.location(), cause);
    }
}
