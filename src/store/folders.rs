//! Folders as parent links, in chunks that snapshots share.

use crate::model::{FolderId, FolderRecord, FolderRecords, Location, RootId, name};
use std::sync::Arc;

/// What a folder without a parent has instead.
const NONE: u32 = u32::MAX;

/// In the length of a name: the folder was read to its end. No path is so long.
const ENDED: u32 = 1 << 31;

/// The folders of [`Folders::CHUNK`] numbers that follow each other.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    links: Vec<Link>,
    names: Vec<u8>,
}

impl Chunk {
    /// One more than the largest place that is taken.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether no place is taken.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    fn set(&mut self, place: usize, record: FolderRecord<'_>) {
        self.links[place] = Link {
            parent: record.parent.map_or(NONE, |parent| parent.0),
            root: record.root.0,
            start: self.names.len() as u32,
            len: record.name.len() as u32,
        };
        self.names.extend_from_slice(record.name);
    }

    /// The folder at a place, which must be below [`Chunk::len`].
    pub fn folder(&self, place: usize) -> Folder<'_> {
        let link = self.links[place];
        let parent = (link.parent != NONE).then_some(FolderId(link.parent));
        Folder {
            parent,
            root: RootId(link.root),
            name: &self.names[link.start as usize..][..(link.len & !ENDED) as usize],
        }
    }

    fn is_ended(&self, place: usize) -> bool {
        self.links.get(place).is_some_and(|link| link.len & ENDED != 0)
    }
}

#[derive(Debug, Clone, Copy)]
struct Link {
    parent: u32,
    root: u32,
    /// Where the name lies in the chunk's arena.
    start: u32,
    /// How long it is, and [`ENDED`].
    len: u32,
}

impl Default for Link {
    fn default() -> Link {
        Link { parent: NONE, root: 0, start: 0, len: 0 }
    }
}

/// A folder, borrowed from where it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder<'a> {
    /// The folder it is in; `None` for a picked folder.
    pub parent: Option<FolderId>,
    /// The picked folder it belongs to.
    pub root: RootId,
    /// Its name; of a picked folder the whole path.
    pub name: &'a [u8],
}

/// Every folder by its number. A number whose record never came (its worker was given up) is
/// a folder without a name.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    chunks: Vec<Arc<Chunk>>,
    len: u32,
    known: u32,
    ended: u32,
    /// What stands between the parts of paths of another system, and how many picked folders are of it: those with the first numbers.
    of_others: Option<(u8, u32)>,
}

/// Folders in a chunk. A snapshot shares chunks; one that still grows is copied once when it does.
const CHUNK: usize = Folders::CHUNK;

impl Folders {
    /// Numbers that a chunk has room for.
    pub const CHUNK: usize = 1024;

    /// One more than the largest number.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// The paths of so many picked folders, those with the first numbers, and of what is in them have this between their parts, as the
    /// system has it that they are of.
    pub fn separate(&mut self, separator: u8, roots: u32) {
        self.of_others = (separator != name::SEPARATOR).then_some((separator, roots));
    }

    /// What stands between the parts of the path of a folder, and before the names in it.
    pub fn separator(&self, id: FolderId) -> u8 {
        match self.of_others {
            Some((separator, roots)) if self.get(id).root.0 < roots => separator,
            _ => name::SEPARATOR,
        }
    }

    /// Whether paths of another system are among them.
    pub fn has_others(&self) -> bool {
        self.of_others.is_some()
    }

    /// The whole path of what is called so in a folder.
    pub fn path_in(&self, id: FolderId, own: &[u8]) -> Vec<u8> {
        let mut path = self.path(id);
        name::push_part_by(&mut path, own, self.separator(id));
        path
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Folders that were added: all but the numbers whose record never came.
    pub fn known(&self) -> u32 {
        self.known
    }

    /// Folders that are known to have been read to their end.
    pub fn ended(&self) -> u32 {
        self.ended
    }

    /// Whether a folder was read to its end, with all that is in it. A problem may still say that something in it could not be read.
    pub fn is_ended(&self, id: FolderId) -> bool {
        let (chunk, place) = (id.0 as usize / CHUNK, id.0 as usize % CHUNK);
        self.chunks.get(chunk).is_some_and(|chunk| chunk.is_ended(place))
    }

    /// A folder was read to its end. One that is not known, or went, stays so.
    pub fn set_ended(&mut self, id: FolderId) {
        if !self.is_known(id) || self.is_ended(id) {
            return;
        }
        let chunk = Arc::make_mut(&mut self.chunks[id.0 as usize / CHUNK]);
        chunk.links[id.0 as usize % CHUNK].len |= ENDED;
        self.ended += 1;
    }

    /// Adds a folder, once. Its parent is there already.
    pub fn insert(&mut self, record: FolderRecord<'_>) {
        let (chunk, index) = (record.id.0 as usize / CHUNK, record.id.0 as usize % CHUNK);
        if self.chunks.len() <= chunk {
            self.chunks.resize_with(chunk + 1, Arc::default);
        }
        let chunk = Arc::make_mut(&mut self.chunks[chunk]);
        if chunk.links.len() <= index {
            chunk.links.resize(index + 1, Link::default());
        }
        chunk.set(index, record);
        self.len = self.len.max(record.id.0 + 1);
        self.known += 1;
    }

    /// The folder with this number.
    pub fn get(&self, id: FolderId) -> Folder<'_> {
        let (chunk, index) = (id.0 as usize / CHUNK, id.0 as usize % CHUNK);
        match self.chunks.get(chunk) {
            Some(chunk) if index < chunk.len() => chunk.folder(index),
            _ => Folder { parent: None, root: RootId(0), name: &[] },
        }
    }

