//! The rows of a folder beside those of its partner.
//!
//! A folder that is read twice mostly comes in the same order, so both lists are walked in step while their names agree; over a few rows that
//! one list has more, the walk steps. Only what is left then is put in order by name.

use super::both::Both;
use super::entries::{Entry, EntryRule, LastBlocks};
use super::folders::Fate;
use super::listed::ListedFolders;
use super::names::NameRule;
use super::side::Known;
use crate::model::{Cancel, Change, CompareTotals, FolderId, Kind};
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Folders that a thread takes at a time.
const STEP: usize = 512;
/// Rows that the walk looks ahead where the lists disagree.
const AHEAD: usize = 4;

/// All that is needed to compare the rows of any folder.
pub(super) struct RowJob<'a> {
    pub both: &'a Both<'a>,
    /// The folders of each sheet by name, where the other sheet has folders as rows and it doesn't.
    pub listed: &'a ListedFolders<'a>,
    pub names: NameRule,
    pub entries: EntryRule,
    /// What became of each row of the new sheet, to be filled in.
    pub states: &'a [AtomicU8],
}

/// What was found in some folders.
#[derive(Default)]
pub(super) struct Found {
    pub totals: CompareTotals,
    /// Rows of the new sheet with those of the old one whose values are others.
    pub pairs: Vec<(u32, u32)>,
    /// Rows of the new sheet that have no partner.
    pub added: Vec<u32>,
    /// Rows of the old sheet that have none.
    pub removed: Vec<u32>,
    /// Rows of the old sheet of which the new one doesn't say whether they are there.
    pub unknown: Vec<u32>,
}

impl Found {
    fn and(mut self, mut other: Found) -> Found {
        self.totals += other.totals;
        self.pairs.append(&mut other.pairs);
        self.added.append(&mut other.added);
        self.removed.append(&mut other.removed);
        self.unknown.append(&mut other.unknown);
        self
    }
}

/// Lists that are used for one folder after another.
#[derive(Default)]
struct Room {
    old: Vec<u32>,
    new: Vec<u32>,
    old_rest: Vec<u32>,
    new_rest: Vec<u32>,
}

