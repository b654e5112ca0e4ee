//! What differs between two entries of the same place.

use super::side::Known;
use crate::model::{Block, Change, Column, CompareTotals, CompareWish, Kind};

/// Seconds of an hour.
const HOUR: u64 = 3600;

/// Which of rights, owner and attributes are compared.
const ATTRIBUTES: [Column; 4] = [Column::Mode, Column::Owner, Column::Group, Column::Attributes];

/// An entry, where it lies in its block.
pub(super) type Entry<'a> = (&'a Block, usize);

/// How two entries are compared.
#[derive(Clone, Copy)]
pub(super) struct EntryRule {
    tolerance: u64,
    ignores_hour: bool,
    ignores_times: bool,
    ignores_attributes: bool,
    /// Whether the old and the new sheet know sizes at all.
    have_sizes: (bool, bool),
}

/// The blocks of the last two entries, and whether their rights, owners or attributes may differ.
#[derive(Default)]
pub(super) struct LastBlocks<'a>(Option<(&'a Block, &'a Block, bool)>);

impl EntryRule {
    /// `is_across` is whether the sheets are of two kinds of systems, whose rights, owners and attributes are not of one kind either.
    pub(super) fn new(wish: &CompareWish, old: &Known<'_>, new: &Known<'_>, is_across: bool) -> EntryRule {
        EntryRule {
            tolerance: wish.tolerance.into(),
            ignores_hour: wish.ignores_hour,
            ignores_times: wish.ignores_times,
            ignores_attributes: wish.ignores_attributes || is_across,
            have_sizes: (old.has_sizes, new.has_sizes),
        }
    }

    /// What became of an entry, whatever its names, and whether the old sheet has other values than the new one.
    #[inline]
    pub(super) fn compare<'a>(
        self,
        old: Entry<'a>,
        new: Entry<'a>,
        last: &mut LastBlocks<'a>,
        totals: &mut CompareTotals,
    ) -> (Change, bool) {
        let (old_kind, new_kind) = (old.0.kind(old.1), new.0.kind(new.1));
        if old_kind == Kind::Folder || new_kind == Kind::Folder {
            // Its own size and time are those of the list of what is in it.
            let differs = old_kind != new_kind;
            let rest = if self.attributes_differ(old, new, last) { Change::Attributes } else { Change::Same };
            return (if differs { Change::OtherKind } else { rest }, differs);
        }
        let (old_size, new_size) = (old.0.size(old.1), new.0.size(new.1));
        let (old_time, new_time) = (old.0.modified(old.1), new.0.modified(new.1));
        let has_other_values = old_size != new_size || old_time != new_time;
        let change = if old_kind != new_kind {
            Change::OtherKind
        } else if old_kind == Kind::Symlink && targets_differ(old, new) {
            // Its size and time go with that.
            Change::Target
        } else if old_size != new_size && old_size.is_some() && new_size.is_some() {
            Change::Resized
        } else if old_size != new_size && self.have_sizes == (true, true) {
            Change::Unknown
        } else if old_time != new_time && self.is_touched(old_time, new_time, totals) {
            Change::Touched
        } else if self.attributes_differ(old, new, last) {
            Change::Attributes
        } else {
            Change::Same
        };
        (change, has_other_values)
    }

    fn is_touched(self, old: Option<i64>, new: Option<i64>, totals: &mut CompareTotals) -> bool {
        let Some((old, new)) = old.zip(new).filter(|_| !self.ignores_times) else { return false };
        let apart = old.abs_diff(new);
        if apart <= self.tolerance {
            return false;
        }
        let is_hour = apart.abs_diff(HOUR) <= self.tolerance;
        if is_hour && !self.ignores_hour {
            totals.by_one_hour += 1;
        }
        !(is_hour && self.ignores_hour)
    }

    /// Whether something differs that both sheets know.
    fn attributes_differ<'a>(self, old: Entry<'a>, new: Entry<'a>, last: &mut LastBlocks<'a>) -> bool {
        if self.ignores_attributes {
            return false;
        }
        let may_differ = match last.0 {
            Some((one, other, may)) if std::ptr::eq(one, old.0) && std::ptr::eq(other, new.0) => may,
            _ => {
                let may = ATTRIBUTES.iter().any(|&column| may_differ(old.0, new.0, column));
                last.0 = Some((old.0, new.0, may));
                may
            }
        };
        may_differ
            && ATTRIBUTES.iter().any(|&column| {
                let numbers = column.number(&old).zip(column.number(&new));
                numbers.is_some_and(|(old, new)| old != new)
            })
    }
}

/// Whether two links lead to different places, where both sheets know to which.
fn targets_differ(old: Entry<'_>, new: Entry<'_>) -> bool {
    let targets = old.0.target(old.1).zip(new.0.target(new.1));
    targets.is_some_and(|(old, new)| old != new)
}

/// Whether two rows of these blocks may have different numbers in a column. Mostly all rows of both have the same one.
fn may_differ(old: &Block, new: &Block, column: Column) -> bool {
    match (old.bounds(column), new.bounds(column)) {
        (Some((low, high)), Some(other)) => low != high || other != (low, high),
        _ => false,
    }
}