    /// Whether a folder was heard of that has this number, and is still there.
    pub fn is_known(&self, id: FolderId) -> bool {
        let folder = self.get(id);
        folder.parent.is_some() || !folder.name.is_empty()
    }

    /// These without those of some picked folders, which are given out in the order of their numbers, with those of them that were read to their end. Numbers stay: those of the others name
    /// the same folders, and those that went name none. Chunks without any of them are shared.
    pub(super) fn without(
        &self,
        is_gone: impl Fn(RootId) -> bool,
        gone: &mut FolderRecords,
        gone_ended: &mut Vec<FolderId>,
    ) -> Folders {
        let mut left = Folders { chunks: Vec::with_capacity(self.chunks.len()), ..*self };
        for (number, chunk) in self.chunks.iter().enumerate() {
            let is_of_gone = |place: &usize| {
                let folder = chunk.folder(*place);
                (folder.parent.is_some() || !folder.name.is_empty()) && is_gone(folder.root)
            };
            if !(0..chunk.len()).any(|place| is_of_gone(&place)) {
                left.chunks.push(chunk.clone());
                continue;
            }
            let mut kept = Chunk { links: vec![Link::default(); chunk.len()], names: Vec::new() };
            for place in 0..chunk.len() {
                let Folder { parent, root, name } = chunk.folder(place);
                let id = FolderId((number * CHUNK + place) as u32);
                let is_ended = chunk.is_ended(place);
                if is_of_gone(&place) {
                    gone.push(FolderRecord { id, parent, root, name });
                    left.known -= 1;
                    if is_ended {
                        gone_ended.push(id);
                        left.ended -= 1;
                    }
                } else if parent.is_some() || !name.is_empty() {
                    kept.set(place, FolderRecord { id, parent, root, name });
                    kept.links[place].len |= chunk.links[place].len & ENDED;
                }
            }
            left.chunks.push(Arc::new(kept));
        }
        left
    }

    /// The folders in chunks of [`Folders::CHUNK`] numbers, from number 0 on. A chunk that a snapshot shares never changes.
    pub fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// The whole path of a folder, as the system's bytes.
    pub fn path(&self, id: FolderId) -> Vec<u8> {
        let mut path = Vec::new();
        self.push_path(id, &mut path);
        path
    }

    /// Appends the whole path of a folder.
    pub fn push_path(&self, id: FolderId, out: &mut Vec<u8>) {
        let mut end = out.len()
            + self.upwards(id).map(|(name, is_below)| name.len() + usize::from(is_below)).sum::<usize>();
        // Written from its end on, as the parts are found; what is left between them are separators.
        out.resize(end, self.separator(id));
        for (name, is_below) in self.upwards(id) {
            out[end - name.len()..end].copy_from_slice(name);
            end -= name.len() + usize::from(is_below);
        }
    }

    /// The whole path of a location, as the system's bytes; empty if it is about no place.
    pub fn location(&self, at: &Location) -> Vec<u8> {
        match at.folder {
            Some(folder) if !at.name.is_empty() => self.path_in(folder, &at.name),
            Some(folder) => self.path(folder),
            None => at.name.to_vec(),
        }
    }

    /// The path of a location if it has at most about `most` bytes; otherwise `top` (the picked folder), `…`, and as many of the last
    /// names. Costs no more than that, however deep the folder is.
    pub fn location_within(&self, at: &Location, most: usize, top: &[u8]) -> Vec<u8> {
        let separator = at.folder.map_or(name::SEPARATOR, |folder| self.separator(folder));
        let mut parts = vec![&*at.name];
        let mut len = at.name.len();
        let mut next = at.folder;
        while let Some(id) = next.filter(|_| len <= most) {
            let folder = self.get(id);
            len += folder.name.len() + 1;
            parts.push(folder.name);
            next = folder.parent;
        }
        let mut path = Vec::with_capacity(len);
        if next.is_some() {
            path.extend_from_slice(top);
            parts.push("…".as_bytes());
        }
        for part in parts.into_iter().rev().filter(|part| !part.is_empty()) {
            name::push_part_by(&mut path, part, separator);
        }
        path
    }

