//! A scripted disk: trees that no real machine would hold still for. It stands among the tests, so that no program has it.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::panic, reason = "a test")]

use crossbeam_channel::Receiver;
use foldersheet::model::{Facts, Kind, Meta, name};
use foldersheet::scan::sys::{Disk, Identity, Names, Picked, Stat, Twin};
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// What happens when a scripted entry is touched.
#[derive(Debug, Clone)]
pub enum Act {
    /// Opening the folder fails with this error number.
    RefuseOpen(i32),
    /// Reading the folder fails with this error number after so many names.
    RefuseRead(usize, i32),
    /// Looking at the entry fails with this error number.
    RefuseStat(i32),
    /// Reading what the link points at fails with this error number.
    RefuseLink(i32),
    /// The folder lists it once, and then it is gone.
    Vanishes,
    /// It is gone once it was looked at.
    VanishesLooked,
    /// Opening the folder waits until the other end of the channel is dropped.
    HoldOpen(Receiver<Infallible>),
    /// Looking at the entry waits until the other end of the channel is dropped.
    HoldStat(Receiver<Infallible>),
    /// Reading the folder waits after so many names until the other end of the channel is dropped.
    HoldRead(usize, Receiver<Infallible>),
    /// Opening the folder panics.
    Panic,
    /// Every read of the folder gives more names, for ever.
    Endless,
    /// The same with folders.
    EndlessFolders,
}

#[derive(Debug, Clone)]
struct Entry {
    name: Vec<u8>,
    meta: Meta,
}

/// The disk. Built first, then given to a scan.
#[derive(Debug, Default)]
pub struct Fake {
    folders: HashMap<PathBuf, Vec<Entry>>,
    acts: HashMap<PathBuf, Act>,
    mounts: HashMap<PathBuf, u64>,
    twins: Vec<Twin>,
    placeholders: HashSet<PathBuf>,
    unnumbered: HashSet<PathBuf>,
    /// Links that are shown as the folders that they lead to.
    followed: HashMap<PathBuf, PathBuf>,
    /// Folders that have the number of another one.
    numbered: HashMap<PathBuf, PathBuf>,
    /// What the lists of folders have among the names, and what can't be one.
    refused: HashMap<PathBuf, Vec<Vec<u8>>>,
    /// When a folder came to be, where it is not 0.
    since: HashMap<PathBuf, u64>,
    /// What was looked at, of what vanishes then.
    looked: Mutex<HashSet<PathBuf>>,
    whole: bool,
    uncounted: bool,
}

/// An open scripted folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Whether it was read before.
    again: bool,
    next: AtomicUsize,
    read_failed: Mutex<bool>,
}

impl Fake {
    /// A disk with no folder.
    pub fn new() -> Fake {
        Fake::default()
    }

    /// Adds a file, and the folders on the way to it, with a size in bytes.
    #[must_use]
    pub fn file(mut self, path: &str, size: u64) -> Fake {
        let meta = Meta { size: Some(size), allocated: Some(size), ..Meta::unknown(Kind::File) };
        self.enter(Path::new(path), meta);
        self
    }

    /// The same of which the system reports no allocated size, as some do.
    #[must_use]
    pub fn unallocated(mut self, path: &str, size: u64) -> Fake {
        self.enter(Path::new(path), Meta { size: Some(size), ..Meta::unknown(Kind::File) });
        self
    }

    /// The same with the number that the system has for it on a device, and when it came to be: another name of whatever else has both. Nobody
    /// counts the names.
    #[must_use]
    pub fn uncounted(mut self, path: &str, size: u64, number: (u64, u64), born: i64) -> Fake {
        let facts = Facts { device: Some(number.0), inode: Some(number.1), ..Facts::UNKNOWN };
        let plain = Meta::unknown(Kind::File);
        let meta = Meta { size: Some(size), allocated: Some(size), created: Some(born), facts, ..plain };
        self.enter(Path::new(path), meta);
        self.uncounted = true;
        self
    }

