//! Texts of the program's own on standard output: a chart, an explanation, the summary of a check.

use super::usable::no_output;
use crate::export::standard_output;
use std::io::{self, Write};

/// Writes a text to standard output. A reader that stops early is not an error.
///
/// # Errors
/// Why it could not be written, in words.
pub(super) fn to_output(text: &str) -> Result<(), String> {
    match standard_output().and_then(|mut out| out.write_all(text.as_bytes())) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(no_output),
    }
}
