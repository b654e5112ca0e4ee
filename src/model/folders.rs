//! Folders on their way from a worker to the store, without an allocation each.

use super::{FolderId, RootId};

/// A folder that rows point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderRecord<'a> {
    /// Its number, given out by the scan.
    pub id: FolderId,
    /// The folder it is in; `None` for a picked folder.
    pub parent: Option<FolderId>,
    /// The picked folder it belongs to.
    pub root: RootId,
    /// Its name; of a picked folder the whole path.
    pub name: &'a [u8],
}

#[derive(Debug, Clone, Copy)]
struct PackedRecord {
    id: FolderId,
    parent: Option<FolderId>,
    root: RootId,
    /// Where its name ends in the arena.
    end: u32,
}

/// Folders in the order in which they were found: a folder comes after the one it is in.
#[derive(Debug, Default)]
pub struct FolderRecords {
    links: Vec<PackedRecord>,
    names: Vec<u8>,
}

impl FolderRecords {
    /// Adds a folder behind the others.
    pub fn push(&mut self, record: FolderRecord<'_>) {
        self.names.extend_from_slice(record.name);
        let FolderRecord { id, parent, root, .. } = record;
        self.links.push(PackedRecord { id, parent, root, end: self.names.len() as u32 });
    }

    /// Number of folders.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Bytes they take in memory.
    pub fn heap_bytes(&self) -> usize {
        self.links.capacity() * size_of::<PackedRecord>() + self.names.capacity()
    }

    /// The folders in their order.
    pub fn iter(&self) -> impl Iterator<Item = FolderRecord<'_>> {
        let mut start = 0;
        self.links.iter().map(move |&PackedRecord { id, parent, root, end }| {
            let name = &self.names[start..end as usize];
            start = end as usize;
            FolderRecord { id, parent, root, name }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_back_as_they_went_in() {
        let record = |id, parent, name| FolderRecord { id: FolderId(id), parent, root: RootId(3), name };
        let all = [record(7, None, &b"/data"[..]), record(8, Some(FolderId(7)), b"a"), record(2, None, b"")];
        let mut records = FolderRecords::default();
        all.iter().for_each(|record| records.push(*record));
        assert_eq!(records.len(), 3);
        assert!(records.iter().eq(all));
    }
}
