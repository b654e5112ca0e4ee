//! Taking picked folders out of a sheet, and putting them back.
//!
//! Rows are numbered by their place, and blocks never change, so a sheet without some of its rows is another one: it shares every block that
//! has none of them, and only a block that has rows of both kinds is packed anew (workers send few such). So ten million rows cost a look at
//! the folder of each at most, and no more memory than a block. Marking rows as gone instead would make everything that reads a sheet ask for
//! each row, for ever, and would not give their memory back. Folders keep their numbers, as rows point at them by these; a number of one that went names
//! no folder any more.
//!
//! All of it may take a moment with a large sheet: the session has it done on a thread, and adds nothing meanwhile.

use super::find::find_folders;
use super::{PathToFind, Root, Rows, Sheet, TakenProblems};
use crate::model::{
    Batch, Block, BlockBuilder, Cause, Counts, FolderId, FolderRecords, Location, Operation, Origin, Problem,
    Reason, Renumbered, RootId, RootPhase, RowSet,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Picked folders with all that was found in them, out of their sheet.
#[derive(Debug, Default)]
pub struct Removed {
    /// Each with its place in the order.
    roots: Vec<(usize, Root)>,
    blocks: Vec<Arc<Block>>,
    folders: FolderRecords,
    /// Those of them that were read to their end.
    ended: Vec<FolderId>,
    problems: TakenProblems,
    /// The file that they came from, if nothing else is left of it.
    origin: Option<Arc<Origin>>,
}

impl Removed {
    /// The picked folders.
    pub fn roots(&self) -> impl Iterator<Item = &Root> {
        self.roots.iter().map(|(_, root)| root)
    }

    /// Bytes that they take in memory.
    pub fn heap_bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.heap_bytes()).sum::<usize>()
            + self.folders.heap_bytes()
            + self.ended.capacity() * size_of::<FolderId>()
    }

    /// Rows that went with them.
    pub fn rows(&self) -> u64 {
        self.blocks.iter().map(|block| block.len() as u64).sum()
    }
}

/// A picked file that another picked folder leaves out, because it is a root of its own.
#[derive(Debug, Clone)]
pub struct ClaimedFile {
    /// The picked file.
    pub root: RootId,
    /// Where it lies in the other one.
    pub at: PathToFind,
}

/// A sheet without some of its picked folders.
#[derive(Debug)]
pub struct ReducedSheet {
    /// The sheet.
    pub sheet: Sheet,
    /// What went.
    pub removed: Removed,
    /// The numbers that the rows have now.
    pub renumbered: Renumbered,
}

impl Sheet {
    /// The sheet without these picked folders. Another one that has left something to them lacks it now, and has a problem for that,
    /// unless they are in `replaced`, each with the one that is read in its place: then it has left it to that one. `left` are the files
    /// among them that others may have left to them.
    pub fn without(
        &self,
        roots: &[RootId],
        left: &[ClaimedFile],
        replaced: &[(RootId, RootId)],
    ) -> ReducedSheet {
        let is_gone = |root: RootId| roots.contains(&root);
        let in_its_place = |root: RootId| replaced.iter().find(|(old, _)| *old == root).map(|(_, new)| *new);
        let mut removed = Removed::default();
        let folders = self.folders.without(is_gone, &mut removed.folders, &mut removed.ended);
        let gone = GoneFolders::of(&removed.folders);
        let mut rows = Rows::default();
        let mut gone_rows = Vec::new();
        for (start, block) in self.rows.blocks() {
            match gone.part_of(block) {
                Overlap::None => rows.push_shared(block.clone()),
                Overlap::All => {
                    gone_rows.push(start..start + block.len() as u32);
                    removed.blocks.push(block.clone());
                }
                Overlap::Some => {
                    let (kept, taken) = gone.split(block, |index| {
                        let row = start + index as u32;
                        gone_rows.push(row..row + 1);
                    });
                    rows.push_shared(Arc::new(kept));
                    removed.blocks.push(Arc::new(taken));
                }
            }
        }
        let mut set = RowSet::default();
        gone_rows.into_iter().for_each(|range| set.insert_range(range, None));
        // A check is of the folders that were there.
        let mut sheet = Sheet { rows, folders, checked: None, compared: None, ..self.clone() };
        sheet.same_files.is_out_of_date();
        removed.roots = sheet.roots.take(roots);
        let mut problems = sheet.totals.problems;
        for (_, root) in &mut removed.roots {
            problems -= root.counts.problems;
            if root.phase.is_open() {
                root.phase = RootPhase::Stopped;
            }
        }
        if !sheet.roots.iter().any(|root| self.is_from_file(root.id)) {
            removed.origin = sheet.origin.take();
        }
        // The largest of all can't be told from the sums. Some problems are of none of them.
        sheet.totals = Counts::default();
        sheet.roots.iter().for_each(|root| sheet.totals += root.counts);
        sheet.totals.problems = problems;
        let mut lacking = Vec::new();
        let (list, taken) = self.problems.changed(is_gone, |mut problem| {
            if let (Cause::Own(reason), Some(root)) = (&mut problem.cause, problem.root)
                && let Some(other) = reason.left_to_mut()
                && is_gone(*other)
            {
                match in_its_place(*other) {
                    Some(new) => *other = new,
                    None => {
                        lacking.push((root, *other));
                        problem.cause = Reason::LeftToRemoved(*other).into();
                        problem.operation = Operation::LeftUnread;
                    }
                }
            }
            problem
        });
        (sheet.problems, removed.problems) = (list, taken);
        for (root, _) in &lacking {
            sheet.count_problem(*root, |count| *count += 1);
        }
        // Of a file that was removed before and came back there is a line already.
        let is_new = |left: &&ClaimedFile| !lacking.contains(&(left.at.top, left.root));
        sheet.lacks_left(left.iter().filter(|left| in_its_place(left.root).is_none()).filter(is_new));
        ReducedSheet { sheet, removed, renumbered: Renumbered::without(set, self.rows.len()) }
    }

