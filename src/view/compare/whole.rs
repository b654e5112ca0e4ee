//! Folders that were added, removed or moved as wholes.

use super::both::Both;
use super::folders::Fate;
use super::grouped::Grouped;
use super::moves::{Certainty, Move};
use super::side::Known;
use crate::model::{Change, ChangeSum, FolderId, Kind};
use std::collections::{HashMap, HashSet};

/// A folder is where another one was if at least so many of a hundred files of that one are in it.
const ENOUGH: u64 = 90;

/// A folder that came, went or moved as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeFolder {
    /// Its number in the sheet that results.
    pub folder: FolderId,
    /// [`Change::Added`], [`Change::Removed`] or [`Change::MovedLikely`].
    pub change: Change,
    /// Where it was: its number in the old sheet, if it moved.
    pub was: Option<FolderId>,
    /// What is in it and below it.
    pub sum: ChangeSum,
}

/// The sub-folders of folders that have no partner.
struct Below(HashMap<FolderId, Vec<FolderId>>);

impl Below {
    fn of(side: &Known<'_>, fates: &[Fate]) -> Below {
        let mut below: HashMap<FolderId, Vec<FolderId>> = HashMap::new();
        for (id, _) in (0..).map(FolderId).zip(fates).filter(|(_, fate)| **fate == Fate::Alone) {
            if let Some(parent) = side.sheet.folders.get(id).parent {
                below.entry(parent).or_default().push(id);
            }
        }
        Below(below)
    }

    fn in_folder(&self, id: FolderId) -> &[FolderId] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// Finds folders that moved, and the rows that moved with them.
pub(super) struct FolderMoves<'a> {
    pub both: &'a Both<'a>,
}

/// What was found.
#[derive(Default)]
pub(super) struct MovedFolders {
    /// By a folder of the old sheet, the one of the new sheet that it is now. With every folder in one that moved.
    pub to: HashMap<FolderId, FolderId>,
    /// The other way round.
    pub from: HashMap<FolderId, FolderId>,
    /// Of those the topmost ones of the new sheet.
    pub tops: Vec<FolderId>,
}

impl FolderMoves<'_> {
    /// Finds them by the files that moved; files that moved with them and are not the only ones of their like are added to `moves`.
    pub(super) fn find(&self, moves: &mut Vec<Move>) -> MovedFolders {
        let mut moved = MovedFolders::default();
        let mut votes: HashMap<(FolderId, FolderId), u64> = HashMap::new();
        for one in moves.iter().filter(|one| one.certainty != Certainty::Possible) {
            let mut at = (folder_of(self.both.old, one.old), folder_of(self.both.new, one.new));
            // Upwards while the folders are called the same, to where the move may have been made.
            while self.both.pairs.fate_old(at.0) == Fate::Alone
                && self.both.pairs.fate_new(at.1) == Fate::Alone
            {
                *votes.entry(at).or_default() += 1;
                let folders = (self.both.old.sheet.folders.get(at.0), self.both.new.sheet.folders.get(at.1));
                match (folders.0.parent, folders.1.parent) {
                    (Some(old), Some(new)) if folders.0.name == folders.1.name => at = (old, new),
                    _ => break,
                }
            }
        }
        if votes.is_empty() {
            return moved;
        }
        let below =
            (Below::of(self.both.old, &self.both.pairs.old), Below::of(self.both.new, &self.both.pairs.new));
        // The highest ones first, and of those with the same folder the one that has most of it.
        let depth = |id: FolderId| {
            std::iter::successors(Some(id), |id| self.both.old.sheet.folders.get(*id).parent).count()
        };
        let mut candidates: Vec<(usize, u64, FolderId, FolderId)> =
            votes.into_iter().map(|((old, new), votes)| (depth(old), votes, old, new)).collect();
        candidates
            .sort_unstable_by_key(|&(depth, votes, old, new)| (depth, std::cmp::Reverse(votes), old, new));
        let moved_rows: HashSet<(u32, u32)> = moves.iter().map(|one| (one.old, one.new)).collect();
        let taken: (HashSet<u32>, HashSet<u32>) =
            (moves.iter().map(|one| one.old).collect(), moves.iter().map(|one| one.new).collect());
        for (_, _, old, new) in candidates {
            if moved.to.contains_key(&old) || moved.from.contains_key(&new) {
                continue;
            }
            let tried = self.try_pair(old, new, &below, &moved_rows, &taken);
            if tried.files > 0 && tried.paired * 100 >= tried.files * ENOUGH {
                for (old, new) in tried.folders {
                    moved.to.insert(old, new);
                    moved.from.insert(new, old);
                }
                moved.tops.push(new);
                moves.extend(tried.rows);
            }
        }
        moved
    }

    /// Pairs what is in a folder with what is in another one, as if it had moved there.
    fn try_pair(
        &self,
        old: FolderId,
        new: FolderId,
        below: &(Below, Below),
        moved: &HashSet<(u32, u32)>,
        taken: &(HashSet<u32>, HashSet<u32>),
    ) -> Tried {
        let mut tried = Tried::default();
        let mut open = vec![(old, Some(new))];
        while let Some((old, new)) = open.pop() {
            let mut there: HashMap<&[u8], u32> = HashMap::new();
            if let Some(new) = new {
                tried.folders.push((old, new));
                there.extend(self.both.new_rows.rows(new).map(|row| (name(self.both.new, row), row)));
            }
            for row in self.both.old_rows.rows(old) {
                let (block, at) = self.both.old.sheet.rows.locate(row);
                let is_folder = block.kind(at) == Kind::Folder;
                tried.files += u64::from(!is_folder);
                let Some(&other) = there.get(block.name(at)) else { continue };
                if moved.contains(&(row, other)) {
                    tried.paired += 1;
                } else if self.is_alike(row, other) && !taken.0.contains(&row) && !taken.1.contains(&other) {
                    tried.paired += u64::from(!is_folder);
                    tried.rows.push(Move { old: row, new: other, certainty: Certainty::Likely });
                }
            }
            for &child in below.0.in_folder(old) {
                let name = self.both.old.sheet.folders.get(child).name;
                let mut others = new.into_iter().flat_map(|new| below.1.in_folder(new));
                let other = others.find(|id| self.both.new.sheet.folders.get(**id).name == name);
                open.push((child, other.copied()));
            }
        }
        tried
    }

    /// Whether two rows have the same kind, and unless they are folders the same size and time, and one name only.
    fn is_alike(&self, old: u32, new: u32) -> bool {
        let (one, at) = self.both.old.sheet.rows.locate(old);
        let (other, there) = self.both.new.sheet.rows.locate(new);
        if one.kind(at) != other.kind(there) {
            return false;
        }
        let is_alone = one.links(at).is_none() && other.links(there).is_none();
        one.kind(at) == Kind::Folder
            || is_alone && one.size(at) == other.size(there) && one.modified(at) == other.modified(there)
    }
}

