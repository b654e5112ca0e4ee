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
    use super::super::temporary::Temporary;
    use super::*;

    #[test]
    fn a_left_over_file_is_removed_and_one_in_use_stays() {
        let dir = tempfile::tempdir().unwrap();
        let others = [
            ".foldersheet-short.part",
            ".foldersheet-abcdefg.part",
            "foldersheet-abcdef.part",
            ".foldersheet-ab-cde.part",
        ];
        for name in [".foldersheet-Xy01zQ.part"].iter().chain(&others) {
            fs::write(dir.path().join(name), "x").unwrap();
        }
        let used = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .rand_bytes(RANDOM)
            .tempfile_in(dir.path())
            .unwrap();
        used.as_file().lock().unwrap();
        let own = Temporary::create(dir.path(), None).unwrap();
        remove_from(dir.path());
        let mut left: Vec<_> = fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut expected: Vec<_> = others.iter().map(|name| (*name).to_owned()).collect();
        expected.push(used.path().file_name().unwrap().to_str().unwrap().to_owned());
        expected.sort();
        let own_names = if cfg!(target_os = "linux") { left.len() - expected.len() } else { 1 };
        assert!(own_names <= 1);
        left.retain(|name| expected.contains(name));
        assert_eq!(left, expected);
        own.put_at(&dir.path().join("sheet")).unwrap();
        assert!(dir.path().join("sheet").is_file());
    }
}
