//! Which folders of the two sheets are the same, from the top down: a folder's partner is in its parent's partner, and has its name.

use super::names::NameRule;
use super::side::{Known, tops};
use crate::model::{Cancel, FolderId, RootId};
use crate::store::Folders;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// What became of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is not among what is compared, or is unknown.
    Outside,
    /// It is this one in the other sheet.
    Paired(FolderId),
    /// It is not in the other sheet.
    Alone,
    /// The other sheet doesn't say whether it is there.
    Unknown,
}

/// What became of each folder of both sheets.
pub(super) struct FolderPairs {
    pub old: Vec<Fate>,
    pub new: Vec<Fate>,
    /// The picked folders that belong together.
    roots: Vec<(RootId, RootId)>,
    /// Folders of which a sheet doesn't say all.
    pub unknown: u64,
    /// Pairs whose names differ in case or form.
    pub spelled: u64,
}

impl FolderPairs {
    /// Pairs the folders below these pairs of picked ones; `None` if cancelled.
    pub(super) fn of(
        old: &Known<'_>,
        new: &Known<'_>,
        roots: &[(RootId, RootId)],
        rule: NameRule,
        cancel: &Cancel,
    ) -> Option<FolderPairs> {
        let (olds, news) = (&old.sheet.folders, &new.sheet.folders);
        let (old_tops, new_tops) = (tops(old.sheet), tops(new.sheet));
        let mut pairs = FolderPairs {
            old: vec![Fate::Outside; olds.len() as usize],
            new: vec![Fate::Outside; news.len() as usize],
            roots: roots.to_vec(),
            unknown: 0,
            spelled: 0,
        };
        for (old, new) in roots {
            match (old_tops.get(old), new_tops.get(new)) {
                (Some(&old), Some(&new)) => pairs.join(old, new),
                // It could not be opened: nothing is known of what is in it.
                (Some(&old), None) => pairs.old[old.0 as usize] = Fate::Unknown,
                (None, Some(&new)) => pairs.new[new.0 as usize] = Fate::Unknown,
                (None, None) => {}
            }
        }
        let hashing = RandomState::new();
        let (old_levels, new_levels) = (Levels::of(olds), Levels::of(news));
        let none: &[u32] = &[];
        for depth in 1..old_levels.count().max(new_levels.count()) {
            if cancel.is_set() {
                return None;
            }
            let level = LevelJob { olds, news, hashing: &hashing };
            let (old_ids, new_ids) =
                (old_levels.at(depth).unwrap_or(none), new_levels.at(depth).unwrap_or(none));
            level.pair(&mut pairs, old_ids, new_ids, None);
            if !rule.is_exact() {
                level.pair(&mut pairs, old_ids, new_ids, Some(rule));
            }
            for &id in old_ids {
                let id = FolderId(id);
                let fate = inherited(olds, &pairs.old, id, new);
                set(&mut pairs.old, id, fate);
            }
            for &id in new_ids {
                let id = FolderId(id);
                let fate = inherited(news, &pairs.new, id, old);
                set(&mut pairs.new, id, fate);
            }
        }
        pairs.unknown = pairs.count_unknown(old, new);
        Some(pairs)
    }

    /// The picked folder of the new sheet that one of the old sheet belongs to.
    pub(super) fn new_root(&self, old: RootId) -> Option<RootId> {
        self.roots.iter().find(|pair| pair.0 == old).map(|pair| pair.1)
    }

    fn join(&mut self, old: FolderId, new: FolderId) {
        self.old[old.0 as usize] = Fate::Paired(new);
        self.new[new.0 as usize] = Fate::Paired(old);
    }

    /// Pairs of which one is not known whole, and folders that are in one sheet only because the other one doesn't say.
    fn count_unknown(&self, old: &Known<'_>, new: &Known<'_>) -> u64 {
        let mut places: HashSet<(FolderId, Vec<u8>)> = HashSet::new();
        let short = (0..).map(FolderId).zip(&self.new).filter(|(id, fate)| match fate {
            Fate::Paired(other) => new.is_short(*id) || old.is_short(*other),
            Fate::Outside | Fate::Alone | Fate::Unknown => false,
        });
        let short = short.count() as u64;
        let mut alone = 0;
        let mut add = |folders: &Folders, fates: &[Fate], turned: bool| {
            for (id, _) in (0..).map(FolderId).zip(fates).filter(|(_, fate)| **fate == Fate::Unknown) {
                let folder = folders.get(id);
                match folder.parent.map(|parent| (parent, fates[parent.0 as usize])) {
                    None => alone += 1,
                    Some((parent, Fate::Paired(other))) => {
                        let at = if turned { other } else { parent };
                        places.insert((at, folder.name.to_vec()));
                    }
                    Some(_) => {}
                }
            }
        };
        add(&new.sheet.folders, &self.new, false);
        add(&old.sheet.folders, &self.old, true);
        let hidden_new = new.unread().filter(|(parent, _)| matches!(self.fate_new(*parent), Fate::Paired(_)));
        places.extend(hidden_new.map(|(parent, name)| (parent, name.to_vec())));
        let hidden_old = old.unread().filter_map(|(parent, name)| match self.fate_old(parent) {
            Fate::Paired(new) => Some((new, name.to_vec())),
            _ => None,
        });
        places.extend(hidden_old);
        short + alone + places.len() as u64
    }

    /// What became of a folder of the new sheet.
    pub(super) fn fate_new(&self, id: FolderId) -> Fate {
        self.new.get(id.0 as usize).copied().unwrap_or(Fate::Outside)
    }

