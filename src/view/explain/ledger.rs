//! A number of another program, as the sum of what it is made of.

use super::{Facts, Part};
use crate::model::{LineKind, Number};

/// One line of the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub kind: LineKind,
    /// How many rows it concerns, or folders; `None` if that has no meaning.
    pub rows: Option<u64>,
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
}

impl Ledger {
    /// The number in bytes.
    pub fn sum(&self) -> i128 {
        self.lines.iter().map(|line| line.bytes).sum()
    }
}

impl Facts {
    /// What makes up a number; `None` if it can't be known: a disk usage where the system reports none, or `df` without a file system's
    /// books.
    pub fn ledger(&self, number: Number) -> Option<Ledger> {
        let mut lines = vec![line(LineKind::Lengths, self.names, 1)];
        match number {
            Number::Length => {}
            Number::Explorer => lines.push(line(LineKind::Symlinks, self.symlinks, -1)),
            Number::OnDisk => lines.extend(self.to_disk()?),
            Number::DuEachName => lines.extend(self.to_du_each_name()?),
            Number::Du => lines.extend(self.to_du()?),
            Number::DuApparent => lines.push(line(LineKind::Repeats, self.repeats, -1)),
            Number::DuApparentBefore => {
                lines.push(self.folders(self.own.bytes));
                lines.push(line(LineKind::Repeats, self.repeats, -1));
            }
            Number::DfUsed => {
                let used: i128 = self.volumes.iter().map(|volume| i128::from(volume.used)).sum();
                if self.volumes.is_empty() {
                    return None;
                }
                lines.extend(self.to_du()?);
                let explained: i128 = lines.iter().map(|line| line.bytes).sum();
                lines.push(Line { kind: LineKind::Rest, rows: None, bytes: used - explained });
            }
        }
        // Lengths come first, whatever they are.
        let mut is_first = true;
        lines.retain(|line| std::mem::take(&mut is_first) || line.bytes != 0);
        Some(Ledger { number, lines })
    }

    fn to_disk(&self) -> Option<Vec<Line>> {
        if self.names.rows > 0 && self.without_allocated.rows == self.names.rows {
            return None;
        }
        Some(vec![
            line(LineKind::RoundedUp, self.larger_on_disk, 1),
            line(LineKind::SmallerOnDisk, self.smaller_on_disk, -1),
            line(LineKind::NotReported, self.without_allocated, -1),
        ])
    }

    fn to_du_each_name(&self) -> Option<Vec<Line>> {
        let mut lines = self.to_disk()?;
        lines.push(self.folders(self.own.allocated));
        Some(lines)
    }

    fn to_du(&self) -> Option<Vec<Line>> {
        let mut lines = self.to_du_each_name()?;
        let repeats = Part { rows: self.repeats.rows, bytes: self.repeats_allocated };
        lines.push(line(LineKind::Repeats, repeats, -1));
        Some(lines)
    }

    fn folders(&self, bytes: u128) -> Line {
        line(LineKind::Folders, Part { rows: self.folders, bytes }, 1)
    }
}

fn line(kind: LineKind, part: Part, sign: i128) -> Line {
    // 2^32 rows of 2^64 bytes are far below.
    Line { kind, rows: Some(part.rows), bytes: sign * part.bytes as i128 }
}
