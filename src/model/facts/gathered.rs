//! The facts of rows while these are being found.

use super::Facts;
use crate::model::Column;

/// How many of the facts that came last are looked through.
const RECENT: usize = 4;

/// Facts of rows, row by row. Those of neighbours are mostly the same, and then take two bytes a row here instead of a hundred: what a
/// worker fills again and again stays in its core's cache.
#[derive(Debug, Default)]
pub(in crate::model) struct GatheredFacts {
    /// In the order in which they came. Some may be there several times.
    different: Vec<Facts>,
    /// Of each row the place of its facts in `different`.
    places: Vec<u16>,
}

impl GatheredFacts {
    /// Adds those of the next row, of [`u16::MAX`] at most.
    #[inline]
    pub(in crate::model) fn push(&mut self, facts: Facts) {
        let last = self.places.last().copied().unwrap_or(0);
        let place =
            if self.different.get(usize::from(last)) == Some(&facts) { last } else { self.place(facts) };
        self.places.push(place);
    }

    fn place(&mut self, facts: Facts) -> u16 {
        let from = self.different.len().saturating_sub(RECENT);
        let recent = self.different[from..].iter().rposition(|one| *one == facts);
        let place = recent.map_or(self.different.len(), |at| from + at);
        if recent.is_none() {
            self.different.push(facts);
        }
        place as u16
    }

    pub(in crate::model) fn clear(&mut self) {
        self.different.clear();
        self.places.clear();
    }

    /// The facts of all rows, each at least once.
    pub(super) fn different(&self) -> &[Facts] {
        &self.different
    }

    /// The numbers of all rows in a column.
    pub(super) fn numbers(&self, column: Column) -> impl ExactSizeIterator<Item = Option<u64>> + Clone {
        self.places.iter().map(move |place| self.different[usize::from(*place)].number(column))
    }

    /// Of each row the columns on request that were read, as bits.
    pub(super) fn read(&self) -> impl ExactSizeIterator<Item = Option<u64>> + Clone {
        self.places.iter().map(|place| Some(self.different[usize::from(*place)].read.bits()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_row_has_its_own(rows in prop::collection::vec((0u16..3, 0u64..12), 0..300)) {
            let facts = |(mode, inode)| Facts { mode: Some(mode), inode: Some(inode), ..Facts::UNKNOWN };
            let mut gathered = GatheredFacts::default();
            rows.iter().for_each(|row| gathered.push(facts(*row)));
            let of = |column| gathered.numbers(column).map(Option::unwrap).collect::<Vec<_>>();
            prop_assert_eq!(of(Column::Mode), rows.iter().map(|(mode, _)| u64::from(*mode)).collect::<Vec<_>>());
            prop_assert_eq!(of(Column::Inode), rows.iter().map(|(_, inode)| *inode).collect::<Vec<_>>());
            gathered.clear();
            prop_assert_eq!(gathered.numbers(Column::Mode).len() + gathered.different().len(), 0);
        }
    }

    #[test]
    fn the_same_facts_are_kept_once() {
        let mut gathered = GatheredFacts::default();
        for row in 0..4096_u16 {
            gathered.push(Facts { mode: Some(row % 4), ..Facts::UNKNOWN });
        }
        assert_eq!(gathered.different().len(), 4);
    }
}
