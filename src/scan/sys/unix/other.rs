//! macOS and the BSDs: `readdir` and `fstatat`.
#![cfg_attr(
    target_os = "linux",
    allow(dead_code, unreachable_pub, reason = "there it is compiled for its tests alone")
)]
#![allow(clippy::unnecessary_cast, reason = "the types differ from one system to another")]

#[cfg(target_os = "macos")]
use super::mac;
use super::*;
#[cfg(not(target_os = "macos"))]
use crate::model::Attributes;
use std::os::fd::AsFd;

/// Looks at an open folder.
pub(super) fn look_at_handle(fd: &OwnedFd) -> io::Result<Stat> {
    Ok(stat(&rustix::fs::fstat(fd)?))
}

/// Looks at one entry; `flags` say whether a link is followed.
#[inline(always)]
pub(super) fn look_at(at: impl AsFd, name: impl rustix::path::Arg, flags: AtFlags) -> io::Result<Stat> {
    Ok(stat(&rustix::fs::statat(at, name, flags)?))
}

fn stat(found: &rustix::fs::Stat) -> Stat {
    #[cfg(any(target_os = "macos", target_os = "ios", target_os = "freebsd"))]
    let created = birth(found.st_birthtime as i64, found.st_birthtime_nsec as i64);
    #[cfg(not(any(target_os = "macos", target_os = "ios", target_os = "freebsd")))]
    let created = None;
    #[cfg(target_os = "macos")]
    let flags = found.st_flags;
    let identity = Identity { device: found.st_dev as u64, inode: found.st_ino as u64 };
    let kind = kind(FileType::from_raw_mode(found.st_mode)).unwrap_or(Kind::File);
    Stat {
        meta: Meta {
            kind,
            size: Some(found.st_size as u64),
            // A block is 512 bytes here whatever the file system's own are; see stat(2).
            allocated: Some((found.st_blocks as u64).saturating_mul(512)),
            modified: Some(found.st_mtime as i64),
            created,
            links: links(kind, found.st_nlink as u32, Some(identity)),
            facts: Facts {
                mode: Some((found.st_mode & 0o7777) as u16),
                owner: Some(found.st_uid),
                group: Some(found.st_gid),
                links: Some(found.st_nlink as u32),
                device: Some(found.st_dev as u64),
                // The BSDs have flags too; rustix has them for macOS.
                #[cfg(target_os = "macos")]
                attributes: Some(mac::attributes(flags)),
                #[cfg(not(target_os = "macos"))]
                attributes: Some(Attributes::default()),
                inode: Some(found.st_ino as u64),
                accessed: Some(found.st_atime as i64),
                changed: Some(found.st_ctime as i64),
                read: ColumnSet::NONE,
            },
        },
        identity: Some(identity),
        mount: true,
        // Where one device is mounted once, as here, its number is the mount's.
        mount_id: Some(identity.device),
        automount: false,
        #[cfg(target_os = "macos")]
        placeholder: kind == Kind::Folder && mac::is_dataless(flags),
        #[cfg(not(target_os = "macos"))]
        placeholder: false,
        #[cfg(target_os = "macos")]
        hidden: mac::is_hidden(flags),
        #[cfg(not(target_os = "macos"))]
        hidden: false,
    }
}

pub(super) mod folder {
    use super::{Names, kind};
    use rustix::fs::Dir;
    #[cfg(target_os = "macos")]
    use std::ffi::CStr;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::sync::{Mutex, PoisonError};

    /// An open folder and how far its names were read.
    #[derive(Debug)]
    pub struct Folder {
        fd: OwnedFd,
        names: Mutex<Reading>,
        /// What tells whether folders in it are triggers, once there is one.
        #[cfg(target_os = "macos")]
        above: std::sync::OnceLock<super::mac::Above>,
    }

    /// The system's reader takes a handle of its own, which it has only while the folder is read: see
    /// [`crate::scan::sys::HANDLES_TO_READ`].
    #[derive(Debug)]
    enum Reading {
        Before,
        At(Dir),
        Done,
    }

    impl Folder {
        pub(in super::super) fn new(fd: OwnedFd) -> io::Result<Folder> {
            Ok(Folder {
                fd,
                names: Mutex::new(Reading::Before),
                #[cfg(target_os = "macos")]
                above: std::sync::OnceLock::new(),
            })
        }

        #[inline]
        pub(in super::super) fn fd(&self) -> &OwnedFd {
            &self.fd
        }

