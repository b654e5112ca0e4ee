//! The filter: which rows are shown. [`language`] reads what the user typed, [`expr`] is what was understood, and [`matcher`]
//! finds the rows, block by block. [`edit`] changes the text for clicks.

mod edit;
pub mod exact;
mod expr;
mod language;
mod limits;
mod literals;
mod marks;
mod matcher;
mod now;
mod pattern;
mod patterns;
mod pieces;
mod ranges;
mod rights;
mod slips;
mod spaced;
mod terms;

pub use edit::{has_term, only_term, toggle_term, with_terms};
pub use expr::{Expr, Haystack, Term};
pub use marks::Marks;
pub(super) use matcher::{Bits, BlockRows, RowMatcher};
pub use now::Now;
pub use pattern::Pattern;

use crate::model::{Changes, Column, Mistake};
use std::sync::Arc;

/// A condition on rows. A text is either understood as a whole or is a [`Mistake`]. Cloning it is cheap: each frame does, and one may have
/// a thousand terms.
#[derive(Debug, Clone)]
pub struct Filter {
    expr: Arc<Expr>,
    /// What the user typed; empty if it came otherwise.
    text: Arc<str>,
}

/// Filters are equal that ask the same.
impl PartialEq for Filter {
    fn eq(&self, other: &Filter) -> bool {
        Arc::ptr_eq(&self.expr, &other.expr) || self.expr == other.expr
    }
}

impl Eq for Filter {}

impl Default for Filter {
    /// The one that every row passes.
    fn default() -> Filter {
        Expr::All(Vec::new()).into()
    }
}

impl From<Expr> for Filter {
    fn from(expr: Expr) -> Filter {
        Filter { expr: Arc::new(expr), text: Arc::default() }
    }
}

impl Filter {
    /// Understands `text`; dates in it are the machine's, and ages are counted from this moment.
    ///
    /// # Errors
    /// If it can't be understood: where, and what was expected.
    pub fn parse(text: &str) -> Result<Filter, Mistake> {
        Filter::parse_at(text, &Now::here())
    }

    /// Understands `text` at a moment and in a time zone.
    ///
    /// # Errors
    /// As [`Filter::parse`].
    pub fn parse_at(text: &str, now: &Now) -> Result<Filter, Mistake> {
        language::parse(text, now).map(|expr| Filter { expr: Arc::new(expr), text: text.into() })
    }

    /// The same of rows that became one of these only.
    #[must_use]
    pub fn of_changes(&self, changes: Changes) -> Filter {
        let both = vec![Expr::Term(Term::Changed(changes)), (*self.expr).clone()];
        Filter { expr: Arc::new(Expr::All(both)), text: self.text.clone() }
    }

    /// Whether every row passes.
    pub fn is_empty(&self) -> bool {
        matches!(&*self.expr, Expr::All(all) if all.is_empty())
    }

    /// What was typed; empty if nothing was.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The columns whose values it asks for, but for those that every row has.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        self.expr.each_term(&mut |term| match term {
            Term::Number(column, _) | Term::Time(column, _) => columns.push(*column),
            Term::Bits(column, _) | Term::Account(column, _) => columns.push(*column),
            Term::Word { haystack: Haystack::Target, .. }
            | Term::Pattern { haystack: Haystack::Target, .. } => columns.push(Column::LinkTarget),
            _ => {}
        });
        columns
    }

    /// Whether it asks for what a comparison with another sheet says.
    pub fn asks_for_comparison(&self) -> bool {
        self.expr.asks_for_comparison()
    }

    /// Whether it asks for what a check of the names says.
    pub fn asks_for_check(&self) -> bool {
        self.expr.asks_for_check()
    }

    /// Whether other rows decide whether a row matches.
    pub fn asks_for_other_rows(&self) -> bool {
        self.expr.asks_for_other_rows()
    }

    /// What was understood.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }
}
