//! Folders that are picked beside those that came with a file: what the file lists is not listed again.
//!
//! They are told apart by their paths, as nothing else of a file's folders need be on this machine.

use super::DiskReading;
use crate::model::{Location, Operation, Outcome, Reason, Request, RootId, name};
use crate::store::{PathToFind, Sheet};
use std::path::Path;
use std::time::Duration;

impl DiskReading {
    /// Takes out of `queued` what the file that the sheet comes from lists already, and says so. A folder that one of the file's lies in is
    /// read, and it is said that a part of it is there twice.
    pub(super) fn settle_beside_file(sheet: &mut Sheet, queued: &mut Vec<Request>) {
        let tops: Vec<_> = sheet
            .roots
            .iter()
            .filter(|root| sheet.is_from_file(root.id) && !root.phase.is_open())
            .map(|root| (root.id, root.path.clone()))
            .collect();
        queued.retain(|Request { root, path }| {
            let found = tops.iter().find_map(|(top, at)| Some((*top, reason(sheet, *top, at, path)?)));
            let is_listed = found.is_some();
            if let Some((top, reason)) = found {
                let at = Location::whole(name::path_bytes(path));
                sheet.add_problem(Some(*root), Operation::Overlap, at, reason.into());
                sheet.roots.finished(*root, Duration::ZERO, Outcome::ListedIn(top));
            } else if let Some((_, inner)) = tops.iter().find(|(_, at)| at.starts_with(path)) {
                let at = Location::whole(name::path_bytes(inner));
                sheet.add_problem(Some(*root), Operation::Overlap, at, Reason::ListedBefore.into());
            }
            !is_listed
        });
    }
}

/// Why a path needn't be read, if the file's folder `top`, which is `at`, lists it.
fn reason(sheet: &Sheet, top: RootId, at: &Path, path: &Path) -> Option<Reason> {
    let inside = path.strip_prefix(at).ok()?;
    let names: Vec<Box<[u8]>> =
        inside.components().map(|part| name::bytes(part.as_os_str()).into()).collect();
    if names.is_empty() {
        return Some(Reason::PickedTwice);
    }
    let wanted = [true, false].map(|is_folder| Some(PathToFind { top, path: names.clone(), is_folder }));
    sheet.find(&wanted).contains(&true).then_some(Reason::InsidePicked)
}
