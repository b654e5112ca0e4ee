//! CSV by RFC 4180. Whether a cell is quoted, and how, is the `csv` crate's core's to say; here its answer is remembered for what many
//! rows have alike. For people a cell is quoted too where a spreadsheet with another separator would part it, and what would be a
//! formula behind one is guarded (`guard`): no reader finds more cells than there are, or a formula in one.
//!
//! Some readers guess how a file is written from its first rows; DuckDB's `read_csv` looks at 20,480. Where it sees no quote there it
//! takes those of later names as part of the names, and a comma or line break in one as the end of a cell. So the titles are always
//! quoted: a reader sees the quotes first. What can't be helped: Python's `csv.Sniffer`, which takes it that quotes are not doubled unless
//! its sample has a doubled one, and guessed types, which no CSV can say (a column of 20,000 numbers and then a word).

mod rows;

use super::lines::printable;
use super::seam::{Beginning, Head, Outlet, Part, Records, SheetWriter, TextFormat};
use super::{SHEET_ROWS, Separator, text};
use crate::export::cells::Cell;
use crate::export::error::WriteError;
use crate::export::guard;
use crate::export::{ExportJob, Progress};
use crate::text::{Clock, Zone};
use csv_core::{Writer, WriterBuilder};
use rows::CsvRows;
use std::borrow::Cow;

/// What tells a spreadsheet that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// What ends a record.
const LINE_END: &[u8] = b"\r\n";

/// A CSV.
#[derive(Clone, Copy, Debug)]
pub(super) struct Csv {
    pub separator: Separator,
    /// For people: a byte order mark, titles, local times, formulas guarded, whatever separator the reader has.
    pub for_people: bool,
}

impl SheetWriter for Csv {
    fn extension(&self) -> &'static str {
        if self.separator == Separator::TAB { "tsv" } else { "csv" }
    }

    fn zone(&self) -> Option<&'static Zone> {
        self.for_people.then(Zone::local)
    }

    fn most_rows(&self) -> Option<u64> {
        self.for_people.then_some(SHEET_ROWS - 1)
    }

    fn sheet(&self, part: &Part<'_>, to: Outlet<'_>, progress: &Progress) -> Result<(), WriteError> {
        text::sheet(self, part, to, progress)
    }

    fn problems(&self, job: &ExportJob, to: Outlet<'_>, _: &Progress) -> Result<(), WriteError> {
        text::problems(self, job, to)
    }

    /// With any separator, for people or programs.
    fn wrote(&self, file: &Beginning<'_>) -> bool {
        let Some(line) = file.line() else { return false };
        let line = line.trim_start_matches('\u{FEFF}');
        let mut separators =
            (0..0x80_u8).map(char::from).filter(|c| Separator::parse(&c.to_string()).is_some());
        separators.any(|separator| {
            (file.are_columns)(&mut line.split(separator).map(|cell| cell.trim_matches('"')))
        })
    }
}

impl TextFormat for Csv {
    type Records = CsvTable;
    type Rows<'a> = CsvRows<'a>;

    fn records(&self, columns: Vec<Head>, for_terminal: bool) -> CsvTable {
        CsvTable { syntax: Syntax::new(*self, columns.len() == 1), columns, for_terminal }
    }

    fn rows<'a>(&self, job: &'a ExportJob) -> CsvRows<'a> {
        CsvRows::new(job, *self)
    }
}

/// A table whose records are written cell by cell.
pub(super) struct CsvTable {
    syntax: Syntax,
    columns: Vec<Head>,
    for_terminal: bool,
}

impl Records for CsvTable {
    fn head(&self, out: &mut Vec<u8>) {
        let for_people = self.syntax.csv.for_people;
        if for_people && !self.for_terminal {
            out.extend_from_slice(BYTE_ORDER_MARK);
        }
        let title = |head: &'_ Head| if for_people { head.title.clone() } else { head.name.into() };
        self.syntax.titles(self.columns.iter().map(title), out);
    }

    fn record<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
        if self.for_terminal {
            self.syntax.record(cells.map(printable), out);
        } else {
            self.syntax.record(cells, out);
        }
    }
}

/// What a text needs where a byte of it isn't plain: quotes, and perhaps guards, or decoding.
const QUOTES: u8 = 1;
const DECODING: u8 = 2;

/// Writes single cells.
struct Syntax {
    core: Writer,
    csv: Csv,
    /// By byte: what a text with it needs.
    needs: [u8; 256],
    clock: Clock,
    digits: itoa::Buffer,
}

impl Syntax {
    /// Where there is but one column, nothing in the file shows the separator, and readers take it for a comma.
    fn new(csv: Csv, is_one_column: bool) -> Syntax {
        let core = WriterBuilder::new().delimiter(csv.separator.byte()).build();
        let needs = std::array::from_fn(|byte| {
            let byte = byte as u8;
            let is_quoted = core.is_special_byte(byte)
                || (csv.for_people && guard::ENDS.contains(&byte))
                || (is_one_column && byte == Separator::COMMA.byte());
            if is_quoted {
                QUOTES
            } else if byte.is_ascii() {
                0
            } else {
                DECODING
            }
        });
        let clock = if csv.for_people { Clock::local() } else { Clock::utc() };
        Syntax { core, csv, needs, clock, digits: itoa::Buffer::new() }
    }

