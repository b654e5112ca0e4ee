//! Which few folders to shorten first: those where a character less cures the most paths that are too long.

use crate::model::FolderId;
use crate::store::Folders;
use crate::text;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Folders that are named.
const MOST: usize = 10;

/// A folder with a name that had better be shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderToShorten {
    /// Which.
    pub folder: FolderId,
    /// How many characters (UTF-16 units) its name has to lose.
    pub characters: u32,
    /// Paths that are no longer too long then.
    pub paths: u64,
}

/// In this folder paths have so many units too many, so many of them.
pub(super) type Excess = (u32, u32, u64);

/// The folders whose shortening cures most paths for each character; none of them is in another, so that the paths add up.
pub(super) fn to_shorten(folders: &Folders, excess: &[Excess]) -> Vec<FolderToShorten> {
    let mut below: HashMap<u32, BTreeMap<u32, u64>> = HashMap::new();
    for &(folder, units, count) in excess {
        *below.entry(folder).or_default().entry(units).or_default() += count;
    }
    let mut best: Vec<FolderToShorten> = Vec::new();
    // A parent is numbered before its sub-folders, so each comes after all that are in it.
    for number in (0..folders.len()).rev() {
        let Some(paths) = below.remove(&number) else { continue };
        let folder = folders.get(FolderId(number));
        let Some(parent) = folder.parent else { continue };
        // A name has one character at least.
        let most = (text::utf16_units(folder.name) as u32).saturating_sub(1);
        let mut cured = 0;
        let choices = paths.range(..=most).map(|(&characters, &count)| {
            cured += count;
            FolderToShorten { folder: FolderId(number), characters, paths: cured }
        });
        best.extend(choices.reduce(|best, next| if is_better(&next, &best) { next } else { best }));
        let above = below.entry(parent.0).or_default();
        for (units, count) in paths {
            *above.entry(units).or_default() += count;
        }
    }
    best.sort_by(|a, b| {
        let (a_rate, b_rate) = (rate(a, b), rate(b, a));
        b_rate.cmp(&a_rate).then(b.paths.cmp(&a.paths)).then(a.folder.cmp(&b.folder))
    });
    apart(folders, best)
}

/// What one cures for each character, times both numbers of characters.
fn rate(one: &FolderToShorten, other: &FolderToShorten) -> u128 {
    u128::from(one.paths) * u128::from(other.characters)
}

fn is_better(one: &FolderToShorten, other: &FolderToShorten) -> bool {
    (rate(one, other), one.paths) > (rate(other, one), other.paths)
}

/// The first of these that are neither in each other nor above.
fn apart(folders: &Folders, best: Vec<FolderToShorten>) -> Vec<FolderToShorten> {
    let mut chosen: Vec<FolderToShorten> = Vec::new();
    let mut above: HashSet<FolderId> = HashSet::new();
    for one in best {
        let upwards: Vec<FolderId> =
            std::iter::successors(Some(one.folder), |folder| folders.get(*folder).parent).collect();
        let is_in_one = upwards.iter().any(|folder| chosen.iter().any(|chosen| chosen.folder == *folder));
        if is_in_one || above.contains(&one.folder) {
            continue;
        }
        above.extend(upwards);
        chosen.push(one);
        if chosen.len() == MOST {
            break;
        }
    }
    chosen
}
