//! The fixture: what a drive serves, and how it misbehaves.

use fuser::{Errno, FileAttr, FileType, INodeNo};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::time::{Duration, UNIX_EPOCH};

/// What the system asks of a drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Lookup,
    GetAttr,
    OpenDir,
    ReadDir,
}

/// A folder that goes on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forever {
    /// Another file each time.
    Files,
    /// The place to read on from never moves, so the same file comes again and again.
    OneFile,
    /// Nothing but itself.
    Dots,
    /// One folder in it, which is the same.
    Depth,
}

/// Numbers from here on belong to the files, and from there on to the folders, of folders that go on for ever.
const FILES: u64 = 1 << 32;
const FOLDERS: u64 = 1 << 40;

/// One thing on the drive. Three calls tell its kind, and each may tell another one.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What a look at it tells.
    pub attr: FileAttr,
    /// The kind that the read of its folder tells.
    pub read_as: FileType,
    /// The kind that looking up its name tells.
    pub found_as: FileType,
    pub refuse: Option<(Call, Errno)>,
    /// After so many names the read fails.
    pub broken_at: Option<u64>,
    pub forever: Option<Forever>,
    /// Once this was answered about it so many times, the drive answers nothing any more.
    pub last: Option<(Call, usize)>,
    /// The drive takes this question and keeps it, so that not even a killed process gets away from it.
    pub keeps: Option<Call>,
}

impl Node {
    fn new(kind: FileType, inode: u64) -> Node {
        let attr = FileAttr {
            ino: INodeNo(inode),
            size: 0,
            blocks: 0,
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind,
            perm: 0o755,
            nlink: 1,
            uid: 0,
            gid: 0,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        };
        Node {
            attr,
            read_as: kind,
            found_as: kind,
            refuse: None,
            broken_at: None,
            forever: None,
            last: None,
            keeps: None,
        }
    }

    pub fn refuse(&mut self, call: Call, error: Errno) {
        self.refuse = Some((call, error));
    }
}

/// A drive, to be mounted. Its folders have the names in the order in which they were added.
pub struct Drive {
    nodes: BTreeMap<u64, Node>,
    names: BTreeMap<u64, Vec<(OsString, u64)>>,
    pub slow: Duration,
    pub renumbers: bool,
}

impl Drive {
    pub fn new() -> Drive {
        let root = (INodeNo::ROOT.0, Node::new(FileType::Directory, INodeNo::ROOT.0));
        Drive { nodes: [root].into(), names: BTreeMap::new(), slow: Duration::ZERO, renumbers: false }
    }

    /// Adds a file, and the folders on the way.
    pub fn file(mut self, path: &str) -> Drive {
        self.add(path, FileType::RegularFile);
        self
    }

    pub fn folder(mut self, path: &str) -> Drive {
        self.add(path, FileType::Directory);
        self
    }

    /// Adds `name` to a folder as another name of what is at `path`, or as the same name once more.
    pub fn name(mut self, folder: &str, name: impl AsRef<OsStr>, path: &str) -> Drive {
        let (folder, inode) = (self.at(folder), self.at(path));
        self.names.entry(folder).or_default().push((name.as_ref().to_owned(), inode));
        self
    }

    /// Changes what is at `path`; an empty path is the drive's own folder.
    pub fn edit(mut self, path: &str, edit: impl FnOnce(&mut Node)) -> Drive {
        let inode = self.at(path);
        edit(self.nodes.get_mut(&inode).unwrap());
        self
    }

    /// From now on every answer takes so long.
    pub fn slow(self, slow: Duration) -> Drive {
        Drive { slow, ..self }
    }

    /// From now on every look finds another inode number.
    pub fn renumbers(self) -> Drive {
        Drive { renumbers: true, ..self }
    }

    pub fn edit_all(mut self, edit: impl FnMut(&mut Node)) -> Drive {
        self.nodes.values_mut().for_each(edit);
        self
    }

    /// Whether it will answer nothing any more, sooner or later.
    pub fn ends_silent(&self) -> bool {
        self.nodes.values().any(|node| node.last.is_some())
    }

    fn at(&self, path: &str) -> u64 {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.fold(INodeNo::ROOT.0, |folder, part| self.find(folder, OsStr::new(part)).unwrap())
    }

    fn add(&mut self, path: &str, kind: FileType) {
        let mut folder = INodeNo::ROOT.0;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            folder = self.find(folder, OsStr::new(part)).unwrap_or_else(|| {
                let inode = self.nodes.len() as u64 + INodeNo::ROOT.0;
                let kind = if parts.peek().is_some() { FileType::Directory } else { kind };
                self.nodes.insert(inode, Node::new(kind, inode));
                self.names.entry(folder).or_default().push((part.into(), inode));
                inode
            });
        }
    }

    pub fn node(&self, inode: u64) -> Node {
        let forever = || match inode {
            FOLDERS.. => Node { forever: Some(Forever::Depth), ..Node::new(FileType::Directory, inode) },
            _ => Node::new(FileType::RegularFile, inode),
        };
        self.nodes.get(&inode).copied().unwrap_or_else(forever)
    }

    /// The name at a place in a folder, what it is the name of, and the place of the next.
    pub fn read(&self, folder: u64, at: u64) -> Option<(OsString, u64, u64)> {
        match self.node(folder).forever {
            None => {
                let (name, inode) = self.names.get(&folder)?.get(at as usize)?;
                Some((name.clone(), *inode, at + 1))
            }
            Some(Forever::Files) => Some((at.to_string().into(), FILES + at, at + 1)),
            Some(Forever::OneFile) => Some(("again".into(), FILES, 1)),
            Some(Forever::Dots) => Some((".".into(), folder, at + 1)),
            Some(Forever::Depth) => (at == 0).then(|| ("down".into(), folder.max(FOLDERS) + 1, 1)),
        }
    }

    pub fn find(&self, folder: u64, name: &OsStr) -> Option<u64> {
        match self.node(folder).forever {
            None => self.names.get(&folder)?.iter().find(|(of, _)| of == name).map(|(_, inode)| *inode),
            Some(Forever::Files) => name.to_str()?.parse::<u64>().ok().map(|at| FILES + at),
            Some(_) => self.read(folder, 0).map(|(_, inode, _)| inode),
        }
    }
}
