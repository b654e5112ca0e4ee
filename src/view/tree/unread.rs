//! What the sheet lacks, by folder: the folders that could not be read, those that contain one, and the sources that were not read to
//! their end. Sums of these are the least that is there.
//!
//! Worked out with the tree, in one pass over the problems and one over the folders that have some; a line on screen only looks at it.

use super::children::Children;
use super::parents::Parents;
use crate::model::{FolderId, Operation, Problem, RootId, RootPhase};
use crate::store::{Folders, ProblemList, Sheet};
use crate::text::Collation;
use std::collections::HashMap;

/// Part of it could not be read.
const SHORT: u8 = 1;
/// Its source is being read.
const READING: u8 = 2;
/// Its source was not read to its end.
const STOPPED: u8 = 4;
/// Something of its source is lost, and it isn't known from which folders.
const LOST: u8 = 8;

/// How far the source of a folder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderProgress {
    /// To its end, but for what could not be read.
    Ended,
    /// It is being read.
    Reading,
    /// Reading ended before its end.
    Stopped,
}

/// A folder, or a source, of which nothing was read. It is in no folder's sums, and has a line of its own all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The folder that it is in; `None` for a source.
    pub parent: Option<FolderId>,
    /// The source that it belongs to.
    pub root: Option<RootId>,
    /// Its name, of a source the whole path, as the system's bytes.
    pub name: Box<[u8]>,
    problem: Option<u32>,
}

/// All of it. Folders without a record have numbers from the largest one downwards: the same ones in each tree of a sheet, so that a
/// line is found again.
#[derive(Debug, Default)]
pub(super) struct UnreadFolders {
    problems: ProblemList,
    marks: Vec<u8>,
    /// The first problem of a folder itself, or of an entry in it.
    own: HashMap<FolderId, u32>,
    lines: HashMap<FolderId, Unread>,
    inside: HashMap<Option<FolderId>, Vec<FolderId>>,
}

impl UnreadFolders {
    pub(super) fn of(sheet: &Sheet, parents: &Parents, children: &Children) -> UnreadFolders {
        let problems = sheet.problems.clone();
        let mut found = UnreadFolders { problems, marks: vec![0; parents.len()], ..UnreadFolders::default() };
        let tops: HashMap<RootId, FolderId> =
            children.roots().iter().map(|&top| (sheet.root(top), top)).collect();
        let refused = found.take_problems(sheet, children, &tops);
        found.take_sources(sheet, &tops, &refused);
        found.hand_down(&sheet.folders, &tops, parents);
        found.hand_up(parents);
        found.order_lines();
        found
    }

    /// Marks what the problems are about. Returns those of sources without a folder.
    fn take_problems(
        &mut self,
        sheet: &Sheet,
        children: &Children,
        tops: &HashMap<RootId, FolderId>,
    ) -> HashMap<RootId, u32> {
        let mut refused = HashMap::new();
        let mut wanted: HashMap<FolderId, HashMap<&[u8], u32>> = HashMap::new();
        let problems = self.problems.clone();
        for (number, problem) in (0u32..).zip(problems.iter()) {
            // A loop leads to folders that are listed.
            if problem.operation.is_note() || problem.operation == Operation::Loop {
                continue;
            }
            match (problem.at.folder, problem.root) {
                (Some(folder), _) if problem.operation == Operation::LookAt => self.mark(folder, number),
                (Some(folder), _) => {
                    wanted.entry(folder).or_default().entry(&problem.at.name).or_insert(number);
                }
                (None, Some(root)) => match tops.get(&root) {
                    Some(&top) => self.mark(top, number),
                    None => _ = refused.entry(root).or_insert(number),
                },
                (None, None) => {}
            }
        }
        for (parent, mut names) in wanted {
            for &child in children.of(parent) {
                if let Some(number) = names.remove(sheet.folders.get(child).name) {
                    self.mark(child, number);
                }
            }
            for (name, number) in names {
                self.mark_part(parent);
                let root = Some(sheet.root(parent));
                let line = Unread { parent: Some(parent), root, name: name.into(), problem: Some(number) };
                self.add_line(FolderId(u32::MAX - 2 - number), line);
            }
        }
        refused
    }

