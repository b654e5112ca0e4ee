//! Windows: a folder is held by its handle and read through it, and what a read returns is already a whole row: no entry is looked at by
//! itself.
//!
//! `std` opens nothing relative to a handle, so a folder is opened by its path while the one that it is in is held, so that it
//! can't be renamed meanwhile ([`folder::OpenFolder`]); whether it is a link is asked of the handle. Paths are verbatim (`\\?\…`): no
//! limit of 260 characters, and names like `CON`, `nul.txt` or `dots...` are what they say and no devices.
//!
//! Which folder it is, its handle tells, or without another call the entry `.` of its list ([`records::Dots`]). On a drive of this machine
//! nothing but a reparse point leads to another volume; on a network drive every handle is asked.
//!
//! A link (symbolic, a junction, a mounted volume) is a row and not entered. A server may show a link as the folder that it points
//! at: folders are known by their volume and their number on it. A cloud file that isn't on this disk is a row too and is never opened.
//!
//! NTFS brings a folder's copy of size and times up to date when a file is closed: one that is being written, or was
//! changed under another of its hard links, can show older ones here.

mod ask;
mod folder;

use folder::OpenFolder;

use super::records;
use super::{Disk, Identity, Names, Picked, Stat};
use crate::model::{Facts, HardLinks, Kind, Meta, name};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::windows::fs::MetadataExt;
use std::path::{self, Component, Path, PathBuf, Prefix};

/// The real disk.
#[derive(Debug, Default, Clone, Copy)]
pub struct System;

impl Disk for System {
    type Folder = OpenFolder;

    fn open_picked(&self, path: &Path) -> io::Result<Picked<OpenFolder>> {
        let (real, is_final) = verbatim(path)?;
        // What the system keeps for itself, such as its page file, is seen and not opened.
        let file = folder::handle(&real, 0, 0).ok();
        let metadata = file.as_ref().map_or_else(|| fs::metadata(&real), File::metadata)?;
        if metadata.is_dir() {
            let folder = OpenFolder::picked(real.clone(), is_final && is_on_a_drive(&real))?;
            let stat = stat_alone(&metadata, folder.identity());
            return Ok(Picked::Folder { folder, stat, real });
        }
        let is_link = fs::symlink_metadata(path).is_ok_and(|own| own.file_type().is_symlink());
        let mut stat = stat_alone(&metadata, file.as_ref().and_then(folder::identity));
        if let Some((allocated, count)) = file.as_ref().and_then(folder::sizes) {
            stat.meta.allocated =
                records::allocated(allocated, metadata.file_size(), metadata.file_attributes(), 0);
            stat.meta.facts.links = Some(count);
            let identity = stat.identity.filter(|_| count > 1);
            stat.meta.links =
                identity.map(|Identity { device, inode }| HardLinks::counted(count, device, inode));
        }
        Ok(Picked::Other { stat, real, is_link })
    }

    fn open(&self, parent: &OpenFolder, name: &OsStr) -> io::Result<OpenFolder> {
        // A server may send any name: `..\..` or `C:\` must not lead out of the picked folder.
        let mut parts = Path::new(name).components();
        let is_part =
            matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
        // What follows a colon would be one of several contents of a file or folder.
        if !is_part || name.as_encoded_bytes().contains(&b':') {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the name is a path"));
        }
        parent.open_other(parent.path.join(name))
    }

    fn open_again(&self, folder: &OpenFolder) -> io::Result<OpenFolder> {
        let again = folder.open_other(folder.path.clone())?;
        if again.identity() == folder.identity() {
            Ok(again)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "another folder is in its place"))
        }
    }

    fn open_parent(&self, folder: &OpenFolder) -> io::Result<OpenFolder> {
        folder.open_other(folder.path.parent().ok_or(io::ErrorKind::NotFound)?.to_owned())
    }

    fn read(&self, folder: &OpenFolder, names: &mut Names) -> io::Result<bool> {
        folder.read(names)
    }

    fn stat(&self, folder: &OpenFolder, names: &Names, index: usize) -> io::Result<Stat> {
        let path = folder.path.join(name::to_os(names.get(index).name));
        Ok(stat_alone(&fs::symlink_metadata(&path)?, None))
    }

    fn link_target(&self, folder: &OpenFolder, name: &[u8]) -> io::Result<Vec<u8>> {
        // Opens the link itself, never what it points at.
        let target = fs::read_link(folder.path.join(name::to_os(name)))?;
        Ok(name::path_bytes(&target).to_vec())
    }

    fn identity(&self, folder: &OpenFolder) -> io::Result<Option<Identity>> {
        Ok(folder.identity())
    }

    fn identity_to_read(&self, folder: &OpenFolder) -> io::Result<Option<Identity>> {
        Ok(folder.identity_to_read())
    }

    fn shows_links_as_folders(&self) -> bool {
        true
    }

    fn counts_names(&self) -> bool {
        false
    }

    fn since(&self, folder: &OpenFolder) -> u64 {
        folder.since
    }

    fn kernel_file_system(&self, _: &OpenFolder) -> Option<&'static str> {
        None
    }
}

