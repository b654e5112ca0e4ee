//! Where a list's bytes come from, as plain UTF-8 or whatever bytes its names are.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A list that can be opened, more than once.
pub trait Input {
    /// From its beginning.
    ///
    /// # Errors
    /// Those of the system.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

impl Input for &Path {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(self)?))
    }
}

impl Input for &[u8] {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(*self))
    }
}

/// How many bytes tell what a list is, after decompression.
pub(super) const HEAD: usize = 64 << 10;

const GZIP: &[u8] = b"\x1F\x8B";

/// The list's text from its beginning: decompressed, and in UTF-8 where a byte order mark says that it is UTF-16. Bytes that are not
/// valid UTF-8 stay as they are.
pub(super) fn text<'r>(input: &'r (dyn Input + 'r)) -> io::Result<Box<dyn Read + 'r>> {
    decoded(input.open()?)
}

/// The same of what was opened already.
pub(super) fn decoded<'r>(raw: Box<dyn Read + 'r>) -> io::Result<Box<dyn Read + 'r>> {
    let (start, mut plain) = peeked(unpacked(raw)?, 3)?;
    Ok(match start.as_slice() {
        [0xEF, 0xBB, 0xBF] => {
            plain.read_exact(&mut [0; 3])?;
            Box::new(plain)
        }
        [0xFF, 0xFE, ..] => Box::new(Utf16::new(plain, u16::from_le_bytes)),
        [0xFE, 0xFF, ..] => Box::new(Utf16::new(plain, u16::from_be_bytes)),
        _ => Box::new(plain),
    })
}

/// What is in a gzip file; any other one as it is.
pub(super) fn unpacked<'r>(raw: Box<dyn Read + 'r>) -> io::Result<Box<dyn Read + 'r>> {
    let (start, raw) = peeked(raw, GZIP.len())?;
    Ok(if start == GZIP { Box::new(MultiGzDecoder::new(raw)) } else { Box::new(raw) })
}

/// The first bytes, which come again when it is read.
fn peeked<'r>(mut from: Box<dyn Read + 'r>, bytes: usize) -> io::Result<(Vec<u8>, impl Read + 'r)> {
    let mut start = Vec::new();
    from.by_ref().take(bytes as u64).read_to_end(&mut start)?;
    Ok((start.clone(), io::Cursor::new(start).chain(from)))
}

/// As much of a text as is asked for, or all of it. What is damaged ends it.
pub(super) fn beginning(mut text: Box<dyn Read + '_>, bytes: usize) -> Vec<u8> {
    let mut head = Vec::new();
    // What could be read before the error is in the vector.
    let _ = text.by_ref().take(bytes as u64).read_to_end(&mut head);
    head
}

/// UTF-16 as UTF-8; a lone surrogate becomes the three bytes of generalised UTF-8.
pub(super) struct Utf16<R> {
    from: R,
    unit: fn([u8; 2]) -> u16,
    /// An odd byte, or the first half of a pair, left from the last time.
    odd: Option<u8>,
    high: Option<u16>,
    /// Whether the byte order mark has still to be passed over.
    is_first: bool,
    out: Vec<u8>,
    at: usize,
}

impl<R: Read> Utf16<R> {
    pub(super) fn new(from: R, unit: fn([u8; 2]) -> u16) -> Utf16<R> {
        Utf16 { from, unit, odd: None, high: None, is_first: true, out: Vec::new(), at: 0 }
    }

    /// Whether more came.
    fn fill(&mut self) -> io::Result<bool> {
        self.out.clear();
        self.at = 0;
        let mut raw = [0; 8 << 10];
        let held = self.odd.take().map_or(0, |odd| {
            raw[0] = odd;
            1
        });
        let read = loop {
            match self.from.read(&mut raw[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let raw = &raw[..held + read];
        for pair in raw.chunks(2) {
            match pair {
                [one, other] => self.push((self.unit)([*one, *other])),
                [odd, ..] if read > 0 => self.odd = Some(*odd),
                _ => self.out.extend_from_slice("\u{FFFD}".as_bytes()),
            }
        }
        if read == 0 {
            self.push_lone();
        }
        Ok(read > 0 || !self.out.is_empty())
    }

    fn push(&mut self, unit: u16) {
        if std::mem::take(&mut self.is_first) && unit == 0xFEFF {
            return;
        }
        match (self.high, unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x10000 + ((u32::from(high) & 0x3FF) << 10 | u32::from(unit) & 0x3FF);
                self.high = None;
                push_code(code, &mut self.out);
            }
            (_, 0xD800..=0xDBFF) => {
                self.push_lone();
                self.high = Some(unit);
            }
            _ => {
                self.push_lone();
                push_code(unit.into(), &mut self.out);
            }
        }
    }

    fn push_lone(&mut self) {
        if let Some(high) = self.high.take() {
            push_code(high.into(), &mut self.out);
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() {
            if !self.fill()? {
                return Ok(0);
            }
        }
        let some = to.len().min(self.out.len() - self.at);
        to[..some].copy_from_slice(&self.out[self.at..self.at + some]);
        self.at += some;
        Ok(some)
    }
}

/// Appends a code point in generalised UTF-8, in which a lone surrogate has three bytes. Above U+10FFFF nothing is appended.
pub(super) fn push_code(code: u32, out: &mut Vec<u8>) {
    match char::from_u32(code) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None if code < 0x11_0000 => out.extend_from_slice(&[
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ]),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn all(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        super::text(&bytes).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn whatever_it_is_packed_in_the_text_is_the_same() {
        let text = "Path,Größe\r\n😀,1\r\n";
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        let wide = |order: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        };
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in
            [text.into(), marked, gzip.finish().unwrap(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
        {
            assert_eq!(all(&bytes), text.as_bytes());
        }
        assert_eq!(all(b"bad\xFF"), b"bad\xFF");
        assert_eq!(all(b"\xFF\xFEa\x00\x00\xD8b\x00"), b"a\xED\xA0\x80b");
        assert_eq!(all(b""), b"");
    }
}
