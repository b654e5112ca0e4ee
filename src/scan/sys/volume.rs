//! The books of a file system.

use crate::model::Volume;
use std::io;
use std::path::Path;

/// The file system that a path is on, as it reports itself, `statvfs` being where `df` has its numbers from. A drive that doesn't answer
/// holds the caller.
///
/// # Errors
/// If the system doesn't report it.
#[cfg(unix)]
#[allow(clippy::unnecessary_cast, reason = "the types differ from one system to another")]
pub fn volume(path: &Path) -> io::Result<Volume> {
    let found = rustix::fs::statvfs(path)?;
    let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize as u64);
    let (blocks, free) = (found.f_blocks as u64, found.f_bfree as u64);
    Ok(Volume {
        id: rustix::fs::stat(path)?.st_dev as u64,
        size: bytes(blocks),
        used: bytes(blocks.saturating_sub(free)),
        available: bytes(found.f_bavail as u64),
        shares: shares(path),
    })
}

/// File systems that can share blocks between files, by their numbers in `linux/magic.h` and their own sources.
#[cfg(target_os = "linux")]
const SHARING: [(i64, &str); 5] = [
    (0x9123_683e, "Btrfs"),
    (0x5846_5342, "XFS"),
    (0x2fc1_2fc1, "ZFS"),
    (0xca45_1a4e, "bcachefs"),
    (0x7461_636f, "OCFS2"),
];

/// The kind of the file system that a path is on, if it is one that can share blocks.
#[cfg(target_os = "linux")]
#[allow(clippy::unnecessary_cast, reason = "the type differs from one machine to another")]
fn shares(path: &Path) -> Option<&'static str> {
    let magic = rustix::fs::statfs(path).ok()?.f_type as i64;
    SHARING.iter().find(|(number, _)| *number == magic & 0xffff_ffff).map(|(_, name)| *name)
}

/// The same: clones share blocks on APFS, which every Mac since 2017 has.
#[cfg(all(unix, not(target_os = "linux")))]
fn shares(_: &Path) -> Option<&'static str> {
    cfg!(target_vendor = "apple").then_some("APFS")
}

/// As above, by `GetDiskFreeSpaceEx`.
#[cfg(windows)]
pub fn volume(path: &Path) -> io::Result<Volume> {
    let failed = |error: winsafe::co::ERROR| io::Error::from_raw_os_error(error.raw() as i32);
    let path = path.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    let root = winsafe::GetVolumePathName(path).map_err(failed)?;
    let (mut available, mut size, mut free, mut serial, mut kind) = (0, 0, 0, 0, String::new());
    winsafe::GetDiskFreeSpaceEx(Some(&root), Some(&mut available), Some(&mut size), Some(&mut free))
        .map_err(failed)?;
    winsafe::GetVolumeInformation(Some(&root), None, Some(&mut serial), None, None, Some(&mut kind))
        .map_err(failed)?;
    let shares = (kind == "ReFS").then_some("ReFS");
    Ok(Volume { id: serial.into(), size, used: size.saturating_sub(free), available, shares })
}
