//! A filter as it was understood: what [`super::language`] makes of the text, and what [`super::matcher`] looks for.

use super::pattern::Pattern;
use crate::model::{Category, Changes, Column, Faults, Kind};
use crate::view::linked::Linked;
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// Which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// Rows that match all of these; every row if the list is empty.
    All(Vec<Expr>),
    /// Rows that match at least one of these; no row if the list is empty.
    Any(Vec<Expr>),
    /// Rows that don't match this.
    Not(Box<Expr>),
    /// Rows of which this is true.
    Term(Term),
}

/// A condition on one row. A value that the system didn't report matches none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The text holds this word.
    Word {
        /// Which text.
        haystack: Haystack,
        /// Without its case, as [`crate::text::fold`] leaves it; not empty.
        word: Vec<u8>,
    },
    /// The name begins with this word, which is as in `Word`.
    Begins(Vec<u8>),
    /// The name ends with this word, which is as in `Word`.
    Ends(Vec<u8>),
    /// The text matches.
    Pattern {
        /// Which text.
        haystack: Haystack,
        /// What it matches.
        pattern: Pattern,
    },
    /// The extension is one of these, without case and dot; an empty one stands for no extension.
    Extension(Vec<Vec<u8>>),
    /// The number in this column, one of [`crate::model::ValueKind::is_number`], is in this range.
    Number(Column, RangeInclusive<u64>),
    /// The allocated size is so beside the apparent one: less where a file has holes or is compressed, greater where its last block isn't
    /// full.
    Space(Ordering),
    /// The time in this column is in this range, in seconds since 1970-01-01T00:00:00Z.
    Time(Column, RangeInclusive<i64>),
    /// The number in this column has one of these values where the mask has bits, each a mask with its value.
    Bits(Column, Vec<(u64, u64)>),
    /// The owner or group is one of these: its name without case, or its number.
    Account(Column, Vec<String>),
    /// The kind is one of these.
    Kind(Vec<Kind>),
    /// The category is one of these.
    Category(Vec<Category>),
    /// A check of the names has found one of these.
    Faults(Faults),
    /// What became of it since the sheet that it is compared with is one of these.
    Changed(Changes),
    /// It grew, or shrank, by as many bytes since then. What is in one sheet alone did neither.
    Grew {
        /// Whether it shrank.
        shrank: bool,
        /// By how many bytes.
        by: RangeInclusive<u64>,
    },
    /// It is a name of a file that has several, and this is true of it.
    Linked(Linked),
    /// The path of the picked folder holds this word, which is without case.
    Root(Vec<u8>),
}

impl Expr {
    /// Calls `with` for each of its terms.
    pub(in crate::view) fn each_term<'a>(&'a self, with: &mut impl FnMut(&'a Term)) {
        match self {
            Expr::All(exprs) | Expr::Any(exprs) => exprs.iter().for_each(|expr| expr.each_term(with)),
            Expr::Not(expr) => expr.each_term(with),
            Expr::Term(term) => with(term),
        }
    }

    /// Whether it asks for the names of owners or groups, which may come after their rows.
    pub(in crate::view) fn asks_for_accounts(&self) -> bool {
        let mut asks = false;
        self.each_term(&mut |term| asks |= matches!(term, Term::Account(..)));
        asks
    }

    /// Whether it asks for what a check of the names says.
    pub(super) fn asks_for_check(&self) -> bool {
        let mut asks = false;
        self.each_term(&mut |term| {
            asks |= matches!(term, Term::Faults(_) | Term::Number(Column::DestinationLength, _));
        });
        asks
    }

    /// Whether other rows decide whether a row matches, so that what came in or was taken out since may have changed that.
    pub(in crate::view) fn asks_for_other_rows(&self) -> bool {
        let mut asks = false;
        self.each_term(&mut |term| asks |= matches!(term, Term::Linked(_)));
        asks
    }

    /// Whether it asks for what a comparison with another sheet says.
    pub(super) fn asks_for_comparison(&self) -> bool {
        let mut asks = false;
        self.each_term(&mut |term| {
            asks |= match term {
                Term::Changed(_) | Term::Grew { .. } => true,
                Term::Number(column, _) | Term::Time(column, _) => column.is_compared(),
                _ => false,
            };
        });
        asks
    }
}

/// Which text of a row is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haystack {
    /// The name.
    Name,
    /// The whole path, the name at its end.
    Path,
    /// What it points at; a row that isn't a link, or whose target was not read, has none.
    Target,
}
