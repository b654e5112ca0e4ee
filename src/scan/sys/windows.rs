//! Windows: what reading a folder returns is already a whole row, so no entry is looked at by itself.
//!
//! `std` has no calls relative to a folder's handle, so this goes by paths, and a folder above that is swapped for a
//! link in mid-read can lead outside; on Unix it can't. Paths are verbatim (`\\?\…`): no limit of 260 characters, and
//! names like `CON`, `nul.txt` or `dots...` are what they say and no devices.
//!
//! A link (symbolic, a junction, a mounted volume) is a row and not entered. A cloud file that isn't on this disk is a row
//! too and is never opened; a cloud folder is entered, as listing it downloads nothing.
//!
//! NTFS brings a folder's copy of size and times up to date when a file is closed: one that is being written, or was
//! changed under another of its hard links, can show older ones here.

use super::{Disk, Identity, Names, Picked, Stat};
use crate::model::{Attributes, Facts, Kind, Meta, name};
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata, ReadDir};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::windows::fs::MetadataExt;
use std::path::{self, Component, Path, PathBuf, Prefix};
use std::sync::{Mutex, PoisonError};

/// Names that one read returns; more would only delay the first rows.
const AT_ONCE: usize = 1024;

/// FILE_ATTRIBUTE_HIDDEN.
const HIDDEN: u32 = 0x2;

/// Attributes by the numbers of winnt.h.
const ATTRIBUTES: [(u32, Attributes); 9] = [
    (0x1, Attributes::READ_ONLY),
    (HIDDEN, Attributes::HIDDEN),
    (0x4, Attributes::SYSTEM),
    (0x20, Attributes::ARCHIVE),
    (0x800, Attributes::COMPRESSED),
    (0x1000, Attributes::OFFLINE),
    (0x4000, Attributes::ENCRYPTED),
    // FILE_ATTRIBUTE_RECALL_ON_OPEN and FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS.
    (0x4_0000, Attributes::RECALL),
    (0x40_0000, Attributes::RECALL),
];

/// The real disk.
#[derive(Debug, Default, Clone, Copy)]
pub struct System;

/// An open folder and how far it was read. The system's handle is given back at the last name.
#[derive(Debug)]
pub struct OpenFolder {
    path: PathBuf,
    entries: Mutex<ReadDir>,
}

impl OpenFolder {
    fn open(path: PathBuf) -> io::Result<OpenFolder> {
        let entries = Mutex::new(fs::read_dir(&path)?);
        Ok(OpenFolder { path, entries })
    }
}

impl Disk for System {
    type Folder = OpenFolder;

    fn open_picked(&self, path: &Path) -> io::Result<Picked<OpenFolder>> {
        let real = verbatim(path)?;
        let metadata = fs::metadata(&real)?;
        let stat = stat(&metadata, || real.clone());
        if !metadata.is_dir() {
            let is_link = fs::symlink_metadata(path).is_ok_and(|own| own.file_type().is_symlink());
            return Ok(Picked::Other { stat, real, is_link });
        }
        Ok(Picked::Folder { folder: OpenFolder::open(real.clone())?, stat, real })
    }

    fn open(&self, parent: &OpenFolder, name: &OsStr) -> io::Result<OpenFolder> {
        // A server may send any name: `..\..` or `C:\` must not lead out of the picked folder.
        let mut parts = Path::new(name).components();
        if !matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the name is a path"));
        }
        let folder = OpenFolder::open(parent.path.join(name))?;
        // Only after opening: a link that took the folder's place before is still there to be seen.
        if fs::symlink_metadata(&folder.path)?.is_dir() {
            Ok(folder)
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    fn open_again(&self, folder: &OpenFolder) -> io::Result<OpenFolder> {
        OpenFolder::open(folder.path.clone())
    }

    fn open_parent(&self, folder: &OpenFolder) -> io::Result<OpenFolder> {
        OpenFolder::open(folder.path.parent().ok_or(io::ErrorKind::NotFound)?.to_owned())
    }

    fn read(&self, folder: &OpenFolder, names: &mut Names) -> io::Result<bool> {
        names.clear();
        let mut entries = folder.entries.lock().unwrap_or_else(PoisonError::into_inner);
        while names.len() < AT_ONCE {
            let Some(entry) = entries.next() else { return Ok(false) };
            let entry = entry?;
            // On Windows this is no call: the read of the folder returned it.
            let metadata = entry.metadata()?;
            names.push_whole(name::bytes(&entry.file_name()), stat(&metadata, || entry.path()));
        }
        Ok(true)
    }

    fn stat(&self, folder: &OpenFolder, names: &Names, index: usize) -> io::Result<Stat> {
        let path = folder.path.join(name::to_os(names.get(index).name));
        Ok(stat(&fs::symlink_metadata(&path)?, || path))
    }

    fn link_target(&self, folder: &OpenFolder, name: &[u8]) -> io::Result<Vec<u8>> {
        // Opens the link itself, never what it points at.
        let target = fs::read_link(folder.path.join(name::to_os(name)))?;
        Ok(name::path_bytes(&target).to_vec())
    }

    fn identity(&self, folder: &OpenFolder) -> io::Result<Option<Identity>> {
        Ok(Some(identity(&folder.path)))
    }

    fn kernel_file_system(&self, _: &OpenFolder) -> Option<&'static str> {
        None
    }
}

