//! A piece of a folder: names as one read of it gave them.

use super::{Kind, Stat};
#[cfg(not(windows))]
use std::mem::MaybeUninit;

/// Bytes of the buffer that one read of a folder fills. More gains nothing (measured up to 1 MiB on ext4).
#[cfg(not(windows))]
const READ_BYTES: usize = 32 * 1024;

/// Where a name lies and what the read said of it.
#[derive(Debug, Clone, Copy)]
struct NameEntry {
    start: u32,
    kind: Option<Kind>,
}

/// One found name.
#[derive(Debug, Clone, Copy)]
pub struct FoundName<'a> {
    /// The name.
    pub name: &'a [u8],
    /// Its kind, where the read of the folder says it.
    pub kind: Option<Kind>,
    /// All of it, if the read of the folder returns that (Windows).
    pub stat: Option<&'a Stat>,
}

/// Names in one arena, each closed by a NUL byte, with what the read of the folder said of each.
#[derive(Debug, Clone, Default)]
pub struct Names {
    bytes: Vec<u8>,
    entries: Vec<NameEntry>,
    stats: Vec<Stat>,
    refused: Vec<Box<[u8]>>,
    /// What the system writes into; here so that a worker makes it once.
    #[cfg(not(windows))]
    pub(super) buffer: Vec<MaybeUninit<u8>>,
    #[cfg(windows)]
    pub(super) buffer: super::buffer::Buffer,
}

impl Names {
    /// One name, of which nothing is known.
    pub fn one(name: &[u8]) -> Names {
        let mut names = Names::default();
        names.push(name, None);
        names
    }

    /// Empties it, with the read buffer ready.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.entries.clear();
        self.stats.clear();
        self.refused.clear();
        #[cfg(not(windows))]
        if self.buffer.is_empty() {
            self.buffer.resize(READ_BYTES, MaybeUninit::uninit());
        }
    }

    /// Adds a name of which the read reported at most the kind.
    #[inline]
    pub fn push(&mut self, name: &[u8], kind: Option<Kind>) {
        self.entries.push(NameEntry { start: self.bytes.len() as u32, kind });
        self.bytes.extend_from_slice(name);
        self.bytes.push(0);
    }

    /// Adds a name of which the read reported everything. Either all names come this way or none.
    pub fn push_whole(&mut self, name: &[u8], stat: Stat) {
        self.push_whole_with(stat, |bytes| bytes.extend_from_slice(name));
    }

    /// The same, where `name` appends the name to the bytes that it is given.
    pub fn push_whole_with(&mut self, stat: Stat, name: impl FnOnce(&mut Vec<u8>)) {
        self.entries.push(NameEntry { start: self.bytes.len() as u32, kind: Some(stat.meta.kind) });
        name(&mut self.bytes);
        self.bytes.push(0);
        self.stats.push(stat);
    }

    /// Adds what the read called a name and what can't be one.
    pub fn refuse(&mut self, name: &[u8]) {
        self.refused.push(name.into());
    }

    /// Takes what can't be names out of it.
    pub(in crate::scan) fn take_refused(&mut self) -> Vec<Box<[u8]>> {
        std::mem::take(&mut self.refused)
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds no name.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The name at `index`, its closing NUL byte, and what follows.
    #[cfg(unix)]
    #[inline]
    pub(super) fn from(&self, index: usize) -> &[u8] {
        &self.bytes[self.entries[index].start as usize..]
    }

    /// The name at `index` and what is known of it.
    #[inline]
    pub fn get(&self, index: usize) -> FoundName<'_> {
        let NameEntry { start, kind } = self.entries[index];
        let end = self.entries.get(index + 1).map_or(self.bytes.len(), |next| next.start as usize);
        FoundName { name: &self.bytes[start as usize..end - 1], kind, stat: self.stats.get(index) }
    }

    /// These names in a value of their own that another worker can take, leaving the read buffer here.
    pub fn split_off(&mut self) -> Names {
        Names {
            bytes: std::mem::take(&mut self.bytes),
            entries: std::mem::take(&mut self.entries),
            stats: std::mem::take(&mut self.stats),
            refused: Vec::new(),
            buffer: Default::default(),
        }
    }
}
