//! An Excel workbook (ECMA-376) by `rust_xlsxwriter`, row by row, so that its size costs no memory: what it is, the rows, the problems.

mod cell_writer;
mod fence;

pub use fence::quiet_panics;

use super::SHEET_ROWS;
use super::seam::{Beginning, Outlet, Part, SheetWriter};
use crate::export::cells::Cell;
use crate::export::chosen::Chosen;
use crate::export::error::WriteError;
use crate::export::{ExportJob, Progress, problems};
use crate::model::Known;
use crate::model::export::{Archive, Fault};
use crate::text::{self, Clock, Zone};
use crate::view::RowReader;
use crate::words::table::{self, Label};
use crate::words::{about_state, order as order_in_words, root_phase};
use cell_writer::{CellWriter, END, LONGEST};
use fence::caught;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::borrow::Cow;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::ops::Range;
use std::path::Path;

/// Above this many rows the archive may need 64-bit sizes.
const LARGE: u64 = 100_000;
/// As much of a workbook's properties as says who made it, in bytes.
const PROPERTIES: u64 = 64 << 10;
/// Rows between two looks at the wish to cancel.
const STEP: u64 = 1024;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Xlsx;

impl SheetWriter for Xlsx {
    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn zone(&self) -> Option<&'static Zone> {
        Some(Zone::local())
    }

    fn archive(&self) -> Option<Archive> {
        Some(Archive::Workbook)
    }

    fn holds_problems(&self) -> bool {
        true
    }

    /// The workbook is put together in the folder of the outlet and then written.
    fn sheet(&self, part: &Part<'_>, mut to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        let positions = part.positions.clone();
        caught(|| Book::new(part.job, &to.folder, progress)?.write(part.rows, positions, to.out.stream()))
    }

    /// A workbook of the problems alone.
    fn problems(&self, job: &ExportJob, mut to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        caught(|| {
            let mut book = Book::new(job, &to.folder, progress)?;
            book.problems()?;
            book.save(to.out.stream())
        })
    }

    /// Every workbook says who made it (ECMA-376, part 2, core properties).
    fn wrote(&self, file: &Beginning<'_>) -> bool {
        let Some(mut file) = file.file.filter(|_| file.bytes.starts_with(b"PK")) else { return false };
        let mut says = String::new();
        file.rewind().is_ok()
            && zip::ZipArchive::new(BufReader::new(file)).is_ok_and(|mut archive| {
                let part = archive.by_name("docProps/core.xml");
                part.is_ok_and(|part| part.take(PROPERTIES).read_to_string(&mut says).is_ok())
            })
            && says.contains("<dc:creator>Foldersheet ")
    }
}

struct Book<'a> {
    job: &'a ExportJob,
    progress: &'a Progress,
    book: Workbook,
    bold: Format,
    date: Format,
    clock: Clock,
    /// Cells that hold only the beginning of their text.
    cut: u64,
}

