//! A list's text in lines or pieces, through a buffer that has a bound.

use crate::model::{Cancel, Cause, SourceError};
use memchr::memchr;
use std::io::Read;
use std::ops::Range;

/// Bytes that are read at a time.
const CHUNK: usize = 1 << 20;

/// The longest line in bytes. A path of Windows is 32,767 UTF-16 units long at most; of the others none that a system call takes is above
/// 4,096 bytes, and what is deeper has some hundred times that.
pub(super) const LONGEST: usize = 4 << 20;

/// The text, and where in it the reader is.
pub(super) struct Lines<'r> {
    from: Box<dyn Read + 'r>,
    cancel: Cancel,
    buffer: Vec<u8>,
    /// What of the buffer has still to be looked at.
    start: usize,
    end: usize,
    is_at_end: bool,
    /// Bytes of the text before the buffer.
    before: u64,
    /// The number of the line that begins at `start`, from 1.
    line: u64,
}

/// What stands at the reader's place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A piece of the buffer, without what ends it; whether that was there.
    Whole(Range<usize>, bool),
    /// More than [`LONGEST`] bytes up to its end; passed over.
    TooLong,
    /// Nothing more.
    End,
}

impl<'r> Lines<'r> {
    /// From the beginning of a text.
    pub(super) fn new(from: Box<dyn Read + 'r>, cancel: Cancel) -> Lines<'r> {
        Lines { from, cancel, buffer: Vec::new(), start: 0, end: 0, is_at_end: false, before: 0, line: 1 }
    }

    /// Bytes of the text that were passed.
    pub(super) fn position(&self) -> u64 {
        self.before + self.start as u64
    }

    /// The number of the line where the reader is, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// A piece of the buffer.
    #[inline]
    pub(super) fn get(&self, piece: Range<usize>) -> &[u8] {
        &self.buffer[piece]
    }

    /// What of the text is in the buffer from the reader's place on.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Where in the buffer that begins.
    #[inline]
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Goes on by so many bytes of [`Lines::rest`], with so many line ends in them.
    #[inline]
    pub(super) fn pass(&mut self, bytes: usize, lines: u64) {
        self.start = (self.start + bytes).min(self.end);
        self.line += lines;
    }

    /// Reads on behind what is in the buffer. `false` if there is no more, or no room: the piece is too long.
    ///
    /// # Errors
    /// Those of the system, and of a compressed file that is damaged; [`SourceError::Cancelled`].
    pub(super) fn fill(&mut self) -> Result<bool, SourceError> {
        if self.cancel.is_set() {
            return Err(SourceError::Cancelled);
        }
        if self.is_at_end {
            return Ok(false);
        }
        if self.end - self.start >= LONGEST {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.before += self.start as u64;
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize((self.end + CHUNK).max(self.buffer.len()), 0);
        }
        let room = self.end + CHUNK;
        while self.end < room {
            match self.from.read(&mut self.buffer[self.end..room]) {
                Ok(0) => {
                    self.is_at_end = true;
                    break;
                }
                Ok(some) => self.end += some,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(SourceError::Io(Cause::from(&error))),
            }
        }
        Ok(true)
    }

    /// Whether all of the text is in the buffer, or before it.
    pub(super) fn is_at_end(&self) -> bool {
        self.is_at_end
    }

    /// The next piece up to this byte, which is passed over with it.
    ///
    /// # Errors
    /// Those of [`Lines::fill`].
    pub(super) fn next(&mut self, until: u8) -> Result<Piece, SourceError> {
        let mut seen = 0;
        loop {
            let rest = self.rest();
            if let Some(at) = memchr(until, &rest[seen..]).map(|at| at + seen) {
                let piece = self.start..self.start + at;
                self.pass(at + 1, 1);
                return Ok(Piece::Whole(piece, true));
            }
            seen = rest.len();
            if self.fill()? {
                continue;
            }
            if !self.is_at_end {
                return self.pass_over(until);
            }
            if seen == 0 {
                return Ok(Piece::End);
            }
            let piece = self.start..self.end;
            self.pass(seen, 1);
            return Ok(Piece::Whole(piece, false));
        }
    }

    /// Passes over the rest of what is too long, up to this byte.
    pub(super) fn pass_over(&mut self, until: u8) -> Result<Piece, SourceError> {
        loop {
            self.pass(self.end - self.start, 0);
            if !self.fill()? {
                return Ok(Piece::TooLong);
            }
            if let Some(at) = memchr(until, self.rest()) {
                self.pass(at + 1, 1);
                return Ok(Piece::TooLong);
            }
        }
    }
}

/// A line without the carriage return that may end it.
pub(super) fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_whole_however_long_they_are() {
        let long = vec![b'x'; CHUNK * 2 + 7];
        let text = [b"a\n\n".as_slice(), &long, b"\nend"].concat();
        let mut lines = Lines::new(Box::new(text.as_slice()), Cancel::default());
        let mut all = Vec::new();
        loop {
            match lines.next(b'\n').unwrap() {
                Piece::Whole(piece, ended) => all.push((lines.get(piece).to_vec(), ended)),
                Piece::TooLong => unreachable!(),
                Piece::End => break,
            }
        }
        assert_eq!(all, [(b"a".to_vec(), true), (Vec::new(), true), (long, true), (b"end".to_vec(), false)]);
        assert_eq!((lines.position(), lines.line()), (text.len() as u64, 5));
    }

    #[test]
    fn what_is_too_long_is_passed_over_in_bounded_memory() {
        let text = std::io::Read::chain(std::io::repeat(b'x').take(LONGEST as u64 * 5), &b"\nnext\n"[..]);
        let mut lines = Lines::new(Box::new(text), Cancel::default());
        assert_eq!(lines.next(b'\n').unwrap(), Piece::TooLong);
        assert!(lines.buffer.len() <= LONGEST + 2 * CHUNK);
        let Piece::Whole(next, true) = lines.next(b'\n').unwrap() else { panic!("a line") };
        assert_eq!((lines.get(next), lines.line()), (&b"next"[..], 3));
        assert_eq!(lines.next(b'\n').unwrap(), Piece::End);
    }
}
