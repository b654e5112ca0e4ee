//! The files that a sheet goes into: one, or several with numbers.

use super::extensions::stem_and_extension;
use crate::model::export::ExportError;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Files that one export makes at most: all of them are open until the last is written.
pub(super) const MOST: u64 = 500;

/// Each file with the positions of its rows. Files have numbers only where there are several.
///
/// # Errors
/// If there would be too many.
pub(super) fn of(
    target: &Path,
    rows: u64,
    split: Option<u64>,
) -> Result<Vec<(PathBuf, Range<u64>)>, ExportError> {
    let each = split.unwrap_or(u64::MAX).max(1);
    let count = rows.div_ceil(each);
    if count <= 1 {
        return Ok(vec![(target.to_owned(), 0..rows)]);
    }
    if count > MOST {
        return Err(ExportError::TooManyFiles { count, most: MOST });
    }
    let part = |at: u64| (numbered(target, at + 1), at * each..rows.min((at + 1) * each));
    Ok((0..count).map(part).collect())
}

/// `name-1.csv` for `name.csv`, and `name-1.csv.gz` for `name.csv.gz`.
pub(super) fn numbered(target: &Path, number: u64) -> PathBuf {
    let (mut name, extension) = stem_and_extension(target);
    name.push(format!("-{number}"));
    name.push(extension);
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn files_have_numbers_only_where_there_are_several() {
        let names = |target: &str, rows, split| {
            let parts = of(Path::new(target), rows, split).unwrap();
            parts.into_iter().map(|(path, _)| path.to_str().unwrap().replace('\\', "/")).collect::<Vec<_>>()
        };
        assert_eq!(names("/x/a.csv", 10, None), ["/x/a.csv"]);
        assert_eq!(names("/x/a.csv", 10, Some(10)), ["/x/a.csv"]);
        assert_eq!(names("/x/a.csv", 0, Some(10)), ["/x/a.csv"]);
        assert_eq!(names("/x/a.b.csv", 11, Some(10)), ["/x/a.b-1.csv", "/x/a.b-2.csv"]);
        assert_eq!(names("/x/a.b.csv.gz", 11, Some(10)), ["/x/a.b-1.csv.gz", "/x/a.b-2.csv.gz"]);
        assert_eq!(names("a", 3, Some(2)), ["a-1", "a-2"]);
        assert!(of(Path::new("a"), 1_000_000, Some(1)).is_err());
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_file(rows in 0..100_000u64, each in 300..200_000u64) {
            let parts = of(Path::new("a.csv"), rows, Some(each)).unwrap();
            let mut next = 0;
            for (_, positions) in parts {
                prop_assert!(positions.start == next && positions.end - positions.start <= each);
                next = positions.end;
            }
            prop_assert_eq!(next, rows);
        }
    }
}
