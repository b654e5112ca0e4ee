//! The real disk, watched: how often it was asked, and how long it took at most. Tests and benchmarks share it.

use foldersheet::scan::sys::{Disk, Identity, Names, Picked, Stat, System};
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Clones count together.
#[derive(Clone, Default)]
pub struct Watched {
    calls: Arc<AtomicU64>,
    /// Of all calls, in nanoseconds.
    longest: Arc<AtomicU64>,
}

impl Watched {
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// The longest call, in milliseconds.
    pub fn longest(&self) -> f64 {
        self.longest.load(Ordering::Relaxed) as f64 / 1e6
    }

    fn ask<T>(&self, call: impl FnOnce(System) -> T) -> T {
        let start = Instant::now();
        let result = call(System);
        self.calls.fetch_add(1, Ordering::Relaxed);
        self.longest.fetch_max(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        result
    }
}

impl Disk for Watched {
    type Folder = <System as Disk>::Folder;

    fn open_picked(&self, path: &Path) -> io::Result<Picked<Self::Folder>> {
        self.ask(|disk| disk.open_picked(path))
    }

    fn open(&self, parent: &Self::Folder, name: &OsStr) -> io::Result<Self::Folder> {
        self.ask(|disk| disk.open(parent, name))
    }

    fn open_again(&self, folder: &Self::Folder) -> io::Result<Self::Folder> {
        self.ask(|disk| disk.open_again(folder))
    }

    fn open_parent(&self, folder: &Self::Folder) -> io::Result<Self::Folder> {
        self.ask(|disk| disk.open_parent(folder))
    }

    fn read(&self, folder: &Self::Folder, names: &mut Names) -> io::Result<bool> {
        self.ask(|disk| disk.read(folder, names))
    }

    fn stat(&self, folder: &Self::Folder, names: &Names, index: usize) -> io::Result<Stat> {
        self.ask(|disk| disk.stat(folder, names, index))
    }

    fn link_target(&self, folder: &Self::Folder, name: &[u8]) -> io::Result<Vec<u8>> {
        self.ask(|disk| disk.link_target(folder, name))
    }

    fn identity(&self, folder: &Self::Folder) -> io::Result<Option<Identity>> {
        self.ask(|disk| disk.identity(folder))
    }

    fn identity_to_read(&self, folder: &Self::Folder) -> io::Result<Option<Identity>> {
        self.ask(|disk| disk.identity_to_read(folder))
    }

    fn kernel_file_system(&self, folder: &Self::Folder) -> Option<&'static str> {
        self.ask(|disk| disk.kernel_file_system(folder))
    }
}
