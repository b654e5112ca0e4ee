//! What a path stands for: a file that will be there whole or not at all, or what is simply written to.

use super::place::{Folders, Place};
use super::stream::Stream;
use crate::model::export::ExportError;
use std::path::Path;

/// What a path on the command line or from a dialog stands for.
#[derive(Debug)]
pub(in crate::export) enum Target {
    /// A file that appears whole or not at all, whether one is there or not.
    File(Place),
    /// Not a regular file: takes what is written to it.
    Stream(Stream),
}

impl Target {
    /// The path that was given.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Target::File(place) => place.path(),
            Target::Stream(stream) => stream.path(),
        }
    }

    /// Whether two targets are the same file or pipe. A device takes any number of texts.
    pub(crate) fn is_same(&self, other: &Target) -> bool {
        match (self, other) {
            (Target::File(one), Target::File(other)) => one.is_same(other),
            (Target::Stream(one), Target::Stream(other)) => one.is_same(other),
            _ => false,
        }
    }
}

impl Folders {
    /// What a path stands for.
    ///
    /// # Errors
    /// If its folder can't be opened, or it is something that can't be written to, as far as that can be told without opening it.
    pub(crate) fn target(&mut self, path: &Path) -> Result<Target, ExportError> {
        if let Some(stream) = Stream::handed(path)? {
            return Ok(Target::Stream(stream));
        }
        let place = self.place(path)?;
        Ok(match Stream::at(&place)? {
            Some(stream) => Target::Stream(stream),
            None => Target::File(place),
        })
    }
}