/// What `std` says of what is open or looked at by its path.
fn stat_alone(metadata: &Metadata, identity: Option<Identity>) -> Stat {
    stat(metadata, metadata.file_attributes() & !records::OF_RECORDS_ONLY, identity)
}

/// What `std` says of an entry, where there is no record of it: nothing of the disk that it takes.
fn stat(metadata: &Metadata, attributes: u32, identity: Option<Identity>) -> Stat {
    let file_type = metadata.file_type();
    // `std` calls every reparse point that stands for another place a symlink: junctions and mounted volumes too,
    // and not cloud files, compressed files and the like.
    let kind = match (file_type.is_symlink(), file_type.is_dir()) {
        (true, _) => Kind::Symlink,
        (false, true) => Kind::Folder,
        (false, false) => Kind::File,
    };
    let time = |file_time: u64| records::unix_seconds(file_time.try_into().unwrap_or(0));
    Stat {
        meta: Meta {
            kind,
            size: (kind != Kind::Folder).then_some(metadata.file_size()),
            modified: time(metadata.last_write_time()),
            created: time(metadata.creation_time()),
            facts: Facts {
                device: identity.map(|identity| identity.device),
                inode: identity.map(|identity| identity.inode),
                attributes: Some(records::attributes(attributes)),
                accessed: time(metadata.last_access_time()),
                ..Facts::UNKNOWN
            },
            ..Meta::unknown(kind)
        },
        identity,
        mount: false,
        mount_id: None,
        automount: false,
        placeholder: kind == Kind::Folder && records::is_placeholder(attributes),
        hidden: records::is_hidden(attributes),
    }
}

/// Whether the path, with its links resolved, is on a drive of this machine. There only a reparse point leads to another volume. What a server
/// shows as a folder may be on any of its own.
fn is_on_a_drive(real: &Path) -> bool {
    let first = real.components().next();
    matches!(first, Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::VerbatimDisk(_)))
}

