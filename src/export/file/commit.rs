//! Several files take their names together, or none does.
//!
//! Each is whole by then and has a temporary name in the folder of its target. What can be told before is looked at before; then the
//! files take their targets' places one after the other, and what a target held is kept under another name until all have: by exchanging
//! the two names (`RENAME_EXCHANGE`, rename(2)), or by a second name where the file system can't do that. If a step fails, those before
//! it are taken back, the last one first. The last file needs no way back, so it is renamed over its target in one step; a single file
//! is always the last.
//!
//! What is to go away is set aside in the same manner, before the first of them, and put back if a step fails.
//!
//! A program that is killed between two of these steps leaves some targets new and some old. Nothing else does, but a step that can't
//! be taken back; then the error says which files are new, and where the old ones are.

use super::look::{Id, Look};
use super::names;
use crate::model::export::{Fault, Obstacle};
use std::ffi::{OsStr, OsString};
use std::io;

/// The steps that give and take names, in one folder. None of them follows a link.
pub(super) trait FolderNames {
    /// What has this name; `None` if nothing has.
    fn look_at(&self, name: &OsStr) -> io::Result<Option<Look>>;
    /// In place of what has the name `to`, in one step.
    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()>;
    /// Fails with [`io::ErrorKind::AlreadyExists`] if something has the name `to`.
    fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()>;
    /// In one step; fails where [`is_unsupported`] if the system can't.
    fn exchange(&self, one: &OsStr, other: &OsStr) -> io::Result<()>;
    /// Gives a file a second name that nothing has.
    fn link(&self, name: &OsStr, new: &OsStr) -> io::Result<()>;
    /// Takes a file's name away.
    fn remove(&self, name: &OsStr) -> io::Result<()>;
}

/// Whether the system or the file system has no such call (`EINVAL`, `ENOSYS`, `EOPNOTSUPP`; rename(2), Errors).
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// A whole file on its way to its name.
pub(super) struct Move<'a, N> {
    pub folder: &'a N,
    pub temporary: &'a OsStr,
    pub target: &'a OsStr,
    /// Which file it is; `None` where the system doesn't tell.
    pub id: Option<Id>,
}

/// A file that goes away.
pub(super) struct Gone<'a, N> {
    pub folder: &'a N,
    pub name: &'a OsStr,
    /// Which file it was when it was looked at; `None` where the system doesn't tell.
    pub id: Option<Id>,
}

/// Why a file did not take its name.
#[derive(Debug)]
pub(super) enum Why {
    /// The system refused.
    Io(io::Error),
    /// The target is something that must not be replaced.
    Target(Obstacle),
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Why {
        Why::Io(error)
    }
}

/// A commit that failed.
#[derive(Debug)]
pub(super) struct CommitFailed {
    /// Which of the files did not take its name; those that go away are counted on behind them.
    pub at: usize,
    pub why: Why,
    /// Those whose step could not be taken back.
    pub stuck: Vec<Stuck>,
}

/// A target that could not be put back.
#[derive(Debug)]
pub(super) struct Stuck {
    pub at: usize,
    /// Whether the new file has its name.
    pub is_new: bool,
    /// The name of what it held before; `None` if there was nothing.
    pub old: Option<OsString>,
}

/// What a file's step was.
#[derive(Debug)]
enum CommitStep {
    /// Nothing had the name.
    New,
    /// Nothing can fail any more, so there is no way back.
    Last,
    /// This name has what the target held.
    Exchanged(OsString),
    /// The same, where names can't be exchanged.
    Replaced(OsString),
    /// This name has it, and the target has it still, or nothing: it could not be replaced.
    SetAside(OsString),
}

/// Tries of a step that another program gets in the way of.
const TRIES: usize = 20;

