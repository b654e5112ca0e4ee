//! Digital Forensics XML, as hashdeep and others write it: a `fileobject` for each file, with its values as elements.

use super::about::{About, said};
use super::dates::Stamp;
use super::file_kinds::kind_of_letter;
use super::head::{Head, path_separator};
use super::input::{push_code, text};
use super::job::Job;
use super::lines::{Lines, Piece};
use super::maker::Maker;
use super::paths::anchor;
use super::terms::DateOrder;
use super::values::{mode, number};
use crate::model::{Column, ColumnSet, Kind, ListMistake, Meta, SourceError};
use crate::text::ClockReader;

/// The longest value that is kept.
const LONGEST: usize = 1 << 20;

/// Whether this is one.
pub(super) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    let start = head.start();
    if !start.starts_with(b"<?xml") && !start.starts_with(b"<dfxml") {
        return None;
    }
    memchr::memmem::find(head.text, b"<dfxml")?;
    let element = |name: &str| {
        let begin = memchr::memmem::find(head.text, format!("<{name}>").as_bytes())? + name.len() + 2;
        let length = memchr::memchr(b'<', &head.text[begin..])?;
        said(&head.text[begin..begin + length])
    };
    let program = element("program").map(|program| match element("version") {
        Some(version) => format!("{program} {version}"),
        None => program,
    });
    let stamp = element("start_time").and_then(|time| Stamp::read(time.as_bytes(), DateOrder::YearMonthDay));
    let path = element("filename").unwrap_or_default();
    Some((
        100,
        About {
            program,
            machine: element("host"),
            as_of: stamp.and_then(|stamp| stamp.ahead_by(0)),
            separator: path_separator(std::iter::once(path.as_bytes())),
            ..About::unix()
        },
    ))
}

/// Reads one.
pub(super) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let separator = job.origin.separator;
    let mut maker = job.maker()?;
    let mut list = List { object: None, clock: ClockReader::local(), separator };
    match list.all(&mut lines, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

struct List {
    /// The file whose element is open.
    object: Option<Object>,
    clock: ClockReader,
    separator: u8,
}

/// What is known of a file so far.
struct Object {
    path: Vec<u8>,
    meta: Meta,
    links: Option<u32>,
    /// Whether it is one that was deleted from its file system.
    is_gone: bool,
}

impl List {
    /// Every element; `false` if the document is not closed.
    fn all(&mut self, lines: &mut Lines<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        loop {
            // Up to the end of a tag: the text before it, and the tag.
            match lines.next(b'>')? {
                Piece::Whole(piece, true) => {
                    let piece = lines.get(piece);
                    let Some(at) = memchr::memrchr(b'<', piece) else { continue };
                    let (value, tag) = (&piece[..at], &piece[at + 1..]);
                    if tag == b"/dfxml" {
                        return Ok(true);
                    }
                    self.tag(tag, value, maker)?;
                }
                Piece::TooLong => maker.fault(0, ListMistake::TooLong, None)?,
                Piece::Whole(_, false) | Piece::End => return Ok(false),
            }
        }
    }

    fn tag(&mut self, tag: &[u8], value: &[u8], maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let name = tag.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        if name == b"fileobject" {
            let meta = Meta::unknown(Kind::File);
            self.object = Some(Object { path: Vec::new(), meta, links: None, is_gone: false });
            return Ok(());
        }
        if name == b"/fileobject" {
            return match self.object.take() {
                Some(object) => self.put(object, maker),
                None => Ok(()),
            };
        }
        let (Some(object), Some(name)) = (&mut self.object, name.strip_prefix(b"/")) else { return Ok(()) };
        if value.len() > LONGEST {
            return Ok(());
        }
        object.take(name, value, &mut self.clock);
        Ok(())
    }

    fn put(&mut self, mut object: Object, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        if object.is_gone {
            return Ok(());
        }
        let facts = &mut object.meta.facts;
        facts.links = object.links;
        facts.read = [Column::Inode, Column::Accessed, Column::Changed]
            .into_iter()
            .filter(|column| facts.number(*column).is_some())
            .collect::<ColumnSet>();
        // No link count says which files are the same: a list has no devices, and may be of several.
        if maker.has_no_top() && anchor(&object.path, self.separator).is_empty() {
            maker.top(b".")?;
        }
        if object.meta.kind == Kind::Folder {
            return maker.folder_row_at(&object.path, object.meta, 0).map(drop);
        }
        maker.file_at(&object.path, object.meta, 0)
    }
}

impl Object {
    fn take(&mut self, name: &[u8], value: &[u8], clock: &mut ClockReader) {
        let mut time = || {
            let stamp = Stamp::read(value.trim_ascii(), DateOrder::YearMonthDay);
            stamp.and_then(|stamp| stamp.moment(clock))
        };
        let whole = || number(value.trim_ascii());
        let facts = &mut self.meta.facts;
        match name {
            b"filename" => {
                self.path.clear();
                push_entities(value, &mut self.path);
            }
            b"filesize" => self.meta.size = whole(),
            b"mtime" => self.meta.modified = time(),
            b"crtime" => self.meta.created = time(),
            b"atime" => facts.accessed = time(),
            b"ctime" => facts.changed = time(),
            b"inode" => facts.inode = whole(),
            b"nlink" => self.links = whole().and_then(|links| links.try_into().ok()),
            b"uid" => facts.owner = whole().and_then(|owner| owner.try_into().ok()),
            b"gid" => facts.group = whole().and_then(|group| group.try_into().ok()),
            b"mode" => facts.mode = mode(value.trim_ascii()),
            b"alloc" => self.is_gone = value.trim_ascii() == b"0",
            b"unalloc" => self.is_gone = value.trim_ascii() == b"1",
            b"name_type" => self.meta.kind = kind_of_letter(value.trim_ascii()).unwrap_or(Kind::File),
            _ => {}
        }
    }
}

/// Appends a value with the characters for its entities. One that is not known stays as it is.
fn push_entities(value: &[u8], out: &mut Vec<u8>) {
    let mut rest = value;
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.iter().take(12).position(|byte| *byte == b';');
        let code = end.and_then(|end| match &rest[..end] {
            b"amp" => Some(u32::from(b'&')),
            b"lt" => Some(u32::from(b'<')),
            b"gt" => Some(u32::from(b'>')),
            b"quot" => Some(u32::from(b'"')),
            b"apos" => Some(u32::from(b'\'')),
            [b'#', b'x', hex @ ..] => u32::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok(),
            [b'#', digits @ ..] => number(digits)?.try_into().ok(),
            _ => None,
        });
        match (code, end) {
            (Some(code), Some(end)) => {
                push_code(code, out);
                rest = &rest[end + 1..];
            }
            _ => out.push(b'&'),
        }
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_their_characters() {
        let mut out = Vec::new();
        push_entities(b"a &amp; b&#10;c&#xe9; &nope; &", &mut out);
        assert_eq!(out, "a & b\nc\u{e9} &nope; &".as_bytes());
    }
}
