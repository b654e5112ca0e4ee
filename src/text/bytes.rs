//! Bytes as users read them, in steps of 1000 or of 1024.

use std::sync::atomic::{AtomicU8, Ordering};

/// How much larger each unit is than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// 1000: kB, MB, GB, as drives are sold and most systems count.
    #[default]
    Decimal,
    /// 1024: KiB, MiB, GiB, as `du -h` and Windows count, which write them K and KB.
    Binary,
}

/// What the program writes sizes in. One for all of it, as the local time zone is: a size that is written in two ways is read as two sizes.
static CURRENT: AtomicU8 = AtomicU8::new(UNDECIDED);

/// Nobody has chosen yet.
const UNDECIDED: u8 = u8::MAX;

impl Units {
    /// Every size is written in these from now on.
    pub fn set(self) {
        // Relaxed: nothing else depends on it.
        CURRENT.store(self as u8, Ordering::Relaxed);
    }

    /// The same, unless something was set before: what was remembered gives way to what the command line says.
    pub fn set_by_default(self) {
        let _ = CURRENT.compare_exchange(UNDECIDED, self as u8, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// What sizes are written in.
    pub fn current() -> Units {
        if CURRENT.load(Ordering::Relaxed) == Units::Binary as u8 { Units::Binary } else { Units::Decimal }
    }

    /// Bytes in these units with three digits or so: `999 B`, `1.25 kB`, `48.2 MiB`.
    pub fn size(self, bytes: impl Into<u128>) -> String {
        let (step, units) = match self {
            Units::Decimal => (1000.0, ["kB", "MB", "GB", "TB", "PB", "EB"]),
            Units::Binary => (1024.0, ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]),
        };
        let bytes = bytes.into();
        if bytes < 1000 {
            return format!("{bytes} B");
        }
        let mut value = bytes as f64 / step;
        let mut unit = 0;
        // 999.5 would be written with four digits.
        while value >= 999.5 && unit + 1 < units.len() {
            value /= step;
            unit += 1;
        }
        let digits = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
        format!("{value:.digits$} {}", units[unit])
    }
}

/// Bytes in the units that the program writes sizes in, with three digits or so.
pub fn size(bytes: impl Into<u128>) -> String {
    Units::current().size(bytes)
}

/// Bytes in both units, `53.2 kB = 52.0 KiB`: the most common reason of all for two sizes to differ.
pub fn in_both_units(bytes: impl Into<u128>) -> String {
    let bytes = bytes.into();
    format!("{} = {}", Units::Decimal.size(bytes), Units::Binary.size(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_three_digits() {
        for (bytes, decimal, binary) in [
            (0u128, "0 B", "0 B"),
            (999, "999 B", "999 B"),
            (1000, "1.00 kB", "0.98 KiB"),
            (1024, "1.02 kB", "1.00 KiB"),
            (99_949, "99.9 kB", "97.6 KiB"),
            (999_499, "999 kB", "976 KiB"),
            (999_500, "1.00 MB", "976 KiB"),
            (1_023_500, "1.02 MB", "0.98 MiB"),
            (48_230_000, "48.2 MB", "46.0 MiB"),
            (1 << 63, "9.22 EB", "8.00 EiB"),
        ] {
            assert_eq!(Units::Decimal.size(bytes), decimal);
            assert_eq!(Units::Binary.size(bytes), binary);
        }
    }
}
