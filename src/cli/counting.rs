//! A chart in place of a sheet.

use super::Exit;
use super::chart::{ChartForm, ChartOrder};
use super::chart_rows::rows;
use super::chart_text::written;
use super::run::Run;
use super::usable::no_output;
use crate::export::{Progress, bytes_to_file, standard_output};
use crate::words;
use std::io::{self, IsTerminal, Write};

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
            None => to_output(&text, order.form).map_err(no_output),
        };
        self.report.chart_is_incomplete(self.session.status().incomplete);
        match is_done {
            Ok(()) => self.exit(),
            Err(why) => {
                self.report.failed(&why);
                if self.is_interrupted() { Exit::Stopped } else { Exit::Failed }
            }
        }
    }
}

/// That a reader stops early is no error.
fn to_output(text: &str, form: ChartForm) -> io::Result<()> {
    let printable =
        |text: &str| text.lines().map(|line| crate::text::printable(line) + "\n").collect::<String>();
    let for_terminal = (form != ChartForm::Text && io::stdout().is_terminal()).then(|| printable(text));
    match standard_output()?.write_all(for_terminal.as_deref().unwrap_or(text).as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
