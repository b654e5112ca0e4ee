//! Sizes, by powers of two.

use super::axis::Axis;
use super::tally::Bar;

/// A bin for 0 bytes, one for each power of two, and [`UNKNOWN`].
pub(super) const BINS: usize = 66;

/// The bin of files whose size is not known.
pub(super) const UNKNOWN: usize = 65;

/// Parts of each power of two that are counted for percentiles, as a power of two: a value is then off by 1.6 % at most.
const PART_BITS: u32 = 5;
const PARTS: usize = 1 << PART_BITS;

/// Counters for percentiles: sizes below 2 × [`PARTS`] are exact.
pub(super) const FINE: usize = (64 - PART_BITS as usize + 1) * PARTS;

/// The bin of a size.
#[inline]
pub(super) const fn bin_of(size: u64) -> usize {
    (u64::BITS - size.leading_zeros()) as usize
}

/// The fine bin of a size.
#[inline]
pub(super) const fn fine_bin_of(size: u64) -> usize {
    if size < PARTS as u64 {
        return size as usize;
    }
    let shift = u64::BITS - 1 - size.leading_zeros() - PART_BITS;
    shift as usize * PARTS + (size >> shift) as usize
}

/// The middle of a fine bin.
const fn middle(bin: usize) -> u64 {
    if bin < 2 * PARTS {
        return bin as u64;
    }
    let shift = (bin / PARTS - 1) as u32;
    let low = ((bin % PARTS + PARTS) as u64) << shift;
    low + (1 << shift >> 1)
}

/// Which sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeBin {
    /// 0 bytes.
    Zero,
    /// From 2 to the power of this many bytes on, and less than twice as many.
    Power(u32),
    /// Not reported by the system.
    Unknown,
}

/// The files of a bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeBar {
    /// Which.
    pub bin: SizeBin,
    /// How many.
    pub bar: Bar,
}

/// Files by size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// 0 bytes, then every power of two from the smallest file's to the largest one's, with those between that no file has; then what is
    /// not known, if there is such.
    pub bars: Vec<SizeBar>,
    /// Sizes in bytes that a quarter, half, three quarters, 95 and 99 of a hundred of the shown files with a known size do not exceed, to
    /// 1.6 %. `None` if there is no such file.
    pub percentiles: Option<Percentiles>,
}

/// See [`Sizes::percentiles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentiles {
    /// A quarter.
    pub lower_quartile: u64,
    /// Half.
    pub median: u64,
    /// Three quarters.
    pub upper_quartile: u64,
    /// 95 of a hundred.
    pub p95: u64,
    /// 99 of a hundred.
    pub p99: u64,
}

impl Sizes {
    /// Of sums by bin, and the shown files by fine bin.
    pub(super) fn of(bins: &Axis, fine: &[u64]) -> Sizes {
        let has = |at: &usize| bins.bar(*at).all.files > 0;
        let mut bars = Vec::new();
        if has(&0) {
            bars.push(SizeBar { bin: SizeBin::Zero, bar: bins.bar(0) });
        }
        if let (Some(first), Some(last)) = ((1..UNKNOWN).find(has), (1..UNKNOWN).rev().find(has)) {
            let power = |at: usize| SizeBar { bin: SizeBin::Power(at as u32 - 1), bar: bins.bar(at) };
            bars.extend((first..=last).map(power));
        }
        if has(&UNKNOWN) {
            bars.push(SizeBar { bin: SizeBin::Unknown, bar: bins.bar(UNKNOWN) });
        }
        Sizes { bars, percentiles: Percentiles::of(fine) }
    }
}

impl Percentiles {
    fn of(fine: &[u64]) -> Option<Percentiles> {
        let files: u64 = fine.iter().sum();
        // The nearest rank: the smallest size that so many files do not exceed.
        let rank = |percent: u64| {
            let wanted = (u128::from(files) * u128::from(percent)).div_ceil(100).max(1) as u64;
            let mut below = 0;
            let bin = fine.iter().position(|count| {
                below += count;
                below >= wanted
            });
            bin.map_or(0, middle)
        };
        (files > 0).then(|| Percentiles {
            lower_quartile: rank(25),
            median: rank(50),
            upper_quartile: rank(75),
            p95: rank(95),
            p99: rank(99),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_middle_of_a_bin_is_near_its_sizes(size in prop_oneof![any::<u64>(), 0u64..3000, (0u32..64).prop_map(|bit| 1 << bit)]) {
            let bin = fine_bin_of(size);
            prop_assert!(bin < FINE);
            prop_assert!(middle(bin).abs_diff(size) <= size / 60, "{} for {}", middle(bin), size);
            prop_assert!(fine_bin_of(size.saturating_add(1)) >= bin);
        }
    }
}