    /// What became of a folder of the old sheet.
    pub(super) fn fate_old(&self, id: FolderId) -> Fate {
        self.old.get(id.0 as usize).copied().unwrap_or(Fate::Outside)
    }
}

fn set(fates: &mut [Fate], id: FolderId, fate: Option<Fate>) {
    if let Some(fate) = fate {
        fates[id.0 as usize] = fate;
    }
}

/// What a folder without a partner is; `None` for one that has one.
fn inherited(folders: &Folders, fates: &[Fate], id: FolderId, other: &Known<'_>) -> Option<Fate> {
    if matches!(fates[id.0 as usize], Fate::Paired(_)) {
        return None;
    }
    let folder = folders.get(id);
    Some(match fates[folder.parent?.0 as usize] {
        Fate::Paired(there) if other.is_short(there) || other.hides(there, folder.name) => Fate::Unknown,
        Fate::Paired(_) => Fate::Alone,
        above => above,
    })
}

/// Folders by how deep they lie, those of one level behind another.
struct Levels {
    starts: Vec<u32>,
    ids: Vec<u32>,
}

impl Levels {
    fn of(folders: &Folders) -> Levels {
        let depths = depths(folders);
        let mut starts: Vec<u32> = Vec::new();
        for &depth in depths.iter().flatten() {
            let place = depth as usize + 1;
            if starts.len() <= place {
                starts.resize(place + 1, 0);
            }
            starts[place] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut ids = vec![0; sum as usize];
        for (id, depth) in (0..).zip(&depths) {
            if let Some(depth) = depth {
                let next = &mut next[*depth as usize];
                ids[*next as usize] = id;
                *next += 1;
            }
        }
        Levels { starts, ids }
    }

    fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn at(&self, depth: usize) -> Option<&[u32]> {
        let (start, end) = (self.starts.get(depth)?, self.starts.get(depth + 1)?);
        Some(&self.ids[*start as usize..*end as usize])
    }
}

/// How deep each folder lies, 0 for a picked one; `None` for a number that no folder has.
fn depths(folders: &Folders) -> Vec<Option<u32>> {
    let mut depths: Vec<Option<u32>> = vec![None; folders.len() as usize];
    let mut above = Vec::new();
    for id in (0..folders.len()).map(FolderId) {
        if !folders.is_known(id) {
            continue;
        }
        // Mostly a folder has a larger number than the one it is in. What a file says need not be so.
        let mut at = id;
        let mut depth = loop {
            if let Some(depth) = depths[at.0 as usize] {
                break depth + 1;
            }
            above.push(at);
            match folders.get(at).parent {
                Some(parent) if parent.0 < folders.len() && above.len() <= depths.len() => at = parent,
                _ => break 0,
            }
        };
        while let Some(id) = above.pop() {
            depths[id.0 as usize] = Some(depth);
            depth += 1;
        }
    }
    depths
}

/// Takes a number that is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// The end of a chain.
const LAST: u32 = u32::MAX;

struct LevelJob<'a> {
    olds: &'a Folders,
    news: &'a Folders,
    hashing: &'a RandomState,
}

impl LevelJob<'_> {
    /// Pairs what has no partner yet on one level: by equal bytes, or by a rule.
    fn pair(&self, pairs: &mut FolderPairs, old_ids: &[u32], new_ids: &[u32], rule: Option<NameRule>) {
        let open = |folders: &Folders, fates: &[Fate], id: u32, turn: bool| {
            if matches!(fates[id as usize], Fate::Paired(_)) {
                return None;
            }
            let folder = folders.get(FolderId(id));
            let parent = folder.parent?;
            let Fate::Paired(other) = fates[parent.0 as usize] else { return None };
            let parent = if turn { other } else { parent };
            let hash = match rule {
                None => self.hashing.hash_one((parent.0, folder.name)),
                Some(rule) => self.hashing.hash_one((parent.0, &*rule.key(folder.name))),
            };
            Some((hash, id))
        };
        let old_hashes: Vec<(u64, u32)> =
            old_ids.par_iter().filter_map(|&id| open(self.olds, &pairs.old, id, false)).collect();
        let new_hashes: Vec<(u64, u32)> =
            new_ids.par_iter().filter_map(|&id| open(self.news, &pairs.new, id, true)).collect();
        if old_hashes.is_empty() || new_hashes.is_empty() {
            return;
        }
        // Chained from the last on, so that the first of several comes first.
        let mut first: HashMap<u64, u32, BuildHasherDefault<Hashed>> =
            HashMap::with_capacity_and_hasher(old_hashes.len(), BuildHasherDefault::default());
        let mut next = vec![LAST; old_hashes.len()];
        for (at, (hash, _)) in old_hashes.iter().enumerate().rev() {
            if let Some(before) = first.insert(*hash, at as u32) {
                next[at] = before;
            }
        }
        for (hash, new) in new_hashes {
            let folder = self.news.get(FolderId(new));
            let mut at = first.get(&hash).copied().unwrap_or(LAST);
            while at != LAST {
                let old = FolderId(old_hashes[at as usize].1);
                let candidate = self.olds.get(old);
                let is_there =
                    folder.parent.map(|parent| pairs.fate_new(parent)) == candidate.parent.map(Fate::Paired);
                let is_called_so = match rule {
                    None => candidate.name == folder.name,
                    Some(rule) => rule.key(candidate.name) == rule.key(folder.name),
                };
                if is_there && is_called_so && !matches!(pairs.fate_old(old), Fate::Paired(_)) {
                    pairs.join(old, FolderId(new));
                    pairs.spelled += u64::from(rule.is_some());
                    break;
                }
                at = next[at as usize];
            }
        }
    }
}
