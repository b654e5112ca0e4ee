//! One reading of a list: where from, where to, and what is known of it beforehand.

use super::input::Input;
use super::maker::Maker;
use crate::model::{Origin, SourceError, SourceSink};

/// What a reader needs.
pub(super) struct Job<'j> {
    /// The list.
    pub input: &'j dyn Input,
    /// Where its rows go.
    pub sink: &'j mut dyn SourceSink,
    /// What the list says of itself, as far as its beginning does.
    pub origin: Origin,
    /// Whether folders are rows.
    pub keeps_folders: bool,
}

impl<'j> Job<'j> {
    /// Begins.
    ///
    /// # Errors
    /// Those of the sink.
    pub(super) fn maker(self) -> Result<Maker<'j>, SourceError> {
        Maker::begin(self.sink, self.origin, self.keeps_folders)
    }
}