impl<'a> Book<'a> {
    fn new(job: &'a ExportJob, folder: &Path, progress: &'a Progress) -> Result<Book<'a>, WriteError> {
        let mut book = Workbook::new();
        book.set_tempdir(folder)?;
        let mut properties =
            DocProperties::new().set_author(concat!("Foldersheet ", env!("CARGO_PKG_VERSION")));
        // The moment of the rows and not of the writing: the same sheet is the same file.
        if let Ok(moment) = ExcelDateTime::from_timestamp(job.sheet.as_of_seconds()) {
            properties = properties.set_creation_datetime(&moment);
        }
        book.set_properties(&properties);
        let bold = Format::new().set_bold();
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Book { job, progress, book, bold, date, clock: Clock::local(), cut: 0 })
    }

    fn write(
        mut self,
        rows: &Chosen,
        positions: Range<u64>,
        out: &mut (dyn Write + Send),
    ) -> Result<(), WriteError> {
        let count = positions.end - positions.start;
        self.book.use_zip_large_file(count > LARGE);
        self.book.add_worksheet().set_name(table::ABOUT)?;
        let most = SHEET_ROWS - 1;
        for at in 0..count.div_ceil(most).max(1) {
            let start = positions.start + at * most;
            self.rows(rows, start..positions.end.min(start + most), &table::rows_sheet(at))?;
        }
        self.problems()?;
        self.about(count)?;
        // What is missing is read before the rest.
        let first = usize::from(self.job.sheet.incomplete().is_none());
        self.book.worksheet_from_index(first)?.set_active(true);
        self.progress.finish();
        self.save(out)
    }

    fn save(mut self, out: &mut (dyn Write + Send)) -> Result<(), WriteError> {
        let mut out = BufWriter::with_capacity(1 << 18, Cancelling { out, progress: self.progress });
        self.book.save_to_writer(&mut out).map_err(|error| self.ended(error.into()))?;
        out.flush().map_err(|error| self.ended(error.into()))
    }

    /// What it means that a workbook could not be written to its end. A part of one is nothing: no program opens it.
    fn ended(&self, error: WriteError) -> WriteError {
        match error {
            _ if self.progress.is_cancelled() => WriteError::Cancelled,
            WriteError::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Fault::ReaderLeft.into(),
            error => error,
        }
    }

    fn rows(&mut self, rows: &Chosen, positions: Range<u64>, name: &str) -> Result<(), WriteError> {
        let columns = &self.job.plan.columns;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
        for (at, column) in (0..).zip(columns) {
            sheet.set_column_width(at, column.width().characters)?;
            sheet.write_string_with_format(0, at, column.title_with_unit(), &self.bold)?;
        }
        let mut reader = RowReader::new(&self.job.sheet);
        let mut into = CellWriter { sheet, clock: &mut self.clock, date: &self.date, cut: &mut self.cut };
        let mut numbers = Vec::new();
        let mut line = 1;
        let mut start = positions.start;
        while start < positions.end {
            if self.progress.is_cancelled() {
                return Err(WriteError::Cancelled);
            }
            let end = positions.end.min(start + STEP);
            numbers.clear();
            rows.numbers(start..end, &mut numbers);
            for &number in &numbers {
                let row = self.job.sheet.row(number);
                reader.at(number);
                reader.enter(row.folder);
                for (at, &column) in (0..).zip(columns) {
                    into.put(line, at, &reader.value(&row, column).into())?;
                }
                line += 1;
            }
            self.progress.add(end - start);
            start = end;
        }
        into.sheet.autofilter(0, 0, line - 1, last)?;
        Ok(())
    }

    fn problems(&mut self) -> Result<(), WriteError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(table::PROBLEMS)?.set_freeze_panes(1, 0)?;
        for (column, width) in (0..).zip([30, 80, 12, 50, 22]) {
            sheet.set_column_width(column, width)?;
        }
        for (column, title) in (0..).zip(table::PROBLEM_TITLES) {
            sheet.write_string_with_format(0, column, title, &self.bold)?;
        }
        let mut into = CellWriter { sheet, clock: &mut self.clock, date: &self.date, cut: &mut self.cut };
        let mut last = 0;
        for cells in problems::lines(&self.job.sheet.problems, &self.job.sheet.folders) {
            last += 1;
            for (column, cell) in (0..).zip(&cells) {
                into.put(last, column, cell)?;
            }
        }
        into.sheet.autofilter(0, 0, last, problems::COLUMNS.len() as u16 - 1)?;
        Ok(())
    }

    fn about(&mut self, written: u64) -> Result<(), WriteError> {
        let (sheet, spec) = (&self.job.sheet, &self.job.view.spec);
        let text = |text: &str| Cell::Text(Cow::Owned(text.to_owned()));
        let number = |number: u64| Cell::Number(number.into());
        let path = |path: &Path| text(&text::decoded(crate::model::name::path_bytes(path)));
        let sum = |bytes: u128, known: Known| match table::uncertain_sum(bytes, known) {
            Some(words) => text(&words),
            None => Cell::Number(bytes.try_into().unwrap_or(i128::MAX)),
        };
        let totals = sheet.totals;
        let filter = spec.filter.text();
        let filter = if filter.is_empty() { table::NO_FILTER } else { filter };
        let keys = spec.order.keys().map(|key| (key.column, key.descending));
        let order = order_in_words(keys, spec.order.natural);
        let mut lines = vec![
            (Label::State, text(&about_state(sheet.incomplete()))),
            (Label::AsOf, Cell::Time(sheet.as_of_seconds())),
            (Label::Zone, text(&Zone::local().in_words())),
            (Label::MadeBy, text(concat!("Foldersheet ", env!("CARGO_PKG_VERSION")))),
            (Label::RowsHere, number(written)),
            (Label::RowsFound, number(sheet.rows.len().into())),
            (Label::Filter, text(filter)),
            (Label::Order, text(&order)),
            (Label::Files, number(totals.files)),
            (Label::Folders, number(totals.folders)),
            (Label::Bytes, sum(totals.bytes, totals.bytes_known())),
            (Label::Allocated, sum(totals.allocated, totals.allocated_known())),
            (Label::Problems, number(totals.problems)),
            (Label::LeftOut, number(totals.left_out.all())),
            (Label::Vanished, number(totals.vanished)),
        ];
        if let Some(within) = spec.within {
            lines.insert(7, (Label::Within, text(&text::decoded(&sheet.folders.path(within)))));
        }
        let cut = self.cut;
        let sheet = self.book.worksheet_from_index(0)?;
        sheet.set_column_width(0, 28)?.set_column_width(1, 60)?;
        for column in 2..6 {
            sheet.set_column_width(column, 18)?;
        }
        sheet.write_string_with_format(0, 0, table::ABOUT_TITLE, &self.bold)?;
        let mut into = CellWriter { sheet, clock: &mut self.clock, date: &self.date, cut: &mut self.cut };
        let mut line = 1;
        for (label, value) in &lines {
            into.put(line, 0, &text(table::label(*label)))?;
            into.put(line, 1, value)?;
            line += 1;
        }
        if cut > 0 {
            into.put(line, 0, &text(table::label(Label::Cut)))?;
            into.put(line, 1, &text(&table::cut_cells(cut, LONGEST, END)))?;
            line += 1;
        }
        line += 1;
        for (column, title) in (0..).zip(table::ROOT_TITLES) {
            into.sheet.write_string_with_format(line, column, title, &self.bold)?;
        }
        for (number, root) in (1..).zip(&*self.job.sheet.roots) {
            line += 1;
            let counts = root.counts;
            let cells = [
                Cell::Number(number),
                path(&root.path),
                text(&root_phase(&root.phase)),
                Cell::Number(counts.files.into()),
                sum(counts.bytes, counts.bytes_known()),
                Cell::Number(counts.problems.into()),
            ];
            for (column, cell) in (0..).zip(&cells) {
                into.put(line, column, cell)?;
            }
        }
        Ok(())
    }
}

/// What takes no more when a user cancels.
struct Cancelling<'a> {
    out: &'a mut (dyn Write + Send),
    progress: &'a Progress,
}

impl Write for Cancelling<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(Fault::Cancelled.into());
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
