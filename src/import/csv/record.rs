//! Records of a CSV: cells between separators, with quotes as RFC 4180 has them, and as those have them who double none.

use crate::import::lines::{Lines, without_return};
use crate::model::SourceError;
use memchr::{memchr, memchr2};
use std::ops::Range;

/// Cells that a record has at most; what is behind them is not looked at.
const CELLS: usize = 512;
/// The longest cell in quotes. In a longer one a quote is missing.
const QUOTED: usize = 1 << 20;

/// The cells of a record.
#[derive(Debug, Default)]
pub(in crate::import) struct Cells {
    spans: Vec<Span>,
    /// Those with doubled quotes, without these.
    plain: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
    is_plain: bool,
}

impl Cells {
    /// How many there are.
    pub(in crate::import) fn len(&self) -> usize {
        self.spans.len()
    }

    /// One of them, in the text that they were found in; empty if there is none.
    #[inline]
    pub(in crate::import) fn get<'t>(&'t self, at: usize, text: &'t [u8]) -> &'t [u8] {
        match self.spans.get(at) {
            Some(Span { start, end, is_plain: false }) => &text[*start as usize..*end as usize],
            Some(Span { start, end, is_plain: true }) => &self.plain[*start as usize..*end as usize],
            None => &[],
        }
    }

    /// All of them.
    pub(in crate::import) fn all<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = &'t [u8]> {
        (0..self.len()).map(|at| self.get(at, text))
    }

    /// These, one behind another in a text.
    pub(in crate::import) fn set(&mut self, values: &[Vec<u8>], text: &mut Vec<u8>) {
        self.clear();
        text.clear();
        for value in values {
            let start = text.len();
            text.extend_from_slice(value);
            self.push(start..text.len());
        }
    }

    fn clear(&mut self) {
        self.spans.clear();
        self.plain.clear();
    }

    #[inline]
    fn push(&mut self, range: Range<usize>) {
        if self.spans.len() < CELLS {
            self.spans.push(Span { start: range.start as u32, end: range.end as u32, is_plain: false });
        }
    }

    fn push_plain(&mut self, quoted: &[u8]) {
        if self.spans.len() == CELLS {
            return;
        }
        let start = self.plain.len();
        let mut rest = quoted;
        while let Some(at) = memchr(b'"', rest) {
            self.plain.extend_from_slice(&rest[..=at]);
            rest = rest[at + 1..].strip_prefix(b"\"").unwrap_or(&rest[at + 1..]);
        }
        self.plain.extend_from_slice(rest);
        self.spans.push(Span { start: start as u32, end: self.plain.len() as u32, is_plain: true });
    }
}

/// What is at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Split {
    /// A record of so many bytes and lines, with a line end or, as the last one may be, without.
    Record { bytes: usize, lines: u64, is_ended: bool },
    /// Its end is not in the text.
    More,
    /// A quote that is not closed where it must be; so many bytes and lines to go on behind.
    OpenQuote { bytes: usize, lines: u64 },
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Syntax {
    /// Between two cells.
    pub separator: u8,
    /// Whether a line may end within quotes, as the name of a Unix file may have it.
    pub has_lines_in_quotes: bool,
}

