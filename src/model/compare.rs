//! What a comparison of two sheets says: what became of each row, in what sums that results, and what was asked for.

use super::RootId;
use std::fmt::Debug;
use std::ops::AddAssign;
use std::sync::Arc;

/// What became of an entry from the old sheet to the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Change {
    /// It is in both, and nothing that both sheets know differs.
    Same,
    /// The same, under a name that differs in case or Unicode form only.
    Spelled,
    /// Its size differs.
    Resized,
    /// Only the time of its last change differs.
    Touched,
    /// It is of another kind now.
    OtherKind,
    /// It is a link that leads elsewhere now.
    Target,
    /// Only its rights, its owner, its group or its attributes differ.
    Attributes,
    /// It is in the new sheet alone.
    Added,
    /// It is in the old sheet alone.
    Removed,
    /// In another folder: the same inode, born at the same moment.
    MovedSure,
    /// In another folder: the only one with this name, size and time.
    MovedLikely,
    /// In another folder and under another name: the only one with this size and time.
    MovedPossible,
    /// In the same folder under another name: the same inode, born at the same moment.
    RenamedSure,
    /// In the same folder under another name: the only one with this size and time.
    RenamedPossible,
    /// One of the sheets doesn't say whether it is there, or what it is like.
    Unknown,
}

impl Change {
    /// All of them, each at the place of its number.
    pub const ALL: [Change; 15] = [
        Change::Same,
        Change::Spelled,
        Change::Resized,
        Change::Touched,
        Change::OtherKind,
        Change::Target,
        Change::Attributes,
        Change::Added,
        Change::Removed,
        Change::MovedSure,
        Change::MovedLikely,
        Change::MovedPossible,
        Change::RenamedSure,
        Change::RenamedPossible,
        Change::Unknown,
    ];

    /// Its name for programs and filters: a word, and behind a dot which kind of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Change::Same => "same",
            Change::Spelled => "same.spelled",
            Change::Resized => "changed.size",
            Change::Touched => "changed.time",
            Change::OtherKind => "changed.kind",
            Change::Target => "changed.target",
            Change::Attributes => "changed.attributes",
            Change::Added => "added",
            Change::Removed => "removed",
            Change::MovedSure => "moved.sure",
            Change::MovedLikely => "moved.likely",
            Change::MovedPossible => "moved.possible",
            Change::RenamedSure => "renamed.sure",
            Change::RenamedPossible => "renamed.possible",
            Change::Unknown => "unknown",
        }
    }

    /// The one with this number; what is none reads as unknown.
    #[inline]
    pub const fn from_number(number: u8) -> Change {
        if (number as usize) < Change::ALL.len() { Change::ALL[number as usize] } else { Change::Unknown }
    }

    /// Whether it was in both sheets, at whatever place.
    pub const fn is_in_both(self) -> bool {
        !matches!(self, Change::Added | Change::Removed | Change::Unknown)
    }
}

/// Some changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Changes(u16);

impl Changes {
    /// None of them.
    pub const NONE: Changes = Changes(0);

    /// Every change but that nothing, or only the spelling of a name, differs; what is unknown is none.
    pub fn differing() -> Changes {
        let is_same = |change: &Change| matches!(change, Change::Same | Change::Spelled | Change::Unknown);
        Change::ALL.into_iter().filter(|change| !is_same(change)).collect()
    }

    /// Whether this one is among them.
    #[inline]
    pub const fn contains(self, change: Change) -> bool {
        self.0 >> change as u8 & 1 == 1
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and those.
    #[must_use]
    pub const fn or(self, other: Changes) -> Changes {
        Changes(self.0 | other.0)
    }

    /// Those that a word means in any case of letters: one of [`Change::as_str`], the part of it before the dot, or the part behind it,
    /// as in `size`. A renamed entry is among the `moved` ones. `None` if it means none.
    pub fn named(word: &str) -> Option<Changes> {
        let is_meant = |name: &str| {
            let (whole, part) = name.split_once('.').unwrap_or((name, ""));
            [name, whole, part].iter().any(|known| !known.is_empty() && known.eq_ignore_ascii_case(word))
        };
        let is_moved = word.eq_ignore_ascii_case("moved");
        let meant = Change::ALL
            .into_iter()
            .filter(|change| is_meant(change.as_str()) || is_moved && change.as_str().starts_with("renamed"));
        Some(meant.collect()).filter(|changes: &Changes| !changes.is_empty())
    }
}

impl FromIterator<Change> for Changes {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Changes {
        Changes(changes.into_iter().fold(0, |bits, change| bits | 1 << change as u8))
    }
}

/// How many rows there are of each change, folders among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangedRows([u32; Change::ALL.len()]);

impl ChangedRows {
    /// Of rows with these changes, by their numbers.
    pub fn count(numbers: &[u8]) -> ChangedRows {
        let mut rows = ChangedRows::default();
        numbers.iter().for_each(|number| rows.0[Change::from_number(*number) as usize] += 1);
        rows
    }

