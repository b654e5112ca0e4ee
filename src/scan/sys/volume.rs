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
    })
}

/// As above, by `GetDiskFreeSpaceEx`.
#[cfg(windows)]
pub fn volume(path: &Path) -> io::Result<Volume> {
    let failed = |error: winsafe::co::ERROR| io::Error::from_raw_os_error(error.raw() as i32);
    let path = path.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    let root = winsafe::GetVolumePathName(path).map_err(failed)?;
    let (mut available, mut size, mut free, mut serial) = (0, 0, 0, 0);
    winsafe::GetDiskFreeSpaceEx(Some(&root), Some(&mut available), Some(&mut size), Some(&mut free))
        .map_err(failed)?;
    winsafe::GetVolumeInformation(Some(&root), None, Some(&mut serial), None, None, None).map_err(failed)?;
    Ok(Volume { id: serial.into(), size, used: size.saturating_sub(free), available })
}