        pub(in super::super) fn read(&self, names: &mut Names) -> io::Result<bool> {
            names.clear();
            let mut reading = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            if let Reading::Before = *reading {
                // The same open folder: one that is opened anew by its `.` asks for the right to enter it, too.
                *reading = Reading::At(Dir::new(self.fd.try_clone()?)?);
            }
            let Reading::At(entries) = &mut *reading else { return Ok(false) };
            while names.len() < 1024 {
                let end = match entries.next() {
                    Some(Ok(entry)) => {
                        let name = entry.file_name().to_bytes();
                        if name != b"." && name != b".." {
                            names.push(name, kind(entry.file_type()));
                        }
                        continue;
                    }
                    Some(Err(error)) => Err(error.into()),
                    None => Ok(false),
                };
                // It isn't read again after an error either, and the folder may stay open for what is in it.
                *reading = Reading::Done;
                return end;
            }
            Ok(true)
        }

        /// What a look at a name in it returned, and whether entering that would mount something. A look mounts nothing, and no more does
        /// asking for the file system at a path.
        #[cfg(target_os = "macos")]
        pub(in super::super) fn with_triggers(&self, name: &CStr, stat: super::Stat) -> super::Stat {
            if stat.meta.kind != super::Kind::Folder {
                return stat;
            }
            let above = *self.above.get_or_init(|| super::mac::Above {
                device: super::look_at_handle(&self.fd)
                    .ok()
                    .and_then(|own| own.identity)
                    .map(|own| own.device),
                is_automounter: super::kernel_file_system(&self.fd) == Some(super::mac::AUTOMOUNTER),
            });
            let is_trigger = || {
                let path = rustix::fs::getpath(&self.fd).ok()?;
                let path = [path.to_bytes(), b"/", name.to_bytes()].concat();
                let (kind, from) = super::file_system(&rustix::fs::statfs(path).ok()?);
                Some(super::mac::is_trigger(&kind, &from))
            };
            let device = stat.identity.map(|found| found.device);
            let automount = super::mac::would_mount(above, device, || is_trigger().unwrap_or(false));
            super::Stat { automount, ..stat }
        }
    }
}

/// The BSDs mount such file systems only where they were asked for.
#[cfg(not(target_os = "macos"))]
pub(super) fn kernel_file_system(_: &OwnedFd) -> Option<&'static str> {
    None
}

#[cfg(target_os = "macos")]
pub(super) fn kernel_file_system(fd: &OwnedFd) -> Option<&'static str> {
    mac::kernel_file_system(&file_system(&rustix::fs::fstatfs(fd).ok()?).0)
}

/// The type of a file system, and the name of what is mounted.
#[cfg(target_os = "macos")]
fn file_system(found: &rustix::fs::StatFs) -> (Vec<u8>, Vec<u8>) {
    let text = |chars: &[std::ffi::c_char]| {
        chars.iter().map(|byte| *byte as u8).take_while(|byte| *byte != 0).collect()
    };
    (text(&found.f_fstypename), text(&found.f_mntfromname))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_once_through_a_handle_that_is_given_back() {
        let temporary = tempfile::tempdir().unwrap();
        for number in 0..3000 {
            std::fs::write(temporary.path().join(format!("file {number}")), b"").unwrap();
        }
        std::fs::create_dir(temporary.path().join("folder")).unwrap();
        let fd = rustix::fs::openat(CWD, temporary.path(), OPEN, Mode::empty()).unwrap();
        let folder = folder::Folder::new(fd).unwrap();
        let (mut found, mut names, mut reads) = (Vec::new(), Names::default(), 1);
        while folder.read(&mut names).unwrap() {
            found.extend((0..names.len()).map(|index| names.get(index).name.to_vec()));
            reads += 1;
            assert!(format!("{folder:?}").contains("At("), "the reader is kept between two reads");
        }
        found.extend((0..names.len()).map(|index| names.get(index).name.to_vec()));
        assert!(format!("{folder:?}").contains("Done"), "the reader's handle is kept: {folder:?}");
        assert!(reads > 2, "{reads}");
        found.sort();
        let mut expected: Vec<Vec<u8>> =
            (0..3000).map(|number| format!("file {number}").into_bytes()).collect();
        expected.push(b"folder".to_vec());
        expected.sort();
        assert_eq!(found, expected);
        assert!(!folder.read(&mut names).unwrap() && names.is_empty(), "read to its end");
        let kind = |name: &str| look_at(folder.fd(), name, AtFlags::SYMLINK_NOFOLLOW).unwrap().meta.kind;
        assert_eq!((kind("folder"), kind("file 7")), (Kind::Folder, Kind::File));
    }

    #[test]
    fn a_birth_of_1970_sharp_is_not_known() {
        assert_eq!(birth(0, 0), None);
        assert_eq!(birth(0, 1), Some(0));
        assert_eq!(birth(-1, 0), Some(-1));
        assert_eq!(birth(1_700_000_000, 0), Some(1_700_000_000));
    }
}
