//! Sums by the bars of one chart, which millions of rows are added to.
//!
//! Rows are added to sums of 64 bits, which is half of the work; before these could be full they are added to sums of 128 bits.

use super::tally::{Bar, Tally, packed};

/// Sums of what is shown, and of what isn't.
type Wide = [Tally; 2];

/// Which of the sums a row is added to.
pub(super) mod side {
    /// What is shown.
    pub(in crate::view::charts) const SHOWN: u8 = 0;
    /// What isn't.
    pub(in crate::view::charts) const OTHER: u8 = 1;
    /// What is not counted at all.
    pub(in crate::view::charts) const NONE: u8 = 2;
    /// Those that are.
    pub(super) const COUNTED: usize = 2;
}

/// Files, bytes, allocated bytes, and files without these, [`packed`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell([u64; 4]);

impl Cell {
    /// One file; nothing on [`side::NONE`], so that no row needs a branch.
    #[inline]
    pub(super) fn of(size: u64, allocated: u64, unknown: u64, side: u8) -> Cell {
        Cell([u64::from(side != side::NONE), size, allocated, unknown])
    }
}

/// Sums by slot.
#[derive(Debug)]
pub(super) struct Axis {
    narrow: Vec<[Cell; side::COUNTED]>,
    wide: Vec<Wide>,
}

impl Axis {
    pub(super) fn new(slots: usize) -> Axis {
        Axis { narrow: vec![Default::default(); slots], wide: vec![Wide::default(); slots] }
    }

    /// Makes room for so many slots.
    pub(super) fn grow(&mut self, slots: usize) {
        if slots > self.wide.len() {
            self.narrow.resize(slots, Default::default());
            self.wide.resize(slots, Wide::default());
        }
    }

    /// Adds a file; one that is not counted has no size. The caller knows that the sums are not full.
    #[inline]
    pub(super) fn add(&mut self, slot: usize, side: u8, file: Cell) {
        let sums = &mut self.narrow[slot][usize::from(side) % side::COUNTED].0;
        sums.iter_mut().zip(file.0).for_each(|(sum, more)| *sum += more);
    }

    /// Adds something of any size.
    pub(super) fn add_wide(&mut self, slot: usize, side: u8, more: Tally) {
        if let Some(sum) = self.wide[slot].get_mut(usize::from(side)) {
            *sum += more;
        }
    }

    /// Takes something out again that was added.
    pub(super) fn take(&mut self, slot: usize, side: u8, less: Tally) {
        if let Some(sum) = self.wide[slot].get_mut(usize::from(side)) {
            *sum -= less;
        }
    }

    /// Empties the narrow sums into the wide ones.
    pub(super) fn widen(&mut self) {
        for (narrow, wide) in self.narrow.iter_mut().zip(&mut self.wide) {
            for (Cell([files, bytes, allocated, unknown]), sum) in
                std::mem::take(narrow).into_iter().zip(wide)
            {
                let (bytes, allocated) = (bytes.into(), allocated.into());
                *sum += Tally { files, bytes, allocated, unknown: packed::unpacked(unknown) };
            }
        }
    }

    /// Adds one slot's sums of another, once they are wide.
    pub(super) fn add_slot(&mut self, slot: usize, other: &Axis, of: usize) {
        self.wide[slot].iter_mut().zip(other.wide[of]).for_each(|(sum, more)| *sum += more);
    }

    /// Adds all sums of another with the same slots, once they are wide.
    pub(super) fn add_all(&mut self, other: &Axis) {
        (0..other.wide.len()).for_each(|slot| self.add_slot(slot, other, slot));
    }

    /// What is in a slot, once it is wide.
    pub(super) fn bar(&self, slot: usize) -> Bar {
        let [shown, mut all] = self.wide[slot];
        all += shown;
        Bar { shown, all }
    }

    /// What is in each.
    pub(super) fn bars(&self) -> impl Iterator<Item = Bar> + '_ {
        (0..self.wide.len()).map(|slot| self.bar(slot))
    }
}