impl RowJob<'_> {
    /// Compares all rows; `None` if cancelled.
    pub(super) fn run(&self, cancel: &Cancel) -> Option<Found> {
        let (olds, news) = (self.both.pairs.old.len(), self.both.pairs.new.len());
        let steps = |len: usize| (0..len.div_ceil(STEP)).map(move |at| at * STEP..len.min((at + 1) * STEP));
        let all: Vec<(bool, Range<usize>)> =
            steps(news).map(|step| (true, step)).chain(steps(olds).map(|step| (false, step))).collect();
        let with = |mut found: Found, (is_new, step): (bool, Range<usize>)| {
            if cancel.is_set() {
                return None;
            }
            let mut room = Room::default();
            for id in step.map(|id| FolderId(id as u32)) {
                if is_new { self.of_new(id, &mut found, &mut room) } else { self.of_old(id, &mut found) }
            }
            Some(found)
        };
        all.into_par_iter()
            .try_fold(Found::default, with)
            .try_reduce(Found::default, |one, other| Some(one.and(other)))
    }

    fn of_new(&self, id: FolderId, found: &mut Found, room: &mut Room) {
        match self.both.pairs.fate_new(id) {
            Fate::Paired(old) => self.pair(old, id, found, room),
            Fate::Alone => found.added.extend(self.both.new_rows.rows(id)),
            Fate::Unknown | Fate::Outside => {
                for row in self.both.new_rows.rows(id) {
                    self.is_unknown(row, found);
                }
            }
        }
    }

    fn of_old(&self, id: FolderId, found: &mut Found) {
        match self.both.pairs.fate_old(id) {
            Fate::Alone => found.removed.extend(self.both.old_rows.rows(id)),
            Fate::Unknown => found.unknown.extend(self.both.old_rows.rows(id)),
            Fate::Paired(_) | Fate::Outside => {}
        }
    }

    fn is_unknown(&self, row: u32, found: &mut Found) {
        self.states[row as usize].store(Change::Unknown as u8, Relaxed);
        let (block, at) = self.both.new.sheet.rows.locate(row);
        if block.kind(at) != Kind::Folder {
            found.totals.unknown.add(block.size(at).unwrap_or(0));
        }
    }

    fn pair(&self, old_id: FolderId, new_id: FolderId, found: &mut Found, room: &mut Room) {
        let Room { old, new, old_rest, new_rest } = room;
        for (rows, group, id) in
            [(&mut *old, self.both.old_rows, old_id), (&mut *new, self.both.new_rows, new_id)]
        {
            rows.clear();
            rows.extend(group.rows(id));
        }
        old_rest.clear();
        new_rest.clear();
        let (mut old_walk, mut new_walk) = (self.both.old.sheet.rows.walk(), self.both.new.sheet.rows.walk());
        let mut last = LastBlocks::default();
        let (mut i, mut j) = (0, 0);
        while i < old.len() && j < new.len() {
            let (of_old, of_new) = (old_walk.locate(old[i]), new_walk.locate(new[j]));
            if of_old.0.name(of_old.1) == of_new.0.name(of_new.1) {
                let (change, has_other_values) =
                    self.entries.compare(of_old, of_new, &mut last, &mut found.totals);
                self.put(new[j], old[i], change, has_other_values, (of_old, of_new), found);
                (i, j) = (i + 1, j + 1);
                continue;
            }
            let old_name = |at: usize| name(self.both.old, old[at]);
            let new_name = |at: usize| name(self.both.new, new[at]);
            let in_old = (i + 1..old.len().min(i + 1 + AHEAD)).find(|&at| old_name(at) == new_name(j));
            let in_new = (j + 1..new.len().min(j + 1 + AHEAD)).find(|&at| new_name(at) == old_name(i));
            match (in_old, in_new) {
                (Some(at), _) => {
                    old_rest.extend_from_slice(&old[i..at]);
                    i = at;
                }
                (None, Some(at)) => {
                    new_rest.extend_from_slice(&new[j..at]);
                    j = at;
                }
                (None, None) => {
                    old_rest.push(old[i]);
                    new_rest.push(new[j]);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        old_rest.extend_from_slice(&old[i..]);
        new_rest.extend_from_slice(&new[j..]);
        if !old_rest.is_empty() || !new_rest.is_empty() {
            self.pair_rest(old_id, new_id, found, room);
        }
    }

    fn pair_rest(&self, old_id: FolderId, new_id: FolderId, found: &mut Found, room: &mut Room) {
        let exact = NameRule::default();
        self.join(&mut room.old_rest, &mut room.new_rest, exact, found);
        if !self.names.is_exact() && (!room.old_rest.is_empty() || !room.new_rest.is_empty()) {
            self.join(&mut room.old_rest, &mut room.new_rest, self.names, found);
            found.totals.merged += self.merged(room);
        }
        for &row in &room.new_rest {
            self.has_no_old(row, old_id, new_id, found);
        }
        for &row in &room.old_rest {
            self.has_no_new(row, old_id, new_id, found);
        }
    }

    /// Joins rows whose names are the same by a rule, and leaves the others.
    fn join(&self, olds: &mut Vec<u32>, news: &mut Vec<u32>, rule: NameRule, found: &mut Found) {
        if olds.is_empty() || news.is_empty() {
            return;
        }
        let key_old = |row: u32| rule.key(name(self.both.old, row));
        let key_new = |row: u32| rule.key(name(self.both.new, row));
        if rule.is_exact() {
            olds.sort_by(|a, b| name(self.both.old, *a).cmp(name(self.both.old, *b)));
            news.sort_by(|a, b| name(self.both.new, *a).cmp(name(self.both.new, *b)));
        } else {
            olds.sort_by_cached_key(|row| key_old(*row));
            news.sort_by_cached_key(|row| key_new(*row));
        }
        let (mut old_left, mut new_left) = (Vec::new(), Vec::new());
        let (mut i, mut j) = (0, 0);
        let mut last = LastBlocks::default();
        while i < olds.len() && j < news.len() {
            match key_old(olds[i]).cmp(&key_new(news[j])) {
                std::cmp::Ordering::Less => {
                    old_left.push(olds[i]);
                    i += 1;
                }
                std::cmp::Ordering::Greater => {
                    new_left.push(news[j]);
                    j += 1;
                }
                std::cmp::Ordering::Equal => {
                    let at =
                        (self.both.old.sheet.rows.locate(olds[i]), self.both.new.sheet.rows.locate(news[j]));
                    let (change, has_other) = self.entries.compare(at.0, at.1, &mut last, &mut found.totals);
                    let is_spelled = !rule.is_exact();
                    found.totals.spelled += u64::from(is_spelled);
                    let change = if is_spelled && change == Change::Same { Change::Spelled } else { change };
                    self.put(news[j], olds[i], change, has_other || is_spelled, at, found);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        old_left.extend_from_slice(&olds[i..]);
        new_left.extend_from_slice(&news[j..]);
        (*olds, *news) = (old_left, new_left);
    }

    /// How many of the rows that are left have the name of another row of their folders by the rule.
    fn merged(&self, room: &Room) -> u64 {
        let key_old = |row: &u32| self.names.key(name(self.both.old, *row));
        let key_new = |row: &u32| self.names.key(name(self.both.new, *row));
        let in_old: HashSet<_> = room.old.iter().map(key_old).collect();
        let in_new: HashSet<_> = room.new.iter().map(key_new).collect();
        let merges_old = room.old_rest.iter().filter(|row| in_new.contains(&key_old(row)));
        let merges_new = room.new_rest.iter().filter(|row| in_old.contains(&key_new(row)));
        (merges_old.count() + merges_new.count()) as u64
    }

    fn has_no_old(&self, row: u32, old_id: FolderId, new_id: FolderId, found: &mut Found) {
        let own = (name(self.both.new, row), is_folder(self.both.new, row));
        let fate = if own.1 && !self.both.old.lists_folders {
            self.listed.in_new(new_id, own.0).map_or(Fate::Unknown, |id| self.both.pairs.fate_new(id))
        } else if self.both.old.is_short(old_id) || self.both.old.hides(old_id, own.0) {
            Fate::Unknown
        } else {
            Fate::Alone
        };
        match fate {
            Fate::Paired(_) => {}
            Fate::Alone => found.added.push(row),
            Fate::Unknown | Fate::Outside => self.is_unknown(row, found),
        }
    }

    fn has_no_new(&self, row: u32, old_id: FolderId, new_id: FolderId, found: &mut Found) {
        let own = (name(self.both.old, row), is_folder(self.both.old, row));
        let fate = if own.1 && !self.both.new.lists_folders {
            self.listed.in_old(old_id, own.0).map_or(Fate::Unknown, |id| self.both.pairs.fate_old(id))
        } else if self.both.new.is_short(new_id) || self.both.new.hides(new_id, own.0) {
            Fate::Unknown
        } else {
            Fate::Alone
        };
        match fate {
            Fate::Paired(_) => {}
            Fate::Alone => found.removed.push(row),
            Fate::Unknown | Fate::Outside => found.unknown.push(row),
        }
    }

    /// Takes note of a row with its partner.
    #[inline]
    fn put(
        &self,
        new: u32,
        old: u32,
        change: Change,
        has_other_values: bool,
        at: (Entry<'_>, Entry<'_>),
        found: &mut Found,
    ) {
        if has_other_values {
            found.pairs.push((new, old));
        }
        let ((old_block, old_at), (new_block, new_at)) = at;
        let size = new_block.size(new_at).unwrap_or(0);
        if change == Change::Same {
            if new_block.kind(new_at) != Kind::Folder {
                found.totals.same.add(size);
            }
            return;
        }
        self.states[new as usize].store(change as u8, Relaxed);
        let before = old_block.size(old_at).unwrap_or(0);
        let totals = &mut found.totals;
        let is_folder = new_block.kind(new_at) == Kind::Folder;
        match change {
            Change::Resized if size >= before => totals.grown.add(size - before),
            Change::Resized => totals.shrunk.add(before - size),
            Change::Touched => totals.touched.add(size),
            Change::OtherKind => {
                totals.other_kind += 1;
                let was_folder = old_block.kind(old_at) == Kind::Folder;
                let (before, size) = (if was_folder { 0 } else { before }, if is_folder { 0 } else { size });
                totals.other_grown += u128::from(size.saturating_sub(before));
                totals.other_shrunk += u128::from(before.saturating_sub(size));
            }
            Change::Target => {
                totals.target += 1;
                totals.other_grown += u128::from(size.saturating_sub(before));
                totals.other_shrunk += u128::from(before.saturating_sub(size));
            }
            Change::Attributes => totals.attributes += 1,
            Change::Unknown => totals.unknown.add(size),
            Change::Spelled if is_folder => {}
            _ => totals.same.add(size),
        }
    }
}

fn name<'a>(side: &Known<'a>, row: u32) -> &'a [u8] {
    let (block, at) = side.sheet.rows.locate(row);
    block.name(at)
}

fn is_folder(side: &Known<'_>, row: u32) -> bool {
    let (block, at) = side.sheet.rows.locate(row);
    block.kind(at) == Kind::Folder
}
