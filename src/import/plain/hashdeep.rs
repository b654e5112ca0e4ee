//! The list of hashdeep: a size, some hashes and a path, nothing in quotes. A name that holds a line end goes on in the next line, which
//! then has no size and hashes in front.

use crate::import::about::{About, said};
use crate::import::head::{Head, path_separator};
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::{LONGEST, Lines, Piece};
use crate::import::maker::Maker;
use crate::import::paths::anchor;
use crate::import::values::number;
use crate::model::{Kind, ListMistake, Meta, SourceError, TimesOfSource};

const MAGIC: &[u8] = b"%%%% HASHDEEP-1.0";
const INVOKED: &[u8] = b"## Invoked from: ";

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    if !head.text.starts_with(MAGIC) {
        return None;
    }
    let folder = head.lines().find_map(|line| line.strip_prefix(INVOKED));
    let about = About {
        program: said(b"hashdeep"),
        times: TimesOfSource::Absent,
        separator: path_separator(folder.into_iter()),
        ..About::unix()
    };
    Some((100, about))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let separator = job.origin.separator;
    let mut maker = job.maker()?;
    let mut list = List { separator, hashes: Vec::new(), folder: Vec::new(), entry: None };
    match list.all(&mut lines, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

struct List {
    separator: u8,
    /// How many digits each hash has.
    hashes: Vec<usize>,
    /// The folder that its paths begin in.
    folder: Vec<u8>,
    /// The last entry, whose name may go on: its line, its size and its path.
    entry: Option<(u64, u64, Vec<u8>)>,
}

impl List {
    /// Every line; `false` if the last one is cut.
    fn all(&mut self, lines: &mut Lines<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        loop {
            let number = lines.line();
            match lines.next(b'\n')? {
                Piece::Whole(_, false) => {
                    self.put(maker)?;
                    return Ok(false);
                }
                Piece::Whole(piece, true) => self.line(lines.get(piece), number, maker)?,
                Piece::TooLong => maker.fault(number, ListMistake::TooLong, None)?,
                Piece::End => {
                    self.put(maker)?;
                    return Ok(true);
                }
            }
        }
    }

    fn line(&mut self, line: &[u8], number: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        if let Some(columns) = line.strip_prefix(b"%%%% size,").filter(|_| self.hashes.is_empty()) {
            let names: Vec<&[u8]> = columns.split(|byte| *byte == b',').collect();
            let hashes = names.split_last().map_or(&[][..], |(_, hashes)| hashes);
            self.hashes = hashes.iter().map(|name| digits(name)).collect();
            return Ok(());
        }
        if let Some(folder) = line.strip_prefix(INVOKED).filter(|_| self.folder.is_empty()) {
            self.folder = folder.strip_suffix(b"\r").unwrap_or(folder).to_vec();
            return Ok(());
        }
        if self.entry.is_none() && (line.is_empty() || line.starts_with(b"#") || line.starts_with(b"%%%%")) {
            return Ok(());
        }
        if let Some((size, path)) = self.parsed(line) {
            let path = path.to_vec();
            self.put(maker)?;
            self.entry = Some((number, size, path));
            return Ok(());
        }
        match &mut self.entry {
            Some((_, _, path)) if path.len() + line.len() < LONGEST => {
                path.push(b'\n');
                path.extend_from_slice(line);
                Ok(())
            }
            _ => maker.fault(number, ListMistake::NotUnderstood, None),
        }
    }

    /// A line's size and path, if it has both and the hashes between them.
    fn parsed<'l>(&self, line: &'l [u8]) -> Option<(u64, &'l [u8])> {
        let mut parts = line.splitn(self.hashes.len() + 2, |byte| *byte == b',');
        let size = number(parts.next()?)?;
        for &digits in &self.hashes {
            let hash = parts.next()?;
            if hash.len() != digits && digits != 0 || !hash.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
        }
        parts.next().filter(|path| !path.is_empty()).map(|path| (size, path))
    }

    /// The last entry is whole.
    fn put(&mut self, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let Some((line, size, mut path)) = self.entry.take() else { return Ok(()) };
        if self.separator == b'\\' && path.last() == Some(&b'\r') {
            path.pop();
        }
        let meta = Meta { size: Some(size), ..Meta::unknown(Kind::File) };
        if anchor(&path, self.separator).is_empty() && !self.folder.is_empty() {
            if maker.has_no_top() {
                maker.top(&self.folder)?;
            }
            let path = [&self.folder[..], &[self.separator], &path].concat();
            return maker.file_at(&path, meta, line);
        }
        maker.file_at(&path, meta, line)
    }
}

/// How many digits a hash has; 0 if that is not known.
fn digits(name: &[u8]) -> usize {
    match name {
        b"md5" => 32,
        b"sha1" => 40,
        b"sha256" => 64,
        b"tiger" => 48,
        b"whirlpool" => 128,
        _ => 0,
    }
}
