//! What is clicked below the filter's field, in the card or in the help. The bar does it.

/// One click.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// Switch this term on or off.
    Toggle(String),
    /// Put these terms in beside what is there.
    Add(&'static str),
    /// Put this filter in place of what is there.
    Put(String),
    /// Forget the filters that were used last.
    Forget,
    /// Show the help.
    Help,
    /// Bring the keyboard back to the field.
    Leave,
}