    /// Adds a link, and the folders on the way to it. It points at its own name behind `to-`.
    #[must_use]
    pub fn link(mut self, path: &str) -> Fake {
        self.enter(Path::new(path), Meta::unknown(Kind::Symlink));
        self
    }

    /// Adds a folder, and those on the way to it.
    #[must_use]
    pub fn folder(mut self, path: &str) -> Fake {
        self.enter(Path::new(path), Meta::unknown(Kind::Folder));
        self.folders.entry(path.into()).or_default();
        self
    }

    /// Lets a read of a folder tell everything of its entries, as on Windows.
    #[must_use]
    pub fn whole(mut self) -> Fake {
        self.whole = true;
        self
    }

    /// Scripts what happens at `path`.
    #[must_use]
    pub fn act(mut self, path: &str, act: Act) -> Fake {
        self.acts.insert(path.into(), act);
        self
    }

    /// Adds a link that the disk follows by itself: it looks like a folder, and is the one at `to`.
    #[must_use]
    pub fn followed(self, path: &str, to: &str) -> Fake {
        let mut disk = self.folder(path);
        disk.followed.insert(path.into(), to.into());
        disk
    }

    /// Lets the list of the folder at `path` have something that can't be a name, before all others.
    #[must_use]
    pub fn refused(mut self, path: &str, name: &[u8]) -> Fake {
        self.refused.entry(path.into()).or_default().push(name.to_vec());
        self
    }

    /// Says when the folder at `path` came to be.
    #[must_use]
    pub fn since(mut self, path: &str, since: u64) -> Fake {
        self.since.insert(path.into(), since);
        self
    }

    /// Gives the folder at `path` the number of the one at `as_of`, by mistake.
    #[must_use]
    pub fn numbered_as(mut self, path: &str, as_of: &str) -> Fake {
        self.numbered.insert(path.into(), as_of.into());
        self
    }

    fn enter(&mut self, path: &Path, meta: Meta) {
        let (Some(parent), Some(file_name)) = (path.parent(), path.file_name()) else { return };
        if !self.folders.contains_key(parent) {
            self.enter(parent, Meta::unknown(Kind::Folder));
            self.folders.entry(parent.to_owned()).or_default();
        }
        let entries = self.folders.entry(parent.to_owned()).or_default();
        let name = name::bytes(file_name).to_vec();
        if !entries.iter().any(|entry| entry.name == name) {
            entries.push(Entry { name, meta });
        }
    }

    /// Says that the folder at `path`, on the volume at `volume`, is the one at `at` too, as a firmlink makes it. What is in it has to be
    /// made at both.
    #[must_use]
    pub fn twin(mut self, volume: &str, path: &str, at: &str) -> Fake {
        self.twins.push(Twin { path: path.into(), at: at.into(), volume: volume.into() });
        self
    }

    /// Mounts something at `path`, with this number as a mount and as a device.
    #[must_use]
    pub fn mount(mut self, path: &str, number: u64) -> Fake {
        self.mounts.insert(path.into(), number);
        self
    }

    /// Makes the folder at `path` one whose contents are in a cloud.
    #[must_use]
    pub fn placeholder(mut self, path: &str) -> Fake {
        self.placeholders.insert(path.into());
        self
    }

    /// Lets the system have no number for the entry at `path`, as some file systems of Windows.
    #[must_use]
    pub fn unnumbered(mut self, path: &str) -> Fake {
        self.unnumbered.insert(path.into());
        self
    }

