//! A chart in place of a sheet.

use super::Exit;
use super::chart::{ChartForm, ChartOrder};
use super::chart_rows::rows;
use super::chart_text::written;
use super::output::to_output;
use super::run::Run;
use crate::export::{Progress, bytes_to_file};
use crate::{text, words};
use std::io::{self, IsTerminal};

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
        let text = written(order.what, order.form, &rows, charts.is_part);
        let is_done = match &order.file {
            Some(file) => match bytes_to_file(text.as_bytes(), file, &progress) {
                Ok(written) => {
                    self.report.counted(&written, charts.total.shown.files);
                    Ok(())
                }
                Err(error) => Err(words::export_error(&error)),
            },
            None => to_output(&for_output(text, order.form)),
        };
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

/// A table is made for people; what is made for programs holds names as they are, which a terminal might obey.
fn for_output(text: String, form: ChartForm) -> String {
    if form == ChartForm::Text || !io::stdout().is_terminal() {
        return text;
    }
    text.lines().map(|line| text::printable(line) + "\n").collect()
}