    /// The sheet with what was taken out of it, behind all other rows.
    #[must_use]
    pub fn with(&self, removed: &Removed) -> Sheet {
        let mut sheet = self.clone();
        sheet.same_files.is_out_of_date();
        removed.folders.iter().for_each(|record| sheet.folders.insert(record));
        removed.ended.iter().for_each(|folder| sheet.folders.set_ended(*folder));
        for block in &removed.blocks {
            if block.len() as u64 <= u64::from(sheet.rows.room()) {
                sheet.rows.push_shared(block.clone());
            }
        }
        sheet.origin = sheet.origin.or_else(|| removed.origin.clone());
        sheet.roots.put_back(&removed.roots);
        for root in removed.roots() {
            sheet.totals += root.counts;
        }
        let is_back = |root: RootId| removed.roots().any(|back| back.id == root);
        sheet.is_there_again(|_, other| is_back(other).then_some(other));
        sheet.problems.put_back(&removed.problems);
        sheet
    }

    /// Whether a picked folder lacks something because it had left that to one that was removed.
    pub fn lacks_removed(&self) -> bool {
        self.problems.iter().any(|problem| matches!(problem.cause, Cause::Own(Reason::LeftToRemoved(_))))
    }

    /// What lies at these places is listed by other picked folders now: it was left to these, and is no longer missing. A place is a
    /// path as [`Sheet::problem_path`] has it.
    pub fn is_listed_at(&mut self, places: &HashMap<Vec<u8>, RootId>) {
        let folders = self.folders.clone();
        self.is_there_again(|problem, _| places.get(&folders.location(&problem.at)).copied());
    }

    /// Has the problems with what was left to a removed picked folder say to which one it is left now, if `by` knows one.
    fn is_there_again(&mut self, by: impl Fn(&Problem, RootId) -> Option<RootId>) {
        let mut found = Vec::new();
        let (problems, _) = self.problems.changed(
            |_| false,
            |problem| match (&problem.cause, problem.root) {
                (Cause::Own(Reason::LeftToRemoved(other)), Some(root)) => match by(&problem, *other) {
                    Some(now) => {
                        found.push(root);
                        let cause = Reason::PickedItself(now).into();
                        Problem { operation: Operation::Overlap, cause, ..problem }
                    }
                    None => problem,
                },
                _ => problem,
            },
        );
        self.problems = problems;
        for root in found {
            self.count_problem(root, |count| *count -= 1);
        }
    }

    fn count_problem(&mut self, root: RootId, change: impl Fn(&mut u64)) {
        change(&mut self.totals.problems);
        self.roots.change_problems(root, change);
    }

