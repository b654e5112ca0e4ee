//! Which lines the list of problems shows and in which order: what hides something before what only tells, each in the order in which
//! they came, and of these perhaps only those with one cause. Each frame takes in what came since the last one, and sorts nothing.

use crate::model::Cause;
use crate::store::ProblemList;
use crate::ui::list::eye::Since;
use crate::ui::list::numbered::Numbered;

/// The numbers of the shown lines. It is the panel's, and must have [`LineIndex::take_in`] called before it is used with a list.
#[derive(Default)]
pub(crate) struct LineIndex {
    /// Which lines these are, as the list has it.
    edition: u32,
    /// How many lines of the list were looked at.
    seen: usize,
    /// Only lines with this cause are shown.
    only: Option<Cause>,
    /// Whether that was asked for since the last frame.
    is_asked: bool,
    problems: Vec<u32>,
    notes: Vec<u32>,
    /// Each cause of the list with how many lines have it, in the order in which they came.
    causes: Vec<(Cause, u64)>,
}

/// Causes that are told apart at most.
const CAUSES: usize = 50;

/// What became of the lines since the last frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The shown ones stay, some may have come.
    Since(Since),
    /// Lines have other numbers.
    Renumbered,
}

impl LineIndex {
    /// Takes up what came into the list, or all of it where lines went.
    pub(super) fn take_in(&mut self, list: &ProblemList) -> Change {
        let is_other = self.edition != list.edition() || self.seen > list.len();
        if is_other {
            self.start_over();
            self.edition = list.edition();
        }
        let before = self.problems.len();
        while let Some(problem) = list.get(self.seen) {
            let number = u32::try_from(self.seen).unwrap_or(u32::MAX);
            self.seen += 1;
            self.count(&problem.cause);
            if self.only.as_ref().is_some_and(|only| *only != problem.cause) {
                continue;
            }
            let group = if problem.operation.is_note() { &mut self.notes } else { &mut self.problems };
            group.push(number);
        }
        match std::mem::take(&mut self.is_asked) {
            _ if is_other => Change::Renumbered,
            true => Change::Since(Since::Asked),
            // A problem stands before the notes, and moves them.
            false if before < self.problems.len() && !self.notes.is_empty() => Change::Since(Since::Moved),
            false => Change::Since(Since::Same),
        }
    }

    /// Shows only lines with this cause, or all again, from the next frame on.
    pub(super) fn show_only(&mut self, cause: Option<Cause>) {
        self.start_over();
        (self.only, self.is_asked) = (cause, true);
    }

    /// The cause that all shown lines have; `None` where all are shown.
    pub(super) fn only(&self) -> Option<&Cause> {
        self.only.as_ref()
    }

    /// How many lines of the list are shown.
    pub(super) fn shown(&self) -> usize {
        self.problems.len() + self.notes.len()
    }

    /// Each cause of the list, with how many of its lines have it.
    pub(super) fn causes(&self) -> &[(Cause, u64)] {
        &self.causes
    }

    fn count(&mut self, cause: &Cause) {
        let known = self.causes.iter_mut().find(|(known, _)| known == cause);
        if let Some((_, count)) = known {
            *count += 1;
        } else if self.causes.len() < CAUSES {
            self.causes.push((cause.clone(), 1));
        }
    }

    fn start_over(&mut self) {
        self.seen = 0;
        self.causes.clear();
        self.problems.clear();
        self.notes.clear();
    }
}

/// The lines by position. A line's number is its place in the list; the last line is for what was counted only.
pub(crate) struct ProblemLines<'a> {
    pub(super) list: &'a ProblemList,
    pub(super) index: &'a LineIndex,
}

impl Numbered for ProblemLines<'_> {
    fn len(&self) -> u64 {
        self.index.shown() as u64 + u64::from(self.list.left_out() > 0)
    }

    fn number(&self, position: u64) -> Option<u32> {
        let LineIndex { problems, notes, .. } = self.index;
        let at = usize::try_from(position).ok()?;
        let number = problems.get(at).or_else(|| notes.get(at - problems.len()));
        number.copied().or_else(|| (position < self.len()).then_some(self.last()))
    }

    fn position(&self, number: u32) -> Option<u64> {
        let LineIndex { problems, notes, .. } = self.index;
        if number == self.last() {
            return self.len().checked_sub(1).filter(|_| self.list.left_out() > 0);
        }
        let at = problems.binary_search(&number);
        let at = at.or_else(|_| notes.binary_search(&number).map(|at| at + problems.len()));
        at.ok().map(|at| at as u64)
    }
}

impl ProblemLines<'_> {
    /// The number of the line for what was counted only.
    fn last(&self) -> u32 {
        u32::try_from(self.list.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Location, Operation, Problem, Reason};

    fn problem(operation: Operation, cause: Reason) -> Problem {
        Problem { root: None, operation, at: Location::default(), cause: cause.into() }
    }

    fn order(list: &ProblemList, index: &LineIndex) -> Vec<u32> {
        let lines = ProblemLines { list, index };
        let order: Vec<u32> = (0..lines.len()).map_while(|at| lines.number(at)).collect();
        for (at, &number) in order.iter().enumerate() {
            assert_eq!(lines.position(number), Some(at as u64));
        }
        order
    }

    #[test]
    fn problems_stand_before_notes_while_they_come() {
        let (mut list, mut index) = (ProblemList::default(), LineIndex::default());
        list.push(problem(Operation::Overlap, Reason::InItself));
        list.push(problem(Operation::OpenFolder, Reason::InItself));
        assert_eq!(index.take_in(&list), Change::Since(Since::Moved));
        assert_eq!(order(&list, &index), [1, 0]);
        list.push(problem(Operation::Automount, Reason::InItself));
        assert_eq!(index.take_in(&list), Change::Since(Since::Same), "what comes last moves nothing");
        list.push(problem(Operation::LookAt, Reason::Panicked("x".into())));
        assert_eq!(index.take_in(&list), Change::Since(Since::Moved));
        assert_eq!(order(&list, &index), [1, 3, 0, 2]);
        index.show_only(Some(Reason::InItself.into()));
        assert_eq!(index.take_in(&list), Change::Since(Since::Asked));
        assert_eq!(order(&list, &index), [1, 0, 2]);
        assert_eq!(ProblemLines { list: &list, index: &index }.position(3), None);
        index.show_only(None);
        index.take_in(&list);
        assert_eq!(order(&list, &index), [1, 3, 0, 2]);
        assert_eq!(index.take_in(&ProblemList::default()), Change::Renumbered);
        assert_eq!(order(&ProblemList::default(), &index), [0; 0]);
    }
}
