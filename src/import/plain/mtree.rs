//! Lists in the form of mtree(5): with whole paths, as bsdtar writes them, or with names in folders that are entered and left, as mtree
//! does.

use crate::import::about::{About, said};
use crate::import::escapes::push_vis;
use crate::import::file_kinds::kind_of_word;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::{LONGEST, Lines, Piece};
use crate::import::maker::Maker;
use crate::import::paths::without_end;
use crate::import::values::{mode, number, seconds};
use crate::model::{Column, Facts, FolderId, Kind, ListMistake, Meta, SourceError};

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    let text = head.start();
    let comment = |name: &[u8]| {
        let lines = head.lines().take(8).filter_map(|line| line.strip_prefix(b"#"));
        lines
            .map(<[u8]>::trim_ascii)
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(b":").and_then(said))
    };
    let is_mtree = text.starts_with(b"#mtree");
    if !is_mtree && (!text.starts_with(b"#") || comment(b"user").is_none() || comment(b"tree").is_none()) {
        return None;
    }
    let program = said(if is_mtree { b"mtree (libarchive)" } else { b"mtree" });
    Some((98, About { program, machine: comment(b"machine"), ..About::unix() }))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let mut maker = job.maker()?;
    let mut list = List { set: Vec::new(), top: None, way: Vec::new(), name: Vec::new() };
    match list.all(&mut lines, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

struct List {
    /// What holds for every entry that doesn't say otherwise, one keyword with its value each.
    set: Vec<Vec<u8>>,
    /// The path of what the list is of, if it says so.
    top: Option<Vec<u8>>,
    /// The folders that were entered; `None` for one whose name is none.
    way: Vec<Option<FolderId>>,
    name: Vec<u8>,
}

/// Keywords that hold for all, at most.
const SET: usize = 64;

impl List {
    /// Every line; `false` if the last one is cut.
    fn all(&mut self, lines: &mut Lines<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        let mut long: Vec<u8> = Vec::new();
        loop {
            let number = lines.line();
            let piece = match lines.next(b'\n')? {
                Piece::Whole(_, false) => return Ok(false),
                Piece::Whole(piece, true) => piece,
                Piece::TooLong => {
                    maker.fault(number, ListMistake::TooLong, None)?;
                    continue;
                }
                // A line that goes on has nothing to go on with.
                Piece::End => return Ok(long.is_empty()),
            };
            let line = lines.get(piece);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if let Some(begun) = line.strip_suffix(b"\\").filter(|_| !line.starts_with(b"#")) {
                if long.len() + begun.len() < LONGEST {
                    long.extend_from_slice(begun);
                }
                continue;
            }
            if long.is_empty() {
                self.line(line, number, maker)?;
            } else {
                long.extend_from_slice(line);
                let whole = std::mem::take(&mut long);
                self.line(&whole, number, maker)?;
            }
        }
    }

    fn line(&mut self, line: &[u8], number: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let line = line.trim_ascii();
        if let Some(comment) = line.strip_prefix(b"#") {
            if let Some(top) = comment.trim_ascii().strip_prefix(b"tree:").filter(|_| self.top.is_none()) {
                self.top = Some(top.trim_ascii().to_vec());
            }
            return Ok(());
        }
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        match words.next() {
            None => return Ok(()),
            Some(b"/set") => {
                words.for_each(|word| self.put(word));
                return Ok(());
            }
            Some(b"/unset") => {
                words.for_each(|word| self.set.retain(|known| key(known) != word));
                return Ok(());
            }
            Some(b"..") => {
                // The last one is the top.
                self.way.pop();
                return Ok(());
            }
            Some(name) => {
                let mut bytes = std::mem::take(&mut self.name);
                bytes.clear();
                let is_sound = push_vis(name, &mut bytes);
                self.name = bytes;
                if !is_sound {
                    return maker.fault(number, ListMistake::NotUnderstood, None);
                }
            }
        }
        let mut values = Values::default();
        for word in self.set.iter().map(Vec::as_slice).chain(words) {
            values.take(word);
        }
        let meta = values.meta(maker)?;
        self.entry(meta, number, maker)
    }

    fn entry(&mut self, meta: Meta, line: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let is_folder = meta.kind == Kind::Folder;
        if !self.name.contains(&b'/') {
            let parent = match self.way.last() {
                Some(Some(parent)) => *parent,
                // In a folder whose name is none; that was said of it.
                Some(None) => {
                    if is_folder {
                        self.way.push(None);
                    }
                    return Ok(());
                }
                None if self.name == b"." || maker.has_no_top() => {
                    let top = self.top.clone().unwrap_or_else(|| b".".to_vec());
                    let top = maker.top(&top)?;
                    if self.name == b"." {
                        self.way.push(Some(top));
                        return maker.folder_row(top, meta);
                    }
                    self.way.push(Some(top));
                    top
                }
                None => return maker.fault(line, ListMistake::NotUnderstood, None),
            };
            if !is_folder {
                return maker.entry_in(parent, &self.name, meta, line);
            }
            let folder = maker.entered(parent, &self.name, line)?;
            self.way.push(folder);
            return match folder {
                Some(folder) => maker.folder_row(folder, meta),
                None => Ok(()),
            };
        }
        // A whole path, from the folder that the list is made in.
        if maker.has_no_top() {
            let is_of_all = is_folder && self.top.is_none();
            let top = if is_of_all { without_end(&self.name, b'/').to_vec() } else { b".".to_vec() };
            maker.top(&top)?;
        }
        if is_folder {
            maker.folder_row_at(&self.name, meta, line).map(drop)
        } else {
            maker.file_at(&self.name, meta, line)
        }
    }

    fn put(&mut self, word: &[u8]) {
        self.set.retain(|known| key(known) != key(word));
        if self.set.len() < SET {
            self.set.push(word.to_vec());
        }
    }
}

fn key(word: &[u8]) -> &[u8] {
    word.split(|byte| *byte == b'=').next().unwrap_or_default()
}

/// What the keywords of an entry say.
#[derive(Default)]
struct Values {
    kind: Option<Kind>,
    size: Option<u64>,
    time: Option<i64>,
    facts: Facts,
    uname: Vec<u8>,
    gname: Vec<u8>,
    target: Option<Vec<u8>>,
}

impl Values {
    fn take(&mut self, word: &[u8]) {
        let Some(at) = word.iter().position(|byte| *byte == b'=') else { return };
        let (key, value) = (&word[..at], &word[at + 1..]);
        let narrow = || number(value).and_then(|number| u32::try_from(number).ok());
        match key {
            b"type" => self.kind = Some(kind_of_word(value, b"dir")),
            b"size" => self.size = number(value),
            b"time" => self.time = seconds(value),
            b"mode" => self.facts.mode = mode(value),
            b"uid" => self.facts.owner = narrow(),
            b"gid" => self.facts.group = narrow(),
            b"nlink" => self.facts.links = narrow(),
            b"inode" => {
                self.facts.inode = number(value);
                self.facts.read = self.facts.read.with(Column::Inode);
            }
            b"resdevice" => self.facts.device = number(value),
            b"uname" => self.uname = value.to_vec(),
            b"link" => {
                let mut target = Vec::new();
                self.target = push_vis(value, &mut target).then_some(target);
            }
            b"gname" => self.gname = value.to_vec(),
            _ => {}
        }
    }

    fn meta(self, maker: &mut Maker<'_>) -> Result<Meta, SourceError> {
        let mut meta = Meta::unknown(self.kind.unwrap_or(Kind::File));
        if let Some(target) = self.target.filter(|_| meta.kind == Kind::Symlink) {
            maker.next_points_at(target);
        }
        (meta.size, meta.modified, meta.facts) = (self.size, self.time, self.facts);
        meta.facts.owner = account(Column::Owner, meta.facts.owner, &self.uname, maker)?;
        meta.facts.group = account(Column::Group, meta.facts.group, &self.gname, maker)?;
        meta.set_links_by_facts();
        Ok(meta)
    }
}

/// The number of an owner or a group, whose name is sent if there is one.
fn account(
    column: Column,
    number: Option<u32>,
    name: &[u8],
    maker: &mut Maker<'_>,
) -> Result<Option<u32>, SourceError> {
    match number {
        _ if name.is_empty() => Ok(number),
        Some(number) => maker.named_account(column, number, name).map(|()| Some(number)),
        None => maker.account(column, name),
    }
}
