//! What this program was handed open, under the names that systems have for it: `/dev/stdout`, `/dev/fd/63` from a shell's `>(…)`,
//! `/proc/self/fd/3`. It is written to by that very handle: opened again by its name, a file would be written over from its beginning, and a
//! socket could not be opened at all.

use crate::model::export::Fault;
use rustix::fs::{Mode, OFlags};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

/// The number of the handle that a path stands for; `None` if it stands for none. Only the system's own links are followed, those in
/// `/dev` and `/proc`.
#[cfg(target_os = "linux")]
pub(super) fn number(path: &Path) -> Option<i32> {
    /// Links from one such name to another: `/dev/stdout` leads to `/proc/self/fd/1`.
    const HOPS: usize = 4;
    let handles = ["/proc/self/fd", "/proc/thread-self/fd"].map(std::fs::canonicalize);
    let mut path = path.to_owned();
    for _ in 0..HOPS {
        let target = std::fs::read_link(&path).ok()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().ok()?;
        if handles.iter().flatten().any(|handles| *handles == folder) {
            return path.file_name()?.to_str()?.parse().ok();
        }
        if folder != Path::new("/dev") {
            return None;
        }
        path = folder.join(target);
    }
    None
}

#[cfg(not(target_os = "linux"))]
pub(super) fn number(path: &Path) -> Option<i32> {
    match path.to_str()? {
        "/dev/stdout" => Some(1),
        "/dev/stderr" => Some(2),
        other => other.strip_prefix("/dev/fd/")?.parse().ok(),
    }
}

/// The handle with this number once more.
pub(super) fn open(number: i32) -> io::Result<File> {
    let own: OwnedFd = match number {
        0 => rustix::io::dup(rustix::stdio::stdin())?,
        // What is in its place is not what the user meant.
        1 if crate::export::output::was_closed() => return Err(Fault::Closed.into()),
        1 => rustix::io::dup(rustix::stdio::stdout())?,
        2 => rustix::io::dup(rustix::stdio::stderr())?,
        _ => again(number)?,
    };
    let flags = rustix::fs::fcntl_getfl(&own)?;
    if !flags.intersects(OFlags::WRONLY | OFlags::RDWR) {
        return Err(Fault::ReadOnly.into());
    }
    Ok(own.into())
}

#[cfg(target_os = "linux")]
fn again(number: i32) -> io::Result<OwnedFd> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let own = pidfd_open(getpid(), PidfdFlags::empty());
    if let Ok(handle) = own.and_then(|own| pidfd_getfd(own, number, PidfdGetfdFlags::empty())) {
        return Ok(handle);
    }
    // Before Linux 5.6, or where a container forbids it. What is in a file already stays.
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(format!("/proc/self/fd/{number}"), flags, Mode::empty())?)
}

/// Opening it by this name gives the same handle once more (`fd(4)`).
#[cfg(not(target_os = "linux"))]
fn again(number: i32) -> io::Result<OwnedFd> {
    Ok(rustix::fs::open(format!("/dev/fd/{number}"), OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::model::export::IoReason;
    use std::io::{Read, Seek, Write};
    use std::os::fd::AsRawFd;
    use std::path::PathBuf;

    #[test]
    fn the_systems_names_stand_for_handles_and_no_others_do() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::os::unix::fs::symlink("/dev/stdout", at("link")).unwrap();
        std::os::unix::fs::symlink("/proc/self/fd/1", at("1")).unwrap();
        for (path, expected) in [
            (PathBuf::from("/dev/stdout"), Some(1)),
            ("/dev/stderr".into(), Some(2)),
            ("/dev/fd/1".into(), Some(1)),
            ("/proc/self/fd/2".into(), Some(2)),
            ("/proc/thread-self/fd/2".into(), Some(2)),
            ("/dev/null".into(), None),
            ("/proc/self/exe".into(), None),
            (at("link"), None),
            (at("1"), None),
            (at("no"), None),
        ] {
            assert_eq!(number(&path), expected, "{}", path.display());
        }
    }

    #[test]
    fn a_handle_is_the_same_once_more() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"before ").unwrap();
        open(file.as_raw_fd()).unwrap().write_all(b"rows ").unwrap();
        file.write_all(b"behind").unwrap();
        file.rewind().unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "before rows behind");
        let own = File::open("/dev/null").unwrap();
        assert_eq!(IoReason::from(open(own.as_raw_fd()).unwrap_err()), IoReason::Own(Fault::ReadOnly));
    }
}
