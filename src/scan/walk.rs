//! The walk itself: open a folder, read its names, look at each, remember the sub-folders.

use super::node::{InUse, Last, Node};
use super::place::FolderPlace;
use super::root_state::RootState;
use super::sys::{self, Disk, Identity, Names};
use super::task::{Crossing, Next, Task};
use super::worker::Worker;
use crate::model::{Cause, FolderRecord, Operation, OwnSizes, Reason, name};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Names that are worth another worker's while. Half of 250 for an idle one takes a chain of such folders from 1.07 of one thread's
/// time to 0.85, but from 1.08 to 1.25 of its work, most of it in waking.
const PIECE: usize = 256;

/// How long a worker waits for others to give handles back before it calls a folder unreadable.
const HANDLE_PATIENCE: Duration = Duration::from_secs(5);

/// Looks at a folder that can't be opened because it isn't there, before it is called one that doesn't open.
const LOOKS_AGAIN: usize = 3;

/// Why a folder was not opened, and whether a look still found it.
struct CannotOpen {
    error: io::Error,
    is_there: bool,
}

/// A sub-folder that is open, and to be listed.
struct Entered<D: Disk> {
    node: Arc<Node<D>>,
    handle: Arc<D::Folder>,
}

impl<D: Disk> Worker<D> {
    /// Lists remembered folders until none is left, giving some away when others have nothing to do.
    pub(super) fn walk(&mut self, root: &Arc<RootState>) {
        while !self.stop.is_set()
            && !root.is_dropped()
            && let Some((parent, next)) = self.backlog.pop()
        {
            self.give_folders(root);
            match self.enter(root, &parent, next) {
                Some(Entered { node, handle }) => self.list(root, node, handle),
                None => self.one_ended(root, &parent),
            }
        }
    }

    /// Opens a sub-folder; `None` if it can't be opened, or must not be entered.
    fn enter(&mut self, root: &Arc<RootState>, parent: &InUse<D>, next: Next) -> Option<Entered<D>> {
        let Next { name, identity, crossing } = next;
        let disk = self.shared.disk.clone();
        let is_other_device = crossing.is_some() && !same_device(parent.place.identity, identity);
        let place = Arc::new(FolderPlace {
            id: self.shared.next_folder(),
            root: root.root,
            parent: Some(parent.place.clone()),
            patterns: self.shared.exclusions.inside(&parent.place, &name, &mut self.scratch),
            name,
            identity,
            mount: crossing.map_or(parent.place.mount, |Crossing(mount)| mount),
            across: crossing.map_or_else(|| parent.place.across.clone(), |_| Some(parent.place.clone())),
        });
        self.outbox.flush_if_late(Instant::now());
        self.backlog.slot.set(Some(place.clone()));
        if self.is_picked_itself(root, parent, &place) {
            return None;
        }
        if self.shared.exclusions.leaves_out_device(parent.place.identity, identity) {
            self.outbox.count(root.root, |counts| counts.left_out.other_file_systems += 1);
            return None;
        }
        if place.is_loop() {
            let cause = Reason::InItself.into();
            self.outbox.problem(root.root, Operation::Loop, place.location(), cause);
            return None;
        }
        if self.is_listed_by_its_twin(root, parent, &place) {
            return None;
        }
        let handle = match self.open_sub_folder(parent, &place) {
            Ok(handle) => Arc::new(handle),
            Err(error) => {
                self.cannot_enter(root, &place, error);
                return None;
            }
        };
        // A look that failed returned no identity to be known by, and on some systems none does. It is asked for only if it can matter: asking
        // may make the system notice that it is no longer a folder, and reading it would then be a second problem for the same entry.
        let can_matter = self.shared.roots.are_several() || disk.shows_links_as_folders();
        let place = if place.identity.is_none() && can_matter {
            let place = Arc::new(place.with_identity(disk.identity_to_read(&handle).ok().flatten()));
            if self.is_picked_itself(root, parent, &place) {
                return None;
            }
            place
        } else {
            place
        };
        if let Some((operation, reason)) = self.is_elsewhere(root, &place, &handle) {
            self.outbox.problem(root.root, operation, place.location(), reason.into());
            return None;
        }
        if is_other_device && let Some(kind) = disk.kernel_file_system(&handle) {
            let cause = Reason::KernelFileSystem(kind.into()).into();
            self.outbox.problem(root.root, Operation::KernelFileSystem, place.location(), cause);
            return None;
        }
        if let Some(Crossing(mount)) = crossing {
            self.shared.roots.crossed(root.root, mount);
        }
        let node = Node::inside(place, Some((**parent).clone()), &self.shared.handles);
        Some(Entered { node: Arc::new(node), handle })
    }

