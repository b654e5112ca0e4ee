//! What has come of a saved sheet so far, and whether the next part can be true.

use super::about::{self, About, SavedRoot};
use super::content::{Content, Parsed};
use super::folders::{FolderPart, may_be_at};
use super::json::{Object, read_text, read_u64};
use super::names::{ABOUT, Known};
use super::rows::{RowBlock, RowPart};
use super::{counts, known::KnownFolders};
use crate::model::{
    Batch, Block, Counts, Location, Origin, Problem, RootId, RootPhase, SourceError, SourceEvent, SourceKind,
    SourceSink, Unknown,
};
use crate::store::{Accounts, ProblemList};
use serde_json::Value;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

/// Problems of a message.
const PROBLEMS: usize = 1000;

/// See the module.
pub(super) struct Taken<'a> {
    sink: &'a mut dyn SourceSink,
    is_filtered: bool,
    roots: Vec<SavedRoot>,
    /// What was sent of each picked folder's counts.
    told: Vec<Counts>,
    folders: KnownFolders,
    problem_parts: u32,
    folder_parts: u32,
    row_parts: u32,
    rows: u64,
    /// Kept until the folders that they are in are there.
    problems: Vec<Problem>,
    /// The parts that were sound, with their checksums.
    parts: HashMap<Vec<u8>, u32>,
}

/// The reading goes on, or ends so.
type Flow = ControlFlow<Result<(), SourceError>>;

