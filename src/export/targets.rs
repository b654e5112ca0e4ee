//! All that one export writes to. What can be refused is refused here, before a row is written, and by [`check_target`] before one is read.

use super::earlier::Earlier;
use super::error::WriteError;
use super::file::{AtomicFile, Folders, Removal, Search, Stream, Target, commit_all};
use super::pieces::Out;
use super::{Format, Plan, Progress, parts};
use crate::model::export::{ExportError, Misfit, Note, Obstacle};
use std::io;
use std::path::{Path, PathBuf};

/// Whether a sheet at `target` would take the place of a file that is there.
pub fn would_replace(target: &Path) -> bool {
    target.is_file()
}

/// Whether a sheet could be written to `target`, as far as that can be told before its rows are known: everything that an export would
/// refuse at its beginning. `None` stands for standard output. It tries what can be tried, by creating a file in each folder that is gone
/// again at the end, and so it may wait for a disk.
///
/// # Errors
/// As the export itself has them.
pub fn check_target(target: Option<&Path>, plan: &Plan) -> Result<(), ExportError> {
    // Whether other files may be replaced is a question for the time when it is known which they are.
    let plan = Plan { replace_others: true, replace_target: true, ..plan.clone() };
    let Some(target) = target else { return Targets::open(&plan, None, &[]).map(drop) };
    Targets::open(&plan, Some(target), &[target.to_owned()])?;
    if plan.split.is_some() {
        // How many there will be isn't known; if there are several, there is a first one.
        Targets::open(&plan, Some(target), &[parts::numbered(target, 1)])?;
        check_other_parts(target, &plan)?;
    }
    Ok(())
}

/// Refuses what stands where the second part and those after it may have to go.
fn check_other_parts(target: &Path, plan: &Plan) -> Result<(), ExportError> {
    let mut folders = Folders::default();
    let mut is_free = false;
    for part in (2..=parts::MOST).map(|number| parts::numbered(target, number)) {
        if plan.problems.as_ref() == Some(&part) {
            return Err(ExportError::Target { path: part, what: Obstacle::PartOfSheet });
        }
        if !is_free {
            let found = folders.target(&part)?;
            is_free = matches!(&found, Target::File(place) if !place.is_taken());
            Sink::create(found)?;
        }
    }
    Ok(())
}

/// One of them.
pub(super) enum Sink {
    /// It appears whole or not at all.
    File(AtomicFile),
    /// It takes what is written to it.
    Stream(Stream),
}

impl Sink {
    pub(super) fn create(target: Target) -> Result<Sink, ExportError> {
        Ok(match target {
            Target::File(place) => Sink::File(AtomicFile::create(place)?),
            Target::Stream(stream) => Sink::Stream(stream),
        })
    }

    /// The path that was given.
    pub(super) fn path(&self) -> &Path {
        match self {
            Sink::File(file) => file.target(),
            Sink::Stream(stream) => stream.path(),
        }
    }

    /// Brings a whole file to the disk and to its name, where it is one. Returns what the user is to know.
    ///
    /// # Errors
    /// If that fails; the file that was there is as it was, or the error says otherwise.
    pub(super) fn commit(self, progress: &Progress) -> Result<Vec<Note>, ExportError> {
        let Sink::File(file) = self else { return Ok(Vec::new()) };
        file.sync()?;
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        commit_all(vec![file], &[])
    }

    /// A folder for temporary files.
    pub(super) fn folder(&self) -> PathBuf {
        match self {
            Sink::File(file) => file.folder(),
            Sink::Stream(_) => std::env::temp_dir(),
        }
    }

