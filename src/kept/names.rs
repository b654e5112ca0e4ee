//! How the files are called: `photos_2026-11-12T14-03-00Z.foldersheet`, after the last part of a folder's path and the moment.

use super::place::KeptPlace;
use crate::model::name;
use crate::text;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How the name of a kept sheet ends.
const END: &str = ".foldersheet";
/// How the name of a file ends that is still being written.
const UNFINISHED: &str = ".unfinished";
/// The moment, with a letter for each kind of character.
const MOMENT: &[u8] = b"_9999-99-99T99-99-99Z";
/// Letters of the folder's name.
const LABEL: usize = 40;
/// Files of one name and one second.
const MOST: u32 = 1000;

/// A name that no file has, for a sheet whose first folder is this.
pub(super) fn free(place: &KeptPlace, first: &Path, as_of: SystemTime) -> Option<PathBuf> {
    let since = as_of.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let moment = text::utc(since.as_secs().cast_signed()).replace(':', "-");
    let stem = format!("{}_{moment}", label(first));
    let numbered = |number: u32| match number {
        1 => format!("{stem}{END}"),
        number => format!("{stem}-{number}{END}"),
    };
    // A link that leads nowhere is a name in use, too.
    (1..=MOST)
        .map(|number| place.folder().join(numbered(number)))
        .find(|path| path.symlink_metadata().is_err())
}

/// The name of a file that is not whole yet, which no other program and no other thread of this one uses.
pub(super) fn unfinished(place: &KeptPlace) -> PathBuf {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    place.folder().join(format!(".{}-{}{UNFINISHED}", std::process::id(), since.as_nanos()))
}

/// What of a path says which folder it is, in letters that every file system takes.
fn label(path: &Path) -> String {
    let name = path.file_name().map(|name| String::from_utf8_lossy(name::bytes(name)).into_owned());
    let letters = name.unwrap_or_default();
    let letters = letters.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' });
    let label: String = letters.take(LABEL).collect();
    // A letter has four bytes at most, and a name 255.
    if label.is_empty() { "folder".to_owned() } else { label }
}

/// Whether a name is that of a kept sheet, rather than of a file that somebody else put there.
pub(super) fn is_kept(name: &OsStr) -> bool {
    let bytes = name::bytes(name);
    let Some(stem) = bytes.strip_suffix(END.as_bytes()) else { return false };
    // The number of one that isn't the first of its second.
    let digits = stem.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let stem = match stem[..stem.len() - digits].strip_suffix(b"-") {
        Some(before) if digits > 0 => before,
        _ => stem,
    };
    let Some(moment) = stem.len().checked_sub(MOMENT.len()).map(|at| &stem[at..]) else { return false };
    moment.iter().zip(MOMENT).all(|(byte, of)| match of {
        b'9' => byte.is_ascii_digit(),
        other => byte == other,
    })
}

/// Whether a name is that of a file that is being written, or was when its program ended.
pub(super) fn is_unfinished(name: &OsStr) -> bool {
    let bytes = name::bytes(name);
    bytes.starts_with(b".") && bytes.ends_with(UNFINISHED.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_are_known_again_and_no_others() {
        let place = KeptPlace::at(&std::env::temp_dir().join("nowhere"));
        let as_of = SystemTime::UNIX_EPOCH + Duration::from_secs(1_794_492_180);
        for (folder, expected) in [
            ("/home/ana", "ana_2026-11-12T14-03-00Z.foldersheet"),
            ("/srv/a: b/ü*1", "ü_1_2026-11-12T14-03-00Z.foldersheet"),
            ("/", "folder_2026-11-12T14-03-00Z.foldersheet"),
        ] {
            let free = free(&place, Path::new(folder), as_of).unwrap();
            let name = free.file_name().unwrap();
            assert_eq!(name, expected);
            assert!(is_kept(name) && !is_unfinished(name));
        }
        assert!(is_kept("a_2026-11-12T14-03-00Z-12.foldersheet".as_ref()));
        for other in ["ana.foldersheet", "a_2026-11-12.foldersheet", "a_2026-11-12T14-03-00Z.csv", "Z", ""] {
            assert!(!is_kept(other.as_ref()), "{other}");
        }
        assert!(is_unfinished(unfinished(&place).file_name().unwrap()));
    }
}
