//! The problems, in chunks that snapshots share.

use crate::model::{Incomplete, Operation, Problem, RootId, Unlisted};
use std::collections::HashMap;
use std::sync::Arc;

/// Problems in a chunk. If a snapshot exists, only the last chunk is copied when it grows.
const CHUNK: usize = 256;

/// The problems and notes, in the order in which they came. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct ProblemList {
    chunks: Vec<Arc<Vec<Problem>>>,
    lines: usize,
    all: Unlisted,
    /// What is counted only, by the picked folder it is of, so that it goes with that.
    left_out: HashMap<Option<RootId>, Unlisted>,
    bytes: u64,
    edition: u32,
}

/// What a line counts as.
fn tally(operation: Operation) -> Unlisted {
    use Operation::{LeftUnread, OpenFolder, OpenPicked, ReadFolder};
    let hides_folder = matches!(operation, OpenPicked | OpenFolder | ReadFolder | LeftUnread);
    Unlisted { lines: 1, notes: u64::from(operation.is_note()), folders: u64::from(hides_folder) }
}

/// Problems and notes of a picked folder that was removed, for them to be put back.
#[derive(Debug, Default)]
pub struct TakenProblems {
    lines: Vec<Problem>,
    left_out: Vec<(Option<RootId>, Unlisted)>,
}

impl ProblemList {
    /// Lines that are kept; more are counted only, so that a disk full of problems doesn't fill the memory.
    pub const LINES: usize = 100_000;

    /// Adds one, or counts it.
    pub fn push(&mut self, problem: Problem) {
        let tally = tally(problem.operation);
        self.all += tally;
        if self.lines == ProblemList::LINES {
            *self.left_out.entry(problem.root).or_default() += tally;
            return;
        }
        if self.lines.is_multiple_of(CHUNK) {
            self.chunks.push(Arc::new(Vec::with_capacity(1)));
        }
        if let Some(last) = self.chunks.last_mut() {
            self.bytes += problem.heap_bytes() as u64;
            self.lines += 1;
            Arc::make_mut(last).push(problem);
        }
    }

    /// The list with each line as `change` makes it, or without it where that is `None`; what is only counted of the picked folders that
    /// are `gone` is left out too. Returns what was taken out.
    pub(super) fn changed(
        &self,
        is_gone: impl Fn(RootId) -> bool,
        mut change: impl FnMut(Problem) -> Problem,
    ) -> (ProblemList, TakenProblems) {
        let edition = self.edition.wrapping_add(1);
        let (mut list, mut taken) =
            (ProblemList { edition, ..ProblemList::default() }, TakenProblems::default());
        for problem in self.iter().cloned() {
            match problem.root.is_some_and(&is_gone) {
                true => taken.lines.push(problem),
                false => list.push(change(problem)),
            }
        }
        for (&root, &tally) in &self.left_out {
            match root.is_some_and(&is_gone) {
                true => taken.left_out.push((root, tally)),
                false => list.count(root, tally),
            }
        }
        (list, taken)
    }

    /// Puts back what was taken out.
    pub(super) fn put_back(&mut self, taken: &TakenProblems) {
        taken.lines.iter().for_each(|problem| self.push(problem.clone()));
        taken.left_out.iter().for_each(|&(root, tally)| self.count(root, tally));
    }

    pub(super) fn count(&mut self, root: Option<RootId>, tally: Unlisted) {
        self.all += tally;
        *self.left_out.entry(root).or_default() += tally;
    }

    /// What is counted only, by the picked folder that it is of.
    pub fn unlisted(&self) -> impl Iterator<Item = (Option<RootId>, Unlisted)> {
        self.left_out.iter().map(|(root, tally)| (*root, *tally))
    }

    /// Which lines these are: another one where lines went or changed since, and the others moved up. Within one, lines only come at
    /// the end.
    pub fn edition(&self) -> u32 {
        self.edition
    }

    /// How many lines are kept, problems and notes.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// The line at a place; `None` behind the last.
    pub fn get(&self, at: usize) -> Option<&Problem> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    /// The kept lines.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Problem> + Clone {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    /// Bytes that the kept lines take in memory.
    pub fn heap_bytes(&self) -> u64 {
        self.bytes
    }

    /// How many lines were not kept.
    pub fn left_out(&self) -> u64 {
        self.all.lines - self.lines as u64
    }

    /// How many there were that hide something.
    pub fn problems(&self) -> u64 {
        self.all.lines - self.all.notes
    }

    /// How many there were that only tell.
    pub fn notes(&self) -> u64 {
        self.all.notes
    }

    /// Folders that could not be read.
    pub fn unread_folders(&self) -> u64 {
        self.all.folders
    }

    /// What they hide; `None` if nothing.
    pub fn hidden(&self) -> Option<Incomplete> {
        let all = self.problems();
        (all > 0).then_some(Incomplete::Unread { folders: self.all.folders, all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Location, Reason};

    fn problem(number: usize) -> Problem {
        let operation = if number.is_multiple_of(3) { Operation::Automount } else { Operation::OpenFolder };
        let at = Location::whole(number.to_string().as_bytes());
        Problem { root: None, operation, at, cause: Reason::InItself.into() }
    }

    #[test]
    fn a_snapshot_keeps_its_lines_and_shares_all_but_the_last_chunk() {
        let mut list = ProblemList::default();
        (0..CHUNK * 3 + 7).for_each(|number| list.push(problem(number)));
        let snapshot = list.clone();
        (0..CHUNK).for_each(|number| list.push(problem(number)));
        assert_eq!(snapshot.len(), CHUNK * 3 + 7);
        assert!(snapshot.iter().cloned().eq((0..CHUNK * 3 + 7).map(problem)));
        let shared = list.chunks.iter().zip(&snapshot.chunks).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert_eq!(shared, 3);
        assert_eq!(list.get(CHUNK * 3 + 7), Some(&problem(0)));
        assert_eq!(list.get(CHUNK * 4 + 7), None);
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut list = ProblemList::default();
        let all = ProblemList::LINES + 10;
        (0..all).for_each(|number| list.push(problem(number)));
        let notes = all.div_ceil(3);
        assert_eq!((list.len(), list.left_out()), (ProblemList::LINES, 10));
        assert_eq!((list.notes(), list.problems()), (notes as u64, (all - notes) as u64));
        let all = (all - notes) as u64;
        assert_eq!(list.hidden(), Some(Incomplete::Unread { folders: all, all }));
    }
}