    /// Opens it and does this with it; `work` also gets whether it is a terminal. Returns false if a pipe's reader stopped before the end.
    ///
    /// # Errors
    /// If it can't be opened, and what `work` fails with.
    pub(super) fn write(
        &self,
        progress: &Progress,
        work: impl FnOnce(Out<'_>, bool) -> Result<(), WriteError>,
    ) -> Result<bool, ExportError> {
        let worked = match self {
            Sink::File(file) => work(Out::File(file.file(), 0), false),
            Sink::Stream(stream) => {
                let mut open = stream.open(progress)?;
                let is_terminal = open.is_terminal();
                match work(Out::Stream(&mut open), is_terminal) {
                    Err(_) if progress.is_cancelled() => Err(WriteError::Cancelled),
                    Err(WriteError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                        return Ok(false);
                    }
                    worked => worked,
                }
            }
        };
        worked.map(|()| true).map_err(|error| error.at(self.path()))
    }
}

/// See the module.
pub(super) struct Targets {
    /// The files of the sheet; empty if it goes to standard output.
    pub sheet: Vec<Sink>,
    /// That of the problems, if one is wanted.
    pub list: Option<(Sink, Format)>,
    earlier: Earlier,
    folders: Folders,
}

impl Targets {
    /// Opens them: `files` are those that the sheet at `target` goes to.
    ///
    /// # Errors
    /// If anything is in the way, as far as that can be told.
    pub(super) fn open(
        plan: &Plan,
        target: Option<&Path>,
        files: &[PathBuf],
    ) -> Result<Targets, ExportError> {
        let mut folders = Folders::default();
        if let Some(target) = target {
            plan.format.fits(target).map_err(ExportError::Format)?;
        }
        if let Some(archive) = plan.format.archive().filter(|_| target.is_none() && plan.for_terminal) {
            return Err(ExportError::Format(Misfit::Terminal { archive }));
        }
        let whole = target.map(|target| folders.target(target)).transpose();
        // A number makes another name of it, and what has the name without one doesn't count then.
        if let (Ok(Some(Target::Stream(stream))), Some(_)) = (&whole, plan.split) {
            return Err(ExportError::NotSplit { path: stream.path().to_owned() });
        }
        let sheet = files.iter().map(|file| folders.target(file)).collect::<Result<Vec<_>, _>>()?;
        let list = match &plan.problems {
            Some(path) => {
                let format = Format::of_list(path, plan.format, target).map_err(ExportError::Format)?;
                Some((folders.target(path)?, format))
            }
            None => None,
        };
        // Without a target the sheet goes to standard output.
        let is_sheets = |list: &Target| match target {
            Some(_) => sheet.iter().any(|file| file.is_same(list)),
            None => matches!(list, Target::Stream(stream) if stream.is_output()),
        };
        if let Some((list, _)) = list.as_ref().filter(|(list, _)| is_sheets(list)) {
            return Err(ExportError::Target { path: list.path().to_owned(), what: Obstacle::SheetItself });
        }
        let is_file = matches!(&whole, Ok(Some(Target::File(_))));
        let earlier = match target.filter(|_| is_file) {
            Some(target) => {
                Earlier::of(target, files, list.as_ref().map(|(list, _)| list), plan, &mut folders)?
            }
            None => Earlier::default(),
        };
        if !plan.replace_target {
            not_there(sheet.iter().filter(|file| Some(file.path()) == target), &Earlier::default())?;
        }
        if !plan.replace_others {
            let others = sheet.iter().filter(|file| Some(file.path()) != target);
            not_there(others.chain(list.as_ref().map(|(list, _)| list)), &earlier)?;
        }
        Ok(Targets {
            sheet: sheet.into_iter().map(Sink::create).collect::<Result<_, _>>()?,
            list: list.map(|(list, format)| Ok((Sink::create(list)?, format))).transpose()?,
            earlier,
            folders,
        })
    }

    /// Begins to look for what killed programs left beside them.
    pub(super) fn clean(&self) -> Vec<Search> {
        self.folders.clean()
    }

    /// Brings whole files to the disk and to their names. Returns what the user is to know.
    ///
    /// # Errors
    /// If that fails; every file is as it was, or the error says which isn't.
    pub(super) fn finish(self, progress: &Progress) -> Result<Vec<Note>, ExportError> {
        let sinks = self.sheet.into_iter().chain(self.list.map(|(list, _)| list));
        let files: Vec<AtomicFile> = sinks
            .filter_map(|sink| match sink {
                Sink::File(file) => Some(file),
                Sink::Stream(_) => None,
            })
            .collect();
        files.iter().try_for_each(AtomicFile::sync)?;
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        let Earlier { removals, beside } = self.earlier;
        let mut notes = commit_all(files, &removals)?;
        notes.extend((!beside.is_empty()).then_some(Note::Beside { files: beside }));
        Ok(notes)
    }
}

/// A user who named the target alone did not say that other files may be replaced or removed.
fn not_there<'a>(targets: impl Iterator<Item = &'a Target>, earlier: &Earlier) -> Result<(), ExportError> {
    let taken = targets.filter_map(|target| match target {
        Target::File(place) if place.is_taken() => Some(place.path()),
        _ => None,
    });
    match taken.chain(earlier.removals.iter().map(Removal::path)).next() {
        Some(path) => Err(ExportError::Exists { path: path.to_owned() }),
        None => Ok(()),
    }
}