    fn identity(&self, path: &Path) -> Option<Identity> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        let path = self.numbered.get(path).map_or(path, PathBuf::as_path);
        self.by_volume(path).hash(&mut hasher);
        let identity = Identity { device: self.mount_of(path), inode: hasher.finish() };
        (!self.unnumbered.contains(path)).then_some(identity)
    }

    fn mount_of(&self, path: &Path) -> u64 {
        self.by_volume(path).ancestors().find_map(|path| self.mounts.get(path)).copied().unwrap_or(1)
    }

    /// The path of a folder by the volume that it is on.
    fn by_volume(&self, path: &Path) -> PathBuf {
        let moved = |twin: &Twin| Some(twin.path.join(path.strip_prefix(&twin.at).ok()?));
        self.twins.iter().find_map(moved).unwrap_or_else(|| path.to_owned())
    }

    fn stat_of(&self, path: &Path, meta: Meta) -> Stat {
        Stat {
            meta,
            // A list of such a disk has no numbers of folders.
            identity: self.identity(path).filter(|_| !self.shows_links_as_folders()),
            mount: self.mounts.contains_key(path) || self.twins.iter().any(|twin| twin.at == path),
            mount_id: Some(self.mount_of(path)),
            automount: false,
            placeholder: self.placeholders.contains(path),
            hidden: false,
        }
    }

    /// The entry at `path`, if it isn't a folder.
    fn file_at(&self, path: &Path) -> Option<&Entry> {
        let name = name::bytes(path.file_name()?);
        let entries = self.folders.get(path.parent()?)?;
        entries.iter().find(|entry| entry.name == name && entry.meta.kind != Kind::Folder)
    }

    fn open_path(&self, path: &Path) -> io::Result<Folder> {
        match self.acts.get(path) {
            Some(Act::RefuseOpen(code)) => return Err(io::Error::from_raw_os_error(*code)),
            Some(Act::HoldOpen(held)) => drop(held.recv()),
            Some(Act::Panic) => panic!("scripted panic"),
            _ => {}
        }
        if !self.folders.contains_key(path) || self.vanishes(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let (path, next) = (path.to_owned(), AtomicUsize::new(0));
        Ok(Folder { path, again: false, next, read_failed: Mutex::new(false) })
    }

    fn vanishes(&self, path: &Path) -> bool {
        matches!(self.acts.get(path), Some(Act::Vanishes | Act::VanishesLooked))
    }
}

impl Disk for Fake {
    type Folder = Folder;

    fn open_picked(&self, path: &Path) -> io::Result<Picked<Folder>> {
        // On Windows the session knows `/a` as one of the drive that the test runs on.
        let is_drive = |part: &Component<'_>| matches!(part, Component::Prefix(_));
        let path = &*path.components().filter(|part| !is_drive(part)).collect::<PathBuf>();
        let real = path.to_owned();
        if let Some(entry) = self.file_at(path) {
            return match self.acts.get(path) {
                Some(Act::RefuseStat(code)) => Err(io::Error::from_raw_os_error(*code)),
                Some(Act::Vanishes | Act::VanishesLooked) => Err(io::ErrorKind::NotFound.into()),
                _ => Ok(Picked::Other { stat: self.stat_of(path, entry.meta), real, is_link: false }),
            };
        }
        let folder = self.open_path(path)?;
        let stat = Stat { identity: self.identity(path), ..self.stat_of(path, Meta::unknown(Kind::Folder)) };
        Ok(Picked::Folder { folder, stat, real })
    }

    fn open(&self, parent: &Folder, name: &OsStr) -> io::Result<Folder> {
        let path = parent.path.join(name);
        self.open_path(self.followed.get(&path).unwrap_or(&path))
    }

    fn open_again(&self, folder: &Folder) -> io::Result<Folder> {
        Ok(Folder { again: true, ..self.open_path(&folder.path)? })
    }

    fn open_parent(&self, folder: &Folder) -> io::Result<Folder> {
        self.open_path(folder.path.parent().ok_or(io::ErrorKind::NotFound)?)
    }

