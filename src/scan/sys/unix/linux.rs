//! Linux: `statx`, `getdents`, and what only it reports.

use super::*;
use crate::model::Attributes;
use rustix::fs::{StatxAttributes, StatxFlags};
use rustix::io::Errno;
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::ffi::OsStringExt;

mod older;

/// Looks at an open folder.
pub(super) fn look_at_handle(fd: &OwnedFd) -> io::Result<Stat> {
    look_at(fd, c"", AtFlags::EMPTY_PATH)
}

/// As the kernel knows it: the library's way asks for every folder on the way by its whole path, which for many picks far down is cubic.
/// `None` if there is no /proc, or the path is one that can't be reached from here.
pub(super) fn real(path: &Path, folder: Option<&OwnedFd>) -> Option<PathBuf> {
    let of = |fd: &OwnedFd| {
        let link = format!("/proc/self/fd/{}", fd.as_raw_fd());
        let real = PathBuf::from(std::ffi::OsString::from_vec(
            rustix::fs::readlinkat(CWD, link, Vec::new()).ok()?.into_bytes(),
        ));
        // What was removed meanwhile has a note behind its name, and is found by no other path either.
        real.is_absolute().then_some(real)
    };
    match folder {
        Some(fd) => of(fd),
        // Not opened, only held: see open(2) on O_PATH.
        None => of(&rustix::fs::openat(CWD, path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()).ok()?),
    }
}

/// A number that no later mount gets again (Linux 6.8); the other one can be a later mount's too. See statx(2).
const MNT_ID_UNIQUE: StatxFlags = StatxFlags::from_bits_retain(0x4000);

/// Looks at one entry, not setting off an automount; `flags` say whether a link is followed.
#[inline(always)]
pub(super) fn look_at(
    at: impl AsFd + Copy,
    name: impl rustix::path::Arg + Copy,
    flags: AtFlags,
) -> io::Result<Stat> {
    let mask = StatxFlags::BASIC_STATS | StatxFlags::BTIME | StatxFlags::MNT_ID | MNT_ID_UNIQUE;
    let flags = flags | AtFlags::NO_AUTOMOUNT;
    let found = match rustix::fs::statx(at, name, flags, mask) {
        Err(Errno::NOSYS) => return older::look_at(at, name, flags),
        found => found?,
    };
    let has = |bit: StatxFlags| found.stx_mask & bit.bits() != 0;
    let attributes = found.stx_attributes;
    let tells_mounts = found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT);
    let identity = has(StatxFlags::INO).then(|| Identity {
        device: u64::from(found.stx_dev_major) << 32 | u64::from(found.stx_dev_minor),
        inode: found.stx_ino,
    });
    let kind = kind(FileType::from_raw_mode(found.stx_mode.into())).unwrap_or(Kind::File);
    Ok(Stat {
        meta: Meta {
            kind,
            size: has(StatxFlags::SIZE).then_some(found.stx_size),
            // A block is 512 bytes here whatever the file system's own are; see statx(2).
            allocated: has(StatxFlags::BLOCKS).then(|| found.stx_blocks.saturating_mul(512)),
            modified: has(StatxFlags::MTIME).then_some(found.stx_mtime.tv_sec),
            created: has(StatxFlags::BTIME)
                .then_some(found.stx_btime)
                .and_then(|time| birth(time.tv_sec, time.tv_nsec.into())),
            links: has(StatxFlags::NLINK).then(|| links(kind, found.stx_nlink, identity)).flatten(),
            facts: facts(&found),
        },
        identity,
        mount: !tells_mounts || attributes.contains(StatxAttributes::MOUNT_ROOT),
        // Since Linux 5.8.
        mount_id: has(StatxFlags::MNT_ID | MNT_ID_UNIQUE).then_some(found.stx_mnt_id),
        automount: attributes.contains(StatxAttributes::AUTOMOUNT),
        placeholder: false,
        hidden: false,
    })
}

