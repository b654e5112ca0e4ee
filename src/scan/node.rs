//! A folder that is being walked, and its handle.
//!
//! Handles are few (the system allows a process so many), folders are many and may be 30,000 levels deep. So a node keeps its
//! handle only while the folder is still needed ([`InUse`]) and the budget ([`Handles`]) allows; otherwise it is opened again
//! when it is needed: upwards by `..` from the folder listed last, which is one step for each level that a depth-first walk comes
//! back, or downwards from the nearest ancestor that has a handle. What is opened again must be the folder it
//! was, by device and inode, or it counts as changed.

use super::budget::Budget;
use super::missing::Missing;
use super::place::{FolderPlace, drop_chain};
use super::roots::PickedNames;
use super::sys::{Disk, HANDLES_TO_READ};
use crate::model::name;
use std::io;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many folders may stay open between two uses.
#[derive(Debug)]
pub(super) struct Handles {
    limit: usize,
    /// Nodes are counted in it, each from its making to its end: there are as many as levels on the way to what is being read.
    budget: Arc<Budget>,
    /// Handles that nodes keep. Relaxed everywhere: it counts, and guards no data.
    kept: AtomicUsize,
}

impl Handles {
    /// Handles that a worker needs at once, whatever is kept: a folder to come from, one to go to, one to come back to, and what it takes to
    /// read one of them.
    pub(super) const PER_WORKER: usize = 3 + HANDLES_TO_READ;

    pub(super) fn new(limit: usize, budget: Arc<Budget>) -> Handles {
        Handles { limit, budget, kept: AtomicUsize::new(0) }
    }

