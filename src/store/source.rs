//! A sheet that is filled from a file: a saved sheet, or another tool's list.

use super::Sheet;
use crate::model::{
    Cause, Location, Operation, Reason, RootId, RootPhase, Shortfall, SourceError, SourceEvent, name,
};
use std::sync::Arc;

impl Sheet {
    /// Takes in what a reader found. The sheet is filled by that reader alone, from its beginning.
    ///
    /// # Errors
    /// [`Shortfall::Full`] if there are no numbers left for the rows: what came is not taken in, and the reader is to end.
    pub fn take_event(&mut self, event: SourceEvent) -> Result<(), Shortfall> {
        match event {
            SourceEvent::Origin(origin) => {
                self.as_of = origin.as_of;
                self.origin = Some(origin.into());
            }
            SourceEvent::Read { options, elapsed } => {
                self.options = Some(options.into());
                self.elapsed = elapsed;
            }
            SourceEvent::Root { root, path } => {
                self.roots.add(path);
                self.roots.started(root);
                self.file_roots = self.file_roots.max(root.0.saturating_add(1));
                if let Some(origin) = &self.origin {
                    self.folders.separate(origin.separator, self.file_roots);
                }
            }
            SourceEvent::Found(batch) => {
                if (batch.rows.len() as u64) > u64::from(self.rows.room()) {
                    return Err(Shortfall::Full);
                }
                self.add_found(None, *batch);
            }
            SourceEvent::Account { column, number, name } => {
                Arc::make_mut(&mut self.accounts).set(column, number, name.as_deref());
            }
            SourceEvent::Unlisted(root, unlisted) => self.problems.count(root, unlisted),
            SourceEvent::RootEnded { root, phase, elapsed } => {
                self.roots.ended_as(root, phase, elapsed);
                self.elapsed = self.elapsed.max(elapsed);
            }
        }
        Ok(())
    }

    /// Whether a picked folder came with the file that the sheet was filled from.
    pub fn is_from_file(&self, root: RootId) -> bool {
        self.origin.is_some() && root.0 < self.file_roots
    }

    /// The reader has ended, with this: what it didn't come to is missing.
    pub fn source_ended(&mut self, end: &Result<(), SourceError>) {
        let phase = match end {
            Ok(()) => RootPhase::Done,
            Err(why) => {
                self.add_source_problem(why);
                self.phase_after(why)
            }
        };
        self.end_open_roots(&phase);
    }

    /// Its picked folders that are open end so.
    pub fn end_open_roots(&mut self, phase: &RootPhase) {
        let open: Vec<_> =
            self.roots.iter().filter(|root| root.phase.is_open()).map(|root| root.id).collect();
        self.roots.stopped(&open, phase);
    }

    /// That a stop or a limit ended it is said of the picked folders.
    fn add_source_problem(&mut self, why: &SourceError) {
        let cause: Cause = match why {
            SourceError::Io(cause) => cause.clone(),
            &SourceError::Damaged { byte, rows } => Reason::DamagedFile { byte, rows }.into(),
            SourceError::NotRecognised
            | SourceError::OtherFile(_)
            | SourceError::NotAFile
            | SourceError::TooNew { .. } => Reason::UnknownFile.into(),
            SourceError::Cancelled | SourceError::Memory => return,
        };
        let file = self.origin.as_ref().map(|origin| Location::whole(name::path_bytes(&origin.file)));
        self.add_problem(None, Operation::ReadFile, file.unwrap_or_default(), cause);
    }

    /// How picked folders stand that a reader had not come to the end of.
    fn phase_after(&self, why: &SourceError) -> RootPhase {
        let shortfall = match *why {
            SourceError::Cancelled => return RootPhase::Stopped,
            SourceError::Damaged { rows, .. } => Shortfall::DamagedFile { rows },
            SourceError::Memory => Shortfall::Memory { needed: self.heap_bytes() as u64 },
            SourceError::Io(_)
            | SourceError::NotRecognised
            | SourceError::OtherFile(_)
            | SourceError::NotAFile
            | SourceError::TooNew { .. } => Shortfall::UnreadFile,
        };
        RootPhase::Incomplete(shortfall)
    }
}