/// What else the call returned.
#[inline(always)]
fn facts(found: &rustix::fs::Statx) -> Facts {
    let has = |bit: StatxFlags| found.stx_mask & bit.bits() != 0;
    let (major, minor) = (found.stx_dev_major, found.stx_dev_minor);
    Facts {
        mode: has(StatxFlags::MODE).then_some(found.stx_mode & 0o7777),
        owner: has(StatxFlags::UID).then_some(found.stx_uid),
        group: has(StatxFlags::GID).then_some(found.stx_gid),
        links: has(StatxFlags::NLINK).then_some(found.stx_nlink),
        device: Some(rustix::fs::makedev(major, minor)),
        attributes: Some(attributes(found.stx_attributes)),
        inode: has(StatxFlags::INO).then_some(found.stx_ino),
        accessed: has(StatxFlags::ATIME).then_some(found.stx_atime.tv_sec),
        changed: has(StatxFlags::CTIME).then_some(found.stx_ctime.tv_sec),
        read: ColumnSet::NONE,
    }
}

#[inline]
fn attributes(found: StatxAttributes) -> Attributes {
    let has = |bit| found.contains(bit);
    Attributes::default()
        .with(Attributes::COMPRESSED, has(StatxAttributes::COMPRESSED))
        .with(Attributes::IMMUTABLE, has(StatxAttributes::IMMUTABLE))
        .with(Attributes::APPEND, has(StatxAttributes::APPEND))
        .with(Attributes::NO_DUMP, has(StatxAttributes::NODUMP))
        .with(Attributes::ENCRYPTED, has(StatxAttributes::ENCRYPTED))
        .with(Attributes::VERITY, has(StatxAttributes::VERITY))
}

pub(super) mod folder {
    use super::{Names, kind};
    use rustix::fs::RawDir;
    use std::io;
    use std::os::fd::OwnedFd;

    /// An open folder. The kernel remembers how far it was read.
    #[derive(Debug)]
    pub struct Folder(OwnedFd);

    impl Folder {
        pub(in super::super) fn new(fd: OwnedFd) -> io::Result<Folder> {
            Ok(Folder(fd))
        }

        #[inline]
        pub(in super::super) fn fd(&self) -> &OwnedFd {
            &self.0
        }

        /// One `getdents64`, taken whole.
        pub(in super::super) fn read(&self, names: &mut Names) -> io::Result<bool> {
            names.clear();
            let mut buffer = std::mem::take(&mut names.buffer);
            let result = fill(&self.0, &mut buffer, names);
            names.buffer = buffer;
            result
        }
    }

    fn fill(fd: &OwnedFd, buffer: &mut [std::mem::MaybeUninit<u8>], names: &mut Names) -> io::Result<bool> {
        let mut entries = RawDir::new(fd, buffer);
        while let Some(entry) = entries.next() {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                names.push(name, kind(entry.file_type()));
            }
            if entries.is_buffer_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The numbers are those of linux/magic.h.
const KERNEL_FILE_SYSTEMS: &[(i64, &str)] = &[
    (0x9fa0, "proc"),
    (0x6265_6572, "sysfs"),
    (0x0027_e0eb, "cgroup"),
    (0x6367_7270, "cgroup2"),
    (0x6462_6720, "debugfs"),
    (0x7472_6163, "tracefs"),
    (0x7363_6673, "securityfs"),
    (0xf97c_ff8c, "selinuxfs"),
    (0xcafe_4a11, "bpf"),
    (0x6165_676c, "pstore"),
    (0x6265_6570, "configfs"),
    (0xde5e_81e4, "efivarfs"),
    (0x1cd1, "devpts"),
    (0x4249_4e4d, "binfmt_misc"),
    (0x6573_5543, "fusectl"),
    (0x6e73_6673, "nsfs"),
];

pub(super) fn kernel_file_system(fd: &OwnedFd) -> Option<&'static str> {
    let magic = rustix::fs::fstatfs(fd).ok()?.f_type as i64;
    KERNEL_FILE_SYSTEMS.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
}