/// Finds the cells of the record that a text begins with. `is_all` if nothing comes behind the text.
#[inline]
pub(in crate::import) fn split(text: &[u8], is_all: bool, syntax: Syntax, cells: &mut Cells) -> Split {
    cells.clear();
    let (mut at, mut lines) = (0, 0);
    loop {
        if text.get(at) == Some(&b'"') {
            let (end, more_lines, has_doubled) = match quoted(text, at + 1, is_all, syntax) {
                Quoted::Closed { quote, lines, has_doubled } => (quote, lines, has_doubled),
                Quoted::More => return Split::More,
                Quoted::Open => return open(text, is_all),
            };
            lines += more_lines;
            if has_doubled {
                cells.push_plain(&text[at + 1..end]);
            } else {
                cells.push(at + 1..end);
            }
            at = end + 1;
            match text.get(at) {
                Some(byte) if *byte == syntax.separator => at += 1,
                Some(b'\r') if text.get(at + 1) == Some(&b'\n') => {
                    return Split::Record { bytes: at + 2, lines: lines + 1, is_ended: true };
                }
                Some(b'\n') => return Split::Record { bytes: at + 1, lines: lines + 1, is_ended: true },
                _ => return Split::Record { bytes: text.len(), lines: lines + 1, is_ended: false },
            }
            continue;
        }
        match memchr2(syntax.separator, b'\n', &text[at..]) {
            Some(end) if text[at + end] == syntax.separator => {
                cells.push(at..at + end);
                at += end + 1;
            }
            Some(end) => {
                cells.push(at..at + without_return(&text[at..at + end]).len());
                return Split::Record { bytes: at + end + 1, lines: lines + 1, is_ended: true };
            }
            None if !is_all => return Split::More,
            None => {
                cells.push(at..at + without_return(&text[at..]).len());
                return Split::Record { bytes: text.len(), lines: lines + 1, is_ended: false };
            }
        }
    }
}

enum Quoted {
    Closed { quote: usize, lines: u64, has_doubled: bool },
    More,
    Open,
}

/// Finds the quote that closes a cell. One with neither a separator nor a line end behind it is a part of the cell.
#[inline]
fn quoted(text: &[u8], start: usize, is_all: bool, syntax: Syntax) -> Quoted {
    let (mut at, mut has_doubled) = (start, false);
    loop {
        let Some(quote) = memchr(b'"', &text[at..]).map(|quote| at + quote) else {
            let is_broken = is_all || text.len() - start > QUOTED || breaks(&text[start..], syntax);
            return if is_broken { Quoted::Open } else { Quoted::More };
        };
        let behind = text.get(quote + 1);
        match behind {
            Some(b'"') => {
                has_doubled = true;
                at = quote + 2;
                continue;
            }
            None if !is_all => return Quoted::More,
            Some(b'\r') if text.get(quote + 2).is_none() && !is_all => return Quoted::More,
            Some(b'\r') if text.get(quote + 2) == Some(&b'\n') => {}
            None | Some(b'\n') => {}
            Some(byte) if *byte == syntax.separator => {}
            Some(_) => {
                at = quote + 1;
                if at - start > QUOTED || breaks(&text[start..at], syntax) {
                    return Quoted::Open;
                }
                continue;
            }
        }
        let inside = &text[start..quote];
        if inside.len() > QUOTED || breaks(inside, syntax) {
            return Quoted::Open;
        }
        let lines =
            if syntax.has_lines_in_quotes { memchr::memchr_iter(b'\n', inside).count() as u64 } else { 0 };
        return Quoted::Closed { quote, lines, has_doubled };
    }
}

/// Whether a line ends where none may.
fn breaks(inside: &[u8], syntax: Syntax) -> bool {
    !syntax.has_lines_in_quotes && memchr(b'\n', inside).is_some()
}

/// Where to go on behind a quote that is not closed: with the next line where only one was looked at, else behind all that was.
#[cold]
fn open(text: &[u8], is_all: bool) -> Split {
    let looked_at = if text.len() > QUOTED { QUOTED } else { 0 };
    match memchr(b'\n', &text[looked_at..]) {
        Some(end) => {
            let bytes = looked_at + end + 1;
            Split::OpenQuote { bytes, lines: memchr::memchr_iter(b'\n', &text[..bytes]).count() as u64 }
        }
        None if is_all => Split::OpenQuote { bytes: text.len(), lines: 1 },
        None => Split::More,
    }
}

/// Reads a text record by record.
pub(in crate::import) struct Records<'r> {
    /// The text.
    pub lines: Lines<'r>,
    syntax: Syntax,
    /// The cells of the present record, in `at`.
    pub cells: Cells,
    at: Range<usize>,
    /// The line in which it begins, from 1.
    pub line: u64,
}