fn stat(metadata: &Metadata, path: impl FnOnce() -> PathBuf) -> Stat {
    let file_type = metadata.file_type();
    // `std` calls every reparse point that stands for another place a symlink: junctions and mounted volumes too,
    // and not cloud files, compressed files and the like.
    let kind = match (file_type.is_symlink(), file_type.is_dir()) {
        (true, _) => Kind::Symlink,
        (false, true) => Kind::Folder,
        (false, false) => Kind::File,
    };
    Stat {
        meta: Meta {
            kind,
            size: (kind != Kind::Folder).then_some(metadata.file_size()),
            modified: unix_seconds(metadata.last_write_time()),
            created: unix_seconds(metadata.creation_time()),
            facts: Facts {
                attributes: Some(attributes(metadata.file_attributes())),
                accessed: unix_seconds(metadata.last_access_time()),
                ..Facts::UNKNOWN
            },
            // The system reports the rest only to a program that opens the file.
            ..Meta::unknown(kind)
        },
        identity: (kind == Kind::Folder).then(|| identity(&path())),
        mount: false,
        mount_id: None,
        automount: false,
        placeholder: false,
        hidden: metadata.file_attributes() & HIDDEN != 0,
    }
}

fn attributes(found: u32) -> Attributes {
    let with = |all: Attributes, (bit, one): &(u32, Attributes)| all.with(*one, found & bit != 0);
    ATTRIBUTES.iter().fold(Attributes::default(), with)
}

/// The path stands for the folder: as no link is entered, one folder is reached by one path only.
fn identity(path: &Path) -> Identity {
    let mut hasher = DefaultHasher::new();
    name::path_bytes(path).hash(&mut hasher);
    Identity { device: 0, inode: hasher.finish() }
}

/// From 100-nanosecond steps since 1601, where 0 says that the file system keeps no such time.
fn unix_seconds(file_time: u64) -> Option<i64> {
    const STEPS_A_SECOND: u64 = 10_000_000;
    const FROM_1601_TO_1970: i64 = 11_644_473_600;
    (file_time != 0).then(|| (file_time / STEPS_A_SECOND) as i64 - FROM_1601_TO_1970)
}

/// The path with its links resolved, in the form that takes every name and length.
fn verbatim(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    // Some drives (RAM disks, old network redirectors) can't tell a final path.
    let absolute = path::absolute(path)?;
    let mut parts = absolute.components();
    let Some(Component::Prefix(prefix)) = parts.next() else { return Ok(absolute) };
    let mut root = OsString::from(r"\\?\");
    match prefix.kind() {
        Prefix::Disk(_) => root.push(prefix.as_os_str()),
        Prefix::UNC(server, share) => {
            for part in [OsStr::new(r"UNC\"), server, OsStr::new(r"\"), share] {
                root.push(part);
            }
        }
        _ => return Ok(absolute),
    }
    root.push(r"\");
    let mut verbatim = PathBuf::from(root);
    verbatim.extend(parts.filter(|part| matches!(part, Component::Normal(_))));
    Ok(verbatim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_times_become_unix_seconds_rounded_down() {
        assert_eq!(unix_seconds(0), None);
        assert_eq!(unix_seconds(1), Some(-11_644_473_600));
        assert_eq!(unix_seconds(116_444_736_000_000_000 - 1), Some(-1));
        assert_eq!(unix_seconds(116_444_736_000_000_000), Some(0));
        assert_eq!(unix_seconds(u64::MAX), Some(1_833_029_933_770));
    }

    #[test]
    fn a_name_that_is_a_path_is_not_opened() {
        let folder = OpenFolder::open(std::env::temp_dir()).expect("the folder for temporary files");
        for name in ["..", ".", r"..\x", "a/b", r"C:\", "C:", "", r"\"] {
            let error = System.open(&folder, OsStr::new(name)).expect_err(name);
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
    }
}
