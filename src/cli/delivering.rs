//! A summary to the file or to standard output that it is for.

use super::output::to_output;
use super::run::Run;
use super::summary::{SummaryForm, SummaryOrder};
use crate::export::{Progress, Written, bytes_to_file};
use crate::{text, words};
use std::io::{self, IsTerminal};

impl Run<'_> {
    /// Writes a summary to where it is to go. Returns what there is to be said of the file, if it is one.
    ///
    /// # Errors
    /// Why it could not be written, in words.
    pub(super) fn write_text(
        &self,
        text: String,
        order: &SummaryOrder,
        progress: &Progress,
    ) -> Result<Option<Written>, String> {
        match &order.file {
            Some(file) => bytes_to_file(text.as_bytes(), file, progress)
                .map(Some)
                .map_err(|error| words::export_error(&error)),
            None => to_output(&for_output(text, order.form)).map(|()| None),
        }
    }
}

/// A table is made for people; what is made for programs holds names as they are, which a terminal might obey.
fn for_output(text: String, form: SummaryForm) -> String {
    if form == SummaryForm::Text || !io::stdout().is_terminal() {
        return text;
    }
    text.lines().map(|line| text::printable(line) + "\n").collect()
}
