//! Files that become a sheet, as a script tells: what a reader would send, and when it waits, fails or panics.

#![allow(dead_code, reason = "each test file uses a part")]

use crossbeam_channel::Receiver;
use foldersheet::model::{
    Batch, BlockBuilder, Column, Counts, FolderId, FolderRecord, Kind, Meta, Origin, Problem, RootId,
    RootPhase, Row, SourceError, SourceEvent, SourceKind, SourceSink, TimesOfSource,
};
use foldersheet::session::ReadFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What a reader does.
#[derive(Clone)]
pub enum Step {
    Send(Sent),
    /// Waits until the channel is closed, or it is to end early.
    Hold(Receiver<()>),
    /// As above, and doesn't look whether it is to end: a drive that doesn't answer.
    Hang(Receiver<()>),
    Fail(SourceError),
    Panic,
}

/// A message, by what is in it.
#[derive(Clone)]
pub enum Sent {
    Origin(Origin),
    Root(&'static str),
    /// Files in the top folder of a root: names and sizes.
    Files(u32, Vec<(String, u64)>),
    Problem(Problem),
    Account(Column, u32, Option<&'static str>),
    Ended(u32, RootPhase),
}

/// What a list of WizTree says of itself, made at 2026-11-12 14:03:00 UTC.
pub fn origin(file: &Path) -> Origin {
    Origin {
        file: file.to_owned(),
        kind: SourceKind::WizTree,
        program: Some("WizTree 4.31".into()),
        machine: None,
        as_of: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_794_492_180)),
        times: TimesOfSource::TakenForLocal,
        filter: None,
        separator: b'/',
    }
}

/// A list of these files in one folder, whole.
pub fn list(file: &Path, root: &'static str, files: &[(&str, u64)]) -> Vec<Step> {
    let files = files.iter().map(|(name, size)| ((*name).to_owned(), *size)).collect();
    [Sent::Origin(origin(file)), Sent::Root(root), Sent::Files(0, files), Sent::Ended(0, RootPhase::Done)]
        .map(Step::Send)
        .to_vec()
}

/// Reads these files as the steps say, and knows no others.
pub fn reader(files: Vec<(PathBuf, Vec<Step>)>) -> ReadFile {
    Arc::new(move |file, _, sink| {
        let steps = files.iter().find(|(known, _)| known == file).map(|(_, steps)| steps);
        let Some(steps) = steps else { return Err(SourceError::NotRecognised) };
        let mut roots = Vec::new();
        steps.iter().try_for_each(|step| take(step, sink, &mut roots))
    })
}

fn take(step: &Step, sink: &mut dyn SourceSink, roots: &mut Vec<&'static str>) -> Result<(), SourceError> {
    match step {
        Step::Send(sent) => sink.send(event(sent, roots)),
        Step::Hang(held) => held.recv().map_or(Ok(()), |()| Ok(())),
        Step::Hold(held) => loop {
            if sink.cancel().is_set() {
                return Err(SourceError::Cancelled);
            }
            match held.recv_timeout(Duration::from_millis(2)) {
                Err(error) if error.is_timeout() => {}
                _ => return Ok(()),
            }
        },
        Step::Fail(why) => Err(why.clone()),
        Step::Panic => panic!("the reader is broken"),
    }
}

fn event(sent: &Sent, roots: &mut Vec<&'static str>) -> SourceEvent {
    match sent {
        Sent::Origin(origin) => SourceEvent::Origin(Box::new(origin.clone())),
        Sent::Root(path) => {
            roots.push(path);
            SourceEvent::Root { root: RootId(roots.len() as u32 - 1), path: Path::new(path).into() }
        }
        Sent::Files(root, files) => SourceEvent::Found(Box::new(batch(RootId(*root), roots, files))),
        Sent::Problem(problem) => {
            let counts = Counts { problems: 1, ..Counts::default() };
            let root = problem.root.unwrap_or(RootId(0));
            let (problems, counts) = (vec![problem.clone()], vec![(root, counts)]);
            SourceEvent::Found(Box::new(Batch { problems, counts, ..Batch::default() }))
        }
        Sent::Account(column, number, name) => {
            SourceEvent::Account { column: *column, number: *number, name: name.map(Into::into) }
        }
        Sent::Ended(root, phase) => SourceEvent::RootEnded {
            root: RootId(*root),
            phase: phase.clone(),
            elapsed: Duration::from_secs(7),
        },
    }
}

/// The folder of each root has its number.
fn batch(root: RootId, roots: &[&str], files: &[(String, u64)]) -> Batch {
    let mut batch = Batch::default();
    let id = FolderId(root.0);
    let name = roots[root.0 as usize].as_bytes();
    batch.folders.push(FolderRecord { id, parent: None, root, name });
    let mut rows = BlockBuilder::default();
    let mut counts = Counts { folders: 1, ..Counts::default() };
    for (name, size) in files {
        let mut meta = Meta { size: Some(*size), ..Meta::unknown(Kind::File) };
        meta.facts = foldersheet::model::Facts::UNKNOWN;
        rows.push(Row { folder: id, name: name.as_bytes(), meta, target: None });
        counts.files += 1;
        counts.bytes += u128::from(*size);
        counts.largest = counts.largest.max(*size);
    }
    batch.rows = rows.take();
    batch.ended.push(id);
    batch.counts.push((root, counts));
    batch
}
