//! What the user wants left out.

use super::patterns::{MatchState, Patterns, Scratch};
use super::place::FolderPlace;
use super::sys::{FoundName, Identity, Stat};
use crate::model::{Kind, PatternMistake, ScanOptions};
use std::path::Path;

/// The part of the options that is asked for each entry, made ready once a scan.
#[derive(Debug)]
pub(super) struct Exclusions {
    skip_hidden: bool,
    one_file_system: bool,
    exclude: Option<Patterns>,
    /// How many there are, those that are comments too.
    patterns: usize,
}

impl Exclusions {
    /// # Errors
    /// If a pattern can't be understood: which, and why.
    pub(super) fn new(options: &ScanOptions) -> Result<Exclusions, PatternMistake> {
        Ok(Exclusions {
            skip_hidden: options.skip_hidden,
            one_file_system: options.one_file_system,
            exclude: Patterns::new(&options.exclude)?,
            patterns: options.exclude.len(),
        })
    }

    /// Whether the entry is left out for its name, before it is looked at; `None` if that depends on whether it is a folder, and
    /// the read of the folder didn't say.
    #[inline]
    pub(super) fn leaves_out_name(
        &self,
        folder: &FolderPlace,
        found: &FoundName<'_>,
        scratch: &mut Scratch,
    ) -> Option<bool> {
        if self.hides(found.name) {
            return Some(true);
        }
        match self.exclude.as_ref().zip(folder.patterns.as_ref()) {
            None => Some(false),
            Some((patterns, folder)) => {
                let is_folder = found.kind.map(|kind| kind == Kind::Folder);
                patterns.leave_out(folder, found.name, is_folder, scratch)
            }
        }
    }

    /// Whether the entry is left out because its name makes it hidden.
    #[inline]
    pub(super) fn hides(&self, name: &[u8]) -> bool {
        self.skip_hidden && cfg!(unix) && name.first() == Some(&b'.')
    }

    /// Whether a look tells that the entry is left out for its name.
    #[cold]
    pub(super) fn leaves_out_kind(
        &self,
        folder: &FolderPlace,
        name: &[u8],
        kind: Kind,
        scratch: &mut Scratch,
    ) -> bool {
        let is_folder = Some(kind == Kind::Folder);
        let patterns = self.exclude.as_ref().zip(folder.patterns.as_ref());
        let is_out = patterns.and_then(|(own, folder)| own.leave_out(folder, name, is_folder, scratch));
        is_out.unwrap_or(false)
    }

    /// What a picked folder, by the absolute paths it has, has to know of the patterns.
    pub(super) fn top(&self, paths: &[&Path]) -> Option<MatchState> {
        self.exclude.as_ref().map(|patterns| patterns.top(paths))
    }

    /// The patterns, by their numbers, that have matched nothing so far.
    pub(super) fn unmatched(&self) -> Vec<usize> {
        let all = || (0..self.patterns).collect();
        self.exclude.as_ref().map_or_else(all, Patterns::unmatched)
    }

    /// What a folder in `parent` has to know of them.
    pub(super) fn inside(
        &self,
        parent: &FolderPlace,
        name: &[u8],
        scratch: &mut Scratch,
    ) -> Option<MatchState> {
        let (patterns, parent) = self.exclude.as_ref().zip(parent.patterns.as_ref())?;
        Some(patterns.inside(parent, name, scratch))
    }

    /// Whether the entry is left out for what it is.
    #[inline]
    pub(super) fn leaves_out(&self, stat: &Stat) -> bool {
        self.skip_hidden && stat.hidden
    }

    /// Whether a folder on another device than its parent is left out.
    pub(super) fn leaves_out_device(&self, parent: Option<Identity>, folder: Option<Identity>) -> bool {
        self.one_file_system
            && matches!((parent, folder), (Some(parent), Some(folder)) if parent.device != folder.device)
    }
}
