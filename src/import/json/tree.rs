//! What `tree -J` prints: objects whose `contents` are the objects in them. With `-f` each name is a whole path.

use super::walker::{Token, Walker};
use crate::import::about::About;
use crate::import::dates::Stamp;
use crate::import::file_kinds::kind_of_word;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::Lines;
use crate::import::maker::Maker;
use crate::import::paths::last_part;
use crate::import::terms::DateOrder;
use crate::import::values::{mode, number};
use crate::model::{Cancel, Column, FolderId, Kind, ListMistake, Meta, SourceError, TimesOfSource};
use crate::text::ClockReader;

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    if !head.start().starts_with(b"[") {
        return None;
    }
    let mut walker = Walker::new(Lines::new(Box::new(head.text), Cancel::default()));
    let mut next = || walker.next().ok().map(|token| (token, walker.text().to_vec()));
    if next()?.0 != Token::Array || next()?.0 != Token::Object {
        return None;
    }
    if next()? != (Token::Key, b"type".to_vec()) {
        return None;
    }
    let (token, kind) = next()?;
    if token != Token::Text || !matches!(kind.as_slice(), b"directory" | b"file" | b"link") {
        return None;
    }
    if next()? != (Token::Key, b"name".to_vec()) {
        return None;
    }
    let has_times = memchr::memmem::find(head.text, b"\"time\":").is_some();
    let times = if has_times { TimesOfSource::TakenForLocal } else { TimesOfSource::Absent };
    Some((95, About { program: Some("tree".to_owned()), times, ..About::unix() }))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let walker = Walker::new(Lines::new(text, job.sink.cancel().clone()));
    let mut maker = job.maker()?;
    let mut list = List { walker, open: Vec::new(), clock: ClockReader::local() };
    match list.all(&mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(list.walker.position()),
        Err(error) => maker.finish_failed(error),
    }
}

struct List<'r> {
    walker: Walker<'r>,
    /// The entries that were begun and not ended.
    open: Vec<Entry>,
    clock: ClockReader,
}

/// What an object says so far.
#[derive(Default)]
struct Entry {
    kind: Option<Kind>,
    name: Vec<u8>,
    size: Option<u64>,
    mode: Option<u16>,
    owner: Vec<u8>,
    group: Vec<u8>,
    inode: Option<u64>,
    device: Option<u64>,
    time: Option<i64>,
    target: Option<Vec<u8>>,
    error: Option<Vec<u8>>,
    /// Which folder it is, once what is in it comes.
    folder: Option<FolderId>,
    is_put: bool,
    is_report: bool,
    line: u64,
}

