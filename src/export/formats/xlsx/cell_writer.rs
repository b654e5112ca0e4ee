//! What a cell of a workbook can hold, and what becomes of the rest.

use crate::export::cells::Cell;
use crate::text::Clock;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use std::borrow::Cow;
use std::ops::Range;

/// Characters (UTF-16 units) that a cell can hold.
pub(super) const LONGEST: usize = 32_767;
/// Numbers with more digits than a spreadsheet keeps are written as texts.
const LARGEST: i128 = 999_999_999_999_999;
/// Serial numbers of days that are dates in every spreadsheet: 1900-03-01 to 9999-12-31. Before, Excel has a day too many.
const DATES: Range<i64> = 61..2_958_466;
/// The serial number of 1970-01-01.
const EPOCH: i64 = 25_569;

/// What a text that was cut ends in.
pub(super) const END: char = '…';

/// Puts cells into a sheet.
pub(super) struct CellWriter<'a> {
    pub sheet: &'a mut Worksheet,
    pub clock: &'a mut Clock,
    pub date: &'a Format,
    /// Cells that hold only the beginning of their text.
    pub cut: &'a mut u64,
}

impl CellWriter<'_> {
    pub(super) fn put(&mut self, line: u32, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(line, column, text)?,
            Cell::Number(number) if number.abs() <= LARGEST => {
                self.sheet.write_number(line, column, *number as f64)?;
            }
            Cell::Number(number) => self.text(line, column, &number.to_string())?,
            Cell::Time(seconds) => self.time(line, column, *seconds)?,
        }
        Ok(())
    }

    fn time(&mut self, line: u32, column: u16, seconds: i64) -> Result<(), XlsxError> {
        let clock = self.clock.on_the_clock(seconds);
        match clock.filter(|clock| DATES.contains(&(clock.div_euclid(86_400) + EPOCH))) {
            Some(clock) => {
                let serial = EPOCH as f64 + clock as f64 / 86_400.0;
                self.sheet.write_number_with_format(line, column, serial, self.date)?;
            }
            None => {
                let mut text = Vec::new();
                self.clock.push(seconds, &mut text);
                self.text(line, column, &String::from_utf8_lossy(&text))?;
            }
        }
        Ok(())
    }

    fn text(&mut self, line: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        let text = fitting(text);
        *self.cut += u64::from(matches!(text, Cow::Owned(_)));
        let runs = runs(&text);
        if runs.len() < 2 {
            self.sheet.write_string(line, column, text)?;
        } else {
            let plain = Format::new();
            let runs: Vec<(&Format, &str)> = runs.into_iter().map(|run| (&plain, run)).collect();
            self.sheet.write_rich_string(line, column, &runs)?;
        }
        Ok(())
    }
}

/// The parts of a text that are read separately: usually the whole.
///
/// A control character is written as an escape, and where it follows the beginning of one, `_xA0AA` and a line end come out as
/// `_xA0AA_x000D_`, of which `_xA0AA_` would be read as one character (ECMA-376, part 1, 22.9.2.19). The library sees to whole escapes only,
/// and in texts of several parts to none.
fn runs(text: &str) -> Vec<&str> {
    const BEGINNING: usize = "_xHHHH".len();
    let is_escaped = |c: char| c < ' ' && !matches!(c, '\t' | '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let is_beginning = |at: usize| {
        let beginning = at.checked_sub(BEGINNING).and_then(|start| text.get(start..at));
        let digits = beginning.and_then(|beginning| beginning.strip_prefix("_x"));
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let ends = text.match_indices(|c| c == '_' || is_escaped(c)).filter(|&(at, _)| is_beginning(at));
    let ends: Vec<(usize, &str)> = ends.collect();
    if ends.iter().all(|&(_, next)| next == "_") {
        return vec![text];
    }
    let starts = std::iter::once(0).chain(ends.iter().map(|&(at, _)| at));
    let ends = ends.iter().map(|&(at, _)| at).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

/// As much of a text as a cell holds; borrowed if that is all of it.
fn fitting(text: &str) -> Cow<'_, str> {
    // A character has no more units than bytes.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut left = LONGEST - END.len_utf16();
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = left.saturating_sub(units);
        fits
    };
    Cow::Owned(text.chars().take_while(fits).chain([END]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_read_as_an_escape_is_parted() {
        for (text, parts) in [
            ("_xA0AA\r", &["_xA0AA", "\r"][..]),
            ("é_x000d\u{1b}_", &["é_x000d", "\u{1b}_"]),
            ("_x00AA_xA0AA\r", &["_x00AA", "_xA0AA", "\r"]),
            ("\r_x1234\u{FFFF}", &["\r_x1234", "\u{FFFF}"]),
            ("_xA0AA", &["_xA0AA"]),
            ("_xA0AA_\r", &["_xA0AA_\r"]),
            ("_xA0AA\n", &["_xA0AA\n"]),
            ("_xA0AG\r", &["_xA0AG\r"]),
            ("xA0AA\r", &["xA0AA\r"]),
            ("", &[""]),
        ] {
            assert_eq!(runs(text), parts, "{text:?}");
        }
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let long = "x".repeat(LONGEST);
        assert!(matches!(fitting(&long), Cow::Borrowed(_)));
        let cut = fitting(&(long.clone() + "y")).into_owned();
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(cut.ends_with("x…"));
        // Two units each: one of them doesn't fit any more.
        let cut = fitting(&"😀".repeat(LONGEST)).into_owned();
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(matches!(fitting(&"é".repeat(LONGEST)), Cow::Borrowed(_)));
    }
}
