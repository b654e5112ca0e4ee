//! The reader for each kind of list.

use super::input::Input;
use super::job::Job;
use super::recognise::Spec;
use super::{csv, dfxml, json, plain};
use crate::model::{Origin, SourceError, SourceKind, SourceSink};
use std::path::Path;

/// What a list says of itself, under the name of a file.
pub(super) fn origin(spec: &Spec, file: &Path) -> Origin {
    let about = &spec.about;
    Origin {
        file: file.to_path_buf(),
        kind: spec.kind,
        program: about.program.as_deref().map(Into::into),
        machine: about.machine.as_deref().map(Into::into),
        as_of: about.moment(),
        times: about.times,
        filter: None,
        separator: about.separator,
    }
}

/// Reads a list as what it was taken for.
pub(super) fn read(
    spec: &Spec,
    input: &dyn Input,
    file: &Path,
    keeps_folders: bool,
    sink: &mut dyn SourceSink,
) -> Result<(), SourceError> {
    let job = Job { input, sink, origin: origin(spec, file), keeps_folders };
    match (spec.kind, &spec.plan) {
        (_, Some(plan)) => csv::read(plan, job),
        (SourceKind::Dfxml, _) => dfxml::read(job),
        (SourceKind::Ncdu, _) => json::ncdu::read(job),
        (SourceKind::Tree, _) => json::tree::read(job),
        (SourceKind::Find, _) => plain::find::read(job),
        (SourceKind::Hashdeep, _) => plain::hashdeep::read(job),
        (SourceKind::Mtree, _) => plain::mtree::read(job),
        (SourceKind::QDirStat, _) => plain::qdirstat::read(job),
        (SourceKind::Rsync, _) => plain::rsync::read(job),
        _ => Err(SourceError::NotRecognised),
    }
}
