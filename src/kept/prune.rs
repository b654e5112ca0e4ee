//! What goes when a sheet is kept: those of the same folders that are superseded, the oldest where all take too much, and what an
//! ended program has left unfinished.

use super::list::{Kept, entries, files, list};
use super::names;
use super::place::KeptPlace;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A sheet that is so much older than the last one is of an earlier sitting.
const SITTING: Duration = Duration::from_secs(12 * 3600);

/// How many files are kept at most: each is looked into when the program starts.
const MOST_FILES: usize = 1000;

/// How old an unfinished file is that no program is writing any more.
const GIVEN_UP: Duration = Duration::from_secs(24 * 3600);

/// Removes what has to go, but never the file that was just written. What another program removes meanwhile is gone all the same.
pub(super) fn prune(place: &KeptPlace, written: &Path) -> io::Result<()> {
    remove_unfinished(place)?;
    for old in surplus(&list(place)?.sheets) {
        if old != written {
            remove(&old)?;
        }
    }
    let mut left = files(place)?;
    let mut taken: u64 = left.iter().map(|(_, size)| size).sum();
    left.sort_by_cached_key(|(file, _)| (written_at(file), file.clone()));
    let mut count = left.len();
    for (file, size) in left {
        if taken <= place.most() && count <= MOST_FILES {
            break;
        }
        if file != written {
            remove(&file)?;
            taken -= size;
            count -= 1;
        }
    }
    Ok(())
}

/// Of each set of folders all but the last two and the last one of an earlier sitting. `all` has the newest first.
fn surplus(all: &[Kept]) -> Vec<PathBuf> {
    let mut sets: HashMap<Vec<&Path>, Vec<&Kept>> = HashMap::new();
    all.iter().for_each(|kept| sets.entry(kept.set()).or_default().push(kept));
    let mut surplus = Vec::new();
    for set in sets.values() {
        let is_earlier =
            |kept: &&Kept| set[0].as_of.duration_since(kept.as_of).is_ok_and(|between| between >= SITTING);
        let earlier = set.iter().position(is_earlier);
        let goes = |at: &usize| *at > 1 && Some(*at) != earlier;
        surplus.extend((0..set.len()).filter(goes).map(|at| set[at].file.clone()));
    }
    surplus
}

fn remove_unfinished(place: &KeptPlace) -> io::Result<()> {
    for entry in entries(place.folder())? {
        let is_old = || {
            let age = SystemTime::now().duration_since(written_at(&entry.path()));
            age.is_ok_and(|age| age > GIVEN_UP)
        };
        if names::is_unfinished(&entry.file_name()) && is_old() {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// When a file was written last; now if that can't be told, so that it is not taken for an old one.
fn written_at(file: &Path) -> SystemTime {
    let found = fs::symlink_metadata(file).and_then(|found| found.modified());
    found.unwrap_or_else(|_| SystemTime::now())
}

/// Removes a file that may be gone already.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Counts;

    const HOUR: u64 = 3600;

    fn kept(root: &str, hours: u64) -> Kept {
        let as_of = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 * HOUR + hours * HOUR);
        let file = PathBuf::from(format!("{root}-{hours}"));
        Kept { file, roots: vec![Path::new(root).into()], as_of, counts: Counts::default(), size: 1 }
    }

    #[test]
    fn the_last_two_stay_and_the_last_of_an_earlier_sitting() {
        let hours = [100, 99, 98, 80, 79, 10];
        let mut all: Vec<Kept> = hours.iter().map(|&hours| kept("a", hours)).collect();
        all.extend([kept("b", 5), kept("b", 1)]);
        let mut gone: Vec<_> = surplus(&all).iter().map(|file| file.display().to_string()).collect();
        gone.sort();
        assert_eq!(gone, ["a-10", "a-79", "a-98"]);
        let two = [kept("a", 100), kept("a", 10), kept("a", 9)];
        assert_eq!(surplus(&two), [PathBuf::from("a-9")], "the one before is of an earlier sitting");
    }
}
