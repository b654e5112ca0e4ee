//! Makes batches of what a reader finds: rows by path or by folder, the folders before them, counts, and what was wrong.

mod finish;

use super::accounts::Accounts;
use super::paths::{anchor, is_absolute, last_part, without_end};
use super::sums::Sums;
use super::tree::Tree;
use crate::model::{
    Batch, BlockBuilder, Cancel, Column, Counts, FolderId, FolderRecord, FolderRecords, ListFault,
    ListMistake, Location, Meta, Operation, Origin, OwnSizes, Problem, Reason, RootId, Row, SourceError,
    SourceEvent, SourceSink, name,
};
use std::collections::HashSet;

/// Bytes of names and problems that are sent together, at most and one more.
const BATCH_BYTES: usize = 4 << 20;
/// Folders, problems and counts that are sent together.
const BATCH_ITEMS: usize = 4096;
/// The longest name; no file system has one above 1,024 bytes.
const LONGEST_NAME: usize = 64 << 10;
/// Tops that a list may have. They are looked through one by one.
const TOPS: usize = 4096;

/// What rows and folders of a list go through to the sheet.
pub(super) struct Maker<'s> {
    sink: &'s mut dyn SourceSink,
    cancel: Cancel,
    /// What stands between two parts of a path in this list.
    separator: u8,
    /// Whether folders are rows.
    keeps_folders: bool,
    tree: Tree,
    tops: Vec<(Box<[u8]>, FolderId)>,
    /// The folder of the last path, its way there, and what of the path each step ends at.
    last: Vec<u8>,
    way: Vec<(usize, FolderId)>,
    block: BlockBuilder,
    folders: FolderRecords,
    problems: Vec<Problem>,
    /// By root, since the last batch.
    counts: Vec<Counts>,
    bytes: usize,
    rows: u64,
    sums: Sums,
    /// Folders that were not read to their end, by the list's own word.
    unread: HashSet<FolderId>,
    /// What the next file points at.
    target: Option<Vec<u8>>,
    accounts: Accounts,
}

type Result<T = ()> = std::result::Result<T, SourceError>;

