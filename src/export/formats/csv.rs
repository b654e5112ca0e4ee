//! CSV by RFC 4180. Whether a cell is quoted, and how, is the `csv` crate's core's to say; here its answer is remembered for what many
//! rows have alike. For people a cell is quoted too where a spreadsheet with another separator would part it, and what would be a
//! formula behind one is guarded (`guard`): no reader finds more cells than there are, or a formula in one.
//!
//! Some readers guess how a file is written from its first rows; DuckDB's `read_csv` looks at 20,480. Where it sees no quote there it
//! takes those of later names as part of the names, and a comma or line break in one as the end of a cell. So the titles are always
//! quoted: a reader sees the quotes first. What can't be helped: Python's `csv.Sniffer`, which takes it that quotes are not doubled unless
//! its sample has a doubled one, and guessed types, which no CSV can say (a column of 20,000 numbers and then a word).

use super::Separator;
use crate::export::cells::{Cell, Cells, extension};
use crate::export::guard;
use crate::export::{Field, Job};
use crate::model::{Row, name};
use crate::text::{self, Clock};
use csv_core::{Writer, WriterBuilder};
use std::borrow::Cow;

/// What tells a spreadsheet that a file is UTF-8.
pub(in crate::export) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// What ends a record.
const LINE_END: &[u8] = b"\r\n";

/// How cells are written.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) struct Dialect {
    pub separator: Separator,
    /// For people: a byte order mark, titles, local times, formulas guarded, whatever separator the reader has.
    pub for_people: bool,
    /// Whether there is but one column, so that nothing in the file shows the separator. Readers then take it for a comma.
    pub is_one_column: bool,
}

/// What a text needs where a byte of it isn't plain: quotes, and perhaps guards, or decoding.
const QUOTES: u8 = 1;
const DECODING: u8 = 2;

/// Writes single cells.
pub(in crate::export) struct Syntax {
    core: Writer,
    dialect: Dialect,
    /// By byte: what a text with it needs.
    needs: [u8; 256],
    clock: Clock,
    digits: itoa::Buffer,
}

impl Syntax {
    pub(super) fn new(dialect: Dialect) -> Syntax {
        let core = WriterBuilder::new().delimiter(dialect.separator.byte()).build();
        let needs = std::array::from_fn(|byte| {
            let byte = byte as u8;
            let is_quoted = core.is_special_byte(byte)
                || (dialect.for_people && guard::ENDS.contains(&byte))
                || (dialect.is_one_column && byte == Separator::COMMA.byte());
            if is_quoted {
                QUOTES
            } else if byte.is_ascii() {
                0
            } else {
                DECODING
            }
        });
        let clock = if dialect.for_people { Clock::local() } else { Clock::utc() };
        Syntax { core, dialect, needs, clock, digits: itoa::Buffer::new() }
    }

    /// A whole record.
    pub(super) fn record<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>, out: &mut Vec<u8>) {
        let start = out.len();
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                out.push(self.dialect.separator.byte());
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.text(&text, out),
                Cell::Number(number) => self.number(number, out),
                Cell::Time(time) => self.time(time, out),
            }
        }
        self.end(start, out);
    }

    /// The first record, each title in quotes whatever is in it.
    pub(super) fn titles<'t>(&self, titles: impl IntoIterator<Item = &'t str>, out: &mut Vec<u8>) {
        for (at, title) in titles.into_iter().enumerate() {
            if at > 0 {
                out.push(self.dialect.separator.byte());
            }
            self.parts([b"", title.as_bytes()], true, false, out);
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
        self.dialect.for_people && guard::is_formula(text)
    }

    /// A text as it is written but for its beginning and quotes.
    fn inside<'t>(&self, text: &'t str, needs: u8) -> Cow<'t, str> {
        if !self.dialect.for_people || needs & QUOTES == 0 {
            return Cow::Borrowed(text);
        }
        guard::inside(text, self.dialect.separator.byte())
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

/// Writes rows as records.
pub(in crate::export) struct Csv<'a> {
    syntax: Syntax,
    fields: &'a [Field],
    for_terminal: bool,
    cells: Cells<'a>,
    in_folder: Encoded,
}

