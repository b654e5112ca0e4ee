//! Makes a check of a whole sheet, folder by folder, on all threads of the pool.

use super::examiner::{Examiner, Named};
use super::prefix::{Length, Prefix, before};
use super::shorten::{Excess, to_shorten};
use super::siblings::{Entry, Room, Special, numbers};
use super::{FaultCount, NameCheck, rules};
use crate::model::{Cancel, CheckWish, Faults, FolderId, Kind, NameFault};
use crate::store::Sheet;
use crate::view::pool;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Rows that a thread looks at before it asks whether that is still wanted.
const STEP: usize = 1 << 14;

impl NameCheck {
    /// Checks the names of a sheet; `None` if cancelled.
    pub fn make(sheet: &Sheet, wish: &CheckWish, cancel: &Cancel) -> Option<NameCheck> {
        let prefix = Prefix::of(&wish.prefix);
        let examiner = Examiner::new(rules::standard(), wish, &prefix);
        let mut before = before(&sheet.folders, prefix);
        let is_known_top = |id: &FolderId| {
            let folder = sheet.folders.get(*id);
            folder.parent.is_none() && !folder.name.is_empty()
        };
        let tops: Vec<FolderId> = (0..sheet.folders.len()).map(FolderId).filter(is_known_top).collect();
        let groups = Groups::of(sheet, cancel)?;
        before.resize(groups.starts.len() - 1, prefix.length);
        let job = CheckJob { sheet, examiner: &examiner, before: &before, tops: &tops, groups: &groups };
        let found = pool::run(|| {
            groups
                .steps()
                .into_par_iter()
                .try_fold(Found::default, |mut found, folders| {
                    folders.for_each(|folder| job.examine(folder, &mut found));
                    (!cancel.is_set()).then_some(found)
                })
                .try_reduce(Found::default, |one, other| Some(one.and(other)))
        })?;
        let shorten = to_shorten(&sheet.folders, &found.excess);
        Some(NameCheck {
            wish: wish.clone(),
            counts: found.counts(),
            special: found.special.into_iter().collect(),
            files: found.files,
            folders: found.folders,
            unlisted: found.unlisted,
            longest: found.longest,
            shorten,
            covers: sheet.rows.len(),
            examiner,
            before,
            tops,
        })
    }
}

/// The entries of each folder: rows, and sub-folders that are not rows.
struct Groups {
    /// Where the rows of each folder begin in `rows`; one more for the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// The same of sub-folders.
    child_starts: Vec<u32>,
    children: Vec<FolderId>,
}

impl Groups {
    fn of(sheet: &Sheet, cancel: &Cancel) -> Option<Groups> {
        let blocks = || sheet.rows.blocks().take_while(|_| !cancel.is_set());
        let mut starts = vec![0u32; sheet.folders.len() as usize + 1];
        // Picked folders whose folders are rows.
        let mut listed: HashMap<u32, bool> = HashMap::new();
        for (_, block) in blocks() {
            for at in 0..block.len() {
                let folder = block.folder(at);
                let place = folder.0 as usize + 1;
                // A worker that was given up may have left rows of a folder whose record never came.
                if place >= starts.len() {
                    starts.resize(place + 1, 0);
                }
                starts[place] += 1;
                if block.kind(at) == Kind::Folder {
                    listed.entry(sheet.root(folder).0).or_insert(true);
                }
            }
        }
        sum_up(&mut starts);
        let len = starts.len() - 1;
        let mut next = starts.clone();
        let mut rows = vec![0u32; starts[len] as usize];
        for (first, block) in blocks() {
            for at in 0..block.len() {
                let next = &mut next[block.folder(at).0 as usize];
                rows[*next as usize] = first + at as u32;
                *next += 1;
            }
        }
        let unlisted = || {
            (0..sheet.folders.len()).map(FolderId).filter_map(|id| {
                let folder = sheet.folders.get(id);
                let parent = folder.parent.filter(|_| !listed.contains_key(&folder.root.0))?;
                Some((parent, id))
            })
        };
        let mut child_starts = vec![0u32; len + 1];
        unlisted().for_each(|(parent, _)| child_starts[parent.0 as usize + 1] += 1);
        sum_up(&mut child_starts);
        let mut next = child_starts.clone();
        let mut children = vec![FolderId(0); child_starts[len] as usize];
        for (parent, id) in unlisted() {
            let next = &mut next[parent.0 as usize];
            children[*next as usize] = id;
            *next += 1;
        }
        (!cancel.is_set()).then_some(Groups { starts, rows, child_starts, children })
    }

    /// Folders in parts of about as many entries.
    fn steps(&self) -> Vec<Range<usize>> {
        let last = self.starts.len() - 1;
        let before = |folder: usize| (self.starts[folder] + self.child_starts[folder]) as usize;
        let mut steps = Vec::new();
        let mut from = 0;
        for to in 1..=last {
            if to == last || before(to) - before(from) >= STEP || to - from >= STEP {
                steps.push(from..to);
                from = to;
            }
        }
        steps
    }

