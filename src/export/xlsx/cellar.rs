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
pub(super) struct Cellar<'a> {
    pub sheet: &'a mut Worksheet,
    pub clock: &'a mut Clock,
    pub date: &'a Format,
    /// Cells that hold only the beginning of their text.
    pub cut: &'a mut u64,
}

impl Cellar<'_> {
    pub fn put(&mut self, line: u32, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
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
        self.sheet.write_string(line, column, text)?;
        Ok(())
    }
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