/// The path in the form that takes every name and length, and whether its links are resolved.
fn verbatim(path: &Path) -> io::Result<(PathBuf, bool)> {
    if let Ok(real) = path.canonicalize() {
        return Ok((real, true));
    }
    // Some drives (RAM disks, old network redirectors) can't tell a final path.
    let absolute = path::absolute(path)?;
    let mut parts = absolute.components();
    let Some(Component::Prefix(prefix)) = parts.next() else { return Ok((absolute, false)) };
    let mut root = OsString::from(r"\\?\");
    match prefix.kind() {
        Prefix::Disk(_) => root.push(prefix.as_os_str()),
        Prefix::UNC(server, share) => {
            for part in [OsStr::new(r"UNC\"), server, OsStr::new(r"\"), share] {
                root.push(part);
            }
        }
        _ => return Ok((absolute, false)),
    }
    root.push(r"\");
    let mut verbatim = PathBuf::from(root);
    verbatim.extend(parts.filter(|part| matches!(part, Component::Normal(_))));
    Ok((verbatim, false))
}

#[cfg(test)]
mod tests {
    use super::records::{Dots, RecordKind};
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// Names and sizes.
    type Found = BTreeMap<Vec<u8>, Option<u64>>;

    fn open(path: PathBuf, kind: Option<RecordKind>) -> io::Result<OpenFolder> {
        OpenFolder::open(path, kind, Arc::new(Dots::new(None)))
    }

    /// To the end, in the order of the names; fails where one comes twice.
    fn read_all(folder: &OpenFolder) -> Found {
        let (mut found, mut names) = (Found::new(), Names::default());
        let mut goes_on = true;
        while goes_on {
            goes_on = System.read(folder, &mut names).unwrap();
            for name in (0..names.len()).map(|at| names.get(at)) {
                let size = name.stat.unwrap().meta.size;
                assert_eq!(found.insert(name.name.to_vec(), size), None, "{:?}", name.name);
            }
        }
        assert!(!System.read(folder, &mut names).unwrap() && names.is_empty(), "the end stays the end");
        found
    }

    #[test]
    fn every_way_of_reading_finds_what_the_standard_library_does() {
        let dir = tempfile::tempdir().unwrap();
        // More than fit into one read, of every length. Wine looks for each new name among all that are there.
        for number in 0..900 {
            let name = format!("{number}{}", "ü".repeat(number % 90));
            fs::write(dir.path().join(name), vec![b'x'; number]).unwrap();
        }
        fs::create_dir(dir.path().join("folder")).unwrap();
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            (name::bytes(&entry.file_name()).to_vec(), metadata.is_file().then_some(metadata.len()))
        };
        let expected: Found = fs::read_dir(dir.path()).unwrap().map(entry).collect();
        assert_eq!(expected.len(), 901);
        for kind in RecordKind::ALL.map(Some).into_iter().chain([None]) {
            let folder = open(dir.path().canonicalize().unwrap(), kind).unwrap();
            assert_eq!(read_all(&folder), expected, "{kind:?}, read as {:?}", folder.kind());
        }
    }

    #[test]
    fn an_empty_folder_has_no_names_and_a_file_is_no_folder() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("empty")).unwrap();
        fs::write(dir.path().join("file"), "x").unwrap();
        for kind in RecordKind::ALL.map(Some).into_iter().chain([None]) {
            let open = |name| open(dir.path().join(name), kind);
            assert_eq!(read_all(&open("empty").unwrap()), Found::new(), "{kind:?}");
            assert_eq!(open("file").unwrap_err().kind(), io::ErrorKind::NotADirectory);
            assert_eq!(open("gone").unwrap_err().kind(), io::ErrorKind::NotFound);
        }
    }

    #[test]
    fn a_folder_is_the_same_by_every_path_and_another_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        fs::create_dir(dir.path().join("b")).unwrap();
        let identity = |path: &str| {
            let Picked::Folder { folder, .. } = System.open_picked(&dir.path().join(path)).unwrap() else {
                panic!("{path} is a folder")
            };
            System.identity(&folder).unwrap().unwrap()
        };
        assert_eq!(identity("a"), identity(r"b\..\a"));
        assert_ne!(identity("a"), identity("b"));
        let parent = open(dir.path().canonicalize().unwrap(), None).unwrap();
        let by_name = System.open(&parent, OsStr::new("a")).unwrap();
        assert_eq!(System.identity(&by_name).unwrap(), Some(identity("a")));
        let above = System.open_parent(&by_name).unwrap();
        assert_eq!(System.identity(&above).unwrap(), System.identity(&parent).unwrap());
    }

    #[test]
    fn a_folder_that_is_read_next_is_known_by_its_list_and_read_whole() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a", "b", "c", "d"] {
            let path = dir.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join(format!("in {name}")), name).unwrap();
        }
        let Picked::Folder { folder: picked, .. } = System.open_picked(dir.path()).unwrap() else {
            panic!("it is a folder")
        };
        let mut handles = Vec::new();
        for name in ["a", "b", "c", "d"] {
            let by_handle = System.open(&picked, OsStr::new(name)).unwrap();
            let to_read = System.open(&picked, OsStr::new(name)).unwrap();
            let identity = System.identity_to_read(&to_read).unwrap();
            assert_eq!(System.identity(&by_handle).unwrap(), identity, "{name}");
            assert!(identity.is_some() && !handles.contains(&identity), "{name}");
            handles.push(identity);
            // What was read to know it is not lost, and comes once.
            let expected = [(format!("in {name}").into_bytes(), Some(1))];
            assert_eq!(read_all(&to_read), Found::from(expected), "{name}");
            assert_eq!(read_all(&System.open_again(&to_read).unwrap()).len(), 1, "{name}");
        }
    }

    #[test]
    fn only_what_is_on_a_drive_is_on_one_volume() {
        assert!(is_on_a_drive(Path::new(r"\\?\C:\x")));
        for path in [r"\\?\UNC\server\share\x", r"\\server\share\x", r"C:\x", r"\\.\C:\x", "x"] {
            assert!(!is_on_a_drive(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn a_name_that_is_a_path_is_not_opened() {
        let folder =
            open(std::env::temp_dir(), Some(RecordKind::Extended)).expect("the folder for temporary files");
        for name in ["..", ".", r"..\x", "a/b", r"C:\", "C:", "", r"\", "name:stream"] {
            let error = System.open(&folder, OsStr::new(name)).expect_err(name);
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
    }
}
