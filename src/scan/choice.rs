//! What a person wants left out.

use super::node::Place;
use super::patterns::understood;
use super::sys::{Found, Identity, Stat};
use crate::model::{ScanOptions, name};
use ignore::gitignore::Gitignore;
use std::path::Path;

/// The part of the options that is asked for each entry, made ready once a scan.
#[derive(Debug)]
pub struct Choice {
    skip_hidden: bool,
    one_file_system: bool,
    exclude: Option<Gitignore>,
}

impl Choice {
    /// # Errors
    /// If a pattern can't be understood: which, and why.
    pub fn new(options: &ScanOptions) -> Result<Choice, String> {
        Ok(Choice {
            skip_hidden: options.skip_hidden,
            one_file_system: options.one_file_system,
            exclude: understood(&options.exclude)?,
        })
    }

    /// Whether the entry is left out for its name, before it is looked at.
    #[inline]
    pub fn leaves_out_name(&self, folder: &Place, found: &Found<'_>) -> bool {
        (self.skip_hidden && cfg!(unix) && found.name.first() == Some(&b'.'))
            || self.exclude.as_ref().is_some_and(|exclude| matches(exclude, folder, found))
    }

    /// Whether the entry is left out for what it is.
    #[inline]
    pub fn leaves_out(&self, stat: &Stat) -> bool {
        self.skip_hidden && stat.hidden
    }

    /// Whether a folder on another device than its parent is left out.
    pub fn leaves_out_device(&self, parent: Option<Identity>, folder: Option<Identity>) -> bool {
        self.one_file_system
            && matches!((parent, folder), (Some(parent), Some(folder)) if parent.device != folder.device)
    }
}

fn matches(exclude: &Gitignore, folder: &Place, found: &Found<'_>) -> bool {
    let mut path = folder.path_in_root();
    name::push_part(&mut path, found.name);
    let is_folder = found.kind == Some(crate::model::Kind::Folder);
    exclude.matched(Path::new(&*name::to_os(&path)), is_folder).is_ignore()
}