impl List<'_> {
    /// Everything; `false` if it isn't such JSON, or ends too early.
    fn all(&mut self, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        if self.walker.next()? != Token::Array {
            return Ok(false);
        }
        loop {
            match self.walker.next()? {
                Token::Object => {
                    let line = self.walker.line();
                    self.open.push(Entry { line, ..Entry::default() });
                }
                Token::ObjectEnd => {
                    self.put(maker)?;
                    self.open.pop();
                }
                Token::ArrayEnd if self.walker.depth() == 0 => return Ok(true),
                Token::ArrayEnd => {}
                Token::Key => {
                    let is_sound = self.value(maker)?;
                    if !is_sound {
                        return Ok(false);
                    }
                }
                Token::Broken | Token::End => return Ok(false),
                _ => {}
            }
        }
    }

    /// The value of a key; `false` if it is broken.
    fn value(&mut self, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
        let mut key = [0; 16];
        let length = self.walker.text().len().min(key.len());
        key[..length].copy_from_slice(&self.walker.text()[..length]);
        let key = &key[..length];
        let token = self.walker.next()?;
        if matches!(token, Token::Broken | Token::End) {
            return Ok(false);
        }
        if token == Token::Array && key == b"contents" {
            self.put(maker)?;
            return Ok(true);
        }
        if matches!(token, Token::Array | Token::Object) {
            let depth = self.walker.depth();
            while self.walker.depth() >= depth {
                if matches!(self.walker.next()?, Token::Broken | Token::End) {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let (text, Some(entry)) = (self.walker.text(), self.open.last_mut()) else { return Ok(true) };
        match key {
            b"type" => {
                entry.is_report = text == b"report";
                entry.kind = Some(kind_of_word(text, b"directory"));
            }
            b"name" => entry.name = text.to_vec(),
            b"size" => entry.size = number(text),
            b"mode" => entry.mode = mode(text),
            b"user" => entry.owner = text.to_vec(),
            b"group" => entry.group = text.to_vec(),
            b"inode" => entry.inode = number(text),
            b"dev" => entry.device = number(text),
            b"time" => {
                let stamp = Stamp::read(text, DateOrder::YearMonthDay);
                entry.time = stamp.and_then(|stamp| stamp.moment(&mut self.clock));
            }
            b"target" => entry.target = Some(text.to_vec()),
            b"error" => entry.error = Some(text.to_vec()),
            _ => {}
        }
        Ok(true)
    }

    /// The last entry is known well enough to be put into its folder, which it is once.
    fn put(&mut self, maker: &mut Maker<'_>) -> Result<(), SourceError> {
        let parent =
            self.open.len().checked_sub(2).map(|at| (self.open[at].folder, self.open[at].name.clone()));
        let Some(entry) = self.open.last_mut().filter(|entry| !entry.is_report) else { return Ok(()) };
        if std::mem::replace(&mut entry.is_put, true) {
            return Ok(());
        }
        // An object with nothing but an error is about the folder that it is in.
        if let (Some(error), true) = (&entry.error, entry.name.is_empty()) {
            let what = ListMistake::Says(crate::import::about::quoted(error));
            return match parent {
                Some((Some(folder), _)) => maker.unread(folder, what, entry.line),
                _ => maker.fault(entry.line, what, None),
            };
        }
        let mut meta = Meta::unknown(entry.kind.unwrap_or(Kind::File));
        (meta.size, meta.modified) = (entry.size, entry.time);
        meta.facts.mode = entry.mode;
        (meta.facts.inode, meta.facts.device) = (entry.inode, entry.device);
        if entry.inode.is_some() {
            meta.facts.read = meta.facts.read.with(Column::Inode);
        }
        if !entry.owner.is_empty() {
            meta.facts.owner = maker.account(Column::Owner, &entry.owner)?;
        }
        if !entry.group.is_empty() {
            meta.facts.group = maker.account(Column::Group, &entry.group)?;
        }
        let is_folder = meta.kind == Kind::Folder;
        if let Some(target) = entry.target.take().filter(|_| meta.kind == Kind::Symlink) {
            maker.next_points_at(target);
        }
        let Some((parent, above)) = parent else {
            if is_folder {
                let top = maker.named_top(&entry.name, entry.line)?;
                entry.folder = Some(top);
                maker.folder_row(top, meta)?;
            } else {
                maker.file_at(&entry.name, meta, entry.line)?;
            }
            return Ok(());
        };
        let Some(parent) = parent else { return Ok(()) };
        // With `-f` the name begins with that of the folder; no other name holds a separator.
        let name = if entry.name.starts_with(&above) && entry.name.contains(&b'/') {
            last_part(&entry.name, b'/')
        } else {
            &entry.name
        };
        if !is_folder {
            return maker.entry_in(parent, name, meta, entry.line);
        }
        if let Some(folder) = maker.entered(parent, name, entry.line)? {
            entry.folder = Some(folder);
            maker.folder_row(folder, meta)?;
            if let Some(error) = &entry.error {
                let what = ListMistake::Says(crate::import::about::quoted(error));
                maker.unread(folder, what, entry.line)?;
            }
        }
        Ok(())
    }
}