    /// A walk says nothing of a file that it leaves to another one. So it is lacking where its folder was listed.
    fn lacks_left<'a>(&mut self, left: impl Iterator<Item = &'a ClaimedFile> + Clone) {
        let wanted: Vec<Option<PathToFind>> = left.clone().map(|left| Some(left.at.clone())).collect();
        let folders = find_folders(&self.folders, &wanted);
        let there = self.find(&wanted);
        for ((left, folder), is_there) in left.zip(folders).zip(there) {
            if let (Some(folder), Some(name), false) = (folder, left.at.path.last(), is_there) {
                let at = Location::in_folder(folder, name);
                let cause = Reason::LeftToRemoved(left.root).into();
                self.add_problem(Some(left.at.top), Operation::LeftUnread, at, cause);
            }
        }
    }
}

/// Which folders went, by their numbers.
struct GoneFolders(RowSet);

/// How much of a block lies in folders that went.
enum Overlap {
    None,
    Some,
    All,
}

impl GoneFolders {
    fn of(records: &FolderRecords) -> GoneFolders {
        GoneFolders(records.iter().map(|record| record.id.0).collect())
    }

    fn has(&self, folder: FolderId) -> bool {
        self.0.contains(folder.0)
    }

    fn part_of(&self, block: &Block) -> Overlap {
        let (low, high) = block.folder_bounds();
        // Most blocks are of one picked folder, and those next to each other in the numbers are too.
        if self.0.iter_in(low.0..high.0.saturating_add(1)).next().is_none() {
            return Overlap::None;
        }
        let gone = (0..block.len()).filter(|&index| self.has(block.folder(index))).count();
        match gone {
            0 => Overlap::None,
            _ if gone == block.len() => Overlap::All,
            _ => Overlap::Some,
        }
    }

    /// The rows that stay, and those that went; `gone` hears of the places of these.
    fn split(&self, block: &Block, mut gone: impl FnMut(usize)) -> (Block, Block) {
        let (mut kept, mut taken) = (BlockBuilder::default(), BlockBuilder::default());
        for index in 0..block.len() {
            let row = block.row(index);
            if self.has(row.folder) {
                gone(index);
                taken.push(row);
            } else {
                kept.push(row);
            }
        }
        (kept.take(), taken.take())
    }
}

/// What a worker still sends of picked folders that were removed.
impl Sheet {
    /// A batch without what is of removed picked folders.
    #[must_use]
    pub fn batch_without(&self, mut batch: Batch, is_gone: impl Fn(RootId) -> bool) -> Batch {
        let mut new = HashSet::new();
        let mut folders = FolderRecords::default();
        for record in batch.folders.iter().filter(|record| !is_gone(record.root)) {
            new.insert(record.id);
            folders.push(record);
        }
        let is_of_gone = |folder: FolderId| {
            !new.contains(&folder)
                && (!self.folders.is_known(folder) || is_gone(self.folders.get(folder).root))
        };
        let mut rows = BlockBuilder::default();
        let mut last = None;
        for index in 0..batch.rows.len() {
            let row = batch.rows.row(index);
            let is_out = match last {
                Some((folder, is_out)) if folder == row.folder => is_out,
                _ => is_of_gone(row.folder),
            };
            last = Some((row.folder, is_out));
            if !is_out {
                rows.push(row);
            }
        }
        batch.problems.retain(|problem| !problem.root.is_some_and(&is_gone));
        batch.counts.retain(|(root, _)| !is_gone(*root));
        Batch { folders, rows: rows.take(), ..batch }
    }

    /// Has the problems of a batch say what is left to picked folders that were removed meanwhile, or to those that are read in their
    /// place: `now` is what a number stands for, and `None` if that was removed.
    #[must_use]
    pub fn batch_with_left(mut batch: Batch, now: impl Fn(RootId) -> Option<RootId>) -> Batch {
        for problem in &mut batch.problems {
            let (Cause::Own(reason), Some(root)) = (&mut problem.cause, problem.root) else { continue };
            let Some(other) = reason.left_to_mut() else { continue };
            if let Some(now) = now(*other) {
                *other = now;
                continue;
            }
            problem.cause = Reason::LeftToRemoved(*other).into();
            problem.operation = Operation::LeftUnread;
            let one = Counts { problems: 1, ..Counts::default() };
            match batch.counts.iter_mut().find(|(of, _)| *of == root) {
                Some((_, counts)) => *counts += one,
                None => batch.counts.push((root, one)),
            }
        }
        batch
    }
}