/// What comes next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Next {
    /// A record; whether its line ends.
    Record { is_ended: bool },
    /// A line that is too long; passed over.
    TooLong,
    /// A quote that is not closed; passed over.
    OpenQuote,
    /// Something other than a row; skipped.
    Broken,
    /// Something other than a row, after which nothing can be understood.
    Cut,
    /// Nothing.
    End,
}

impl<'r> Records<'r> {
    /// From the beginning of a text.
    pub(in crate::import) fn new(lines: Lines<'r>, syntax: Syntax) -> Records<'r> {
        Records { lines, syntax, cells: Cells::default(), at: 0..0, line: 1 }
    }

    /// The text of the present record, in which its cells are.
    #[inline]
    pub(in crate::import) fn text(&self) -> &[u8] {
        self.lines.get(self.at.clone())
    }

    /// Goes on to the next record.
    ///
    /// # Errors
    /// Those of [`Lines::fill`].
    #[inline]
    pub(in crate::import) fn next(&mut self) -> Result<Next, SourceError> {
        self.line = self.lines.line();
        loop {
            let rest = self.lines.rest();
            let is_all = self.lines.is_at_end();
            if rest.is_empty() && is_all {
                return Ok(Next::End);
            }
            let split =
                if rest.is_empty() { Split::More } else { split(rest, is_all, self.syntax, &mut self.cells) };
            match split {
                Split::Record { bytes, lines, is_ended } => {
                    let start = self.lines.start();
                    self.at = start..start + bytes;
                    self.lines.pass(bytes, lines);
                    return Ok(Next::Record { is_ended });
                }
                Split::OpenQuote { bytes, lines } => {
                    self.lines.pass(bytes, lines);
                    return Ok(Next::OpenQuote);
                }
                Split::More => {
                    if !self.lines.fill()? && !self.lines.is_at_end() {
                        self.lines.pass_over(b'\n')?;
                        return Ok(Next::TooLong);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Syntax = Syntax { separator: b',', has_lines_in_quotes: true };

    fn records(text: &[u8], syntax: Syntax) -> Vec<Vec<Vec<u8>>> {
        let mut records = Records::new(Lines::new(Box::new(text), crate::model::Cancel::default()), syntax);
        let mut all = Vec::new();
        loop {
            match records.next().unwrap() {
                Next::Record { .. } => {
                    all.push(records.cells.all(records.text()).map(<[u8]>::to_vec).collect());
                }
                Next::End => return all,
                other => all.push(vec![format!("{other:?} {}", records.line).into_bytes()]),
            }
        }
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_comes_back(rows in prop::collection::vec(prop::collection::vec("[a\",;\r\n é]{0,5}", 2..5), 0..6), crlf: bool) {
            let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().flexible(true).terminator(terminator).from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = writer.into_inner().unwrap();
            let expected: Vec<Vec<Vec<u8>>> = rows.iter().map(|row| row.iter().map(|cell| cell.clone().into_bytes()).collect()).collect();
            prop_assert_eq!(records(&text, PLAIN), expected);
        }

        #[test]
        fn any_bytes_are_records(text in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a')], 0..60), lines: bool) {
            records(&text, Syntax { has_lines_in_quotes: lines, ..PLAIN });
        }
    }

    #[test]
    fn quotes_that_nobody_doubled_are_part_of_the_name() {
        let all = records(b"\"a \"b\" c\",1\n", PLAIN);
        assert_eq!(all, [[b"a \"b\" c".to_vec(), b"1".to_vec()]]);
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_one_line_where_no_line_ends_in_quotes() {
        let syntax = Syntax { has_lines_in_quotes: false, ..PLAIN };
        let all = records(b"x,1\n\"a,2\ny,3\n\"z\",4\n", syntax);
        let first: Vec<String> =
            all.iter().map(|record| String::from_utf8(record[0].clone()).unwrap()).collect();
        assert_eq!(first, ["x", "OpenQuote 2", "y", "z"]);
    }
}
