//! The filter's terms that ask for exactly the files of a bar.

use super::SizeBin;
use crate::model::{Category, Column};

/// The files of a category.
pub fn category(category: Category) -> String {
    format!("category:{}", category.as_str())
}

/// The files of a year, by this column of times.
pub fn year(column: Column, year: i16) -> String {
    format!("{}:{year:04}", column.as_str())
}

/// Those of a month of it, from 1 on.
pub fn month(column: Column, year: i16, month: usize) -> String {
    format!("{}:{year:04}-{month:02}", column.as_str())
}

/// Those of before a year.
pub fn before(column: Column, year: i16) -> String {
    format!("{}:<{year:04}", column.as_str())
}

/// Those of a year and of what comes after it.
pub fn since(column: Column, year: i16) -> String {
    format!("{}:>={year:04}", column.as_str())
}

/// The files that have none of a column.
pub fn none(column: Column) -> String {
    format!("{}:none", column.as_str())
}

/// The files of a size.
pub fn size(bin: SizeBin) -> String {
    match bin {
        SizeBin::Zero => "size:0".to_owned(),
        SizeBin::Unknown => none(Column::Size),
        SizeBin::Power(0) => "size:1".to_owned(),
        SizeBin::Power(63) => format!("size:>={}", power(63)),
        SizeBin::Power(bits) => format!("size:{}..<{}", power(bits), power(bits + 1)),
    }
}

fn power(bits: u32) -> String {
    let unit = ["", "kib", "mib", "gib", "tib", "pib", "eib"][bits as usize / 10 % 7];
    format!("{}{unit}", 1u32 << (bits % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Expr, Filter, Term};

    #[test]
    fn a_term_of_sizes_asks_for_the_bin_and_nothing_else() {
        for bits in 0..64 {
            let term = size(SizeBin::Power(bits));
            let range = 1u64 << bits..=(1u64 << bits) - 1 + (1u64 << bits);
            let expected = Expr::All(vec![Expr::Term(Term::Number(Column::Size, range))]);
            assert_eq!(Filter::parse(&term).map(|filter| filter.expr().clone()), Ok(expected), "{term}");
        }
        for term in [
            size(SizeBin::Zero),
            size(SizeBin::Unknown),
            none(Column::Created),
            year(Column::Created, 1987),
            month(Column::Modified, 2024, 5),
            before(Column::Modified, 1600),
            since(Column::Modified, 2600),
            category(Category::Data),
        ] {
            assert!(Filter::parse(&term).is_ok(), "{term}");
        }
    }
}
