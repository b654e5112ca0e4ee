//! The JSON of ncdu since version 1.9, of gdu, and of those that write the same: `[1, minor, {about}, folder]`, where a folder is an array
//! whose first element is what is known of it, and the others are what is in it.

use super::walker::{Token, Walker};
use crate::import::about::{About, said};
use crate::import::file_kinds::kind_of_mode;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::Lines;
use crate::import::maker::Maker;
use crate::import::values::{number, seconds};
use crate::model::{
    Cancel, Column, FolderId, Kind, ListMistake, Location, Meta, Operation, SourceError, TimesOfSource,
};

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    if !head.start().starts_with(b"[") {
        return None;
    }
    let text = Box::new(head.text);
    let mut walker = Walker::new(Lines::new(text, Cancel::default()));
    let mut next = || walker.next().ok().map(|token| (token, walker.text().to_vec(), walker.depth()));
    let (begin, major, minor, object) = (next()?, next()?, next()?, next()?);
    let is_number = |token: &(Token, Vec<u8>, usize)| token.0 == Token::Number;
    if begin.0 != Token::Array || !is_number(&major) || major.1 != b"1" || !is_number(&minor) {
        return None;
    }
    if object.0 != Token::Object {
        return None;
    }
    let (mut about, mut version) = (About::unix(), None);
    loop {
        let (token, key, _) = next()?;
        match token {
            Token::Key => {}
            Token::ObjectEnd => break,
            _ => return None,
        }
        let (token, value, _) = next()?;
        match (token, key.as_slice()) {
            (Token::Text, b"progname") => about.program = said(&value),
            (Token::Text, b"progver") => version = said(&value),
            (Token::Number, b"timestamp") => about.as_of = seconds(&value),
            (Token::Object | Token::Array | Token::Broken | Token::End, _) => return None,
            _ => {}
        }
    }
    if next()?.0 != Token::Array {
        return None;
    }
    if let (Some(program), Some(version)) = (&mut about.program, version) {
        *program += " ";
        *program += &version;
    }
    if memchr::memmem::find(head.text, b"\"mtime\"").is_none() {
        about.times = TimesOfSource::Absent;
    }
    Some((100, about))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut walker = Walker::new(Lines::new(text, job.sink.cancel().clone()));
    let mut maker = job.maker()?;
    match all(&mut walker, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(walker.position()),
        Err(error) => maker.finish_failed(error),
    }
}

/// A folder that was begun and not ended.
#[derive(Clone, Copy)]
struct Open {
    /// `None` if its name is none, or it is not known yet.
    folder: Option<FolderId>,
    device: Option<u64>,
    is_named: bool,
}

/// Everything; `false` if it isn't such JSON, or ends too early.
fn all(walker: &mut Walker<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
    // What stands before the top: `[1, minor, {about},`.
    if walker.next()? != Token::Array || !walker.skip()? || !walker.skip()? || !walker.skip()? {
        return Ok(false);
    }
    let mut open: Vec<Open> = Vec::new();
    loop {
        match walker.next()? {
            Token::Array => {
                let device = open.last().and_then(|open| open.device);
                open.push(Open { folder: None, device, is_named: false });
            }
            Token::ArrayEnd => {
                let closed = open.pop();
                if closed.is_none() {
                    // Some write more behind the top; ncdu says that this is to be passed over.
                    return Ok(true);
                }
            }
            Token::Object => {
                let line = walker.line();
                let Some(entry) = entry(walker)? else { return Ok(false) };
                let above = open.len().checked_sub(2).map(|at| open[at]);
                match open.last_mut() {
                    Some(last) if !last.is_named => {
                        last.is_named = true;
                        last.device = entry.device.or(last.device);
                        last.folder = match above {
                            None => Some(maker.named_top(&entry.name, line)?),
                            Some(Open { folder: Some(parent), .. }) => {
                                maker.entered(parent, &entry.name, line)?
                            }
                            Some(_) => None,
                        };
                        if let Some(folder) = last.folder {
                            maker.folder_row(folder, entry.meta(Kind::Folder, last.device))?;
                            entry.note(folder, line, maker)?;
                        }
                    }
                    Some(Open { folder: Some(folder), device, .. }) => {
                        let (folder, device) = (*folder, *device);
                        if entry.is_left_out {
                            if let Some(folder) = maker.entered(folder, &entry.name, line)? {
                                maker.unread(folder, ListMistake::LeftOut, line)?;
                            }
                            continue;
                        }
                        let kind = entry.kind();
                        let meta = entry.meta(kind, entry.device.or(device));
                        if kind == Kind::Folder {
                            if let Some(folder) = maker.entered(folder, &entry.name, line)? {
                                maker.folder_row(folder, meta)?;
                                entry.note(folder, line, maker)?;
                            }
                            continue;
                        }
                        maker.entry_in(folder, &entry.name, meta, line)?;
                        if entry.is_unread {
                            let at = Location::in_folder(folder, &entry.name);
                            let what = ListMistake::Says("read_error".into());
                            maker.problem(Operation::LookAt, at, what, line)?;
                        }
                    }
                    Some(_) => {}
                    None => return Ok(true),
                }
            }
            Token::Broken | Token::End => return Ok(false),
            // No version has other values here.
            _ => {}
        }
    }
}