    fn take_sources(
        &mut self,
        sheet: &Sheet,
        tops: &HashMap<RootId, FolderId>,
        refused: &HashMap<RootId, u32>,
    ) {
        // Nobody knows where those were that were too many to be kept.
        let some_lost = sheet.problems.left_out() > 0;
        for root in sheet.roots.iter() {
            let Some(&top) = tops.get(&root.id) else {
                if !matches!(root.phase, RootPhase::ListedIn(_) | RootPhase::Done) {
                    let name = crate::model::name::path_bytes(&root.path).into();
                    let problem = refused.get(&root.id).copied();
                    let line = Unread { parent: None, root: Some(root.id), name, problem };
                    self.add_line(FolderId(u32::MAX - 2 - ProblemList::LINES as u32 - root.id.0), line);
                }
                continue;
            };
            let mark = match root.phase {
                RootPhase::Queued | RootPhase::Reading => READING,
                RootPhase::Stopped => STOPPED,
                RootPhase::Incomplete(_) => STOPPED | SHORT | LOST,
                _ if some_lost && root.counts.problems > 0 => SHORT,
                _ => 0,
            };
            self.add_mark(top, mark);
        }
    }

    /// What is known of a source holds for each folder in it, but for those that were read to their end before a stop. (While it is read,
    /// rows of such a folder may be on their way.) A parent has the lower number.
    fn hand_down(&mut self, folders: &Folders, tops: &HashMap<RootId, FolderId>, parents: &Parents) {
        if self.marks.iter().all(|marks| marks & (READING | STOPPED) == 0) {
            return;
        }
        let has_ended = |marks: &mut Vec<u8>, folder: FolderId| {
            let own = &mut marks[folder.0 as usize];
            if *own & (STOPPED | LOST) == STOPPED && folders.is_ended(folder) {
                *own &= !STOPPED;
            }
        };
        tops.values().for_each(|&top| has_ended(&mut self.marks, top));
        for (folder, parent) in parents.pairs() {
            self.marks[folder.0 as usize] |= self.marks[parent.0 as usize] & (READING | STOPPED | LOST);
            has_ended(&mut self.marks, folder);
        }
    }

    fn hand_up(&mut self, parents: &Parents) {
        for (folder, parent) in parents.pairs().rev() {
            self.marks[parent.0 as usize] |= self.marks[folder.0 as usize] & SHORT;
        }
    }

    fn order_lines(&mut self) {
        let lines = &self.lines;
        let name = |folder: &FolderId| lines.get(folder).map_or(&[][..], |line| &line.name);
        for inside in self.inside.values_mut() {
            inside.sort_unstable_by(|a, b| {
                Collation::Folded.compare(name(a), name(b)).then_with(|| name(a).cmp(name(b))).then(b.cmp(a))
            });
        }
    }

    fn add_line(&mut self, number: FolderId, line: Unread) {
        self.inside.entry(line.parent).or_default().push(number);
        self.lines.insert(number, line);
    }

    fn mark(&mut self, folder: FolderId, problem: u32) {
        self.mark_part(folder);
        self.own.entry(folder).or_insert(problem);
    }

    fn mark_part(&mut self, folder: FolderId) {
        self.add_mark(folder, SHORT);
    }

    fn add_mark(&mut self, folder: FolderId, mark: u8) {
        if let Some(marks) = self.marks.get_mut(folder.0 as usize) {
            *marks |= mark;
        }
    }

    fn marks(&self, folder: FolderId) -> u8 {
        self.marks.get(folder.0 as usize).copied().unwrap_or_default()
    }

    pub(super) fn is_short(&self, folder: FolderId) -> bool {
        self.marks(folder) & SHORT != 0
    }

    pub(super) fn progress(&self, folder: FolderId) -> FolderProgress {
        match self.marks(folder) {
            marks if marks & READING != 0 => FolderProgress::Reading,
            marks if marks & STOPPED != 0 => FolderProgress::Stopped,
            _ => FolderProgress::Ended,
        }
    }

    pub(super) fn problem(&self, folder: FolderId) -> Option<&Problem> {
        let number = match self.lines.get(&folder) {
            Some(line) => line.problem?,
            None => *self.own.get(&folder)?,
        };
        self.problems.get(number as usize)
    }

    pub(super) fn line(&self, folder: FolderId) -> Option<&Unread> {
        self.lines.get(&folder)
    }

    pub(super) fn inside(&self, folder: Option<FolderId>) -> &[FolderId] {
        self.inside.get(&folder).map_or(&[], Vec::as_slice)
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.marks.capacity()
            + self.own.capacity() * size_of::<(FolderId, u32)>()
            + self.lines.capacity() * size_of::<(FolderId, Unread)>()
            + self.inside.capacity() * size_of::<(Option<FolderId>, Vec<FolderId>)>()
    }
}