    /// Whether a folder is a root of its own; then that is said.
    fn is_picked_itself(&mut self, root: &RootState, parent: &InUse<D>, place: &FolderPlace) -> bool {
        let claimed = self.shared.roots.claimed(root, place, &self.shared.options);
        if let Some(other) = claimed {
            self.leave_out_folder(root, parent, place, Reason::PickedItself(other));
        }
        claimed.is_some()
    }

    /// Whether a folder with two paths is listed at the other one; then that is said.
    fn is_listed_by_its_twin(&mut self, root: &RootState, parent: &InUse<D>, place: &FolderPlace) -> bool {
        let Some((twin, way)) = root.twin_at(place) else { return false };
        let elsewhere = self.shared.roots.twin_elsewhere(root.root, twin, way, &self.shared.options);
        if let Some(other) = elsewhere {
            let path = name::path_bytes(way.of(twin).1).into();
            let root_of = Some(other).filter(|other| *other != root.root);
            self.leave_out_folder(root, parent, place, Reason::SameAs { path, root: root_of });
        }
        elsewhere.is_some()
    }

    /// Says of a folder that it is listed elsewhere, where its own sizes count too.
    fn leave_out_folder(&mut self, root: &RootState, parent: &InUse<D>, place: &FolderPlace, why: Reason) {
        // Few are, and so this isn't remembered of every folder from the look before.
        let disk = self.shared.disk.clone();
        let above = self.with_handles(|last| parent.open(&disk, last));
        let looked = above.and_then(|above| disk.stat(&above, &Names::one(&place.name), 0));
        if let Ok(stat) = looked {
            let own = OwnSizes::of(&stat.meta);
            self.outbox.count(root.root, |counts| counts.picked_themselves += own);
        }
        self.outbox.problem(root.root, Operation::Overlap, place.location(), why.into());
    }

    /// Why a folder isn't listed that a server shows a second time, for a link that it followed; `None` where it is listed here.
    fn is_elsewhere(
        &self,
        root: &RootState,
        place: &FolderPlace,
        handle: &D::Folder,
    ) -> Option<(Operation, Reason)> {
        let disk = &self.shared.disk;
        let identity = place.identity.filter(|_| disk.shows_links_as_folders())?;
        if self.shared.seen.is_new(root.root, identity, disk.since(handle)) {
            None
        } else if place.is_in(identity) {
            Some((Operation::Loop, Reason::InItself))
        } else {
            Some((Operation::Overlap, Reason::SameFolder))
        }
    }

    /// Opens a folder that a look has found. Where it isn't there any more, the look is repeated: some drives know a name and don't find
    /// it when it is used.
    fn open_sub_folder(&mut self, parent: &InUse<D>, place: &FolderPlace) -> Result<D::Folder, CannotOpen> {
        let disk = self.shared.disk.clone();
        let mut is_there = false;
        for _ in 0..LOOKS_AGAIN {
            let opened = self.with_handles(|last| {
                let above = parent.open(&disk, last)?;
                disk.open(&above, &name::to_os(&place.name)).inspect_err(|error| {
                    let look = || disk.stat(&above, &Names::one(&place.name), 0);
                    is_there = error.kind() == io::ErrorKind::NotFound && look().is_ok();
                })
            });
            match opened {
                Err(_) if is_there && !self.stop.is_set() => {}
                opened => return opened.map_err(|error| CannotOpen { error, is_there: false }),
            }
        }
        Err(CannotOpen { error: io::ErrorKind::NotFound.into(), is_there })
    }

    fn cannot_enter(&mut self, root: &RootState, place: &FolderPlace, why: CannotOpen) {
        let CannotOpen { error, is_there } = why;
        if error.kind() == io::ErrorKind::NotFound && !is_there {
            self.outbox.count(root.root, |counts| counts.vanished += 1);
        } else if sys::not_a_folder(&error) || error.kind() == io::ErrorKind::InvalidData {
            let cause = Reason::Replaced.into();
            self.outbox.problem(root.root, Operation::Changed, place.location(), cause);
        } else {
            let cause = if is_there { Reason::FoundNotOpened.into() } else { Cause::from(&error) };
            self.outbox.problem(root.root, Operation::OpenFolder, place.location(), cause);
        }
    }

    /// Reads an open folder to its end.
    pub(super) fn list(&mut self, root: &Arc<RootState>, node: Arc<Node<D>>, handle: Arc<D::Folder>) {
        let place = &node.place;
        self.outbox.listed(FolderRecord {
            id: place.id,
            parent: place.parent.as_ref().map(|parent| parent.id),
            root: place.root,
            name: &place.name,
        });
        self.read_on(root, node, handle);
    }

    /// Goes on with a folder that a held worker began to read.
    pub(super) fn rest(&mut self, root: &Arc<RootState>, node: Arc<Node<D>>, handle: Arc<D::Folder>) {
        self.backlog.slot.set(Some(node.place.clone()));
        self.read_on(root, node, handle);
    }

