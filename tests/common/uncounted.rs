//! The real disk as a system shows it that has a number of each file and doesn't count its names.

use foldersheet::scan::sys::{Disk, Identity, Names, Picked, Stat, System};
use std::ffi::OsStr;
use std::io;
use std::path::Path;

#[derive(Clone, Copy, Default)]
pub struct Uncounted;

fn hidden(mut stat: Stat) -> Stat {
    (stat.meta.links, stat.meta.facts.links) = (None, None);
    stat
}

impl Disk for Uncounted {
    type Folder = <System as Disk>::Folder;

    /// Of a picked file alone the names are counted, as on Windows.
    fn open_picked(&self, path: &Path) -> io::Result<Picked<Self::Folder>> {
        System.open_picked(path)
    }

    fn open(&self, parent: &Self::Folder, name: &OsStr) -> io::Result<Self::Folder> {
        System.open(parent, name)
    }

    fn open_again(&self, folder: &Self::Folder) -> io::Result<Self::Folder> {
        System.open_again(folder)
    }

    fn open_parent(&self, folder: &Self::Folder) -> io::Result<Self::Folder> {
        System.open_parent(folder)
    }

    fn read(&self, folder: &Self::Folder, names: &mut Names) -> io::Result<bool> {
        System.read(folder, names)
    }

    fn stat(&self, folder: &Self::Folder, names: &Names, index: usize) -> io::Result<Stat> {
        System.stat(folder, names, index).map(hidden)
    }

    fn link_target(&self, folder: &Self::Folder, name: &[u8]) -> io::Result<Vec<u8>> {
        System.link_target(folder, name)
    }

    fn counts_names(&self) -> bool {
        false
    }

    fn identity(&self, folder: &Self::Folder) -> io::Result<Option<Identity>> {
        System.identity(folder)
    }

    fn identity_to_read(&self, folder: &Self::Folder) -> io::Result<Option<Identity>> {
        System.identity_to_read(folder)
    }

    fn kernel_file_system(&self, folder: &Self::Folder) -> Option<&'static str> {
        System.kernel_file_system(folder)
    }
}
