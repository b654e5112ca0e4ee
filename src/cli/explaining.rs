//! Why other programs report other sums, in place of a sheet.

use super::Exit;
use super::explain_text::written;
use super::output::to_output;
use super::run::Run;
use crate::export::Progress;

impl Run<'_> {
    /// Writes to standard output what the sums of what was read are made of. Returns how the program ends.
    pub(super) fn write_explanation(&mut self) -> Exit {
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        // One that came just before had nothing to cancel.
        let Some(facts) = self.session.explain_now(progress.cancelling()).filter(|_| !self.is_interrupted())
        else {
            self.report.failed("stopped: nothing was explained");
            return Exit::Stopped;
        };
        let is_done = to_output(&written(&facts));
        self.report.is_incomplete("explanation", self.session.status().incomplete);
        match is_done {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                Exit::Failed
            }
        }
    }
}