/// What an object says.
#[derive(Default)]
struct Entry {
    name: Vec<u8>,
    size: Option<u64>,
    allocated: Option<u64>,
    device: Option<u64>,
    inode: Option<u64>,
    links: Option<u32>,
    owner: Option<u32>,
    group: Option<u32>,
    mode: Option<u32>,
    modified: Option<i64>,
    is_special: bool,
    is_left_out: bool,
    is_unread: bool,
    is_linked: bool,
}

/// The rest of an object; `None` if it is broken.
fn entry(walker: &mut Walker<'_>) -> Result<Option<Entry>, SourceError> {
    let mut entry = Entry::default();
    loop {
        match walker.next()? {
            Token::Key => {}
            Token::ObjectEnd => return Ok(Some(entry)),
            _ => return Ok(None),
        }
        // The longest key that means something has eleven letters.
        let mut key = [0; 16];
        let length = walker.text().len().min(key.len());
        key[..length].copy_from_slice(&walker.text()[..length]);
        let key = &key[..length];
        match walker.next()? {
            Token::Text if key == b"name" => entry.name = walker.text().to_vec(),
            Token::Text if key == b"excluded" => entry.is_left_out = true,
            Token::Number => entry.put(key, walker.text()),
            Token::Truth(true) => match key {
                b"notreg" => entry.is_special = true,
                b"read_error" => entry.is_unread = true,
                b"hlnkc" => entry.is_linked = true,
                _ => {}
            },
            Token::Object | Token::Array => {
                let depth = walker.depth();
                while walker.depth() >= depth {
                    if matches!(walker.next()?, Token::Broken | Token::End) {
                        return Ok(None);
                    }
                }
            }
            Token::Broken | Token::End => return Ok(None),
            _ => {}
        }
    }
}

impl Entry {
    fn put(&mut self, key: &[u8], value: &[u8]) {
        let narrow = || number(value).and_then(|number| u32::try_from(number).ok());
        match key {
            b"asize" => self.size = number(value),
            b"dsize" => self.allocated = number(value),
            b"dev" => self.device = number(value),
            b"ino" => self.inode = number(value),
            b"nlink" => self.links = narrow(),
            b"uid" => self.owner = narrow(),
            b"gid" => self.group = narrow(),
            b"mode" => self.mode = narrow(),
            b"mtime" => self.modified = seconds(value),
            _ => {}
        }
    }

    /// Its kind; where it isn't a regular file only the mode says which.
    fn kind(&self) -> Kind {
        match self.mode.and_then(kind_of_mode) {
            Some(kind) => kind,
            None if self.is_special => Kind::Symlink,
            None => Kind::File,
        }
    }

    fn meta(&self, kind: Kind, device: Option<u64>) -> Meta {
        let mut meta = Meta::unknown(kind);
        // A size of 0 is left out.
        let sizes_are_known = kind != Kind::Folder && !self.is_unread || self.size.is_some();
        meta.size = self.size.or(sizes_are_known.then_some(0));
        meta.allocated = self.allocated.or(sizes_are_known.then_some(0));
        meta.modified = self.modified;
        let facts = &mut meta.facts;
        facts.mode = self.mode.map(|mode| (mode & 0o7777) as u16);
        (facts.owner, facts.group, facts.links) = (self.owner, self.group, self.links);
        (facts.device, facts.inode) = (device, self.inode);
        if self.inode.is_some() {
            facts.read = facts.read.with(Column::Inode);
        }
        if self.is_linked {
            meta.set_links_by_facts();
        }
        meta
    }

    /// What the list says of a folder that was not read.
    fn note(&self, folder: FolderId, line: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        if self.is_left_out {
            return maker.unread(folder, ListMistake::LeftOut, line);
        }
        if self.is_unread { maker.unread(folder, ListMistake::Unread, line) } else { Ok(()) }
    }
}
