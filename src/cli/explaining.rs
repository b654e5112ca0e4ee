//! Why other programs report other sums, in place of a sheet.

use super::Exit;
use super::explain_text::written;
use super::run::Run;
use super::usable::no_output;
use crate::export::standard_output;
use std::io::{self, Write};

impl Run<'_> {
    /// Writes to standard output what the sums of what was read are made of. Returns how the program ends.
    pub(super) fn write_explanation(&mut self) -> Exit {
        let Some(facts) = self.session.explain_now().filter(|_| !self.is_interrupted()) else {
            self.report.failed("stopped: nothing was explained");
            return Exit::Stopped;
        };
        let text = written(&facts);
        let is_done = standard_output().and_then(|mut out| match out.write_all(text.as_bytes()) {
            // That a reader stops early is no error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        });
        self.report.explanation_is_incomplete(self.session.status().incomplete);
        match is_done.map_err(no_output) {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                Exit::Failed
            }
        }
    }
}