    fn may_keep(&self) -> bool {
        let one_more = |kept: usize| (kept < self.limit).then_some(kept + 1);
        self.kept.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).is_ok()
    }

    fn given_back(&self) {
        self.kept.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A folder, shared by those who have entries of it to do and by the folders in it.
pub(super) struct Node<D: Disk> {
    pub place: Arc<FolderPlace>,
    /// What it counts in the budget.
    bytes: i64,
    parent: Option<Arc<Node<D>>>,
    /// Kept while `uses` is above 0 and the budget allows; of a picked folder always, as the way back.
    handle: Mutex<Option<Arc<D::Folder>>>,
    handles: Arc<Handles>,
    /// How many [`InUse`] there are. AcqRel: the one that brings it to 0 closes what another may have kept.
    uses: AtomicUsize,
    /// Whether the one problem line for entries of it that can't be looked at is written.
    pub look_at_failed: AtomicBool,
    /// Whether the one problem line for links of it that can't be read is written.
    pub link_failed: AtomicBool,
    /// Parts of its listing that are not done. AcqRel: the one that brings it to 0 sees all that is missing.
    parts: AtomicUsize,
    /// What has to come to its end before all of the folder has, at whatever depth: the parts of its listing, and each sub-folder in it.
    /// AcqRel: as for `parts`.
    open: AtomicUsize,
    /// Names in it that were not found so far.
    missing: Mutex<Option<Box<Missing>>>,
    /// Names in it that were picked themselves, once they were looked up.
    picked_files: OnceLock<Option<Box<PickedNames>>>,
}

impl<D: Disk> Node<D> {
    /// A picked folder, which keeps its handle.
    pub(super) fn picked(place: Arc<FolderPlace>, handle: Arc<D::Folder>, handles: &Arc<Handles>) -> Node<D> {
        let node = Node::inside(place, None, handles);
        *node.handle.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
        node
    }

    /// A folder in `parent`.
    pub(super) fn inside(
        place: Arc<FolderPlace>,
        parent: Option<Arc<Node<D>>>,
        handles: &Arc<Handles>,
    ) -> Node<D> {
        let bytes = place.bytes();
        handles.budget.add(bytes);
        Node {
            bytes,
            place,
            parent,
            handle: Mutex::new(None),
            handles: handles.clone(),
            uses: AtomicUsize::new(0),
            look_at_failed: AtomicBool::new(false),
            link_failed: AtomicBool::new(false),
            parts: AtomicUsize::new(1),
            open: AtomicUsize::new(1),
            missing: Mutex::new(None),
            picked_files: OnceLock::new(),
        }
    }

    /// Another worker gets a part of its listing.
    pub(super) fn part_added(&self) {
        self.parts.fetch_add(1, Ordering::Relaxed);
        self.one_more();
    }

    /// A sub-folder is to be listed, or another worker gets a part of the listing. Never called once all has ended.
    pub(super) fn one_more(&self) {
        self.open.fetch_add(1, Ordering::Relaxed);
    }

    /// A part or a sub-folder has come to its end. Returns whether it was the last.
    pub(super) fn one_ended(&self) -> bool {
        self.open.fetch_sub(1, Ordering::AcqRel) == 1
    }

    /// The folder that it is in; `None` for a picked one.
    pub(super) fn parent(&self) -> Option<&Arc<Node<D>>> {
        self.parent.as_ref()
    }

    /// A part of its listing is done; after the last, what was not found, if anything.
    pub(super) fn part_done(&self) -> Option<Box<Missing>> {
        let is_last = self.parts.fetch_sub(1, Ordering::AcqRel) == 1;
        if is_last { self.missing.lock().unwrap_or_else(PoisonError::into_inner).take() } else { None }
    }

    /// A name in it was not found.
    #[cold]
    pub(super) fn miss(&self, name: &[u8]) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.get_or_insert_with(|| Box::new(Missing::new(&self.handles.budget))).insert(name);
    }

    /// The names in it that were picked themselves; `find` looks for them once.
    pub(super) fn picked_files(
        &self,
        find: impl FnOnce() -> Option<Box<PickedNames>>,
    ) -> Option<&PickedNames> {
        self.picked_files.get_or_init(find).as_deref()
    }

    fn kept(&self) -> Option<Arc<D::Folder>> {
        self.handle.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, handle: &Arc<D::Folder>) {
        let mut kept = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() && self.handles.may_keep() {
            *kept = Some(handle.clone());
        }
    }

    fn close(&self) {
        if self.parent.is_some()
            && self.handle.lock().unwrap_or_else(PoisonError::into_inner).take().is_some()
        {
            self.handles.given_back();
        }
    }

    /// The open folder, opened again if need be. `last` is the folder that the caller listed last; it is given back when it is
    /// of no use.
    ///
    /// # Errors
    /// What opening says; `InvalidData` if another folder has taken its place.
    pub(super) fn open(&self, disk: &D, last: &mut Option<Last<D>>) -> io::Result<Arc<D::Folder>> {
        if let Some(handle) = self.kept() {
            return Ok(handle);
        }
        let from_below = last.take().and_then(|last| self.open_from_below(disk, last));
        let handle = match from_below {
            Some(handle) => handle,
            None => self.open_from_above(disk)?,
        };
        if self.uses.load(Ordering::Acquire) > 0 {
            self.keep(&handle);
        }
        Ok(handle)
    }

    /// What has the folder's name in its parent now.
    ///
    /// # Errors
    /// What opening says.
    pub(super) fn open_anew(&self, disk: &D, last: &mut Option<Last<D>>) -> io::Result<D::Folder> {
        let parent = self.parent.as_ref().ok_or(io::ErrorKind::Unsupported)?;
        disk.open(&*parent.open(disk, last)?, &name::to_os(&self.place.name))
    }

    /// By `..` from a folder inside, if that leads here.
    fn open_from_below(&self, disk: &D, last: Last<D>) -> Option<Arc<D::Folder>> {
        let mut levels = 0;
        let mut at = &last.node;
        while !std::ptr::eq(&**at, self) {
            levels += 1;
            // From above it is nearer then.
            at = at.parent.as_ref().filter(|parent| levels == 1 || parent.kept().is_none())?;
        }
        let mut handle = last.handle;
        for _ in 0..levels {
            handle = Arc::new(disk.open_parent(&handle).ok()?);
        }
        let same = self.place.identity.is_some() && disk.identity(&handle).ok()? == self.place.identity;
        same.then_some(handle)
    }

    /// By the names, from the nearest ancestor that has a handle.
    fn open_from_above(&self, disk: &D) -> io::Result<Arc<D::Folder>> {
        let mut missing = vec![self];
        let mut at = self.parent.as_deref();
        let mut handle = loop {
            let node = at.ok_or(io::ErrorKind::NotFound)?;
            match node.kept() {
                Some(handle) => break handle,
                None => missing.push(node),
            }
            at = node.parent.as_deref();
        };
        for node in missing.into_iter().rev() {
            handle = Arc::new(disk.open(&handle, &name::to_os(&node.place.name))?);
            if disk.identity(&handle)? != node.place.identity {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "another folder is in its place"));
            }
        }
        Ok(handle)
    }
}

impl<D: Disk> Drop for Node<D> {
    fn drop(&mut self) {
        self.close();
        self.handles.budget.add(-self.bytes);
        drop_chain(self.parent.take(), |node| {
            node.close();
            node.parent.take()
        });
    }
}

/// The folder that a worker listed last, still open.
pub(super) struct Last<D: Disk> {
    pub node: Arc<Node<D>>,
    pub handle: Arc<D::Folder>,
}

/// Entries of the folder are still to be done: its handle is worth keeping.
pub(super) struct InUse<D: Disk>(Arc<Node<D>>);

impl<D: Disk> InUse<D> {
    pub(super) fn new(node: &Arc<Node<D>>, handle: &Arc<D::Folder>) -> InUse<D> {
        node.uses.fetch_add(1, Ordering::AcqRel);
        node.keep(handle);
        InUse(node.clone())
    }
}

impl<D: Disk> Clone for InUse<D> {
    fn clone(&self) -> InUse<D> {
        self.0.uses.fetch_add(1, Ordering::AcqRel);
        InUse(self.0.clone())
    }
}

impl<D: Disk> Deref for InUse<D> {
    type Target = Arc<Node<D>>;

    fn deref(&self) -> &Arc<Node<D>> {
        &self.0
    }
}

impl<D: Disk> Drop for InUse<D> {
    fn drop(&mut self) {
        if self.0.uses.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.close();
        }
    }
}