    /// Adds so many of a change.
    #[must_use]
    pub fn and(mut self, change: Change, rows: u32) -> ChangedRows {
        self.0[change as usize] += rows;
        self
    }

    /// These and those.
    #[must_use]
    pub fn plus(mut self, other: ChangedRows) -> ChangedRows {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other);
        self
    }

    /// How many rows have one of these changes.
    pub fn of(&self, changes: Changes) -> u64 {
        let some = Change::ALL.into_iter().filter(|change| changes.contains(*change));
        some.map(|change| u64::from(self.0[change as usize])).sum()
    }
}

/// What an entry was like in the old sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Its apparent size, in bytes.
    pub size: Option<u64>,
    /// Its last change, in seconds since 1970-01-01T00:00:00Z.
    pub modified: Option<i64>,
}

/// What a comparison says of the rows of its sheet, for the columns that it fills.
pub trait Compared: Debug + Send + Sync {
    /// What became of a row.
    fn change(&self, row: u32) -> Change;
    /// Whether a row is in the old sheet alone, as far as is known: it stands behind those of the new one.
    fn is_of_old(&self, row: u32) -> bool;
    /// What the old sheet has of a row: `None` if it doesn't have it, or has the very values of the new one.
    fn before(&self, row: u32) -> Option<Before>;
    /// The path that a row had in the old sheet, as the system's bytes, if it was another one below its picked folder.
    fn was_at(&self, row: u32) -> Option<Vec<u8>>;
}

/// Whether these are one and the same comparison.
pub fn is_same_comparison(one: Option<&Arc<dyn Compared>>, other: Option<&Arc<dyn Compared>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::addr_eq(Arc::as_ptr(one), Arc::as_ptr(other)),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What is compared, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareWish {
    /// Whether names that differ in case only are the same; `None` leaves it to the systems that the sheets are of.
    pub without_case: Option<bool>,
    /// The same of Unicode form.
    pub without_form: Option<bool>,
    /// Times that differ by so many seconds are the same: file systems keep them in steps of up to two.
    pub tolerance: u32,
    /// Whether times that differ by exactly one hour are the same, as those of FAT drives do in summer.
    pub ignores_hour: bool,
    /// Whether times are not looked at.
    pub ignores_times: bool,
    /// Whether rights, owners and attributes are not looked at.
    pub ignores_attributes: bool,
    /// Which picked folders belong together, each the old one's number and the new one's; `None` leaves it to their names and their order.
    pub roots: Option<Vec<(RootId, RootId)>>,
    /// Whether both sheets were read with the same choice of what is left out, so that what one left out the other did too.
    pub leaves_out_alike: bool,
}

impl Default for CompareWish {
    fn default() -> CompareWish {
        CompareWish {
            without_case: None,
            without_form: None,
            tolerance: 2,
            ignores_hour: false,
            ignores_times: false,
            ignores_attributes: false,
            roots: None,
            leaves_out_alike: false,
        }
    }
}

/// How many, and how large together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeSum {
    /// Entries other than folders.
    pub files: u64,
    /// Bytes: of what grew and shrank by how much, of all else how large they are. What has no known size counts as nothing.
    pub bytes: u128,
}

impl ChangeSum {
    /// Adds a file.
    pub fn add(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes += u128::from(bytes);
    }
}

impl AddAssign for ChangeSum {
    fn add_assign(&mut self, other: ChangeSum) {
        self.files += other.files;
        self.bytes += other.bytes;
    }
}

