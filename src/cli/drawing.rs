//! The map in place of a sheet.

use super::Exit;
use super::run::Run;
use crate::export::Progress;
use crate::view::Measure;
use crate::words;
use std::path::Path;

impl Run<'_> {
    /// Draws the map of what was read. Returns how the program ends.
    pub(super) fn draw_map(&mut self, file: &Path) -> Exit {
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        // One that came just before had nothing to cancel.
        if self.is_interrupted() {
            self.report.failed("stopped: the map was not drawn");
            return Exit::Stopped;
        }
        let spec = self.args.map.spec();
        match self.session.write_map(&spec, file, &progress) {
            Ok((totalled, written)) => {
                let by_length = totalled.measure != spec.measure;
                if by_length || (spec.measure == Measure::Allocated && totalled.unknown > 0) {
                    self.report.note(&words::unknown_on_disk(totalled.unknown, by_length));
                }
                self.report.drawn(&written, totalled.files, self.session.status().incomplete);
                self.exit()
            }
            Err(error) => {
                self.report.failed(&words::export_error(&error));
                if self.is_interrupted() { Exit::Stopped } else { Exit::Failed }
            }
        }
    }
}
