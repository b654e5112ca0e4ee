//! One entry of a folder.

use super::{Column, Facts, FolderId, Kind, RowValues};

/// One of several names of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HardLinks {
    /// How many names it has, in and out of what was picked: 2 or more. `None` where the source reports no link count, as a folder's listing
    /// on Windows: then at least two were found among the rows, and whether there are more elsewhere isn't known.
    pub count: Option<u32>,
    /// The device that it is on.
    pub device: u64,
    /// Its inode number there.
    pub inode: u64,
    /// When the file came to be, like [`Meta::created`], where its names aren't counted: a server that shows several file systems as one
    /// volume may have the same number for a file of each. `None` where they are.
    pub born: Option<i64>,
}

/// What all names of a file have in common, and no name of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileKey {
    device: u64,
    inode: u64,
    /// The earliest moment that there is stands for a file whose names are counted, and the next for one whose birth isn't known:
    /// millions of these are kept at once, and this takes a quarter less.
    born: i64,
}

impl HardLinks {
    /// Of a file that has so many names.
    pub const fn counted(count: u32, device: u64, inode: u64) -> HardLinks {
        HardLinks { count: Some(count), device, inode, born: None }
    }

    /// Of a file whose link count isn't reported.
    pub const fn uncounted(device: u64, inode: u64, born: Option<i64>) -> HardLinks {
        HardLinks { count: None, device, inode, born }
    }

    /// Which file it is.
    #[inline]
    pub fn file(self) -> FileKey {
        let born = match (self.count, self.born) {
            (Some(_), _) => i64::MIN,
            (None, None) => i64::MIN + 1,
            (None, Some(born)) => born,
        };
        FileKey { device: self.device, inode: self.inode, born }
    }
}

/// What the system reports about an entry, besides its name. What it didn't report is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// What it is.
    pub kind: Kind,
    /// Apparent size in bytes: how far a reader could read.
    pub size: Option<u64>,
    /// Allocated size in bytes: what it takes on the disk.
    pub allocated: Option<u64>,
    /// Last change of the contents, in whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub modified: Option<i64>,
    /// Birth of the entry, like `modified`.
    pub created: Option<i64>,
    /// Its hard links, if it has more names than this one; `None` for a folder, and if the system doesn't report them.
    pub links: Option<HardLinks>,
    /// What else the look returned.
    pub facts: Facts,
}

impl Meta {
    /// An entry of which only the kind is known.
    pub const fn unknown(kind: Kind) -> Meta {
        Meta {
            kind,
            size: None,
            allocated: None,
            modified: None,
            created: None,
            links: None,
            facts: Facts::UNKNOWN,
        }
    }

    /// Says by its facts that it is one of several names of a file. A folder's link count is of no name that is a row.
    pub fn set_links_by_facts(&mut self) {
        let Facts { links, device, inode, .. } = self.facts;
        self.links = match (links, device, inode) {
            (Some(count @ 2..), Some(device), Some(inode)) if self.kind != Kind::Folder => {
                Some(HardLinks::counted(count, device, inode))
            }
            _ => None,
        };
    }
}

/// One row of the sheet, borrowed from where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The folder it is in.
    pub folder: FolderId,
    /// Its name, as the system's bytes (see [`super::name`]).
    pub name: &'a [u8],
    /// What is known of it besides.
    pub meta: Meta,
    /// What it points at, as the system's bytes: of a link whose target was read.
    pub target: Option<&'a [u8]>,
}

impl RowValues for Row<'_> {
    fn kind(&self) -> Kind {
        self.meta.kind
    }

    fn size(&self) -> Option<u64> {
        self.meta.size
    }

    fn allocated(&self) -> Option<u64> {
        self.meta.allocated
    }

    fn modified(&self) -> Option<i64> {
        self.meta.modified
    }

    fn created(&self) -> Option<i64> {
        self.meta.created
    }
    fn fact(&self, column: Column) -> Option<u64> {
        self.meta.facts.number(column)
    }
}
