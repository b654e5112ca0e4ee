//! A chart in place of a sheet.

use super::Exit;
use super::chart::ChartOrder;
use super::chart_rows::rows;
use super::chart_text::written;
use super::run::Run;
use crate::export::Progress;

impl Run<'_> {
    /// Counts what was read. Returns how the program ends.
    pub(super) fn write_chart(&mut self, order: &ChartOrder) -> Exit {
        let progress = Progress::default();
        self.interrupts.cancels(progress.clone());
        // One that came just before had nothing to cancel.
        let charts = self.session.count_charts(progress.cancelling()).filter(|_| !self.is_interrupted());
        let Some(charts) = charts else {
            self.report.failed("stopped: the chart was not written");
            return Exit::Stopped;
        };
        let rows = rows(order.what, &charts, &|folder| self.session.folder_path(folder));
        let text = written(order.what, order.to.form, &rows, charts.is_part);
        let is_done = self.write_text(text, &order.to, &progress);
        let is_done = is_done.map(|written| {
            written.iter().for_each(|written| self.report.counted(written, charts.total.shown.files));
        });
        self.report.is_incomplete("chart", self.session.status().incomplete);
        match is_done {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                if self.is_interrupted() { Exit::Stopped } else { Exit::Failed }
            }
        }
    }
}
