//! Rows that were moved or renamed: pairs among those that have no partner at their place.
//!
//! A file with several names is never guessed, as any of them may be the one that it was. What is paired by less than an inode has to be
//! the only one of its like on both sides.

use super::folders::{Fate, FolderPairs};
use super::side::Known;
use crate::model::{Column, FolderId, Kind, RowValues};
use std::collections::HashMap;
use std::hash::Hash;

/// Bytes above which the same size and time alone are taken for a sign of the same file.
const TELLING: u64 = 4096;

/// How a pair was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Sure,
    Likely,
    Possible,
}

/// A row of the old sheet, and where it is in the new one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub old: u32,
    pub new: u32,
    pub certainty: Certainty,
}

/// What is known of a row that may have been moved.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    row: u32,
    name: &'a [u8],
    size: u64,
    modified: Option<i64>,
    /// Device, inode and birth.
    identity: Option<(u64, u64, i64)>,
}

fn candidates<'a>(side: &Known<'a>, rows: &[u32]) -> Vec<Candidate<'a>> {
    let sheet = side.sheet;
    let mut walk = sheet.rows.walk();
    let candidate = |&row: &u32| {
        let (block, at) = walk.locate(row);
        let is_file = block.kind(at) == Kind::File && block.links(at).is_none();
        let size = block.size(at).filter(|_| is_file)?;
        let entry = (block, at);
        let number = |column| RowValues::fact(&entry, column);
        let identity = number(Column::Device).zip(number(Column::Inode)).zip(block.created(at));
        let identity = identity.map(|((device, inode), created)| (device, inode, created));
        Some(Candidate { row, name: block.name(at), size, modified: block.modified(at), identity })
    };
    rows.iter().filter_map(candidate).collect()
}

/// The pairs among rows of the old sheet and of the new one. Inodes count if both sheets are of one machine.
pub(super) fn pair(old: (&Known<'_>, &[u32]), new: (&Known<'_>, &[u32]), is_one_machine: bool) -> Vec<Move> {
    let (mut olds, mut news) = (candidates(old.0, old.1), candidates(new.0, new.1));
    let mut moves = Vec::new();
    if is_one_machine {
        unique(&mut olds, &mut news, Certainty::Sure, &mut moves, |one| one.identity);
    }
    unique(&mut olds, &mut news, Certainty::Likely, &mut moves, |one| {
        one.modified.filter(|_| one.size > 0).map(|modified| (one.name, one.size, modified))
    });
    let by_size = |one: &Candidate<'_>| {
        one.modified.filter(|_| one.size > TELLING).map(|modified| (one.size, modified))
    };
    unique(&mut olds, &mut news, Certainty::Possible, &mut moves, by_size);
    moves
}

/// Pairs those of which each side has one with a key; they are taken out of both lists.
fn unique<'a, K: Eq + Hash>(
    olds: &mut Vec<Candidate<'a>>,
    news: &mut Vec<Candidate<'a>>,
    certainty: Certainty,
    moves: &mut Vec<Move>,
    key: impl Fn(&Candidate<'a>) -> Option<K>,
) {
    if olds.is_empty() || news.is_empty() {
        return;
    }
    /// How many there are on a side, and the place of the first.
    #[derive(Default)]
    struct Seen {
        olds: u32,
        news: u32,
        old: usize,
        new: usize,
    }
    let mut seen: HashMap<K, Seen> = HashMap::with_capacity(olds.len());
    for (at, one) in olds.iter().enumerate() {
        if let Some(key) = key(one) {
            let seen = seen.entry(key).or_default();
            (seen.olds, seen.old) = (seen.olds + 1, at);
        }
    }
    for (at, one) in news.iter().enumerate() {
        if let Some(seen) = key(one).and_then(|key| seen.get_mut(&key)) {
            (seen.news, seen.new) = (seen.news + 1, at);
        }
    }
    let (mut old_gone, mut new_gone) = (vec![false; olds.len()], vec![false; news.len()]);
    for seen in seen.into_values().filter(|seen| (seen.olds, seen.news) == (1, 1)) {
        moves.push(Move { old: olds[seen.old].row, new: news[seen.new].row, certainty });
        (old_gone[seen.old], new_gone[seen.new]) = (true, true);
    }
    let mut gone = old_gone.into_iter();
    olds.retain(|_| !gone.next().unwrap_or_default());
    let mut gone = new_gone.into_iter();
    news.retain(|_| !gone.next().unwrap_or_default());
}

/// Whether a row is in the partner of the folder that it was in: it was renamed then, and not moved.
pub(super) fn is_renamed(pairs: &FolderPairs, old: FolderId, new: FolderId) -> bool {
    pairs.fate_new(new) == Fate::Paired(old)
}
