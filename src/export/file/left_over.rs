//! Temporary files that a killed program left: found by their names, told from those in use by their locks, and removed.

use super::temporary::{PREFIX, RANDOM, SUFFIX};
use std::fs::{self, DirEntry, File};
use std::path::Path;

/// Removes them from a folder. What can't be read, locked or removed stays: it is in nobody's way.
pub(super) fn remove_from(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(is_ours) {
        let path = entry.path();
        if let Ok(file) = File::open(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let random = name
        .to_str()
        .and_then(|name| name.strip_prefix(PREFIX))
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .filter(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    // A link or a pipe was never ours, and opening one could wait.
    random.is_some() && entry.file_type().is_ok_and(|kind| kind.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_left_over_file_is_removed_and_one_in_use_stays() {
        let dir = tempfile::tempdir().unwrap();
        let others = [
            ".foldersheet-short.part",
            ".foldersheet-abcdefg.part",
            ".foldersheet-ab-cde.part",
            "foldersheet-abcdef.part",
            ".foldersheet-in1Use.part",
        ];
        for name in others.iter().chain(&[".foldersheet-Xy01zQ.part"]) {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let used = File::open(dir.path().join(others[4])).unwrap();
        used.lock().unwrap();
        remove_from(dir.path());
        let left =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        assert_eq!(left.collect::<BTreeSet<_>>(), others.iter().map(|name| (*name).to_owned()).collect());
    }
}