impl<'a> Taken<'a> {
    /// Sends what the file says of itself.
    pub(super) fn new(
        about: About,
        crc: u32,
        file: &Path,
        sink: &'a mut dyn SourceSink,
    ) -> Result<Taken<'a>, SourceError> {
        let is_filtered = about.filter.is_some();
        sink.send(SourceEvent::Origin(Box::new(Origin {
            file: file.to_owned(),
            kind: SourceKind::SavedSheet,
            program: about.program,
            machine: about.machine,
            as_of: about.as_of,
            times: about.times,
            filter: about.filter,
            separator: about.separator,
        })))?;
        if let Some(options) = about.options {
            sink.send(SourceEvent::Read { options: Box::new(options), elapsed: about.elapsed })?;
        }
        for (number, root) in (0..).zip(&about.roots) {
            sink.send(SourceEvent::Root { root: RootId(number), path: about::path(&root.path) })?;
        }
        for (root, unlisted) in about.unlisted {
            let root = root.filter(|root| (root.0 as usize) < about.roots.len());
            sink.send(SourceEvent::Unlisted(root, unlisted))?;
        }
        Ok(Taken {
            sink,
            is_filtered,
            told: vec![Counts::default(); about.roots.len()],
            folders: KnownFolders::new(about.roots.len()),
            roots: about.roots,
            problem_parts: 0,
            folder_parts: 0,
            row_parts: 0,
            rows: 0,
            problems: Vec::new(),
            parts: [(ABOUT.as_bytes().to_owned(), crc)].into(),
        })
    }

    /// Takes in what comes next.
    pub(super) fn take(&mut self, parsed: Parsed) -> Flow {
        let (at, name, crc, content) = match parsed {
            Parsed::Part { at, name, crc, content } => (at, name, crc, content),
            Parsed::Damage(at) => return self.end_early(at),
            Parsed::Failed(cause) => {
                return ControlFlow::Break(self.end_incomplete().and(Err(SourceError::Io(cause))));
            }
        };
        let (before, is_first) = (self.rows, self.parts.insert(name, crc).is_none());
        let taken = match content {
            _ if !is_first => Ok(false),
            Content::Accounts(accounts) => self.accounts(&accounts),
            Content::Problems(number, problems) => Ok(self.problems(number, problems)),
            Content::Folders(number, part) => self.folders(number, part),
            Content::Rows(number, part) => self.rows(number, part),
            Content::Index(index) if self.is_whole(&index) => return ControlFlow::Break(self.end()),
            Content::Index(_) => Ok(false),
        };
        match taken {
            Ok(true) => ControlFlow::Continue(()),
            Ok(false) => {
                debug_assert_eq!(self.rows, before);
                self.end_early(at)
            }
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }

    fn accounts(&mut self, accounts: &Object) -> Result<bool, SourceError> {
        for column in Accounts::COLUMNS {
            let names = accounts.get(column.as_str()).and_then(Value::as_object).into_iter().flatten();
            for (number, name) in names {
                let Ok(number) = number.parse() else { return Ok(false) };
                self.sink.send(SourceEvent::Account {
                    column,
                    number,
                    name: name.as_str().map(Box::from),
                })?;
            }
        }
        Ok(true)
    }

    /// Whether they came in order, and are not more than any sheet has.
    fn problems(&mut self, number: u32, problems: Vec<Problem>) -> bool {
        if number != self.problem_parts || self.problems.len() + problems.len() > ProblemList::LINES {
            return false;
        }
        self.problem_parts += 1;
        self.problems.extend(problems);
        true
    }

    /// Whether they came in order and can be true; then they were sent. So of the rows.
    fn folders(&mut self, number: u32, part: FolderPart) -> Result<bool, SourceError> {
        if number != self.folder_parts || part.start != self.folders.count() {
            return Ok(false);
        }
        // Of a part that is wrong in the middle, nothing is sent.
        if !(part.start..)
            .zip(part.folders.iter())
            .all(|(place, folder)| may_be_at(folder.id.0, place) && self.folders.add(&folder))
        {
            return Ok(false);
        }
        self.folder_parts += 1;
        self.send(Batch { folders: part.folders, ended: part.ended, ..Batch::default() })?;
        Ok(true)
    }

    fn rows(&mut self, number: u32, part: RowPart) -> Result<bool, SourceError> {
        let are_in_known = |block: &RowBlock| {
            block.rows.is_empty()
                || self.folders.has_all_to(block.highest)
                || (0..block.rows.len()).all(|index| self.folders.has(block.rows.folder(index)))
        };
        if number != self.row_parts || part.first != self.rows || !part.blocks.iter().all(are_in_known) {
            return Ok(false);
        }
        self.row_parts += 1;
        for block in part.blocks {
            self.rows += block.rows.len() as u64;
            let counts = self.count(&block);
            self.send(Batch { rows: block.rows, counts, ..Batch::default() })?;
        }
        Ok(true)
    }

    /// What rows add to the sums of each picked folder.
    fn count(&mut self, block: &RowBlock) -> Vec<(RootId, Counts)> {
        let found = match self.roots.len() {
            1 => vec![(RootId(0), block.counts)],
            _ => self.count_each(&block.rows),
        };
        for (root, counts) in &found {
            if let Some(told) = self.told.get_mut(root.0 as usize) {
                *told += *counts;
            }
        }
        found
    }

    /// The same where there are several.
    fn count_each(&self, block: &Block) -> Vec<(RootId, Counts)> {
        let mut found: Vec<(RootId, Counts)> = Vec::new();
        let (mut places, mut last) = (HashMap::new(), (None, 0));
        for index in 0..block.len() {
            let folder = block.folder(index);
            if last.0 != Some(folder) {
                let root = self.folders.root(folder);
                let place = *places.entry(root).or_insert_with(|| {
                    found.push((root, Counts::default()));
                    found.len() - 1
                });
                last = (Some(folder), place);
            }
            found[last.1].1.add_row(&block.base_row(index));
        }
        found
    }

    /// Whether the last part lists what was there, and nothing that was not.
    fn is_whole(&self, index: &Object) -> bool {
        let Some(parts) = index.get("parts").and_then(Value::as_array) else { return false };
        let has_part = |part: &Value| {
            let Some(part) = part.as_object() else { return false };
            let Some(name) = read_text(part, "name") else { return false };
            Known::named(name.as_bytes()).is_none()
                || self
                    .parts
                    .get(name.as_bytes())
                    .is_some_and(|crc| u64::from(*crc) == read_u64(part, "crc32"))
        };
        parts.iter().all(has_part)
            && read_u64(index, "rows") == self.rows
            && read_u64(index, "folders") == self.folders.count()
    }

    fn send(&mut self, batch: Batch) -> Result<(), SourceError> {
        self.sink.send(SourceEvent::Found(Box::new(batch)))
    }

    /// Everything has come.
    fn end(&mut self) -> Result<(), SourceError> {
        self.send_problems()?;
        for at in 0..self.roots.len() {
            let mut rest = counts::rest(&self.roots[at].counts, &self.told[at]);
            if self.is_filtered {
                // The sums are those of its rows.
                let Counts { largest, .. } = self.told[at];
                rest =
                    Counts { files: 0, bytes: 0, allocated: 0, unknown: Unknown::default(), largest, ..rest };
            }
            let phase = self.roots[at].phase.clone();
            self.end_root(at, rest, phase)?;
        }
        Ok(())
    }

    /// What follows is not sound.
    fn end_early(&mut self, byte: u64) -> Flow {
        ControlFlow::Break(self.end_incomplete().and(Err(SourceError::Damaged { byte, rows: self.rows })))
    }

    /// What else is known of the picked folders. Those that are open stay so, for the caller that gets the error.
    fn end_incomplete(&mut self) -> Result<(), SourceError> {
        self.send_problems()?;
        for at in 0..self.roots.len() {
            let phase = self.roots[at].phase.clone();
            if matches!(phase, RootPhase::Failed | RootPhase::ListedIn(_)) {
                self.end_root(at, Counts::default(), phase)?;
            }
        }
        Ok(())
    }

    fn end_root(&mut self, at: usize, rest: Counts, phase: RootPhase) -> Result<(), SourceError> {
        let root = RootId(at as u32);
        self.send(Batch { counts: vec![(root, rest)], ..Batch::default() })?;
        // What is said to be listed in one that isn't there is not listed.
        let phase = match phase {
            RootPhase::ListedIn(other) if other.0 as usize >= self.roots.len() || other == root => {
                RootPhase::Stopped
            }
            phase => phase,
        };
        self.sink.send(SourceEvent::RootEnded { root, phase, elapsed: self.roots[at].elapsed })
    }

    fn send_problems(&mut self) -> Result<(), SourceError> {
        let mut problems = std::mem::take(&mut self.problems)
            .into_iter()
            .map(|mut problem| {
                problem.root = problem.root.filter(|root| (root.0 as usize) < self.roots.len());
                if problem.at.folder.is_some_and(|folder| !self.folders.has(folder)) {
                    problem.at = Location { folder: None, name: problem.at.name };
                }
                problem
            })
            .collect::<Vec<_>>()
            .into_iter();
        loop {
            let problems: Vec<Problem> = problems.by_ref().take(PROBLEMS).collect();
            if problems.is_empty() {
                return Ok(());
            }
            self.send(Batch { problems, ..Batch::default() })?;
        }
    }
}