    /// The names from a folder up to its picked one, each with whether a separator stands before it.
    fn upwards(&self, id: FolderId) -> impl Iterator<Item = (&[u8], bool)> {
        let mut next = Some(self.get(id));
        let separator = self.separator(id);
        std::iter::from_fn(move || {
            let folder = next?;
            next = folder.parent.map(|parent| self.get(parent));
            // The root of a file system ends in one of its own.
            let is_below =
                next.is_some_and(|parent| parent.name.last().is_some_and(|&last| last != separator));
            Some((folder.name, is_below))
        })
    }

    /// Bytes it takes in memory.
    pub fn heap_bytes(&self) -> usize {
        let chunk = |chunk: &Arc<Chunk>| {
            size_of::<Chunk>() + chunk.links.capacity() * size_of::<Link>() + chunk.names.capacity()
        };
        self.chunks.iter().map(chunk).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u32, parent: Option<u32>, name: &str) -> FolderRecord<'_> {
        let name = name.as_bytes();
        FolderRecord { id: FolderId(id), parent: parent.map(FolderId), root: RootId(0), name }
    }

    #[test]
    fn a_path_is_built_along_the_parents() {
        let sep = std::path::MAIN_SEPARATOR;
        let mut folders = Folders::default();
        folders.insert(record(0, None, &format!("{sep}data")));
        folders.insert(record(5000, Some(0), "a"));
        folders.insert(record(3, Some(5000), "b"));
        assert_eq!(folders.path(FolderId(3)), format!("{sep}data{sep}a{sep}b").into_bytes());
        assert_eq!(folders.path(FolderId(0)), format!("{sep}data").into_bytes());
        folders.insert(record(7, None, &sep.to_string()));
        folders.insert(record(8, Some(7), "usr"));
        folders.insert(record(9, Some(8), "lib"));
        assert_eq!(folders.path(FolderId(7)), sep.to_string().into_bytes());
        let mut path = b"x".to_vec();
        folders.push_path(FolderId(9), &mut path);
        assert_eq!(path, format!("x{sep}usr{sep}lib").into_bytes());
        assert_eq!(folders.path(FolderId(77)), b"");
        assert_eq!(folders.len(), 5001);
        assert_eq!(folders.known(), 6);
    }

    #[test]
    fn a_location_is_a_path_and_a_long_one_is_cut_in_the_middle() {
        let sep = std::path::MAIN_SEPARATOR;
        let join = |parts: &[&str]| parts.join(&sep.to_string()).into_bytes();
        let mut folders = Folders::default();
        folders.insert(record(0, None, &format!("{sep}data")));
        for level in 1..100 {
            folders.insert(record(level, Some(level - 1), "deep"));
        }
        let at = Location::in_folder(FolderId(2), b"x");
        assert_eq!(folders.location(&at), join(&["", "data", "deep", "deep", "x"]));
        assert_eq!(folders.location_within(&at, 100, b"/data"), folders.location(&at));
        assert_eq!(folders.location(&Location::whole(b"/gone")), b"/gone");
        assert_eq!(folders.location(&Location::default()), b"");
        let at = Location::in_folder(FolderId(99), b"x");
        let short = folders.location_within(&at, 12, &join(&["", "data"]));
        assert_eq!(short, join(&["", "data", "…", "deep", "deep", "deep", "x"]));
    }

    #[test]
    fn a_snapshot_does_not_see_what_comes_later() {
        let mut folders = Folders::default();
        folders.insert(record(0, None, "x"));
        let snapshot = folders.clone();
        folders.insert(record(1, Some(0), "y"));
        assert_eq!(snapshot.get(FolderId(1)).name, b"");
        assert_eq!(folders.get(FolderId(1)).name, b"y");
    }

    #[test]
    fn what_was_read_to_its_end_stays_so_when_others_go() {
        let mut folders = Folders::default();
        for (id, root) in [(0, 0), (1, 1)] {
            folders.insert(FolderRecord { root: RootId(root), ..record(id, None, "/data") });
        }
        folders.insert(record(2, Some(0), "a"));
        folders.insert(FolderRecord { root: RootId(1), ..record(3, Some(1), "b") });
        let snapshot = folders.clone();
        // One twice, and two unknown ones.
        for id in [2, 3, 2, 77, 5000] {
            folders.set_ended(FolderId(id));
        }
        assert_eq!((folders.ended(), folders.path(FolderId(2))), (2, snapshot.path(FolderId(2))));
        assert!(!snapshot.is_ended(FolderId(2)) && !folders.is_ended(FolderId(0)));
        let (mut gone, mut gone_ended) = (FolderRecords::default(), Vec::new());
        let left = folders.without(|root| root == RootId(1), &mut gone, &mut gone_ended);
        assert!(left.is_ended(FolderId(2)) && !left.is_ended(FolderId(3)));
        assert_eq!((left.ended(), gone_ended), (1, vec![FolderId(3)]));
    }
}