    fn rows(&self, folder: usize) -> &[u32] {
        &self.rows[self.starts[folder] as usize..self.starts[folder + 1] as usize]
    }

    fn children(&self, folder: usize) -> &[FolderId] {
        &self.children[self.child_starts[folder] as usize..self.child_starts[folder + 1] as usize]
    }
}

/// Counts, each at the place behind its own, become where each begins.
fn sum_up(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

struct CheckJob<'a> {
    sheet: &'a Sheet,
    examiner: &'a Examiner,
    before: &'a [Length],
    tops: &'a [FolderId],
    groups: &'a Groups,
}

/// What one thread has found.
#[derive(Default)]
struct Found {
    room: Room,
    counts: HashMap<Faults, [u64; 2]>,
    files: u64,
    folders: u64,
    unlisted: u64,
    longest: u32,
    special: Vec<(u32, Vec<Special>)>,
    excess: Vec<Excess>,
    /// The same of the folder that is looked at, each path by itself.
    here: Vec<u32>,
}

impl CheckJob<'_> {
    fn examine(&self, folder: usize, found: &mut Found) {
        let (rows, children) = (self.groups.rows(folder), self.groups.children(folder));
        if rows.is_empty() && children.is_empty() {
            return;
        }
        let is_top = self.tops.binary_search(&FolderId(folder as u32)).is_ok();
        let before = self.before[folder];
        let mut entries = Vec::with_capacity(rows.len() + children.len());
        let mut add = |name, kind, size, is_row, found: &mut Found| {
            let (faults, length) = self.examiner.examine(&Named { name, kind, size, before, is_top });
            found.longest = found.longest.max(length);
            if !faults.is_empty() && faults.meets(Faults::of_fault(NameFault::PathLength)) {
                let length = before.and(length - before.units, name.len());
                let excess = self.examiner.excess(length, kind == Kind::Folder);
                found.here.push(excess);
            }
            entries.push(Entry { name, kind, faults, is_row });
        };
        let mut walk = self.sheet.rows.walk();
        for &row in rows {
            let (block, at) = walk.locate(row);
            add(block.name(at), block.kind(at), block.size(at), true, found);
        }
        for &child in children {
            add(self.sheet.folders.get(child).name, Kind::Folder, None, false, found);
        }
        found.here.sort_unstable();
        for same in found.here.chunk_by(|one, other| one == other) {
            found.excess.push((folder as u32, same[0], same.len() as u64));
        }
        found.here.clear();
        found.room.find_same(&mut entries, self.examiner);
        if entries.iter().any(|entry| !entry.faults.is_empty()) {
            found.take(folder as u32, &entries, self.examiner, is_top);
        }
    }
}

impl Found {
    fn take(&mut self, folder: u32, entries: &[Entry<'_>], examiner: &Examiner, is_top: bool) {
        let mut has_names = false;
        for entry in entries.iter().filter(|entry| !entry.faults.is_empty()) {
            let is_folder = entry.kind == Kind::Folder;
            self.counts.entry(entry.faults).or_default()[usize::from(is_folder)] += 1;
            if is_folder {
                self.folders += 1;
                self.unlisted += u64::from(!entry.is_row);
            } else {
                self.files += 1;
            }
            has_names |= entry.faults.meets(Faults::of_names());
        }
        if !has_names {
            return;
        }
        let of_siblings = Faults::of_fault(NameFault::Case).or(Faults::of_fault(NameFault::Form));
        let special = numbers(entries, examiner, is_top).into_iter().filter_map(|(at, number)| {
            let entry = &entries[at];
            let faults = entry.faults.and(of_siblings);
            (number > 0 || !faults.is_empty()).then(|| Special { name: entry.name.into(), faults, number })
        });
        let mut special: Vec<Special> = special.collect();
        special.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        if !special.is_empty() {
            self.special.push((folder, special));
        }
    }

    fn and(mut self, other: Found) -> Found {
        for (faults, [files, folders]) in other.counts {
            let sum = self.counts.entry(faults).or_default();
            sum[0] += files;
            sum[1] += folders;
        }
        self.files += other.files;
        self.folders += other.folders;
        self.unlisted += other.unlisted;
        self.longest = self.longest.max(other.longest);
        self.special.extend(other.special);
        self.excess.extend(other.excess);
        self
    }

    /// How often each fault is in the sets that were met, the most frequent first.
    fn counts(&self) -> Vec<FaultCount> {
        let each = Faults::all().iter().filter_map(|(destination, fault)| {
            let one = Faults::one(destination, fault);
            let met = self.counts.iter().filter(|(faults, _)| faults.meets(one));
            let [files, folders] = met.fold([0, 0], |sum, (_, more)| [sum[0] + more[0], sum[1] + more[1]]);
            (files + folders > 0).then_some(FaultCount { destination, fault, files, folders })
        });
        let mut counts: Vec<FaultCount> = each.collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.files + count.folders));
        counts
    }
}
