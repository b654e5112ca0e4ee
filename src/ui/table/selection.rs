//! Which rows are selected, by their stable numbers, so that sorting and streaming rows don't move it. Pure.

/// A set of row numbers in one bit each; or all rows but those.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    all: bool,
    bits: Vec<u64>,
    set: u64,
}

impl Selection {
    /// Whether a row is in it.
    pub fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        let set = self.bits.get(word).is_some_and(|bits| bits >> bit & 1 == 1);
        set != self.all
    }

    /// How many of `shown` rows are in it.
    pub fn len(&self, shown: u64) -> u64 {
        if self.all { shown.saturating_sub(self.set) } else { self.set }
    }

    /// Takes every row out.
    pub fn clear(&mut self) {
        *self = Selection::default();
    }

    /// Puts every row in, those that come later too.
    pub fn select_all(&mut self) {
        *self = Selection { all: true, ..Selection::default() };
    }

    /// Puts a row in.
    pub fn insert(&mut self, number: u32) {
        if !self.contains(number) {
            self.toggle(number);
        }
    }

    /// Puts a row in or takes it out.
    pub fn toggle(&mut self, number: u32) {
        let (word, bit) = place(number);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] ^= 1 << bit;
        if self.bits[word] >> bit & 1 == 1 {
            self.set += 1;
        } else {
            self.set -= 1;
        }
    }
}

fn place(number: u32) -> (usize, u32) {
    ((number / 64) as usize, number % 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(numbers in prop::collection::vec((any::<bool>(), 0u32..300), 0..80), all in any::<bool>()) {
            let mut selection = Selection::default();
            let mut model: BTreeSet<u32> = BTreeSet::new();
            if all {
                selection.select_all();
                model.extend(0..300);
            }
            for (toggle, n) in numbers {
                if toggle {
                    selection.toggle(n);
                    if !model.remove(&n) { model.insert(n); }
                } else {
                    selection.insert(n);
                    model.insert(n);
                }
            }
            prop_assert_eq!(selection.len(300), model.len() as u64);
            for n in 0..300 {
                prop_assert_eq!(selection.contains(n), model.contains(&n));
            }
        }
    }
}
