//! What stands on the input queue, and what a worker keeps for itself.

use super::node::InUse;
use super::roots::RootState;
use super::sys::{Disk, Identity, Names};
use crate::model::Request;
use std::sync::Arc;

/// One piece of work on the input queue. Each counts on its picked folder's number of open tasks.
pub enum Task<D: Disk> {
    /// A picked folder.
    Picked(Request),
    /// Sub-folders that another worker remembered, the oldest first.
    Folders(Arc<RootState>, Vec<Remembered<D>>),
    /// Names of a large folder, to be looked at.
    Piece(Arc<RootState>, InUse<D>, Names),
}

/// What is known of a sub-folder before it is opened.
#[derive(Clone, Copy)]
pub struct SubFolder {
    /// Where its name begins in the arena.
    start: u32,
    pub identity: Option<Identity>,
    pub mount: bool,
}

/// Sub-folders of one folder that are still to be listed, in a few bytes each: there may be a million.
pub struct Remembered<D: Disk> {
    pub parent: InUse<D>,
    names: Vec<u8>,
    folders: Vec<SubFolder>,
}

impl<D: Disk> Remembered<D> {
    pub fn new(parent: InUse<D>) -> Remembered<D> {
        Remembered { parent, names: Vec::new(), folders: Vec::new() }
    }

    pub fn push(&mut self, name: &[u8], identity: Option<Identity>, mount: bool) {
        self.folders.push(SubFolder { start: self.names.len() as u32, identity, mount });
        self.names.extend_from_slice(name);
    }

    /// Takes the last one, with its name.
    pub fn pop(&mut self) -> Option<(Box<[u8]>, SubFolder)> {
        let folder = self.folders.pop()?;
        let name = self.names.split_off(folder.start as usize).into_boxed_slice();
        Some((name, folder))
    }

    pub fn len(&self) -> usize {
        self.folders.len()
    }

    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// Gives away the last `count`, which are at most all.
    pub fn split_last(&mut self, count: usize) -> Remembered<D> {
        let at = self.folders.len() - count;
        let start = self.folders.get(at).map_or(self.names.len(), |folder| folder.start as usize);
        let mut folders = self.folders.split_off(at);
        for folder in &mut folders {
            folder.start -= start as u32;
        }
        Remembered { parent: self.parent.clone(), names: self.names.split_off(start), folders }
    }
}