impl<'s> Maker<'s> {
    /// Says where the sheet comes from.
    pub(super) fn begin(
        sink: &'s mut dyn SourceSink,
        origin: Origin,
        keeps_folders: bool,
    ) -> Result<Maker<'s>> {
        let (separator, cancel) = (origin.separator, sink.cancel().clone());
        sink.send(SourceEvent::Origin(Box::new(origin)))?;
        Ok(Maker {
            sink,
            cancel,
            separator,
            keeps_folders,
            tree: Tree::new(),
            tops: Vec::new(),
            last: Vec::new(),
            way: Vec::new(),
            block: BlockBuilder::default(),
            folders: FolderRecords::default(),
            problems: Vec::new(),
            counts: Vec::new(),
            bytes: 0,
            rows: 0,
            sums: Sums::default(),
            unread: HashSet::new(),
            target: None,
            accounts: Accounts::default(),
        })
    }

    /// Whether there is no top yet.
    pub(super) fn has_no_top(&self) -> bool {
        self.tops.is_empty()
    }

    /// Adds a top: a folder that all of a list is in, or a part of it. Once for each path; the second time it is the same one.
    pub(super) fn top(&mut self, path: &[u8]) -> Result<FolderId> {
        let path = without_end(path, self.separator);
        // A folder without a name is not known to the sheet, and no file keeps one with a NUL byte.
        let path = if path.is_empty() || memchr::memchr(0, path).is_some() { b".".as_slice() } else { path };
        if let Some((_, folder)) = self.tops.iter().find(|(top, _)| **top == *path) {
            return Ok(*folder);
        }
        if let Some((_, first)) = self.tops.first().filter(|_| self.tops.len() == TOPS) {
            return Ok(*first);
        }
        let root = RootId(self.tops.len() as u32);
        let folder = self.tree.add_root(root, path).ok_or(SourceError::Memory)?;
        // What came before it is on its way before it.
        self.send()?;
        let shown: std::path::PathBuf = name::to_os(path).into_owned().into();
        self.sink.send(SourceEvent::Root { root, path: shown.into() })?;
        self.tops.push((path.into(), folder));
        self.counts.push(Counts::default());
        self.counts[root.0 as usize].folders = 1;
        self.folders.push(FolderRecord { id: folder, parent: None, root, name: path });
        self.last.clear();
        self.way.clear();
        Ok(folder)
    }

    /// The top that a list's outermost folder is, from this line of the list. A name that can't be is a problem.
    pub(super) fn named_top(&mut self, name: &[u8], line: u64) -> Result<FolderId> {
        let top = self.top(name)?;
        if memchr::memchr(0, name).is_some() {
            self.fault(line, ListMistake::NotAName, Some(Location::in_folder(top, b"")))?;
        }
        Ok(top)
    }

    /// The folder with this name in another.
    pub(super) fn folder_in(&mut self, parent: FolderId, name: &[u8]) -> Result<FolderId> {
        let (id, is_new) = self.tree.folder(parent, name).ok_or(SourceError::Memory)?;
        if is_new {
            let root = self.tree.root(parent);
            self.folders.push(FolderRecord { id, parent: Some(parent), root, name });
            self.counts[root.0 as usize].folders += 1;
            self.bytes += name.len();
            if self.folders.len() >= BATCH_ITEMS || self.bytes >= BATCH_BYTES {
                self.send()?;
            }
        }
        Ok(id)
    }

    /// The folder at a path: of a top or in one, which is begun if there is none. `None` if there are too many tops.
    pub(super) fn folder_at(&mut self, path: &[u8]) -> Result<Option<FolderId>> {
        if path == self.last
            && let Some((_, folder)) = self.way.last()
        {
            return Ok(Some(*folder));
        }
        let same = path.iter().zip(&self.last).take_while(|(a, b)| a == b).count();
        let is_end = |end: usize| path.get(end).is_none_or(|byte| *byte == self.separator);
        // A top may have been begun since that is further down than the one on the way.
        while self.way.pop_if(|(end, _)| *end > same || !is_end(*end)).is_some() {}
        if self.way.is_empty() {
            let Some(first) = self.top_of(path)? else {
                self.last.clear();
                return Ok(None);
            };
            self.way.push(first);
        }
        self.last.truncate(same);
        self.last.extend_from_slice(&path[same..]);
        let mut at = self.way.last().map_or(0, |(end, _)| *end);
        while at < path.len() {
            if path[at] == self.separator {
                at += 1;
                continue;
            }
            let end = memchr::memchr(self.separator, &path[at..]).map_or(path.len(), |end| at + end);
            let Some(&(_, parent)) = self.way.last() else { break };
            // A dot is the folder itself.
            if path[at..end] != *b"." {
                if !is_name(&path[at..end], self.separator) {
                    return Ok(None);
                }
                let folder = self.folder_in(parent, &path[at..end])?;
                self.way.push((end, folder));
            }
            at = end;
        }
        Ok(self.way.last().map(|(_, folder)| *folder))
    }

    /// The deepest top that a path is in, and where in the path it ends.
    fn top_of(&mut self, path: &[u8]) -> Result<Option<(usize, FolderId)>> {
        let separator = self.separator;
        let holds = |top: &[u8]| {
            if top == b"." {
                return (!is_absolute(path, separator)).then_some(0);
            }
            let rest = path.strip_prefix(top)?;
            let is_in = rest.is_empty() || rest[0] == separator || top.ends_with(&[separator]);
            is_in.then_some(top.len())
        };
        let held = self.tops.iter().filter_map(|(top, folder)| Some((holds(top)?, *folder)));
        if let Some(found) = held.max_by_key(|(end, _)| *end) {
            return Ok(Some(found));
        }
        if self.tops.len() == TOPS {
            return Ok(None);
        }
        let anchor = anchor(path, separator);
        let folder = self.top(if anchor.is_empty() { b"." } else { anchor })?;
        Ok(Some((anchor.len(), folder)))
    }

    /// What the next file, which is a link, points at.
    pub(super) fn next_points_at(&mut self, target: Vec<u8>) {
        self.target = Some(target);
    }

    /// A file or a link at a path, from this line of the list. One that can't be is a problem.
    pub(super) fn file_at(&mut self, path: &[u8], meta: Meta, line: u64) -> Result {
        let name = last_part(path, self.separator);
        let parent = &path[..path.len() - name.len()];
        if name.is_empty() || name == b"." {
            return self.fault(line, ListMistake::NoName, None);
        }
        if memchr::memchr(0, path).is_some() || !is_name(name, self.separator) {
            return self.fault(line, ListMistake::NotAName, None);
        }
        match self.folder_at(parent)? {
            Some(folder) => self.file_in(folder, name, meta),
            None => self.fault(line, ListMistake::TooManyTops, None),
        }
    }

    /// A folder at a path; `None` if it can't be one. What it takes itself is its meta's size.
    pub(super) fn folder_row_at(&mut self, path: &[u8], meta: Meta, line: u64) -> Result<Option<FolderId>> {
        let path = without_end(path, self.separator);
        if memchr::memchr(0, path).is_some() {
            self.fault(line, ListMistake::NotAName, None)?;
            return Ok(None);
        }
        let Some(folder) = self.folder_at(path)? else {
            self.fault(line, ListMistake::TooManyTops, None)?;
            return Ok(None);
        };
        self.folder_row(folder, meta)?;
        Ok(Some(folder))
    }

    /// What a list has of a folder itself.
    pub(super) fn folder_row(&mut self, folder: FolderId, meta: Meta) -> Result {
        let root = self.tree.root(folder);
        let counts = &mut self.counts[root.0 as usize];
        match self.tree.parent(folder) {
            None => counts.picked_folder += OwnSizes::of(&meta),
            Some(parent) => {
                counts.inner_folders += OwnSizes::of(&meta);
                if self.keeps_folders {
                    let name = self.tree.name(folder);
                    self.bytes += name.len();
                    self.block.push(Row { folder: parent, name, meta, target: None });
                    self.rows += 1;
                    return self.send_if_full();
                }
            }
        }
        Ok(())
    }

    /// A file or a link in a folder, whose name is one.
    #[inline]
    pub(super) fn file_in(&mut self, folder: FolderId, name: &[u8], meta: Meta) -> Result {
        let root = self.tree.root(folder);
        let target = self.target.take();
        let mut row = Row { folder, name, meta, target: target.as_deref() };
        if target.is_some() {
            row.meta.facts.read = row.meta.facts.read.with(Column::LinkTarget);
        }
        self.counts[root.0 as usize].add_row(&row);
        if let Some(size) = meta.size {
            self.sums.add(folder, size);
        }
        self.bytes += name.len() + target.as_ref().map_or(0, Vec::len);
        self.block.push(row);
        self.rows += 1;
        self.send_if_full()
    }

    /// A file, or whatever else, in a folder, from this line of the list. A name that can't be is a problem.
    pub(super) fn entry_in(&mut self, folder: FolderId, name: &[u8], meta: Meta, line: u64) -> Result {
        if !is_name(name, self.separator) {
            return self.fault(line, ListMistake::NotAName, Some(Location::in_folder(folder, b"")));
        }
        self.file_in(folder, name, meta)
    }

    /// A folder in a folder, from this line of the list; `None` if it can't have this name.
    pub(super) fn entered(&mut self, parent: FolderId, name: &[u8], line: u64) -> Result<Option<FolderId>> {
        if !is_name(name, self.separator) {
            self.fault(line, ListMistake::NotAName, Some(Location::in_folder(parent, b"")))?;
            return Ok(None);
        }
        self.folder_in(parent, name).map(Some)
    }

    /// The list has this sum for what is in a folder.
    pub(super) fn listed_sum(&mut self, folder: FolderId, bytes: u64) {
        self.sums.listed(folder, bytes);
    }

    /// The number for a name, or for a number as a text, of an owner or a group.
    pub(super) fn account(&mut self, column: Column, name: &[u8]) -> Result<Option<u32>> {
        let (number, new) = self.accounts.number(column, name);
        if let Some(name) = new {
            self.sink.send(SourceEvent::Account { column, number, name: Some(name) })?;
        }
        Ok(Some(number))
    }

    /// A number that has this name.
    pub(super) fn named_account(&mut self, column: Column, number: u32, name: &[u8]) -> Result {
        match self.accounts.name(column, number, name) {
            Some(name) => self.sink.send(SourceEvent::Account { column, number, name: Some(name) }),
            None => Ok(()),
        }
    }

    /// A folder that was not read when the list was made.
    pub(super) fn unread(&mut self, folder: FolderId, why: ListMistake, line: u64) -> Result {
        self.unread.insert(folder);
        let operation =
            if why == ListMistake::LeftOut { Operation::LeftOutOfList } else { Operation::ReadFolder };
        self.problem(operation, Location { folder: Some(folder), name: Box::default() }, why, line)
    }

    /// Something wrong in a line.
    #[cold]
    pub(super) fn fault(&mut self, line: u64, what: ListMistake, at: Option<Location>) -> Result {
        self.target = None;
        self.problem(Operation::ReadLine, at.unwrap_or_default(), what, line)
    }

    /// Something that the list, or its reader, has to say.
    #[cold]
    pub(super) fn problem(
        &mut self,
        operation: Operation,
        at: Location,
        what: ListMistake,
        line: u64,
    ) -> Result {
        let root = match at.folder {
            Some(folder) => Some(self.tree.root(folder)),
            None => self.way.last().map(|(_, folder)| self.tree.root(*folder)),
        };
        let root = root.or_else(|| (!self.tops.is_empty()).then_some(RootId(0)));
        if let Some(root) = root.filter(|_| !operation.is_note()) {
            self.counts[root.0 as usize].problems += 1;
        }
        let cause = Reason::List(Box::new(ListFault { line, what })).into();
        let problem = Problem { root, operation, at, cause };
        self.bytes += problem.heap_bytes();
        self.problems.push(problem);
        if self.problems.len() >= BATCH_ITEMS || self.bytes >= BATCH_BYTES {
            self.send()?;
        }
        Ok(())
    }

    #[inline]
    fn send_if_full(&mut self) -> Result {
        if self.block.is_full() || self.bytes >= BATCH_BYTES { self.send() } else { Ok(()) }
    }

    /// Sends what there is.
    fn send(&mut self) -> Result {
        self.bytes = 0;
        if self.cancel.is_set() {
            return Err(SourceError::Cancelled);
        }
        let counts: Vec<(RootId, Counts)> = self
            .counts
            .iter_mut()
            .enumerate()
            .filter_map(|(root, counts)| {
                let counts = std::mem::take(counts);
                (counts != Counts::default()).then_some((RootId(root as u32), counts))
            })
            .collect();
        if self.block.is_empty() && self.folders.is_empty() && self.problems.is_empty() && counts.is_empty() {
            return Ok(());
        }
        let batch = Batch {
            folders: std::mem::take(&mut self.folders),
            rows: self.block.take(),
            ended: Vec::new(),
            problems: std::mem::take(&mut self.problems),
            counts,
        };
        self.sink.send(SourceEvent::Found(Box::new(batch)))
    }
}

/// Whether an entry of a folder can be called so.
fn is_name(name: &[u8], separator: u8) -> bool {
    !name.is_empty() && name.len() <= LONGEST_NAME && memchr::memchr2(0, separator, name).is_none()
}