/// Gives all of them their names, and takes away what is to go. Returns the names that now have what the targets held, each with the number
/// of the file in whose folder it is; those are no longer needed.
///
/// # Errors
/// With the first failure. All targets are as they were, but for those in [`CommitFailed::stuck`].
pub(super) fn all<N: FolderNames>(
    moves: &[Move<'_, N>],
    gone: &[Gone<'_, N>],
) -> Result<Vec<(usize, OsString)>, CommitFailed> {
    let mut aside = Vec::with_capacity(gone.len());
    for (at, this) in gone.iter().enumerate() {
        match this.set_aside() {
            Ok(name) => aside.extend(name.map(|name| (moves.len() + at, name))),
            Err(why) => {
                return Err(CommitFailed {
                    at: moves.len() + at,
                    why,
                    stuck: put_back(moves.len(), gone, aside),
                });
            }
        }
    }
    let mut done = Vec::with_capacity(moves.len());
    for (at, this) in moves.iter().enumerate() {
        if let Err(why) = this.put(at + 1 == moves.len(), &moves[..at], &mut done) {
            let mut stuck = undo(moves, done);
            stuck.extend(put_back(moves.len(), gone, aside));
            return Err(CommitFailed { at, why, stuck });
        }
    }
    let kept = done.into_iter().enumerate().filter_map(|(at, step)| match step {
        CommitStep::Exchanged(name) | CommitStep::Replaced(name) | CommitStep::SetAside(name) => {
            Some((at, name))
        }
        CommitStep::New | CommitStep::Last => None,
    });
    Ok(kept.chain(aside).collect())
}

/// Gives what was set aside its names again, the last one first.
fn put_back<N: FolderNames>(first: usize, gone: &[Gone<'_, N>], aside: Vec<(usize, OsString)>) -> Vec<Stuck> {
    let mut stuck = Vec::new();
    for (at, old) in aside.into_iter().rev() {
        let this = &gone[at - first];
        if this.folder.rename_new(&old, this.name).is_err() {
            stuck.push(Stuck { at, is_new: false, old: Some(old) });
        }
    }
    stuck.reverse();
    stuck
}

impl<N: FolderNames> Gone<'_, N> {
    /// Gives it another name, which is returned; `None` if it is gone already. Fails if it is another file by now.
    fn set_aside(&self) -> Result<Option<OsString>, Why> {
        let aside = names::old();
        match self.folder.rename_new(self.name, &aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            renamed => renamed?,
        }
        let now = self.folder.look_at(&aside)?;
        let is_same = now.as_ref().is_some_and(|now| now.id == self.id && now.not_replaceable().is_none());
        if !is_same {
            self.folder.rename_new(&aside, self.name)?;
            return Err(io::Error::from(Fault::Changed).into());
        }
        Ok(Some(aside))
    }
}

/// Takes the steps back, the last one first.
fn undo<N: FolderNames>(moves: &[Move<'_, N>], done: Vec<CommitStep>) -> Vec<Stuck> {
    let mut stuck = Vec::new();
    for (at, step) in done.into_iter().enumerate().rev() {
        let this = &moves[at];
        let old = match &step {
            CommitStep::New | CommitStep::Last => None,
            CommitStep::Exchanged(aside) | CommitStep::Replaced(aside) | CommitStep::SetAside(aside) => {
                Some(aside.clone())
            }
        };
        if this.take_back(step).is_err() {
            let is_new = this.folder.look_at(this.target).is_ok_and(|now| this.is_there(now.as_ref()));
            stuck.push(Stuck { at, is_new, old });
        }
    }
    stuck.reverse();
    stuck
}

impl<N: FolderNames> Move<'_, N> {
    /// Takes the target's place. What is to be taken back if that fails, or a later step, is in `done`.
    fn put(&self, is_last: bool, before: &[Move<'_, N>], done: &mut Vec<CommitStep>) -> Result<(), Why> {
        for _ in 0..TRIES {
            let Some(old) = self.folder.look_at(self.target)? else {
                match self.folder.rename_new(self.temporary, self.target) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                    renamed => renamed?,
                }
                done.push(CommitStep::New);
                return Ok(());
            };
            if let Some(what) = old.not_replaceable() {
                return Err(Why::Target(what));
            }
            // Where upper and lower case make no difference, two names can be one file.
            if old.id.is_some() && before.iter().any(|other| other.id == old.id) {
                return Err(Why::Target(Obstacle::SameExport));
            }
            if is_last {
                self.folder.rename(self.temporary, self.target)?;
                done.push(CommitStep::Last);
                return Ok(());
            }
            // A name that no search takes away, for what will have it in a moment.
            let aside = names::old();
            self.folder.rename_new(self.temporary, &aside)?;
            let Err(error) = self.folder.exchange(&aside, self.target) else {
                done.push(CommitStep::Exchanged(aside.clone()));
                return self.was_a_file(&aside);
            };
            if let Err(error) = self.folder.rename_new(&aside, self.temporary) {
                let _ = self.folder.remove(&aside);
                return Err(error.into());
            }
            if is_unsupported(&error) {
                return self.put_and_keep_aside(done);
            } else if error.kind() != io::ErrorKind::NotFound {
                return Err(error.into());
            }
        }
        Err(io::Error::from(Fault::KeepsChanging).into())
    }

    /// Where two names can't be exchanged.
    fn put_and_keep_aside(&self, done: &mut Vec<CommitStep>) -> Result<(), Why> {
        let aside = names::old();
        if self.folder.link(self.target, &aside).is_err() {
            // Where a file can't have two names, for a moment nothing has the target's.
            self.folder.rename_new(self.target, &aside)?;
        }
        if let Err(why) =
            self.was_a_file(&aside).and_then(|()| Ok(self.folder.rename(self.temporary, self.target)?))
        {
            done.push(CommitStep::SetAside(aside));
            return Err(why);
        }
        done.push(CommitStep::Replaced(aside));
        Ok(())
    }

    /// Fails if what was taken out of its place is no longer the file that it was when it was looked at.
    fn was_a_file(&self, aside: &OsStr) -> Result<(), Why> {
        match self.folder.look_at(aside)?.and_then(|old| old.not_replaceable()) {
            Some(what) => Err(Why::Target(what)),
            None => Ok(()),
        }
    }

    /// Whether what the target is now is this file.
    fn is_there(&self, now: Option<&Look>) -> bool {
        now.is_some_and(|now| self.id.is_none() || now.id == self.id)
    }

    fn take_back(&self, step: CommitStep) -> io::Result<()> {
        let now = self.folder.look_at(self.target)?;
        let is_ours = self.is_there(now.as_ref());
        match step {
            CommitStep::Last => Ok(()),
            CommitStep::New if is_ours => self.folder.remove(self.target),
            // Another program's by now, or gone.
            CommitStep::New => Ok(()),
            CommitStep::Exchanged(aside) if now.is_none() => self.folder.rename_new(&aside, self.target),
            CommitStep::Exchanged(aside) if is_ours => {
                self.folder.exchange(&aside, self.target)?;
                let _ = self.folder.remove(&aside);
                Ok(())
            }
            CommitStep::Exchanged(_) => Err(io::ErrorKind::AlreadyExists.into()),
            CommitStep::Replaced(aside) | CommitStep::SetAside(aside) if now.is_none() => {
                self.folder.rename_new(&aside, self.target)
            }
            CommitStep::Replaced(aside) if is_ours => self.folder.rename(&aside, self.target),
            CommitStep::Replaced(_) => Err(io::ErrorKind::AlreadyExists.into()),
            // A second name of what the target has still, unless another program was here.
            CommitStep::SetAside(aside) => {
                let old = self.folder.look_at(&aside)?;
                if old.and_then(|old| old.id) != now.and_then(|now| now.id) {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                let _ = self.folder.remove(&aside);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
#[path = "commit_tests.rs"]
mod tests;
