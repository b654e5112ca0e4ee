//! Deleting all that is kept.

use super::list::{KeptList, entries, list};
use super::names;
use super::place::KeptPlace;
use super::prune::remove;
use std::io;

/// Deletes every kept sheet, and nothing else that may be in the folder. Returns what is still kept: what another program keeps meanwhile.
///
/// # Errors
/// If one can't be deleted; the others are.
pub fn delete(place: &KeptPlace) -> io::Result<KeptList> {
    let mut first = None;
    for entry in entries(place.folder())? {
        let name = entry.file_name();
        if (names::is_kept(&name) || names::is_unfinished(&name))
            && let Err(error) = remove(&entry.path())
        {
            first.get_or_insert(error);
        }
    }
    match first {
        Some(error) => Err(error),
        None => list(place),
    }
}