/// A comparison in sums. Folders are counted apart from files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareTotals {
    /// In both, with no difference; those that are only spelled differently are among them.
    pub same: ChangeSum,
    /// Of those, spelled differently.
    pub spelled: u64,
    /// In the new sheet alone.
    pub added: ChangeSum,
    /// In the old sheet alone.
    pub removed: ChangeSum,
    /// Larger than before.
    pub grown: ChangeSum,
    /// Smaller than before.
    pub shrunk: ChangeSum,
    /// Of the same size, last changed at another time.
    pub touched: ChangeSum,
    /// Of another kind.
    pub other_kind: u64,
    /// Links that lead elsewhere.
    pub target: u64,
    /// With other rights, owner or attributes alone.
    pub attributes: u64,
    /// In another folder.
    pub moved: ChangeSum,
    /// In the same folder under another name.
    pub renamed: ChangeSum,
    /// Which can't be compared.
    pub unknown: ChangeSum,
    /// Folders in the new sheet alone that were not moved there.
    pub folders_added: u64,
    /// Folders in the old sheet alone that were not moved away.
    pub folders_removed: u64,
    /// Folders whose place changed with nearly all that is in them.
    pub folders_moved: u64,
    /// Folders of which one sheet doesn't say all that is in them.
    pub folders_unknown: u64,
    /// Names that are not the same and would be where case and form don't count.
    pub merged: u64,
    /// Of those with another time, how many differ by exactly one hour.
    pub by_one_hour: u64,
    /// Bytes by which files of another kind grew and shrank, which are in no other sum.
    pub other_grown: u128,
    /// The same of those that shrank.
    pub other_shrunk: u128,
}

impl CompareTotals {
    /// Bytes that came and bytes that went.
    pub fn net(&self) -> (u128, u128) {
        (
            self.added.bytes + self.grown.bytes + self.other_grown,
            self.removed.bytes + self.shrunk.bytes + self.other_shrunk,
        )
    }

    /// Whether anything is known to differ.
    pub fn differs(&self) -> bool {
        let sums =
            [self.added, self.removed, self.grown, self.shrunk, self.touched, self.moved, self.renamed];
        let folders = self.folders_added + self.folders_removed + self.folders_moved;
        sums.iter().any(|sum| sum.files > 0) || self.other_kind + self.target + self.attributes + folders > 0
    }

    /// Whether times that differ by exactly one hour are nearly all that differ in their time: clocks that were changed explain those.
    pub fn are_an_hour_apart(&self) -> bool {
        self.by_one_hour > 1 && self.by_one_hour * 10 >= self.touched.files * 9
    }

    /// Whether something could not be compared.
    pub fn is_in_part(&self) -> bool {
        self.unknown.files + self.folders_unknown > 0
    }
}

impl AddAssign for CompareTotals {
    fn add_assign(&mut self, other: CompareTotals) {
        self.same += other.same;
        self.spelled += other.spelled;
        self.added += other.added;
        self.removed += other.removed;
        self.grown += other.grown;
        self.shrunk += other.shrunk;
        self.touched += other.touched;
        self.other_kind += other.other_kind;
        self.target += other.target;
        self.attributes += other.attributes;
        self.moved += other.moved;
        self.renamed += other.renamed;
        self.unknown += other.unknown;
        self.folders_added += other.folders_added;
        self.folders_removed += other.folders_removed;
        self.folders_moved += other.folders_moved;
        self.folders_unknown += other.folders_unknown;
        self.merged += other.merged;
        self.by_one_hour += other.by_one_hour;
        self.other_grown += other.other_grown;
        self.other_shrunk += other.other_shrunk;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_has_its_number_and_its_words() {
        for (number, change) in Change::ALL.into_iter().enumerate() {
            assert_eq!((change as usize, Change::from_number(number as u8)), (number, change));
            assert!(Changes::named(&change.as_str().to_uppercase()).unwrap().contains(change));
        }
        let named = |word| Changes::named(word).unwrap();
        assert!(
            named("moved").contains(Change::RenamedSure) && !named("renamed").contains(Change::MovedSure)
        );
        assert!(named("changed").contains(Change::Touched) && !named("changed").contains(Change::Added));
        assert_eq!(named("size"), [Change::Resized].into_iter().collect());
        assert!(!Changes::differing().contains(Change::Unknown));
        for word in ["", "nope", ".", "changed."] {
            assert_eq!(Changes::named(word), None, "{word}");
        }
    }
}
