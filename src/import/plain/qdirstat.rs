//! QDirStat's cache files: a line for each entry, in folders that have a line of their own before it. Bytes that would part a line are
//! written as `%20`.

use crate::import::about::{About, quoted, said};
use crate::import::escapes::push_percent;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::{Lines, Piece};
use crate::import::maker::Maker;
use crate::import::values::{hexadecimal, mode, number, signed};
use crate::model::{FolderId, Kind, ListMistake, Meta, SourceError};

const MAGIC: [&[u8]; 2] = [b"[qdirstat ", b"[kdirstat "];
const NOT_OPENED: &[u8] = b"# Can't open ";

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    let line = head.lines().next()?;
    let version =
        MAGIC.into_iter().find_map(|magic| line.strip_prefix(magic))?.split(|byte| *byte == b' ').next()?;
    let program = said(&[b"QDirStat cache ", version].concat());
    Some((100, About { program, ..About::unix() }))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let mut maker = job.maker()?;
    let mut list = List { folder: None, name: Vec::new() };
    match list.all(&mut lines, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

struct List {
    /// The folder whose entries follow.
    folder: Option<FolderId>,
    name: Vec<u8>,
}

impl List {
    /// Every line; `false` if the last one is cut.
    fn all(&mut self, lines: &mut Lines<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        loop {
            let number = lines.line();
            match lines.next(b'\n')? {
                Piece::Whole(_, false) => return Ok(false),
                Piece::Whole(piece, true) => {
                    let line = lines.get(piece).trim_ascii();
                    if let Some(folder) = line.strip_prefix(NOT_OPENED) {
                        not_opened(folder, number, maker)?;
                    } else if !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"[") {
                        self.line(line, number, maker)?;
                    }
                }
                Piece::TooLong => maker.fault(number, ListMistake::TooLong, None)?,
                Piece::End => return Ok(true),
            }
        }
    }

    fn line(&mut self, line: &[u8], number: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let kind = match words.next().map(<[u8]>::to_ascii_lowercase).as_deref() {
            Some(b"f") => Kind::File,
            Some(b"d") => Kind::Folder,
            Some(b"l") => Kind::Symlink,
            Some(b"blockdev") => Kind::Block,
            Some(b"chardev") => Kind::Char,
            Some(b"fifo") => Kind::Fifo,
            Some(b"socket") => Kind::Socket,
            _ => return maker.fault(number, ListMistake::NotUnderstood, None),
        };
        let Some(name) = words.next() else {
            return maker.fault(number, ListMistake::NotUnderstood, None);
        };
        let words: Vec<&[u8]> = words.take(16).collect();
        let mut meta = Meta::unknown(kind);
        if fill(&mut meta, &words).is_none() {
            return maker.fault(number, ListMistake::NotUnderstood, None);
        }
        self.name.clear();
        push_percent(name, &mut self.name);
        if kind == Kind::Folder {
            if maker.has_no_top() {
                maker.top(&self.name)?;
            }
            self.folder = maker.folder_row_at(&self.name, meta, number)?;
            return Ok(());
        }
        match self.folder {
            _ if self.name.contains(&b'/') => maker.file_at(&self.name, meta, number),
            Some(folder) => maker.entry_in(folder, &self.name, meta, number),
            None => maker.fault(number, ListMistake::NotUnderstood, None),
        }
    }
}

/// A folder that its writer could not open: its path as it is, and why.
fn not_opened(said: &[u8], line: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
    let Some(end) = memchr::memmem::rfind(said, b": ") else { return Ok(()) };
    match maker.folder_at(&said[..end])? {
        Some(folder) => maker.unread(folder, ListMistake::Says(quoted(&said[end + 2..])), line),
        None => Ok(()),
    }
}

/// Size, owner, group, permissions and time; in the first version of the format only size and time. `None` if these are not there.
fn fill(meta: &mut Meta, words: &[&[u8]]) -> Option<()> {
    meta.size = Some(sized(words.first()?)?);
    let has_owner = words.len() > 4 && words.get(4).is_some_and(|word| is_time(word));
    let time = if has_owner { words[4] } else { words.get(1).filter(|word| is_time(word))? };
    meta.modified = hexadecimal(time).and_then(|time| i64::try_from(time).ok()).or_else(|| signed(time));
    if has_owner {
        let narrow = |word: &[u8]| number(word).and_then(|number| number.try_into().ok());
        (meta.facts.owner, meta.facts.group) = (narrow(words[1]), narrow(words[2]));
        meta.facts.mode = mode(words[3]);
    }
    let more = &words[if has_owner { 5 } else { 2 }..];
    let value =
        |name: &[u8]| more.windows(2).find_map(|pair| if pair[0] == name { number(pair[1]) } else { None });
    if let Some(blocks) = value(b"blocks:") {
        meta.allocated = blocks.checked_mul(512);
    }
    meta.facts.links = value(b"links:").and_then(|links| links.try_into().ok());
    Some(())
}

fn is_time(word: &[u8]) -> bool {
    word.starts_with(b"0x") || signed(word).is_some() && word.len() > 6
}

/// A size, which may be in whole KiB, MiB and so on.
fn sized(word: &[u8]) -> Option<u64> {
    let (digits, shift) = match word.split_last()? {
        (b'K', digits) => (digits, 10),
        (b'M', digits) => (digits, 20),
        (b'G', digits) => (digits, 30),
        (b'T', digits) => (digits, 40),
        _ => (word, 0),
    };
    number(digits)?.checked_mul(1 << shift)
}