    fn read(&self, folder: &Folder, names: &mut Names) -> io::Result<bool> {
        const AT_ONCE: usize = 100;
        names.clear();
        let entries = self.folders.get(&folder.path).map(Vec::as_slice).unwrap_or_default();
        let start = folder.next.fetch_add(AT_ONCE, Ordering::Relaxed);
        if start == 0 {
            self.refused.get(&folder.path).into_iter().flatten().for_each(|name| names.refuse(name));
        }
        match self.acts.get(&folder.path) {
            Some(endless @ (Act::Endless | Act::EndlessFolders)) => {
                let kind = if matches!(endless, Act::Endless) { Kind::File } else { Kind::Folder };
                for number in start..start + AT_ONCE {
                    names.push(format!("endless-{number}").as_bytes(), Some(kind));
                }
                return Ok(true);
            }
            Some(Act::RefuseRead(after, code)) => {
                let end = entries.len().min(*after);
                for entry in &entries[start.min(end)..(start + AT_ONCE).min(end)] {
                    names.push(&entry.name, Some(entry.meta.kind));
                }
                if start + AT_ONCE >= *after {
                    if let Ok(mut failed) = folder.read_failed.lock() {
                        assert!(!std::mem::replace(&mut *failed, true), "read again after an error");
                    }
                    return Err(io::Error::from_raw_os_error(*code));
                }
                return Ok(true);
            }
            Some(Act::HoldRead(after, held)) if start >= *after => drop(held.recv()),
            _ => {}
        }
        for entry in entries.iter().skip(start).take(AT_ONCE) {
            if folder.again && self.vanishes(&folder.path.join(name::to_os(&entry.name))) {
                continue;
            }
            if self.whole {
                let path = folder.path.join(name::to_os(&entry.name));
                let stat = self.stat_of(&path, entry.meta);
                names.push_whole(&entry.name, stat);
            } else {
                names.push(&entry.name, Some(entry.meta.kind));
            }
        }
        Ok(start + AT_ONCE < entries.len())
    }

    fn stat(&self, folder: &Folder, names: &Names, index: usize) -> io::Result<Stat> {
        let name = names.get(index).name;
        let path = folder.path.join(name::to_os(name));
        match self.acts.get(&path) {
            Some(Act::RefuseStat(code)) => return Err(io::Error::from_raw_os_error(*code)),
            Some(Act::HoldStat(held)) => drop(held.recv()),
            Some(Act::Vanishes) => return Err(io::ErrorKind::NotFound.into()),
            Some(Act::VanishesLooked) => {
                let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
                if !looked.insert(path.clone()) {
                    return Err(io::ErrorKind::NotFound.into());
                }
            }
            _ => {}
        }
        let entries = self.folders.get(&folder.path).map(Vec::as_slice).unwrap_or_default();
        // Names of an endless folder are in no list.
        let entry = entries.iter().find(|entry| entry.name == name);
        let kind = names.get(index).kind.unwrap_or(Kind::File);
        let meta = entry.map_or(Meta::unknown(kind), |entry| entry.meta);
        Ok(self.stat_of(&path, meta))
    }

    /// Its own name behind `to-`, unless the look at it is refused.
    fn link_target(&self, folder: &Folder, name: &[u8]) -> io::Result<Vec<u8>> {
        match self.acts.get(&folder.path.join(name::to_os(name))) {
            Some(Act::RefuseLink(code)) => Err(io::Error::from_raw_os_error(*code)),
            _ => Ok([b"to-", name].concat()),
        }
    }

    fn shows_links_as_folders(&self) -> bool {
        !self.followed.is_empty() || !self.numbered.is_empty()
    }

    fn counts_names(&self) -> bool {
        !self.uncounted
    }

    fn since(&self, folder: &Folder) -> u64 {
        self.since.get(&folder.path).copied().unwrap_or(0)
    }

    fn identity(&self, folder: &Folder) -> io::Result<Option<Identity>> {
        Ok(self.identity(&folder.path))
    }

    fn kernel_file_system(&self, _: &Folder) -> Option<&'static str> {
        None
    }

    fn twins(&self) -> Vec<Twin> {
        self.twins.clone()
    }
}