#[derive(Default)]
struct Tried {
    files: u64,
    paired: u64,
    folders: Vec<(FolderId, FolderId)>,
    rows: Vec<Move>,
}

/// The row's name.
fn name<'a>(side: &Known<'a>, row: u32) -> &'a [u8] {
    let (block, at) = side.sheet.rows.locate(row);
    block.name(at)
}

fn folder_of(side: &Known<'_>, row: u32) -> FolderId {
    let (block, at) = side.sheet.rows.locate(row);
    block.folder(at)
}

/// The topmost folder that is alone, or moved, for each folder that is: where its line is.
pub(super) fn tops(side: &Known<'_>, fates: &[Fate], is_moved: impl Fn(FolderId) -> bool) -> Vec<FolderId> {
    let folders = &side.sheet.folders;
    let is_top = |id: &FolderId| {
        let above = folders.get(*id).parent.map(|parent| (parent, fates[parent.0 as usize]));
        // In a folder that moved, one that did not is a line of its own.
        fates[id.0 as usize] == Fate::Alone
            && !is_moved(*id)
            && above.is_none_or(|(parent, fate)| fate != Fate::Alone || is_moved(parent))
    };
    (0..folders.len()).map(FolderId).filter(is_top).collect()
}

/// What is in each of these folders and below it. A folder that is not below one of them is passed over.
pub(super) fn sums(
    side: &Known<'_>,
    rows: &Grouped,
    fates: &[Fate],
    tops: &[FolderId],
) -> HashMap<FolderId, ChangeSum> {
    let mut sums: HashMap<FolderId, ChangeSum> = tops.iter().map(|id| (*id, ChangeSum::default())).collect();
    let alone = (0..).map(FolderId).zip(fates).filter(|(_, fate)| **fate == Fate::Alone);
    for (id, _) in alone {
        let mut above = std::iter::successors(Some(id), |id| side.sheet.folders.get(*id).parent);
        let Some(top) = above.find(|id| sums.contains_key(id)) else { continue };
        let mut sum = ChangeSum::default();
        for row in rows.rows(id) {
            let (block, at) = side.sheet.rows.locate(row);
            if block.kind(at) != Kind::Folder {
                sum.add(block.size(at).unwrap_or(0));
            }
        }
        if let Some(of_top) = sums.get_mut(&top) {
            *of_top += sum;
        }
    }
    sums
}
