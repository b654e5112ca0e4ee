//! The beginning of a list, by which it is known.

use super::csv::record::{Cells, Split, Syntax, split};
use super::lines::without_return;

/// Records that are looked at.
const RECORDS: usize = 60;

/// The first bytes of a list's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'t> {
    /// The text.
    pub text: &'t [u8],
    /// Whether that is all of it.
    pub is_whole: bool,
}

/// A record of the beginning.
pub(super) type Record = Vec<Vec<u8>>;

impl<'t> Head<'t> {
    /// Its lines; the last one may be cut.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'t [u8]> + use<'t> {
        self.text.split(|byte| *byte == b'\n').map(without_return)
    }

    /// What comes first but blanks and line ends.
    pub(super) fn start(&self) -> &'t [u8] {
        self.text.trim_ascii_start()
    }

    /// Its first records as those of a CSV; none that is cut, but those that are broken, as one cell.
    pub(super) fn records(&self, separator: u8) -> Vec<Record> {
        let syntax = Syntax { separator, has_lines_in_quotes: true };
        let (mut rest, mut cells, mut records) = (self.text, Cells::default(), Vec::new());
        while !rest.is_empty() && records.len() < RECORDS {
            match split(rest, self.is_whole, syntax, &mut cells) {
                Split::Record { bytes, is_ended, .. } => {
                    if is_ended || self.is_whole {
                        records.push(cells.all(rest).map(<[u8]>::to_vec).collect());
                    }
                    rest = &rest[bytes..];
                }
                Split::OpenQuote { bytes, .. } => rest = &rest[bytes..],
                Split::More => break,
            }
        }
        records
    }
}

/// What stands between the parts of paths like these: `\` if any of them shows that, else `/`.
pub(super) fn path_separator<'p>(paths: impl Iterator<Item = &'p [u8]>) -> u8 {
    let mut counts = (0, 0);
    for path in paths {
        match path {
            [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic() => return b'\\',
            [b'\\', b'\\', ..] => return b'\\',
            [b'/', ..] => return b'/',
            _ => {
                counts.0 += usize::from(path.contains(&b'\\'));
                counts.1 += usize::from(path.contains(&b'/'));
            }
        }
    }
    if counts.0 > counts.1 { b'\\' } else { b'/' }
}
