//! A number of another program, as the sum of what it is made of.

use super::{Facts, Part};
use crate::model::{Bound, LineKind, Number, OwnSizes};

/// One line of the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub kind: LineKind,
    /// How many rows it concerns, or folders; `None` if that has no meaning.
    pub rows: Option<u64>,
    /// How many of those are missing in `bytes`, as the system didn't report their sizes.
    pub unknown: u64,
    /// How many bytes it adds, or takes away.
    pub bytes: i128,
}

/// A number and its lines, the first of which is [`LineKind::Lengths`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Which number.
    pub number: Number,
    /// They add up to [`Ledger::sum`]. What changes nothing is left out.
    pub lines: Vec<Line>,
    /// How the sum is to what it would be if everything were known.
    pub bound: Bound,
}

impl Ledger {
    /// The number in bytes.
    pub fn sum(&self) -> i128 {
        self.lines.iter().map(|line| line.bytes).sum()
    }
}

impl Facts {
    /// Every number that can be known, each with its lines.
    pub fn ledgers(&self) -> Vec<Ledger> {
        Number::ALL.into_iter().filter_map(|number| self.ledger(number)).collect()
    }

    /// What makes up a number; `None` if no part of it is known, or of `df`'s where no file system's books are.
    pub fn ledger(&self, number: Number) -> Option<Ledger> {
        let mut lines = vec![Line { unknown: self.without_length, ..line(LineKind::Lengths, self.names, 1) }];
        match number {
            Number::Length => self.has_lengths()?,
            Number::Explorer => {
                self.has_lengths()?;
                lines.push(line(LineKind::Symlinks, self.symlinks, -1));
            }
            Number::OnDisk => lines.extend(self.to_disk()?),
            Number::DuEachName => lines.extend(self.to_du_each_name()?),
            Number::Du => lines.extend(self.to_du()?),
            Number::DuApparent => {
                self.has_lengths()?;
                lines.push(line(LineKind::Repeats, self.repeats, -1));
            }
            Number::DuApparentBefore => {
                self.has_lengths()?;
                lines.push(self.own_line(self.own.bytes, self.folders_unknown().bytes));
                lines.push(line(LineKind::Repeats, self.repeats, -1));
            }
            Number::DfUsed => {
                let used: i128 = self.volumes.iter().map(|volume| i128::from(volume.used)).sum();
                if self.volumes.is_empty() {
                    return None;
                }
                lines.extend(self.to_du()?);
                lines.extend(self.to_these_volumes());
                let explained: i128 = lines.iter().map(|line| line.bytes).sum();
                lines.push(Line { kind: LineKind::Rest, rows: None, unknown: 0, bytes: used - explained });
            }
        }
        // Lengths come first, whatever they are.
        let mut is_first = true;
        lines.retain(|line| std::mem::take(&mut is_first) || line.bytes != 0 || line.unknown > 0);
        Some(Ledger { number, lines, bound: self.bound(number) })
    }

    /// A number that is ours lacks what is in folders that could not be read. Other programs leave that out as well, and theirs is what they
    /// say.
    fn bound(&self, number: Number) -> Bound {
        let lacks_folders = self.unread_folders > 0;
        let lacks_lengths = self.without_length > 0;
        let lacks_space = self.without_allocated.rows > 0;
        let (bytes, allocated) = (self.folders_unknown().bytes > 0, self.folders_unknown().allocated > 0);
        let repeats = self.unknown_names > 0;
        let shares = self.volumes.iter().any(|volume| volume.shares.is_some());
        match number {
            Number::Length => Bound::of(lacks_lengths || lacks_folders, false),
            Number::OnDisk => Bound::of(lacks_space || lacks_folders, shares),
            Number::Explorer => Bound::of(lacks_lengths, false),
            Number::DuApparent => Bound::of(lacks_lengths, repeats),
            Number::DuApparentBefore => Bound::of(lacks_lengths || bytes, repeats),
            Number::DuEachName => Bound::of(lacks_space || allocated, false),
            Number::Du => Bound::of(lacks_space || allocated, repeats),
            Number::DfUsed => Bound::Exact,
        }
    }

    fn has_lengths(&self) -> Option<()> {
        (self.names.rows == 0 || self.without_length < self.names.rows).then_some(())
    }

    fn to_disk(&self) -> Option<Vec<Line>> {
        if self.names.rows > 0 && self.without_allocated.rows == self.names.rows {
            return None;
        }
        Some(vec![
            line(LineKind::RoundedUp, self.larger_on_disk, 1),
            line(LineKind::SmallerOnDisk, self.smaller_on_disk, -1),
            line(LineKind::Cloud, self.cloud, -1),
            line(LineKind::WithoutLength, self.only_allocated, 1),
            line(LineKind::NotReported, self.without_allocated, -1),
        ])
    }

    fn to_du_each_name(&self) -> Option<Vec<Line>> {
        let mut lines = self.to_disk()?;
        lines.push(self.own_line(self.own.allocated, self.folders_unknown().allocated));
        Some(lines)
    }

    fn to_du(&self) -> Option<Vec<Line>> {
        let mut lines = self.to_du_each_name()?;
        let repeats = Part { rows: self.repeats.rows, bytes: self.repeats_allocated };
        lines.push(line(LineKind::Repeats, repeats, -1));
        Some(lines)
    }

    /// What is in the sheet and not in the books of the file systems of the picked folders.
    fn to_these_volumes(&self) -> [Line; 2] {
        let OwnSizes { folders, allocated, unknown, .. } = self.own_elsewhere;
        let own = line(LineKind::OtherFolders, Part { rows: folders, bytes: allocated }, -1);
        [
            line(LineKind::OtherFileSystems, self.other_file_systems, -1),
            Line { unknown: unknown.allocated, ..own },
        ]
    }

    fn own_line(&self, bytes: u128, unknown: u64) -> Line {
        let own = line(LineKind::Folders, Part { rows: self.folders_counted(), bytes }, 1);
        Line { unknown, ..own }
    }
}

fn line(kind: LineKind, part: Part, sign: i128) -> Line {
    // 2^32 rows of 2^64 bytes are far below.
    Line { kind, rows: Some(part.rows), unknown: 0, bytes: sign * part.bytes as i128 }
}
