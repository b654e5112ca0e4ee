//! Why other programs report other sums, in place of a sheet.

use super::Exit;
use super::explain_text::written;
use super::run::Run;
use super::summary::SummaryOrder;
use crate::export::Progress;

impl Run<'_> {
    /// Writes what the sums of what was read are made of. Returns how the program ends.
    pub(super) fn write_explanation(&mut self, order: &SummaryOrder) -> Exit {
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        // One that came just before had nothing to cancel.
        let Some(facts) = self.session.explain_now(progress.cancelling()).filter(|_| !self.is_interrupted())
        else {
            self.report.failed("stopped: nothing was explained");
            return Exit::Stopped;
        };
        let is_done = self.write_text(written(&facts, order.form), order, &progress);
        let is_done =
            is_done.map(|written| written.iter().for_each(|written| self.report.explained(written)));
        self.report.is_incomplete("explanation", self.session.status().incomplete);
        match is_done {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                if self.is_interrupted() { Exit::Stopped } else { Exit::Failed }
            }
        }
    }
}
