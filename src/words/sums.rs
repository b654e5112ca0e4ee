//! A sum of sizes, by how much of it is known.

use crate::model::Known;
use crate::text;

/// In a sentence: `1.20 GB`, `at least 1.20 GB`, `size unknown`.
pub fn sum(bytes: impl Into<u128>, known: Known) -> String {
    least(known, text::size(bytes)).unwrap_or_else(|| "size unknown".to_owned())
}

/// In a narrow cell under a title: `1.20 GB`, `≥ 1.20 GB`, `unknown`.
pub fn sum_cell(bytes: impl Into<u128>, known: Known) -> String {
    match known {
        Known::All => text::size(bytes),
        Known::Part => format!("≥ {}", text::size(bytes)),
        Known::Nothing => "unknown".to_owned(),
    }
}

/// Allocated sizes in a sentence: `1.20 GB on disk`, `at least 1.20 GB on disk`, `size on disk unknown`.
pub fn on_disk(bytes: impl Into<u128>, known: Known) -> String {
    match least(known, text::size(bytes)) {
        Some(size) => format!("{size} on disk"),
        None => "size on disk unknown".to_owned(),
    }
}

/// To the last digit: `1,200 bytes`, `at least 1,200 bytes`; `None` if no part of it is known.
pub fn exact_sum(bytes: impl Into<u128>, known: Known) -> Option<String> {
    let bytes = bytes.into();
    least(known, format!("{} {}", text::number(bytes), if bytes == 1 { "byte" } else { "bytes" }))
}

fn least(known: Known, sum: String) -> Option<String> {
    match known {
        Known::All => Some(sum),
        Known::Part => Some(format!("at least {sum}")),
        Known::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_no_zero() {
        let all = |known| {
            (
                sum(0u64, known),
                sum_cell(0u64, known),
                on_disk(0u64, known),
                exact_sum(0u64, known).unwrap_or_default(),
            )
        };
        let of = |a: &str, b: &str, c: &str, d: &str| (a.into(), b.into(), c.into(), d.into());
        assert_eq!(all(Known::All), of("0 B", "0 B", "0 B on disk", "0 bytes"));
        assert_eq!(all(Known::Part), of("at least 0 B", "≥ 0 B", "at least 0 B on disk", "at least 0 bytes"));
        assert_eq!(all(Known::Nothing), of("size unknown", "unknown", "size on disk unknown", ""));
    }
}