    /// A whole record.
    fn record<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
        let start = out.len();
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                out.push(self.csv.separator.byte());
            }
            self.cell(cell, out);
        }
        self.end(start, out);
    }

    fn cell(&mut self, cell: Cell<'_>, out: &mut Vec<u8>) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(&text, out),
            Cell::Number(number) => self.number(number, out),
            Cell::Time(time) => self.time(time, out),
        }
    }

    /// The first record, each title in quotes whatever is in it.
    fn titles(&self, titles: impl IntoIterator<Item = impl AsRef<str>>, out: &mut Vec<u8>) {
        for (at, title) in titles.into_iter().enumerate() {
            if at > 0 {
                out.push(self.csv.separator.byte());
            }
            self.parts([b"", title.as_ref().as_bytes()], true, false, out);
        }
        out.extend_from_slice(LINE_END);
    }

    /// What a text needs; nothing, as most names do.
    #[inline]
    fn needs(&self, text: &[u8]) -> u8 {
        // To the end in any case: a loop that may end early is slower.
        text.iter().fold(0, |needs, &byte| needs | self.needs[usize::from(byte)])
    }

    #[inline]
    fn is_guarded(&self, text: &[u8]) -> bool {
        self.csv.for_people && guard::is_formula(text)
    }

    /// A text as it is written but for its beginning and quotes.
    fn inside<'t>(&self, text: &'t str, needs: u8) -> Cow<'t, str> {
        if !self.csv.for_people || needs & QUOTES == 0 {
            return Cow::Borrowed(text);
        }
        guard::inside(text, self.csv.separator.byte())
    }

    fn text(&self, text: &str, out: &mut Vec<u8>) {
        let needs = self.needs(text.as_bytes());
        let inside = self.inside(text, needs);
        self.parts([b"", inside.as_bytes()], needs & QUOTES != 0, self.is_guarded(text.as_bytes()), out);
    }

    /// A text in two parts.
    #[inline]
    fn parts(&self, parts: [&[u8]; 2], is_quoted: bool, is_guarded: bool, out: &mut Vec<u8>) {
        if is_quoted || is_guarded {
            return self.parts_with_care(parts, is_quoted, is_guarded, out);
        }
        for part in parts {
            out.extend_from_slice(part);
        }
    }

    #[cold]
    fn parts_with_care(&self, parts: [&[u8]; 2], is_quoted: bool, is_guarded: bool, out: &mut Vec<u8>) {
        // The guard may be the separator itself.
        let is_quoted = is_quoted || (is_guarded && self.core.is_special_byte(guard::GUARD));
        if is_quoted {
            out.push(self.core.get_quote());
        }
        if is_guarded {
            out.push(guard::GUARD);
        }
        for part in parts {
            if is_quoted {
                self.quoted(part, out);
            } else {
                out.extend_from_slice(part);
            }
        }
        if is_quoted {
            out.push(self.core.get_quote());
        }
    }

    fn quoted(&self, part: &[u8], out: &mut Vec<u8>) {
        let start = out.len();
        // Each byte may become two.
        out.resize(start + part.len() * 2, 0);
        let (quote, escape) = (self.core.get_quote(), self.core.get_escape());
        let (_, _, written) =
            csv_core::quote(part, &mut out[start..], quote, escape, self.core.get_double_quote());
        out.truncate(start + written);
    }

    #[inline]
    fn number(&mut self, number: impl itoa::Integer, out: &mut Vec<u8>) {
        // No separator is in a number.
        out.extend_from_slice(self.digits.format(number).as_bytes());
    }

    #[inline]
    fn time(&mut self, seconds: i64, out: &mut Vec<u8>) {
        let start = out.len();
        // No separator is in a date either, and what is none is like any text.
        if !self.clock.push(seconds, out) {
            let text = out.split_off(start);
            self.text(&String::from_utf8_lossy(&text), out);
        }
    }

    fn end(&self, start: usize, out: &mut Vec<u8>) {
        if is_skipped(&out[start..]) {
            out.insert(start, self.core.get_quote());
            out.push(self.core.get_quote());
        }
        out.extend_from_slice(LINE_END);
    }
}

/// Whether a record is a line that some reader passes over unless its one cell is quoted: an empty line, one of blanks (pandas), or
/// `\.`, at which PostgreSQL before 18 ends the file.
#[inline]
fn is_skipped(record: &[u8]) -> bool {
    match record {
        [] | b"\\." => true,
        [b' ', ..] => record.iter().all(|&byte| byte == b' '),
        _ => false,
    }
}