    /// Reads an open folder from where it was read to.
    fn read_on(&mut self, root: &Arc<RootState>, node: Arc<Node<D>>, handle: Arc<D::Folder>) {
        let disk = self.shared.disk.clone();
        loop {
            let read = disk.read(&handle, self.own_names());
            self.backlog.slot.answered();
            for name in self.own_names().take_refused() {
                let at = node.place.location();
                self.outbox.problem(root.root, Operation::ReadFolder, at, Reason::NotAName(name).into());
            }
            // What was read before an error is kept.
            if self.names.len() >= PIECE && self.wants_pieces() {
                let names = Arc::new(self.own_names().split_off());
                let piece = Task::piece(root, &node, &handle, names, 0);
                self.give(root, piece);
            }
            let goes_on = matches!(read, Ok(true));
            if !self.look_at_all(root, &node, &handle, &self.names.clone(), 0, goes_on) && goes_on {
                // The drive held it meanwhile, and another worker reads on.
                break;
            }
            match read {
                Ok(true) if self.stop.is_set() || root.is_dropped() => break,
                // A drive may go on giving nothing.
                Ok(true) if self.names.is_empty() => self.outbox.flush_if_late(Instant::now()),
                Ok(true) => {}
                Ok(false) => break,
                Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_gone(&node) => {
                    self.outbox.count(root.root, |counts| counts.vanished += 1);
                    break;
                }
                Err(error) => {
                    let at = node.place.location();
                    self.outbox.problem(root.root, Operation::ReadFolder, at, Cause::from(&error));
                    break;
                }
            }
        }
        self.part_done(root, &node, Some(&handle));
        self.last = Some(Last { node, handle });
    }

    /// Where names are read into: others if these were taken away.
    fn own_names(&mut self) -> &mut Names {
        // Not copied: what is taken is of no use here.
        if Arc::strong_count(&self.names) > 1 {
            self.names = Arc::default();
        }
        Arc::make_mut(&mut self.names)
    }

    /// Looks at names that another worker read.
    pub(super) fn piece(&mut self, root: &RootState, node: &InUse<D>, names: &Arc<Names>, from: usize) {
        let disk = self.shared.disk.clone();
        self.backlog.slot.set(Some(node.place.clone()));
        let opened = self.with_handles(|last| node.open(&disk, last));
        match &opened {
            Ok(handle) => {
                self.look_at_all(root, node, handle, names, from, false);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let count = names.len().saturating_sub(from) as u64;
                self.outbox.count(root.root, |counts| counts.vanished += count);
            }
            Err(error) => {
                let place = &node.place;
                self.outbox.problem(place.root, Operation::ReadFolder, place.location(), Cause::from(error));
            }
        }
        self.part_done(root, node, opened.as_ref().ok());
    }

    /// Whether a folder that can't be read any more was removed, or another one has its name.
    fn is_gone(&mut self, node: &Node<D>) -> bool {
        let disk = self.shared.disk.clone();
        let found =
            self.with_handles(|last| node.open_anew(&disk, last)).and_then(|handle| disk.identity(&handle));
        match found {
            Ok(identity) => identity != node.place.identity,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Repeats `open` while the system is out of handles. The budget of this process makes sure that it isn't for its sake, but
    /// others take from the same system. `open` gets the folder that was listed last, as a way back up.
    pub(super) fn with_handles<T>(
        &mut self,
        mut open: impl FnMut(&mut Option<Last<D>>) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut since = None;
        loop {
            match open(&mut self.last) {
                Err(error) if sys::out_of_handles(&error) && !self.stop.is_set() => {
                    let since = *since.get_or_insert_with(Instant::now);
                    if since.elapsed() > HANDLE_PATIENCE {
                        return Err(error);
                    }
                    self.last = None;
                    // There is nothing to wait on until others give theirs back.
                    std::thread::sleep(Duration::from_millis(1));
                }
                done => return done,
            }
        }
    }

    /// Whether a piece of a large folder would find a taker soon.
    fn wants_pieces(&self) -> bool {
        self.shared.workers > 1 && self.take.len() < self.shared.workers
    }

    /// Hands the older half of the remembered folders over if nothing waits on the input queue: the worker that takes them comes back late for
    /// more.
    fn give_folders(&mut self, root: &Arc<RootState>) {
        if self.shared.workers < 2 || !self.take.is_empty() {
            return;
        }
        let given = self.backlog.older_half();
        if !given.is_empty() {
            self.give(root, Task::Folders(root.clone(), given));
        }
    }

    fn give(&mut self, root: &Arc<RootState>, task: Task<D>) {
        // The folders above it must be on the result queue before any row in it.
        self.outbox.flush_folders();
        root.task_opened();
        // It can only fail when the pool is gone, and then the task is of no use.
        let _ = self.shared.give.send(task);
    }
}

fn same_device(parent: Option<Identity>, folder: Option<Identity>) -> bool {
    matches!((parent, folder), (Some(parent), Some(folder)) if parent.device == folder.device)
}
