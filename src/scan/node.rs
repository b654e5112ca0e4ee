//! A folder that is being walked: where it is, and its handle.
//!
//! Handles are few (a limit of the process), folders are many and may be 30,000 levels deep. So a node keeps its handle
//! while the [`Handles`] budget allows and opens it again, from the nearest ancestor that has one, when it is needed.
//! What is opened again must be the folder it was, by device and inode, or it counts as changed.

use super::sys::{Disk, Identity};
use crate::model::{FolderId, RootId, name};
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Where a folder is. A chain up to the picked folder, whose name is its whole path.
#[derive(Debug)]
pub struct Place {
    pub id: FolderId,
    pub root: RootId,
    pub parent: Option<Arc<Place>>,
    pub name: Box<[u8]>,
    /// None where the system gives none.
    pub identity: Option<Identity>,
    /// Whether a mount was crossed on the way from the picked folder, so that an ancestor may come again.
    pub crossed_mount: bool,
}

impl Place {
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

    /// Whether this folder or one above it is `identity`.
    pub fn is_inside(&self, identity: Identity) -> bool {
        let mut at = Some(self);
        while let Some(place) = at {
            if place.identity == Some(identity) {
                return true;
            }
            at = place.parent.as_deref();
        }
        false
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop_chain(self.parent.take(), |place| place.parent.take());
    }
}

/// Drops a chain of single owners one by one: the compiler's own drop would recurse once a level.
fn drop_chain<T>(mut next: Option<Arc<T>>, take_parent: impl Fn(&mut T) -> Option<Arc<T>>) {
    while let Some(mut link) = next.and_then(Arc::into_inner) {
        next = take_parent(&mut link);
    }
}

/// How many folders may stay open between two uses.
#[derive(Debug)]
pub struct Handles {
    limit: usize,
    /// Handles that nodes keep. Relaxed everywhere: a budget, not a lock; one too many for a moment is no harm.
    kept: AtomicUsize,
}

impl Handles {
    pub fn new(limit: usize) -> Handles {
        Handles { limit, kept: AtomicUsize::new(0) }
    }
}

/// A folder with its handle, shared by all who still have entries of it to do.
pub struct Node<D: Disk> {
    pub place: Arc<Place>,
    parent: Option<Arc<Node<D>>>,
    handle: Mutex<Option<Arc<D::Folder>>>,
    handles: Arc<Handles>,
    /// Whether the one problem line for entries of it that can't be looked at is written.
    pub look_at_failed: AtomicBool,
}

impl<D: Disk> Node<D> {
    pub fn new(
        place: Arc<Place>,
        parent: Option<Arc<Node<D>>>,
        handle: Arc<D::Folder>,
        handles: &Arc<Handles>,
    ) -> Node<D> {
        handles.kept.fetch_add(1, Ordering::Relaxed);
        Node {
            place,
            parent,
            handle: Mutex::new(Some(handle)),
            handles: handles.clone(),
            look_at_failed: AtomicBool::new(false),
        }
    }

    fn kept(&self) -> Option<Arc<D::Folder>> {
        self.handle.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives the handle back; the next use opens the folder again. A picked folder keeps its own, as the way back.
    pub fn close(&self) {
        if self.parent.is_some()
            && self.handle.lock().unwrap_or_else(PoisonError::into_inner).take().is_some()
        {
            self.handles.kept.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Gives the handle back if too many are kept.
    pub fn close_if_many(&self) {
        if self.handles.kept.load(Ordering::Relaxed) > self.handles.limit {
            self.close();
        }
    }

    /// The open folder, opened again if need be.
    ///
    /// # Errors
    /// What opening says; `InvalidData` if another folder has taken its place.
    pub fn open(&self, disk: &D) -> io::Result<Arc<D::Folder>> {
        if let Some(handle) = self.kept() {
            return Ok(handle);
        }
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
        let mut kept = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.replace(handle.clone()).is_none() {
            self.handles.kept.fetch_add(1, Ordering::Relaxed);
        }
        Ok(handle)
    }
}

impl<D: Disk> Drop for Node<D> {
    fn drop(&mut self) {
        if self.handle.get_mut().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            self.handles.kept.fetch_sub(1, Ordering::Relaxed);
        }
        drop_chain(self.parent.take(), |node| node.parent.take());
    }
}