/// The cells of a folder's rows that are alike, as they are written.
#[derive(Default)]
struct Encoded {
    folder: Vec<u8>,
    root: Vec<u8>,
    /// The part of a path that stands before the name, but for quotes and a guard at its beginning.
    prefix: Vec<u8>,
    is_prefix_quoted: bool,
    is_path_guarded: bool,
}

impl<'a> Csv<'a> {
    pub(super) fn new(job: &'a Job, dialect: Dialect) -> Csv<'a> {
        Csv {
            syntax: Syntax::new(dialect),
            fields: &job.plan.fields,
            for_terminal: job.plan.for_terminal,
            cells: Cells::new(&job.sheet),
            in_folder: Encoded::default(),
        }
    }

    /// What a file begins with.
    pub(super) fn head(&mut self, out: &mut Vec<u8>) {
        let for_people = self.syntax.dialect.for_people;
        if for_people && !self.for_terminal {
            out.extend_from_slice(BYTE_ORDER_MARK);
        }
        let title = |field: &Field| if for_people { field.title() } else { field.as_str() };
        self.syntax.titles(self.fields.iter().map(title), out);
    }

    /// One record.
    pub(super) fn row(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        if self.cells.enter(row.folder) {
            self.encode_folder();
        }
        let needs = self.syntax.needs(row.name);
        let is_plain = needs == 0;
        let is_quoted = needs & QUOTES != 0;
        let decoded = if is_plain { Cow::Borrowed("") } else { text::decoded(row.name) };
        let inside = self.syntax.inside(&decoded, needs);
        let own = if is_plain { row.name } else { inside.as_bytes() };
        let meta = &row.meta;
        let start = out.len();
        for (at, &field) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(self.syntax.dialect.separator.byte());
            }
            match field {
                Field::Path => {
                    let Encoded { ref prefix, is_prefix_quoted, is_path_guarded, .. } = self.in_folder;
                    self.syntax.parts(
                        [prefix.as_slice(), own],
                        is_quoted || is_prefix_quoted,
                        is_path_guarded,
                        out,
                    );
                }
                Field::Folder => out.extend_from_slice(&self.in_folder.folder),
                Field::Root => out.extend_from_slice(&self.in_folder.root),
                Field::Name => {
                    let is_guarded = self.syntax.is_guarded(own);
                    self.syntax.parts([b"", own], is_quoted, is_guarded, out);
                }
                Field::Extension => {
                    let own = name::extension(row.name);
                    if is_plain && !self.syntax.is_guarded(own) {
                        let start = out.len();
                        out.extend_from_slice(own);
                        out[start..].make_ascii_lowercase();
                    } else {
                        self.syntax.text(&extension(row.name), out);
                    }
                }
                Field::Kind => out.extend_from_slice(meta.kind.as_str().as_bytes()),
                Field::Size => meta.size.into_iter().for_each(|size| self.syntax.number(size, out)),
                Field::Allocated => meta.allocated.into_iter().for_each(|size| self.syntax.number(size, out)),
                Field::Modified => meta.modified.into_iter().for_each(|time| self.syntax.time(time, out)),
                Field::Created => meta.created.into_iter().for_each(|time| self.syntax.time(time, out)),
                Field::PathHex => {
                    let is_name_unicode = matches!(decoded, Cow::Borrowed(_));
                    if let Some(hex) = self.cells.path_hex(row, is_name_unicode) {
                        out.extend_from_slice(hex.as_bytes());
                    }
                }
            }
        }
        self.syntax.end(start, out);
    }

    fn encode_folder(&mut self) {
        let (folder, syntax) = (self.cells.folder(), &self.syntax);
        let encoded = &mut self.in_folder;
        encoded.folder.clear();
        syntax.text(folder.path(), &mut encoded.folder);
        encoded.root.clear();
        syntax.text(folder.root(), &mut encoded.root);
        let prefix = folder.prefix();
        let needs = syntax.needs(prefix.as_bytes());
        encoded.prefix.clear();
        encoded.prefix.extend_from_slice(syntax.inside(prefix, needs).as_bytes());
        encoded.is_prefix_quoted = needs & QUOTES != 0;
        encoded.is_path_guarded = syntax.is_guarded(prefix.as_bytes());
    }
}
